from __future__ import annotations

import io

import pytest

from glossary.errors import FormatError
from glossary.formats.tbx.read import read_tbx
from glossary.model import (
    Concept,
    ConceptType,
    LangSection,
    Provenance,
    Status,
    Term,
    TermKind,
)

NAMESPACE = "urn:iso:std:iso:30042:ed-2"
HEADER = "<fileDesc><sourceDesc><p>x</p></sourceDesc></fileDesc>"
LAW = '<descrip type="subjectField">law</descrip>'
MADE = '<transac type="transactionType">origination</transac>'
WHO = '<transacNote type="responsibility">Huda</transacNote>'
TERMS = '<langSet xml:lang="ar"><tig><term>هدنة</term></tig></langSet>'


def martif(entries: str) -> bytes:
    return (
        f'<martif type="TBX" xml:lang="en"><martifHeader>{HEADER}</martifHeader>'
        f"<text><body>\n{entries}\n</body></text></martif>"
    ).encode()


def tbx(entries: str, *, style: str = "dca", namespace: str = NAMESPACE) -> bytes:
    return (
        f'<tbx type="TBX-Basic" style="{style}" xml:lang="en" xmlns="{namespace}" '
        'xmlns:min="http://www.tbxinfo.net/ns/min" '
        'xmlns:basic="http://www.tbxinfo.net/ns/basic" xmlns:x="urn:x">'
        f"<tbxHeader>{HEADER}</tbxHeader><text><body>\n{entries}\n</body></text></tbx>"
    ).encode()


def read(document: bytes) -> list[Concept]:
    return list(read_tbx(io.BytesIO(document), name="g.tbx"))


def entry(inside: str) -> Concept:
    (concept,) = read(martif(f'<termEntry id="c1">{inside}{TERMS}</termEntry>'))
    return concept


def terms(inside: str) -> list[Term]:
    section = f'<langSet xml:lang="en">{inside}</langSet>'
    (concept,) = read(martif(f'<termEntry id="c1">{section}</termEntry>'))
    return list(concept.sections[0].terms)


def status(term: str, word: str | None) -> str:
    note = f'<termNote type="administrativeStatus">{word}</termNote>' if word else ""
    return f"<tig><term>{term}</term>{note}</tig>"


def test_all_that_the_model_has() -> None:
    made = (
        f"<transacGrp>{MADE}{WHO}<date>2024-05-31</date></transacGrp>"
        '<transacGrp><transac type="transactionType">modification</transac>'
        "<date>2024-06-01T10:00:00Z</date></transacGrp>"
    )
    document = martif(
        '<termEntry id="_x0037_"><descrip type="subjectField">politics</descrip>'
        '<descrip type="definition">برلمان</descrip><note>type: organisation</note>'
        f'<note>seat</note><admin type="source">archive</admin>{made}'
        '<langSet xml:lang="ar"><descrip type="definition">مجلس</descrip>'
        "<note>n</note><tig><term>الكنيست</term>"
        '<termNote type="termType">fullForm</termNote>'
        '<termNote type="partOfSpeech">properNoun</termNote>'
        '<termNote type="administrativeStatus">admittedTerm-admn-sts</termNote>'
        "<note>t</note></tig></langSet></termEntry>"
    )
    term = Term(
        text="الكنيست", status=Status.ADMITTED, kind=TermKind.FULL_FORM, note="t"
    )
    assert read(document) == [
        Concept(
            id="7",
            type=ConceptType.ORGANISATION,
            subject="politics",
            definition="برلمان",
            note="seat",
            sections=(
                LangSection(lang="ar", terms=(term,), definition="مجلس", note="n"),
            ),
            provenance=Provenance(
                created="2024-05-31",
                created_by="Huda",
                changed="2024-06-01T10:00:00Z",
                source="archive",
            ),
        )
    ]


