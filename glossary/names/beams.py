"""Spellings in the making, those of many words side by side."""

from __future__ import annotations

from itertools import compress
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

_BASE = 0xD6E8FEB86659FD93
"""Odd, so that no power of it is 0 among 64-bit numbers."""


class Pieces(NamedTuple):
    """The strings that spellings are made of, and how each changes their hash."""

    texts: Sequence[str]
    factor: NDArray[np.uint64]
    more: NDArray[np.uint64]

    @classmethod
    def of(cls, texts: Sequence[str]) -> Pieces:
        """Take the strings."""
        factor = [pow(_BASE, len(text), 1 << 64) for text in texts]
        more = []
        for text in texts:
            total = 0
            for letter in text:
                total = (total * _BASE + ord(letter)) % (1 << 64)
            more.append(total)
        return cls(texts, np.array(factor, np.uint64), np.array(more, np.uint64))


class Beams(NamedTuple):
    """Spellings begun, those of a word together and the best of them first."""

    owner: NDArray[np.int64]
    """Which word."""
    texts: list[str]
    hashes: NDArray[np.uint64]
    """Equal where the texts are."""
    score: NDArray[np.float64]
    """Log-probabilities."""

    @classmethod
    def begun(cls, words: int) -> Beams:
        """Return the empty spelling of each word."""
        owner = np.arange(words)
        return cls(owner, [""] * words, np.zeros(words, np.uint64), np.zeros(words))

    def take(self, rows: NDArray[np.bool_]) -> Beams:
        """Return some of them."""
        texts = list(compress(self.texts, rows.tolist()))
        return Beams(self.owner[rows], texts, self.hashes[rows], self.score[rows])

    def rows(self) -> Iterator[tuple[int, str, float]]:
        """Yield word, spelling and score of each."""
        columns = self.owner.tolist(), self.texts, self.score.tolist()
        return zip(*columns, strict=True)

    def grown(
        self,
        piece: NDArray[np.int64],
        gain: NDArray[np.floating],
        pieces: Pieces,
        width: int,
    ) -> Beams:
        """Return each word's best ``width`` with one piece more.

        ``piece`` are those to try with each, (spellings, pieces), ``gain`` what their
        log-probabilities add.
        """
        come = np.repeat(np.arange(len(piece)), piece.shape[1])
        tried = piece.reshape(-1)
        owner = self.owner[come]
        score = self.score[come] + gain.reshape(-1)
        hashes = self.hashes[come] * pieces.factor[tried] + pieces.more[tried]
        order = np.lexsort((hashes, owner))
        new = np.ones(len(order), bool)
        new[1:] = np.diff(owner[order]) != 0
        new[1:] |= np.diff(hashes[order]) != 0
        heads = np.flatnonzero(new)
        # Two cuts of one spelling: their probabilities add up.
        total = np.logaddexp.reduceat(score[order], heads)
        first = order[heads]
        ranked = np.lexsort((-total, owner[first]))
        first, total = first[ranked], total[ranked]
        begins = np.flatnonzero(np.diff(owner[first], prepend=-1))
        sizes = np.diff(begins, append=len(first))
        kept = np.arange(len(first)) - np.repeat(begins, sizes) < width
        first = first[kept]
        both = zip(come[first].tolist(), tried[first].tolist(), strict=True)
        texts = [self.texts[one] + pieces.texts[other] for one, other in both]
        return Beams(owner[first], texts, hashes[first], total[kept])
