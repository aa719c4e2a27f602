"""Candidates as the JSON that the store holds."""

from __future__ import annotations

from typing import Any

from glossary.model import Candidate, ConceptType, Evidence, Origin, Rendering
from glossary.store.versions import decode


def to_record(candidate: Candidate) -> dict[str, Any]:
    """Return the candidate as JSON-ready data, its keys in the order of the fields."""
    return {
        "term": candidate.term,
        "type": candidate.type.value,
        "score": candidate.score,
        "count": candidate.count,
        "documents": candidate.documents,
        "variants": candidate.variants,
        "renderings": [
            {
                "text": one.text,
                "origin": one.origin.value,
                "confidence": one.confidence,
                "detail": one.detail,
            }
            for one in candidate.renderings
        ],
        "contexts": [
            {
                "document": one.document,
                "start": one.start,
                "end": one.end,
                "text": one.text,
            }
            for one in candidate.contexts
        ],
    }


def from_record(record: dict[str, Any]) -> Candidate:
    """Return the candidate that ``to_record`` wrote.

    Raises ``KeyError``, ``TypeError`` or ``ValueError`` where it is something else.
    """
    return Candidate(
        term=record["term"],
        type=ConceptType(record["type"]),
        score=record["score"],
        count=record["count"],
        documents=record["documents"],
        variants=tuple((form, count) for form, count in record["variants"]),
        renderings=tuple(
            Rendering(**{**one, "origin": Origin(one["origin"])})
            for one in record["renderings"]
        ),
        contexts=tuple(Evidence(**one) for one in record["contexts"]),
    )


def to_candidate(term: str, content: str) -> Candidate:
    """Return the candidate that the store holds."""
    return decode(content, f"candidate {term!r}", from_record)