@pytest.mark.parametrize(
    "markup",
    [
        '<descrip type="relatedConcept">x</descrip>',
        '<descrip type="Translation needed">No</descrip>',
        '<xref type="xGraphic" target="a.png">x</xref>',
        '<ref type="see" target="c1">x</ref>',
        '<admin type="productSubset">x</admin>',
        '<adminGrp><admin type="source">x</admin><note>y</note></adminGrp>',
        '<transacGrp><transac type="transactionType">check</transac></transacGrp>',
        f'<transacGrp id="t">{MADE}<date>2024-05-31</date></transacGrp>',
        f"<transacGrp>{MADE}<date>2024-05-31</date><date>2024-06-01</date></transacGrp>",
        f"<transacGrp>{MADE}{WHO}</transacGrp>".replace("bility", "bleFor"),
        f"<transacGrp>{MADE}{WHO}</transacGrp>".replace('y">', 'y" target="p1">'),
        f"<transacGrp>{MADE}</transacGrp>",
    ],
)
def test_what_the_model_lacks_is_kept_as_it_is(markup: str) -> None:
    concept = entry(markup)
    assert concept.provenance.created is None
    assert concept.extra == (markup,)


@pytest.mark.parametrize(
    ("markup", "value"),
    [
        ('<descrip type="subjectField" id="s">law</descrip>', "law"),
        ('<descrip type="subjectField"><hi>la</hi>w</descrip>', "law"),
        (f"<descripGrp>{LAW}<admin>x</admin></descripGrp>", "law"),
    ],
)
def test_a_field_that_says_more_is_read_and_kept(markup: str, value: str) -> None:
    concept = entry(markup)
    assert (concept.subject, concept.extra) == (value, (markup,))


def test_only_the_first_of_a_kind_is_the_field() -> None:
    second = '<descrip type="subjectField">sport</descrip>'
    concept = entry(f'<descrip type="subjectField">law</descrip>{second}')
    assert (concept.subject, concept.extra) == ("law", (second,))


def test_a_group_of_one_is_no_group() -> None:
    concept = entry('<descripGrp><descrip type="definition">d</descrip></descripGrp>')
    assert (concept.definition, concept.extra) == ("d", ())


def test_the_same_statement_twice_is_one_field_and_one_extra() -> None:
    made = f"<transacGrp>{MADE}<date>2024-05-31</date></transacGrp>"
    concept = entry(made + made)
    assert (concept.provenance.created, concept.extra) == ("2024-05-31", (made,))


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ((None, None), ("preferred", "admitted")),
        ((None, "preferred"), ("admitted", "preferred")),
        (("deprecatedTerm-admn-sts", None), ("deprecated", "preferred")),
        (("forbidden", "obsolete"), ("deprecated", "superseded")),
        (("notRecommended", "admitted"), ("deprecated", "admitted")),
        (("standardizedTerm-admn-sts", None), ("preferred", "admitted")),
    ],
)
def test_statuses(words: tuple[str | None, ...], found: tuple[str, ...]) -> None:
    pair = terms("".join(status(f"t{n}", word) for n, word in enumerate(words)))
    assert tuple(term.status.label for term in pair) == found


def test_a_spelling_variant_is_never_the_preferred_term() -> None:
    variant = '<tig><term>a</term><termNote type="termType">variant</termNote></tig>'
    first, second = terms(variant + status("b", None))
    assert (first.status, second.status) == (Status.ADMITTED, Status.PREFERRED)


def test_a_kind_outside_the_model_is_kept() -> None:
    note = '<termNote type="termType">synonym</termNote>'
    (term,) = terms(f"<tig><term>a</term>{note}</tig>")
    assert (term.kind, term.extra) == (None, (note,))


def test_ids_and_components_of_an_ntig() -> None:
    parts = '<termCompList type="lemma"><termComp>a</termComp></termCompList>'
    (term,) = terms(
        f'<ntig id="n"><termGrp id="g"><term id="t">a b</term>{parts}</termGrp>'
        '<descrip type="context">c</descrip></ntig>'
    )
    assert term.text == "a b"
    assert term.extra == (
        '<termSec id="n"/>',
        '<termGrp id="g"/>',
        '<term id="t">a b</term>',
        parts,
        '<descrip type="context">c</descrip>',
    )


def test_layout_is_no_text() -> None:
    concept = entry(
        "<note>\n    one\n    two  three\nfour\n  </note>"
        "<!-- c --><descrip type='definition'>a<!-- c -->b</descrip>"
    )
    assert (concept.note, concept.definition) == ("one two  three\nfour", "ab")
    (term,) = terms("<tig><term>\n  وقف\n  إطلاق\tالنار </term></tig>")
    assert term.text == "وقف إطلاق\tالنار"


