"""The units of segments that share runs of words with a text."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from tmx.memory.index.runs import MOST, OF_WHOLE, SHORT, Codes, Sharing, best_runs
from tmx.memory.index.segment import hashes_of, ranges
from tmx.memory.index.words import all_of, any_of, known, newest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from tmx.memory.index.runs import Run, Sought
    from tmx.memory.index.segment import Segment


class Runs:
    """Looks for the runs of one text."""

    def __init__(
        self, segments: Sequence[Segment], sought: Sought, removed: NDArray[np.int64]
    ) -> None:
        self._sought, self._removed = sought, removed
        # The newest first: of the units with the words of a run these count.
        self._parts = [_Part(segment, sought) for segment in reversed(segments)]

    def sharing(self, least: int) -> list[Sharing]:
        """Return the units with runs, as ``Sharers`` does."""
        found: list[list[tuple[NDArray[np.int64], NDArray[Any]]]]
        found = [[] for _ in self._parts]
        for window in self._sought.windows(least):
            left = MOST
            for part, held in zip(self._parts, found, strict=True):
                if not left:
                    break
                entries = part.holding(window, whole=least == OF_WHOLE)
                if len(entries):
                    some, rows = newest(part.segment, entries, self._removed, left)
                    held.append((some, entries[rows]))
                    left -= len(some)
        return [
            one
            for part, held in zip(self._parts, found, strict=True)
            if held
            for one in part.sharing(*map(np.concatenate, zip(*held, strict=True)))
        ]


class _Part:
    """Looks for runs in one segment."""

    def __init__(self, segment: Segment, sought: Sought) -> None:
        self.segment = segment
        self._sought = sought
        self._lists: dict[int, NDArray[Any]] = {}

    def holding(self, window: Sequence[int], *, whole: bool) -> NDArray[Any]:
        """Return the entries that hold the words of these places, or are short too."""
        lists = sorted(map(self._holding, window), key=len)
        if whole:
            beyond = self.segment.first_entry(SHORT + 1)
            lists = [one[: np.searchsorted(one, beyond)] for one in lists]
        return all_of(self.segment, lists) if len(lists[0]) else lists[0]

    def sharing(
        self, numbers: NDArray[np.int64], entries: NDArray[Any]
    ) -> list[Sharing]:
        """Return those of some units, with their entries, that have a run."""
        numbers, firsts = np.unique(numbers, return_index=True)
        distinct, which = np.unique(entries[firsts], return_inverse=True)
        starts, lengths = self.segment.spans(distinct.astype(np.int64))
        words = self.segment.words_at(ranges(starts, lengths))
        codes, (identifiers, order) = self._codes
        places = np.minimum(np.searchsorted(identifiers, words), len(identifiers) - 1)
        tokens = np.where(identifiers[places] == words, order[places], -1)
        best: dict[int, Run] = dict(best_runs(self._sought, codes, tokens, lengths))
        return [
            Sharing(number, best[row])
            for number, row in zip(numbers.tolist(), which.tolist(), strict=True)
            if row in best
        ]

    def _holding(self, place: int) -> NDArray[Any]:
        """Return the entries that hold a form of the word at a place."""
        if place not in self._lists:
            group = known(self.segment, self._sought.words[place])
            self._lists[place] = any_of(self.segment, group)
        return self._lists[place]

    @cached_property
    def _codes(self) -> tuple[Codes, tuple[NDArray[np.int64], NDArray[np.intp]]]:
        """The codes; the identifiers of their forms, ascending, with their codes."""
        codes = Codes.of(self._sought)
        identifiers = self.segment.identifiers(hashes_of(codes.forms))
        order = np.argsort(identifiers, kind="stable")
        return codes, (identifiers[order], order)
