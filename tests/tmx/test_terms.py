"""Concepts survive as units, and no unit offers a term that must not be written."""

from __future__ import annotations

import io
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.losses import Losses
from glossary.model import (
    Concept,
    ConceptType,
    LangSection,
    Provenance,
    Status,
    Term,
    TermKind,
)
from tests.tmx.strategies import concepts
from tmx.formats.tmx import read_tmx, validate_tmx, write_tmx
from tmx.model import (
    InlineCode,
    Note,
    Property,
    Segment,
    TranslationUnit,
    Variant,
    new_header,
    text_unit,
)
from tmx.terms import concept_units, units_to_concepts

UN = Concept(
    id="un",
    type=ConceptType.ORGANISATION,
    subject="politics",
    definition="a body of states",
    note="check the year",
    sections=(
        LangSection(
            lang="ar",
            terms=(
                Term(text="منظمة الأمم المتحدة", status=Status.ADMITTED),
                Term(text="الأمم المتحدة"),
                Term(text="أ.م.", kind=TermKind.ACRONYM, status=Status.ADMITTED),
                Term(text="الامم المتحدة", kind=TermKind.VARIANT),
                Term(text="عصبة الأمم", status=Status.SUPERSEDED),
            ),
        ),
        LangSection(
            lang="en",
            terms=(
                Term(text="United Nations", note="never without article"),
                Term(text="UN", kind=TermKind.ACRONYM, status=Status.ADMITTED),
                Term(text="UNO", kind=TermKind.ACRONYM, status=Status.ADMITTED),
                Term(text="U.N.O.", status=Status.DEPRECATED),
            ),
        ),
    ),
    provenance=Provenance(
        created="2025-01-31T12:00:00Z", created_by="mona", source="UN site"
    ),
)


def units(concept: Concept) -> tuple[list[TranslationUnit], Losses]:
    losses = Losses()
    found = concept_units(concept, source="ar", target="en", losses=losses)
    return list(found), losses


def back(memory: list[TranslationUnit]) -> tuple[list[Concept], Losses]:
    losses = Losses()
    found = units_to_concepts(memory, source="ar", target="en", losses=losses)
    return list(found), losses


def as_tmx(memory: list[TranslationUnit]) -> bytes:
    losses = Losses()
    header = new_header(source="ar", tool_version="1")
    data = b"".join(write_tmx(memory, header=header, losses=losses))
    assert losses.rows() == []
    return data


def test_units_of_a_concept() -> None:
    memory, losses = units(UN)
    pairs = [unit.pair("ar", "en") for unit in memory]
    assert [(a.plain, b.plain) for a, b in filter(None, pairs)] == [
        ("الأمم المتحدة", "United Nations"),
        ("منظمة الأمم المتحدة", "United Nations"),
        ("أ.م.", "UN"),
        ("الامم المتحدة", "United Nations"),
    ]
    assert [unit.id for unit in memory] == ["un", "un.2", "un.3", "un.4"]
    assert losses.rows() == [("deprecated terms", 1), ("superseded terms", 1)]


def test_what_a_unit_says() -> None:
    first, _, second, _ = units(UN)[0]
    assert first.attributes == (
        ("creationdate", "20250131T120000Z"),
        ("creationid", "mona"),
    )
    assert [(one.type, one.text) for one in first.props] == [
        ("x-gloss-kind", "term"),
        ("x-gloss-concept", "un"),
        ("x-gloss-type", "organisation"),
        ("x-gloss-domain", "politics"),
        ("x-gloss-status", "preferred"),
        ("x-gloss-source", "UN site"),
        ("x-gloss-notes", "definition note"),
    ]
    assert first.notes == ("a body of states", "check the year")
    assert first.variants[1].items == (
        Property(type="x-gloss-status", text="preferred"),
        Note(text="never without article"),
        Property(type="x-gloss-synonym.admitted.acronym", text="UNO"),
    )
    assert second.prop("x-gloss-status") == "admitted"
    assert second.variants[1].prop("x-gloss-termtype") == "acronym"


def test_the_usable_part_of_a_concept_comes_back() -> None:
    (found,), losses = back(units(UN)[0])
    assert losses.rows() == []
    assert (found.id, found.type, found.subject) == ("un", UN.type, "politics")
    assert (found.definition, found.note) == (UN.definition, UN.note)
    assert found.provenance == UN.provenance
    for tag in ("ar", "en"):
        section, original = found.section(tag), UN.section(tag)
        assert section is not None
        assert original is not None
        assert Counter(section.terms) == Counter(
            term for term in original.terms if term.status.usable
        )


ONLY_ARABIC = replace(UN, sections=UN.sections[:1])
NOTHING_USABLE = replace(
    UN,
    sections=(
        UN.sections[0],
        LangSection(lang="en", terms=(Term(text="x", status=Status.DEPRECATED),)),
    ),
)


@pytest.mark.parametrize("concept", [ONLY_ARABIC, NOTHING_USABLE, Concept(id="none")])
def test_no_pair_no_unit(concept: Concept) -> None:
    memory, losses = units(concept)
    assert memory == []
    assert losses.rows() == [("concepts without both languages", 1)]


