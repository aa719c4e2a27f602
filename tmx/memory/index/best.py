"""The best units so far, and what is looked at before what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray

    from tmx.memory.index.segment import Segment

PIECE = 1 << 14
"""Entries that are looked at together; their arrays stay in a processor's cache."""
_FIRST = 1 << 11
"""Of very many, the newest so many are looked at first."""
_LEAST = 1e-6
"""A score above 0, as units that share no word with the text are never found."""


class Best:
    """The best units so far, best first; of equal scores the newest."""

    def __init__(self, minimum: float, limit: int) -> None:
        self.floor = max(minimum, _LEAST)
        """No lower score is wanted."""
        self.limit = limit
        self.numbers = np.zeros(0, np.int64)
        self.scores = np.zeros(0)

    def may_take(self, bound: float, newest: int) -> bool:
        """Tell whether a unit of at most this score and this number is wanted."""
        if bound < self.floor:
            return False
        if len(self.numbers) < self.limit:
            return True
        return (bound, newest) > (self.scores[-1], self.numbers[-1])

    def wanted(
        self, bounds: NDArray[np.float64], newest: NDArray[np.int64]
    ) -> NDArray[np.bool_]:
        """Tell the same of several."""
        if len(self.numbers) < self.limit:
            return bounds >= self.floor
        level = (bounds == self.floor) & (newest > self.numbers[-1])
        wanted: NDArray[np.bool_] = (bounds > self.floor) | level
        return wanted

    def take(self, numbers: NDArray[np.int64], scores: NDArray[np.float64]) -> None:
        """Take up units; of one that comes again the higher score counts."""
        numbers = np.concatenate((self.numbers, numbers))
        scores = np.concatenate((self.scores, scores))
        order = np.lexsort((-numbers, -scores))
        if len(set(numbers.tolist())) < len(numbers):
            order = order[np.sort(np.unique(numbers[order], return_index=True)[1])]
        order = order[: self.limit]
        self.numbers, self.scores = numbers[order], scores[order]
        if len(order) == self.limit:
            self.floor = max(self.floor, float(self.scores[-1]))

    def in_turn(
        self, segment: Segment, cells: Iterable[tuple[float, NDArray[Any]]]
    ) -> Iterator[tuple[float, NDArray[Any]]]:
        """Yield entries with what bounds their scores, a piece at a time.

        Cells come with their bounds, the highest first, the newest entry of each last.
        Small ones are put together, of large ones the newest entries come first. Ends
        when what is left cannot be among the best, which the caller keeps up.
        """
        held: list[NDArray[Any]] = []
        highest, size = 0.0, 0
        for bound, entries in cells:
            if bound < self.floor:
                break
            if size + len(entries) <= _FIRST:
                wanted = self._wanted(bound, segment, entries)
                highest = max(highest, bound)
                held.append(wanted)
                size += len(wanted)
                continue
            if held:
                yield highest, np.concatenate(held)
            held, highest, size = [], 0.0, 0
            many, left = _FIRST, len(entries)
            while left and bound >= self.floor:
                piece = entries[max(0, left - many) : left]
                wanted = self._wanted(bound, segment, piece)
                if not len(wanted):
                    break
                yield bound, wanted
                left -= len(piece)
                many = min(2 * many, PIECE)
        if size and highest >= self.floor:
            yield highest, np.concatenate(held)

    def _wanted(
        self, bound: float, segment: Segment, entries: NDArray[Any]
    ) -> NDArray[Any]:
        """Return which of some entries, the newest last, can be among the best."""
        if bound > self.floor or len(self.numbers) < self.limit:
            return entries
        later: NDArray[Any] = entries[segment.newest(entries) > self.numbers[-1]]
        return later
