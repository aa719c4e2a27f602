"""Workbooks out, read by another reader; workbooks in, whatever is in them."""

from __future__ import annotations

import io
import os
import resource
import time as time_
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta

import openpyxl
import pytest
from hypothesis import given, settings
from xlsxwriter import Workbook

from glossary.errors import FormatError
from glossary.formats.sheet import MOST_UNITS
from glossary.formats.workbook import Workbook as Shown
from glossary.formats.xlsx import write_xlsx
from glossary.formats.xlsx_read import read_xlsx
from glossary.losses import Losses
from glossary.model import Concept, LangSection, Status, Term
from tests.strategies import concepts, glossaries, without_details

KNESSET = Concept(
    id="knesset",
    note="=HYPERLINK(1)",
    sections=(
        LangSection(lang="ar", terms=(Term(text="الكنيست"),)),
        LangSection(
            lang="en",
            terms=(
                Term(text="Knesset"),
                Term(text="+Kneset", status=Status.DEPRECATED),
            ),
        ),
    ),
)


def write(glossary: list[Concept], **more: str) -> tuple[bytes, Losses]:
    losses = Losses()
    data, _ = write_xlsx(glossary, losses=losses, **more)
    return data, losses


def read(data: bytes) -> tuple[list[Concept], list[str], Losses]:
    losses = Losses()
    problems: list[FormatError] = []
    found = read_xlsx(data, name="g.xlsx", losses=losses, on_problem=problems.append)
    return list(found), [str(one) for one in problems], losses


def book(fill: Callable[[Workbook], object]) -> bytes:
    out = io.BytesIO()
    made = Workbook(out)
    fill(made)
    made.close()
    return out.getvalue()


def sheet(*rows: list[object], title: str = "S") -> Callable[[Workbook], None]:
    def fill(made: Workbook) -> None:
        page = made.add_worksheet(title)
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)

    return fill


def packed(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def changed(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {one: archive.read(one) for one in archive.namelist()}
    parts[name] = change(parts[name])
    return packed(parts)


@settings(max_examples=40)
@given(glossary=glossaries(concepts().map(without_details)))
def test_round_trip(glossary: list[Concept]) -> None:
    data, losses = write(glossary)
    assert losses.rows() == []
    if glossary:
        assert read(data) == (glossary, [], Losses())


def test_the_sheet_and_its_cells_have_their_directions() -> None:
    data, _ = write([KNESSET])
    page = openpyxl.load_workbook(io.BytesIO(data)).active
    assert page is not None
    assert page.sheet_view.rightToLeft
    assert [cell.value for cell in page[1]][:3] == ["ar", "en", "status"]
    arabic, latin = page["A2"], page["B2"]
    assert (arabic.value, arabic.alignment.readingOrder) == ("الكنيست", 2)
    assert (latin.value, latin.alignment.readingOrder) == ("Knesset", 0)
    page = openpyxl.load_workbook(
        io.BytesIO(write([KNESSET], source="en", target="ar")[0])
    ).active
    assert page is not None
    assert not page.sheet_view.rightToLeft


def test_every_cell_is_a_string() -> None:
    data, _ = write([KNESSET])
    page = openpyxl.load_workbook(io.BytesIO(data)).active
    assert page is not None
    kinds = {cell.data_type for row in page for cell in row if cell.value is not None}
    assert kinds == {"s"}
    assert page["F2"].value == "=HYPERLINK(1)"
    assert page["B3"].value == "+Kneset"


def test_the_same_glossary_gives_the_same_bytes() -> None:
    assert write([KNESSET])[0] == write([KNESSET])[0]


def test_what_a_cell_cannot_hold_is_counted() -> None:
    long = Concept(id="1", note="ن" * 40_000 + "\x07", sections=KNESSET.sections)
    data, losses = write([long])
    assert losses.rows() == [
        ("ends of cells beyond 32767 characters", 1),
        ("illegal character U+0007", 1),
    ]
    (found,), _, _ = read(data)
    assert found.note == "ن" * MOST_UNITS


def test_the_header_is_sought_below_a_title_and_in_every_sheet() -> None:
    def fill(made: Workbook) -> None:
        sheet(["Glossary of the desk"], [], ["Arabic", "English"], ["قلعة", "castle"])(
            made
        )
        sheet(["About"], ["made by hand"], title="Readme")(made)
        sheet(["source", "target", "note"], ["نهر", "river", 7], title="More")(made)

    found, problems, losses = read(book(fill))
    assert [[t.text for s in one.sections for t in s.terms] for one in found] == [
        ["قلعة", "castle"],
        ["نهر", "river"],
    ]
    assert found[1].note == "7"
    assert problems == []
    assert losses.rows() == [("the sheet 'Readme', which has no header row", 1)]


def test_formulas_are_never_evaluated() -> None:
    def fill(made: Workbook) -> None:
        page = made.add_worksheet()
        page.write_row(0, 0, ["ar", "en"])
        page.write_formula(1, 0, '="قل"&"عة"', None, "قلعة")
        page.write_string(1, 1, "castle")
        page.write_string(2, 0, "نهر")
        page.write_formula(2, 1, '=WEBSERVICE("x")', None, "")

    found, problems, _ = read(
        changed(
            book(fill),
            "xl/worksheets/sheet1.xml",
            lambda xml: xml.replace(b"<v></v>", b""),
        )
    )
    assert [one.sections[0].terms[0].text for one in found] == ["قلعة"]
    assert problems == [
        "g.xlsx:3: column 2 holds a formula without a saved value; paste its value"
    ]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (["قلعة", "castle", "good"], "g.xlsx:2: 'good' is not a term status"),
        (["", "", "preferred"], "g.xlsx:2: the row has no term in any language"),
        (["قلعة", "castle", "", "x"], "g.xlsx:2: column 4 has no name in the header"),
    ],
)
def test_bad_rows(row: list[object], message: str) -> None:
    data = book(sheet(["ar", "en", "status"], row, ["نهر", "river"]))
    found, problems, _ = read(data)
    assert len(found) == 1
    assert [one.startswith(message) for one in problems] == [True]


