"""What translate-toolkit reads arrives as plain units, safely and with its codes."""

# ruff: noqa: E501 - a message stands in one piece

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import polib
import pytest

from glossary.errors import FormatError
from glossary.losses import Losses
from tmx.formats.foreign import EXTENSIONS, read_foreign
from tmx.model import InlineCode, Note, Property, Segment, TranslationUnit

ROOT = Path(__file__).resolve().parents[3]
DEV = ROOT / ".." / "shared" / "data" / "exchange" / "xliff"


def read(data: bytes | str, name: str) -> tuple[list[TranslationUnit], Losses]:
    raw = data if isinstance(data, bytes) else data.encode()
    losses = Losses()
    found = read_foreign(raw, name=name, languages=("ar", "en"), losses=losses)
    return list(found), losses


def xliff(
    *units: str, attributes: str = 'source-language="ar" target-language="en"'
) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">'
        f'<file original="a" datatype="plaintext" {attributes}><body>{"".join(units)}'
        "</body></file></xliff>"
    )


def texts(unit: TranslationUnit) -> list[tuple[str, str]]:
    return [(one.lang, one.plain) for one in unit.variants]


def test_xliff_with_codes() -> None:
    (unit,), losses = read(
        xliff(
            '<trans-unit id="1" approved="yes"><source>قال <g id="7">الرئيس</g><x id="2"/></source>'
            '<target>The <g id="7">president</g> said<bx id="3"/>!<ex id="4"/></target>'
            "<note>desk</note></trans-unit>"
        ),
        "a.xlf",
    )
    assert losses.rows() == []
    assert texts(unit) == [("ar", "قال الرئيس"), ("en", "The president said!")]
    assert unit.items == (
        Property(type="x-id", text="a/1"),
        Property(type="x-approved", text="yes"),
        Note(text="desk"),
    )
    assert unit.variants[0].segment == Segment(
        parts=(
            "قال ",
            InlineCode(tag="bpt", attributes=(("i", "1"), ("x", "7"))),
            "الرئيس",
            InlineCode(tag="ept", attributes=(("i", "1"),)),
            InlineCode(tag="ph", attributes=(("x", "2"),)),
        )
    )
    assert unit.variants[1].segment is not None
    assert unit.variants[1].segment.parts[-3:] == (
        InlineCode(tag="it", attributes=(("pos", "begin"), ("x", "3"))),
        "!",
        InlineCode(tag="it", attributes=(("pos", "end"), ("x", "4"))),
    )


def test_xliff_codes_with_native_content() -> None:
    (unit,), _ = read(
        xliff(
            '<trans-unit id="1"><source><bpt id="1">&lt;b&gt;</bpt>a<ept id="1">&lt;/b&gt;</ept>'
            '<ph id="2">x<sub>t</sub></ph><mrk mtype="term">b</mrk></source></trans-unit>'
        ),
        "a.xliff",
    )
    assert unit.variants[0].segment == Segment(
        parts=(
            InlineCode(tag="bpt", attributes=(("i", "1"),), parts=("<b>",)),
            "a",
            InlineCode(tag="ept", attributes=(("i", "1"),), parts=("</b>",)),
            InlineCode(
                tag="ph",
                attributes=(("x", "2"),),
                parts=("x", InlineCode(tag="sub", parts=("t",))),
            ),
            InlineCode(tag="hi", parts=("b",)),
        )
    )
    assert unit.variants[0].plain == "ab"


def test_xliff_2() -> None:
    (unit,), _ = read(
        '<xliff version="2.0" srcLang="ar" trgLang="en" xmlns="urn:oasis:names:tc:xliff:document:2.0">'
        '<file id="f"><unit id="u"><segment><source>قمة <pc id="1">دولية</pc></source>'
        "<target>summit</target></segment></unit></file></xliff>",
        "a.xlf",
    )
    assert texts(unit) == [("ar", "قمة دولية"), ("en", "summit")]


def test_a_unit_without_translation_and_a_file_without_languages() -> None:
    (unit,), _ = read(
        xliff('<trans-unit id="1"><source>قمة</source></trans-unit>', attributes=""),
        "a.xlf",
    )
    assert texts(unit)[0][1] == "قمة"
    assert len(unit.variants) == 1


QT = """<?xml version="1.0" encoding="utf-8"?><!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="ar"><context><name>Main</name>
<message><source>قمة</source><translation>summit</translation></message>
<message numerus="yes"><source>%n ملف</source><translation><numerusform>%n file</numerusform>
<numerusform>%n files</numerusform></translation></message>
<message><source>قديم</source><translation type="obsolete">old</translation></message>
<message><source>جديد</source><translation type="unfinished">new</translation></message>
</context></TS>"""


