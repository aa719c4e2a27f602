"""Translation units read as concepts: those of our own writing and any others."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from glossary.model import (
    Concept,
    ConceptType,
    LangSection,
    Provenance,
    Status,
    Term,
    TermKind,
)
from glossary.record import parse_status
from glossary.taken import Taken
from tmx.model import InlineCode, Note, Property
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
    from collections.abc import Iterable, Iterator

    from glossary.losses import Losses
    from tmx.model import TranslationUnit, Variant

# TMX 1.4b, creationdate.
_TMX_DATE = re.compile(r"(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z")
_KNOWN = frozenset((CONCEPT, DOMAIN, KIND, NOTES, SOURCE, STATUS, TYPE))


def units_to_concepts(
    units: Iterable[TranslationUnit], *, source: str, target: str, losses: Losses
) -> Iterator[Concept]:
    """Yield a concept for each unit, or for all units of one concept of ours.

    Concepts of ours come last, in the order of their first units; the others come as
    they are read, with ``tuid`` as id where it is not taken, else with one made from
    the texts. ``losses`` counts what a concept has no place for.
    """
    groups: dict[str, list[TranslationUnit]] = {}
    taken = Taken()
    for unit in units:
        pair = unit.pair(source, target)
        if pair is None or not (pair[0].plain.strip() and pair[1].plain.strip()):
            losses.add("units without both languages")
            continue
        for what in _not_carried(unit, pair):
            losses.add(what)
        concept = unit.prop(CONCEPT)
        if concept:
            groups.setdefault(concept, []).append(unit)
        else:
            yield _concept(_id(unit, pair, taken), [unit], (source, target), losses)
    for concept, members in groups.items():
        yield _concept(taken.free(concept), members, (source, target), losses)


def _concept(
    identity: str,
    units: list[TranslationUnit],
    languages: tuple[str, str],
    losses: Losses,
) -> Concept:
    """Return what the units say together; the first one speaks for the concept."""
    first = units[0]
    definition, note = _notes(first)
    return Concept(
        id=identity,
        type=_type(first, losses),
        subject=first.prop(DOMAIN),
        definition=definition,
        note=note,
        sections=_sections(units, languages, losses),
        provenance=_provenance(first, languages[1], losses),
    )


def _sections(
    units: list[TranslationUnit], languages: tuple[str, str], losses: Losses
) -> tuple[LangSection, ...]:
    tags: list[str] = ["", ""]
    terms: tuple[list[Term], list[Term]] = ([], [])
    for unit in units:
        for side, variant in enumerate(unit.pair(*languages) or ()):
            tags[side] = tags[side] or variant.lang
            terms[side].extend(_terms(variant, losses))
    return tuple(
        LangSection(lang=tag, terms=tuple(dict.fromkeys(found)))
        for tag, found in zip(tags, terms, strict=True)
    )


def _terms(variant: Variant, losses: Losses) -> Iterator[Term]:
    notes = [item.text for item in variant.items if isinstance(item, Note)]
    yield Term(
        text=variant.plain,
        status=_status(variant.prop(STATUS), losses),
        kind=_kind(variant.prop(TERM_TYPE), losses),
        note="\n".join(notes) or None,
    )
    for item in variant.items:
        if isinstance(item, Property) and item.type.startswith(f"{SYNONYM}."):
            _, status, kind = f"{item.type}..".removeprefix(SYNONYM).split(".", 3)[:3]
            yield Term(
                text=item.text,
                status=_status(status, losses),
                kind=_kind(kind, losses),
            )


def _status(word: str | None, losses: Losses) -> Status:
    try:
        return parse_status(word) if word else Status.PREFERRED
    except ValueError:
        losses.add(f"unknown status {word!r}")
        return Status.PREFERRED


def _kind(word: str | None, losses: Losses) -> TermKind | None:
    try:
        return TermKind(word) if word else None
    except ValueError:
        losses.add(f"unknown term type {word!r}")
        return None


def _type(unit: TranslationUnit, losses: Losses) -> ConceptType:
    word = unit.prop(TYPE)
    try:
        return ConceptType(word) if word else ConceptType.TERM
    except ValueError:
        losses.add(f"unknown type {word!r}")
        return ConceptType.TERM


def _notes(unit: TranslationUnit) -> tuple[str | None, str | None]:
    """Return definition and note; without a word on which is which all are notes."""
    names = (unit.prop(NOTES) or "").split()
    definitions: list[str] = []
    notes: list[str] = []
    for index, text in enumerate(unit.notes):
        is_definition = index < len(names) and names[index] == "definition"
        (definitions if is_definition else notes).append(text)
    return "\n".join(definitions) or None, "\n".join(notes) or None


def _provenance(unit: TranslationUnit, target: str, losses: Losses) -> Provenance:
    """Return the unit's dates and users, or where it has none the translation's."""
    variant = unit.variant(target)
    found = dict(variant.attributes if variant else ()) | dict(unit.attributes)
    return Provenance(
        created=_iso_date(found.get("creationdate"), losses),
        created_by=found.get("creationid") or None,
        changed=_iso_date(found.get("changedate"), losses),
        changed_by=found.get("changeid") or None,
        source=unit.prop(SOURCE),
    )


def _iso_date(text: str | None, losses: Losses) -> str | None:
    if not text:
        return None
    match = _TMX_DATE.fullmatch(text)
    if match is None:
        losses.add("dates that are not written as TMX has them")
        return None
    return "{}-{}-{}T{}:{}:{}Z".format(*match.groups())


def _id(unit: TranslationUnit, pair: tuple[Variant, Variant], taken: Taken) -> str:
    if unit.id and unit.id not in taken.ids:
        return taken.free(unit.id)
    texts = "\x1f".join(one.plain for one in pair)
    digest = hashlib.blake2b(texts.encode("utf-8", "replace"), digest_size=6)
    return taken.free(f"tu-{digest.hexdigest()}")


def _not_carried(unit: TranslationUnit, pair: tuple[Variant, Variant]) -> Iterator[str]:
    for one in unit.variants:
        if one not in pair:
            yield f"texts in {one.lang or 'no language'}"
    for one in pair:
        parts = one.segment.parts if one.segment else ()
        if any(isinstance(part, InlineCode) for part in parts):
            yield "inline codes"
    for item in unit.items:
        if isinstance(item, Property) and item.type not in _KNOWN:
            yield f"property {item.type}"