def test_what_a_unit_has_no_place_for_is_counted() -> None:
    full = Concept(
        id="1",
        extra=("<xref/>",),
        sections=(
            LangSection(
                lang="ar",
                terms=(Term(text="س", extra=("<x/>",)),),
                definition="d",
                extra=("<x/>",),
            ),
            LangSection(
                lang="en",
                terms=(
                    Term(text="a"),
                    Term(text="b", status=Status.ADMITTED, note="n"),
                ),
                note="n",
            ),
            LangSection(lang="fr", terms=(Term(text="c"),)),
        ),
        provenance=Provenance(created="2025-01-31", changed="2025-01-31T10:00:00Z"),
    )
    assert units(full)[1].rows() == [
        ("TBX elements beyond the model", 3),
        ("dates without a time in UTC", 1),
        ("definitions of one language", 1),
        ("notes of one language", 1),
        ("notes of synonyms", 1),
        ("other languages", 1),
    ]


@given(concepts)
def test_round_trip_through_tmx(concept: Concept) -> None:
    memory, _ = units(concept)
    if not memory:
        assert None in (concept.preferred("ar"), concept.preferred("en"))
        return
    data = as_tmx(memory)
    again = list(read_tmx(io.BytesIO(data), name="m").units)
    assert again == memory
    (found,), losses = back(again)
    assert losses.rows() == []
    assert replace(found, sections=()) == replace(concept, sections=())
    written = [one for unit in memory for one in unit.variants]
    for tag in ("ar", "en-GB"):
        section, original = found.section(tag), concept.section(tag)
        assert section is not None
        assert original is not None
        assert section.lang == original.lang
        in_units = {one.plain for one in written if one.lang == tag}
        assert Counter(map(bare(in_units), section.terms)) == Counter(
            map(bare(in_units), original.terms)
        )


def bare(in_units: set[str]):  # noqa: ANN201 - a function on terms
    """A target synonym's note is not carried (and counted); all else is."""
    return lambda term: term if term.text in in_units else replace(term, note=None)


def test_units_of_a_concept_are_valid_tmx() -> None:
    data = as_tmx(units(UN)[0])
    assert list(validate_tmx(io.BytesIO(data), name="m")) == []


def test_any_other_memory_gives_a_concept_for_each_unit() -> None:
    memory = [
        text_unit(
            ("en", "summit"),
            ("ar-SA", "قمة"),
            id="1",
            items=(Note(text="n1"), Note(text="n2"), Property(type="x-a", text="b")),
            attributes=(
                ("creationdate", "20250131T120000Z"),
                ("creationid", "mona"),
                ("changedate", "yesterday"),
            ),
        ),
        text_unit(("ar", "قمة"), ("en", "peak"), id="1"),
        text_unit(("ar", "قمة"), ("en", "peak")),
        text_unit(("ar", "قمة"), ("fr", "sommet")),
        text_unit(("ar", "قمة"), ("en", " ")),
    ]
    found, losses = back(memory)
    assert found[0] == Concept(
        id="1",
        note="n1\nn2",
        sections=(
            LangSection(lang="ar-SA", terms=(Term(text="قمة"),)),
            LangSection(lang="en", terms=(Term(text="summit"),)),
        ),
        provenance=Provenance(created="2025-01-31T12:00:00Z", created_by="mona"),
    )
    assert len(found) == 3
    assert found[1].id.startswith("tu-")
    assert found[2].id == f"{found[1].id}-2"
    assert back(memory)[0] == found
    assert losses.rows() == [
        ("dates that are not written as TMX has them", 1),
        ("property x-a", 1),
        ("units without both languages", 2),
    ]


def test_dates_of_the_translation_serve_where_the_unit_has_none() -> None:
    unit = text_unit(("ar", "قمة"), ("en", "summit"))
    target = replace(
        unit.variants[1],
        attributes=(("changedate", "20250131T120000Z"), ("changeid", "mona")),
    )
    (found,), _ = back([replace(unit, variants=(unit.variants[0], target))])
    assert found.provenance == Provenance(
        changed="2025-01-31T12:00:00Z", changed_by="mona"
    )


def test_codes_and_further_texts_are_counted() -> None:
    code = Segment(parts=("a", InlineCode(tag="ph")))
    unit = TranslationUnit(
        variants=(
            Variant(lang="ar", segment=code),
            *text_unit(("en", "b"), ("fr", "c")).variants,
        )
    )
    (found,), losses = back([unit])
    assert found.preferred("ar") == Term(text="a")
    assert losses.rows() == [("inline codes", 1), ("texts in fr", 1)]


@pytest.mark.parametrize(
    ("prop", "counted"),
    [
        (Property(type="x-gloss-status", text="nice"), "unknown status 'nice'"),
        (Property(type="x-gloss-termtype", text="odd"), "unknown term type 'odd'"),
        (Property(type="x-gloss-synonym.nice.odd", text="s"), "unknown status 'nice'"),
    ],
)
def test_words_of_others_in_our_properties(prop: Property, counted: str) -> None:
    unit = text_unit(("ar", "قمة"), ("en", "summit"))
    target = replace(unit.variants[1], items=(prop,))
    _, losses = back([replace(unit, variants=(unit.variants[0], target))])
    assert losses.counts[counted] == 1


def test_an_unknown_type_is_counted() -> None:
    props = (Property(type="x-gloss-type", text="thing"),)
    (found,), losses = back([text_unit(("ar", "س"), ("en", "q"), items=props)])
    assert found.type is ConceptType.TERM
    assert losses.rows() == [("unknown type 'thing'", 1)]


@given(st.permutations(range(3)))
def test_the_order_of_units_only_moves_terms(order: list[int]) -> None:
    memory = units(UN)[0]
    (found,), _ = back([memory[index] for index in order])
    assert found.id == "un"
    section = found.section("en")
    assert section is not None
    assert {term.text for term in section.terms} == {"United Nations", "UN", "UNO"}
