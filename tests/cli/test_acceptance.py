"""A candidate becomes a concept, or part of the one that says the same."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from cli import session
from cli.acceptance import Draft, accept
from cli.config import Config, Workspace
from glossary.base import entries
from glossary.errors import LanguageError
from glossary.model import Candidate, ConceptType, Origin, Rendering
from glossary.store import Change, TermStore

CHANGE = Change(who="منى", at="2026-03-01T09:30:00Z", action="accept")
ENTRY = next(one.concept for one in entries() if one.concept.section("en"))


def candidate(term: str, english: str, origin: Origin, detail: str) -> Candidate:
    best = Rendering(text=english, origin=origin, confidence=1.0, detail=detail)
    return Candidate(
        term=term,
        type=ConceptType.TERM,
        score=0.5,
        count=2,
        documents=1,
        variants=((term, 2),),
        contexts=(),
        renderings=(best,),
    )


@pytest.fixture
def store(tmp_path: Path) -> Iterator[TermStore]:
    english = ENTRY.preferred("en")
    assert english
    names = ("صيغة أولى", "صيغة أخرى")
    some = [candidate(one, english.text, Origin.CURATED, ENTRY.id) for one in names]
    guess = candidate("غولدوف", "Ghulduf", Origin.ROMANISED, "")
    workspace = Workspace(root=tmp_path, config=Config())
    with session.open_store(workspace, create=True) as opened:
        opened.save_candidates([*some, guess], change=CHANGE)
        yield opened


def test_two_spellings_of_an_entry_are_one_concept(store: TermStore) -> None:
    draft = Draft(store=store, config=Config())
    stored = list(store.candidates())[:2]
    assert {accept(draft, one) for one in stored} == {ENTRY.id}
    store.apply(draft.steps, change=CHANGE)
    (concept,) = [one.concept for one in store.concepts()]
    section = concept.section("ar")
    assert section
    assert "صيغة أخرى" in [term.text for term in section.terms]
    assert {one.concept for one in list(store.candidates())[:2]} == {ENTRY.id}


def test_a_guess_is_accepted_only_as_a_person_wrote_it(store: TermStore) -> None:
    draft = Draft(store=store, config=Config())
    guess = list(store.candidates())[2]
    with pytest.raises(LanguageError, match="no established English"):
        accept(draft, guess)
    assert draft.steps == []
    assert accept(draft, guess, "Goldov", ConceptType.PERSON) == "goldov"
    assert draft.made["goldov"].type is ConceptType.PERSON
