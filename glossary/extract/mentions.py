"""The mentions of candidates in the making, side by side in arrays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from glossary.extract.shelf import Shelf

_BLOCK = 1 << 15
"""Mentions worked on together: what fits the processor's cache."""
TERM = "TERM"
"""The recogniser's type of what is a term and no name."""


def type_names(labels: Sequence[str]) -> tuple[str, ...]:
    """Return the recogniser's types in their order."""
    return tuple(label[2:] for label in labels if label.startswith("B-"))


class SpanChances:
    """Tells of stretches of a shard's words how likely each is one whole name."""

    def __init__(
        self,
        probabilities: NDArray[np.float32],
        labels: Sequence[str],
        document: NDArray[np.int32],
    ) -> None:
        """Take the probabilities of each word's labels, and its document."""
        types = type_names(labels)
        self._begin = probabilities[:, [labels.index(f"B-{one}") for one in types]]
        self._inside = probabilities[:, [labels.index(f"I-{one}") for one in types]]
        over = np.ones((len(document) + 1, len(types)), np.float32)
        over[:-1] -= self._inside  # what follows does not go on
        over[1:-1][document[1:] != document[:-1]] = 1
        self._over = over

    def chances(
        self, place: NDArray[np.int64], length: NDArray[np.int64]
    ) -> NDArray[np.float32]:
        """Return how likely each mention is one whole name of each type.

        (mentions, types). The probability of a span is at most that of its weakest
        word: it begins at the first, goes on to the last and no further. They have half
        precision, which makes their sums exact in any order.
        """
        found = np.empty((len(place), self._begin.shape[1]), np.float32)
        for start in range(0, len(found), _BLOCK):
            here = slice(start, start + _BLOCK)
            first, words = place[here], length[here]
            some = self._begin.take(first, axis=0)
            np.minimum(some, self._over.take(first + words, axis=0), out=some)
            for step in range(1, int(words.max())):
                rows = np.flatnonzero(words > step)
                later = self._inside.take(first[rows] + step, axis=0)
                some[rows] = np.minimum(some[rows], later)
            found[here] = _halved(some)
        return found


def _halved(chances: NDArray[np.float32]) -> NDArray[np.float32]:
    """Round probabilities to half precision, as a cast does, but much sooner.

    Eleven bits are left of a product by 2¹³ + 1 (Veltkamp 1968); small values are
    multiples of 2⁻²⁴, as are all numbers of single precision from a half to one.
    """
    wide = chances * np.float32((1 << 13) + 1)
    wide -= wide - chances
    small = chances < np.float32(2**-14)
    wide[small] = (chances[small] + np.float32(0.5)) - np.float32(0.5)
    return wide


class Best(NamedTuple):
    """The highest value of each row and the next, the same where it has but one."""

    first: NDArray[np.float32]
    second: NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stats:
    """What the mentions of some sequences add up to; parallel arrays."""

    count: NDArray[np.int64]
    shard: NDArray[np.int64]
    place: NDArray[np.int64]
    """The first mention: the row of its first word in its shard."""
    typed: NDArray[np.float64]
    """(sequences, types): the sums of the chances."""
    name: NDArray[np.float64]
    """The sum of the chances that a mention is a name."""
    best: NDArray[np.float32]
    second: NDArray[np.float32]
    """The two best mentions' chances; the second is -1 where there is but one."""

    def __len__(self) -> int:
        return len(self.count)

    def take(self, rows: NDArray[np.int64]) -> Stats:
        """Return the statistics of some of the sequences."""
        return Stats(**{name: getattr(self, name)[rows] for name in _FIELDS})


_FIELDS = Stats.__dataclass_fields__


