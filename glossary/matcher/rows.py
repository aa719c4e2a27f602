"""Rows of numbers of unequal length in two arrays, gathered without a loop."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray


class Rows:
    """Rows of pairs of numbers; the first row is empty."""

    def __init__(self) -> None:
        self._ends = np.zeros(1 << 10, np.int64)
        self._values = np.zeros((1 << 10, 2), np.int32)
        self._count = 1

    def __len__(self) -> int:
        return self._count

    def extend(self, rows: Sequence[Sequence[tuple[int, int]]]) -> None:
        """Add rows at the end."""
        flat = list(chain.from_iterable(rows))
        end = int(self._ends[self._count])
        self._ends = _room(self._ends, self._count + len(rows) + 1)
        self._values = _room(self._values, end + len(flat))
        if flat:
            self._values[end : end + len(flat)] = flat
        lengths = np.fromiter(map(len, rows), np.int64, len(rows))
        here = slice(self._count + 1, self._count + 1 + len(rows))
        self._ends[here] = end + np.cumsum(lengths)
        self._count += len(rows)

    def gather(
        self, wanted: NDArray[np.int32]
    ) -> tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.int32]]:
        """Return for each pair of the rows wanted: whose it is, and its two numbers."""
        starts, lengths = self._ends[wanted], self._ends[wanted + 1]
        lengths = lengths - starts
        origin = np.repeat(np.arange(len(wanted)), lengths)
        before = np.cumsum(lengths) - lengths
        places = np.arange(len(origin)) + np.repeat(starts - before, lengths)
        pairs = self._values[places]
        return origin, pairs[:, 0], pairs[:, 1]


def _room(array: NDArray, size: int) -> NDArray:  # type: ignore[type-arg]
    """Return the array, or a larger copy where it has no room for so many rows."""
    if size <= len(array):
        return array
    grown = np.zeros((max(size, 2 * len(array)), *array.shape[1:]), array.dtype)
    grown[: len(array)] = array
    return grown
