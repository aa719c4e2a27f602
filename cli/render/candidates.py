"""Candidates as records and as a table."""

from __future__ import annotations

from json.encoder import encode_basestring as quoted
from typing import TYPE_CHECKING, Any

from cli.render.records import table

if TYPE_CHECKING:
    from glossary.model import Candidate

KEYS = (
    "term type score count documents variants translation origin confidence"
    " alternatives contexts"
).split()


def record(candidate: Candidate) -> dict[str, Any]:
    """Return a candidate as the contract's record."""
    best = candidate.renderings[0] if candidate.renderings else None
    return {
        "term": candidate.term,
        "type": candidate.type.value,
        "score": candidate.score,
        "count": candidate.count,
        "documents": candidate.documents,
        "variants": [{"form": form, "count": n} for form, n in candidate.variants],
        "translation": best.text if best else None,
        "origin": best.origin.value if best else None,
        "confidence": best.confidence if best else None,
        "alternatives": [other.text for other in candidate.renderings[1:]],
        "contexts": [
            {
                "document": context.document,
                "start": context.start,
                "end": context.end,
                "text": context.text,
            }
            for context in candidate.contexts
        ],
    }


def json_line(candidate: Candidate) -> str:
    """Return the record as a line of JSON, as ``json.dumps`` writes it, but sooner."""
    best = candidate.renderings[0] if candidate.renderings else None
    variants = [
        f'{{"form": {quoted(form)}, "count": {n}}}' for form, n in candidate.variants
    ]
    contexts = [
        f'{{"document": {quoted(one.document)}, "start": {one.start}, '
        f'"end": {one.end}, "text": {quoted(one.text)}}}'
        for one in candidate.contexts
    ]
    alternatives = [quoted(other.text) for other in candidate.renderings[1:]]
    return (
        f'{{"term": {quoted(candidate.term)}, "type": "{candidate.type.value}", '
        f'"score": {candidate.score}, "count": {candidate.count}, '
        f'"documents": {candidate.documents}, "variants": [{", ".join(variants)}], '
        f'"translation": {quoted(best.text) if best else "null"}, '
        f'"origin": {quoted(best.origin.value) if best else "null"}, '
        f'"confidence": {best.confidence if best else "null"}, '
        f'"alternatives": [{", ".join(alternatives)}], '
        f'"contexts": [{", ".join(contexts)}]}}\n'
    )


def print_table(found: list[Candidate]) -> None:
    """Print candidates for people."""
    rows = (
        {
            **record(one),
            "score": f"{one.score:.2f}",
            "english": _english(one),
            "variants": _forms(one),
        }
        for one in found
    )
    table(
        rows,
        [
            ("score", "score"),
            ("count", "count"),
            ("type", "type"),
            ("english", "English"),
            ("term", "Arabic"),
        ],
        wide=[("variants", "forms")],
    )


def _english(candidate: Candidate) -> str | None:
    """Return the English for people: a guess from the letters is marked."""
    from glossary.model import Origin

    if not candidate.renderings:
        return None
    best = candidate.renderings[0]
    return f"{best.text} (guess)" if best.origin is Origin.ROMANISED else best.text


def _forms(candidate: Candidate) -> str:
    """Return the surface forms but the term itself, most frequent first."""
    forms = candidate.variants[:4]
    return " ".join(f"{one}×{n}" for one, n in forms if one != candidate.term) or "–"
