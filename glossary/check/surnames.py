"""Surnames that stand alone for persons whom the document has named: Manukyan."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from glossary.arabic import key
from glossary.check.near import arabic_frame, framed, latin_frame, readings
from glossary.check.places import place_keys
from glossary.check.unit import Case
from glossary.check.wanted import English
from glossary.matcher.model import Found
from glossary.model import ConceptType
from glossary.names.given import given_names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossary.check.unit import Unit
    from glossary.check.wanted import Wanted

_END = re.compile(r"[\s-]+")
_LEAST = 4
"""The fewest letters of a surname that is known by itself."""
_MOST = 30
"""Persons of a document that are remembered: each costs a search of every unit."""


class Surnames:
    """Remembers a document's persons, and finds their surnames where they are alone."""

    def __init__(self) -> None:
        self._known: dict[str, Wanted] = {}
        """What a surname asks for, as the document writes it, the latest last."""

    def clear(self) -> None:
        """Forget the persons of a document."""
        self._known.clear()

    def note(self, unit: Unit) -> None:
        """Take the persons whom a unit names in full."""
        for case in unit.cases:
            first, _, last = case.found.text.rpartition(" ")
            if first and last not in self._known and len(case.wanted) == 1:
                wanted = self._alone(last, case.wanted[0])
                if wanted is not None:
                    self._known[last] = wanted
                    if len(self._known) > _MOST:
                        del self._known[next(iter(self._known))]

    @staticmethod
    def _alone(last: str, wanted: Wanted) -> Wanted | None:
        """Return what the last word of a name asks for, if it sounds alike in both."""
        person = wanted.concept.type is ConceptType.PERSON or (
            wanted.capitalised and wanted.concept.type is ConceptType.TERM
        )
        if not person or key(last).removeprefix("ال") in place_keys():  # أربيل
            return None
        names = {
            term.words[-1]: English(_END.split(term.text)[-1], *_word(term.words[-1]))
            for term in wanted.accepted
            if term.capitals[-1] and len(term.words[-1]) >= _LEAST
        }
        if not any(_sounds(last, name) for name in names):
            return None
        return wanted._replace(accepted=tuple(names.values()), person=True)

    def cases(self, unit: Unit) -> Iterator[Case]:
        """Yield the surnames that are no part of a unit's terms, once each."""
        for surname, wanted in self._known.items():
            if surname in unit.pair.source:
                place = next(_places(surname, unit), None)
                if place is not None:
                    found = Found(*place, surname, (), "surname", place, weak=True)
                    yield Case(found, (wanted,), 1, weak=True)


def _sounds(arabic: str, latin: str) -> bool:
    """Tell whether a word may sound like a folded one, by their consonants."""
    frame = latin_frame(latin)
    return any(framed(arabic_frame(one), frame) for one in readings(arabic))


def _word(last: str) -> tuple[tuple[str, ...], str, tuple[bool, ...]]:
    """Return the words, the letters and the capitals of a name of one word."""
    return (last,), last, (True,)


def _places(surname: str, unit: Unit) -> Iterator[tuple[int, int]]:
    """Yield where a surname stands that no term holds, and no other given name."""
    wanted, before = key(surname), ""
    for token in unit.arabic:
        if (
            token.text.endswith(surname)
            and wanted in readings(token.text)
            and key(before) not in given_names()
            and not any(
                case.found.whole[0] <= token.start < case.found.whole[1]
                for case in unit.cases
            )
        ):
            yield token.start, token.end
        before = token.text