def summed(
    slot: NDArray[np.int64],
    place: NDArray[np.int64],
    shard: NDArray[np.int64],
    chances: NDArray[np.float32],
    types: Sequence[str],
) -> tuple[NDArray[np.int64], Stats]:
    """Add mentions up by slot; return the slots in their order, and their sums.

    Mentions of one slot stand in reading order.
    """
    order = np.argsort(slot, kind="stable")
    slots = slot[order]
    heads = np.flatnonzero(np.diff(slots, prepend=-1))
    chances = chances[order]
    named = [number for number, type_ in enumerate(types) if type_ != TERM]
    name = np.zeros(len(order), np.float32)
    for number in named:
        name += chances[:, number]
    best, second = _two(name, heads)
    stats = Stats(
        count=np.diff(heads, append=len(order)),
        shard=shard[order][heads],
        place=place[order][heads],
        typed=_added(chances, heads),
        name=_added(name[:, None], heads)[:, 0],
        best=best,
        second=second,
    )
    return slots[heads], stats


def _added(
    values: NDArray[np.floating], heads: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Return the sums of rows from each head to the next."""
    if not len(heads):
        return np.zeros((0, values.shape[1]))
    columns = [np.add.reduceat(one.astype(np.float64), heads) for one in values.T]
    return np.stack(columns, axis=1)


def _two(values: NDArray[np.float32], heads: NDArray[np.int64]) -> Best:
    """Return the highest and the next value from each head on; -1 for none."""
    if not len(heads):
        return Best(values[:0], values[:0])
    best = np.maximum.reduceat(values, heads)
    counts = np.diff(heads, append=len(values))
    at_best = np.flatnonzero(values == np.repeat(best, counts))
    group = np.searchsorted(heads, at_best, "right") - 1
    first = np.flatnonzero(np.diff(group, prepend=-1))
    rest = values.copy()
    rest[at_best[first]] = -1
    return Best(best, np.maximum.reduceat(rest, heads))


def merged(
    parts: Iterable[tuple[NDArray[np.int64], Stats]], size: int, types: int
) -> Stats:
    """Add up the statistics of shards, given in their order, over so many slots."""
    total = Stats(
        count=np.zeros(size, np.int64),
        shard=np.full(size, -1, np.int64),
        place=np.zeros(size, np.int64),
        typed=np.zeros((size, types)),
        name=np.zeros(size),
        best=np.full(size, -1, np.float32),
        second=np.full(size, -1, np.float32),
    )
    for slots, part in parts:
        new = total.shard[slots] < 0
        total.shard[slots[new]] = part.shard[new]
        total.place[slots[new]] = part.place[new]
        total.count[slots] += part.count
        total.typed[slots] += part.typed
        total.name[slots] += part.name
        lower = np.minimum(total.best[slots], part.best)
        total.best[slots] = np.maximum(total.best[slots], part.best)
        higher = np.maximum(total.second[slots], part.second)
        total.second[slots] = np.maximum(higher, lower)
    return total


def keep_stats(shelf: Shelf, name: str, slots: NDArray[np.int64], stats: Stats) -> None:
    """Put a shard's statistics where ``kept_stats`` finds them."""
    shelf[f"{name}.slots"] = slots
    for field in _FIELDS:
        shelf[f"{name}.{field}"] = getattr(stats, field)


def kept_stats(shelf: Shelf, name: str) -> tuple[NDArray[np.int64], Stats]:
    """Return what ``keep_stats`` put there."""
    return shelf[f"{name}.slots"], Stats(
        **{field: shelf[f"{name}.{field}"] for field in _FIELDS}
    )


def joined_stats(parts: Sequence[Stats]) -> Stats:
    """Put statistics one after the other."""
    return Stats(
        **{
            field: np.concatenate([getattr(part, field) for part in parts])
            for field in _FIELDS
        }
    )


def grouped(stats: Stats, group: NDArray[np.int64], groups: int) -> Stats:
    """Add up sequences that are forms of one candidate; these stand together.

    The first mention is that of the first form.
    """
    heads = np.flatnonzero(np.diff(group, prepend=-1))
    rank = np.arange(len(group)) - np.repeat(heads, np.diff(heads, append=len(group)))
    parts = (
        (group[rows], stats.take(rows))
        for number in range(int(rank.max(initial=-1)) + 1)
        for rows in [np.flatnonzero(rank == number)]
    )
    return merged(parts, groups, stats.typed.shape[1])