def test_dct_style() -> None:
    document = tbx(
        '<conceptEntry id="c1"><min:subjectField>law</min:subjectField>'
        "<x:colour>red</x:colour><descripGrp><basic:definition>d</basic:definition>"
        "<basic:source>s</basic:source><x:shade>dark</x:shade></descripGrp>"
        '<langSec xml:lang="ar"><termSec><term>هدنة</term>'
        "<basic:termType>phrase</basic:termType></termSec></langSec></conceptEntry>",
        style="dct",
    )
    (concept,) = read(document)
    definition = '<descrip type="definition">d</descrip>'
    source = '<admin type="source">s</admin>'
    shade = '<descripNote type="shade">dark</descripNote>'
    assert (concept.subject, concept.definition) == ("law", "d")
    assert concept.sections[0].terms[0].kind is TermKind.PHRASE
    assert concept.extra == (
        '<descrip type="colour">red</descrip>',
        f"<descripGrp>{definition}{source}{shade}</descripGrp>",
    )


def test_older_namespaces() -> None:
    inside = '<langSec xml:lang="ar"><termSec><term>هدنة</term></termSec></langSec>'
    document = tbx(
        f'<conceptEntry id="c1">{inside}</conceptEntry>',
        namespace="urn:iso:std:iso:30042:ed:3.0",
    )
    assert read(document)[0].sections[0].terms[0].text == "هدنة"


def test_tbx_min_1() -> None:
    document = (
        '<TBX dialect="TBX-Min"><header><id>x</id></header><body>'
        '<termEntry id="C2"><subjectField>law</subjectField><langSet xml:lang="en">'
        "<tig><term>hound</term><termStatus>obsolete</termStatus><customer>Desk</customer>"
        "<noteGrp><note><noteKey>usage</noteKey><noteValue>rare</noteValue></note>"
        "<note><noteValue>old</noteValue></note></noteGrp></tig></langSet></termEntry>"
        "</body></TBX>"
    )
    (concept,) = read(document.encode())
    (term,) = concept.sections[0].terms
    assert (concept.subject, term.status, term.note) == (
        "law",
        Status.SUPERSEDED,
        "usage: rare",
    )
    assert term.extra == (
        '<admin type="customerSubset">Desk</admin>',
        "<note>old</note>",
    )


def test_an_entry_without_an_id_has_the_same_one_each_time() -> None:
    first, second = read(
        martif(
            f"<termEntry>{TERMS}</termEntry><termEntry><note>n</note>{TERMS}</termEntry>"
        )
    )
    assert first.id != second.id
    assert read(martif(f"<termEntry>{TERMS}</termEntry>"))[0].id == first.id


def test_what_stands_between_the_entries_is_told() -> None:
    entries = [f'<termEntry id="{n}">{TERMS}</termEntry>' for n in "ab"]
    document = martif("\n<admin/>\n".join(["", *entries, ""]))
    found: list[FormatError] = []
    kept = read_tbx(io.BytesIO(document), name="g.tbx", on_problem=found.append)
    assert [concept.id for concept in kept] == ["a", "b"]
    assert [str(one) for one in found] == [
        f"g.tbx:{n}: <admin> may not stand between the entries; it is not read"
        for n in (3, 5, 7)
    ]


def test_a_taken_id_is_told_and_changed() -> None:
    document = martif(f'<termEntry id="7">{TERMS}</termEntry>\n' * 2)
    found: list[FormatError] = []
    kept = read_tbx(io.BytesIO(document), name="g.tbx", on_problem=found.append)
    assert [concept.id for concept in kept] == ["7", "7-2"]
    assert [str(one) for one in found] == [
        "g.tbx:3: the id '7' is taken; read as '7-2'"
    ]


@pytest.mark.parametrize(
    ("inside", "message"),
    [
        (
            "<note>x</note>",
            "g.tbx:3: the entry has no language with a term",
        ),
        (
            f"{TERMS}\n<langSet><tig><term>a</term></tig></langSet>",
            "g.tbx:4: the langSet lacks xml:lang, so its terms are not read",
        ),
        (
            f'{TERMS}<langSet xml:lang="en"><note>x</note></langSet>',
            "g.tbx:3: the langSet of 'en' has no term, so it is not read",
        ),
        (
            TERMS.replace("</tig>", "</tig>\n<tig><term> </term></tig>"),
            "g.tbx:4: the tig has no term text, so it is not read",
        ),
        (
            '<langSet xml:lang="ar"><tig><term>a</term><term>b</term></tig></langSet>',
            "g.tbx:3: a second term 'b' needs a section of its own",
        ),
    ],
)
def test_messages_of_entries(inside: str, message: str) -> None:
    good = f'<termEntry id="good">{TERMS}</termEntry>'
    other = good.replace("good", "better")
    document = martif(f'{good}\n<termEntry id="bad">{inside}</termEntry>\n{other}')
    with pytest.raises(FormatError) as caught:
        read(document)
    assert str(caught.value) == message
    found: list[FormatError] = []
    kept = read_tbx(io.BytesIO(document), name="g.tbx", on_problem=found.append)
    ids = [concept.id for concept in kept]
    assert [one for one in ids if one != "bad"] == ["good", "better"]
    assert [str(one) for one in found] == [message]


