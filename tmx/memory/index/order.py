"""How many words entries can keep in a text's order: a bound of many scores at once."""

from __future__ import annotations

from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tmx.memory.index.segment import Segment

_BITS = 64
_BLOCK = 1 << 12
"""Entries of a block; its arrays stay in a processor's cache."""
_MANY = 8
"""Entries for each word for which this costs less than to measure them."""
_PLACES = 1 << 16
"""A word is told apart by the lowest 16 bits of its identifier."""
_NOWHERE = _PLACES


class Order:
    """The order of a text's words, against which entries of a segment are held.

    ``words`` are the segment's identifiers of the text's words in order, -1 for unknown
    ones.
    """

    def __init__(self, segment: Segment, words: NDArray[np.int64]) -> None:
        self._segment, self._words = segment, words

    def kept(
        self, entries: NDArray[np.int64], lengths: NDArray[np.int64]
    ) -> NDArray[np.int64]:
        """Return no less than the longest common subsequence of text and each entry.

        Entries ascend. What two words share by chance only adds to it, and of a few
        entries nothing is looked at.
        """
        found = lengths.copy()
        if len(entries) < _MANY * lengths[-1]:
            return found
        for start in range(0, len(entries), _BLOCK):
            block = slice(start, start + _BLOCK)
            found[block] = self._common(self._places(entries[block], lengths[block]))
        return found

    def _places(
        self, entries: NDArray[np.int64], lengths: NDArray[np.int64]
    ) -> NDArray[np.intp]:
        """Return where in the table the words of entries are, a row for each place."""
        places = np.full((int(lengths[-1]), len(entries)), _NOWHERE, np.intp)
        edges = np.flatnonzero(np.diff(lengths)) + 1
        for first, last in pairwise([0, *edges.tolist(), len(entries)]):
            length = int(lengths[first])
            found = self._segment.places_of(entries[first:last], length)
            places[:length, first:last] = found
        return places

    @cached_property
    def _parts(self) -> list[NDArray[Any]]:
        """For each 64 words of the text, the bits of each of the ``_PLACES``."""
        parts = []
        for start in range(0, len(self._words), _BITS):
            words = self._words[start : start + _BITS]
            kind = np.uint32 if len(words) <= _BITS // 2 else np.uint64
            part = np.zeros(_PLACES + 1, kind)
            known = np.flatnonzero(words >= 0)
            bits = np.ones(len(known), kind) << known.astype(kind)
            np.bitwise_or.at(part, words[known] & (_PLACES - 1), bits)
            parts.append(part)
        return parts

    def _common(self, places: NDArray[np.intp]) -> NDArray[np.int64]:
        """Return the length of the common subsequence, a row of ``places`` a word.

        That of two texts is at most the sum for all parts of one. The bits are those
        of Hyyrö's algorithm (2004): a 0 for each word that is kept.
        """
        found = np.zeros(places.shape[1], np.int64)
        for part in self._parts:
            state = np.full(places.shape[1], ~part.dtype.type(0))
            bits, rest = np.empty_like(state), np.empty_like(state)
            for row in places:
                part.take(row, out=bits, mode="wrap")
                np.bitwise_and(bits, state, out=bits)
                np.subtract(state, bits, out=rest)
                np.add(state, bits, out=state)
                np.bitwise_or(state, rest, out=state)
            found += popcount(~state)
        return found


def _swar(words: NDArray[Any]) -> NDArray[Any]:
    """Count the bits of each number in parallel within it (Warren, section 5-1)."""
    words = words.astype(np.uint64)
    one, two, four = np.uint64(1), np.uint64(2), np.uint64(4)
    pairs, nibbles = np.uint64(0x3333333333333333), np.uint64(0x0F0F0F0F0F0F0F0F)
    words -= (words >> one) & np.uint64(0x5555555555555555)
    words = (words & pairs) + ((words >> two) & pairs)
    words = (words + (words >> four)) & nibbles
    return (words * np.uint64(0x0101010101010101)) >> np.uint64(56)


popcount = getattr(np, "bitwise_count", _swar)
"""The number of bits that are set; NumPy has it from 2.0 on."""
