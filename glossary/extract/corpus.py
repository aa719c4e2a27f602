"""Texts as arrays: one row a word, so that counting is arithmetic."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from glossary.arabic import Gap, bare, tokens
from glossary.arabic.tokens import detached_clitic

if TYPE_CHECKING:
    from collections.abc import Iterable

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


def scan(documents: Iterable[Document]) -> Corpus:
    """Split documents into words; a clitic cut off by tatweel (``لـ``) is no word."""
    kept: list[Document] = []
    ids: dict[str, int] = {}
    columns: tuple[list[int], ...] = ([], [], [], [], [])
    for number, document in enumerate(documents):
        kept.append(document)
        least = Gap.SPACE
        for token in tokens(document.text):
            if detached_clitic(token.text):
                least = max(Gap.QUOTE, token.gap)
                continue
            row = (
                ids.setdefault(token.text, len(ids)),
                max(token.gap, least),
                token.start,
                token.end,
                number,
            )
            for column, value in zip(columns, row, strict=True):
                column.append(value)
            least = Gap.SPACE
    word, gap, start, end, document_ = columns
    return Corpus(
        documents=tuple(kept),
        types=tuple(ids),
        word=np.array(word, np.int32),
        gap=np.array(gap, np.int8),
        start=np.array(start, np.int32),
        end=np.array(end, np.int32),
        document=np.array(document_, np.int32),
    )
