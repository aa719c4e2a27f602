from __future__ import annotations

import pytest
from hypothesis import given

from glossary.errors import FormatError
from glossary.formats.csv import read_csv, write_csv
from glossary.losses import Losses
from glossary.model import Concept, LangSection, Provenance, Status, Term, TermKind
from tests.strategies import concepts, glossaries, without_details


def read(text: str) -> list[Concept]:
    return list(read_csv(text.splitlines(keepends=True), name="g.csv"))


def problems(text: str) -> tuple[list[Concept], list[str]]:
    found: list[FormatError] = []
    lines = text.splitlines(keepends=True)
    kept = list(read_csv(lines, name="g.csv", on_problem=found.append))
    return kept, [str(one) for one in found]


def texts(concept: Concept) -> list[list[tuple[str, str]]]:
    return [
        [(term.text, term.status.label) for term in section.terms]
        for section in concept.sections
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@given(glossary=glossaries(concepts().map(without_details)))
def test_round_trip(glossary: list[Concept], delimiter: str) -> None:
    losses = Losses()
    out = list(write_csv(glossary, losses=losses, delimiter=delimiter))
    assert list(read_csv(out)) == glossary
    assert losses.rows() == []


def test_rows_of_a_concept_with_synonyms() -> None:
    concept = Concept(
        id="c7",
        subject="politics",
        note="plenum",
        sections=(
            LangSection(
                lang="ar",
                terms=(
                    Term(text="الكنيست"),
                    Term(text="البرلمان الإسرائيلي", status=Status.ADMITTED),
                ),
            ),
            LangSection(
                lang="en",
                terms=(
                    Term(text="Kneset", status=Status.DEPRECATED),
                    Term(text="Knesset"),
                    Term(text="Knset", kind=TermKind.VARIANT),
                ),
            ),
        ),
    )
    assert "".join(write_csv([concept], losses=Losses())).split("\r\n") == [
        "ar,en,status,domain,definition,note,id,type,kind",
        "الكنيست,Knesset,preferred,politics,,plenum,c7,term,",
        "الكنيست,Kneset,deprecated,politics,,,c7,term,",
        "الكنيست,Knset,preferred,politics,,,c7,term,variant",
        "البرلمان الإسرائيلي,Knesset,admitted,politics,,,c7,term,",
        "",
    ]


def test_a_source_that_is_not_preferred_has_a_row_of_its_own() -> None:
    left = LangSection(lang="ar", terms=(Term(text="هدنة", status=Status.ADMITTED),))
    right = LangSection(lang="en", terms=(Term(text="truce"),))
    out = list(write_csv([Concept(id="1", sections=(left, right))], losses=Losses()))
    assert out[1:] == [
        "هدنة,,admitted,,,,1,term,\r\n",
        "هدنة,truce,preferred,,,,1,term,\r\n",
    ]


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("ar,en", "الكنيست,Knesset"),
        ("source;target", "الكنيست;Knesset"),
        ("target\tsource", "Knesset\tالكنيست"),
        ("Arabic|English", "الكنيست|Knesset"),
        ("\ufeffar,en", "الكنيست,Knesset"),
        ("sep=;\nar;en", "الكنيست;Knesset"),
        ("\n ar , en ", '"الكنيست","Knesset"'),
        ("id,status,ar,en", ",,الكنيست,Knesset"),
    ],
)
def test_headers(header: str, row: str) -> None:
    (concept,) = read(f"{header}\n{row}\n")
    assert [one.lang for one in concept.sections] == ["ar", "en"]
    assert texts(concept) == [[("الكنيست", "preferred")], [("Knesset", "preferred")]]


def test_the_tags_of_the_header_are_kept() -> None:
    (concept,) = read("ar-EG,en-GB,fr\nالكنيست,Knesset,Knesset\n")
    assert [one.lang for one in concept.sections] == ["ar-EG", "en-GB", "fr"]


def test_a_forbidden_row_says_nothing_against_its_source() -> None:
    (concept,) = read("ar,en,status\nوقف إطلاق النار,armistice,forbidden\n")
    assert texts(concept) == [
        [("وقف إطلاق النار", "preferred")],
        [("armistice", "deprecated")],
    ]


def test_terms_without_a_status() -> None:
    (concept,) = read("ar,en,id\nهدنة,truce,1\nهدنة,ceasefire,1\nتهدئة,truce,1\n")
    assert texts(concept) == [
        [("هدنة", "preferred"), ("تهدئة", "admitted")],
        [("truce", "preferred"), ("ceasefire", "admitted")],
    ]


