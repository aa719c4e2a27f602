"""``gloss extract --explain``: why a term is a candidate."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest

from cli.render.explanation import KEYS
from tests.conftest import Gloss

TEXT = (
    "زار الوفد الكنيست أمس. وقالت مصادر بالكنيست إن للكنيست لجانا. والكنيست منعقد."
    " ثم عاد الوفد من باكو، وباكو بعيدة.\n"
)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "x.txt"
    path.write_text(TEXT)
    return path


def explained(gloss: Gloss, term: str, *args: str) -> list[dict[str, object]]:
    done = gloss("extract", "x.txt", "--explain", term, *args)
    return [json.loads(line) for line in done.stdout.split("\n")[:-1]]


@pytest.mark.usefixtures("article")
def test_a_record(gloss: Gloss) -> None:
    (record,) = explained(gloss, "الكنيست")
    assert list(record) == KEYS
    assert (record["term"], record["count"], record["alone"]) == ("الكنيست", 4, 4)
    assert record["type"] == "organisation"
    first = gloss("extract", "x.txt").stdout.split("\n")[:-1]
    found = json.loads(first[int(str(record["rank"])) - 1])
    for name in ("term", "score", "count", "documents", "type", "variants"):
        assert record[name] == found[name]
    assert 0 <= float(str(record["name_probability"])) <= 1
    words: list[dict[str, object]] = record["words"]  # type: ignore[assignment]
    assert {str(one["form"]): one["reading"] for one in words} == {
        "الكنيست": "ال + كنيست",
        "بالكنيست": "ب + ال + كنيست",
        "للكنيست": "ل + ال + كنيست",
        "والكنيست": "و + ال + كنيست",
    }
    english: list[dict[str, object]] = record["translations"]  # type: ignore[assignment]
    assert (english[0]["text"], english[0]["origin"]) == ("Knesset", "curated")


@pytest.mark.usefixtures("article")
def test_text_for_people(gloss: Gloss) -> None:
    done = gloss("extract", "x.txt", "--explain", "والكنيست", "--format", "table")
    lines = [line.strip("\u200e ") for line in done.stdout.split("\n")[:-1]]
    assert re.fullmatch(r"#\d+ of the candidates: الكنيست", lines[0])
    assert lines[1] == (
        "counted     4 mentions in 1 texts, 4 of them outside longer candidates"
    )
    heads = [line.split()[0] for line in lines[1:]]
    order = "counted judged recognised weighs read written English weights".split()
    assert list(dict.fromkeys(heads)) == order
    assert any(line.startswith("English     Knesset (curated, ") for line in lines)
    assert "\x1b" not in done.stdout


@pytest.mark.usefixtures("article")
def test_a_table(gloss: Gloss) -> None:
    done = gloss("extract", "x.txt", "--explain", "باكو", "--format", "csv")
    (row,) = csv.DictReader(done.stdout.splitlines())
    assert list(row) == KEYS
    assert (row["term"], row["count"]) == ("باكو", "2")


@pytest.mark.usefixtures("article")
def test_a_file(gloss: Gloss, tmp_path: Path) -> None:
    done = gloss("extract", "x.txt", "--explain", "باكو", "-o", "why.jsonl")
    assert done.stdout == ""
    assert json.loads((tmp_path / "why.jsonl").read_text())["term"] == "باكو"


@pytest.mark.usefixtures("article")
@pytest.mark.parametrize("term", ["طائرة", "Knesset", "", "زار"])
def test_no_candidate(gloss: Gloss, term: str) -> None:
    done = gloss("extract", "x.txt", "--explain", term, status=2)
    assert done.stdout == ""
    assert done.stderr == (
        f"gloss: {term!r} is no candidate in these texts: it may be a general word, "
        "part of a longer candidate, or rarer than --min-count\n"
    )


def test_hostile_terms_do_not_reach_the_terminal(gloss: Gloss, article: Path) -> None:
    done = gloss("extract", article.name, "--explain", "\x1b[2J\u202eباك", status=2)
    assert "\x1b" not in done.stderr
    assert "\u202e" not in done.stderr


def test_explaining_stores_nothing(gloss: Gloss, demo: Path) -> None:
    before = gloss("terms", "list", "--format", "jsonl", cwd=demo).stdout
    (demo / "new.txt").write_text("زار الوفد زنغبيلار. ثم عاد من زنغبيلار.")
    done = gloss("extract", "new.txt", "--explain", "زنغبيلار", cwd=demo)
    assert "stored" not in done.stderr
    assert gloss("terms", "list", "--format", "jsonl", cwd=demo).stdout == before


def test_a_file_that_cannot_be_read_shows_in_the_status(
    gloss: Gloss, article: Path
) -> None:
    args = ("extract", article.name, "missing.txt", "--explain", "باكو")
    done = gloss(*args, status=2)
    assert "missing.txt: no such file" in done.stderr
    assert json.loads(done.stdout)["term"] == "باكو"


def test_a_report_places_every_mention(gloss: Gloss, tmp_path: Path) -> None:
    text = "زار الوفد باكو. ثم عاد وبقيت باكو. " * 30
    for name in ("x.txt", "y.txt"):
        (tmp_path / name).write_text(text)
    gloss("extract", "x.txt", "y.txt", "-o", "x.html")
    page = (tmp_path / "x.html").read_text()
    assert "120 mentions over all texts" in page
    assert "mentions are placed" not in page  # said where some are not


def test_a_report_places_the_mentions_of_coordinated_terms(
    gloss: Gloss, tmp_path: Path
) -> None:
    text = "بحث الوفد التعاون الزراعي والسياحي. وتقدم التعاون العلمي والسياحي. "
    (tmp_path / "x.txt").write_text(text * 3)
    gloss("extract", "x.txt", "-o", "x.html")
    page = (tmp_path / "x.html").read_text()
    assert "التعاون السياحي" in page
    assert "mentions are placed" not in page
