"""Candidates as a workbook and as a page; articles in other shapes than text."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
from pathlib import Path

import openpyxl
import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.cli.documents.word import document, p, r
from tests.conftest import PROGRAM, Gloss

SENTENCES = ("زار الوفد باكو أمس.", "وعاد الوفد من باكو.", "وتقع باكو على بحر قزوين.")
WORD = document("".join(p(r(one)) for one in SENTENCES))
PAGE = "<nav>كوبا وكوبا</nav>" + "".join(f"<p>{one}" for one in SENTENCES)


def terms(gloss: Gloss, *args: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in gloss("extract", *args).stdout.splitlines()]


@pytest.mark.parametrize("options", [[], ["--format", "xlsx"]])
def test_a_workbook(gloss: Gloss, demo: Path, options: list[str]) -> None:
    name = "out.xlsx" if not options else "out"
    gloss("extract", "--no-save", "-o", name, *options, cwd=demo)
    found = gloss("extract", "--no-save", cwd=demo).stdout.splitlines()
    with (demo / name).open("rb") as stream:
        book = openpyxl.load_workbook(stream)
    candidates, contexts = book["Candidates"], book["Contexts"]
    records = [json.loads(line) for line in found]
    assert [cell.value for cell in candidates["J"][1:]] == [x["term"] for x in records]
    shown = [
        (x["term"], y["document"], y["start"], y["end"])
        for x in records
        for y in x["contexts"]
    ]
    assert [
        (row[1], row[3], row[4], row[5])
        for row in contexts.iter_rows(min_row=2, values_only=True)
    ] == shown
    for row in contexts.iter_rows(min_row=2, min_col=4, max_col=8, values_only=True):
        name, start, end, _, mention = row
        assert (demo / str(name)).read_text()[start:end] == mention  # type: ignore[misc]


def test_a_page(gloss: Gloss, demo: Path) -> None:
    gloss("extract", "--limit", "5", "-o", "out.html", cwd=demo)
    page = LexborHTMLParser((demo / "out.html").read_text())
    records = gloss("extract", "--limit", "5", cwd=demo).stdout.splitlines()
    found = [one.text() for one in page.css("#candidates .arabic")]
    assert found == [json.loads(line)["term"] for line in records]
    assert (
        gloss("extract", "--format", "html", "--limit", "5", cwd=demo).stdout
        == (demo / "out.html").read_text()
    )


@pytest.mark.parametrize("suffix", ["xlsx", "html"])
def test_the_same_bytes_each_time(gloss: Gloss, demo: Path, suffix: str) -> None:
    for name in ("a", "b"):
        gloss("extract", "-o", f"{name}.{suffix}", cwd=demo)
    first, second = ((demo / f"{name}.{suffix}").read_bytes() for name in "ab")
    assert first == second


def test_hostile_articles_make_safe_reports(gloss: Gloss, tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text(
        "زار الوفد باكو </script><script>alert(1)</script> \x1b[2J أمس. =1+1 باكو."
    )
    gloss("extract", "x.txt", "-o", "x.html")
    page = LexborHTMLParser((tmp_path / "x.html").read_text())
    assert len(page.css("script")) == 2
    done = gloss("extract", "x.txt", "-o", "x.xlsx")
    assert re.fullmatch(
        r"gloss: x\.xlsx: [1-9]\d* × character that XLSX forbids, now U\+FFFD\n",
        done.stderr,
    )


def test_a_workbook_does_not_go_to_a_terminal(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text(SENTENCES[0])
    ours, theirs = pty.openpty()
    done = subprocess.run(
        [PROGRAM, "extract", "x.txt", "--format", "xlsx"],
        cwd=tmp_path,
        stdout=theirs,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        check=False,
    )
    os.close(theirs)
    os.close(ours)
    assert done.returncode == 2
    assert done.stderr == (
        "gloss: a workbook is no text for a terminal: name a file with -o\n"
    )


def test_a_report_keeps_the_status_of_what_was_not_read(
    gloss: Gloss, tmp_path: Path
) -> None:
    (tmp_path / "x.txt").write_text(SENTENCES[0])
    done = gloss("extract", "x.txt", "missing.docx", "-o", "x.html", status=2)
    assert "missing.docx: no such file" in done.stderr
    assert (tmp_path / "x.html").exists()


def test_articles_of_every_kind(gloss: Gloss, tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.docx").write_bytes(WORD)
    (folder / "b.htm").write_text(f"<meta charset=cp1256>{PAGE}", encoding="cp1256")
    (folder / "c.md").write_text("\n\n".join(SENTENCES))
    (baku,) = [one for one in terms(gloss, "articles") if one["term"] == "باكو"]
    assert (baku["count"], baku["documents"]) == (9, 3)
    assert "كوبا" not in {one["term"] for one in terms(gloss, "articles")}
    contexts: list[dict[str, object]] = baku["contexts"]  # type: ignore[assignment]
    assert [one["document"] for one in contexts] == [
        f"articles/{name}" for name in ("a.docx", "b.htm", "c.md")
    ]
    # Each kind has the same text, so that offsets agree.
    assert len({(one["start"], one["end"], one["text"]) for one in contexts}) == 1


@pytest.mark.parametrize("data", [WORD, f"<!doctype html>{PAGE}".encode()])
def test_articles_come_through_a_pipe(tmp_path: Path, data: bytes) -> None:
    done = subprocess.run(
        [PROGRAM, "extract", "-"],
        cwd=tmp_path,
        input=data,
        capture_output=True,
        check=True,
    )
    assert '"term": "باكو"' in done.stdout.decode()


def test_one_broken_document(gloss: Gloss, tmp_path: Path) -> None:
    (tmp_path / "good.docx").write_bytes(WORD)
    (tmp_path / "bad.docx").write_bytes(WORD[: len(WORD) // 2])
    done = gloss("extract", "bad.docx", "good.docx", status=2)
    assert (
        "bad.docx: is a damaged ZIP archive (File is not a zip file); " in done.stderr
    )
    assert '"term": "باكو"' in done.stdout
