"""What changed between two glossaries, concept by concept, whatever their formats."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from glossary import lang
from glossary.pairing import pairs

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from glossary.model import Concept, LangSection, Term


# Ids made from what an entry says: another id is then no change of its own.
_DERIVED = re.compile(r"c-[0-9a-f]{16}|tu-[0-9a-f]{12}(?:-\d+)?")


class Change(StrEnum):
    """What became of a field, or of a whole concept."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


class Field(StrEnum):
    """What two glossaries are compared by; a format may lack some of it."""

    ID = "id"
    TYPE = "type"
    DOMAIN = "domain"
    DEFINITION = "definition"
    NOTE = "note"
    STATUS = "status"
    KIND = "kind"
    SECTION = "section"
    """Definitions and notes of one language."""
    TERM_NOTE = "term-note"
    SOURCE = "source"
    EXTRA = "extra"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One change; ``field`` is ``None`` for a whole concept.

    Terms are fields ``ar.term``; what is said of one is ``ar.term[هدنة].status``.
    """

    concept: str
    change: Change
    field: str | None
    before: str | None
    after: str | None


def compare(
    before: Iterable[Concept],
    after: Iterable[Concept],
    *,
    languages: tuple[str, str],
    fields: Collection[Field] = tuple(Field),
) -> Iterator[Difference]:
    """Yield the differences by concept: by id, or by terms where no id fits.

    The order of concepts and of terms does not count, nor who changed what and when.
    """
    old = {concept.id: concept for concept in before}
    new = {concept.id: concept for concept in after}
    partners = _partners(old, new, languages)
    rows: list[tuple[str, Concept | None, Concept | None]] = [
        (name, old[name], new[partners[name]] if name in partners else None)
        for name in old
    ]
    taken = set(partners.values())
    rows += [(name, None, new[name]) for name in new if name not in taken]
    for name, ours, theirs in sorted(rows, key=lambda row: row[0]):
        if ours is None:
            yield _whole(name, Change.ADDED, theirs, languages)
        elif theirs is None:
            yield _whole(name, Change.REMOVED, ours, languages)
        else:
            yield from _changes(name, ours, theirs, frozenset(fields))


def compare_pairs(
    before: Iterable[Concept],
    after: Iterable[Concept],
    *,
    languages: tuple[str, str],
) -> Iterator[Difference]:
    """Yield the differences of what is written for each source text, by that text.

    For formats that hold pairs and no concepts.
    """
    old, new = (_written(one, languages) for one in (before, after))
    for text in sorted(old.keys() | new.keys()):
        gone = sorted(old.get(text, set()) - new.get(text, set()))
        come = sorted(new.get(text, set()) - old.get(text, set()))
        field = f"{languages[1]}.term"
        while gone or come:
            left, right = (side.pop(0) if side else None for side in (gone, come))
            yield _difference(text, field, left, right)


def _written(
    concepts: Iterable[Concept], languages: tuple[str, str]
) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for concept in concepts:
        left, right = (concept.section(tag) for tag in languages)
        for ours, theirs in pairs(left, right) if left and right else ():
            found.setdefault(ours.text, set()).add(theirs.text)
    return found


def _partners(
    old: dict[str, Concept], new: dict[str, Concept], languages: tuple[str, str]
) -> dict[str, str]:
    """Return which new concept answers which old one."""
    found = {name: name for name in old if name in new}
    for depth in (2, 1):  # both preferred terms, then the source's alone
        theirs: dict[tuple[str, ...], list[str]] = {}
        taken = set(found.values())
        for name, concept in new.items():
            if name not in taken and (key := _key(concept, languages[:depth])):
                theirs.setdefault(key, []).append(name)
        ours: dict[tuple[str, ...], list[str]] = {}
        for name, concept in old.items():
            if name not in found and (key := _key(concept, languages[:depth])):
                ours.setdefault(key, []).append(name)
        for key, names in ours.items():
            others = theirs.get(key, [])
            if len(names) == len(others) == 1:
                found[names[0]] = others[0]
    return found


def _key(concept: Concept, languages: tuple[str, ...]) -> tuple[str, ...] | None:
    terms = [concept.preferred(tag) for tag in languages]
    return tuple(term.text for term in terms if term) if all(terms) else None


def _whole(
    name: str, change: Change, concept: Concept | None, languages: tuple[str, str]
) -> Difference:
    terms = [concept.preferred(tag) for tag in languages] if concept else []
    text = " = ".join(term.text if term else "–" for term in terms)
    is_new = change is Change.ADDED
    return Difference(
        concept=name,
        change=change,
        field=None,
        before=None if is_new else text,
        after=text if is_new else None,
    )


def _changes(
    name: str, old: Concept, new: Concept, fields: frozenset[Field]
) -> Iterator[Difference]:
    derived = any(_DERIVED.fullmatch(one.id) for one in (old, new))
    values = (
        (Field.ID, old.id, old.id if derived else new.id),
        (Field.TYPE, old.type.value, new.type.value),
        (Field.DOMAIN, old.subject, new.subject),
        (Field.DEFINITION, old.definition, new.definition),
        (Field.NOTE, old.note, new.note),
        (Field.SOURCE, old.provenance.source, new.provenance.source),
        (Field.EXTRA, "".join(old.extra) or None, "".join(new.extra) or None),
    )
    for field, left, right in values:
        if field in fields and left != right:
            yield _difference(name, field.value, left, right)
    tags = [section.lang for section in new.sections]
    rest = {section.lang: section for section in new.sections}
    for section in old.sections:
        tag = lang.best(section.lang, tags)
        other = rest.pop(tag, None) if tag else None
        if other and other.lang != section.lang:
            yield _difference(name, f"{section.lang}.lang", section.lang, other.lang)
        yield from _of_section(name, section.lang, section, other, fields)
    for tag, section in rest.items():
        yield from _of_section(name, tag, None, section, fields)


def _of_section(
    name: str,
    tag: str,
    old: LangSection | None,
    new: LangSection | None,
    fields: frozenset[Field],
) -> Iterator[Difference]:
    if Field.SECTION in fields:
        for field in ("definition", "note"):
            left, right = (getattr(one, field) if one else None for one in (old, new))
            if left != right:
                yield _difference(name, f"{tag}.{field}", left, right)
    ours, theirs = ({t.text: t for t in one.terms} if one else {} for one in (old, new))
    for text in ours:
        if text not in theirs:
            yield _difference(name, f"{tag}.term", text, None)
    for text, term in theirs.items():
        if text in ours:
            field = f"{tag}.term[{text}]"
            yield from _of_term(name, field, ours[text], term, fields)
        else:
            yield _difference(name, f"{tag}.term", None, text)


def _of_term(
    name: str, field: str, old: Term, new: Term, fields: frozenset[Field]
) -> Iterator[Difference]:
    values = (
        (Field.STATUS, "status", old.status.label, new.status.label),
        (Field.KIND, "kind", old.kind, new.kind),
        (Field.TERM_NOTE, "note", old.note, new.note),
    )
    for kind, word, left, right in values:
        if kind in fields and left != right:
            yield _difference(name, f"{field}.{word}", left, right)


def _difference(
    concept: str, field: str, before: str | None, after: str | None
) -> Difference:
    change = Change.CHANGED
    if before is None or after is None:
        change = Change.ADDED if before is None else Change.REMOVED
    return Difference(
        concept=concept, change=change, field=field, before=before, after=after
    )
