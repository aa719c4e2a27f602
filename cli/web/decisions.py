"""What a person decides on a candidate, as the steps of one change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cli.acceptance import accept
from cli.concepts import free_id
from glossary import curate
from glossary.arabic import key
from glossary.errors import LanguageError
from glossary.model import (
    Concept,
    ConceptType,
    LangSection,
    Status,
    Term,
)
from glossary.store import State

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from cli.acceptance import Draft
    from glossary.store import Stored, StoredCandidate


def best_english(stored: StoredCandidate) -> str | None:
    """Return the first proposed translation."""
    renderings = stored.candidate.renderings
    return renderings[0].text if renderings else None


def forbid(
    draft: Draft,
    stored: StoredCandidate,
    english: str,
    instead: str,
    type_: ConceptType,
) -> str:
    """Make a concept whose English must not be ``english`` but ``instead``, if any."""
    terms = [Term(text=english, status=Status.DEPRECATED)]
    if instead:
        if key(instead) == key(english):
            raise LanguageError(f"{instead} cannot be both forbidden and preferred")
        terms.insert(0, Term(text=instead))
    target = draft.config.target
    same = draft.store.find(draft.config.source, key(stored.candidate.term))
    if len(same) == 1:
        concept = same[0].concept
        for term in reversed(terms):
            concept = curate.with_term(concept, target, term)
        draft.put(concept, expected=same[0].revision)
    else:
        concept = Concept(
            id=free_id(draft.store, curate.slug(instead or english), draft.made),
            type=type_,
            sections=(
                LangSection(
                    lang=draft.config.source,
                    terms=(Term(text=stored.candidate.term),),
                ),
                LangSection(lang=target, terms=tuple(terms)),
            ),
        )
        draft.put(concept)
    draft.decide(stored, State.ACCEPTED, concept.id)
    return concept.id


def merge(
    draft: Draft, stored: Iterable[StoredCandidate], into: Stored, status: Status
) -> str:
    """Add the candidates' terms to a concept that is there."""
    concept = into.concept
    for one in stored:
        concept = curate.with_term(
            concept,
            draft.config.source,
            Term(text=one.candidate.term, status=status),
        )
        draft.decide(one, State.ACCEPTED, concept.id)
    draft.put(concept, expected=into.revision)
    return concept.id


def join(
    draft: Draft,
    first: StoredCandidate,
    others: Iterable[StoredCandidate],
    english: str,
    type_: ConceptType,
) -> str:
    """Make one concept of several candidates; the first one's term is preferred."""
    name = accept(draft, first, english, type_)
    there = draft.store.get(name)
    concept = draft.made.get(name) or (there.concept if there else None)
    assert concept is not None
    for one in others:
        concept = curate.with_term(
            concept,
            draft.config.source,
            Term(text=one.candidate.term, status=Status.ADMITTED),
        )
        draft.decide(one, State.ACCEPTED, name)
    draft.put(concept, expected=None if there is None else there.revision)
    return name


def split(
    draft: Draft,
    stored: StoredCandidate,
    forms: Collection[str],
    english: tuple[str, str],
    type_: ConceptType,
) -> tuple[str, str]:
    """Make two concepts of a candidate: one of its term, one of some of its forms."""
    known = [form for form, _ in stored.candidate.variants]
    chosen = [form for form in known if form in forms]
    if not chosen or len(chosen) < len(set(forms)):
        raise LanguageError(f"choose spellings of {stored.candidate.term} to split off")
    first = accept(draft, stored, english[0], type_)
    other = Concept(
        id=free_id(draft.store, curate.slug(english[1]), draft.made),
        type=type_,
        sections=(
            LangSection(
                lang=draft.config.source,
                terms=tuple(
                    Term(text=form, status=Status.ADMITTED if n else Status.PREFERRED)
                    for n, form in enumerate(chosen)
                ),
            ),
            LangSection(lang=draft.config.target, terms=(Term(text=english[1]),)),
        ),
    )
    draft.put(other)
    return first, other.id
