"""The records of ``gloss names variants``."""

from __future__ import annotations

import json
from pathlib import Path

from tests.conftest import Gloss

TEXT = (
    "قال وزير النقل ليفان تشيخلادزه إن مصرف غولدمان ساكس مهتم بالمشروع. وأضاف تشيخلادزه"
    " أن جولدمان ساكس لم يوقع بعد.\n"
)


def test_records(gloss: Gloss, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b.html").write_text(f"<html><body><p>{TEXT}</p></body></html>")
    lines = gloss("names", "variants", "a.txt", "b.html").stdout.splitlines()
    assert [json.loads(line) for line in lines] == [
        {
            "name": "جولدمان ساكس",
            "forms": [
                {"form": "جولدمان ساكس", "count": 2, "documents": 2},
                {"form": "غولدمان ساكس", "count": 2, "documents": 2},
            ],
            "note": None,
        },
        {
            "name": "ليفان تشيخلادزه",
            "forms": [
                {"form": "تشيخلادزه", "count": 2, "documents": 2},
                {"form": "ليفان تشيخلادزه", "count": 2, "documents": 2},
            ],
            "note": None,
        },
    ]


def test_formats(gloss: Gloss, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    run = ("names", "variants", "a.txt", "--format")
    assert gloss(*run, "csv").stdout.splitlines()[0] == "name,forms,note"
    assert gloss(*run, "tsv").stdout.splitlines()[0] == "name\tforms\tnote"
    assert "غولدمان ساكس ×1" in gloss(*run, "table").stdout
    gloss(*run, "jsonl", "-o", "out.jsonl")
    assert len((tmp_path / "out.jsonl").read_text().splitlines()) == 2


def test_a_file_that_is_no_text_is_reported(gloss: Gloss, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b.txt").write_text("no Arabic\n")
    done = gloss("names", "variants", "a.txt", "b.txt", status=2)
    assert len(done.stdout.splitlines()) == 2
    assert "b.txt: holds no Arabic text" in done.stderr
    strict = gloss("names", "variants", "a.txt", "b.txt", "--strict", status=2)
    assert strict.stdout == ""


def test_texts_without_variants_give_nothing(gloss: Gloss, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("عاد الطلاب إلى المدارس.\n")
    assert gloss("names", "variants", "a.txt").stdout == ""


def test_a_table_says_that_there_is_nothing(gloss: Gloss, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("عقد الوزير اجتماعا في القاهرة.\n")
    run = ("names", "variants", "a.txt", "--format", "table")
    assert "no name is written in two ways" in gloss(*run).stderr
    assert "no look-alikes were kept apart" in gloss(*run, "--apart").stderr


def test_look_alikes_are_listed_with_their_reason(gloss: Gloss, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "التقى الوزير سليم كوربانوف النائب نادر كوربانوف في باكو. وقال سليم كوربانوف إن"
        " قوبا الأذربيجانية تنتظر وفدا من كوبا، وشكر نادر كوربانوف سفارة كوبا.\n"
    )
    run = ("names", "variants", "a.txt", "--apart")
    records = [json.loads(line) for line in gloss(*run).stdout.splitlines()]
    assert records == [
        {
            "name": "سليم كوربانوف",
            "other": "نادر كوربانوف",
            "reason": "another given name",
        },
        {"name": "كوبا", "other": "قوبا", "reason": "two things that are known"},
    ]
    head, *_ = gloss(*run, "--format", "csv").stdout.splitlines()
    assert head == "name,other,reason"
    both = gloss("names", "variants", "a.txt", "--format", "table").stdout
    assert "kept apart" in both
    assert "another given name" in both
