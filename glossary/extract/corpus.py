"""Texts as arrays: one row a word, so that counting is arithmetic."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from glossary.arabic import Gap, bare
from glossary.arabic.tokens import detached_clitic, split

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray


class Document(NamedTuple):
    """A text and the name under which results cite it."""

    name: str
    text: str


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
    """Code points from 0 in the word's document."""
    document: NDArray[np.int32]
    """Indices into ``documents``."""

    def words(self) -> dict[str, int]:
        """Return how often each word occurs, by its bare form."""
        counts: dict[str, int] = {}
        each = np.bincount(self.word, minlength=len(self.types)).tolist()
        for written, count in zip(self.types, each, strict=True):
            word = bare(written)
            counts[word] = counts.get(word, 0) + count
        return counts


_PART = 1 << 20
"""The most code points of a text that are split at once."""


class _Ids(dict[str, int]):
    """Numbers its keys in the order in which they are first asked for."""

    def __missing__(self, word: str) -> int:
        number = self[word] = len(self)
        return number


def scan(documents: Iterable[Document]) -> Corpus:
    """Split documents into words; a clitic cut off by tatweel (``لـ``) is no word."""
    kept: list[Document] = []
    ids = _Ids()
    columns: tuple[list[NDArray[np.int32]], ...] = ([], [], [], [], [])
    for number, document in enumerate(documents):
        kept.append(document)
        for offset, part in _parts(document.text):
            found = split(part)
            words = list(map(ids.__getitem__, found.words))
            lists = (words, found.gaps, found.starts, found.ends)
            rows = [np.array(values, np.int32) for values in lists]
            rows[2] += offset
            rows[3] += offset
            rows.append(np.full(len(words), number, np.int32))
            for column, values in zip(columns, rows, strict=True):
                column.append(values)
    empty = np.zeros(0, np.int32)
    word, gap, start, end, document_ = (
        np.concatenate(column or [empty]) for column in columns
    )
    corpus = Corpus(
        documents=tuple(kept),
        types=tuple(ids),
        word=word,
        gap=gap.astype(np.int8),
        start=start,
        end=end,
        document=document_,
    )
    return _without_clitics(corpus)


def _parts(text: str) -> Iterator[tuple[int, str]]:
    """Yield (offset, part) of a text: whole lines, or words where a line is endless.

    So that a text's words are never all in memory as strings.
    """
    start = 0
    while len(text) - start > _PART:
        cut = text.rfind("\n", start, start + _PART)
        cut = cut if cut > start else text.rfind(" ", start, start + _PART)
        cut = cut + 1 if cut > start else start + _PART
        yield start, text[start:cut]
        start = cut
    yield start, text[start:]


def _without_clitics(corpus: Corpus) -> Corpus:
    """Drop the detached clitics; the word after one is quoted, if not further off."""
    cut = np.array([detached_clitic(word) is not None for word in corpus.types], bool)
    if not cut.any():
        return corpus
    drop = cut[corpus.word]
    least = np.where(drop, np.maximum(corpus.gap, Gap.QUOTE), 0)
    gap = np.maximum(corpus.gap, np.concatenate((least[:1] * 0, least[:-1])))
    keep = ~drop
    used, word = np.unique(corpus.word[keep], return_inverse=True)
    return Corpus(
        documents=corpus.documents,
        types=tuple(corpus.types[number] for number in used.tolist()),
        word=word.astype(np.int32),
        gap=gap[keep].astype(np.int8),
        start=corpus.start[keep],
        end=corpus.end[keep],
        document=corpus.document[keep],
    )