def test_an_unknown_column_is_a_problem() -> None:
    data = book(sheet(["ar", "en", "colour"], ["نهر", "river", "blue"]))
    found, problems, _ = read(data)
    assert len(found) == 1
    assert problems[0].startswith("g.xlsx:1: the column 'colour' is not read")


WORKBOOK = b"<workbook/>"
BOMB = (
    b'<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    b"<workbook>&b;</workbook>"
)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"PK\x03\x04 and no more", "is a damaged ZIP archive"),
        (packed({"word/document.xml": b"<a/>"}), "is a ZIP archive but no Excel work"),
        (packed({"xl/workbook.xml": BOMB}), "declares a document type in xl/workbook"),
        (packed({"xl/workbook.xml": WORKBOOK}), "cannot be read as a workbook ("),
        (
            packed({"xl/workbook.xml": WORKBOOK, "a": bytes(20 << 20)}),
            "unpacks a to ",
        ),
        (
            packed({"xl/workbook.xml": WORKBOOK, "a": bytes(130 << 20)}),
            "is larger than 64 MB when unpacked",
        ),
        (
            packed({"xl/workbook.xml": WORKBOOK, "xl/styles.xml": bytes(9 << 20)}),
            "has a part xl/styles.xml of more than 8 MB",
        ),
        (
            packed(
                {
                    "xl/workbook.xml": WORKBOOK,
                    "xl/sharedStrings.xml": os.urandom(1 << 20) + b"<si/>" * 3_000_000,
                }
            ),
            "has more than 3,000,000 tags",
        ),
        (
            packed(
                {f"xl/{n}.xml": b"" for n in range(1001)} | {"xl/workbook.xml": b""}
            ),
            "has more than 1000 parts",
        ),
        (
            packed(
                {
                    "xl/workbook.xml": WORKBOOK,
                    "xl/worksheets/sheet1.xml": b"<row/>" * 200_001,
                }
            ),
            "has a sheet of more than 200,000 rows; split it",
        ),
        (book(sheet(["x", "y"], ["1", "2"])), "'x,y' is no header; begin the file"),
        (book(sheet()), "holds no rows"),
    ],
)
def test_what_is_no_glossary(data: bytes, message: str) -> None:
    with pytest.raises(FormatError) as caught:
        read(data)
    assert message in str(caught.value)
    assert str(caught.value).startswith("g.xlsx: ")


