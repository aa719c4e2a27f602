"""One Arabic term has several renderings over the job; needs no glossary.

Two words that recur together and mostly have one English, which hardly occurs without
them, are a term; the units that have it without that English are found. Silent for
terms of the glossary, where a form of the English or a pronoun stands, and for single
words, which good translations vary. With the option ``admitted`` also where the job
uses several accepted terms of one concept.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from glossary.arabic import bare, is_arabic, key
from glossary.arabic.tokens import Gap
from glossary.check.english import stem
from glossary.check.hit import Hit
from glossary.check.leftover import COMMON
from glossary.extract.stopwords import stopwords

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossary.check.context import Context
    from glossary.check.model import Pair
    from glossary.check.unit import Unit

OPTIONS = frozenset(("admitted",))
_MOST = 20_000
"""Units that are compared; of a longer job the first."""
_LEAST = 4
"""Units that have to have the term."""
_AGREE = 0.75
"""Share of them that have its English."""
_OWN = 0.8
"""Share of the units with that English that have the term."""
_SHORT = 3
_PRONOUNS = frozenset("he she him her his it its they them their".split())


class _Kept(NamedTuple):
    pair: Pair
    number: int
    english: frozenset[str]


class TermInconsistent:
    """Counts which English goes with which recurring Arabic words."""

    def __init__(self, context: Context) -> None:
        self._admitted = bool(context.settings.of("term-inconsistent").get("admitted"))
        self._units: list[_Kept] = []
        self._with: defaultdict[str, list[int]] = defaultdict(list)
        self._forms: dict[str, str] = {}
        self._used: defaultdict[str, defaultdict[str, list[Unit]]] = defaultdict(
            lambda: defaultdict(list)
        )

    def see(self, unit: Unit) -> None:
        """Take a unit."""
        if self._admitted:
            self._note(unit)
        if len(self._units) >= _MOST or not unit.pair.target:
            return
        terms = _terms(unit)
        if not terms:
            return
        place = len(self._units)
        self._units.append(_Kept(unit.pair, unit.number, _renderings(unit)))
        for term, written in terms.items():
            self._with[term].append(place)
            self._forms.setdefault(term, written)

    def end(self) -> Iterator[tuple[int, Pair, Hit]]:
        """Yield a hit for each unit that renders a term otherwise than most."""
        yield from self._of_glossary()
        spread = Counter(text for kept in self._units for text in kept.english)
        done: set[tuple[int, str]] = set()
        for term in sorted(self._with, key=lambda text: (-len(text.split()), text)):
            places = self._with[term]
            if len(places) < _LEAST:
                continue
            best = self._rendering(places, spread)
            if best is None:
                continue
            for place in places:
                kept = self._units[place]
                elided = not _PRONOUNS.isdisjoint(kept.english)
                if elided or _has(kept.english, best) or (place, best) in done:
                    continue
                done.add((place, best))
                yield kept.number, kept.pair, self._hit(term, best, places, kept)

    def _rendering(self, places: list[int], spread: Counter[str]) -> str | None:
        """Return the English that goes with a term, if all but some units have it."""
        counts = Counter(
            text for place in places for text in self._units[place].english
        )
        likely = [
            text
            for text, count in counts.items()
            if text not in _PRONOUNS
            and _AGREE * len(places) <= count < len(places)
            and count >= _OWN * spread[text]
        ]
        if not likely or any(
            count == len(places) and count >= _OWN * spread[text]
            for text, count in counts.items()
        ):
            return None
        return max(likely, key=lambda text: (counts[text], len(text), text))

    def _hit(self, term: str, best: str, places: list[int], kept: _Kept) -> Hit:
        written = self._forms[term]
        having = [place for place in places if _has(self._units[place].english, best)]
        shown = _shown(self._units[having[0]].pair.target, best)
        end = len(kept.pair.target)
        return Hit(
            f"{written} is {shown!r} in {len(having)} of {len(places)} units, not here",
            end,
            end,
            term=written,
            expected=shown,
        )

    def _note(self, unit: Unit) -> None:
        """Note which accepted term of a concept a unit has."""
        for case in unit.satisfied:
            if len(case.wanted) > 1:
                continue
            for term in case.wanted[0].accepted:
                if unit.english.find(term.letters):
                    self._used[case.wanted[0].concept.id][term.text].append(unit)
                    break

    def _of_glossary(self) -> Iterator[tuple[int, Pair, Hit]]:
        for used in self._used.values():
            order = sorted(used, key=lambda text: (-len(used[text]), text))
            for text in order[1:]:
                for unit in used[text]:
                    counts = ", ".join(f"{one} ×{len(used[one])}" for one in order)
                    yield (
                        unit.number,
                        unit.pair,
                        Hit(
                            f"several accepted terms are used: {counts}",
                            0,
                            len(unit.pair.target),
                            expected=order[0],
                            found=text,
                        ),
                    )


def _terms(unit: Unit) -> dict[str, str]:
    """Return the words and pairs of words that may be terms, with their form."""
    spans = [case.found.whole for case in unit.cases]
    words = unit.split
    found: dict[str, str] = {}
    before: tuple[str, str] | None = None
    for word, gap, start in zip(words.words, words.gaps, words.starts, strict=True):
        folded = _word(word)
        if not folded or any(begin <= start < end for begin, end in spans):
            before = None
            continue
        if before is not None and gap <= Gap.SPACE:
            found[f"{before[0]} {folded}"] = f"{before[1]} {word}"
        before = (folded, word)
    return found


@lru_cache(maxsize=1 << 16)
def _word(word: str) -> str:
    """Return a word's key without its article; nothing for none of its own."""
    plain = bare(word)
    if not is_arabic(word) or len(plain) < _SHORT or plain in stopwords().stop:
        return ""
    return key(plain).removeprefix("ال") if plain.isalpha() else ""


def _renderings(unit: Unit) -> frozenset[str]:
    """Return the stems of the target's words, and the pairs that stand together."""
    stems = [
        stem(fold) if fold not in COMMON and len(fold) >= _SHORT else ""
        for fold, _ in unit.english.forms
    ]
    pronouns = {fold for fold, _ in unit.english.forms if fold in _PRONOUNS}
    pairs = {f"{one} {two}" for one, two in pairwise(stems) if one and two}
    return frozenset(one for one in stems if one) | pairs | pronouns


def _has(english: frozenset[str], text: str) -> bool:
    """Tell whether a unit has a rendering, or all of its words apart."""
    return text in english or all(word in english for word in text.split())


def _shown(target: str, text: str) -> str:
    """Return how a target writes the words of these stems."""
    from glossary.check.english import English  # noqa: PLC0415 - for findings only

    english = English(target)
    wanted = text.split()
    stems = [stem(fold) for fold, _ in english.forms]
    for place in range(len(stems)):
        if stems[place : place + len(wanted)] == wanted:
            start, end = english.span(place, place + len(wanted) - 1)
            return target[start:end]
    return text
