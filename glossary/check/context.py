"""What all rules of a job share: glossary, name model, settings, what went before."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, NamedTuple

from glossary.check.archive import Archive
from glossary.check.batch import Sides
from glossary.check.surnames import Surnames
from glossary.check.unit import folded
from glossary.model import ConceptType

if TYPE_CHECKING:
    from collections.abc import Sequence

    from glossary.check.near import Likeness
    from glossary.check.settings import Settings
    from glossary.check.unit import Case, Unit
    from glossary.check.wanted import Glossary, Wanted
    from glossary.matcher import Found, Matcher

_NOTHING: frozenset[str] = frozenset()
_RECENT = 3
"""Units before in which a pronoun may have its noun."""


class Entity(NamedTuple):
    """Another concept's English in a target: its first and last word."""

    wanted: Wanted
    first: int
    last: int


class Context:
    """A job's knowledge; grows only by what the latest units of a document had."""

    def __init__(
        self,
        settings: Settings,
        glossary: Glossary,
        likeness: Likeness | None,
    ) -> None:
        self.settings, self.glossary, self.likeness = settings, glossary, likeness
        self.archive, self.sides = Archive(), Sides()
        self.surnames = Surnames()
        self._english: Matcher | None = None
        self._document: tuple[str, str | None] | None = None
        self._recent: deque[frozenset[str]] = deque(maxlen=_RECENT)
        self._named: set[str] = set()
        self._words: set[str] = set()
        self._looked: tuple[int, list[Entity]] = (-1, [])

    def enter(self, unit: Unit) -> None:
        """Forget the document before, where a unit begins another one."""
        if unit.document != self._document:
            self._document = unit.document
            self._recent.clear()
            self._named.clear()
            self._words.clear()
            self.surnames.clear()

    def leave(self, unit: Unit) -> None:
        """Remember what a unit speaks of."""
        here = (
            _NOTHING.union(
                *(one.known_by for case in unit.satisfied for one in case.wanted)
            )
            if unit.satisfied
            else _NOTHING
        )
        self._recent.append(here)
        self._named |= here
        if unit.cases:
            self.surnames.note(unit)

    def introduced(self, case: Case) -> bool:
        """Tell whether the units before name what a case is about."""
        letters = {term.letters for one in case.wanted for term in one.accepted}
        return any(not recent.isdisjoint(letters) for recent in self._recent)

    def named(self, case: Case) -> bool:
        """Tell whether the document before names what a case is about."""
        return any(
            term.letters in self._named for one in case.wanted for term in one.accepted
        )

    def meant(self, wanted: Wanted, unit: Unit) -> bool:
        """Tell whether a word stands near without which a concept is not meant."""
        if not wanted.near:
            return True
        words = {folded(token.text) for token in unit.arabic}
        self._words |= words & wanted.near
        return not wanted.near.isdisjoint(words | self._words)

    def another(self, case: Case, english: str) -> bool:
        """Tell whether words are the English of other concepts than a case's."""
        if not self.glossary.may_have(english):
            return False
        wanted = {one.concept.id for one in case.wanted}
        return any(
            not match.weak
            and not match.start
            and match.end == len(english)
            and wanted.isdisjoint(
                self.glossary.concepts[entry.concept].id for entry in match.entries
            )
            for match in self._in_english(english)
        )

    def entities(self, unit: Unit) -> list[Entity]:
        """Return the names of concepts that the target has and the source has not."""
        if self._looked[0] != unit.number:
            self._looked = unit.number, self._entities(unit)
        return self._looked[1]

    def _entities(self, unit: Unit) -> list[Entity]:
        here = {one.concept.id for case in unit.cases for one in case.wanted}
        found = []
        for match in self._in_english(unit.pair.target):
            wanted = [self.glossary.wanted(entry.concept) for entry in match.entries]
            if match.weak or any(one.concept.id in here for one in wanted):
                continue
            if wanted[0].concept.type is ConceptType.TERM:
                continue
            places = [
                number
                for number, word in enumerate(unit.english.words)
                if match.start <= word.start < match.end
            ]
            if places and not unit.covered.intersection(places):
                found.append(Entity(wanted[0], places[0], places[-1]))
        return found

    def _in_english(self, text: str) -> list[Found]:
        """Return the glossary's terms in a target or a part of it."""
        if self._english is None:
            from glossary.matcher import Matcher  # noqa: PLC0415 - for suspects only

            self._english = Matcher.build(self.glossary.concepts, self.settings.target)
        return self._english.find(text)

    def words_of(self, case: Case, unit: Unit) -> Sequence[str]:
        """Return the written Arabic words of a case's first mention."""
        start, end = case.found.whole
        return [token.text for token in unit.arabic if start <= token.start < end]

    def others(self, case: Case, unit: Unit) -> Sequence[str]:
        """Return the written Arabic words beside it."""
        start, end = case.found.whole
        return [token.text for token in unit.arabic if not start <= token.start < end]
