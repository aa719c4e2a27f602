"""Real files: nothing that they say is lost on the way through the model."""

from __future__ import annotations

import io
from collections import Counter
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

import pytest
from lxml import etree

from glossary.errors import FormatError
from glossary.formats.tbx.dialects import BASIC_2, BASIC_3, DEFAULT_2, dialect_of
from glossary.formats.tbx.fields import dca
from glossary.formats.tbx.names import ENTRIES, SECTIONS, TERMS
from glossary.formats.tbx.read import read_tbx
from glossary.formats.tbx.write import write_tbx
from glossary.losses import Losses
from glossary.record import parse_status
from glossary.xml import local_name
from tests.glossary.formats.tbx.oracle import Verdict, each_file, needs_schemas

if TYPE_CHECKING:
    from pathlib import Path

    from glossary.model import Concept

_LEVELS = ENTRIES | SECTIONS | TERMS
_GROUPS = frozenset(
    ("adminGrp", "descripGrp", "termNoteGrp", "transacGrp", "termGrp", "noteGrp")
)
_OF_IDS = frozenset(("id", "target"))
_PRIVATE = dialect_of("tbx", "TBX-Private")


class Fact(NamedTuple):
    level: str
    element: str
    type: str | None
    text: str


def read(path: Path) -> tuple[list[Concept], list[FormatError]]:
    problems: list[FormatError] = []
    with path.open("rb") as stream:
        try:
            found = read_tbx(stream, name=path.name, on_problem=problems.append)
            return list(found), problems
        except FormatError as problem:
            return [], [problem]


def facts(document: bytes) -> Counter[Fact]:
    """Count what the terms, sections and entries of a document say."""
    parser = etree.XMLParser(remove_comments=True, resolve_entities=False)
    found: Counter[Fact] = Counter()
    for element in etree.fromstring(document, parser).iter("{*}*"):
        if local_name(element) in _LEVELS and not _is_empty(element):
            found += Counter(_said(element, _level(element)))
    return found


def _level(element: etree._Element) -> str:
    name = local_name(element)
    return "entry" if name in ENTRIES else "section" if name in SECTIONS else "term"


def _is_empty(element: etree._Element) -> bool:
    # A term that stands before a section which lacks one is read as that section's.
    terms = [*element.iter("{*}term"), *element.itersiblings("{*}term", preceding=True)]
    return not any("".join(one.itertext()).strip() for one in terms)


def _said(element: etree._Element, level: str) -> list[Fact]:
    said: list[Fact] = []
    for child in element.iterchildren("*"):
        name = local_name(child)
        if name in _GROUPS:
            said += _said(child, level)
        elif name not in _LEVELS:
            said.append(_fact(child, level))
    return said


def _fact(element: etree._Element, level: str) -> Fact:
    if local_name(element.getparent()) == "noteGrp":
        words = ": ".join(one.text or "" for one in element)
        return Fact(level, "note", None, words)
    plain = dca(element)
    text = " ".join(str(plain.xpath("string()")).split())
    kind = plain.get("type")
    if kind == "administrativeStatus":
        with suppress(ValueError):
            text = parse_status(text)
    return Fact("term" if plain.tag == "term" else level, str(plain.tag), kind, text)


@each_file
def test_a_file_is_read_or_refused(path: Path) -> None:
    concepts, problems = read(path)
    assert concepts or problems
    assert all(one.where.file == path.name for one in problems)


@each_file
def test_nothing_is_lost_in_the_same_version(path: Path) -> None:
    concepts, problems = read(path)
    try:
        before = facts(path.read_bytes())
    except etree.XMLSyntaxError:
        pytest.skip("the file is not well formed")
    if not concepts:
        assert problems
        return
    dialect = _PRIVATE if b"<tbx" in path.read_bytes()[:2000] else DEFAULT_2
    losses = Losses()
    document = "".join(write_tbx(concepts, losses=losses, dialect=dialect)).encode()
    after = facts(document)
    counted = sum(number for what, number in losses.rows() if what not in _OF_IDS)
    missing = before - after
    # A term or section that cannot be read is a problem; it has one text here.
    assert missing.total() <= counted + len(problems)
    assert counted <= missing.total()
    assert {fact.type for fact in after - before} <= {"administrativeStatus"}
    back = list(read_tbx(io.BytesIO(document), name="again"))
    assert facts("".join(write_tbx(back, losses=losses, dialect=dialect)).encode()) == (
        after
    )


@needs_schemas
@pytest.mark.parametrize("dialect", [BASIC_2, BASIC_3], ids=["2", "3"])
@each_file
def test_any_file_can_be_written_as_tbx_basic(
    path: Path, dialect: object, verdict: Verdict
) -> None:
    concepts, _ = read(path)
    if not concepts:
        pytest.skip("the file is refused")
    losses = Losses()
    out = write_tbx(concepts, losses=losses, dialect=dialect)  # type: ignore[arg-type]
    assert verdict("".join(out).encode()) == ("valid", [])
