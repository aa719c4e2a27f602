from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from glossary.formats.tbx.dialects import (
    BASIC_2,
    BASIC_3,
    CORE_3,
    DEFAULT_2,
    LINGUIST_3,
    MIN_3,
    Dialect,
)
from glossary.formats.tbx.read import read_tbx
from glossary.formats.tbx.validate import validate_tbx
from glossary.formats.tbx.write import Header, write_tbx
from glossary.losses import Losses
from glossary.model import (
    Concept,
    ConceptType,
    LangSection,
    Provenance,
    Severity,
    Status,
    Term,
    TermKind,
)
from tests.glossary.formats.tbx.oracle import Verdict, needs_schemas
from tests.strategies import concepts, days, glossaries, moments

GOLDEN = Path(__file__).resolve().parents[3] / "golden" / "tbx"
_LINK = "https://example.org/a?b=1&amp;c=2"
_CONTEXT = (
    '<descrip type="context">عاد <hi type="bold">اليوم</hi> إلى مقره.</descrip>'
    '<admin type="source">أرشيف</admin>'
)
_MADE = '<transac type="transactionType">origination</transac>'
# In the order in which TBX wants them: notes of the term, then the rest.
TERM_EXTRA = (
    '<termNote type="grammaticalGender">feminine</termNote>',
    f"<descripGrp>{_CONTEXT}</descripGrp>",
    '<admin type="customerSubset">A&amp;B <foreign xml:lang="ar">و</foreign></admin>',
    f'<xref type="externalCrossReference" target="{_LINK}">here</xref>',
)
CONCEPT_EXTRA = (
    '<admin type="projectSubset">2024</admin>',
    '<xref type="xGraphic" target="https://example.org/a.png">map</xref>',
    '<ref type="crossReference">see the other</ref>',
)


def written(
    glossary: list[Concept], dialect: Dialect = BASIC_2, losses: Losses | None = None
) -> bytes:
    out = write_tbx(glossary, losses=losses or Losses(), dialect=dialect)
    return "".join(out).encode()


def read(document: bytes) -> list[Concept]:
    return list(read_tbx(io.BytesIO(document), name="g.tbx"))


def one(*terms: Term, **fields: object) -> Concept:
    section = LangSection(lang="ar", terms=terms or (Term(text="هدنة"),))
    return replace(Concept(id="c1", sections=(section,)), **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("dialect", "times"),
    [
        pytest.param(BASIC_2, days, id="basic-2"),
        pytest.param(DEFAULT_2, moments, id="default-2"),
        pytest.param(BASIC_3, moments, id="basic-3"),
        pytest.param(LINGUIST_3, days, id="linguist-3"),
    ],
)
def test_round_trip(dialect: Dialect, times: object) -> None:
    losses = Losses()

    @settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
    @given(
        glossary=glossaries(
            concepts(
                times=times,  # type: ignore[arg-type]
                term_extra=TERM_EXTRA,
                concept_extra=CONCEPT_EXTRA,
            )
        )
    )
    def check(glossary: list[Concept]) -> None:
        document = written(glossary, dialect, losses)
        assert read(document) == glossary
        if glossary:
            errors = [
                found
                for found in validate_tbx(io.BytesIO(document), name="g.tbx")
                if found.severity is Severity.ERROR
            ]
            assert errors == []

    check()
    assert losses.rows() == []


@needs_schemas
@pytest.mark.parametrize(
    "dialect",
    [
        pytest.param(dialect, id=f"{dialect.name}-{dialect.version.number}")
        for dialect in (BASIC_2, DEFAULT_2, BASIC_3, LINGUIST_3, CORE_3, MIN_3)
    ],
)
def test_the_official_schemas_hold(dialect: Dialect, verdict: Verdict) -> None:
    @settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
    @given(
        glossary=glossaries(
            concepts(times=moments, term_extra=TERM_EXTRA, concept_extra=CONCEPT_EXTRA)
        ).filter(bool)
    )
    def check(glossary: list[Concept]) -> None:
        assert verdict(written(glossary, dialect)) == ("valid", [])

    check()


GLOSSARY = [
    Concept(
        id="knesset",
        type=ConceptType.ORGANISATION,
        subject="politics",
        definition="برلمان إسرائيل",
        note="seat: Jerusalem",
        sections=(
            LangSection(
                lang="ar",
                terms=(
                    Term(text="الكنيست"),
                    Term(text="الكنيسيت", kind=TermKind.VARIANT),
                ),
            ),
            LangSection(
                lang="en",
                definition="the parliament of Israel",
                terms=(
                    Term(text="Knesset", extra=TERM_EXTRA[3:]),
                    Term(text="Kneset", status=Status.DEPRECATED, note="a slip"),
                ),
            ),
        ),
        provenance=Provenance(
            created="2024-05-31",
            created_by="Huda",
            changed="2024-06-01",
            source="house style",
        ),
    ),
    Concept(
        id="7 days",
        extra=('<ref type="crossReference" target="knesset">who voted</ref>',),
        sections=(
            LangSection(lang="ar", terms=(Term(text="هدنة"),)),
            LangSection(
                lang="en",
                note="<7 days",
                terms=(Term(text="truce"), Term(text="t", kind=TermKind.ABBREVIATION)),
            ),
        ),
    ),
]


