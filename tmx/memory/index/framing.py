"""Frames: entries that are the same but for a few words, as those of one form are.

The words of a form stand beside the same words again and again; the names and numbers
that it is filled with do not. So an entry keeps the words that are in a frequent pair
of neighbours, frequent beside its other pairs, and the rest of it are gaps. Entries
that keep the same words in the same places are of one frame.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tmx.memory.index.layout import changes, sequence_hashes
from tmx.memory.index.segment import ranges

if TYPE_CHECKING:
    from numpy.typing import NDArray

_MANY = 64
"""Entries that make a frame."""
_FRAMES = 60_000
_OFTEN = 4
"""How often a pair comes at least, of those that are counted."""
_FEWEST = 4
"""Words that a frame keeps; they are at least three in five of all."""
_SAMPLE = 1 << 17
"""Entries whose pairs are counted, about."""
_SKETCH_BITS = 20
_EDGE = np.uint32(0xFFFFFFFF)
_STEPS = 4
"""By which the frequency of a pair is told apart when it doubles."""


def sampled(entries: int) -> NDArray[np.int64]:
    """Return the entries of so many whose pairs are to be counted."""
    return np.arange(0, entries, entries // _SAMPLE + 1)


class Pairs:
    """How often words stand beside each other, by a hash of the two.

    Pairs of one hash count together, so one may come out as more frequent than it is.
    The edge of an entry counts as a word.
    """

    def __init__(self) -> None:
        self._counts = np.zeros(1 << _SKETCH_BITS, np.int64)
        self._levels = np.zeros(1 << _SKETCH_BITS, np.uint8)

    def count(self, tokens: NDArray[np.int64], lengths: NDArray[np.int64]) -> None:
        """Count the pairs of some entries, which come one after another."""
        found, _ = _hashed(tokens, lengths)
        self._counts += np.bincount(found, minlength=len(self._counts))

    def close(self) -> None:
        """Come to an end of counting."""
        self._counts[self._counts < _OFTEN] = 0
        self._levels = np.rint(_STEPS * np.log2(self._counts + 1)).astype(np.uint8)

    def keeps(
        self, tokens: NDArray[np.int64], lengths: NDArray[np.int64]
    ) -> NDArray[np.bool_]:
        """Tell which words entries keep; one that keeps too few keeps none."""
        found, places = _hashed(tokens, lengths)
        pairs = self._levels.take(found)
        levels = np.maximum(pairs[places - 1], pairs[places])
        starts = np.cumsum(lengths) - lengths
        totals = np.add.reduceat(levels, starts, dtype=np.int64)
        usual = np.maximum(-(-totals // lengths), 1)
        kept: NDArray[np.bool_] = levels >= np.repeat(usual, lengths)
        counts = np.add.reduceat(kept, starts, dtype=np.int64)
        enough = (5 * counts >= 3 * lengths) & (counts >= _FEWEST)
        kept &= np.repeat(enough, lengths)
        return kept


def _hashed(
    tokens: NDArray[np.int64], lengths: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return a hash for each pair, and of each word the place of its second pair."""
    entries = np.arange(1, len(lengths) + 1)
    places = np.arange(len(tokens)) + np.repeat(entries, lengths)
    words = np.full(len(tokens) + len(lengths) + 1, _EDGE)
    words[places] = tokens
    mixed = words[:-1] * np.uint32(0x9E3779B1) ^ words[1:] * np.uint32(0x85EBCA6B)
    return (mixed >> np.uint32(32 - _SKETCH_BITS)).astype(np.int64), places


def frame_keys(
    hashes: NDArray[np.uint64], lengths: NDArray[np.int64]
) -> NDArray[np.uint64]:
    """Return what entries of one frame have in common; 0 for one that keeps no word.

    ``hashes`` are those of the words in order, 0 for each in a gap.
    """
    starts = np.cumsum(lengths) - lengths
    some = np.bitwise_or.reduceat(hashes, starts) > 0
    keys: NDArray[np.uint64] = sequence_hashes(hashes, lengths)
    keys ^= lengths.astype(np.uint64)
    return keys * some


def frames_of(keys: NDArray[np.uint64]) -> NDArray[np.uint16]:
    """Return the number of each entry's frame from its key, 0 for one of few entries.

    The numbers fit into their type whatever the number of entries is.
    """
    found = np.zeros(len(keys), np.uint16)
    last = max(_MANY, len(keys) // _FRAMES + 1) - 1
    if len(keys) <= last:
        return found
    order = np.argsort(keys)
    keys = keys[order]
    many = changes(keys)[:-last] & (keys[:-last] == keys[last:]) & (keys[:-last] > 0)
    starts = np.flatnonzero(many)
    counts = keys.searchsorted(keys[starts], side="right") - starts
    numbers = np.arange(1, len(starts) + 1, dtype=np.uint16)
    found[order[ranges(starts, counts)]] = np.repeat(numbers, counts)
    return found


class Shared:
    """The words that all entries of each frame have in the same place."""

    def __init__(self, frames: NDArray[np.uint16], lengths: NDArray[np.int64]) -> None:
        self._frames, self._lengths = frames, lengths
        begins = np.diff(frames, prepend=np.uint16(0)) != 0
        self.starts = np.flatnonzero(begins & (frames > 0))
        """The first entry of each frame."""
        sizes = lengths[self.starts]
        self._places = np.cumsum(sizes) - sizes
        self._words = np.full(int(sizes.sum()), -1)
        self._differ = np.zeros(len(self._words), bool)

    def take(self, piece: slice, tokens: NDArray[np.int64]) -> None:
        """Take up some entries."""
        lengths = self._lengths[piece]
        mine = self._frames[piece] > 0
        tokens = tokens[np.repeat(mine, lengths)]
        rows = np.flatnonzero(mine) + piece.start
        which = self.starts.searchsorted(rows, side="right") - 1
        places = ranges(self._places[which], lengths[mine])
        fresh = self._words[places] < 0
        self._words[places[fresh]] = tokens[fresh]
        self._differ[places[self._words[places] != tokens]] = True

    def words(self, gap: int) -> NDArray[np.int64]:
        """Return them, frame after frame, and what stands for a gap in between."""
        return np.where(self._differ, gap, self._words)
