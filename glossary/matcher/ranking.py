"""The places where labels stand, in the order in which they are preferred."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from glossary.matcher.forms import (
    ADDED,
    ARTICLE,
    CUT,
    GENITIVE,
    HOW,
    PARTED,
    PARTLY,
    PROCLITIC,
)
from glossary.matcher.scan import Sign

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from glossary.matcher.batch import Batch
    from glossary.matcher.meaning import Sure
    from glossary.matcher.walk import Hits


NODE = 32
_CHANGED = (1 << CUT) - 1 & ~(PROCLITIC | ARTICLE) | ADDED | PARTLY
"""What makes a difference to some terms: an ending, an article within a phrase."""


class Rows(NamedTuple):
    """Hits as parallel columns."""

    start: NDArray[np.int64]
    """Characters of the texts joined: the term's, then the whole words'."""
    end: NDArray[np.int64]
    whole: NDArray[np.int64]
    whole_end: NDArray[np.int64]
    kind: NDArray[np.int64]
    """The node above ``NODE`` bits of the form."""
    first: NDArray[np.int64]
    """Words of the batch."""
    last: NDArray[np.int64]
    rank: NDArray[np.int64]
    """Equal for hits whose forms are alike; the less, the better."""

    def at(self, which: NDArray[np.int64]) -> Rows:
        """Return some of the hits."""
        return Rows(*(column[which] for column in self))


class Ranking(NamedTuple):
    """The hits of groups, of each of which at most some stay."""

    certain: NDArray[np.bool_]
    """Of which groups only the first row can stay, and does however it is spelled."""
    rows: Rows
    """The hits group by group, the best of each first.

    The longest is the best, by its words, then its characters; of equally long ones
    the first; of those at one place the one whose word is changed least.
    """
    begins: NDArray[np.int64]
    """The first row of each group."""
    sizes: NDArray[np.int64]


def ranked(batch: Batch, hits: Hits, sizes: NDArray[np.int64], sure: Sure) -> Ranking:
    """Return hits, which stand in groups of such sizes, by how they are preferred.

    ``sure`` says of which nodes any spelling will do, and of which any ending.
    """
    rows = _rows(batch, hits)
    group = np.repeat(np.arange(len(sizes)), sizes)
    size = rows.whole_end - rows.whole
    first, last = rows.first, rows.last
    order = np.lexsort((rows.kind, rows.rank, first, -size, first - last, group))
    rows = rows.at(order)
    begins = np.cumsum(sizes) - sizes
    best = rows.kind[begins]
    node = best >> NODE
    certain = sure.spelled[node] & (best & _CHANGED == 0)
    certain |= sure.inflected[node] & (best & ADDED == 0)
    certain &= _settled(rows.first, rows.last, rows.rank, begins, sizes)
    return Ranking(certain, rows, begins, sizes)


def _rows(batch: Batch, hits: Hits) -> Rows:
    """Return hits with their places in the texts, in the same order."""
    words, first, last = batch.words, hits.first, hits.last
    added = hits.added > 0
    # Definite are the first word and all others, or the last words but not the first.
    first_added = hits.code & ARTICLE > 0
    partly = (last > first) & (hits.added < last - first) & first_added
    partly |= added & ~first_added
    breaks = np.cumsum(words.gaps >= Sign.BREAK)
    code = hits.code | np.where(added, ARTICLE, 0).astype(np.int32)
    cut = code >> CUT
    form = code | added * np.int32(ADDED) | partly * np.int32(PARTLY)
    form |= (breaks[last] > breaks[first]) * np.int32(PARTED)
    whole, end = words.starts[first], words.ends[last]
    return Rows(
        start=whole + cut,
        end=end - 2 * ((code >> 3 & 7) == GENITIVE),
        whole=whole,
        whole_end=end,
        kind=hits.node.astype(np.int64) << NODE | form,
        first=first,
        last=last,
        rank=((code & HOW) << CUT | cut).astype(np.int64),
    )


def _settled(
    first: NDArray[np.int64],
    last: NDArray[np.int64],
    rank: NDArray[np.int64],
    begins: NDArray[np.int64],
    sizes: NDArray[np.int64],
) -> NDArray[np.bool_]:
    """Tell of which groups the first row excludes the others."""
    if not len(begins):
        return np.zeros(0, bool)
    settled: NDArray[np.bool_] = first[begins] == np.minimum.reduceat(first, begins)
    settled &= last[begins] == np.maximum.reduceat(last, begins)
    # Another hit at the very same place, read alike, means that the form is ambiguous.
    after = begins + (sizes > 1)
    twin = (sizes > 1) & (first[after] == first[begins]) & (last[after] == last[begins])
    settled &= ~(twin & (rank[after] == rank[begins]))
    return settled
