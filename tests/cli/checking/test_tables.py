"""Rows of tables: cells with their places, and one cell written anew."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli.checking.tables import rows, written


@pytest.mark.parametrize(
    ("line", "delimiter", "cells"),
    [
        ("a\tb\n", "\t", ["a", "b"]),
        ("a\t\n", "\t", ["a", ""]),
        ('"a"\t"b"\n', "\t", ['"a"', '"b"']),
        ('"a ""b"""\tc\n', "\t", ['a "b"', "c"]),
        ('"a\tb"\tc\n', "\t", ["a\tb", "c"]),
        ('"Yes," he said\tنعم\n', "\t", ['"Yes," he said', "نعم"]),
        ('"No\tلا\n', "\t", ['"No', "لا"]),
        ('"a",b\n', ",", ["a", "b"]),
        ("'=1,'-2\n", ",", ["=1", "-2"]),
        ("'tis\tx\n", "\t", ["'tis", "x"]),
    ],
)
def test_cells(line: str, delimiter: str, cells: list[str]) -> None:
    (row,) = rows([line], delimiter)
    assert [cell.text for cell in row.cells] == cells


def test_a_cell_of_several_lines_is_one_row() -> None:
    found = list(rows(['a,"b\n', 'c"\n', "d,e\n"], ","))
    assert [(row.line, [cell.text for cell in row.cells]) for row in found] == [
        (1, ["a", "b\nc"]),
        (3, ["d", "e"]),
    ]


def test_a_stray_quotation_mark_swallows_nothing() -> None:
    lines = ['"No\tلا\n', *(f"{n}\tx\n" for n in range(300))]
    found = list(rows(lines, "\t"))
    assert len(found) == 301
    assert found[0].cells[0].text == '"No'
    assert found[300].line == 301


texts = st.text(st.characters(codec="utf-8", exclude_characters="\r\0"), max_size=12)
plain = texts.filter(lambda text: not text.startswith(("=", "+", "-", "@", "'")))


@given(st.lists(plain, min_size=1, max_size=4), plain)
def test_csv_is_read_as_the_standard_library_reads_it(
    cells: list[str], new: str
) -> None:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(cells)
    lines = out.getvalue().splitlines(keepends=True)
    lines = "".join(lines).split("\n")
    found = list(rows([f"{line}\n" for line in lines[:-1]], ","))
    assert [[cell.text for cell in row.cells] for row in found] == [cells]
    changed = written(found[0], len(cells) - 1, new, ",")
    again = next(csv.reader(io.StringIO(changed, newline="")))
    assert again == [*cells[:-1], new] or ([*cells[:-1], new] == [""] and again == [])


@pytest.mark.parametrize(
    ("line", "new", "result"),
    [
        ("a\tb\r\n", "c", "a\tc\r\n"),
        ('a\t"b ""c"""\n', 'd "e"', 'a\t"d ""e"""\n'),
        ('a\t"b"\n', '"c"', 'a\t"c"\n'),
        ("a\tb\n", "=c", "a\t'=c\n"),
        ("a\tb\n", "c\td", 'a\t"c\td"\n'),
        ("a\tb\n", '"', 'a\t""""\n'),
        ("a\tb\n", '"c', 'a\t"""c"\n'),
    ],
)
def test_one_cell_is_written_and_the_rest_kept(
    line: str, new: str, result: str
) -> None:
    (row,) = rows([line], "\t")
    changed = written(row, 1, new, "\t")
    assert changed == result
    (again,) = rows([changed], "\t")
    assert again.cells[1].text == new
