"""One Arabic name has several English spellings over the job; needs no glossary.

An Arabic word and a capitalised English one are linked by the name model, and Arabic
spellings of one name count as one; English ones that look like one another make a
cluster, and all but its most frequent are found. A given name counts only with the
same name after it, for two men may spell it each in his way. Silent for adjectives
(Iran, Iranian), plurals and for names of the glossary.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from glossary.arabic import key
from glossary.check.common import COMMON
from glossary.check.english import English
from glossary.check.hit import Hit
from glossary.check.places import place_names
from glossary.check.sightings import Sightings
from glossary.check.spellings import clusters
from glossary.check.suspects import Suspects
from glossary.check.unit import Unit
from glossary.names.given import given_names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossary.check.batch import Batch
    from glossary.check.context import Context
    from glossary.check.model import Pair
    from glossary.check.sightings import Sighting

_SURE = 0.25
"""Confidence from which a word is taken for the name's English: low, for the word is
the best of its sentence, and the misspelt one is less like the name."""
_KEPT = 64
"""Places kept of a spelling; a name with more in one spelling has no others to show."""
_SHORT, _TIMES = 4, 3
"""A name of so few letters must be so many times as frequent as another spelling."""
_CLEAR = 0.05
"""So much surer the name model must be of a spelling to call another one the slip."""
_OFTEN, _LONG = 5, 7
"""Occurrences and letters of a name that is one name in other documents as well."""


class _Place(NamedTuple):
    number: int
    token: int
    word: int


class NameDrift:
    """Notes what may be one name, and links and compares at the end what recurs."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._sightings = Sightings(context.sides, context.archive)
        self._seen: dict[tuple[str, str], dict[str, list[_Place]]] = {}
        self._counts: dict[tuple[str, str], Counter[str]] = {}

    def see(self, batch: Batch) -> None:
        """Take units."""
        if self._context.likeness is not None:
            self._sightings.add(batch)

    def end(self) -> Iterator[tuple[int, Pair, Hit]]:
        """Yield a hit for each deviating spelling."""
        likeness, archive = self._context.likeness, self._context.archive
        if likeness is None:
            return
        suspects = Suspects(self._sightings, archive, likeness, _SURE)
        for number, seen in suspects.units():
            self._link(number, seen, suspects.one_name)
        for name, counts in self._counts.items():
            if len(counts) > 1:
                yield from self._deviating(name, counts)

    def _link(
        self, number: int, seen: list[Sighting], one_name: dict[str, str]
    ) -> None:
        """Count the links of a unit; several readings may be ``one_name``."""
        links = _links(seen)
        after = {link.token: link for link in links}
        for link in links:
            context = ""
            if link.reading in given_names():
                other = after.get(link.token + 1)
                if other is None:
                    continue
                context = other.reading
            name = (one_name.get(link.reading, link.reading), context)
            self._counts.setdefault(name, Counter())[link.fold] += 1
            places = self._seen.setdefault(name, {}).setdefault(link.fold, [])
            if len(places) < _KEPT:
                places.append(_Place(number, link.token, link.word))

    def _deviating(
        self, name: tuple[str, str], counts: Counter[str]
    ) -> Iterator[tuple[int, Pair, Hit]]:
        """Yield the hits of one name."""
        order = self._order(name[0], counts)
        seen = self._seen[name]
        for head, near in clusters(order):
            cluster = [one for one in near if self._one_name(name, head, one)]
            if not cluster:
                continue
            first = {fold_: self._written(seen[fold_][0]) for fold_ in (head, *cluster)}
            total = ", ".join(
                f"{written[1]} ×{counts[fold_]}" for fold_, written in first.items()
            )
            for fold_ in cluster:
                for place in seen[fold_]:
                    start, found = self._written(place)
                    pair = self._context.archive.pair(place.number)
                    arabic = Unit(pair, place.number).words[place.token]
                    yield (
                        place.number,
                        pair,
                        Hit(
                            f"{arabic} is spelt in several ways: {total}",
                            start,
                            start + len(found),
                            term=arabic,
                            expected=first[head][1],
                            found=found,
                        ),
                    )

    def _order(self, reading: str, counts: Counter[str]) -> list[str]:
        """Return the spellings, the most frequent first.

        Of as many mentions the one first that the name model clearly prefers.
        """
        order = sorted(counts, key=lambda fold_: -counts[fold_])
        likeness = self._context.likeness
        if likeness is None or counts[order[0]] > counts[order[1]]:
            return order
        first, *_ = order
        tied = [one for one in order if counts[one] == counts[first]]
        best = max(tied, key=lambda one: likeness.of(reading, one))
        if likeness.of(reading, best) - likeness.of(reading, first) < _CLEAR:
            return order
        return [best, *(one for one in order if one != best)]

    def _one_name(self, name: tuple[str, str], head: str, other: str) -> bool:
        """Tell whether two spellings are of one bearer, by how and where they stand."""
        counts, seen = self._counts[name], self._seen[name]
        if self._place_and_person(name[0], head, other):
            return False
        if len(head) <= _SHORT and counts[head] < _TIMES * counts[other]:
            return False
        if counts[head] >= _OFTEN and len(head) >= _LONG:
            return True
        pair = self._context.archive.pair
        places = [
            {(pair(place.number).file, pair(place.number).document) for place in rows}
            for rows in (seen[head], seen[other])
        ]
        return not places[0].isdisjoint(places[1])

    def _place_and_person(self, reading: str, head: str, other: str) -> bool:
        """Tell whether one spelling is a place, the other a surname: Erbil, Arbel."""
        places = place_names()
        for place, surname in ((head, other), (other, head)):
            if place in places and key(places[place]) == reading:
                seen = self._seen[reading, ""].get(surname, ())
                return bool(seen) and all(map(self._has_given_name, seen))
        return False

    def _has_given_name(self, place: _Place) -> bool:
        """Tell whether a name stands before a spelling."""
        words = English(self._context.archive.pair(place.number).target).forms
        fold_, capital = words[place.word - 1] if place.word else ("", False)
        return capital and fold_ not in COMMON

    def _written(self, place: _Place) -> tuple[int, str]:
        """Return where a spelling stands and how, without a possessive."""
        target = self._context.archive.pair(place.number).target
        start, end = English(target).spans[place.word]
        written = target[start:end]
        for ending in ("'s", "’s", "'", "’"):
            if written.endswith(ending):
                return start, written.removesuffix(ending)
        return start, written


def _links(seen: list[Sighting]) -> list[Sighting]:
    """Return the best link of each word, where it is the token's best as well."""
    ranked = sorted(
        (one for one in seen if one.sure >= _SURE),
        key=lambda one: -(one.sure + 0.01 * len(one.reading)),
    )
    tokens: set[int] = set()
    words: set[int] = set()
    links = []
    for one in ranked:
        if one.token in tokens or one.word in words:
            continue
        tokens.add(one.token)
        words.add(one.word)
        links.append(one)
    return links