@pytest.mark.parametrize(
    ("name", "dialect"), [("basic-2.tbx", BASIC_2), ("basic-3.tbx", BASIC_3)]
)
def test_golden(name: str, dialect: Dialect) -> None:
    path = GOLDEN / name
    losses = Losses()
    assert written(GLOSSARY, dialect, losses) == path.read_bytes()
    assert read(path.read_bytes()) == GLOSSARY
    assert losses.rows() == []


@needs_schemas
@pytest.mark.parametrize("name", ["basic-2.tbx", "basic-3.tbx"])
def test_golden_is_valid(name: str, verdict: Verdict) -> None:
    assert verdict((GOLDEN / name).read_bytes()) == ("valid", [])


def test_usable_only_leaves_out_what_a_tool_would_offer() -> None:
    losses = Losses()
    only_bad = one(Term(text="x", status=Status.SUPERSEDED), id="bad")
    out = write_tbx([*GLOSSARY, only_bad], losses=losses, usable_only=True)
    glossary = read("".join(out).encode())
    assert [concept.id for concept in glossary] == ["knesset", "7 days"]
    assert [
        [term.text for term in section.terms] for section in glossary[0].sections
    ] == [["الكنيست"], ["Knesset"]]
    assert losses.rows() == [
        ("concepts without a term", 1),
        ("deprecated terms", 1),
        ("superseded terms", 1),
        ("variant terms", 1),
    ]


def test_names_are_proper_nouns_in_version_2() -> None:
    noun = '<termNote type="partOfSpeech">noun</termNote>'
    name = one(
        Term(text="باكو"),
        Term(text="مدينة", extra=(noun,)),
        type=ConceptType.PLACE,
    )
    document = written([name]).decode()
    assert document.count(">properNoun<") == 1
    assert document.count(noun) == 1
    assert read(document.encode()) == [name]
    assert "properNoun" not in written([name], BASIC_3).decode()


@pytest.mark.parametrize("type_", list(ConceptType))
def test_a_note_that_looks_like_a_type_is_a_note(type_: ConceptType) -> None:
    concept = one(type=type_, note="type: media")
    assert read(written([concept])) == [concept]


@pytest.mark.parametrize(
    ("extra", "lost"),
    [
        ('<descrip type="relatedConcept">x</descrip>', "descrip relatedConcept"),
        ('<descrip type="context">x</descrip>', "descrip context"),
        ('<termNote type="termType">x</termNote>', "termNote termType"),
        ('<adminGrp><admin type="see">x</admin></adminGrp>', "admin see"),
        ("<foo/>", "foo"),
        ('<note target="c1">x</note>', "note"),
        ('<note id="c1">x</note>', "id"),
        ('<note id="1">x</note>', "note"),
        ('<note>a <ph type="x">code</ph></note>', "inline ph"),
        ('<note>a <sc id="s"/>code</note>', "inline sc"),
        ('<ref type="crossReference" target="nobody">x</ref>', "target"),
        ('<ref type="crossReference" target="http://a.b">x</ref>', "target"),
        (f"<transacGrp>{_MADE}<date>yesterday</date></transacGrp>", "date"),
        ('<conceptEntry status="x"/>', "Entry status"),
    ],
)
@pytest.mark.parametrize("dialect", [BASIC_2, BASIC_3], ids=["2", "3"])
def test_what_a_dialect_lacks_is_counted(
    extra: str, lost: str, dialect: Dialect
) -> None:
    losses = Losses()
    document = written([one(extra=(extra,))], dialect, losses)
    (concept,) = read(document)
    allowed = {
        (BASIC_2.version.number, '<note>a <ph type="x">code</ph></note>'),
        (BASIC_3.version.number, '<note>a <sc id="s"/>code</note>'),
        # The grammar of version 2 leaves levels to prose; the validator warns.
        (BASIC_2.version.number, '<descrip type="context">x</descrip>'),
    }
    if (dialect.version.number, extra) in allowed:
        assert losses.rows() == []
    else:
        assert [what.endswith(lost) for what, _ in losses.rows()] == [True]
    text = " ".join(
        [concept.note or "", concept.provenance.source or "", *concept.extra]
    )
    whole = {"id", "inline ph", "inline sc", "target"}
    assert ("x" in text or "code" in text) == (lost in whole or losses.rows() == [])


@pytest.mark.parametrize(
    ("extra", "kept", "lost"),
    [
        (
            "<descripGrp>{}<note>why</note><admin type='source'>s</admin></descripGrp>",
            "<descripGrp>{}<admin type='source'>s</admin></descripGrp>",
            ["note"],
        ),
        (
            "<descripGrp>{}<admin type='x'>s</admin></descripGrp>",
            "<descripGrp>{}</descripGrp>",
            ["admin x"],
        ),
    ],
)
def test_a_group_keeps_what_it_may(extra: str, kept: str, lost: list[str]) -> None:
    head = '<descrip type="definition" id="d">برلمان</descrip>'
    losses = Losses()
    concept = one(extra=(extra.format(head),))
    (back,) = read(written([concept], BASIC_2, losses))
    assert back.extra == (kept.format(head).replace("'", '"'),)
    assert [what for what, _ in losses.rows()] == lost


