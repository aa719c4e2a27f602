from __future__ import annotations

import copy
import io
import random
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from glossary.errors import FormatError
from glossary.formats.tbx.validate import validate_tbx
from glossary.model import Diagnostic, Severity
from tests.glossary.formats.tbx.oracle import FILES, Verdict, each_file, needs_schemas

if TYPE_CHECKING:
    from pathlib import Path

HEADER = "<fileDesc><sourceDesc><p>x</p></sourceDesc></fileDesc>"


def validate(document: str | bytes) -> list[Diagnostic]:
    data = document.encode() if isinstance(document, str) else document
    return list(validate_tbx(io.BytesIO(data), name="g.tbx"))


def errors(document: str | bytes) -> list[Diagnostic]:
    return [one for one in validate(document) if one.severity is Severity.ERROR]


def basic_2(inside: str, kind: str = "TBX-Basic") -> str:
    return (
        f'<martif type="{kind}" xml:lang="en"><martifHeader>{HEADER}</martifHeader>'
        f'<text><body>\n<termEntry id="c1">{inside}<langSet xml:lang="ar"><tig>'
        "<term>هدنة</term></tig></langSet></termEntry></body></text></martif>"
    )


def basic_3(
    entry: str, term: str = "", kind: str = "TBX-Basic", style: str = "dca"
) -> str:
    return (
        f'<tbx type="{kind}" style="{style}" xml:lang="en" '
        'xmlns="urn:iso:std:iso:30042:ed-2" xmlns:min="http://www.tbxinfo.net/ns/min">'
        f"<tbxHeader>{HEADER}</tbxHeader><text><body>\n"
        f'<conceptEntry id="c1">{entry}<langSec xml:lang="ar"><termSec>'
        f"<term>هدنة</term>{term}</termSec></langSec></conceptEntry>"
        "</body></text></tbx>"
    )


@pytest.mark.parametrize(
    "document",
    [
        basic_2(""),
        basic_2('<admin type="see">x</admin>', "TBX"),
        basic_2('<note id="a:b">x</note>', "TBX"),
        basic_3('<descrip type="subjectField">law</descrip>'),
        basic_3("<min:subjectField>law</min:subjectField>", style="dct"),
        basic_3('<descrip type="mine">x</descrip>', kind="TBX-Mine"),
        basic_3('<note>a<sc id="s"/>b<ec startRef="s"/></note>'),
        basic_3('<ref type="crossReference" target="c1">x</ref>'),
    ],
)
def test_valid(document: str) -> None:
    assert errors(document) == []


@pytest.mark.parametrize(
    ("document", "rule", "message"),
    [
        (basic_2("<foo/>"), "element-unknown", "<foo> is not allowed here in"),
        (basic_2("<tig/>"), "element-not-allowed", "<tig> is not allowed here in"),
        (
            basic_2('<admin type="see">x</admin>'),
            "data-category-unknown",
            "TBX-Basic has no <admin type='see'>; it has customerSubset, projectSub",
        ),
        (
            basic_3("", '<termNote type="partOfSpeech">properNoun</termNote>'),
            "data-category-value",
            "'partOfSpeech' cannot be 'properNoun'; it is one of: adjective, noun",
        ),
        (
            basic_3("", '<descrip type="definition">x</descrip>'),
            "data-category-level",
            "'definition' may not stand here; move it to: conceptEntry, langSec",
        ),
        (
            basic_3(
                "<descripGrp><descrip type='definition'>x</descrip><xref "
                "type='xGraphic' target='https://example.org'>x</xref></descripGrp>"
            ),
            "data-category-level",
            "'xGraphic' may not stand here",
        ),
        (
            basic_3('<admin type="">x</admin>'),
            "data-category-unknown",
            "<admin> has an empty type; name its data category",
        ),
        (
            basic_3("<min:subjectField>law</min:subjectField>"),
            "style-mixed",
            "<min:subjectField> is of another namespace, but the file says style='dca'",
        ),
        (
            basic_3('<descrip type="subjectField">law</descrip>', style="dct"),
            "style-mixed",
            "<descrip> has a type, but the file says style='dct'",
        ),
        (
            basic_3('<note id="c1">x</note>'),
            "id-duplicate",
            "the id 'c1' was given in line 2 already",
        ),
        (
            basic_3('<ref type="crossReference" target="c9">x</ref>'),
            "target-missing",
            "nothing in the file has the id 'c9'; correct it",
        ),
        (
            basic_3(
                '<transacGrp><transac type="transactionType">origination</transac>'
                "<date>2024-02-31</date></transacGrp>"
            ),
            "date",
            "'2024-02-31' is no date; write it like '2024-05-31'",
        ),
        (
            basic_2(
                '<transacGrp><transac type="transactionType">origination</transac>'
                "<date>2024-05-31T10:00:00Z</date></transacGrp>"
            ),
            "date",
            "'2024-05-31T10:00:00Z' is no date",
        ),
        (
            basic_3('<note>a<sc id="s"/>b<ec/></note>'),
            "code-reference",
            "<ec> needs the attribute 'startRef' here; add it",
        ),
        (
            basic_3('<note>a<sc id="s" isolated="no"/>b</note>'),
            "code-isolated",
            "<sc> lacks its partner in this text; write isolated='yes'",
        ),
        (
            basic_3("").replace("ed-2", "ed:3.0"),
            "namespace",
            "the namespace is 'urn:iso:std:iso:30042:ed:3.0'; write xmlns='urn:iso",
        ),
        (
            basic_2("").replace("<martif ", '<martif xmlns="urn:iso:std:iso:30042" '),
            "namespace",
            "the namespace 'urn:iso:std:iso:30042' is not that of TBX 2; remove it",
        ),
        (
            basic_2("<note>"),
            "not-well-formed",
            "<note> is not closed, or its end tag is misspelt",
        ),
        (
            basic_2('<note id="1">x</note>'),
            "attribute-value",
            "id='1' of <note> must be a name: a letter, then letters, digits",
        ),
    ],
)
def test_errors(document: str, rule: str, message: str) -> None:
    (found,) = [one for one in errors(document) if one.rule == rule]
    assert found.message.startswith(message)
    assert found.line == (1 if rule == "namespace" else 2)


