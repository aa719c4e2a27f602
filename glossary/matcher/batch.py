"""Texts that are searched together, in parts of a size that suits the processor."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from glossary.matcher.scan import Letters, codes, scan
from glossary.matcher.walk import CLOSED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from glossary.matcher.scan import Words

_BETWEEN = "\0"
_BLANK = re.compile(r"[\s_]")
"""Parts words whatever stands beside it."""


class Joined(NamedTuple):
    """Texts as one, with a character after each but the last."""

    texts: Sequence[str]
    text: str
    offsets: NDArray[np.int64]
    """Where each text begins."""

    @classmethod
    def of(cls, texts: Sequence[str]) -> Joined:
        """Join texts."""
        lengths = np.fromiter(map(len, texts), np.int64, len(texts)) + len(_BETWEEN)
        return cls(texts, _BETWEEN.join(texts), np.cumsum(lengths) - lengths)

    def part(self, begin: int, size: int, table: NDArray[np.uint8]) -> Batch:
        """Return the words from a place on of about so many characters.

        ``table`` is one of ``signs``. The part ends at a blank or with the texts.
        """
        end = len(self.text)
        if end - begin > size + size // 2:
            blank = _BLANK.search(self.text, begin + size)
            end = blank.start() if blank else end
        points = codes(self.text[begin:end])
        words = scan(points, table, begin)
        first = np.searchsorted(words.starts, self.offsets)
        words.gaps[first[first < len(words.gaps)]] = CLOSED
        return Batch(self, begin, end, words, Letters(points))


class Batch(NamedTuple):
    """A part of texts: words whose terms are found together."""

    joined: Joined
    begin: int
    end: int
    """Characters of the texts joined."""
    words: Words
    letters: Letters
    """Of the part."""

    @property
    def text(self) -> str:
        """The texts joined, all of them."""
        return self.joined.text

    def until(self, count: int) -> Batch:
        """Return the part as far as it has so many words."""
        return self._replace(words=self.words.until(count))

    def hashes(
        self, first: NDArray[np.int64], last: NDArray[np.int64]
    ) -> NDArray[np.uint64]:
        """Return the hash of what stands from each of some words to another."""
        return self.letters.hashes(*self._span(first, last))

    def word_hashes(self) -> NDArray[np.uint64]:
        """Return the hash of each word."""
        words, begin = self.words, self.begin
        return self.letters.hashes(words.starts - begin, words.ends - begin)

    def hold(
        self,
        table: NDArray[np.bool_],
        first: NDArray[np.int64],
        last: NDArray[np.int64],
    ) -> NDArray[np.bool_]:
        """Tell whether what stands from a word to another has letters of a table."""
        return self.letters.any(table, *self._span(first, last))

    def _span(
        self, first: NDArray[np.int64], last: NDArray[np.int64]
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        words, begin = self.words, self.begin
        return words.starts[first] - begin, words.ends[last] - begin

    def at(self, places: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the texts in which some places are."""
        return np.searchsorted(self.joined.offsets, places, side="right") - 1
