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
from tmx.model import TranslationUnit

ROOT = Path(__file__).resolve().parents[3]


def read(data: bytes | str, name: str) -> tuple[list[TranslationUnit], Losses]:
    raw = data if isinstance(data, bytes) else data.encode()
    losses = Losses()
    found = read_foreign(raw, name=name, languages=("ar", "en"), losses=losses)
    return list(found), losses


def texts(unit: TranslationUnit) -> list[tuple[str, str]]:
    return [(one.lang, one.plain) for one in unit.variants]


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
        ("", "a.ts", r"^a\.ts: is empty$"),
        (
            "<TS>",
            "a.ts",
            r"^a\.ts:1: the file ends inside <TS>: it is cut off$",
        ),
        ("<html/>", "a.ts", "is an HTML page"),
        ("<other/>", "a.ts", r"^a\.ts: cannot be read: "),
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
            f'<!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}]><TS>&l14;</TS>',
            "a.ts",
            r"^a\.ts:1: declares the entity 'l0'",
        ),
        (
            '<!DOCTYPE TS [<!ENTITY x SYSTEM "file:///etc/hosts">]><TS>&x;</TS>',
            "a.ts",
            r"^a\.ts:1: declares the entity 'x'",
        ),
        (
            QT.replace("قمة", "a\x08"),
            "a.ts",
            r"^a\.ts:3: illegal character U\+0008",
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
    data = QT.replace("قمة", "a\x08b")
    unit, *_ = read_foreign(
        data.encode(),
        name="a.ts",
        languages=("ar", "en"),
        losses=Losses(),
        on_problem=problems.append,
    )
    assert unit.variants[0].plain == "ab"
    assert [str(one)[:37] for one in problems] == [
        "a.ts:3: illegal character U+0008, whi"
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
    assert {"ts", "qm", "mo"} <= EXTENSIONS
