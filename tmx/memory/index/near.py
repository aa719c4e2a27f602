"""The entries of a segment that are near a text: filters first, then edit distances.

Let a text have q words and a unit u, the longer M, and let e(M) be the edits that the
minimum allows for M. An alignment with at most e(M) edits keeps at least M - e(M) words
of both texts, so

* length: M - e(M) ≤ min(q, u);
* overlap: at most k = q - (M - e(M)) of the text's q words are not in the unit. Take
  any of its words that are together, with repetition, more than k: a near unit has one
  of them. The index reads the units of the rarest such words, and of no other;
* signature: each of the text's words whose bit the unit lacks is not in the unit, so at
  most k such bits are missing. This reads eight bytes a unit, or sixteen.

M - e(M) never falls as M grows, so one k serves all units of at most q words (M = q)
and one, k of q + 1, all longer ones. What remains is measured word by word: the filters
leave out only what cannot be near, whatever the frequencies are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from tmx.memory.index.build import bits
from tmx.memory.index.measure import NONE, Candidates, Near, Text, measured
from tmx.memory.index.segment import LONGEST, SIGNATURE_BITS, Segment
from tmx.memory.score import edits_allowed

if TYPE_CHECKING:
    from numpy.typing import NDArray

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
    return measured(segment, text, found, minimum, limit, removed)


class _Plan(NamedTuple):
    """What to read: postings, and the words that may be missing in their entries."""

    lists: list[NDArray[np.uint32]]
    missing: list[int]
    """For each list: how many of the text's known words a near entry may lack."""
    unknown: int
    """Words of the text that the segment does not have."""
    low: np.uint64
    high: np.uint64
    """The signature of those that it has."""


def _plan(segment: Segment, text: Text, minimum: float) -> _Plan | None:
    """Choose the postings to read; ``None`` when nothing can be near."""
    identifiers = segment.identifiers(text.distinct)
    has = identifiers >= 0
    unknown = text.length - int(text.counts[has].sum())
    if not has.any():
        return None
    identifiers, counts = identifiers[has], text.counts[has]
    starts = segment.posting_starts[identifiers].astype(np.int64)
    ends = segment.posting_starts[identifiers + 1].astype(np.int64)
    rarest = np.argsort(ends - starts, kind="stable")
    together = counts[rarest].cumsum()
    stretches = list(zip(starts[rarest].tolist(), ends[rarest].tolist(), strict=True))
    postings = []
    missing = []
    whole = False
    for low, high, spare in _bands(text.length, minimum):
        left = spare - unknown
        first, last = segment.first_entry(low), segment.first_entry(high + 1)
        if left < 0 or first == last:
            continue
        taken = int(together.searchsorted(left, side="right")) + 1
        edges = np.array([first, last], np.uint32)
        for start, end in stretches[:taken]:
            entries = segment.postings[start:end]
            if end - start > _FEW:
                begin, stop = entries.searchsorted(edges).tolist()
                entries = entries[begin:stop]
            elif whole:
                continue
            if len(entries):
                postings.append(entries)
                missing.append(min(left, SIGNATURE_BITS))
        whole = True  # the shorter units' turn, with no fewer words that may be missing
    low_bits, high_bits = map(np.bitwise_or.reduce, bits(text.distinct[has]))
    return _Plan(postings, missing, unknown, low_bits, high_bits) if postings else None


def _bands(length: int, minimum: float) -> list[tuple[int, int, int]]:
    """Return ranges of lengths that can be near, and the words that may be missing."""
    kept = length - edits_allowed(length, minimum)
    bands = [(kept, length, length - kept)] if kept <= length else []
    longest = longest_near(length, minimum)
    if longest > length:
        longer = length + 1 - edits_allowed(length + 1, minimum)
        bands.append((length + 1, longest, length - longer))
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
    spare = np.repeat(
        np.array(plan.missing, np.uint8), np.array(list(map(len, plan.lists)))
    )
    lacking = popcount(~segment.signatures_low.take(every) & plan.low)
    passed = np.flatnonzero(lacking <= spare)
    every, lacking = every[passed], lacking[passed]
    lacking += popcount(~segment.signatures_high.take(every) & plan.high)
    passed = np.flatnonzero(lacking <= spare[passed])
    entries, rows = np.unique(every[passed], return_index=True)
    _, lengths = segment.spans(entries)
    common = text.length - plan.unknown - lacking[passed[rows]].astype(np.int64)
    longer = np.maximum(lengths, text.length)
    bounds = 100 * np.minimum(common, lengths) / longer
    good = bounds >= minimum
    return Candidates(entries[good].astype(np.int64), bounds[good], lengths[good])


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