@pytest.mark.parametrize(
    ("inside", "terms", "message"),
    [
        (
            "<tig><term>a</term><note>n</note><term>b</term></tig>",
            [("a", "n"), ("b", None)],
            "g.tbx:3: a second term 'b' needs a section of its own",
        ),
        (
            "<term>a</term><tig><note>n</note></tig>",
            [("a", "n")],
            "g.tbx:3: the term 'a' stands outside a section of its own",
        ),
        (
            "<tig><term>a</term></tig><term>b</term>",
            [("a", None), ("b", None)],
            "g.tbx:3: the term 'b' stands outside a section of its own",
        ),
    ],
)
def test_a_term_in_the_wrong_place_is_kept(
    inside: str, terms: list[tuple[str, str | None]], message: str
) -> None:
    section = f'<langSet xml:lang="ar">{inside}</langSet>'
    document = martif(f'\n<termEntry id="c">{section}</termEntry>')
    found: list[FormatError] = []
    (kept,) = read_tbx(io.BytesIO(document), name="g.tbx", on_problem=found.append)
    assert [(one.text, one.note) for one in kept.sections[0].terms] == terms
    assert [str(one) for one in found] == [message]


def test_a_broken_entry_is_told_and_the_others_kept() -> None:
    good = f'<termEntry id="good">{TERMS}</termEntry>\n'
    other = good.replace("good", "better")
    document = martif(f"{good}<termEntry id='bad'><note></termEntry>\n{other}")
    found: list[FormatError] = []
    kept = read_tbx(io.BytesIO(document), name="g.tbx", on_problem=found.append)
    assert [concept.id for concept in kept] == ["good", "better"]
    assert [one.where.line for one in found] == [3]


@pytest.mark.parametrize(
    "document",
    [
        b'<tmx version="1.4"><header/><body/></tmx>',
        b'<tbx xmlns="urn:other"><text/></tbx>',
    ],
)
def test_another_format_is_refused(document: bytes) -> None:
    with pytest.raises(FormatError, match=r"^g\.tbx:1: is not TBX: its root is <t"):
        read(document)


def test_entities_are_refused() -> None:
    document = b'<!DOCTYPE martif [<!ENTITY e "x">]><martif><text/></martif>'
    with pytest.raises(FormatError, match="entit"):
        read(document)


def test_a_prefix_that_nobody_declares_costs_no_term() -> None:
    problems: list[FormatError] = []
    note = '<termNote type="termType" a:type="x" a:c="y">acronym</termNote>'
    inside = (
        f'<langSet xml:lang="en"><tig a:b="c"><term>truce</term>{note}</tig></langSet>'
    )
    data = tbx(inside.join(["<conceptEntry id='1'>", "</conceptEntry>"]))
    data = data.replace(b"langSet", b"langSec").replace(b"tig", b"termSec")
    (concept,) = read_tbx(io.BytesIO(data), name="g.tbx", on_problem=problems.append)
    (term,) = concept.sections[0].terms
    assert (term.text, term.kind) == ("truce", TermKind.ACRONYM)
    assert "the prefix a of a:b is not declared" in str(problems[0])


def test_an_entry_with_bad_bytes_is_left_out_and_told() -> None:
    problems: list[FormatError] = []
    kept = [f'<termEntry id="c{n}">{TERMS}</termEntry>\n' for n in (1, 2, 3)]
    data = martif("".join(kept)).replace(b"c2", b"c2\xff")
    found = read_tbx(io.BytesIO(data), name="g.tbx", on_problem=problems.append)
    assert [concept.id for concept in found] == ["c1", "c3"]
    (problem,) = problems
    assert str(problem).startswith("g.tbx:3: byte 0xff at offset")
