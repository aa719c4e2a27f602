"""What the formats of two languages share: a concept's two sides, ids, clean cells."""

from __future__ import annotations

import hashlib
import re
from dataclasses import fields
from typing import TYPE_CHECKING, NamedTuple

from glossary import lang
from glossary.model import Provenance

if TYPE_CHECKING:
    from glossary.losses import Losses
    from glossary.model import Concept, Term

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
"""C0 controls but tab and line breaks, and DEL: never part of a glossary's text."""


class Sides(NamedTuple):
    """A concept's terms in two languages, in order, each text once; none is empty."""

    source: tuple[Term, ...]
    target: tuple[Term, ...]


def sides(concept: Concept, source: str, target: str, losses: Losses) -> Sides | None:
    """Return the terms to write, or ``None`` when a language has none.

    Counts what no format of two columns can hold.
    """
    left, right = _terms(concept, source, losses), _terms(concept, target, losses)
    if not left or not right:
        losses.add("concepts without both languages")
        return None
    _count(concept, {_tag(concept, source), _tag(concept, target)}, losses)
    return Sides(left, right)


def _count(concept: Concept, chosen: set[str | None], losses: Losses) -> None:
    for section in concept.sections:
        if section.lang not in chosen:
            losses.add(f"language {section.lang}")
        if section.definition:
            losses.add("definitions of one language")
        if section.note:
            losses.add("notes of one language")
        if any(term.note for term in section.terms):
            losses.add("notes of terms")
        if section.extra or any(term.extra for term in section.terms):
            losses.add("TBX details")
    if concept.extra:
        losses.add("TBX details")
    for field in fields(Provenance):
        if getattr(concept.provenance, field.name):
            losses.add(f"provenance: {field.name}")


def _tag(concept: Concept, wanted: str) -> str | None:
    return lang.best(wanted, (section.lang for section in concept.sections))


def _terms(concept: Concept, wanted: str, losses: Losses) -> tuple[Term, ...]:
    tag = _tag(concept, wanted)
    if tag is not None and tag != wanted:
        losses.add(f"language tag {tag}")
    unique: dict[str, Term] = {}
    for section in concept.sections:
        for term in section.terms if section.lang == tag else ():
            if term.text in unique:
                losses.add("repeated terms")
            unique.setdefault(term.text, term)
    return tuple(unique.values())


def derived_id(*texts: str) -> str:
    """Return an id for an entry that has none, from what it says.

    The same entry has the same id in every file, so that a second import finds it.
    """
    digest = hashlib.sha256("\0".join(texts).encode("utf-8", "surrogatepass"))
    return f"c-{digest.hexdigest()[:16]}"


def without_controls(text: str, losses: Losses) -> str:
    """Return ``text`` without control characters; each kind is counted."""
    for character in set(CONTROL.findall(text)):
        losses.add(f"illegal character U+{ord(character):04X}")
    return CONTROL.sub("", text)
