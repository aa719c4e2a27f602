"""The candidates that are chosen, with their forms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from glossary.extract.groups import Group
from glossary.model import Origin

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from glossary.extract.chains import Joined
    from glossary.extract.features import Features, Table
    from glossary.extract.mentions import Stats
    from glossary.extract.slots import KnownGroup


@dataclass(frozen=True, slots=True, kw_only=True)
class Forms:
    """The word sequences of the candidates, those of one together; parallel arrays."""

    group: NDArray[np.int64]
    stats: Stats
    words: NDArray[np.int32]
    """Of the first mention, as rows of the vocabulary; -1 after the last."""
    of_gram: NDArray[np.int64]
    """The form of each recurring sequence; -1 where it is no candidate."""
    of_known: NDArray[np.int64]
    """The same for the known terms' forms."""

    @property
    def length(self) -> NDArray[np.int64]:
        """Words of each."""
        length: NDArray[np.int64] = (self.words >= 0).sum(axis=1)
        return length


class Selection(NamedTuple):
    """The candidates in the making, and how likely each is a name, else a term."""

    groups: list[Group]
    features: Features
    name: NDArray[np.float64]
    term: NDArray[np.float64]
    forms: Forms


class Extra(NamedTuple):
    """Groups that join those that recur."""

    group: NDArray[np.int64]
    """Of each form, from 0."""
    stats: Stats
    form: NDArray[np.int64]
    """Of each mention."""
    mentions: Joined


def groups_of(
    known: Sequence[KnownGroup], heads: Sequence[str | None], table: Table
) -> list[Group]:
    """Return the groups of a table: known ones, then those with these heads."""
    counts, free = table.stats.count.tolist(), table.free.tolist()
    found = [
        Group(
            number=number,
            senses=group.senses,
            head=group.head,
            count=counts[number],
            free=free[number],
        )
        for number, group in enumerate(known)
    ]
    found += [
        Group(number=number, head=head, count=counts[number], free=free[number])
        for number, head in enumerate(heads, start=len(known))
    ]
    return found


def confidence(group: KnownGroup) -> float:
    """Return how sure the first sense is, of which curated ones are not asked here."""
    first = group.senses[0].renderings[0]
    return 0.0 if first.origin is Origin.CURATED else first.confidence
