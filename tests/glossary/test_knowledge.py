"""Senses made for the words of a text are those that all of them would give."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.base import Entry, base, entries
from glossary.gazetteer import places
from glossary.knowledge import (
    Sense,
    Senses,
    concept_senses,
    known_concepts,
    known_places,
    listed,
    place_senses,
)
from glossary.model import Concept, ConceptType, LangSection, Term

OWN = Concept(
    id="knesset",
    type=ConceptType.ORGANISATION,
    sections=(
        LangSection(lang="ar", terms=(Term(text="البرلمان الإسرائيلي"),)),
        LangSection(lang="en", terms=(Term(text="Parliament"),)),
    ),
)
MINE = tuple(concept_senses([Entry(OWN)]))
ALL: tuple[Sense, ...] = (
    *MINE,
    *concept_senses(one for one in entries() if one.concept.id != OWN.id),
    *place_senses(places()),
)
PARTS = (listed(MINE), known_concepts(base(), {OWN.id}), known_places(places()))
FIRST = sorted({sense.words[0] for sense in ALL})


@given(st.sets(st.sampled_from([*FIRST, "ليست", "كلمات"]), max_size=40))
def test_only_the_senses_wanted_are_made_in_their_order(words: set[str]) -> None:
    wanted = tuple(sense for sense in ALL if sense.words[0] in words)
    assert Senses(*PARTS).beginning(words) == wanted
    assert Senses.of(ALL).beginning(words) == wanted


def test_all_of_them() -> None:
    found = Senses(*PARTS)
    assert found.beginning(found.first) == ALL
    assert found.first >= set(FIRST)
    assert Senses.of(found) is found


@pytest.mark.parametrize("languages", [("ar", "en"), ("en", "ar"), ("ar-EG", "en-GB")])
def test_other_languages(languages: tuple[str, str]) -> None:
    found = Senses(known_concepts(base(), frozenset(), *languages))
    every = tuple(concept_senses(entries(), *languages))
    assert every
    assert found.beginning(found.first) == every
