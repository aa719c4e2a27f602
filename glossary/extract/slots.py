"""Known terms in the making: the forms of each, and where they stand for themselves.

A slot is one word sequence of one group: المجلس and مجلس النواب of the same concept.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import reduce
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from glossary.extract.counting import among, distinct
from glossary.extract.known import match, met
from glossary.extract.phrases import Cover
from glossary.model import ConceptType

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from glossary.extract.known import Meanings
    from glossary.extract.shard import Shard
    from glossary.extract.trie import Trie
    from glossary.knowledge import Sense

SURE = 0.85
"""From this confidence on a place is taken wherever its name stands."""


@dataclass(slots=True)
class KnownGroup:
    """One thing that the glossary or the gazetteer knows, with its forms."""

    senses: tuple[Sense, ...]
    head: str | None = None
    """The form that stands for the group, where it occurs."""
    first: tuple[int, ...] = ()
    """That form as words."""
    slots: list[int] = field(default_factory=list)
    """Its forms; where they are several, those that win over others first."""


class Slots(NamedTuple):
    """The forms of all known groups, as arrays for the shards."""

    of_pair: NDArray[np.int64]
    """The slot of each pair of ``Meanings``; -1 where it does not occur."""
    length: NDArray[np.int64]
    group: NDArray[np.int64]
    rank: NDArray[np.int64]
    """Its place among the forms of its group; -1 where it is the only one."""
    term: NDArray[np.bool_]
    """The group is a general term, a place."""
    place: NDArray[np.bool_]


class Found(NamedTuple):
    """What a shard adds to each slot."""

    mentions: NDArray[np.int64]
    free: NDArray[np.int64]
    """Occurrences outside longer known terms."""
    plain: NDArray[np.int64]
    """Occurrences without a proclitic."""
    placed: NDArray[np.int64]
    """Occurrences where places stand (في, مدينة)."""


def known_slots(
    gathered: Meanings, packed: Trie, pairs: NDArray[np.int64]
) -> tuple[list[KnownGroup], list[tuple[int, ...]], Slots]:
    """Gather what occurs by what it means; also return the words of each slot."""
    groups: dict[str, KnownGroup] = {}
    forms: dict[tuple[str, tuple[int, ...]], int] = {}
    of_pair = np.full(sum(map(len, gathered.senses)) or 1, -1, np.int64)
    for pair in met(gathered, packed, pairs):
        found = match(gathered, pair)
        sense = found.senses[0]
        group = groups.setdefault(sense.group, KnownGroup(found.senses))
        if sense.head:
            group.head, group.first = sense.arabic, found.words
        of_pair[pair] = forms.setdefault((sense.group, found.words), len(forms))
    words = [words for _, words in forms]
    number = {name: place for place, name in enumerate(groups)}
    for slot, (name, _) in enumerate(forms):
        groups[name].slots.append(slot)
    owner = np.array([number[name] for name, _ in forms], np.int64)
    rank = np.full(len(words), -1, np.int64)
    for group in groups.values():
        own = group.slots
        if len(own) > 1:
            own.sort(
                key=lambda one: (
                    -len(words[one]),
                    words[one] != group.first,
                    words[one],
                )
            )
            rank[own] = np.arange(len(own))
    types = [group.senses[0].type for group in groups.values()]
    slots = Slots(
        of_pair=of_pair,
        length=np.array([len(one) for one in words], np.int64),
        group=owner,
        rank=rank,
        term=np.array([type_ is ConceptType.TERM for type_ in types], bool)[owner],
        place=np.array([type_ is ConceptType.PLACE for type_ in types], bool)[owner],
    )
    return list(groups.values()), words, slots


def place_slots(shard: Shard, slots: Slots) -> Found:
    """Keep the mentions of a shard's known terms that stand for themselves."""
    size = len(shard) + 1
    slot = slots.of_pair[shard.kept("found.pair")]
    place = shard.kept("found.place")
    slot, place = np.divmod(distinct(slot * size + place), size)
    alone = _longest(slot, place, slots, size)
    slot, place = slot[alone], place[alone]
    length = slots.length[slot]
    cover = Cover([(length, place)], size)
    # القدس المحتلة is Jerusalem all the same, إسرائيل اليوم is not Israel.
    names = ~slots.place[slot]
    wider = np.where(
        slots.place[slot],
        Cover([(length[names], place[names])], size).alone(length, place),
        cover.alone(length, place),
    )
    kept = slots.term[slot] | wider
    slot, place, length = slot[kept], place[kept], length[kept]
    shard.keep("known.slot", slot)
    shard.keep("known.place", place)
    at = shard.of("at")
    placed = np.zeros(len(place), bool)
    _, numbers, rows = next(shard.before(place))
    placed[numbers] = at[rows]
    each = (cover.free(length, place), shard.of("plain")[place], placed)
    most = len(slots.length)
    return Found(
        np.bincount(slot, minlength=most),
        *(np.bincount(slot[here], minlength=most) for here in each),
    )


def _longest(
    slot: NDArray[np.int64], place: NDArray[np.int64], slots: Slots, size: int
) -> NDArray[np.bool_]:
    """Tell which mentions do not begin or end inside a longer one of their group."""
    kept = np.ones(len(slot), bool)
    rank, group, length = slots.rank[slot], slots.group[slot], slots.length[slot]
    taken = np.zeros(0, np.int64)
    for number in range(int(rank.max(initial=-1)) + 1):
        rows = np.flatnonzero(rank == number)
        inside = np.zeros(len(rows), bool)
        longest = int(length[rows].max(initial=0))
        spots = group[rows] * size + place[rows]
        steps = [np.flatnonzero(length[rows] > step) for step in range(longest)]
        for step, some in enumerate(steps):
            inside[some] |= among(spots[some] + step, taken)
        kept[rows] = ~inside
        taken = np.concatenate(
            [
                taken,
                *(spots[some][~inside[some]] + step for step, some in enumerate(steps)),
            ]
        )
    return kept


def credible(
    groups: list[KnownGroup], slots: Slots, found: Iterable[Found]
) -> tuple[Found, NDArray[np.bool_]]:
    """Add up the shards; tell which groups the texts bear out.

    A place of the gazetteer must stand alone somewhere (not in بحر قزوين, the Caspian
    Sea, alone) and once without a proclitic; a lesser one twice, or once where places
    stand.
    """
    total = reduce(lambda total, one: Found(*map(np.add, total, one)), found)
    most = len(groups)
    count, free, plain, placed = (
        np.bincount(slots.group, column, minlength=most) for column in total
    )
    exact = np.array([group.senses[0].exact for group in groups], bool)
    sure = np.array(
        [group.senses[0].renderings[0].confidence >= SURE for group in groups], bool
    )
    lesser = (free > 0) & (plain > 0) & ((free > 1) | (placed > 0))
    fine = np.where(~exact, True, np.where(sure, free > 0, lesser))  # noqa: FBT003
    return total, fine & (count > 0)
