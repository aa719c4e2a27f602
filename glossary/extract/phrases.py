"""Which word sequences are only part of a longer one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from glossary.extract.counting import LONGEST

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from numpy.typing import NDArray

    Spans = tuple[NDArray[np.int64], NDArray[np.int64]]


class Cover:
    """Tells which sequences lie inside a longer one of a set of spans."""

    def __init__(self, spans: Iterable[Spans], size: int) -> None:
        """Take spans as (lengths, places) in a shard of ``size`` words."""
        self._ends = np.zeros(size + 1, np.int64)
        for length, places in spans:
            np.maximum.at(self._ends, places, places + length)
        self._before = np.roll(np.maximum.accumulate(self._ends), 1)
        self._before[0] = 0

    def alone(
        self, length: NDArray[np.int64], places: NDArray[np.int64]
    ) -> NDArray[np.bool_]:
        """Tell at which places no longer span begins.

        The head of a longer name names something else: مجلس الأمن القومي is not the
        Security Council, إسرائيل اليوم not the state.
        """
        fits: NDArray[np.bool_] = self._ends[places] <= places + length
        return fits

    def free(
        self, length: NDArray[np.int64], places: NDArray[np.int64]
    ) -> NDArray[np.bool_]:
        """Tell at which places a sequence is not part of a longer span."""
        end = places + length
        inside = (self._before[places] >= end) | (self._ends[places] > end)
        return ~inside


def outside(
    length: int,
    places: Mapping[int, NDArray[np.int64]],
    fixed: Spans,
    size: int,
) -> NDArray[np.bool_]:
    """Tell which of the sequences of one length lie in none that is longer.

    ``places`` are those of the sequences by length; ``fixed`` are further spans, as
    (lengths, places), in a shard of ``size`` words.
    """
    ends = np.zeros(size + 1, np.int64)
    lengths, begins = fixed
    wide = lengths > length
    np.maximum.at(ends, begins[wide], begins[wide] + lengths[wide])
    for more in range(length + 1, LONGEST + 1):
        some = places[more]
        ends[some] = np.maximum(ends[some], some + more)
    reach = np.maximum.accumulate(ends)
    here = places[length]
    alone: NDArray[np.bool_] = reach[here] < here + length
    return alone
