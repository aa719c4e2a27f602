"""Rows of numbers of unequal length in two arrays, gathered without a loop."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

_T = TypeVar("_T", bound=np.generic)


class Rows:
    """Rows of groups of so many numbers; the first row is empty."""

    def __init__(self, width: int) -> None:
        self._ends = np.zeros(1 << 10, np.int64)
        self._values = np.zeros((1 << 10, width), np.int32)
        self._count = 1

    def __len__(self) -> int:
        return self._count

    def extend(self, lengths: NDArray[np.int64], groups: NDArray[np.integer]) -> None:
        """Add rows of so many groups at the end."""
        end = int(self._ends[self._count])
        count = self._count + len(lengths)
        self._ends = room(self._ends, count + 1)
        self._values = room(self._values, end + len(groups))
        self._values[end : end + len(groups)] = groups
        self._ends[self._count + 1 : count + 1] = end + np.cumsum(lengths)
        self._count = count

    def gather(
        self, wanted: NDArray[np.int32]
    ) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
        """Return the groups of the rows wanted: whose each is, and its numbers."""
        starts, lengths = self._ends[wanted], self._ends[wanted + 1]
        lengths = lengths - starts
        origin = np.repeat(np.arange(len(wanted)), lengths)
        before = np.cumsum(lengths) - lengths
        places = np.arange(len(origin)) + np.repeat(starts - before, lengths)
        return origin, np.take(self._values, places, axis=0)


def room(array: NDArray[_T], size: int, fill: int = 0) -> NDArray[_T]:
    """Return the array, or a larger copy where it has no room for so many rows."""
    if size <= len(array):
        return array
    shape = max(size, 2 * len(array)), *array.shape[1:]
    grown = np.full(shape, fill, array.dtype)
    grown[: len(array)] = array
    return grown
