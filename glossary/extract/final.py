"""The last look at the texts: how the candidates are written and where they stand."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar, cast

import numpy as np

from glossary.extract.counting import begun, distinct, longer, tallied
from glossary.extract.judging import gram_places

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from numpy.typing import NDArray

    from glossary.extract.shard import Shard

Rows = TypeVar("Rows", bound="tuple[NDArray[Any], ...]")
SAMPLE = 20
"""Mentions looked at for the type of a name; more would not change the vote."""
_FEW = 1 << 16
"""Rows that may wait whatever there is."""


class Final(NamedTuple):
    """The candidates' forms; a slot is one word sequence of one candidate."""

    of_gram: NDArray[np.int64]
    """The slot of each recurring sequence; -1 where it is no candidate."""
    of_known: NDArray[np.int64]
    """The same of the known terms' forms."""
    group: NDArray[np.int64]
    """The candidate of each slot."""
    length: NDArray[np.int64]
    voting: NDArray[np.bool_]
    """Slots whose mentions tell the type of the name."""
    shown: NDArray[np.bool_]
    """Slots of which more than the first mention may be shown."""
    most: int
    """How many of these are looked at."""


class Seen(NamedTuple):
    """What a shard shows of the candidates."""

    documents: tuple[NDArray[np.int64], NDArray[np.int64]]
    """Candidates, and in how many documents each is."""
    edges: tuple[NDArray[np.int64], NDArray[np.int64]]
    """The candidates of the first document, and of the last one."""
    forms: tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int32]]
    """Slots, counts and words of each written form; -1 after the last word."""
    first: tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]
    """Candidates, place and words of the first mention."""
    early: tuple[NDArray[np.int64], NDArray[np.int64]]
    """Slots and places of the first mentions of the ``shown``."""
    votes: tuple[NDArray[np.int64], NDArray[np.int32]]
    """Slots, and the words one and two before a mention, -1 for none."""


def looked_at(shard: Shard, final: Final, numbers: Sequence[Sequence[int]]) -> Seen:
    """Gather what a shard shows; ``numbers`` are of each shard's documents."""
    documents = np.array(numbers[shard.number], np.int64)
    slot, place = _mentions(shard, final)
    shard.keep("final.slot", slot)
    shard.keep("final.place", place)
    group, length = final.group[slot], final.length[slot]
    number = documents[shard.document[place]]
    rank = _rank(slot)
    early = final.shown[slot] & (rank < final.most)
    heads = rank == 0
    return Seen(
        documents=_documents(group, number),
        edges=(
            distinct(group[number == documents[:1].max(initial=-1)]),
            distinct(group[number == documents[-1:].max(initial=-1)]),
        ),
        forms=_forms(shard, slot, place, length),
        first=_first(group[heads], place[heads], length[heads]),
        early=(slot[early], place[early]),
        votes=_votes(shard, slot, place, final.voting[slot] & (rank < SAMPLE)),
    )


def _mentions(
    shard: Shard, final: Final
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return slot and place of each mention, those of a slot in reading order."""
    slots = [final.of_known[shard.kept("known.slot")], shard.kept("extra.slot")]
    places = [shard.kept("known.place"), shard.kept("extra.place")]
    for length, rows in gram_places(shard).items():
        slots.append(final.of_gram[shard.kept(f"slot{length}")])
        places.append(rows)
    slot, place = np.concatenate(slots), np.concatenate(places)
    real = slot >= 0
    slot, place = slot[real], place[real]
    bits = len(shard).bit_length()
    both = np.sort((slot << bits) | place)  # much sooner than an order of two columns
    return both >> bits, both & ((1 << bits) - 1)


def _rank(slot: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the place of each row among those of its slot, which stand together."""
    heads = np.flatnonzero(np.diff(slot, prepend=-1))
    sizes = np.diff(heads, append=len(slot))
    return np.arange(len(slot)) - np.repeat(heads, sizes)


def _documents(
    group: NDArray[np.int64], number: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    size = int(number.max(initial=0)) + 1
    both = group * size + number
    new = np.diff(both, prepend=-1) != 0  # most of the equal stand together
    return tallied(distinct(both[new]) // size)


def _forms(
    shard: Shard,
    slot: NDArray[np.int64],
    place: NDArray[np.int64],
    length: NDArray[np.int64],
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int32]]:
    words = np.full((len(slot), int(length.max(initial=1))), -1, np.int32)
    hashes = begun(slot)
    for step in range(words.shape[1]):
        on = np.flatnonzero(length > step)
        words[on, step] = shard.word[place[on] + step]
        hashes[on] = longer(hashes[on], words[on, step])
    _, first, counts = np.unique(hashes, return_index=True, return_counts=True)
    order = np.argsort(first)
    first, counts = first[order], counts[order]
    return slot[first], counts, words[first]


def _first(
    group: NDArray[np.int64], place: NDArray[np.int64], length: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    order = np.lexsort((length, place, group))
    heads = order[np.flatnonzero(np.diff(group[order], prepend=-1))]
    return group[heads], place[heads], length[heads]


def _votes(
    shard: Shard,
    slot: NDArray[np.int64],
    place: NDArray[np.int64],
    voting: NDArray[np.bool_],
) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    rows = np.flatnonzero(voting)
    words = np.full((len(rows), 2), -1, np.int32)
    for distance, numbers, before in shard.before(place[rows]):
        words[numbers, distance - 1] = shard.word[before]
    return slot[rows], words


class Gathered(NamedTuple):
    """What all shards show; see ``Seen``."""

    documents: NDArray[np.int64]
    """By candidate."""
    forms: tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int32]]
    """In order of their slots."""
    first: tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]
    """Shard, place and words, by candidate."""
    early: tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]
    """Slots, shards and places."""
    votes: tuple[NDArray[np.int64], NDArray[np.int32]]


