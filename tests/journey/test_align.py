"""Aligning texts from the command line, and what is said when they do not fit."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Gloss
from tests.tmx.align.texts import ARABIC, ENGLISH

KEYS = ["document", "source", "target", "score", "source_ids", "target_ids"]
UNRELATED = """The cat sat on the old red chair near a window.
She bought two apples and some bread at noon.
Nobody knew why the piano was out of tune.
It rained all through the long afternoon.
"""


def records(text: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in text.splitlines()]


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    (tmp_path / "ar.txt").write_text("\n".join(ARABIC))
    (tmp_path / "en.txt").write_text("\n".join(ENGLISH))
    return tmp_path


@pytest.mark.usefixtures("texts")
def test_records(gloss: Gloss) -> None:
    done = gloss("align", "ar.txt", "en.txt")
    rows = records(done.stdout)
    assert all(list(row) == KEYS for row in rows)
    assert [row["source"] for row in rows] == ARABIC
    assert [row["target"] for row in rows] == ENGLISH
    assert [row["source_ids"] for row in rows] == [[n] for n in range(len(ARABIC))]
    assert {row["document"] for row in rows} == {"ar.txt"}
    assert "gloss: ar.txt: 8 pairs" in done.stderr
    assert gloss("align", "ar.txt", "en.txt").stdout == done.stdout


def test_a_memory(gloss: Gloss, texts: Path) -> None:
    gloss("align", "ar.txt", "en.txt", "-o", "m.tmx")
    assert gloss("validate", "m.tmx").stdout == ""
    text = (texts / "m.tmx").read_text()
    assert text.count("<tu>") == len(ARABIC)
    assert 'srclang="ar"' in text
    assert '<prop type="x-document">ar.txt</prop>' in text


@pytest.mark.parametrize("name", ["m.tsv", "m.csv", "m.jsonl"])
def test_tables(gloss: Gloss, texts: Path, name: str) -> None:
    gloss("align", "ar.txt", "en.txt", "-o", name)
    lines = (texts / name).read_text().splitlines()
    assert len(lines) == len(ARABIC) + (name != "m.jsonl")
    if name != "m.jsonl":
        assert lines[0].replace("\t", ",") == ",".join(KEYS)


def test_lines_are_never_split_and_keep_their_numbers(
    gloss: Gloss, texts: Path
) -> None:
    (texts / "ar.txt").write_text(f"{ARABIC[1]} {ARABIC[2]}\n\n{ARABIC[3]}\n")
    (texts / "en.txt").write_text(f"\n{ENGLISH[1]} {ENGLISH[2]}\n{ENGLISH[3]}\n")
    rows = records(gloss("align", "--lines", "ar.txt", "en.txt").stdout)
    assert [(row["source_ids"], row["target_ids"]) for row in rows] == [
        ([0], [1]),
        ([2], [2]),
    ]


def test_directories(gloss: Gloss, tmp_path: Path) -> None:
    for lang, sentences in (("ar", ARABIC), ("en", ENGLISH)):
        (tmp_path / lang).mkdir()
        (tmp_path / lang / "one.txt").write_text("\n".join(sentences[:4]))
        (tmp_path / lang / "two.txt").write_text("\n".join(sentences[4:]))
    (tmp_path / "ar" / "alone.txt").write_text(ARABIC[0])
    done = gloss("align", "ar", "en")
    names = [row["document"] for row in records(done.stdout)]
    assert names == ["one.txt"] * 4 + ["two.txt"] * 4
    assert "ar/alone.txt: has no partner" in done.stderr


def test_one_bad_file_of_a_directory(gloss: Gloss, tmp_path: Path) -> None:
    for lang, sentences in (("ar", ARABIC), ("en", ENGLISH)):
        (tmp_path / lang).mkdir()
        (tmp_path / lang / "bad.txt").write_bytes(b"\xff\xfe\x00bad\xff")
        (tmp_path / lang / "good.txt").write_text("\n".join(sentences))
    done = gloss("align", "ar", "en", status=2)
    assert len(records(done.stdout)) == len(ARABIC)
    assert "ar/bad.txt" in done.stderr
    gloss("align", "--strict", "ar", "en", "-o", "out.jsonl", status=2)
    assert not (tmp_path / "out.jsonl").exists()


@pytest.mark.usefixtures("texts")
def test_sides_swapped(gloss: Gloss) -> None:
    done = gloss("align", "en.txt", "ar.txt")
    assert "taken the other way round" in done.stderr
    assert [row["source"] for row in records(done.stdout)] == ARABIC
    asked = gloss("align", "en.txt", "ar.txt", "--source", "en", "--target", "ar")
    assert "other way round" not in asked.stderr
    assert [row["source"] for row in records(asked.stdout)] == ENGLISH


def test_the_same_text_twice(gloss: Gloss, texts: Path) -> None:
    (texts / "copy.txt").write_text((texts / "ar.txt").read_text())
    done = gloss("align", "ar.txt", "copy.txt", status=2)
    assert "ar.txt and copy.txt: hold the same text" in done.stderr


def test_the_wrong_language(gloss: Gloss, texts: Path) -> None:
    (texts / "other.txt").write_text("\n".join(reversed(ARABIC)))
    done = gloss("align", "ar.txt", "other.txt")
    assert "other.txt does not look like en; is it the right file?" in done.stderr


@pytest.mark.parametrize("text", ["", "\n \n"])
def test_an_empty_side(gloss: Gloss, texts: Path, text: str) -> None:
    (texts / "empty.txt").write_text(text)
    for sides in (("ar.txt", "empty.txt"), ("empty.txt", "en.txt")):
        done = gloss("align", *sides, "-o", "m.tmx", status=2)
        assert "empty.txt: holds no text to align" in done.stderr
        assert not (texts / "m.tmx").exists()


def test_no_translation(gloss: Gloss, texts: Path) -> None:
    (texts / "cat.txt").write_text(UNRELATED)
    done = gloss("align", "ar.txt", "cat.txt")
    assert "do not look like translations of each other" in done.stderr
    assert all(row["score"] < 0.5 for row in records(done.stdout))  # type: ignore[operator]
    kept = gloss("align", "ar.txt", "cat.txt", "--min-score", "0.5")
    assert kept.stdout == ""
    assert "left out (score below 0.5)" in kept.stderr


def test_a_side_ten_times_as_long(gloss: Gloss, texts: Path) -> None:
    (texts / "long.txt").write_text("\n".join(ENGLISH) + UNRELATED * 40)
    done = gloss("align", "ar.txt", "long.txt")
    assert "times as long as ar.txt" in done.stderr
    sure = [row for row in records(done.stdout) if row["score"] >= 0.5]  # type: ignore[operator]
    assert [row["source"] for row in sure] == ARABIC[: len(sure)]


def test_what_has_no_partner(gloss: Gloss, texts: Path) -> None:
    (texts / "en.txt").write_text("\n".join([*ENGLISH[:3], *ENGLISH[4:]]))
    done = gloss("align", "ar.txt", "en.txt")
    assert "without a partner: 1 source, 0 target" in done.stderr
    assert len(records(done.stdout)) == 7
    rows = records(gloss("align", "ar.txt", "en.txt", "--unmatched").stdout)
    assert [row["target"] for row in rows if row["source_ids"] == [3]] == [""]


def test_segment(gloss: Gloss, tmp_path: Path) -> None:
    text = "عنوان\n\nوصل الوفد أمس. ثم غادر.\nHe left at 3 p.m. on Sunday. It rained."
    (tmp_path / "t.txt").write_text(text)
    rows = records(gloss("segment", "t.txt").stdout)
    assert all(list(row) == ["document", "start", "end", "text"] for row in rows)
    assert [row["text"] for row in rows] == [
        "عنوان",
        "وصل الوفد أمس.",
        "ثم غادر.",
        "He left at 3 p.m. on Sunday.",
        "It rained.",
    ]
    for row in rows:
        assert text[row["start"] : row["end"]] == row["text"]  # type: ignore[misc]
    assert (
        "missing.txt: no such file" in gloss("segment", "missing.txt", status=2).stderr
    )
