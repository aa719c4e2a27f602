"""The memory asked and put to work, as a translator does it."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import polib
import pytest

from tests.conftest import Gloss

MEMORY = (
    "ar\ten\n"
    "وصل الوزير إلى العاصمة باكو صباح اليوم\tThe minister came to Baku this morning\n"
    "وقع البلدان 3 اتفاقيات للتعاون\tThe two signed 3 cooperation agreements\n"
    "عقد الكنيست جلسة طارئة\tThe Knesset held an emergency session\n"
    "صوّت نواب الكنيست على القانون\tMembers of the Knesset voted on the law\n"
)
JOB = (
    "وصل الوزير إلى العاصمة باكو مساء اليوم. عقد الكنيست جلسة طارئة. "
    "جملة لا يعرفها أحد هنا. جملة لا يعرفها أحد هنا.\n"
)


@pytest.fixture
def workspace(gloss: Gloss, tmp_path: Path) -> Path:
    gloss("init", "w")
    root = tmp_path / "w"
    (root / "m.tsv").write_text(MEMORY, encoding="utf-8")
    gloss("import", "--as", "memory", "m.tsv", cwd=root)
    (root / "job.txt").write_text(JOB, encoding="utf-8")
    return root


def records(text: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in text.splitlines()]


def test_search_finds_what_is_near(gloss: Gloss, workspace: Path) -> None:
    done = gloss("search", "وصل الوزير الى العاصمه باكو مساء اليوم", cwd=workspace)
    (one,) = records(done.stdout)
    assert list(one) == ["query", "source", "target", "score", "kind", "origin", "id"]
    assert (one["score"], one["kind"], one["origin"]) == (85.7, "fuzzy", "m.tsv")
    assert gloss("search", "لا شيء من هذا", cwd=workspace).stdout == ""


def test_a_batch_answers_line_by_line(gloss: Gloss, workspace: Path) -> None:
    lines = [
        "عقد الكنيست جلسة طارئة",
        "شيء آخر تماما",
        "  صوّت نواب الكنيست على القانون ",
    ]
    (workspace / "q.txt").write_text("\r\n".join(lines), encoding="utf-8")
    done = gloss("search", "--batch", "q.txt", cwd=workspace)
    assert [(one["query"], one["score"]) for one in records(done.stdout)] == [
        (lines[0], 100),
        (lines[2], 100),
    ]


@pytest.mark.parametrize("words", ["كنيست", "بالكنيست", "الكنيست", "knesset"])
def test_a_concordance_sees_through_clitics(
    gloss: Gloss, workspace: Path, words: str
) -> None:
    done = gloss("search", "--concordance", words, cwd=workspace)
    found = records(done.stdout)
    assert len(found) == 2
    for one in found:
        text = str(one[str(one["side"])])
        spans = one["spans"]
        assert isinstance(spans, list)
        assert [text[start:end] for start, end in spans] in (["الكنيست"], ["Knesset"])


SHARED = "الوزير إلى العاصمة باكو"


def test_subsegments_are_marked_in_both(gloss: Gloss, workspace: Path) -> None:
    text = f"لم يعرف أحد متى وصول {SHARED}، وكان عقد الكنيست جلسة طارئة أمرا متوقعا"
    (workspace / "q.txt").write_text(f"{text}\nلا شيء\n", encoding="utf-8")
    done = gloss("search", "--subsegments", "--batch", "q.txt", cwd=workspace)
    first, second = records(done.stdout)
    assert list(first) == [
        *("query", "source", "target", "score", "kind", "origin", "id"),
        *("side", "spans", "query_spans"),
    ]
    assert {one["kind"] for one in (first, second)} == {"subsegment"}
    for one, words, score in (
        (first, "عقد الكنيست جلسة طارئة", 25),
        (second, SHARED, 25),
    ):
        assert (one["query"], one["score"]) == (text, score)
        for key, where in (("source", "spans"), ("query", "query_spans")):
            ((start, end),) = one[where]  # type: ignore[misc, attr-defined]
            assert str(one[key])[start:end] == words
    shown = gloss(
        "search", "--subsegments", text, "--format", "table", cwd=workspace
    ).stdout
    assert "[" in shown
    assert "subsegment" in shown


def test_a_memory_in_a_file_needs_no_workspace(gloss: Gloss, tmp_path: Path) -> None:
    (tmp_path / "m.tsv").write_text(MEMORY, encoding="utf-8")
    done = gloss("search", "عقد الكنيست جلسة طارئة", "-m", "m.tsv")
    assert records(done.stdout)[0]["score"] == 100


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--concordance", "--subsegments"], "--subsegments, one of the two"),
        (["--concordance", "--domain", "x"], "--domain is for matches of whole texts"),
        (["--subsegments", "--domain", "x"], "--domain is for matches of whole texts"),
    ],
)
def test_options_that_do_not_go_together(
    gloss: Gloss, workspace: Path, options: list[str], said: str
) -> None:
    done = gloss("search", "x", *options, cwd=workspace, status=2)
    assert said in done.stderr


def test_one_of_text_and_batch(gloss: Gloss, workspace: Path) -> None:
    assert "one of the two" in gloss("search", status=2, cwd=workspace).stderr


def bands(text: str) -> dict[object, tuple[object, object]]:
    return {
        one["band"]: (one["segments"], one["words"])
        for one in records(text)
        if one["segments"]
    }


def test_a_text_becomes_a_job_for_a_cat_tool(gloss: Gloss, workspace: Path) -> None:
    done = gloss("pretranslate", "job.txt", "-o", "job.xlf", cwd=workspace)
    assert bands(done.stdout) == {
        "repetitions": (1, 5),
        "100": (1, 4),
        "85-94": (1, 7),
        "new": (1, 5),
    }
    text = (workspace / "job.xlf").read_text(encoding="utf-8")
    assert text.count("<trans-unit ") == 4
    assert text.count("<target") == 2
    again = gloss("pretranslate", "job.xlf", "-o", "again.xlf", cwd=workspace)
    assert again.stdout == done.stdout
    assert (workspace / "again.xlf").read_text(encoding="utf-8") == text


def test_a_text_in_place(gloss: Gloss, workspace: Path) -> None:
    gloss(
        "pretranslate", "job.txt", "-o", "job.en.txt", "--minimum", "90", cwd=workspace
    )
    text = (workspace / "job.en.txt").read_text(encoding="utf-8")
    assert text == JOB.replace(
        "عقد الكنيست جلسة طارئة.", "The Knesset held an emergency session."
    )


def test_po_keeps_what_is_translated(gloss: Gloss, workspace: Path) -> None:
    po = polib.POFile()
    po.metadata = {"Content-Type": "text/plain; charset=UTF-8", "Language": "en"}
    po.append(polib.POEntry(msgid="عقد الكنيست جلسة طارئة", msgstr="mine"))
    po.append(polib.POEntry(msgid="وصل الوزير إلى العاصمة باكو مساء اليوم"))
    po.save(str(workspace / "job.po"))
    gloss("pretranslate", "job.po", "-o", "out.po", cwd=workspace)
    first, second = polib.pofile(str(workspace / "out.po"))
    assert first.msgstr == "mine"
    assert (second.msgstr, second.flags) == (
        "The minister came to Baku this morning",
        ["fuzzy"],
    )
    assert second.previous_msgid == "وصل الوزير إلى العاصمة باكو صباح اليوم"
    gloss("pretranslate", "job.po", "-o", "out.po", "--overwrite", cwd=workspace)
    first, _ = polib.pofile(str(workspace / "out.po"))
    assert first.msgstr == "The Knesset held an emergency session"


def test_segments_that_share_words_count_apart(gloss: Gloss, workspace: Path) -> None:
    job = "قال شاهد من هناك إن نواب الكنيست على القانون لم يتفقوا أبدا حتى الآن."
    (workspace / "job.txt").write_text(job, encoding="utf-8")
    new = bands(gloss("pretranslate", "job.txt", cwd=workspace).stdout)
    assert new == {"new": (1, 14)}
    done = gloss(
        "pretranslate", "job.txt", "--subsegments", "--report", "r.html",
        "--report", "r.xlsx", cwd=workspace,
    )  # fmt: skip
    assert bands(done.stdout) == {"subsegments": (1, 14)}
    page = (workspace / "r.html").read_text(encoding="utf-8")
    assert page.count("<mark>نواب الكنيست على القانون</mark>") == 2
    row = list(openpyxl.load_workbook(workspace / "r.xlsx")["Segments"].values)[1]
    assert (row[1], row[3]) == ("subsegments", "subsegment")
    assert row[2] == pytest.approx(100 * 4 / 14)
    assert row[6] == "Members of the Knesset voted on the law"


def test_the_report_as_a_page_and_a_workbook(gloss: Gloss, workspace: Path) -> None:
    gloss(
        "pretranslate", "job.txt", "--report", "r.html", "--report", "r.xlsx",
        cwd=workspace,
    )  # fmt: skip
    page = (workspace / "r.html").read_text(encoding="utf-8")
    assert 'dir="rtl"' in page
    assert page.count("<rect class=") == 4 + 7  # the bar's bands, the table's keys
    book = openpyxl.load_workbook(workspace / "r.xlsx")
    rows = list(book["Leverage"].values)
    assert rows[0] == ("band", "segments", "words")
    assert rows[-1] == ("total", 4, 21)
    assert book["Segments"].sheet_view.rightToLeft
    said = gloss(
        "pretranslate", "job.txt", "--report", "r.doc", status=2, cwd=workspace
    )
    assert "an .html or an .xlsx file" in said.stderr


def test_what_cannot_be_filled_is_said(gloss: Gloss, workspace: Path) -> None:
    said = gloss("pretranslate", "m.tsv", status=2, cwd=workspace)
    assert "gloss convert" in said.stderr