def test_qt() -> None:
    memory, losses = read(QT, "a.ts")
    assert [texts(unit) for unit in memory] == [
        [("ar", "قمة"), ("en", "summit")],
        [("ar", "%n ملف"), ("en", "%n file")],
        [("ar", "%n ملف"), ("en", "%n files")],
        [("ar", "جديد"), ("en", "new")],
    ]
    assert [unit.prop("x-plural-form") for unit in memory] == [None, "0", "1", None]
    assert [unit.prop("x-fuzzy") for unit in memory] == [None, None, None, "yes"]
    assert losses.rows() == [("obsolete entries", 1)]
    for unit in memory:
        for one in unit.variants:
            assert type(one.plain) is str


def test_mo() -> None:
    file = polib.POFile()
    file.metadata = {"Language": "en", "Content-Type": "text/plain; charset=UTF-8"}
    file.append(polib.POEntry(msgid="قمة", msgstr="summit"))
    memory, _ = read(file.to_binary(), "a.mo")
    assert [texts(unit) for unit in memory] == [[("ar", "قمة"), ("en", "summit")]]


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 15))


@pytest.mark.parametrize(
    ("data", "name", "message"),
    [
        ("", "a.xlf", r"^a\.xlf: is empty$"),
        (
            "<xliff>",
            "a.xlf",
            r"^a\.xlf:1: the file ends inside <xliff>: it is cut off$",
        ),
        ("<html/>", "a.xlf", "is an HTML page"),
        ("<other/>", "a.xlf", r"^a\.xlf: cannot be read: "),
        ("junk", "a.mo", r"^a\.mo: cannot be read: This is not an MO file$"),
        ("junk", "a.qm", r"^a\.qm: cannot be read: "),
        ("junk", "a.utx", r"^a\.utx: cannot be read: "),
        ("junk", "a.catkeys", r"^a\.catkeys: holds no entries of its format$"),
        (
            "a=b",
            "a.properties",
            r"^a\.properties: \.properties files hold one language; a memory needs two: ",
        ),
        (
            "x",
            "a.foo",
            r"^a\.foo: is of no known format; these are known here: \.catkeys, ",
        ),
        (
            f'<!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}]><xliff>&l14;</xliff>',
            "a.xlf",
            r"^a\.xlf:1: declares the entity 'l0'",
        ),
        (
            '<!DOCTYPE TS [<!ENTITY x SYSTEM "file:///etc/hosts">]><TS>&x;</TS>',
            "a.ts",
            r"^a\.ts:1: declares the entity 'x'",
        ),
        (
            xliff('<trans-unit id="1"><source>a\x08</source></trans-unit>'),
            "a.xlf",
            r"^a\.xlf:2: illegal character U\+0008",
        ),
    ],
)
def test_what_cannot_be_read(data: str, name: str, message: str) -> None:
    started = time.monotonic()
    with pytest.raises(FormatError, match=message):
        read(data, name)
    assert time.monotonic() - started < 5


def test_illegal_characters_are_told_and_the_unit_kept() -> None:
    problems: list[FormatError] = []
    data = xliff('<trans-unit id="1"><source>a\x08b</source></trans-unit>')
    (unit,) = read_foreign(
        data.encode(),
        name="a.xlf",
        languages=("ar", "en"),
        losses=Losses(),
        on_problem=problems.append,
    )
    assert unit.variants[0].plain == "ab"
    assert [str(one)[:38] for one in problems] == [
        "a.xlf:2: illegal character U+0008, whi"
    ]


def test_translate_is_imported_only_when_needed() -> None:
    code = "import sys, tmx.formats.foreign; print('translate' in sys.modules)"
    found = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert found.stdout == "False\n"


def test_extensions() -> None:
    assert {"xlf", "xliff", "ts", "qm", "mo"} <= EXTENSIONS


@pytest.mark.skipif(
    not DEV.is_dir(), reason="the development files are not beside the repository"
)
@pytest.mark.parametrize(
    "path", sorted(DEV.iterdir()) if DEV.is_dir() else [], ids=lambda p: p.name
)
def test_real_files(path: Path) -> None:
    refused = {
        "omegat__file-XLIFFFilter-invalid-content.xlf": "illegal character U\\+0008",
        "x_billion_laughs.xlf": "declares the entity 'l0'",
    }
    if path.name in refused:
        with pytest.raises(FormatError, match=refused[path.name]):
            read(path.read_bytes(), path.name)
    else:
        memory, _ = read(path.read_bytes(), path.name)
        assert memory
        assert all(one.plain for unit in memory for one in unit.variants)
