"""Texts as arrays: one row a word, so that counting is arithmetic."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import compress
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from glossary.arabic import Gap
from glossary.arabic.folding import bares
from glossary.arabic.tokens import detached_clitic
from glossary.extract.splitting import split_all

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray


class Document(NamedTuple):
    """A text, or a part of one, and the name under which results cite it."""

    name: str
    text: str
    offset: int = 0
    """Code points of the whole text that come before a part."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """Documents with their words; the arrays are parallel, in reading order."""

    documents: tuple[Document, ...]
    types: tuple[str, ...]
    """The distinct words as written, in order of first appearance."""
    word: NDArray[np.int32]
    """Indices into ``types``."""
    gap: NDArray[np.int8]
    """``Gap`` before each word."""
    start: NDArray[np.int32]
    end: NDArray[np.int32]
    """Code points from 0 in the word's document, or part of one."""
    document: NDArray[np.int32]
    """Indices into ``documents``."""

    def words(self) -> dict[str, int]:
        """Return how often each word occurs, by its bare form."""
        each = np.bincount(self.word, minlength=len(self.types)).tolist()
        return bare_counts(bares(self.types), each)


def bare_counts(plain: Iterable[str], each: Iterable[int]) -> dict[str, int]:
    """Return how often bare words occur, those that are the same added up."""
    counts: dict[str, int] = {}
    for word, count in zip(plain, each, strict=True):
        counts[word] = counts.get(word, 0) + count
    return counts


_PART = 1 << 20
"""The most code points of a text that are one document."""


def shards(documents: Iterable[Document], size: int) -> Iterator[list[Document]]:
    """Group documents in their order until a group has ``size`` code points.

    An endless text comes in parts, so that no group is much larger. What is found
    depends on the parts, but not on how they are grouped. The last group may be empty.
    """
    group: list[Document] = []
    room = size
    for document in documents:
        for part in parts(document):
            group.append(part)
            room -= len(part.text)
            if room <= 0:
                yield group
                group, room = [], size
    yield group


def parts(document: Document) -> Iterator[Document]:
    """Yield a document in parts: whole lines, or words where a line is endless."""
    name, text, before = document
    start = 0
    while len(text) - start > _PART:
        cut = text.rfind("\n", start, start + _PART)
        cut = cut if cut > start else text.rfind(" ", start, start + _PART)
        cut = cut + 1 if cut > start else start + _PART
        yield Document(name, text[start:cut], before + start)
        start = cut
    yield Document(name, text[start:], before + start) if start else document


def scan(documents: Iterable[Document]) -> Corpus:
    """Split documents into words; a clitic cut off by tatweel (``لـ``) is no word."""
    kept = tuple(part for document in documents for part in parts(document))
    found = split_all([document.text for document in kept])
    corpus = Corpus(
        documents=kept,
        types=tuple(found.types),
        word=found.word,
        gap=found.gap,
        start=found.start,
        end=found.end,
        document=found.text,
    )
    return _without_clitics(corpus)


def _without_clitics(corpus: Corpus) -> Corpus:
    """Drop the detached clitics; the word after one is quoted, if not further off."""
    cut = np.array([detached_clitic(word) is not None for word in corpus.types], bool)
    if not cut.any():
        return corpus
    drop = cut[corpus.word]
    least = np.where(drop, np.maximum(corpus.gap, Gap.QUOTE), 0)
    gap = np.maximum(corpus.gap, np.concatenate((least[:1] * 0, least[:-1])))
    keep = ~drop
    number = np.cumsum(~cut, dtype=np.int32) - np.int32(1)
    return Corpus(
        documents=corpus.documents,
        types=tuple(compress(corpus.types, (~cut).tolist())),
        word=number[corpus.word[keep]],
        gap=gap[keep].astype(np.int8),
        start=corpus.start[keep],
        end=corpus.end[keep],
        document=corpus.document[keep],
    )
