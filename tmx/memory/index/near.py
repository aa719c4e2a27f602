"""The entries of a segment that are near a text: filters first, then edit distances.

Let a text have q words and a unit u, the longer M, and let e(M) be the edits that the
minimum allows for M. An alignment with at most e(M) edits keeps at least M - e(M) words
of both texts, so

* length: M - e(M) ≤ min(q, u);
* overlap: words that the alignment keeps are terms of both, for of a word that it keeps
  m times both have the first m occurrences. So a near unit has at least M - e(M), which
  is no less than q - e(q), of the text's terms;
* place: let the segment have K of the text's terms, the rarest first. A unit that has
  the one in place i and none before it has at most K - i of them. So the units of the
  places up to K - (q - e(q)) are read and of no other, and of these only the lengths
  that M - e(M) ≤ K - i allows;
* signature: each of the terms from place i on whose bit the unit lacks is not in the
  unit. This reads eight bytes a unit, or sixteen.

The best score of a unit of place i follows from K - i as well. The places are looked at
in turn, in each the lengths that can be best first and then the newest units first, so
nothing else is read as soon as enough units have the best score that is left. Of what
remains the most promising are measured first, the others only if enough of their words
stand in the text's order. The filters leave out only what cannot be among the best,
whatever the frequencies are. Units that have a frame are looked for by it (``framed``),
before all others.
"""

from __future__ import annotations

from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from tmx.memory.index.best import PIECE, Best
from tmx.memory.index.framed import framed
from tmx.memory.index.layout import distinct
from tmx.memory.index.measure import Candidates, Ruler, Text
from tmx.memory.index.order import popcount
from tmx.memory.index.segment import SIGNATURE_BITS, Segment
from tmx.memory.score import edits_allowed, longest_near

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

_BYTE = np.uint64(8)
_LOW = np.uint64(255)
_FEW = 200
"""Postings that are read whole rather than cut to the lengths that matter."""


def near(segment: Segment, text: Text, best: Best, removed: NDArray[np.int64]) -> None:
    """Take up into the best what a segment has."""
    _Search(segment, text, best, removed).run()


class _Search:
    """A search in a segment; its terms are those that the segment has."""

    def __init__(
        self, segment: Segment, text: Text, best: Best, removed: NDArray[np.int64]
    ) -> None:
        self._segment, self._text, self._best = segment, text, best
        self._removed = removed
        every = segment.identifiers(text.terms)
        has = (every >= 0).nonzero()[0]
        starts = segment.posting_starts[every[has]].astype(np.int64)
        ends = segment.posting_starts[every[has] + 1].astype(np.int64)
        order = (ends - starts).argsort(kind="stable")
        self._words = every[: len(text.distinct)]
        self._postings = list(
            zip(starts[order].tolist(), ends[order].tolist(), strict=True)
        )
        backwards = has[order[::-1]]  # the signatures of a place and all that follow
        self._low = np.bitwise_or.accumulate(text.low[backwards])[::-1]
        self._high = np.bitwise_or.accumulate(text.high[backwards])[::-1]

    def run(self) -> None:
        """Look at the units of each place until none that is left can be better."""
        ruler = Ruler(self._segment, self._text, self._words, self._best, self._removed)
        frames = framed(self._segment, self._text, self._best, ruler)
        for bound, piece in frames:
            ruler.measure(self._filtered(0, piece, bound))
        lists = self._lists()
        first = 0
        while first < len(lists):
            common = len(self._postings) - first
            bound = 100 * common / self._text.length
            if not self._best.may_take(bound, self._segment.through):
                return
            last, size = first + 1, len(lists[first])
            while last < len(lists) and size + len(lists[last]) <= PIECE:
                size += len(lists[last])
                last += 1
            if size > PIECE:
                cells = self._cells(common, self._fresh(lists[first]))
                for highest, piece in self._best.in_turn(self._segment, cells):
                    ruler.measure(self._filtered(first, piece, highest))
            elif size:
                every = np.concatenate(lists[first:last])
                ruler.measure(self._filtered(first, every, bound))
            first = last

    def _lists(self) -> list[NDArray[np.uint32]]:
        """Return the entries of the places to read, of lengths that can be near.

        Those that have a frame are left out of long lists.
        """
        segment, minimum, size = self._segment, self._best.floor, self._text.length
        shortest = size - edits_allowed(size, minimum)
        begin = int(segment.lengths.searchsorted(shortest))
        lists = []
        for place, (start, end) in enumerate(self._postings):
            common = len(self._postings) - place
            if common < shortest:
                break
            entries = segment.postings[start:end]
            if end - start > _FEW:
                longest = longest_near(common, minimum)
                stop = int(segment.lengths.searchsorted(longest, side="right"))
                entries = segment.frames.without(entries, begin, max(begin, stop))
            lists.append(entries)
        return lists

    def _fresh(self, entries: NDArray[np.uint32]) -> NDArray[np.uint32]:
        """Return the entries that are in none of the long lists before."""
        fresh: NDArray[np.uint32] = entries[~self._seen.take(entries)]
        self._seen[fresh] = True
        return fresh

    @cached_property
    def _seen(self) -> NDArray[np.bool_]:
        """The entries of the long lists that were looked at."""
        return np.zeros(self._segment.entries, bool)

    def _cells(
        self, common: int, entries: NDArray[np.uint32]
    ) -> Iterator[tuple[float, NDArray[np.uint32]]]:
        """Yield entries by length, and what bounds their scores, the highest first.

        They hold at most so many of the terms.
        """
        segment, size = self._segment, self._text.length
        starts = segment.length_starts.astype(np.uint32)
        edges = pairwise(entries.searchsorted(starts).tolist())
        cells = [
            (100 * min(common, length) / max(length, size), begin, end)
            for length, (begin, end) in zip(
                segment.lengths.tolist(), edges, strict=True
            )
            if begin < end
        ]
        for bound, begin, end in sorted(cells, reverse=True):
            yield bound, entries[begin:end]

    def _filtered(
        self, first: int, every: NDArray[np.uint32], highest: float
    ) -> Candidates:
        """Return those of some entries that signature and length let through.

        They count as without the terms of the places before, and no score is above the
        highest; each comes once, in order.
        """
        segment, minimum, size = self._segment, self._best.floor, self._text.length
        known = len(self._postings) - first
        spare = min(known - size + edits_allowed(size, minimum), SIGNATURE_BITS)
        lacking = popcount(~segment.signatures_low.take(every) & self._low[first])
        passed = (lacking <= spare).nonzero()[0]
        every, lacking = every[passed], lacking[passed]
        lacking += popcount(~segment.signatures_high.take(every) & self._high[first])
        passed = (lacking <= spare).nonzero()[0]
        every, lacking = every[passed], lacking[passed]
        pairs = distinct((every.astype(np.uint64) << _BYTE) | lacking)
        entries = (pairs >> _BYTE).astype(np.int64)
        starts, lengths = segment.spans(entries)
        common = known - (pairs & _LOW).astype(np.int64)
        bounds = 100 * np.minimum(common, lengths) / np.maximum(lengths, size)
        np.minimum(bounds, highest, out=bounds)
        good = bounds >= minimum
        found = Candidates(entries, bounds, starts, lengths)
        return found if good.all() else found.only(good)
