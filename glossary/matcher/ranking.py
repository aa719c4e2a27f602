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


class Groups(NamedTuple):
    """Which rows exclude each other."""

    begins: list[int]
    ends: list[int]
    settled: list[bool]
    """Whether the first row leaves no room for any other."""
    certain: list[bool]
    """Whether, besides, nothing in the text of the first row could speak against it."""


def ranked(
    batch: Batch, hits: Hits, sure: NDArray[np.bool_], *, overlapping: bool
) -> tuple[Ranked, Groups]:
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
    columns: tuple[NDArray[np.generic], ...] = (
        first,
        last,
        rank,
        code,
        hits.node,
        hits.added,
        partly,
        text,
        whole + cut - base,
        end - 2 * (ending == GENITIVE) - base,
        whole - base,
        end - base,
        breaks[last] > breaks[first],
    )
    broken = np.array(["\n" in one for one in batch.texts], bool)
    certain = sure[hits.node] & (code & 0xFF & ~PROCLITIC == 0)
    certain &= (first == last) | ~broken[text]
    groups = _groups(
        first[order], last[order], rank[order], group[order], certain[order]
    )
    return Ranked(*(column[order].tolist() for column in columns)), groups


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


def _groups(
    first: NDArray[np.int64],
    last: NDArray[np.int64],
    rank: NDArray[np.int32],
    group: NDArray[np.int64],
    certain: NDArray[np.bool_],
) -> Groups:
    if not len(group):
        return Groups([], [], [], [])
    changes = np.flatnonzero(group[1:] != group[:-1]) + 1
    begins = np.concatenate((np.zeros(1, np.int64), changes))
    ends = np.concatenate((changes, np.array([len(group)])))
    settled = first[begins] == np.minimum.reduceat(first, begins)
    settled &= last[begins] == np.maximum.reduceat(last, begins)
    # Another hit at the very same place, read alike, means that the form is ambiguous.
    after = np.minimum(begins + 1, len(group) - 1)
    twin = (ends - begins > 1) & (rank[after] == rank[begins])
    twin &= (first[after] == first[begins]) & (last[after] == last[begins])
    settled &= ~twin
    certain = settled & certain[begins]
    return Groups(begins.tolist(), ends.tolist(), settled.tolist(), certain.tolist())
