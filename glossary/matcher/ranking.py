"""The places where labels stand, in the order in which they are preferred."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from glossary.matcher.forms import ARTICLE, GENITIVE, HOW, PROCLITIC
from glossary.matcher.scan import Sign

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from glossary.matcher.scan import Words
    from glossary.matcher.trie import Hits


class Batch(NamedTuple):
    """Texts that are searched together, joined by one character each."""

    texts: Sequence[str]
    words: Words


class Ranked(NamedTuple):
    """Hits as plain numbers, group by group, the best of each group first.

    The longest is the best, by its words, then its characters; of equally long ones
    the first; of those at one place the one whose word is changed least.
    """

    first: list[int]
    last: list[int]
    rank: list[int]
    """Equal for hits whose forms are alike; the less, the better."""
    code: list[int]
    """The form, with the flag of an article added to any of the words."""
    node: list[int]
    added: list[int]
    """How many words after the first bear an article that the term has not."""
    partly: list[bool]
    """Whether such an article is not on every word."""
    text: list[int]
    """The number of the text."""
    start: list[int]
    """Characters of that text: the term's, then the whole words'."""
    end: list[int]
    whole: list[int]
    whole_end: list[int]
    parted: list[bool]
    """Whether punctuation parts the words."""


class Certain(NamedTuple):
    """The best rows that leave no room for others and whose spelling does not matter.

    The columns are those of ``Ranked``; the term ends where its words do.
    """

    text: list[int]
    start: list[int]
    end: list[int]
    whole: list[int]
    node: list[int]
    code: list[int]


class Ranking(NamedTuple):
    """Hits in groups of which at most some stay."""

    certain: Certain
    rows: Ranked
    """The hits of all other groups."""
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
    words = batch.words
    first, last = hits.first, hits.last
    code = hits.code | np.where(hits.added > 0, ARTICLE, 0).astype(np.int32)
    # Definite are the first word and all others, or the last words but not the first.
    first_added = hits.code & ARTICLE > 0
    partly = (last > first) & (hits.added < last - first) & first_added
    partly |= (hits.added > 0) & ~first_added
    cut, ending = code >> 8, code >> 3 & 7
    rank = (code & HOW) << 8 | cut
    whole, end = words.starts[first], words.ends[last]
    group = _places(first, last) if overlapping else _chains(first, last)
    order = np.lexsort((hits.node, rank, first, whole - end, first - last, group))
    breaks = np.cumsum(words.gaps >= Sign.BREAK)
    offsets = np.cumsum([0] + [len(text) + 1 for text in batch.texts])
    text = np.searchsorted(offsets, whole, side="right") - 1
    base = offsets[text]
    broken = np.array(["\n" in one for one in batch.texts], bool)
    certain = sure[hits.node] & (code & 0xFF & ~PROCLITIC == 0)
    certain &= (first == last) | ~broken[text]
    begins, settled = _settled(first[order], last[order], rank[order], group[order])
    settled &= certain[order[begins]]
    sizes = np.diff(begins, append=len(order))
    best, rest = order[begins[settled]], order[np.repeat(~settled, sizes)]
    ends = np.cumsum(sizes[~settled])
    start, whole, end = whole + cut - base, whole - base, end - base
    return Ranking(
        Certain(
            *(
                column[best].tolist()
                for column in (text, start, end, whole, hits.node, code)
            )
        ),
        Ranked(
            first=first[rest].tolist(),
            last=last[rest].tolist(),
            rank=rank[rest].tolist(),
            code=code[rest].tolist(),
            node=hits.node[rest].tolist(),
            added=hits.added[rest].tolist(),
            partly=partly[rest].tolist(),
            text=text[rest].tolist(),
            start=start[rest].tolist(),
            end=(end - 2 * (ending == GENITIVE))[rest].tolist(),
            whole=whole[rest].tolist(),
            whole_end=end[rest].tolist(),
            parted=(breaks[last] > breaks[first])[rest].tolist(),
        ),
        (ends - sizes[~settled]).tolist(),
        ends.tolist(),
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
    rank: NDArray[np.int32],
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
