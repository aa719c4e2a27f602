"""The entries of a segment that are near a text: filters first, then edit distances.

Let a text have q words and a unit u, the longer M, and let e(M) be the edits that the
minimum allows for M. An alignment with at most e(M) edits keeps at least M - e(M) words
of both texts, so

* length: M - e(M) ≤ min(q, u);
* overlap: words that the alignment keeps are terms of both, for of a word that it keeps
  m times both have the first m occurrences. So at most k = q - (M - e(M)) of the text's
  q terms are not in the unit, and of any k + 1 of its terms a near unit has one. The
  index reads the units of the rarest such terms, and of no other;
* signature: each of the text's terms whose bit the unit lacks is not in the unit, so at
  most k such bits are missing. This reads eight bytes a unit, or sixteen.

M - e(M) never falls as M grows, so one k serves all units of at most q words (M = q)
and one that is no greater, k of q + 1, all longer ones. What remains is measured word
by word: the filters leave out only what cannot be near, whatever the frequencies are.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from tmx.memory.index.layout import distinct
from tmx.memory.index.measure import NONE, Candidates, Near, Text, measured
from tmx.memory.index.segment import LONGEST, SIGNATURE_BITS, Segment
from tmx.memory.score import edits_allowed

if TYPE_CHECKING:
    from numpy.typing import NDArray

_BYTE = np.uint64(8)
_LOW = np.uint64(255)
_FEW = 200
"""Postings that are read whole rather than cut to the lengths that matter."""
_HEAVY = 50_000
"""Candidates from which on it pays to look for better matches first."""


def near(
    segment: Segment,
    text: Text,
    *,
    minimum: float,
    limit: int,
    removed: NDArray[np.int64],
) -> Near:
    """Return the best units of a segment with at least the minimum, 0 < minimum ≤ 100.

    None that is better than the last returned is missing.
    """
    plan = _plan(segment, text, minimum)
    if plan is None:
        return NONE
    if sum(map(len, plan.lists)) > _HEAVY and minimum < 99:  # noqa: PLR2004 - no use
        higher = (minimum + 100) / 2
        best = near(segment, text, minimum=higher, limit=limit, removed=removed)
        if len(best.numbers) >= limit:
            return best
    found = _filtered(segment, text, plan, minimum)
    if not len(found.entries):
        return NONE
    return measured(segment, text, found, minimum, limit, removed)


class _Plan(NamedTuple):
    """What to read: postings, and the terms that may be missing in their entries."""

    lists: list[NDArray[np.uint32]]
    missing: int
    """How many of the text's known terms a near entry may lack."""
    known: int
    """How many of its terms the segment has."""
    low: np.uint64
    high: np.uint64
    """The signature of those that it has."""
    words: NDArray[np.int64]
    """The identifiers of the text's words, -1 for unknown ones."""


def _plan(segment: Segment, text: Text, minimum: float) -> _Plan | None:
    """Choose the postings to read; ``None`` when nothing can be near."""
    every = segment.identifiers(text.terms)
    has = (every >= 0).nonzero()[0]
    unknown = text.length - len(has)
    identifiers = every[has]
    starts = segment.posting_starts[identifiers].tolist()
    ends = segment.posting_starts[identifiers + 1].tolist()
    rarest = sorted(
        (end - start, start, end) for start, end in zip(starts, ends, strict=True)
    )
    most = 0
    edges: list[tuple[int, int]] = []
    for low, high, spare in _bands(text.length, minimum):
        missing = spare - unknown
        begin, stop = segment.first_entry(low), segment.first_entry(high + 1)
        if missing >= 0 and begin < stop:
            # What is read for the longer units is read for the shorter ones as well.
            edges = [(begin, late) for _, late in edges]
            edges += [(begin, stop)] * (missing + 1 - len(edges))
            most = missing
    lists = [
        cut
        for (size, start, end), limits in zip(rarest, edges, strict=False)
        if len(cut := _cut(segment.postings[start:end], size, limits))
    ]
    if not lists:
        return None
    low_bits = np.bitwise_or.reduce(text.low[has])
    high_bits = np.bitwise_or.reduce(text.high[has])
    words = every[: len(text.distinct)]
    return _Plan(lists, most, len(has), low_bits, high_bits, words)


def _cut(
    entries: NDArray[np.uint32], size: int, edges: tuple[int, int]
) -> NDArray[np.uint32]:
    """Return the entries of a posting that are between two, or all when few."""
    if size <= _FEW:
        return entries
    begin, stop = entries.searchsorted(np.array(edges, np.uint32)).tolist()
    return entries[begin:stop]


@lru_cache(maxsize=4096)
def _bands(length: int, minimum: float) -> list[tuple[int, int, int]]:
    """Return ranges of lengths that can be near, and the words that may be missing.

    The longer units first: of them no more may be missing than of the others.
    """
    bands = []
    longest = longest_near(length, minimum)
    if longest > length:
        longer = length + 1 - edits_allowed(length + 1, minimum)
        bands.append((length + 1, longest, length - longer))
    kept = length - edits_allowed(length, minimum)
    if kept <= length:
        bands.append((kept, length, length - kept))
    return bands


def longest_near(length: int, minimum: float) -> int:
    """Return the greatest length that a near unit of a text so long can have."""
    longest = min(int(100 * length / minimum) + 1, LONGEST)
    while longest - edits_allowed(longest, minimum) > length:
        longest -= 1
    return longest


def _filtered(segment: Segment, text: Text, plan: _Plan, minimum: float) -> Candidates:
    """Return the entries of the postings that signature and length let through."""
    every = np.concatenate(plan.lists) if len(plan.lists) > 1 else plan.lists[0]
    spare = min(plan.missing, SIGNATURE_BITS)
    lacking = popcount(~segment.signatures_low.take(every) & plan.low)
    passed = (lacking <= spare).nonzero()[0]
    every, lacking = every[passed], lacking[passed]
    lacking += popcount(~segment.signatures_high.take(every) & plan.high)
    passed = (lacking <= spare).nonzero()[0]
    every, lacking = every[passed], lacking[passed]
    if len(plan.lists) > 1 and len(every) > 1:
        pairs = distinct((every.astype(np.uint64) << _BYTE) | lacking)
        every, lacking = pairs >> _BYTE, pairs & _LOW
    entries = every.astype(np.int64)
    starts, lengths = segment.spans(entries)
    common = plan.known - lacking.astype(np.int64)
    longer = np.maximum(lengths, text.length)
    bounds = 100 * np.minimum(common, lengths) / longer
    good = bounds >= minimum
    found = Candidates(entries, bounds, starts, lengths, plan.words)
    return found if good.all() else found.only(good)


def _swar(words: NDArray[np.uint64]) -> NDArray[Any]:
    """Count the bits of each number in parallel within it (Warren, section 5-1)."""
    one, two, four = np.uint64(1), np.uint64(2), np.uint64(4)
    pairs, nibbles = np.uint64(0x3333333333333333), np.uint64(0x0F0F0F0F0F0F0F0F)
    words = words - ((words >> one) & np.uint64(0x5555555555555555))
    words = (words & pairs) + ((words >> two) & pairs)
    words = (words + (words >> four)) & nibbles
    return (words * np.uint64(0x0101010101010101)) >> np.uint64(56)


popcount = getattr(np, "bitwise_count", _swar)
"""The number of bits that are set; NumPy has it from 2.0 on."""
