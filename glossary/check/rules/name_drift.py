"""One Arabic name has several English spellings over the job; needs no glossary.

An Arabic word and a capitalised English one are linked by the name model; spellings
that look like one another make a cluster, and all but its most frequent are found. A
given name counts only with the same name after it, for two men may spell it each in
his way. Silent for adjectives (Iran, Iranian), plurals and for names of the glossary.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from glossary.arabic import bare, is_arabic, key
from glossary.check.hit import Hit
from glossary.check.leftover import leftover
from glossary.check.near import (
    arabic_frame,
    framed,
    latin_frame,
    readings,
)
from glossary.check.places import place_keys
from glossary.check.spellings import clusters
from glossary.extract.stopwords import stopwords
from glossary.lexicon import arabic as lexicon
from glossary.names.given import given_names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossary.check.context import Context
    from glossary.check.model import Pair
    from glossary.check.unit import Unit

_BLOCK = 512
"""Units whose words the name model scores together."""
_SURE = 0.25
"""Confidence from which a word is taken for the name's English: low, for the word is
the best of its sentence, and the misspelt one is less like the name."""
_KEPT = 64
"""Places kept of a spelling; a name with more in one spelling has no others to show."""
_COMMON = 5.0
"""A Zipf frequency from which a word is no name, unless it is a known one."""
_LEAST = 3
"""The fewest letters of a name."""
_SHORT, _TIMES = 4, 3
"""A name of so few letters must be so many times as frequent as another spelling."""
_OFTEN, _LONG = 5, 7
"""Occurrences and letters of a name that is one name in other documents as well."""


class _Place(NamedTuple):
    number: int
    pair: Pair
    start: int
    end: int
    arabic: str


class _Token(NamedTuple):
    text: str
    start: int


class _Link(NamedTuple):
    token: _Token
    reading: str
    word: int


class NameDrift:
    """Links names block by block, and compares their spellings at the end."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._waiting: list[Unit] = []
        self._seen: dict[tuple[str, str], dict[str, list[_Place]]] = {}
        self._counts: dict[tuple[str, str], Counter[str]] = {}
        self._framed: dict[str, dict[str, bool]] = {}
        self._namable: dict[str, tuple[tuple[str, str], ...]] = {}

    def see(self, unit: Unit) -> None:
        """Take a unit."""
        if self._context.likeness is None:
            return
        self._waiting.append(unit)
        if len(self._waiting) >= _BLOCK:
            self._link()

    def end(self) -> Iterator[tuple[int, Pair, Hit]]:
        """Yield a hit for each deviating spelling."""
        self._link()
        for name, counts in self._counts.items():
            if len(counts) > 1:
                yield from self._deviating(name, counts)

    def _link(self) -> None:
        likeness = self._context.likeness
        if likeness is None:
            return
        self._foresee()
        found = [(unit, self._candidates(unit)) for unit in self._waiting]
        likeness.learn(
            (reading, fold_) for _, pairs in found for _, reading, _, fold_ in pairs
        )
        for unit, pairs in found:
            self._note(unit, pairs)
        self._waiting.clear()

    def _foresee(self) -> None:
        """Work out together which words of the waiting units may be names."""
        if len(self._namable) > _MEMORY:
            self._namable.clear()
        new = {
            word
            for unit in self._waiting
            for word in unit.split.words
            if word not in self._namable
        }
        words = sorted(new)
        zipfs = lexicon().zipfs([key(word) for word in words]).tolist()
        for word, zipf in zip(words, zipfs, strict=True):
            self._namable[word] = _readings(word, zipf)

    def _candidates(self, unit: Unit) -> list[tuple[_Token, str, int, str]]:
        """Return what may be one name: a token, its reading, a word and its fold."""
        forms = unit.english.forms
        capitals = [
            (number, forms[number][0])
            for number in leftover(unit)
            if len(forms[number][0]) >= _LEAST
        ]
        if not capitals:
            return []
        spans = [case.found.whole for case in unit.cases]
        words = unit.split
        readings_ = [
            (word, start, reading, frame)
            for word, start in zip(words.words, words.starts, strict=True)
            if (known := self._namable[word])
            and not any(begin <= start < end for begin, end in spans)
            for reading, frame in known
        ]
        pairs = []
        for number, fold_ in capitals:
            frame_ = latin_frame(fold_)
            row = self._framed.setdefault(frame_, {})
            for word, start, reading, frame in readings_:
                likely = row.get(frame)
                if likely is None:
                    likely = row[frame] = framed(frame, frame_)
                if likely:
                    pairs.append((_Token(word, start), reading, number, fold_))
        return pairs

    def _note(self, unit: Unit, pairs: list[tuple[_Token, str, int, str]]) -> None:
        """Count the links of a unit."""
        links = self._links(pairs)
        after = {link.token.start: link for link in links}
        starts = unit.split.starts if links else []
        for link in links:
            place = starts.index(link.token.start)
            context = ""
            if link.reading in given_names():
                following = starts[place + 1] if place + 1 < len(starts) else -1
                other = after.get(following)
                if other is None:
                    continue
                context = other.reading
            self._count(unit, link, context)

    def _links(self, pairs: list[tuple[_Token, str, int, str]]) -> list[_Link]:
        """Return the best link of each word, where it is the token's best as well."""
        likeness = self._context.likeness
        if likeness is None:
            return []
        ranked = sorted(
            (
                (
                    likeness.of(reading, fold_) + 0.01 * len(reading),
                    token,
                    reading,
                    number,
                )
                for token, reading, number, fold_ in pairs
                if likeness.of(reading, fold_) >= _SURE
            ),
            key=lambda row: -row[0],
        )
        tokens: set[int] = set()
        words: set[int] = set()
        links = []
        for _, token, reading, number in ranked:
            if token.start in tokens or number in words:
                continue
            tokens.add(token.start)
            words.add(number)
            links.append(_Link(token, reading, number))
        return links

    def _count(self, unit: Unit, link: _Link, context: str) -> None:
        folded = unit.english.forms[link.word][0]
        start, end = unit.english.spans[link.word]
        name = (link.reading, context)
        counts = self._counts.setdefault(name, Counter())
        counts[folded] += 1
        places = self._seen.setdefault(name, {}).setdefault(folded, [])
        if len(places) < _KEPT:
            places.append(_Place(unit.number, unit.pair, start, end, link.token.text))

    def _deviating(
        self, name: tuple[str, str], counts: Counter[str]
    ) -> Iterator[tuple[int, Pair, Hit]]:
        """Yield the hits of one name."""
        order = sorted(counts, key=lambda fold_: -counts[fold_])
        seen = self._seen[name]
        for head, near in clusters(order):
            cluster = [one for one in near if self._one_name(name, head, one)]
            if not cluster:
                continue
            total = ", ".join(
                f"{_shown(seen[fold_][0])} ×{counts[fold_]}"
                for fold_ in (head, *cluster)
            )
            expected = _shown(seen[head][0])
            for fold_ in cluster:
                for place in seen[fold_]:
                    found = _shown(place)
                    yield (
                        place.number,
                        place.pair,
                        Hit(
                            f"{place.arabic} is spelt in several ways: {total}",
                            place.start,
                            place.start + len(found),
                            term=place.arabic,
                            expected=expected,
                            found=found,
                        ),
                    )

    def _one_name(self, name: tuple[str, str], head: str, other: str) -> bool:
        """Tell whether two spellings are of one bearer, by how and where they stand."""
        counts, seen = self._counts[name], self._seen[name]
        if len(head) <= _SHORT and counts[head] < _TIMES * counts[other]:
            return False
        if counts[head] >= _OFTEN and len(head) >= _LONG:
            return True
        places = [
            {(place.pair.file, place.pair.document) for place in seen[one]}
            for one in (head, other)
        ]
        return not places[0].isdisjoint(places[1])


_MEMORY = 1 << 18


def _shown(place: _Place) -> str:
    """Return a spelling as the text has it, without a possessive."""
    written = place.pair.target[place.start : place.end]
    for ending in ("'s", "’s", "'", "’"):
        written = written.removesuffix(ending)
    return written


def _readings(word: str, zipf: float) -> tuple[tuple[str, str], ...]:
    """Return the readings of a word that may be a name, with their frames."""
    plain = bare(word)
    if not is_arabic(word) or len(plain) < _LEAST or plain in stopwords().stop:
        return ()
    if "ال" in plain[:4] and plain.endswith("ية"):
        return ()  # an adjective: الهندية
    if zipf >= _COMMON and not _known(key(plain)):
        return ()
    return tuple(
        (one, arabic_frame(one)) for one in readings(word) if len(one) >= _LEAST
    )


def _known(folded: str) -> bool:
    """Tell whether a word in general use is a name all the same."""
    stem = folded.removeprefix("ال")
    return stem in given_names() or folded in given_names() or stem in place_keys()
