"""What candidates are filtered by, derived from them: type, origin, forms, English."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select

from glossary.store.contents import to_candidate
from glossary.store.schema import CANDIDATE, FACET
from glossary.store.versions import BATCH

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from glossary.model import Candidate
    from glossary.store.concepts import Keys

WHOLE = 1_000_000
"""A confidence of 1; an integer compares alike in every database."""

_ENGLISH = "en"
"""Keys of proposed translations are made for this language."""


def facet(keys: Keys, rank: int, lang: str, candidate: Candidate) -> dict[str, Any]:
    """Return the row by which a candidate is found.

    ``forms`` has a line for the match key of each form and each proposed translation,
    but for those that are part of another: it is searched for parts.
    """
    best = candidate.renderings[0] if candidate.renderings else None
    arabic = [candidate.term, *(form for form, _ in candidate.variants)]
    forms = [keys.make(lang, form) for form in arabic]
    forms += [keys.make(_ENGLISH, one.text) for one in candidate.renderings]
    different = list(dict.fromkeys(forms))
    return {
        "rank": rank,
        "lang": lang,
        "key": forms[0],
        "type": candidate.type.value,
        "origin": best.origin.value if best else None,
        "confidence": parts(best.confidence) if best else 0,
        "forms": "\n".join(
            one
            for one in different
            if not any(one in other for other in different if other != one)
        ),
    }


def parts(confidence: float) -> int:
    """Return a confidence as the store compares it."""
    return round(confidence * WHOLE)


def refill(connection: Connection, keys: Keys) -> None:
    """Make every row anew, from the candidates."""
    connection.execute(delete(FACET))
    query = select(CANDIDATE).order_by(CANDIDATE.c.rank).limit(BATCH)
    page = connection.execute(query).all()
    while page:
        rows = [
            facet(keys, row.rank, row.lang, to_candidate(row.term, row.content))
            for row in page
        ]
        connection.execute(insert(FACET), rows)
        page = connection.execute(query.where(CANDIDATE.c.rank > page[-1].rank)).all()
