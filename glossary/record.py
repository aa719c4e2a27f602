"""Concepts as plain dictionaries with a fixed key order: what JSONL and stores hold."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from glossary.model import (
    Concept,
    ConceptType,
    LangSection,
    Provenance,
    Status,
    Term,
    TermKind,
)

_PROVENANCE = tuple(field.name for field in fields(Provenance))


def to_record(concept: Concept) -> dict[str, Any]:
    """Return the concept as JSON-ready data; unknown values are ``None``."""
    return {
        "id": concept.id,
        "type": concept.type.value,
        "domain": concept.subject,
        "definition": concept.definition,
        "note": concept.note,
        "languages": [
            {
                "lang": section.lang,
                "terms": [
                    {
                        "text": term.text,
                        "status": term.status.label,
                        "kind": term.kind.value if term.kind else None,
                        "note": term.note,
                        "extra": list(term.extra),
                    }
                    for term in section.terms
                ],
                "definition": section.definition,
                "note": section.note,
                "extra": list(section.extra),
            }
            for section in concept.sections
        ],
        "provenance": {name: getattr(concept.provenance, name) for name in _PROVENANCE},
        "extra": list(concept.extra),
    }


def from_record(record: dict[str, Any]) -> Concept:
    """Return the concept that ``to_record`` wrote.

    Raises ``KeyError``, ``TypeError`` or ``ValueError`` where a key is missing or a
    value has no meaning; readers turn that into a ``FormatError`` with its place.
    """
    return Concept(
        id=str(record["id"]),
        type=ConceptType(record.get("type") or ConceptType.TERM),
        subject=_text(record, "domain"),
        definition=_text(record, "definition"),
        note=_text(record, "note"),
        sections=tuple(
            LangSection(
                lang=section["lang"],
                terms=tuple(
                    Term(
                        text=term["text"],
                        status=parse_status(term.get("status") or "preferred"),
                        kind=TermKind(term["kind"]) if term.get("kind") else None,
                        note=_text(term, "note"),
                        extra=tuple(term.get("extra") or ()),
                    )
                    for term in section["terms"]
                ),
                definition=_text(section, "definition"),
                note=_text(section, "note"),
                extra=tuple(section.get("extra") or ()),
            )
            for section in record["languages"]
        ),
        provenance=Provenance(
            **{
                name: value
                for name, value in (record.get("provenance") or {}).items()
                if name in _PROVENANCE
            }
        ),
        extra=tuple(record.get("extra") or ()),
    )


def _text(record: dict[str, Any], key: str) -> str | None:
    """Return a text or ``None``; raise ``TypeError`` for anything else."""
    value = record.get(key)
    if value is not None and not isinstance(value, str):
        raise TypeError(f"{key!r} must be a text, not {value!r}")
    return value


_STATUSES = {
    **{status.label: status for status in Status},
    **{status.value.lower(): status for status in Status},
    "approved": Status.PREFERRED,
    "forbidden": Status.DEPRECATED,
    "obsolete": Status.SUPERSEDED,
}


def parse_status(text: str) -> Status:
    """Return the status for a picklist value, a short label or a tool's own word.

    ``forbidden`` (memoQ, TermWeb) is deprecated and ``obsolete`` (TermWeb) superseded.
    Raises ``ValueError`` for any other word.
    """
    try:
        return _STATUSES[text.strip().lower()]
    except KeyError:
        raise ValueError(f"{text!r} is not a term status") from None
