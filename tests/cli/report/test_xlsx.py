from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from cli.render import sheet as module
from cli.render.report.content import Report
from cli.render.report.xlsx import xlsx
from glossary.losses import Losses
from tests.cli.report.samples import KNESSET, REPORT


def sheets(report: Report, losses: Losses | None = None) -> list[Worksheet]:
    data = xlsx(report, Losses() if losses is None else losses)
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book.sheetnames == ["Candidates", "Contexts"]
    return [book["Candidates"], book["Contexts"]]


def rows(sheet: Worksheet) -> list[dict[str, object]]:
    head, *others = sheet.iter_rows(values_only=True)
    return [dict(zip(map(str, head), row, strict=True)) for row in others]


def test_a_row_for_each_candidate() -> None:
    candidates, _ = sheets(REPORT)
    first, second, third = rows(candidates)
    contexts = [context.text for context in KNESSET.contexts]
    assert list(first.items()) == [
        ("rank", 1),
        ("score", 0.9312),
        ("type", "organisation"),
        ("count", 4),
        ("documents", 2),
        ("English", "Knesset"),
        ("origin", "curated"),
        ("confidence", 1),
        ("alternatives", "the Israeli parliament"),
        ("Arabic", "الكنيست"),
        ("variants", "والكنيست ×1"),
        ("context 1", contexts[0]),
        ("context 2", contexts[1].replace("\x1b", "\ufffd").replace("\0", "\ufffd")),
        ("context 3", None),
    ]
    assert second["English"] == "Bakw (guess)"
    assert third["English"] is None


def test_a_row_for_each_context() -> None:
    _, contexts = sheets(REPORT)
    first, *others = rows(contexts)
    assert len(others) == 2
    assert list(first.items()) == [
        ("rank", 1),
        ("Arabic", "الكنيست"),
        ("English", "Knesset"),
        ("document", "a.txt"),
        ("start", 22),
        ("end", 29),
        ("before", "الكنيست صوّت. ثم صوّت "),
        ("mention", "الكنيست"),
        ("after", " مرة أخرى."),
    ]


def test_sheets_are_made_for_arabic_readers() -> None:
    for sheet in sheets(REPORT):
        assert sheet.sheet_view.rightToLeft
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions
        for row in sheet.iter_rows(min_row=2):
            for cell in row:
                if isinstance(cell.value, str):
                    arabic = any("\u0620" <= char <= "\u064a" for char in cell.value)
                    assert cell.alignment.readingOrder == (2 if arabic else 0), cell


def test_sheets_from_a_language_written_from_the_left_are_not_turned() -> None:
    for sheet in sheets(replace(REPORT, source="tr", target="de")):
        assert not sheet.sheet_view.rightToLeft
        head = [cell.value for cell in sheet[1]]
        assert {"tr", "de"} <= set(head)
        assert not {"Arabic", "English"} & set(head)


def test_the_same_bytes_each_time() -> None:
    data = xlsx(REPORT, Losses())
    assert data == xlsx(REPORT, Losses())
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {info.date_time[0] for info in archive.infolist()} == {1980}


def test_an_empty_report_has_its_heads() -> None:
    for sheet in sheets(Report(candidates=(), texts={})):
        assert sheet.max_row == 1
        assert sheet["A1"].value == "rank"


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "#N/A", "TRUE", "{=1}", "007", "1e5"]
)
def test_text_is_never_a_formula(text: str) -> None:
    candidates, _ = sheets(
        Report(candidates=(replace(KNESSET, term=text, contexts=()),), texts={})
    )
    cell = candidates["J2"]
    assert (cell.value, cell.data_type) == (text, "s")


def test_a_link_is_no_link() -> None:
    one = replace(KNESSET, term="http://x.invalid", contexts=())
    candidates, _ = sheets(Report(candidates=(one,), texts={}))
    assert candidates["J2"].hyperlink is None


def test_forbidden_characters_are_replaced_and_counted() -> None:
    losses = Losses()
    sheets(REPORT, losses)
    # Two in each of two contexts, on each sheet.
    assert losses.rows() == [("character that XLSX forbids, now U+FFFD", 8)]


def test_a_cell_that_is_too_long_is_cut_and_counted() -> None:
    losses = Losses()
    one = replace(KNESSET, term="ب" + "😀" * 20_000, contexts=())
    candidates, _ = sheets(Report(candidates=(one,), texts={}), losses)
    assert candidates["J2"].value == "ب" + "😀" * 16_383
    assert losses.rows() == [("cell cut to 32767 characters", 1)]


def test_rows_beyond_the_last_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_ROWS", 3)
    losses = Losses()
    candidates, contexts = sheets(REPORT, losses)
    assert (candidates.max_row, contexts.max_row) == (3, 3)
    assert ("row beyond the last of a sheet", 2) in losses.rows()


@given(st.text(min_size=1))
def test_any_text_is_a_text(text: str) -> None:
    losses = Losses()
    one = replace(KNESSET, term=text, contexts=())
    candidates, _ = sheets(Report(candidates=(one,), texts={}), losses)
    cell = candidates["J2"]
    assert cell.data_type == "s"
    assert not cell.quotePrefix
    value = str(cell.value)
    replaced = dict(losses.rows()).get("character that XLSX forbids, now U+FFFD", 0)
    assert value.count("\ufffd") == text.count("\ufffd") + replaced
    if not replaced:
        assert value == text.replace("\r\n", "\n").replace("\r", "_x000D_")
