"""Concepts as translation units, so that any CAT tool can use a glossary."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from glossary.model import Status, TermKind
from glossary.pairing import pairs
from tmx.model import Note, Property, TranslationUnit, text_variant
from tmx.terms.names import (
    CONCEPT,
    DOMAIN,
    KIND,
    NOTES,
    SOURCE,
    STATUS,
    SYNONYM,
    TERM_TYPE,
    TYPE,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossary.losses import Losses
    from glossary.model import Concept, LangSection, Provenance, Term
    from tmx.model import Attributes, Item, Variant

_ISO_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:Z|\+00:00)")
_NO_PAIR = "concepts without both languages"
_BEYOND = "TBX elements beyond the model"


def concept_units(
    concept: Concept, *, source: str, target: str, losses: Losses
) -> Iterator[TranslationUnit]:
    """Yield a unit for each of the concept's ``pairing.pairs``, in their order.

    Spelling variants stand on the source side only, and no deprecated or superseded
    term becomes a unit's text; usable synonyms in the target language go along as
    properties. ``losses`` counts what is left out.
    """
    left, right = concept.section(source), concept.section(target)
    if left is None or right is None or left is right:
        losses.add(_NO_PAIR)
        return
    if left.preferred() is None or right.preferred() is None:
        losses.add(_NO_PAIR)
        return
    found = list(pairs(left, right))
    used = [theirs for _, theirs in found]
    spare = [term for term in right.terms if _writable(term) and term not in used]
    for what in _not_carried(concept, (left, right), spare):
        losses.add(what)
    for number, (ours, theirs) in enumerate(found, start=1):
        synonyms = tuple(map(_synonym, spare)) if number == 1 else ()
        yield TranslationUnit(
            id=concept.id if number == 1 else f"{concept.id}.{number}",
            variants=(
                _variant(left.lang, ours),
                _variant(right.lang, theirs, extra=synonyms),
            ),
            items=(
                *_items(concept, _pair_status(ours, theirs)),
                *(_notes(concept) if number == 1 else ()),
            ),
            attributes=_dates(concept.provenance),
        )


def _writable(term: Term) -> bool:
    return term.status.usable and term.kind is not TermKind.VARIANT


def _variant(tag: str, term: Term, *, extra: tuple[Item, ...] = ()) -> Variant:
    items: list[Item] = [Property(type=STATUS, text=term.status.label)]
    if term.kind:
        items.append(Property(type=TERM_TYPE, text=term.kind.value))
    if term.note:
        items.append(Note(text=term.note))
    return text_variant(tag, term.text, items=(*items, *extra))


def _synonym(term: Term) -> Property:
    kind = f".{term.kind.value}" if term.kind else ""
    return Property(type=f"{SYNONYM}.{term.status.label}{kind}", text=term.text)


def _pair_status(ours: Term, theirs: Term) -> Status:
    both = (ours.status, theirs.status)
    return Status.ADMITTED if Status.ADMITTED in both else Status.PREFERRED


def _items(concept: Concept, status: Status) -> Iterator[Item]:
    yield Property(type=KIND, text="term")
    yield Property(type=CONCEPT, text=concept.id)
    yield Property(type=TYPE, text=concept.type.value)
    if concept.subject:
        yield Property(type=DOMAIN, text=concept.subject)
    yield Property(type=STATUS, text=status.label)
    if concept.provenance.source:
        yield Property(type=SOURCE, text=concept.provenance.source)


def _notes(concept: Concept) -> Iterator[Item]:
    found = {"definition": concept.definition, "note": concept.note}
    given = {name: text for name, text in found.items() if text}
    if given:
        yield Property(type=NOTES, text=" ".join(given))
    for text in given.values():
        yield Note(text=text)


def _dates(provenance: Provenance) -> Attributes:
    found = (
        ("creationdate", _tmx_date(provenance.created)),
        ("creationid", provenance.created_by),
        ("changedate", _tmx_date(provenance.changed)),
        ("changeid", provenance.changed_by),
    )
    return tuple((name, value) for name, value in found if value)


def _tmx_date(iso: str | None) -> str | None:
    """Return ``YYYYMMDDThhmmssZ`` (TMX 1.4b, creationdate) for a full time in UTC."""
    match = _ISO_DATE.fullmatch(iso or "")
    return None if match is None else "{}{}{}T{}{}{}Z".format(*match.groups())


def _not_carried(
    concept: Concept, pair: tuple[LangSection, LangSection], synonyms: list[Term]
) -> Iterator[str]:
    for section in concept.sections:
        if section in pair:
            yield from _not_carried_of(section, is_source=section is pair[0])
        else:
            yield "other languages"
    if concept.extra:
        yield _BEYOND
    yield from ("notes of synonyms" for term in synonyms if term.note)
    for date in (concept.provenance.created, concept.provenance.changed):
        if date and _tmx_date(date) is None:
            yield "dates without a time in UTC"


def _not_carried_of(section: LangSection, *, is_source: bool) -> Iterator[str]:
    for term in section.terms:
        if not term.status.usable:
            yield f"{term.status.label} terms"
        elif term.kind is TermKind.VARIANT and not is_source:
            yield "spelling variants"
        elif term.extra:
            yield _BEYOND
    if section.definition:
        yield "definitions of one language"
    if section.note:
        yield "notes of one language"
    if section.extra:
        yield _BEYOND
