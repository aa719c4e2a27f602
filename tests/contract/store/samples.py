"""Concepts, candidates and changes to put into a store."""

from __future__ import annotations

from itertools import count
from typing import Any

from hypothesis import strategies as st

from glossary.model import (
    Candidate,
    Concept,
    ConceptType,
    Evidence,
    LangSection,
    Origin,
    Provenance,
    Rendering,
    Status,
    Term,
    TermKind,
)
from glossary.store import Change

KEYS: dict[str, Any] = {
    "keys": lambda _lang, text: text.casefold().replace("أ", "ا"),
    "key_version": 1,
}
_minutes = count()


def change(action: str = "edit", who: str = "منى", why: str | None = None) -> Change:
    minute = next(_minutes)
    at = f"2026-03-01T{minute // 60 % 24:02}:{minute % 60:02}:00Z"
    return Change(who=who, at=at, action=action, why=why)


def concept(name: str = "knesset", **fields: Any) -> Concept:  # noqa: ANN401 - the model's own
    fields.setdefault(
        "sections",
        (
            LangSection(lang="ar", terms=(Term(text="الكنيست"), Term(text="كنيست"))),
            LangSection(lang="en", terms=(Term(text="Knesset"),)),
        ),
    )
    return Concept(id=name, **fields)


def candidate(term: str, **fields: Any) -> Candidate:  # noqa: ANN401 - the same
    return Candidate(
        term=term,
        type=ConceptType.ORGANISATION,
        score=0.75,
        count=4,
        documents=2,
        variants=((f"و{term}", 3), (term, 1)),
        **fields,
    )


# PostgreSQL has no U+0000 in texts, and no encoding has halves of characters.
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
some = texts.filter(str.strip)
maybe = st.none() | texts
extras = st.lists(texts, max_size=2).map(tuple)

terms = st.builds(
    Term,
    text=some,
    status=st.sampled_from(Status),
    kind=st.none() | st.sampled_from(TermKind),
    note=maybe,
    extra=extras,
)
sections = st.builds(
    LangSection,
    lang=st.sampled_from(["ar", "ar-SA", "en", "en_GB"]),
    terms=st.lists(terms, max_size=3).map(tuple),
    definition=maybe,
    note=maybe,
    extra=extras,
)
concepts = st.builds(
    Concept,
    id=some,
    type=st.sampled_from(ConceptType),
    subject=maybe,
    definition=maybe,
    note=maybe,
    sections=st.lists(sections, max_size=3).map(tuple),
    provenance=st.builds(Provenance, created=maybe, changed_by=maybe, source=maybe),
    extra=extras,
)
numbers = st.integers(0, 10**9)
shares = st.floats(0, 1)
candidates = st.builds(
    Candidate,
    term=some,
    type=st.sampled_from(ConceptType),
    score=shares,
    count=numbers,
    documents=numbers,
    variants=st.lists(st.tuples(texts, numbers), max_size=3).map(tuple),
    renderings=st.lists(
        st.builds(
            Rendering,
            text=texts,
            origin=st.sampled_from(Origin),
            confidence=shares,
            detail=maybe,
        ),
        max_size=2,
    ).map(tuple),
    contexts=st.lists(
        st.builds(Evidence, document=texts, start=numbers, end=numbers, text=texts),
        max_size=2,
    ).map(tuple),
)
