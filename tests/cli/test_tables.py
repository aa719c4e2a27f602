"""Tables as translation units: sentences as they are, glossaries as their terms."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook

from cli.exchange import Exchange, Format, read_units
from tmx.model import Note, Property, TranslationUnit, text_unit
from tmx.terms import KIND

if TYPE_CHECKING:
    from collections.abc import Sequence

ROWS = [
    ["ar", "en", "note"],
    ["وصل الوفد أمس", "The delegation arrived", "checked"],
    ["خبر", "", ""],
    ["'=قال", "He said", ""],
]


def read(
    rows: Sequence[Sequence[str]], kind: Format, how: Exchange
) -> list[TranslationUnit]:
    if kind is Format.XLSX:
        book, stream = Workbook(), io.BytesIO()
        sheet = book.worksheets[0]
        for row in rows:
            sheet.append(row)
        book.save(stream)
    else:
        mark = "\t" if kind is Format.TSV else ","
        stream = io.BytesIO("\n".join(map(mark.join, rows)).encode())
    stream.seek(0)
    return list(read_units(kind, stream, how))


@pytest.mark.parametrize("kind", [Format.CSV, Format.TSV, Format.XLSX])
def test_rows_of_texts_are_units(kind: Format) -> None:
    rows = [*ROWS[:3], ["أهلا", "Welcome", ""]] if kind is Format.XLSX else ROWS
    found = read(rows, kind, Exchange(name="t", sentences=True))
    last = ("أهلا", "Welcome") if kind is Format.XLSX else ("=قال", "He said")
    assert found == [
        text_unit(
            ("ar", "وصل الوفد أمس"),
            ("en", "The delegation arrived"),
            items=(Note(text="checked"),),
        ),
        TranslationUnit(variants=text_unit(("ar", "خبر"), ("en", "")).variants[:1]),
        text_unit(("ar", last[0]), ("en", last[1])),
    ]


def test_a_domain_is_that_of_the_unit() -> None:
    rows = [["ar", "en", "domain"], ["نهر", "river", "geography"]]
    (one,) = read(rows, Format.CSV, Exchange(name="t", sentences=True))
    assert one.items == (Property(type="x-gloss-domain", text="geography"),)


@pytest.mark.parametrize("column", ["status", "id", "type", "kind", "definition"])
def test_a_glossary_gives_terms(column: str) -> None:
    rows = [["ar", "en", column], ["نهر", "river", ""]]
    how = Exchange(name="t", sentences=True)
    (one,) = read(rows, Format.CSV, how)
    assert one.prop(KIND) == "term"
    assert read(rows, Format.CSV, Exchange(name="t")) == [one]


def test_without_the_wish_every_table_is_a_glossary() -> None:
    (one, *_) = read(ROWS, Format.CSV, Exchange(name="t"))
    assert one.prop(KIND) == "term"


def test_bad_rows_are_told() -> None:
    rows = [["ar", "en"], ["نهر", "river", "x"], ["بحر", "sea\x01"], ["جبل", "hill"]]
    how = Exchange(name="t.csv", sentences=True)
    found = read(rows, Format.CSV, how)
    assert found == [text_unit(("ar", "جبل"), ("en", "hill"))]
    wide, damaged = map(str, how.problems)
    assert wide.startswith("t.csv:2: the row has 3 cells and the header 2; put a cell")
    assert damaged == "t.csv:3: column 2 holds the control character U+0001"
