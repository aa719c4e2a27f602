"""What a concept asks of a translation: its English, ready to be looked for."""

from __future__ import annotations

from functools import cache, cached_property
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from glossary.arabic import key
from glossary.check.english import folds, joined
from glossary.model import ConceptType, Status, TermKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from glossary.model import Concept, Term


_SONS = frozenset("bin ibn bint".split())
"""Words inside a person's name."""
_SMALL = frozenset("of the for in and on al el de".split())


class English(NamedTuple):
    """An English term as it is compared."""

    text: str
    words: tuple[str, ...]
    letters: str
    capitals: tuple[bool, ...]
    """Whether each word begins with a capital."""


class Wanted(NamedTuple):
    """A concept's English."""

    concept: Concept
    accepted: tuple[English, ...]
    """All that is not deprecated, the one to write first; may be empty."""
    forbidden: tuple[English, ...]
    near: frozenset[str]
    """Match keys of words of which one must be near for the concept to be meant."""
    loose: bool
    """Whether it is a packaged term of everyday Arabic, which has many renderings."""
    person: bool
    """Whether it is a person; without a type, whether it looks like one."""
    known_by: frozenset[str]
    """The letters of its English, and the last words of a person's: a text that has
    it is known to speak of what has these letters."""

    @property
    def expected(self) -> str | None:
        """What to write."""
        return self.accepted[0].text if self.accepted else None

    @property
    def name(self) -> bool:
        """Whether it is a name."""
        return self.concept.type is not ConceptType.TERM

    @property
    def capitalised(self) -> bool:
        """Whether it is spelt like a name, as one without a type is: Mammadov."""
        return (
            not self.loose
            and bool(self.accepted)
            and all(
                capital
                for term in self.accepted
                for word, capital in zip(term.words, term.capitals, strict=True)
                if word not in _SMALL
            )
        )


class Glossary:
    """Concepts by their position, prepared when they are first met."""

    def __init__(self, concepts: Sequence[Concept], target: str) -> None:
        self.concepts = concepts
        self._target = target
        self._made: dict[int, Wanted] = {}

    def wanted(self, position: int) -> Wanted:
        """Return what the concept at a position asks for."""
        found = self._made.get(position)
        if found is None:
            found = self._made[position] = wanted(self.concepts[position], self._target)
        return found

    def may_have(self, text: str) -> bool:
        """Tell whether a text may be a term of the target, or the plural of one."""
        letters = joined(text)
        singulars = (letters[:-1], letters[:-2], f"{letters[:-3]}y")
        return letters in self._letters or not self._letters.isdisjoint(singulars)

    @cached_property
    def _letters(self) -> frozenset[str]:
        """The letters of all terms of the target."""
        sections = (concept.section(self._target) for concept in self.concepts)
        terms = chain.from_iterable(one.terms for one in sections if one)
        return frozenset(joined(term.text) for term in terms)


def wanted(concept: Concept, target: str) -> Wanted:
    """Return what a concept asks for in a language."""
    section = concept.section(target)
    terms: tuple[Term, ...] = section.terms if section else ()
    first = section.preferred() if section else None
    usable = sorted(
        (term for term in terms if term.status is not Status.DEPRECATED),
        key=lambda term: (term is not first, term.kind is TermKind.VARIANT),
    )
    accepted = tuple(_english(term.text) for term in usable if joined(term.text))
    allowed = frozenset(term.letters for term in accepted)
    forbidden = tuple(
        english
        for term in terms
        if term.status is Status.DEPRECATED
        and (english := _english(term.text)).letters
        and english.letters not in allowed
    )
    entry = _packaged().get(concept.id)
    packaged = entry is not None and entry[0] == concept
    near = entry[1] if entry is not None and packaged else frozenset()
    loose = packaged and concept.type is ConceptType.TERM
    person = concept.type is ConceptType.PERSON or (
        concept.type is ConceptType.TERM and _personal(accepted)
    )
    known_by = allowed.union(
        term.words[-1] for term in accepted if person or all(term.capitals)
    )
    return Wanted(concept, accepted, forbidden, near, loose, person, known_by)


def _personal(accepted: Sequence[English]) -> bool:
    """Tell whether names look like persons: a given name first, bin, a short form."""
    short = {term.words for term in accepted if len(term.words) == 1}
    return any(
        len(term.words) > 1
        and all(
            capital or word in _SONS
            for word, capital in zip(term.words, term.capitals, strict=True)
        )
        and (
            term.words[-1:] in short
            or term.words[0] in _given()
            or not _SONS.isdisjoint(term.words)
        )
        for term in accepted
    )


@cache
def _given() -> frozenset[str]:
    """Return the English of given names as it is compared."""
    from glossary.names.given import given_names  # noqa: PLC0415 - where types lack

    return frozenset(word for name in given_names().values() for word in folds(name))


def _english(text: str) -> English:
    words = folds(text)
    written = [word for word in text.replace("-", " ").split() if folds(word)]
    capitals = tuple(word[:1].isupper() for word in written[-len(words) :])
    if len(capitals) != len(words):
        capitals = (text[:1].isupper(),) * len(words)
    return English(text, words, "".join(words), capitals)


@cache
def _packaged() -> Mapping[str, tuple[Concept, frozenset[str]]]:
    """Return the packaged concepts with the words that must be near, by id."""
    from glossary.base import entries  # noqa: PLC0415 - read only where it is wanted

    return {
        entry.concept.id: (
            entry.concept,
            frozenset(key(word).removeprefix("ال") for word in entry.near),
        )
        for entry in entries()
    }
