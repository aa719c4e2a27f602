"""Full names that stand before surnames which recur.

The press writes the full name once and then the surname, so one mention is enough where
up to two given names or other foreign words precede the surname.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from glossary.arabic import Gap
from glossary.extract.counting import among, begun, longer, numbered

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from glossary.extract.judging import Slotted
    from glossary.extract.shard import Shard
    from glossary.extract.shelf import Shelf

    Chances = Callable[[NDArray[np.int64], NDArray[np.int64]], NDArray[np.float32]]

GIVEN = 2
"""The most words of a name that are looked for before the surname."""


class Joined(NamedTuple):
    """Mentions of sequences that are found in a way of their own; parallel arrays."""

    number: NDArray[np.uint64]
    """Of the words: see ``counting``."""
    shard: NDArray[np.int64]
    place: NDArray[np.int64]
    length: NDArray[np.int64]
    chances: NDArray[np.float32]
    under: NDArray[np.int64]
    """The slot of the surname, -1 for a known person's; or the number of a term."""


def chains(shard: Shard, slotted: Slotted, chances: Chances) -> None:
    """Keep the full names that a shard shows, if their surnames come to be kept."""
    name, plain = shard.of("name"), shard.of("plain")
    ends, under = _surnames(shard, slotted)
    likely = name[ends]
    ends, under = ends[likely], under[likely]
    joins = np.zeros(len(shard), bool)  # with the word before
    joins[1:] = name[:-1] & plain[1:] & (shard.gap[1:] == Gap.SPACE)
    starts, going = ends.copy(), np.ones(len(ends), bool)
    for _ in range(GIVEN):
        going &= joins[starts]
        starts -= going
    shown = np.flatnonzero(starts < ends)
    shown = shown[_introduced(shard, starts[shown])]
    starts, ends, under = starts[shown], ends[shown], under[shown]
    length = ends - starts + 1
    keep_joined(
        shard,
        "chain",
        numbers_at(shard, starts, length),
        starts,
        length,
        chances,
        under,
    )


def _surnames(
    shard: Shard, slotted: Slotted
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return where single words stand that may be surnames, and their slots."""
    slots = shard.kept("slot1").astype(np.int64)
    new = ~slotted.taken[slots]
    known = shard.kept("known.slot")
    persons = slotted.person[known] & (slotted.length[known] == 1)
    places = shard.kept("known.place")[persons]
    ends = np.concatenate((shard.kept("place1").astype(np.int64)[new], places))
    under = np.concatenate((slots[new], np.full(len(places), -1)))
    order = np.argsort(ends, kind="stable")
    return ends[order], under[order]


def _introduced(shard: Shard, starts: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Tell which words are given names, or follow a title or a verb of saying."""
    found: NDArray[np.bool_] = shard.of("given")[starts]
    before = shard.of("title") | shard.of("agent")
    for _, numbers, rows in shard.before(starts):
        found[numbers] |= before[rows]
    return found


def numbers_at(
    shard: Shard, places: NDArray[np.int64], length: NDArray[np.int64]
) -> NDArray[np.uint64]:
    """Return the numbers of the sequences at places, of ``LONGEST`` words at most."""
    hashes = begun(shard.lexeme[places])
    found = numbered(hashes, 1)
    for step in range(1, int(length.max(initial=0))):
        on = np.flatnonzero(length > step)
        hashes[on] = longer(hashes[on], shard.form[places[on] + step])
        found[on] = numbered(hashes[on], step + 1)
    return found


def keep_joined(  # noqa: PLR0913, PLR0917 - a column each
    shard: Shard,
    name: str,
    number: NDArray[np.uint64],
    place: NDArray[np.int64],
    length: NDArray[np.int64],
    chances: Chances,
    under: NDArray[np.integer],
) -> None:
    """Keep mentions for ``joined``."""
    shard.keep(f"{name}.number", number)
    shard.keep(f"{name}.place", place)
    shard.keep(f"{name}.length", length)
    shard.keep(f"{name}.chances", chances(place, length))
    shard.keep(f"{name}.under", under)


def joined(shelf: Shelf, name: str, shards: int) -> Joined:
    """Return the mentions of all shards, in their order."""

    def column(field: str) -> NDArray[Any]:
        return np.concatenate(
            [shelf[f"{shard}.{name}.{field}"] for shard in range(shards)]
        )

    sizes = [len(shelf[f"{shard}.{name}.place"]) for shard in range(shards)]
    return Joined(
        number=column("number"),
        shard=np.repeat(np.arange(shards), sizes),
        place=column("place"),
        length=column("length"),
        chances=column("chances"),
        under=column("under"),
    )


def rows_of(some: Joined, rows: NDArray[np.int64] | NDArray[np.bool_]) -> Joined:
    """Return some of the mentions."""
    columns: list[NDArray[Any]] = list(some)
    return Joined(*(column[rows] for column in columns))


def in_order(numbers: NDArray[np.integer]) -> tuple[NDArray[np.int64], int]:
    """Give values numbers in the order in which they first stand, and how many."""
    _, first, inverse = np.unique(numbers, return_index=True, return_inverse=True)
    rank = np.empty(len(first), np.int64)
    rank[np.argsort(first, kind="stable")] = np.arange(len(first))
    return rank[inverse], len(first)


def full_names(
    some: Joined, kept: NDArray[np.bool_], taken: Sequence[NDArray[np.uint64]]
) -> tuple[NDArray[np.int64], Joined]:
    """Return the mentions of full names whose surnames are kept, and their groups.

    ``taken`` are the numbers of sequences that are candidates already. Groups are
    numbered in the order in which they are first met.
    """
    known = some.under < 0
    real = known | kept[np.maximum(some.under, 0)] if len(kept) else known
    for numbers in taken:
        real &= ~among(some.number, numbers)
    found = rows_of(some, real)
    groups, _ = in_order(found.number)
    return groups, found