def test_the_head_of_a_group_that_a_dialect_lacks_stands_alone() -> None:
    group = '<adminGrp><admin type="source">archive</admin><note>why</note></adminGrp>'
    losses = Losses()
    (back,) = read(written([one(extra=(group,))], BASIC_2, losses))
    assert back.provenance.source == "archive"
    assert losses.rows() == [("note", 1)]


def test_dates_are_fitted_to_the_dialect() -> None:
    made = Provenance(created="2024-05-31T10:15:00Z", changed="soon", changed_by="Huda")
    losses = Losses()
    (concept,) = read(written([one(provenance=made)], BASIC_2, losses))
    assert concept.provenance == Provenance(created="2024-05-31", changed_by="Huda")
    assert losses.rows() == [("date", 1), ("time of day", 1)]
    compact = f"<transacGrp>{_MADE}<date>20240531T101500Z</date></transacGrp>"
    document = written([one(extra=(compact,))], BASIC_3)
    assert b"<date>2024-05-31T10:15:00Z</date>" in document


def test_ids_are_legal_and_unique() -> None:
    losses = Losses()
    glossary = [one(id="1 a"), one(id="1 a"), one(id="ب")]
    ids = [concept.id for concept in read(written(glossary, losses=losses))]
    assert ids == ["1 a", "1 a-2", "ب"]
    assert losses.rows() == [("repeated id", 1)]


def test_a_reference_to_a_later_entry_is_kept_and_the_order_too() -> None:
    link = '<ref type="crossReference" target="c3">see</ref>'
    glossary = [one(id="c1", extra=(link,)), one(id="c2"), one(id="c3")]
    assert read(written(glossary)) == glossary


def test_ids_of_terms_are_kept_where_the_version_has_them() -> None:
    term = Term(text="هدنة", extra=('<termSec id="t1"/>', '<term id="t2">هدنة</term>'))
    link = '<ref type="crossReference" target="t1">see</ref>'
    concept = one(term, extra=(link,))
    for dialect in (BASIC_2, BASIC_3):
        assert read(written([concept], dialect)) == [concept]


def test_components_of_a_term_need_an_ntig() -> None:
    noun = '<termNote type="partOfSpeech">noun</termNote>'
    parts = (
        f"<termNoteGrp>{noun}<note>x</note></termNoteGrp>",
        '<termCompList type="lemma"><termComp>وقف</termComp></termCompList>',
    )
    concept = one(Term(text="وقف إطلاق النار", extra=parts))
    document = written([concept], DEFAULT_2)
    assert b"<ntig>" in document
    assert read(document) == [concept]
    losses = Losses()
    assert b"<ntig>" not in written([concept], BASIC_2, losses)
    assert losses.rows() == [("note", 1), ("termCompList lemma", 1)]


def test_a_status_outside_the_model_stays_while_the_term_may_be_used() -> None:
    word = '<termNote type="administrativeStatus">standardizedTerm-admn-sts</termNote>'
    term = Term(text="هدنة", extra=(word,))
    document = written([one(term)], DEFAULT_2).decode()
    assert document.count("administrativeStatus") == 1
    losses = Losses()
    outdated = replace(term, status=Status.DEPRECATED)
    document = written([one(outdated)], DEFAULT_2, losses).decode()
    assert "deprecatedTerm-admn-sts" in document
    assert "standardized" not in document
    assert losses.rows() == [("termNote administrativeStatus", 1)]


def test_markup_in_a_term_is_kept_where_it_is_legal() -> None:
    term = Term(text="H2O", extra=('<term>H<hi type="subscript">2</hi>O</term>',))
    assert read(written([one(term)])) == [one(term)]
    changed = replace(term, text="CO2")
    losses = Losses()
    (concept,) = read(written([one(changed)], losses=losses))
    assert concept.sections[0].terms[0].text == "CO2"
    assert losses.rows() == [("term", 1)]


def test_illegal_characters_are_left_out_and_counted() -> None:
    losses = Losses()
    (concept,) = read(written([one(Term(text="a\x01b\ufffe"))], losses=losses))
    assert concept.sections[0].terms[0].text == "ab"
    assert losses.rows() == [
        ("illegal character U+0001", 1),
        ("illegal character U+FFFE", 1),
    ]


def test_nothing_to_say_is_counted() -> None:
    losses = Losses()
    empty = LangSection(lang="fr", terms=())
    half = one()
    half = replace(half, sections=(*half.sections, empty))
    assert read(written([half, Concept(id="c2")], losses=losses)) == [one()]
    assert losses.rows() == [
        ("concepts without a term", 1),
        ("languages without a term", 1),
    ]


def test_the_header_is_escaped() -> None:
    header = Header(title="<A & B>", source="me", lang="ar")
    out = "".join(write_tbx([one()], losses=Losses(), header=header))
    assert "<title>&lt;A &amp; B&gt;</title>" in out
    assert 'xml:lang="ar">\n' in out
