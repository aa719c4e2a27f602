"""Numbers by 64-bit keys, looked up for whole arrays at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Keys = NDArray[np.uint64]
    Places = NDArray[np.int64]

_MIX = np.uint64(0x9E3779B97F4A7C15)
_LEAST = 10
"""The smallest table has two to this power slots."""
_ROOM = 3
"""At least two to this power slots for two keys."""
_FREE = np.uint64(0)


class Slots:
    """A hash table with open addressing, in two arrays; it only grows.

    A key is not 0. Most keys are in the slot that they ask for, or are not there.
    """

    def __init__(self) -> None:
        self._count = 0
        self._grow(_LEAST)

    def __len__(self) -> int:
        return self._count

    def find(self, keys: Keys) -> tuple[NDArray[np.int32], Places]:
        """Return the number of each key, 0 for none, and the places of these."""
        slots = self._slots(keys)
        there = np.take(self._keys, slots)
        numbers = np.take(self._numbers, slots)
        rest = np.flatnonzero(there != keys)
        if not len(rest):
            return numbers, rest
        numbers[rest] = 0
        missing = [rest[there[rest] == _FREE]]
        rest = rest[there[rest] != _FREE]
        step = 0
        while len(rest):
            step += 1
            slots = (self._slots(keys[rest]) + step) & self._last
            there = self._keys[slots]
            hit = there == keys[rest]
            numbers[rest[hit]] = self._numbers[slots[hit]]
            free = there == _FREE
            missing.append(rest[free])
            rest = rest[~(hit | free)]
        return numbers, np.concatenate(missing)

    def add(self, keys: Keys, numbers: NDArray[np.int32]) -> None:
        """Take keys that differ from each other and from those that are there."""
        self._count += len(keys)
        bits = (self._count << _ROOM >> 1).bit_length()
        if 1 << bits > len(self._keys):
            taken = self._keys != _FREE
            old = self._keys[taken], self._numbers[taken]
            self._grow(bits)
            self._put(*old)
        self._put(keys, numbers)

    def _grow(self, bits: int) -> None:
        self._shift = np.uint64(64 - bits)
        self._last = (1 << bits) - 1
        self._keys = np.zeros(1 << bits, np.uint64)
        self._numbers = np.zeros(1 << bits, np.int32)

    def _put(self, keys: Keys, numbers: NDArray[np.int32]) -> None:
        slots = self._slots(keys)
        while len(keys):
            free = self._keys[slots] == _FREE
            self._keys[slots[free]] = keys[free]  # of several the last stays
            stays = self._keys[slots] == keys
            self._numbers[slots[stays]] = numbers[stays]
            left = ~stays
            keys, numbers = keys[left], numbers[left]
            slots = (slots[left] + 1) & self._last

    def _slots(self, keys: Keys) -> Places:
        """Return the slot that each key asks for."""
        return ((keys * _MIX) >> self._shift).view(np.int64)
