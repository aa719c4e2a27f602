"""The units of a segment that hold all words of a phrase, whatever else they hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from tmx.memory.index.segment import Segment, hashes_of, ranges

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from numpy.typing import NDArray

    Identifiers = NDArray[np.int64]

_DEAR = 16
"""A look-up in a posting costs as much as marking so many entries."""


class Holding(NamedTuple):
    """A unit that holds words, and whether it does so in a row, as they were asked."""

    number: int
    in_a_row: bool


def holding(
    segment: Segment,
    words: Sequence[Collection[str]],
    removed: NDArray[np.int64],
    limit: int,
) -> list[Holding]:
    """Return the newest units that hold one of each word's alternatives, in order."""
    groups = [known(segment, forms) for forms in words]
    lists = sorted((any_of(segment, group) for group in groups), key=len)
    if not lists or not len(lists[0]):
        return []
    entries = all_of(segment, lists)
    numbers, rows = newest(segment, entries, removed, limit)
    in_a_row = _in_a_row(segment, entries[rows], groups)
    return list(map(Holding, numbers.tolist(), in_a_row.tolist()))


def known(segment: Segment, forms: Collection[str]) -> Identifiers:
    """Return the identifiers of those words that the segment has."""
    identifiers = segment.identifiers(hashes_of(forms))
    return np.unique(identifiers[identifiers >= 0])


def any_of(segment: Segment, group: Identifiers) -> NDArray[Any]:
    """Return the entries that hold at least one of the words, ascending."""
    lists = [segment.posting(one) for one in group.tolist()]
    if len(lists) == 1:
        return lists[0]
    if sum(map(len, lists)) * _DEAR < segment.entries:
        return np.unique(np.concatenate([np.zeros(0, np.uint32), *lists]))
    marked = np.zeros(segment.entries, bool)
    for entries in lists:
        marked[entries] = True
    return marked.nonzero()[0]


def all_of(segment: Segment, lists: Sequence[NDArray[Any]]) -> NDArray[Any]:
    """Return what is in all of some ascending lists of entries, the shortest first."""
    found, *rest = lists
    for entries in rest:
        if len(found) * _DEAR < len(entries):
            found = found[is_among(found, entries)]
        else:
            marked = np.zeros(segment.entries, bool)
            marked[entries] = True
            found = found[marked[found]]
    return found


def is_among(some: NDArray[Any], ascending: NDArray[Any]) -> NDArray[np.bool_]:
    """Tell which of some numbers an ascending list has; it is not empty."""
    places = np.searchsorted(ascending, some)
    places[places == len(ascending)] = 0
    found: NDArray[np.bool_] = ascending[places] == some
    return found


def newest(
    segment: Segment, entries: NDArray[Any], removed: NDArray[np.int64], limit: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the newest units of entries, and for each the row of its entry.

    A unit that is left has no more newer ones above it than the limit and those that
    were removed, and so has its entry.
    """
    low, high = np.searchsorted(removed, [segment.base, segment.through + 1])
    gone = removed[low:high]
    most = limit + len(gone)
    every = np.arange(len(entries))
    if len(entries) > most:
        every = np.argpartition(segment.newest(entries), -most)[-most:]
    numbers, rows = segment.numbers(entries[every])
    if len(gone):
        left = ~is_among(numbers, gone)
        numbers, rows = numbers[left], rows[left]
    order = np.argsort(numbers)[::-1][:limit]
    return numbers[order], every[rows[order]]


def _in_a_row(
    segment: Segment, entries: NDArray[Any], groups: Sequence[Identifiers]
) -> NDArray[np.bool_]:
    """Tell which entries hold words of these groups one after another."""
    found = np.zeros(len(entries), bool)
    starts, lengths = segment.spans(entries.astype(np.int64))
    tokens = segment.words_at(ranges(starts, lengths)).astype(np.int64)
    rows = np.repeat(np.arange(len(entries)), lengths)
    last = len(tokens) - len(groups) + 1
    if last < 1:
        return found
    fits = rows[:last] == rows[len(groups) - 1 :]
    for place, group in enumerate(groups):
        fits &= np.isin(tokens[place : place + last], group)
    found[rows[:last][fits]] = True
    return found
