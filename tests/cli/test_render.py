from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli.render.records import Format, chosen, lines
from cli.render.safe import cell, terminal

ROW = {"term": "الكنيست", "count": 4, "translation": None, "variants": [{"form": "ال"}]}
KEYS = tuple(ROW)


def test_jsonl_keeps_order_and_arabic() -> None:
    (line,) = lines([ROW], Format.JSONL, KEYS)
    assert line.startswith('{"term": "الكنيست", "count": 4, "translation": null')
    assert json.loads(line) == ROW


@pytest.mark.parametrize(("format_", "delimiter"), [("csv", ","), ("tsv", "\t")])
def test_tables_for_programs(format_: str, delimiter: str) -> None:
    text = "".join(lines([ROW], Format(format_), KEYS))
    head, row = csv.reader(io.StringIO(text), delimiter=delimiter)
    assert head == list(KEYS)
    assert row == ["الكنيست", "4", "", '[{"form": "ال"}]']


def test_no_records_leave_the_header() -> None:
    assert "".join(lines([], Format.CSV, KEYS)) == "term,count,translation,variants\n"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "'x", "\t=1"])
def test_a_formula_is_disarmed(text: str) -> None:
    assert cell(text) == f"'{text}"


def test_ordinary_cells_stay() -> None:
    assert cell("a=b") == "a=b"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred", "\\u001b[31mred"),
        ("a\u202eb", "a\\u202eb"),
        ("a\u2066b", "a\\u2066b"),
        ("a\nb\tc", "a b c"),
        ("مُحَمَّد", "مُحَمَّد"),
    ],
)
def test_controls_are_shown_not_obeyed(text: str, shown: str) -> None:
    assert terminal(text) == shown


@given(st.text())
def test_no_escape_reaches_the_terminal(text: str) -> None:
    assert not set(terminal(text)) & {
        chr(code) for code in (*range(32), *range(127, 160))
    }


def test_the_format_is_the_one_asked_for_or_the_files() -> None:
    assert chosen(Format.CSV, "x.jsonl") is Format.CSV
    assert chosen(None, "x.tsv") is Format.TSV
    assert chosen(None, "x.out") is Format.JSONL
    assert chosen(None, None) is Format.JSONL  # pytest's stdout is no terminal
