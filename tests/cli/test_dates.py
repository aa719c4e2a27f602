"""The dates of articles, from lists, pages and paths."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.dates import Dated, date_in, dated, listed
from cli.documents.rows import Text
from glossary.errors import FormatError, Where


def text(name: str) -> Text:
    return Text(name, "نص", Where(name))


@pytest.mark.parametrize(
    ("path", "date"),
    [
        ("news/2024/05/03-visit.txt", "2024-05-03"),
        ("2024-05-03.txt", "2024-05-03"),
        ("x_20240503_1.txt", "2024-05-03"),
        ("2024-05/a.txt", "2024-05"),
        ("2024/a.txt", "2024"),
        ("2023/2024-01-09.txt", "2024-01-09"),
        ("2024-13-40.txt", "2024"),
        ("2023-02-30.txt", None),
        ("12345.txt", None),
        ("article.txt", None),
    ],
)
def test_the_date_in_a_path(path: str, date: str | None) -> None:
    assert date_in(path) == date


def test_a_list_goes_first(tmp_path: Path) -> None:
    file = tmp_path / "dates.tsv"
    file.write_text("document\tdate\toutlet\na.txt\t2024-05\tالغد\n", encoding="utf-8")
    known = listed(str(file))
    assert dated(text("wafa/2020/a.txt"), known) == Dated("2024-05", "الغد")
    assert dated(text("wafa/2020/b.txt"), known) == Dated("2020", "2020")


@pytest.mark.parametrize(
    ("said", "date"),
    [
        ("2024-05-03", "2024-05-03"),
        ("2024-05-03T10:00:00Z", "2024-05-03"),
        ("2024-05", "2024-05"),
        ("2024-02-31", "2021-07"),
        ("yesterday", "2021-07"),
        (None, "2021-07"),
    ],
)
def test_a_row_says_its_date(said: str | None, date: str) -> None:
    row = Text("wafa/2021-07/1", "نص", Where("a.jsonl", 3), said, None)
    assert dated(row, {}) == Dated(date, "")
    assert dated(row._replace(outlet="الغد"), {}).outlet == "الغد"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a.txt,2024\n", "dates.csv:1: names no columns"),
        ("document,date\na.txt,2024-02-31\n", "dates.csv:2: '2024-02-31' is no date"),
    ],
)
def test_what_is_no_list(tmp_path: Path, text: str, message: str) -> None:
    file = tmp_path / "dates.csv"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(FormatError, match=message.replace(".", r"\.")):
        listed(str(file))


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2023-04-05T10:00:00Z">',
        '<meta itemprop="datePublished" content="2023-04-05">',
        '</head><time datetime="2023-04-05">أمس</time>',
    ],
)
def test_a_page_says_when_it_was_published(tmp_path: Path, head: str) -> None:
    file = tmp_path / "2019-01-01.html"
    file.write_text(f"<html><head>{head}<p>نص", encoding="utf-8")
    assert dated(text(str(file)), {}).date == "2023-04-05"
