"""Units of every format with their names, texts and lines."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from cli.checking.entries import Entry
from cli.checking.inputs import Inputs
from cli.checking.kinds import Kind
from glossary.check import Pair
from glossary.errors import FileError
from tests.cli.checking import samples


def read(tmp_path: Path, name: str, text: str | bytes, **more: object) -> list[Entry]:
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    inputs = Inputs(names=[str(path)], languages=("ar", "en"), **more)  # type: ignore[arg-type]
    found = list(inputs.entries(str(path)))
    assert inputs.problems == []
    assert inputs.checked == len(found)
    return found


def places(entries: list[Entry]) -> list[tuple[str, int | None]]:
    return [(one.pair.unit, one.pair.line) for one in entries]


def test_tmx(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = read(tmp_path, "a.tmx", samples.TMX)
    assert places(found) == [("first", 7), ("2", 12), ("3", 17)]
    first, second, third = found
    assert first.pair.target.split() == "Mamedov & the minister met.".split()
    assert first.offset == samples.TMX.index('<tu tuid="first"')
    assert second.remarks == ("gloss:waive number-mismatch the source is wrong",)
    assert third.pair.target == ""
    assert "1 units without a text in ar, not checked" in capsys.readouterr().err


def test_packed_tmx(tmp_path: Path) -> None:
    found = read(tmp_path, "a.tmx.gz", gzip.compress(samples.TMX.encode()))
    assert places(found) == [("first", 7), ("2", 12), ("3", 17)]


def test_wide_tmx(tmp_path: Path) -> None:
    text = samples.TMX.replace("UTF-8", "UTF-16")
    found = read(tmp_path, "a.tmx", text.encode("utf-16"))
    assert places(found) == [("first", 7), ("2", 12), ("3", 17)]


def test_a_broken_unit_leaves_the_others_their_lines(tmp_path: Path) -> None:
    broken = samples.TMX.replace(
        '<tu tuid="first">',
        '<tu tuid="bad"><tuv xml:lang="ar"><seg>x</tuv></tu>\n<tu tuid="first">',
    )
    path = tmp_path / "a.tmx"
    path.write_text(broken)
    inputs = Inputs(names=[str(path)], languages=("ar", "en"))
    found = list(inputs.entries(str(path)))
    lines = {one.pair.unit: one.pair.line for one in found}
    assert lines["first"] == 8
    assert len(inputs.problems) == 1
    # What calls itself nothing may be any of the units: no line beats a wrong one.
    assert [line for unit, line in lines.items() if unit.isdecimal()] == [None, None]


def test_xliff(tmp_path: Path) -> None:
    found = read(tmp_path, "a.xlf", samples.XLIFF)
    assert places(found) == [("7", 5), ("8/0", 8), ("8/1", 8), ("two.txt/7", 16)]
    assert [one.pair.document for one in found] == ["one.txt"] * 3 + ["two.txt"]
    assert found[1].remarks == ("gloss: waive name-spelling as he signs",)


def test_xliff_2(tmp_path: Path) -> None:
    assert places(read(tmp_path, "a.xliff", samples.XLIFF2)) == [
        ("u/s1", 3),
        ("u/s2", 3),
    ]


def test_po(tmp_path: Path) -> None:
    found = read(tmp_path, "a.po", samples.PO)
    assert places(found) == [("1", 9), ("2", 16), ("3[0]", 19), ("3[1]", 19)]
    assert found[0].pair.source == 'التقى ممدوف "الوزير".'
    assert found[0].pair.target == '"Mamedov" met the minister.'
    assert found[1].remarks == ("gloss: waive name-spelling as he signs",)


def test_tsv(tmp_path: Path) -> None:
    found = read(tmp_path, "a.tsv", samples.TSV)
    assert places(found) == [("1", 2), ("2", 4), ("3", 5)]
    # A text in quotation marks keeps them; a quoted cell loses them.
    assert [one.pair.target for one in found][1:] == ['"Mamedov"', 'He said "Mamedov".']
    assert found[2].remarks == ("gloss:waive name-spelling as he signs",)


def test_csv(tmp_path: Path) -> None:
    found = read(tmp_path, "a.csv", samples.CSV)
    assert [one.pair[1:5] for one in found] == [
        ("1", "وصل ممدوف، أمس.", "Mamedov arrived,\r\nyesterday.", 2),
        ("2", "غادر.", "-5 degrees", 4),
    ]


def test_xlsx(tmp_path: Path) -> None:
    from io import BytesIO

    from openpyxl import Workbook

    book = Workbook()
    for row in (("ar", "en"), ("وصل ممدوف.", "Mamedov arrived."), ("غادر.", "")):
        book.active.append(row)
    data = BytesIO()
    book.save(data)
    found = read(tmp_path, "a.xlsx", data.getvalue())
    name = str(tmp_path / "a.xlsx")
    assert [one.pair for one in found] == [
        Pair(name, "1", "وصل ممدوف.", "Mamedov arrived."),
        Pair(name, "2", "غادر.", ""),
    ]


def test_a_table_without_a_header_shows_its_sides(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = read(tmp_path, "a.tsv", "He came.\tجاء.\nHe left.\tغادر.\n")
    assert [one.pair[1:5] for one in found] == [
        ("1", "جاء.", "He came.", 1),
        ("2", "غادر.", "He left.", 2),
    ]
    assert "has no header row; column 2 is ar" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.tsv", "x\ty\n", "'x\\ty' is no header; begin the file with a row"),
        ("a.tsv", "\n", "is empty"),
        ("a.tsv", "ar\ten\nوصل\n", ":2: the row has 1 cells; ar is column 1"),
        ("a.tsv", "ar\ten\n", "holds no unit in ar to check"),
        ("a.tmx", "<tmx version='1.4'><body/></tmx>", "holds no unit in ar"),
        ("a.tbx", "<martif/>", "is a glossary, not a translation"),
        ("a.jsonl", "{}", "is a glossary, not a translation"),
        ("missing.tsv", None, "no such file"),
    ],
)
def test_what_cannot_be_read_is_said(
    tmp_path: Path, name: str, text: str | None, said: str
) -> None:
    path = tmp_path / name
    if text is not None:
        path.write_text(text)
    inputs = Inputs(names=[str(path)], languages=("ar", "en"))
    assert not inputs.is_text(str(path))
    assert list(inputs.entries(str(path))) == []
    assert said in str(inputs.problems[0])
    strict = Inputs(names=[str(path)], languages=("ar", "en"), strict=True)
    with pytest.raises(type(inputs.problems[0])):
        list(strict.entries(str(path)))


def test_directories_hold_units_and_texts(tmp_path: Path) -> None:
    for name in ("b.tmx", "a.txt", "c.tbx", "d.gz", "e/f.PO", "g.html", "h.json"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x")
    inputs = Inputs(names=[str(tmp_path)], languages=("ar", "en"))
    found = [Path(name).name for name in inputs.files()]
    assert found == ["a.txt", "b.tmx", "f.PO", "g.html"]
    assert [inputs.is_text(str(tmp_path / name)) for name in ("a.txt", "g.html")] == [
        True,
        True,
    ]
    (tmp_path / "empty").mkdir()
    empty = Inputs(names=[str(tmp_path / "empty")], languages=("ar", "en"))
    with pytest.raises(FileError, match="holds no file of"):
        empty.files()


def test_the_kind_can_be_said(tmp_path: Path) -> None:
    found = read(tmp_path, "a.data", samples.TSV, kind=Kind.TSV)
    assert len(found) == 3
    inputs = Inputs(names=[], languages=("ar", "en"), kind=Kind.TEXT)
    assert inputs.is_text("anything.tmx")
