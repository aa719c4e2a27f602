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
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from glossary.matcher.scan import Words
    from glossary.matcher.trie import Hits


_FLAGS = (1 << CUT) - 1 | ADDED | PARTLY


class Batch(NamedTuple):
    """Texts that are searched together, joined by one character each."""

    texts: Sequence[str]
    words: Words
    offsets: NDArray[np.int64]
    """Where each text begins."""

    def at(self, places: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the texts in which some places are."""
        return np.searchsorted(self.offsets, places, side="right") - 1


class Rows(NamedTuple):
    """Hits as parallel columns."""

    text: NDArray[np.int64]
    """The number of the text."""
    start: NDArray[np.int64]
    """Characters of that text: the term's, then the whole words'."""
    end: NDArray[np.int64]
    whole: NDArray[np.int64]
    whole_end: NDArray[np.int64]
    form: NDArray[np.int64]
    node: NDArray[np.int64]
    first: NDArray[np.int64]
    """Words of the batch."""
    last: NDArray[np.int64]
    rank: NDArray[np.int64]
    """Equal for hits whose forms are alike; the less, the better."""

    def at(self, which: NDArray[np.int64]) -> Rows:
        """Return some of the hits."""
        return Rows(*(column[which] for column in self))


class Ranking(NamedTuple):
    """Hits in groups of which at most some stay, in the order of the texts."""

    certain: Rows
    """Rows that leave no room for others and whose spelling does not matter."""
    rows: Rows
    """The hits of all other groups, group by group, the best of each first.

    The longest is the best, by its words, then its characters; of equally long ones
    the first; of those at one place the one whose word is changed least.
    """
    begins: list[int]
    """The first row of each of these groups."""
    ends: list[int]


def ranked(
    batch: Batch, hits: Hits, sure: NDArray[np.bool_], *, overlapping: bool
) -> Ranking:
    """Return hits in groups, in the order of the texts.

    A group is what overlaps, directly or by others; with ``overlapping`` it is what
    stands at one place. ``sure`` says of which nodes any spelling will do.
    """
    rows = _rows(batch, hits)
    first, last, code = rows.first, rows.last, rows.form
    group = _places(first, last) if overlapping else _chains(first, last)
    size = rows.whole_end - rows.whole
    order = np.lexsort((rows.node, rows.rank, first, -size, first - last, group))
    broken = np.array(["\n" in one for one in batch.texts], bool)
    certain = sure[rows.node] & (code & _FLAGS & ~PROCLITIC == 0)
    certain &= (first == last) | ~broken[rows.text]
    begins, settled = _settled(
        first[order], last[order], rows.rank[order], group[order]
    )
    settled &= certain[order[begins]]
    sizes = np.diff(begins, append=len(order))
    best, rest = order[begins[settled]], order[np.repeat(~settled, sizes)]
    ends = np.cumsum(sizes[~settled])
    begun = (ends - sizes[~settled]).tolist()
    return Ranking(rows.at(best), rows.at(rest), begun, ends.tolist())


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
    text = batch.at(whole)
    whole, end = whole - batch.offsets[text], end - batch.offsets[text]
    return Rows(
        text=text,
        start=whole + cut,
        end=end - 2 * ((code >> 3 & 7) == GENITIVE),
        whole=whole,
        whole_end=end,
        form=form.astype(np.int64),
        node=hits.node.astype(np.int64),
        first=first,
        last=last,
        rank=((code & HOW) << CUT | cut).astype(np.int64),
    )


def _chains(first: NDArray[np.int64], last: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return a number for each hit, equal for those that overlap."""
    order = np.argsort(first, kind="stable")
    reach = np.maximum.accumulate(last[order])
    begins = np.ones(len(order), np.int64)
    begins[1:] = first[order][1:] > reach[:-1]
    groups = np.empty(len(order), np.int64)
    groups[order] = np.cumsum(begins)
    return groups


def _places(first: NDArray[np.int64], last: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return a number for each hit by its place, the longer less at one start."""
    order = np.lexsort((-last, first))
    begins = np.ones(len(order), np.int64)
    same = first[order][1:] == first[order][:-1]
    begins[1:] = ~(same & (last[order][1:] == last[order][:-1]))
    groups = np.empty(len(order), np.int64)
    groups[order] = np.cumsum(begins)
    return groups


def _settled(
    first: NDArray[np.int64],
    last: NDArray[np.int64],
    rank: NDArray[np.int64],
    group: NDArray[np.int64],
) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Return where groups begin, and whether the first row excludes the others."""
    begins = np.flatnonzero(np.diff(group, prepend=0))
    if not len(begins):
        return begins, np.zeros(0, bool)
    settled = first[begins] == np.minimum.reduceat(first, begins)
    settled &= last[begins] == np.maximum.reduceat(last, begins)
    # Another hit at the very same place, read alike, means that the form is ambiguous.
    after = np.minimum(begins + 1, len(group) - 1)
    twin = (after > begins) & (group[after] == group[begins])
    twin &= (first[after] == first[begins]) & (last[after] == last[begins])
    return begins, settled & ~(twin & (rank[after] == rank[begins]))
