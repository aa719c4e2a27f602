"""What a person decides on a candidate, as the steps of one change."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cli.concepts import free_id
from glossary import curate
from glossary.arabic import key
from glossary.base import entries
from glossary.errors import LanguageError
from glossary.model import (
    Concept,
    ConceptType,
    LangSection,
    Origin,
    Status,
    Term,
)
from glossary.store import Decision, Edit, State

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from cli.config import Config
    from glossary.store import Stored, StoredCandidate, TermStore

Steps = list[Edit | Decision]


@dataclass(slots=True, kw_only=True)
class Draft:
    """Steps in the making, with the ids that they take."""

    store: TermStore
    config: Config
    steps: Steps
    made: dict[str, Concept]

    @classmethod
    def of(cls, store: TermStore, config: Config) -> Draft:
        """Begin without a step."""
        return cls(store=store, config=config, steps=[], made={})

    def put(self, concept: Concept, *, expected: int | None = None) -> None:
        """Add the writing of a concept."""
        self.steps.append(Edit(id=concept.id, expected=expected, after=concept))
        self.made[concept.id] = concept

    def decide(
        self, stored: StoredCandidate, state: State, concept: str | None = None
    ) -> None:
        """Add a decision; it fails if another one came since ``stored`` was read."""
        self.steps.append(
            Decision(
                term=stored.candidate.term,
                lang=stored.lang,
                state=state,
                concept=concept,
                was=stored.state,
            )
        )


def best_english(stored: StoredCandidate) -> str | None:
    """Return the first proposed translation."""
    renderings = stored.candidate.renderings
    return renderings[0].text if renderings else None


def accept(
    draft: Draft, stored: StoredCandidate, english: str, type_: ConceptType
) -> str:
    """Make a candidate a concept, or part of the one that says the same already.

    A candidate that the built-in glossary knows by this English becomes its entry,
    notes and all. Return the concept's id.
    """
    known = _known(draft, stored, english)
    if known is not None:
        draft.decide(stored, State.ACCEPTED, known)
        return known
    concept = _packaged(stored, english)
    if concept is None or draft.store.get(concept.id) or concept.id in draft.made:
        concept = curate.accept(
            stored.candidate,
            english=english,
            source=draft.config.source,
            target=draft.config.target,
        )
    concept = replace(
        concept, id=free_id(draft.store, concept.id, draft.made), type=type_
    )
    draft.put(concept)
    draft.decide(stored, State.ACCEPTED, concept.id)
    return concept.id


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
    draft.steps.insert(0, Edit(id=concept.id, expected=into.revision, after=concept))
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
    concept = draft.made.get(name)
    expected = None
    if concept is None:
        there = draft.store.get(name)
        assert there is not None
        concept, expected = there.concept, there.revision
    draft.steps = [step for step in draft.steps if not isinstance(step, Edit)]
    for one in others:
        concept = curate.with_term(
            concept,
            draft.config.source,
            Term(text=one.candidate.term, status=Status.ADMITTED),
        )
        draft.decide(one, State.ACCEPTED, name)
    draft.steps.insert(0, Edit(id=name, expected=expected, after=concept))
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


def _known(draft: Draft, stored: StoredCandidate, english: str) -> str | None:
    """Return the concept that has both the term and this English, to be written."""
    term = stored.candidate.term
    there = [one.concept for one in draft.store.find(draft.config.source, key(term))]
    there += [
        one for one in draft.made.values() if _has(one, draft.config.source, key(term))
    ]
    for concept in there:
        if _has(concept, draft.config.target, key(english), usable=True):
            return concept.id
    return None


def _has(concept: Concept, lang: str, wanted: str, *, usable: bool = False) -> bool:
    section = concept.section(lang)
    return section is not None and any(
        key(term.text) == wanted and (term.status.usable or not usable)
        for term in section.terms
    )


def _packaged(stored: StoredCandidate, english: str) -> Concept | None:
    """Return the entry of the built-in glossary that proposed this English."""
    for one in stored.candidate.renderings:
        if one.origin is Origin.CURATED and one.text == english:
            return next(
                (e.concept for e in entries() if e.concept.id == one.detail), None
            )
    return None