class _Together(Generic[Rows]):
    """What the shards say, put together whenever there is twice as much of it.

    So it takes the memory of the result, however many shards there are.
    """

    def __init__(self, together: Callable[[Sequence[Rows]], Rows]) -> None:
        self._together = together
        self._parts: list[Rows] = []
        self._rows = self._settled = 0

    def add(self, part: Rows) -> None:
        """Take what the next shard says."""
        self._parts.append(part)
        self._rows += len(part[0])
        if self._rows > 2 * self._settled + _FEW:
            self._parts = [self.whole()]
            self._rows = self._settled = len(self._parts[0][0])

    def whole(self) -> Rows:
        """Return what all say."""
        return self._together(self._parts)


def gathered(
    seen: Iterable[Seen], final: Final, ends: Sequence[tuple[int, int]], groups: int
) -> Gathered:
    """Put together what the shards show, in their order.

    ``ends`` are the numbers of each shard's first and last document: one that goes on
    in the next shard counts once.
    """
    documents = np.zeros(groups, np.int64)
    first = tuple(np.full(groups, -1, np.int64) for _ in range(3))
    forms = _Together(_same_forms)
    early = _Together(partial(_earliest, most=final.most))
    votes = _Together(partial(_earliest, most=SAMPLE))
    last, of_last = -1, np.zeros(0, np.int64)
    for number, (one, (begin, end)) in enumerate(zip(seen, ends, strict=True)):
        rows, counts = one.documents
        documents[rows] += counts
        of_first, of_end = one.edges
        if begin == last:
            documents[np.intersect1d(of_last, of_first)] -= 1
        of_last = np.union1d(of_last, of_end) if end == last else of_end
        last = end
        rows, place, length = one.first
        new = first[0][rows] < 0
        for column, values in zip(
            first, (np.full(len(rows), number), place, length), strict=True
        ):
            column[rows[new]] = values[new]
        forms.add(one.forms)
        slot, place = one.early
        early.add((slot, np.full(len(slot), number), place))
        votes.add(one.votes)
    return Gathered(
        documents=documents,
        forms=forms.whole(),
        first=(first[0], first[1], first[2]),
        early=early.whole(),
        votes=votes.whole(),
    )


def _earliest(parts: Sequence[Rows], most: int) -> Rows:
    """Keep of each slot, the first column, so many rows in their order."""
    columns = [np.concatenate(column) for column in zip(*parts, strict=True)]
    order = np.argsort(columns[0], kind="stable")
    kept = order[_rank(columns[0][order]) < most]
    return cast("Rows", tuple(column[kept] for column in columns))


def _same_forms(
    parts: Sequence[tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int32]]],
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int32]]:
    """Add up the counts of forms that several shards have."""
    width = max(words.shape[1] for _, _, words in parts)
    slot = np.concatenate([one for one, _, _ in parts])
    counts = np.concatenate([one for _, one, _ in parts])
    words = np.concatenate(
        [
            np.pad(one, ((0, 0), (0, width - one.shape[1])), constant_values=-1)
            for _, _, one in parts
        ]
    )
    order = np.lexsort((*words.T[::-1], slot))
    slot, counts, words = slot[order], counts[order], words[order]
    new = np.ones(len(slot), bool)
    new[1:] = (slot[1:] != slot[:-1]) | (words[1:] != words[:-1]).any(axis=1)
    heads = np.flatnonzero(new)
    total = np.add.reduceat(counts, heads) if len(heads) else counts
    return slot[heads], total, words[heads]