def test_rows_without_an_id_are_concepts_with_the_same_id_each_time() -> None:
    first, second = read("ar,en\nهدنة,truce\nهدنة,ceasefire\n")
    assert first.id != second.id
    assert read("source;target\nهدنة;truce\n")[0].id == first.id


@pytest.mark.parametrize("text", ["=1+1", "+1", "-ism", "@home", "'Ndrangheta", "'=x"])
def test_no_cell_is_a_formula(text: str) -> None:
    pair = (
        LangSection(lang="ar", terms=(Term(text="مثال"),)),
        LangSection(lang="en", terms=(Term(text=text),)),
    )
    out = list(write_csv([Concept(id="1", sections=pair)], losses=Losses()))
    assert out[1].startswith(f"مثال,'{text},")
    assert texts(next(read_csv(out)))[1] == [(text, "preferred")]


def test_a_carriage_return_alone_in_the_header() -> None:
    with pytest.raises(FormatError, match=r"^g\.csv:1: a carriage return stands alone"):
        list(read_csv(["ar,en\rهدنة,truce\n"], name="g.csv"))


def test_an_apostrophe_of_the_text_itself_is_kept() -> None:
    (concept,) = read("ar,en\nندرانغيتا,'Ndrangheta\n")
    assert texts(concept)[1] == [("'Ndrangheta", "preferred")]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "g.csv: the file is empty"),
        (
            "الكنيست,Knesset\n",
            "g.csv:1: 'الكنيست,Knesset' is no header; begin the file with a row that",
        ),
        (
            "ar,en,colour\nا,a,red\n",
            "g.csv:1: the column 'colour' is not read; the columns are language tags",
        ),
        ("ar,en\n,\n , \n\nا,b,c\n", "g.csv:5: the row has 3 cells and the header 2;"),
        ("ar,en,note\n,,x\n", "g.csv:2: the row has no term in any language"),
        ("ar,en\nا,\x07\n", "g.csv:2: column 2 holds the control character U+0007"),
        ("ar,en,status\nا,a,good\n", "g.csv:2: 'good' is not a term status"),
        ("ar,en,type\nا,a,man\n", "g.csv:2: 'man' is not a type; the types are person"),
        ("ar,en,kind\nا,a,x\n", "g.csv:2: 'x' is not a kind; the kinds are fullForm"),
        ('ar,en\nا,"a\n', "g.csv:2: unexpected end of data"),
        ('ar,en\nا,"a"b\n', "g.csv:2: ',' expected after '\"'"),
        (
            "ar,en,id\nا,a,1\nب,b,2\nا,c,1\n",
            "g.csv:4: the entry '1' began further up; keep the rows of an entry",
        ),
        (
            "ar,en,id,domain\nا,a,1,law\nا,b,1,sport\n",
            "g.csv:3: the domain 'sport' contradicts 'law'",
        ),
    ],
)
def test_messages(text: str, message: str) -> None:
    with pytest.raises(FormatError) as caught:
        read(text)
    assert str(caught.value).startswith(message)


def test_good_rows_survive_bad_ones() -> None:
    kept, found = problems('ar,en\nا,a\nب,\x00\nت,"x"y\nث,d\n')
    assert [texts(one)[1][0][0] for one in kept] == ["a", "d"]
    assert [one.split(": ")[0] for one in found] == ["g.csv:3", "g.csv:4"]


def test_line_breaks_and_quotes_in_a_cell() -> None:
    (concept,) = read('ar,en,note\nا,a,"one ""1""\r\ntwo, three"\n')
    assert concept.note == 'one "1"\r\ntwo, three'


def test_losses_are_named() -> None:
    losses = Losses()
    concept = Concept(
        id="1",
        extra=("<admin type='x'/>",),
        provenance=Provenance(source="archive"),
        sections=(
            LangSection(lang="ar-SA", terms=(Term(text="ا", note="n"), Term(text="ا"))),
            LangSection(lang="en", terms=(Term(text="a\x00b"),), definition="d"),
            LangSection(lang="fr", terms=(Term(text="c"),), note="n"),
        ),
    )
    out = list(write_csv([concept, Concept(id="2")], losses=losses))
    assert out[1] == "ا,ab,preferred,,,,1,term,\r\n"
    assert losses.rows() == [
        ("TBX details", 1),
        ("concepts without both languages", 1),
        ("definitions of one language", 1),
        ("illegal character U+0000", 1),
        ("language fr", 1),
        ("language tag ar-SA", 1),
        ("notes of one language", 1),
        ("notes of terms", 1),
        ("provenance: source", 1),
        ("repeated terms", 1),
    ]
