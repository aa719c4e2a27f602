"""Aligning texts from the command line, and what is said when they do not fit."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.documents.word import document
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


TERMS = ["source", "target", "score", "count"]


def parallel(folder: Path, *, times: int = 3) -> None:
    (folder / "ar.txt").write_text("\n".join(ARABIC * times) + "\n")
    (folder / "en.txt").write_text("\n".join(ENGLISH * times) + "\n")


@pytest.mark.parametrize("options", [["--parallel"], ["--lines"], []])
@pytest.mark.parametrize("name", ["t.tsv", "t.csv", "t.jsonl"])
def test_terms(gloss: Gloss, tmp_path: Path, options: list[str], name: str) -> None:
    parallel(tmp_path)
    gloss("align", "ar.txt", "en.txt", *options, "--terms", name)
    text = (tmp_path / name).read_text()
    if name == "t.jsonl":
        rows = [list(map(str, row.values())) for row in records(text)]
        assert all(list(row) == TERMS for row in records(text))
    else:
        head, *rest = text.splitlines()
        rows = [line.split("\t" if name == "t.tsv" else ",") for line in rest]
        assert head.replace("\t", ",") == ",".join(TERMS)
    scores = [float(row[2]) for row in rows]
    assert scores == sorted(scores, reverse=True)
    assert ["باكو", "Baku"] in [row[:2] for row in rows]


def test_parallel_terms_go_to_standard_output(gloss: Gloss, tmp_path: Path) -> None:
    parallel(tmp_path)
    done = gloss("align", "ar.txt", "en.txt", "--parallel")
    assert {"باكو", "وزير"} <= {row["source"] for row in records(done.stdout)}
    assert gloss("align", "ar.txt", "en.txt", "--parallel").stdout == done.stdout


def test_terms_asked_for(gloss: Gloss, tmp_path: Path) -> None:
    parallel(tmp_path, times=1)
    (tmp_path / "list.txt").write_text("باكو\n\nقطار\n")
    done = gloss("align", "ar.txt", "en.txt", "--parallel", "--for", "list.txt")
    (row,) = records(done.stdout)
    assert (row["source"], row["target"]) == ("باكو", "Baku")
    assert "1 not found: قطار" in done.stderr


@pytest.mark.parametrize(
    ("english", "options", "message"),
    [
        ("\n".join(ENGLISH), ["--parallel"], "gloss: ar.txt has 24 lines and en.txt"),
        ("", ["--parallel"], "gloss: en.txt: holds no text to align"),
        (None, ["--parallel"], "ar.txt and en.txt: hold the same text"),
        ("x", ["--parallel", "-o", "x.tmx"], "--parallel only seeks terms"),
        ("x", ["--for", "en.txt"], "--for names the terms that --terms seeks"),
        (
            *("x", ["--terms", "t.tsv", "--source", "en"]),
            "--terms seeks the English of Arabic terms, and the source is en",
        ),
    ],
)
def test_parallel_that_cannot_be(
    gloss: Gloss, tmp_path: Path, english: str | None, options: list[str], message: str
) -> None:
    parallel(tmp_path)
    arabic = (tmp_path / "ar.txt").read_text()
    (tmp_path / "en.txt").write_text(arabic if english is None else english)
    done = gloss("align", "ar.txt", "en.txt", *options, status=2)
    assert message in done.stderr


def test_parallel_sides_swapped(gloss: Gloss, tmp_path: Path) -> None:
    parallel(tmp_path)
    done = gloss("align", "en.txt", "ar.txt", "--parallel")
    assert "taken the other way round" in done.stderr
    assert "باكو" in {row["source"] for row in records(done.stdout)}


def test_parallel_lines_that_translate_nothing(gloss: Gloss, tmp_path: Path) -> None:
    (tmp_path / "ar.txt").write_text("\n".join(ARABIC[:4]))
    (tmp_path / "en.txt").write_text(UNRELATED)
    done = gloss("align", "ar.txt", "en.txt", "--parallel")
    assert "do not look like translations of each other, line by line" in done.stderr


def test_html_is_aligned_as_text(gloss: Gloss, tmp_path: Path) -> None:
    for name, sentences in (("ar", ARABIC), ("en", ENGLISH)):
        body = "".join(f"<p>{one}</p>" for one in sentences)
        page = f"<!doctype html><html><body>{body}</body></html>"
        (tmp_path / f"{name}.html").write_text(page)
    done = gloss("align", "ar.html", "en.html")
    assert [row["source"] for row in records(done.stdout)] == ARABIC
    assert "does not look like" not in done.stderr
    segments = gloss("segment", "ar.html", "--format", "jsonl")
    assert [row["text"] for row in records(segments.stdout)] == ARABIC


def test_word_documents_are_aligned_as_text(gloss: Gloss, tmp_path: Path) -> None:
    for name, sentences in (("ar", ARABIC), ("en", ENGLISH)):
        (tmp_path / name).mkdir()
        body = "".join(f"<w:p><w:r><w:t>{one}</w:t></w:r></w:p>" for one in sentences)
        (tmp_path / name / "visit.docx").write_bytes(document(body))
    done = gloss("align", "ar/visit.docx", "en/visit.docx")
    assert [row["source"] for row in records(done.stdout)] == ARABIC
    assert [row["target"] for row in records(done.stdout)] == ENGLISH
    assert "does not look like" not in done.stderr
    both = gloss("align", "ar", "en", "-o", "m.tmx")
    assert "visit.docx: 8 pairs" in both.stderr
    swapped = gloss("align", "en/visit.docx", "ar/visit.docx")
    assert "taken the other way round" in swapped.stderr
    assert swapped.stdout == done.stdout.replace('"ar/', '"en/')
    lines = gloss("align", "--lines", "ar/visit.docx", "en/visit.docx", status=2)
    assert "ar/visit.docx: is a Word document" in lines.stderr


def test_a_word_document_with_a_page(gloss: Gloss, tmp_path: Path) -> None:
    body = "".join(f"<w:p><w:r><w:t>{one}</w:t></w:r></w:p>" for one in ARABIC)
    (tmp_path / "ar.docx").write_bytes(document(body))
    page = "".join(f"<li>{one}" for one in ENGLISH)
    (tmp_path / "en.html").write_text(f"<nav>Menu</nav><ul>{page}</ul>")
    rows = records(gloss("align", "ar.docx", "en.html").stdout)
    assert [row["target"] for row in rows] == ENGLISH
