"""The entries of several segments brought into the order of one.

Whatever stands for every entry at once is a few numbers; all else passes in pieces.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from tmx.memory.index.layout import alike
from tmx.memory.index.segment import KEY_BITS, Segment, ranges

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

_PIECE = 1 << 17
"""Tokens or postings that pass at a time."""
GONE = np.int32(-1)


class Entries(NamedTuple):
    """The entries of all segments in the order of the new one, and what they become."""

    source: NDArray[np.int16]
    """The segment of each, as its place in the sequence."""
    row: NDArray[np.int32]
    """Its entry there."""
    target: NDArray[np.int32]
    """The new entry."""
    keys: NDArray[np.uint64]
    heads: NDArray[np.integer[Any]]
    """Which of them stands for each new entry."""

    @property
    def lengths(self) -> NDArray[np.int64]:
        """The length of each new entry in words."""
        return _lengths(self.keys[self.heads])


def _lengths(keys: NDArray[np.uint64]) -> NDArray[np.int64]:
    """Return how many words entries have, by their keys."""
    return (keys >> np.uint64(KEY_BITS)).astype(np.int64)


def entries_of(
    segments: Sequence[Segment],
    live: Sequence[NDArray[np.bool_] | None],
    identifiers: Sequence[NDArray[np.int32]],
) -> Entries:
    """Order the entries that have a number left, and find those that are the same."""
    rows = []
    for segment, alive in zip(segments, live, strict=True):
        row = np.arange(segment.entries, dtype=np.int32)
        if alive is not None and len(row):
            row = row[np.add.reduceat(alive, segment.number_starts[:-1]) > 0]
        rows.append(row)
    row = np.concatenate(rows)
    places = np.arange(len(segments), dtype=np.int16)
    source = np.repeat(places, list(map(len, rows)))
    keys = np.concatenate(
        [s.entry_keys[mine] for s, mine in zip(segments, rows, strict=True)]
    )
    newest = np.concatenate(
        [
            _newest(segment, mine, alive)
            for segment, mine, alive in zip(segments, rows, live, strict=True)
        ]
    )
    del rows
    order = np.argsort(keys, kind="stable").astype(np.int32)
    keys, row, source, newest = keys[order], row[order], source[order], newest[order]
    del order
    none = np.zeros(0, np.int32)
    found = Entries(source, row, none, keys, none)
    first = np.ones(len(keys), bool)
    again = np.flatnonzero(keys[1:] == keys[:-1]) + 1
    lengths = _lengths(keys[again])
    for piece in pieces(lengths):
        these, counts = again[piece], lengths[piece]
        one = tokens_of(segments, identifiers, found, these, counts)
        other = tokens_of(segments, identifiers, found, these - 1, counts)
        first[these] = ~alike(one, other, counts)
    group = np.cumsum(first, dtype=np.int32) - np.int32(1)
    heads = np.flatnonzero(first).astype(np.int32)
    lasts = np.append(heads, len(keys))[1:] - 1
    rank = np.lexsort((newest[lasts], _lengths(keys[heads])))
    target = np.empty(len(rank), np.int32)
    target[rank] = np.arange(len(rank), dtype=np.int32)
    return found._replace(target=target[group], heads=heads[rank])


def _newest(
    segment: Segment, rows: NDArray[np.int32], alive: NDArray[np.bool_] | None
) -> NDArray[np.int64]:
    """Return the highest number that stays of each entry."""
    if alive is None or not len(rows):
        newest = segment.newest(rows)
    else:
        numbers = np.where(alive, segment.all_numbers(), -1)
        newest = np.maximum.reduceat(numbers, segment.number_starts[:-1])[rows]
    release(segment)
    return newest


def live_of(segment: Segment, removed: NDArray[np.int64]) -> NDArray[np.bool_] | None:
    """Tell for each number of a segment whether it stays; ``None`` when all do."""
    low, high = np.searchsorted(removed, [segment.base, segment.through + 1])
    if low == high:
        return None
    return ~np.isin(segment.all_numbers(), removed[low:high])


def targets_of(
    segments: Sequence[Segment], entries: Entries
) -> list[NDArray[np.int32]]:
    """Return for each segment what its entries become, or that they are gone."""
    targets = []
    for place, segment in enumerate(segments):
        target = np.full(segment.entries, GONE)
        mine = entries.source == place
        target[entries.row[mine]] = entries.target[mine]
        targets.append(target)
    return targets


def tokens_of(
    segments: Sequence[Segment],
    identifiers: Sequence[NDArray[np.int32]],
    entries: Entries,
    chosen: NDArray[np.integer[Any]],
    lengths: NDArray[np.int64],
) -> NDArray[np.int64]:
    """Return the new word identifiers of some entries, one entry after another."""
    found = np.empty(int(lengths.sum()), np.int64)
    starts = np.cumsum(lengths) - lengths
    source = entries.source[chosen]
    for place, segment in enumerate(segments):
        mine = np.flatnonzero(source == place)
        if len(mine):
            first, counts = segment.spans(entries.row[chosen[mine]])
            words = segment.words_at(ranges(first, counts))
            found[ranges(starts[mine], counts)] = identifiers[place][words]
            release(segment)
    return found


def pieces(sizes: NDArray[np.int64]) -> Iterator[slice]:
    """Yield slices of things whose sizes are about ``_PIECE`` together."""
    ends = np.cumsum(sizes)
    start = 0
    while start < len(sizes):
        before = int(ends[start - 1]) if start else 0
        end = int(np.searchsorted(ends, before + _PIECE, side="right"))
        end = max(end, start + 1)
        yield slice(start, end)
        start = end


def release(segment: Segment) -> None:
    """Let go of what was read of a segment.

    The system maps up to 2 MB around whatever is read, so this comes before the next
    segment is read; memory then does not grow with the files.
    """
    if segment.file is not None:
        segment.file.release()
