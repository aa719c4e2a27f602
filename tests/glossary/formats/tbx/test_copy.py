from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from glossary.errors import FormatError
from glossary.formats.tbx.copy import copy_tbx
from tests.glossary.formats.tbx.oracle import each_file

if TYPE_CHECKING:
    from pathlib import Path

# Elements that hold elements only, so that blanks between these say nothing.
_STRUCTURE = re.compile(
    r"(martif|tbx|TBX|text|body|back|\w*Header|header|fileDesc|titleStmt|sourceDesc"
    r"|encodingDesc|revisionDesc|change|\w*Entry|lang(Set|Sec)|n?tig|termSec|\w+Grp"
    r"|refObject\w*|itemSet|termCompList|noteGrp)$"
)


def copied(document: bytes) -> tuple[str, list[FormatError]]:
    problems: list[FormatError] = []
    pieces = copy_tbx(io.BytesIO(document), name="g.tbx", on_problem=problems.append)
    return "".join(pieces), problems


def canonical(document: bytes) -> bytes:
    parser = etree.XMLParser(remove_comments=True, resolve_entities=False)
    root = etree.fromstring(document, parser)
    for element in root.iter():
        if isinstance(element.tag, str) and _STRUCTURE.search(element.tag):
            element.text = (element.text or "").strip()
            for child in element:
                child.tail = (child.tail or "").strip()
    return etree.tostring(root.getroottree(), method="c14n")


@each_file
def test_nothing_changes_but_comments_and_blanks(path: Path) -> None:
    document = path.read_bytes()
    if b"<!ENTITY" in document:
        pytest.skip("the file is refused")
    try:
        before = canonical(document)
    except etree.XMLSyntaxError:
        pytest.skip("the file is not well formed")
    after, problems = copied(document)
    if problems:
        # An element between the entries; TBX_test_files__core_structure_bad has one.
        assert all("between the entries" in one.problem for one in problems)
        assert canonical(after.encode()) != before
        return
    assert canonical(after.encode()) == before


def test_prolog_header_attributes_and_back_matter() -> None:
    document = (
        '<?xml-model href="a.rng"?>\n<!DOCTYPE t:tbx SYSTEM "a.dtd">\n'
        '<t:tbx xmlns:t="urn:iso:std:iso:30042:ed-2" style="dca" type="TBX-Basic" '
        'xml:lang="ar" mine="&lt;1&gt;">\n'
        "<t:tbxHeader><t:x/></t:tbxHeader>\n"
        '<t:text id="a">\n<t:body id="b">\n'
        '<t:conceptEntry id="c1"><t:note xml:lang="ar">قال: &lt;نعم&gt;</t:note>'
        "</t:conceptEntry>\n"
        "</t:body>\n<t:back><t:x/></t:back>\n</t:text>\n</t:tbx>\n"
    )
    after, problems = copied(document.encode("utf-16"))
    declaration, doctype, model, rest = after.split("\n", 3)
    assert declaration == '<?xml version="1.0" encoding="UTF-8"?>'
    assert f"{model}\n{doctype}\n{rest}" == document
    assert problems == []


def test_a_broken_entry_is_left_out_and_told() -> None:
    document = (
        '<martif type="TBX" xml:lang="en"><martifHeader/><text><body>\n'
        '<termEntry id="1"/>\n<termEntry id="2"><note></termEntry>\n'
        '<termEntry id="3"/>\n</body></text></martif>'
    )
    after, problems = copied(document.encode())
    root = etree.fromstring(after.encode())
    assert [one.get("id") for one in root.iter("termEntry")] == ["1", "3"]
    assert [one.where.line for one in problems] == [3]


def test_another_format_is_refused() -> None:
    with pytest.raises(FormatError, match="is not TBX"):
        copied(b"<tmx/>")
