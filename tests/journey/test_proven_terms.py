"""From an old article and its translation to candidates with proven English."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Gloss

ARABIC = [
    "افتتح هيثم الدروبي صباح الأحد معرض الكتاب في المدينة القديمة.",
    "وقال الدروبي إن صندوق الرواد سيدفع أجور المترجمين.",
    "تأسس صندوق الرواد قبل تسع سنوات بأموال تجار الميناء.",
    "ورفضت نقابة المعلمين أن تشارك في المعرض.",
    "وأضاف الدروبي أن نقابة المعلمين لم تطلب مالا من صندوق الرواد.",
    "ويزور المعرض ثلاثون ألف قارئ كل عام.",
    "وكتبت نقابة المعلمين رسالة إلى هيثم الدروبي يوم الخميس.",
    "ولم يرد صندوق الرواد على أسئلة الصحفيين.",
]
ENGLISH = [
    "Haytham Droubi opened the book fair in the old city on Sunday morning.",
    "Droubi said that the Pioneers Fund would pay the wages of the translators.",
    "The Pioneers Fund was founded nine years ago with money of the port's merchants.",
    "The Teachers Union refused to take part in the fair.",
    "Droubi added that the Teachers Union had not asked the Pioneers Fund for money.",
    "Thirty thousand readers visit the fair every year.",
    "The Teachers Union wrote a letter to Haytham Droubi on Thursday.",
    "The Pioneers Fund did not answer the questions of journalists.",
]


@pytest.fixture
def old(gloss: Gloss, tmp_path: Path) -> Path:
    """Return a directory with an article and the memory of its translation."""
    (tmp_path / "old.ar.txt").write_text("\n".join(ARABIC))
    (tmp_path / "old.en.txt").write_text("\n".join(ENGLISH))
    gloss("align", "old.ar.txt", "old.en.txt", "-o", "old.tmx")
    return tmp_path


def rows(text: str) -> dict[str, dict[str, object]]:
    return {row["term"]: row for row in map(json.loads, text.splitlines())}


@pytest.mark.usefixtures("old")
@pytest.mark.parametrize(
    ("term", "english"),
    [("صندوق الرواد", "Pioneers Fund"), ("نقابة المعلمين", "Teachers Union")],
)
def test_the_english_of_a_candidate(gloss: Gloss, term: str, english: str) -> None:
    plain = rows(gloss("extract", "old.ar.txt").stdout)[term]
    assert plain["translation"] != english
    proven = rows(gloss("extract", "old.ar.txt", "--parallel", "old.tmx").stdout)[term]
    assert (proven["translation"], proven["origin"]) == (english, "parallel")
    assert list(proven) == list(plain)
    assert {key: proven[key] for key in ("score", "count", "contexts")} == {
        key: plain[key] for key in ("score", "count", "contexts")
    }


@pytest.mark.usefixtures("old")
def test_the_evidence_is_shown(gloss: Gloss) -> None:
    command = ["extract", "old.ar.txt", "--parallel", "old.tmx"]
    done = gloss(*command, "--explain", "صندوق الرواد")
    assert [
        (one["text"], one["origin"], one["source"])
        for one in json.loads(done.stdout)["translations"]
    ] == [
        (
            "Pioneers Fund",
            "parallel",
            "4 mentions in sentence pairs 2, 3, 5, 8 of old.tmx",
        )
    ]
    page = gloss(*command, "--format", "html").stdout
    assert "2, 3, 5, 8 of old.tmx" in page


def test_the_workspace_names_its_translations(gloss: Gloss, old: Path) -> None:
    gloss("init", "desk")
    desk = old / "desk"
    (desk / "articles").mkdir(exist_ok=True)
    (desk / "articles" / "old.txt").write_text("\n".join(ARABIC))
    toml = (desk / "gloss.toml").read_text()
    (desk / "gloss.toml").write_text(
        toml.replace('# parallel = ["memory.tmx"]', 'parallel = ["../old.tmx"]')
    )
    gloss("extract", cwd=desk)
    gloss("terms", "accept", "صندوق الرواد", cwd=desk)
    listed = gloss("terms", "list", "--format", "jsonl", cwd=desk).stdout
    assert "Pioneers Fund" in {
        json.loads(line)["target"] for line in listed.splitlines()
    }


@pytest.mark.usefixtures("old")
def test_a_file_that_proves_nothing(gloss: Gloss, tmp_path: Path) -> None:
    (tmp_path / "alone.tsv").write_text("كتاب\n")
    command = ["extract", "old.ar.txt", "--parallel", "old.tmx", "--parallel"]
    done = gloss(*command, "alone.tsv", status=2)
    assert rows(done.stdout)["صندوق الرواد"]["origin"] == "parallel"
    assert "alone.tsv: no pair has both ar and en" in done.stderr
    done = gloss(*command, "alone.tsv", "--strict", status=2)
    assert done.stdout == ""
