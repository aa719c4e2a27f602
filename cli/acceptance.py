"""Candidates that become concepts: the steps of one change, and the ids they take."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from cli.concepts import free_id
from glossary import curate
from glossary.arabic import key
from glossary.base import entries
from glossary.model import Origin, Status, Term
from glossary.store import Decision, Edit, State

if TYPE_CHECKING:
    from cli.config import Config
    from glossary.model import Concept, ConceptType
    from glossary.store import StoredCandidate, TermStore


@dataclass(slots=True, kw_only=True)
class Draft:
    """A change in the making, with the ids that it takes."""

    store: TermStore
    config: Config
    made: dict[str, Concept] = field(default_factory=dict)
    """Concepts as they will be, by id."""
    _edits: dict[str, Edit] = field(default_factory=dict)
    _decisions: list[Decision] = field(default_factory=list)

    @property
    def steps(self) -> list[Edit | Decision]:
        """The steps: concepts are there before a decision names them."""
        return [*self._edits.values(), *self._decisions]

    def put(self, concept: Concept, *, expected: int | None = None) -> None:
        """Add the writing of a concept, in the place of an earlier one of this change.

        ``expected`` is the revision that was read, ``None`` for a new concept.
        """
        self._edits[concept.id] = Edit(id=concept.id, expected=expected, after=concept)
        self.made[concept.id] = concept

    def decide(
        self, stored: StoredCandidate, state: State, concept: str | None = None
    ) -> None:
        """Add a decision; it fails if another one came since ``stored`` was read."""
        self._decisions.append(
            Decision(
                term=stored.candidate.term,
                lang=stored.lang,
                state=state,
                concept=concept,
                was=stored.state,
            )
        )


def accept(
    draft: Draft,
    stored: StoredCandidate,
    english: str | None = None,
    type_: ConceptType | None = None,
) -> str:
    """Make a candidate a concept, or part of the one that says the same already.

    A candidate that the built-in glossary knows by this English becomes its entry,
    notes and all. Without English it is the first proposal; raises ``LanguageError``
    where that is a guess from the letters or there is none. Return the concept's id.
    """
    made = curate.accept(
        stored.candidate,
        english=english,
        type_=type_,
        source=draft.config.source,
        target=draft.config.target,
    )
    said = english or stored.candidate.renderings[0].text
    name = _known(draft, stored, said)
    packaged = _packaged(stored, said)
    if name is None and packaged is not None:
        name = _joined(draft, stored, english, packaged.id)
    if name is None:
        concept = packaged if packaged and _is_new(draft, packaged.id) else made
        name = free_id(draft.store, concept.id, draft.made)
        draft.put(replace(concept, id=name, type=type_ or concept.type))
    draft.decide(stored, State.ACCEPTED, name)
    return name


def _is_new(draft: Draft, name: str) -> bool:
    return name not in draft.made and draft.store.get(name) is None


def _joined(
    draft: Draft, stored: StoredCandidate, english: str | None, name: str
) -> str | None:
    """Add the term to the workspace's copy of a built-in entry, if it has the English.

    Without this a second spelling of an entry would become a second concept. Where no
    English was named, that of the copy is right: a person has seen to it.
    """
    there = draft.store.get(name)
    concept = draft.made.get(name) or (there.concept if there else None)
    if concept is None:
        return None
    if english and not _has(concept, draft.config.target, key(english), usable=True):
        return None
    if _has(concept, draft.config.source, key(stored.candidate.term)):
        return name
    term = Term(text=stored.candidate.term, status=Status.ADMITTED)
    draft.put(
        curate.with_term(concept, draft.config.source, term),
        expected=None if there is None else there.revision,
    )
    return name


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
