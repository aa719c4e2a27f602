"""What Arabic terms mean, known before any text is read: concepts, places as senses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from glossary.model import ConceptType, Origin, Rendering, Status, Term, TermKind
from glossary.pairing import SHORT, pairs
from glossary.readings import word_keys

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from glossary.base import Base, Entry
    from glossary.gazetteer import Places
    from glossary.model import Concept

_NAMES = frozenset(ConceptType) - {ConceptType.TERM}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sense:
    """One thing that an Arabic term may mean, with its English."""

    arabic: str
    words: tuple[str, ...]
    """The match keys of its words, without their articles."""
    type: ConceptType
    renderings: tuple[Rendering, ...]
    """The English, the one to write first."""
    group: str
    """Terms of one group are spellings of one name and are counted together."""
    head: bool = False
    """Whether this is the form that stands for its group, where it occurs."""
    exact: bool = False
    """Whether the first word must bear the article just where ``arabic`` has it."""
    near: tuple[str, ...] = ()
    """Words of which one must be in the same document; empty for no condition."""


def concept_senses(
    entries: Iterable[Entry], source: str = "ar", target: str = "en"
) -> Iterator[Sense]:
    """Yield a sense for each source term of each concept that has a target term.

    A short form is rendered by the short form at its place, a full form by the
    preferred target term. Spellings of a name share a group, and so do short forms with
    the same English (هرتسوغ, هرتسوج); a synonym of a common term has its own.
    """
    for entry in entries:
        section, other = entry.concept.section(source), entry.concept.section(target)
        preferred = other.preferred() if other else None
        if section is None or other is None or preferred is None:
            continue
        full = [term for term in section.terms if term.kind not in SHORT]
        short = [term for term in section.terms if term.kind in SHORT]
        shown = section.preferred() or full[0] if full else short[0]
        english = _renderings(entry, _full(other.terms))
        for term in full:
            together = entry.concept.type in _NAMES or term.kind is TermKind.VARIANT
            head = shown if together else term
            yield _sense(entry, term, head, english)
        write = {id(term): english for term, english in pairs(section, other)}
        heads: dict[str, Term] = {}
        for term in short:
            written = write.get(id(term), preferred)
            head = heads.setdefault(written.text, term)
            yield _sense(entry, term, head, _renderings(entry, [written]))


def place_senses(places: Places, names: Iterable[str] | None = None) -> Iterator[Sense]:
    """Yield a sense for each key of the gazetteer, its homonyms as alternatives.

    ``names`` are the keys wanted, else all. Names whose likeliest place is the same one
    share a group.
    """
    for name in places if names is None else names:
        homonyms = places[name]
        other = places.same(name)
        same = homonyms[0] if other == name else places[other][0]
        yield Sense(
            arabic=homonyms[0].arabic,
            words=tuple(name.split()),
            type=ConceptType.PLACE,
            renderings=tuple(
                Rendering(
                    text=place.english,
                    origin=Origin.GAZETTEER,
                    confidence=place.confidence,
                    detail="CLDR" if place.population == 0 else "GeoNames",
                )
                for place in homonyms
            ),
            group=f"place {same.english} {same.kind} {same.population}",
            exact=True,
        )


class Part(NamedTuple):
    """Some senses: the first words they have, and what makes those with some words."""

    first: AbstractSet[str]
    beginning: Callable[[AbstractSet[str]], Iterator[Sense]]


class Senses:
    """What is known, in the order in which it is tried; made for the words of texts."""

    def __init__(self, *parts: Part) -> None:
        """Take the parts in their order."""
        self._parts = parts
        self.first = frozenset[str]().union(*(part.first for part in parts))
        """The first words of all senses."""

    @classmethod
    def of(cls, senses: Iterable[Sense] | Senses) -> Senses:
        """Return senses that are made already as what they are a part of."""
        return senses if isinstance(senses, Senses) else cls(listed(senses))

    def beginning(self, words: AbstractSet[str]) -> tuple[Sense, ...]:
        """Return the senses whose first word is one of these."""
        return tuple(one for part in self._parts for one in part.beginning(words))


def listed(senses: Iterable[Sense]) -> Part:
    """Return senses that are made already."""
    some = tuple(senses)
    return Part(
        frozenset(sense.words[0] for sense in some),
        lambda words: (sense for sense in some if sense.words[0] in words),
    )


def known_concepts(
    base: Base, leaving: AbstractSet[str], source: str = "ar", target: str = "en"
) -> Part:
    """Return the senses of a packed glossary but for the concepts to leave, by id."""

    def beginning(words: AbstractSet[str]) -> Iterator[Sense]:
        some = base.beginning(words, leaving)
        return listed(concept_senses(some, source, target)).beginning(words)

    return Part(base.first(leaving), beginning)


def known_places(places: Places) -> Part:
    """Return the senses of a gazetteer."""
    first = [name.partition(" ")[0] for name in places]

    def beginning(words: AbstractSet[str]) -> Iterator[Sense]:
        both = zip(places, first, strict=True)
        return place_senses(places, (name for name, word in both if word in words))

    return Part(frozenset(first), beginning)


def _full(terms: Iterable[Term]) -> list[Term]:
    """Return the terms a translator may write, the preferred one first."""
    usable = [
        term
        for term in terms
        if term.status.usable
        and term.kind is not TermKind.VARIANT
        and term.kind not in SHORT
    ]
    return sorted(usable, key=lambda term: term.status is not Status.PREFERRED)


def _renderings(entry: Entry, english: Sequence[Term]) -> tuple[Rendering, ...]:
    return tuple(
        Rendering(
            text=one.text,
            origin=Origin.CURATED,
            confidence=1.0 if place == 0 else 0.9,
            detail=entry.concept.id,
        )
        for place, one in enumerate(english)
    )


def _sense(
    entry: Entry, term: Term, head: Term, english: tuple[Rendering, ...]
) -> Sense:
    concept: Concept = entry.concept
    return Sense(
        arabic=term.text,
        words=tuple(word_keys(term.text)),
        type=concept.type,
        renderings=english,
        group=f"concept {concept.id} {head.text}",
        head=term.text == head.text,
        near=entry.near,
    )
