"""`gloss timeline` as a user runs it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Gloss


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    for number, (date, outlet) in enumerate(
        [("2024-01-05", "الغد"), ("2024-01-20", "الفجر"), ("2024-03-02", "الغد")]
    ):
        file = tmp_path / "archive" / outlet / f"{date}-{number}.txt"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("زار الوزير الكنيست وتحدث في الكنيست.\n", encoding="utf-8")
    undated = tmp_path / "archive" / "notes.txt"
    undated.write_text("عن الكنيست", encoding="utf-8")
    return tmp_path


TMX = """<tmx version="1.4"><header creationtool="t" creationtoolversion="1" o-tmf="t"
 segtype="sentence" adminlang="en" srclang="ar" datatype="plaintext"/><body>
<tu creationdate="20240110T090000Z"><tuv xml:lang="ar"><seg>في الكنيست</seg></tuv>
<tuv xml:lang="en"><seg>in the Knesset</seg></tuv></tu>
<tu><tuv xml:lang="ar"><seg>الكنيست</seg></tuv>
<tuv xml:lang="en"><seg>the Knesset</seg></tuv></tu>
</body></tmx>"""


def test_terms_by_month_and_outlet(gloss: Gloss, archive: Path) -> None:
    memory = archive / "old.tmx"
    memory.write_text(TMX, encoding="utf-8")
    run = gloss(
        "timeline", "archive", "--term", "الكنيست", "--parallel", "old.tmx",
        "--html", "t.html", cwd=archive,
    )  # fmt: skip
    (row,) = map(json.loads, run.stdout.splitlines())
    assert (row["mentions"], row["first"], row["last"]) == (
        6,
        "2024-01-05",
        "2024-03-02",
    )
    assert [(one["period"], one["outlet"]) for one in row["periods"]] == [
        ("2024-01", "الغد"),
        ("2024-01", "الفجر"),
        ("2024-03", "الغد"),
    ]
    assert [(one["period"], one["text"]) for one in row["renderings"]] == [
        ("2024-01", "Knesset")
    ]
    assert "for want of a date by month: 1 documents" in run.stderr
    assert "for want of a date by month: 1 translations" in run.stderr
    page = (archive / "t.html").read_text(encoding="utf-8")
    assert "default-src &#39;none&#39;" in page
    assert page.count('<path class="l') == 4  # two keys, two lines


def test_rows_with_dates(gloss: Gloss, tmp_path: Path) -> None:
    rows = [
        {"url": "a", "body": "زار الكنيست", "when": "2024-01-05", "paper": "الغد"},
        {"url": "b", "body": "في الكنيست", "when": "2024-02-05T08:00", "paper": "الغد"},
        {"url": "c", "body": "عن الكنيست"},
        {"url": "d"},
    ]
    file = tmp_path / "news.jsonl"
    file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    run = gloss(
        "timeline", "news.jsonl", "--term", "الكنيست", "--text-field", "body",
        "--date-field", "when", "--outlet-field", "paper", cwd=tmp_path, status=2,
    )  # fmt: skip
    (row,) = map(json.loads, run.stdout.splitlines())
    assert [(one["period"], one["outlet"]) for one in row["periods"]] == [
        ("2024-01", "الغد"),
        ("2024-02", "الغد"),
    ]
    assert "news.jsonl:4: has no field 'body'" in run.stderr
    assert "1 documents, news.jsonl#3 first" in run.stderr
