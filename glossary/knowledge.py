"""What Arabic terms mean, known before any text is read: concepts, places as senses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from glossary.model import ConceptType, Origin, Rendering, Status, Term, TermKind
from glossary.names.skeleton import kinship
from glossary.pairing import SHORT, pairs
from glossary.readings import word_keys

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from glossary.base import Entry
    from glossary.gazetteer import Place
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
        for term in full:
            together = entry.concept.type in _NAMES or term.kind is TermKind.VARIANT
            head = shown if together else term
            yield _sense(entry, term, head, _full(other.terms))
        write = {id(term): english for term, english in pairs(section, other)}
        heads: dict[str, Term] = {}
        for term in short:
            english = write.get(id(term), preferred)
            head = heads.setdefault(english.text, term)
            yield _sense(entry, term, head, [english])


def place_senses(places: Mapping[str, tuple[Place, ...]]) -> Iterator[Sense]:
    """Yield a sense for each key of the gazetteer, its homonyms as alternatives.

    Names whose likeliest place is the same one share a group.
    """
    groups = _place_groups({name: several[0] for name, several in places.items()})
    for name, homonyms in places.items():
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
            group=groups[name],
            exact=True,
        )


def _place_groups(places: Mapping[str, Place]) -> dict[str, str]:
    """Return what the names of one place have in common, by match key.

    CLDR has ميونخ and GeoNames ميونيخ: a place without a population is the largest city
    of its English name, if their Arabic is spelled alike.
    """
    largest: dict[str, tuple[int, str]] = {}
    for name, place in places.items():
        here = (place.population, name)
        largest[place.english] = max(here, largest.get(place.english, here))
    groups = {}
    for name, place in places.items():
        other = largest[place.english][1]
        if place.population or not kinship(name, other):
            other = name
        same = places[other]
        groups[name] = f"place {same.english} {same.kind} {same.population}"
    return groups


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


def _sense(entry: Entry, term: Term, head: Term, english: list[Term]) -> Sense:
    concept: Concept = entry.concept
    return Sense(
        arabic=term.text,
        words=tuple(word_keys(term.text)),
        type=concept.type,
        renderings=tuple(
            Rendering(
                text=one.text,
                origin=Origin.CURATED,
                confidence=1.0 if place == 0 else 0.9,
                detail=concept.id,
            )
            for place, one in enumerate(english)
        ),
        group=f"concept {concept.id} {head.text}",
        head=term.text == head.text,
        near=entry.near,
    )
