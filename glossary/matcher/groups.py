"""Hits that have to do with each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from glossary.matcher.walk import Hits


class Groups(NamedTuple):
    """Hits in groups, in the order of the text."""

    order: NDArray[np.int64]
    """The numbers of the hits, group by group."""
    begins: NDArray[np.int64]
    """Where in ``order`` each group begins."""
    sizes: NDArray[np.int64]
    first: NDArray[np.int64]
    """The first word of each group."""
    last: NDArray[np.int64]

    def hits(self, which: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the numbers of the hits of some groups, group by group."""
        sizes = self.sizes[which]
        moved = self.begins[which] - (np.cumsum(sizes) - sizes)
        rows = np.arange(sizes.sum()) + np.repeat(moved, sizes)
        found: NDArray[np.int64] = self.order[rows]
        return found


def grouped(hits: Hits, *, overlapping: bool) -> Groups:
    """Return hits by what overlaps, directly or by others.

    With ``overlapping`` by what stands at one place, the longer first at one start.
    """
    if overlapping:
        order = np.lexsort((-hits.last, hits.first))
    else:
        order = np.argsort(hits.first, kind="stable")
    first, last = hits.first[order], hits.last[order]
    begins = np.ones(len(order), bool)
    if overlapping:
        begins[1:] = (first[1:] != first[:-1]) | (last[1:] != last[:-1])
        reach = last
    else:
        reach = np.maximum.accumulate(last)
        begins[1:] = first[1:] > reach[:-1]
    places = np.flatnonzero(begins)
    sizes = np.diff(places, append=len(order))
    return Groups(order, places, sizes, first[places], reach[places + sizes - 1])
