"""Validation agrees with the official DTDs and says what to do."""

# ruff: noqa: E501 - a message stands in one piece

from __future__ import annotations

import importlib.util
import io
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from glossary.errors import FormatError
from glossary.model import Severity
from tmx.formats.tmx import validate_tmx

if TYPE_CHECKING:
    from types import ModuleType

SHARED = Path(__file__).resolve().parents[3] / ".." / "shared"
DEV = SHARED / "data" / "exchange" / "tmx"
ORACLE = SHARED / "tools" / "validate_exchange.py"
ATTRIBUTES = (
    'creationtool="x" creationtoolversion="1" segtype="sentence" o-tmf="x" '
    'adminlang="en" srclang="ar" datatype="plaintext"'
)
UNIT = '<tu><tuv xml:lang="ar"><seg>س</seg></tuv></tu>'


def validate(data: str | bytes) -> list[str]:
    raw = data if isinstance(data, bytes) else data.encode()
    return [
        f"{one.line} {one.severity} {one.rule}: {one.message}"
        for one in validate_tmx(io.BytesIO(raw), name="m.tmx")
    ]


def document(*parts: str, version: str = "1.4", header: str = ATTRIBUTES) -> str:
    inner = "\n".join(parts)
    return (
        f'<tmx version="{version}">\n<header {header}/>\n<body>\n{inner}\n</body></tmx>'
    )


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (document(UNIT), []),
        (document(UNIT.replace("xml:lang", "lang"), version="1.1"), []),
        (
            document(UNIT, version="1.5"),
            ["1 error attribute-value: version='1.5' of <tmx> must be one of: 1.4"],
        ),
        (
            document(UNIT, header=ATTRIBUTES.replace("sentence", "line")),
            [
                "2 error attribute-value: segtype='line' of <header> must be one of: block, paragraph, sentence, phrase"
            ],
        ),
        (
            document(UNIT, header=ATTRIBUTES.replace(' srclang="ar"', "")),
            [
                "2 error attribute-missing: <header> lacks the attribute 'srclang'; add it"
            ],
        ),
        (
            document("<tu>\n</tu>"),
            [
                "5 error element-missing: <tu> ends too early; add <note> or <prop> or <tuv>"
            ],
        ),
        (
            document('<tu><tuv xml:lang="ar"/></tu>'),
            [
                "4 error element-missing: <tuv> ends too early; add <note> or <prop> or <seg>"
            ],
        ),
        (
            document(UNIT.replace("</tu>", "<note>n</note></tu>")),
            [
                "4 error element-not-allowed: <note> is not allowed here in <tu>; expected <tuv> or nothing more"
            ],
        ),
        (
            document(UNIT.replace("س", "س<g>x</g>")),
            [
                "4 error element-unknown: <g> is not allowed here in <seg>; expected <bpt> or <ept> or <ph> or <it> or <hi> or <ut> or nothing more"
            ],
        ),
        (
            document(UNIT.replace("س", 'س<it pos="x"/>')),
            ["4 error attribute-value: pos='x' of <it> must be one of: begin, end"],
        ),
        (
            document(
                UNIT.replace("س", "<hi>س</hi>").replace("xml:", ""), version="1.1"
            ),
            [
                "4 error element-unknown: <hi> is not allowed here in <seg>; expected <bpt> or <ept> or <ph> or <it> or <ut> or <sub> or nothing more"
            ],
        ),
        (
            document(UNIT.replace("س", " ")),
            [
                "4 warning empty-segment: <seg> is empty; write the text or remove the <tuv>"
            ],
        ),
        (document(UNIT.replace("س", "<ph/>")), []),
        (
            document(*[UNIT.replace("<tu>", '<tu tuid="7">')] * 2),
            [
                "5 warning duplicate-tuid: tuid '7' is that of the unit in line 4; give each unit its own"
            ],
        ),
        (
            document(UNIT.replace('"ar"', '"arabic language"')),
            [
                "4 warning language-tag: 'arabic language' is not a language tag; write it like 'ar' or 'en-GB'",
                "2 warning srclang-unused: srclang is 'ar', but no unit has that language (arabic language); tools will find no source text: correct srclang",
            ],
        ),
        (
            document(
                UNIT.replace('"ar"', '"fr"'),
                header=ATTRIBUTES.replace('"ar"', '"*all*"'),
            ),
            [],
        ),
        (document(UNIT.replace('"ar"', '"ar-SA"')), []),
        (
            f"<tmx><header {ATTRIBUTES}/><body/></tmx>",
            ["1 warning version-missing: <tmx> lacks version; add it: 1.4"],
        ),
        (
            document(UNIT.replace("س", "R & D")),
            ["4 error not-well-formed: a bare '&' stands here; write &amp;"],
        ),
        (
            document(UNIT.replace("س", "a\x01")),
            [
                "4 error illegal-character: illegal character U+0001, which XML 1.0 forbids; remove it (it is left out when read)"
            ],
        ),
        (
            document(UNIT)[:-20],
            ["4 error not-well-formed: the file ends inside <tuv>: it is cut off"],
        ),
        (
            document(UNIT).encode("utf-32"),
            [
                "1 error not-well-formed: is UTF-32, which XML tools need not read; save it as UTF-8"
            ],
        ),
    ],
)
def test_findings(data: str | bytes, found: list[str]) -> None:
    assert validate(data) == found


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("<TBX/>", r"^m\.tmx:1: is not TMX: its root element is <TBX>$"),
        ("", r"^m\.tmx: is empty$"),
        ("<html/>", "is an HTML page"),
        ("plain text", "has no XML element"),
        ('<!DOCTYPE tmx [<!ENTITY x "y">]><tmx/>', "declares the entity 'x'"),
    ],
)
def test_what_is_no_tmx(data: str, message: str) -> None:
    with pytest.raises(FormatError, match=message):
        validate(data)


def oracle() -> ModuleType:
    spec = importlib.util.spec_from_file_location("validate_exchange", ORACLE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.skipif(
    not ORACLE.is_file(), reason="the official schemas are not beside the repository"
)
def test_agrees_with_the_official_schemas() -> None:
    judge = oracle().validate
    disagreed = []
    files = sorted(DEV.glob("*.tmx"))
    for path in files:
        with path.open("rb") as stream:
            try:
                found = [one.severity for one in validate_tmx(stream, name=path.name)]
                is_valid = Severity.ERROR not in found
            except FormatError:
                is_valid = False
        if is_valid != (judge(str(path))[0] == "valid"):
            disagreed.append(path.name)
    assert len(files) > 50
    assert disagreed == []