def texts(data: bytes) -> list[list[str]]:
    """Return what the cells of the first sheet show, each row as far as it goes."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        workbook = Shown(archive)
        return [
            [cell.text or f"<{cell.problem or ''}>" for cell in cells]
            for _, cells in workbook.rows(workbook.sheets[0])
        ]


@pytest.mark.parametrize(
    ("value", "format_", "shown"),
    [
        (7, "General", "7"),
        (7.0, "General", "7"),
        (-0.25, "General", "-0.25"),
        (1e21, "General", "1000000000000000000000"),
        (True, "General", "TRUE"),
        ("قلعة", "General", "قلعة"),
        ("_x0041_ and _x", "General", "_x0041_ and _x"),
        (datetime(2024, 2, 29, tzinfo=UTC), "yyyy-mm-dd", "2024-02-29T00:00:00"),
        (datetime(2024, 2, 29, 13, 5, tzinfo=UTC), "dd/mm", "2024-02-29T13:05:00"),
        (time(13, 5), "hh:mm", "13:05:00"),
        (timedelta(days=1, hours=2), "[h]:mm", "1 day, 2:00:00"),
        (12.5, '0.00 "days"', "12.5"),
        (1e12, "yyyy-mm-dd", "<'1000000000000', which is no date>"),
    ],
)
@pytest.mark.parametrize("since_1904", [False, True])
def test_a_cell_shows_its_value(
    value: object, format_: str, shown: str, *, since_1904: bool
) -> None:
    out = io.BytesIO()
    made = Workbook(
        out, {"date_1904": since_1904, "remove_timezone": True, "constant_memory": True}
    )
    page = made.add_worksheet()
    page.write(0, 0, "ar")
    page.write(0, 2, value, made.add_format({"num_format": format_}))
    made.close()
    assert texts(out.getvalue()) == [["ar", "<>", shown]]


SHEET = (
    '<worksheet xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main">'
    "<sheetData>{}</sheetData></worksheet>"
)


RICH = "<r><t>قل</t></r><r><t>عة</t></r><rPh sb='0' eb='1'><t>qal</t></rPh>"


@pytest.mark.parametrize(
    ("rows", "shown"),
    [
        # Neither rows nor cells need to say where they stand (18.3.1.4, 18.3.1.73).
        ("<row><c><v>1</v></c><c><v>2</v></c></row>", [["1", "2"]]),
        ("<row><c r='C1'><v>1</v></c><c><v>2</v></c></row>", [["<>", "<>", "1", "2"]]),
        ("<row><c r='B1'><v>1</v></c><c r='A1'><v>2</v></c></row>", [["2", "1"]]),
        ("<row><c t='s'><v>7</v></c></row>", [["<a string that the workbook lacks>"]]),
        ("<row><c><v>x</v></c></row>", [["<'x', which is no number>"]]),
        ("<row><c t='e'><v>#N/A</v></c></row>", [["<the error #N/A>"]]),
        ("<row><c t='d'><v>2024-02-29</v></c></row>", [["2024-02-29"]]),
        (f"<row><c t='inlineStr'><is>{RICH}</is></c></row>", [["قلعة"]]),
        ("<row><c t='str'><f>A2</f><v></v></c><c><v>1</v></c></row>", [["<>", "1"]]),
        (
            "<row><c><f>A2</f><v/></c></row>",
            [["<a formula without a saved value; paste its value>"]],
        ),
        ("<row><c t='str'><v>a_x000D__xD83D_</v></c></row>", [["a\r_xD83D_"]]),
        ("<row><c t='str'><v> </v></c></row><row/>", []),
    ],
)
def test_rows_as_other_programs_write_them(rows: str, shown: list[list[str]]) -> None:
    data = changed(
        book(sheet([""])),
        "xl/worksheets/sheet1.xml",
        lambda _: SHEET.format(rows).encode(),
    )
    assert texts(data) == shown


def test_shared_strings_are_joined_without_rubies() -> None:
    data = changed(
        book(sheet(["ar"])),
        "xl/sharedStrings.xml",
        lambda xml: xml.replace(b"<t>ar</t>", RICH.encode()),
    )
    assert texts(data) == [["قلعة"]]


def test_a_string_that_stands_in_every_cell_is_no_bomb() -> None:
    row = b"<row><c t='s'><v>2</v></c><c t='s'><v>2</v></c></row>"
    data = changed(
        book(sheet(["ar", "en"], ["ق" * 32_000])),
        "xl/worksheets/sheet1.xml",
        lambda xml: xml.replace(b"</sheetData>", row * 9000 + b"</sheetData>"),
    )
    started = time_.process_time()
    with pytest.raises(FormatError) as caught:
        read(data)
    assert "shows more than 67,108,864 characters" in str(caught.value)
    assert time_.process_time() - started < 5


def test_a_cell_far_out_costs_nothing() -> None:
    far = changed(
        book(sheet(["ar", "en"], ["نهر", "river"])),
        "xl/worksheets/sheet1.xml",
        lambda xml: xml.replace(
            b"</sheetData>",
            b'<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c>'
            b'</row><row r="99999999999"><c r="A99999999999"/></row></sheetData>',
        ),
    )
    before = resource.getrusage(resource.RUSAGE_SELF)
    started = time_.process_time()
    found, problems, _ = read(far)
    assert len(found) == 1
    assert problems == ["g.xlsx:1048576: column 65 has no name in the header row"]
    assert time_.process_time() - started < 5
    after = resource.getrusage(resource.RUSAGE_SELF)
    assert after.ru_maxrss - before.ru_maxrss < 100 << 10  # kB