@pytest.mark.parametrize(
    ("document", "rule", "message"),
    [
        (
            basic_2('<descrip type="context">x</descrip>'),
            "data-category-level",
            "'context' may not stand here; move it to: termSec",
        ),
        (
            basic_2('<descrip type="mine">x</descrip>', "TBX"),
            "data-category-unknown",
            "TBX has no <descrip type='mine'>; it has antonymConcept",
        ),
        (
            basic_3(
                "<transacGrp><transac type='transactionType'>creation</transac>"
                "</transacGrp>"
            ),
            "data-category-value",
            "'transactionType' cannot be 'creation'",
        ),
        (
            basic_3("<xref type='xGraphic' target='a.png'>x</xref>"),
            "link",
            "the link 'a.png' should begin with https:// or http://",
        ),
        (
            basic_2("").replace("هدنة", " "),
            "term-empty",
            "the term has no text; add it",
        ),
        (
            basic_2("").replace('"ar"', '"Arabic (Egypt)"'),
            "language-tag",
            "'Arabic (Egypt)' is not a language tag; write it like 'ar' or 'en-GB'",
        ),
    ],
)
def test_warnings(document: str, rule: str, message: str) -> None:
    (found,) = validate(document)
    assert (found.rule, found.severity, found.line) == (rule, Severity.WARNING, 2)
    assert found.message.startswith(message)


def test_tbx_min_1() -> None:
    document = (
        '<TBX dialect="TBX-Min"><header><id>x</id><languages source="ar" target="en"/>'
        '</header><body><termEntry id="a"><subjectField>law</subjectField>'
        '<langSet xml:lang="en"><tig><term>truce</term></tig></langSet>'
        "</termEntry></body></TBX>"
    )
    assert validate(document) == []
    (found,) = errors(document.replace("<term>truce</term>", ""))
    assert found.rule == "element-missing"


def test_another_format_is_refused() -> None:
    with pytest.raises(FormatError, match=r"^g\.tbx:1: is not TBX: its root is <tmx>"):
        validate("<tmx/>")


@needs_schemas
@each_file
def test_the_verdict_is_that_of_the_official_schemas(
    path: Path, verdict: Verdict
) -> None:
    document = path.read_bytes()
    expected, _ = verdict(document)
    if expected == "unknown":
        pytest.skip("no schema decides")
    try:
        valid = not errors(document)
    except FormatError:
        valid = False
    assert valid == (expected == "valid")


_NAMES = (
    *("descrip", "admin", "note", "ref", "xref", "transacGrp", "transac", "date"),
    *("transacNote", "descripGrp", "adminGrp", "termNote", "termNoteGrp", "term"),
    *("hi", "foreign", "sc", "ec", "ph", "bpt", "item", "p", "adminNote"),
)
_TYPES = (
    *("definition", "context", "subjectField", "source", "customerSubset", "xGraphic"),
    *("crossReference", "externalCrossReference", "partOfSpeech", "termType", "foo"),
    *("administrativeStatus", "transactionType", "responsibility", "", "fmt", "bold"),
)
_TEXTS = (
    *("noun", "verb", "fullForm", "origination", "2024-01-01", "2024-01-01T10:00:00"),
    *("", "preferredTerm-admn-sts", "preferred", "masculine", "menuItem"),
)
_VALUES = (*_TYPES, "c1", "c2", "https://example.org", "1x", "ar", "en-US", "TBX-Min")


def mutate(root: etree._Element, choice: random.Random) -> None:
    elements = [one for one in root.iter() if isinstance(one.tag, str)]
    element = choice.choice(elements[1:])
    parent = element.getparent()
    assert parent is not None
    space = str(root.tag).rpartition("}")[0]
    name = (f"{space}}}" if space else "") + choice.choice(_NAMES)
    match choice.randrange(8):
        case 0:
            parent.remove(element)
        case 1:
            element.addnext(copy.deepcopy(element))
        case 2:
            key = choice.choice(("id", "type", "target", "datatype", "foo", "isolated"))
            element.set(key, choice.choice(_VALUES))
        case 3 if element.attrib:
            del element.attrib[choice.choice(sorted(element.attrib))]
        case 4 if element.attrib:
            key = choice.choice(sorted(element.attrib))
            element.set(key, choice.choice(_VALUES))
        case 5:
            element.text = choice.choice(_TEXTS)
        case 6:
            element.tag = name
        case _:
            child = etree.SubElement(element, name, type=choice.choice(_TYPES))
            child.text = choice.choice(_TEXTS)
            element.insert(choice.randrange(len(element)), child)


@needs_schemas
def test_the_verdict_on_broken_copies_is_that_of_the_official_schemas(
    verdict: Verdict,
) -> None:
    choice = random.Random(2024)
    small = [
        path.read_bytes()
        for path in FILES
        if path.stat().st_size < 10_000
        and verdict(path.read_bytes())[0] == "valid"
        and b'style="dct"' not in path.read_bytes()
    ]
    assert small
    wrong = []
    for _ in range(300):
        root = etree.fromstring(choice.choice(small))
        mutate(root, choice)
        document = etree.tostring(root)
        expected, messages = verdict(document)
        found = errors(document)
        if expected != "unknown" and (expected == "valid") == bool(found):
            wrong.append((expected, messages[:1], found[:1]))
    assert wrong == []
