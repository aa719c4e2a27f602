"""Pairing files, and what becomes of aligned pairs."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.aligned import Aligned, unit
from cli.alignment import pairs, read_pairs
from cli.config import Config
from cli.extraction import with_parallel
from glossary.errors import FileError, FormatError
from glossary.losses import Losses
from glossary.model import Candidate, ConceptType, Origin
from tests.tmx.align.texts import ARABIC, ENGLISH
from tmx.align import Link
from tmx.formats.tmx import write_tmx
from tmx.model import new_header

LANGUAGES = ("ar", "en")


def make(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")


@pytest.mark.parametrize(
    ("files", "source", "target", "documents", "alone"),
    [
        (["ar/x.txt", "en/x.txt"], "ar", "en", ["x.txt"], []),
        (["ar/x.ar.txt", "en/x.en.txt"], "ar", "en", ["x.txt"], []),
        (["t/x.ar.txt", "t/x.en.txt"], "t", "t", ["x.txt"], []),
        (["t/x_ar.txt", "t/x_en.txt", "t/z.txt"], "t", "t", ["x.txt"], []),
        (["t/x-ar-EG.txt", "t/x-en-GB.txt"], "t", "t", ["x.txt"], []),
        (
            ["ar/b/y.txt", "ar/x.txt", "en/b/y.txt", "en/q.txt"],
            *("ar", "en", ["b/y.txt"], ["ar/x.txt", "en/q.txt"]),
        ),
    ],
)
def test_directories_pair_by_name(  # noqa: PLR0913, PLR0917 - a table
    tmp_path: Path,
    files: list[str],
    source: str,
    target: str,
    documents: list[str],
    alone: list[str],
) -> None:
    make(tmp_path, *files)
    found, rest = pairs(str(tmp_path / source), str(tmp_path / target), LANGUAGES)
    assert [pair.document for pair in found] == documents
    assert rest == [str(tmp_path / name) for name in alone]


def test_two_files_are_one_text(tmp_path: Path) -> None:
    make(tmp_path, "one.txt", "two.txt")
    (pair,), rest = pairs(
        str(tmp_path / "one.txt"), str(tmp_path / "two.txt"), LANGUAGES
    )
    assert (pair.document, rest) == ("one.txt", [])


def test_a_file_and_a_directory(tmp_path: Path) -> None:
    make(tmp_path, "ar/x.txt", "y.txt")
    with pytest.raises(FileError, match="one is a directory and the other is not"):
        pairs(str(tmp_path / "ar"), str(tmp_path / "y.txt"), LANGUAGES)


def test_directories_without_a_common_name(tmp_path: Path) -> None:
    make(tmp_path, "ar/x.txt", "en/y.txt")
    with pytest.raises(FileError, match=r"no two files share a name; .*x\.ar\.txt"):
        pairs(str(tmp_path / "ar"), str(tmp_path / "en"), LANGUAGES)


def test_a_doubtful_unit_says_so() -> None:
    sure, doubtful = (
        unit(
            Aligned("a.txt", ("نعم",), ("Yes",), link),
            LANGUAGES,
        )
        for link in (
            Link(source=(0,), target=(0,), score=0.9),
            Link(source=(0,), target=(0,), score=0.2),
        )
    )
    assert sure.prop("x-alignment-score") == "0.90"
    assert sure.prop("x-document") == "a.txt"
    assert not sure.notes
    assert "doubtful" in doubtful.notes[0]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("two.tsv", "كتاب\tbook\nقلم\tpen\n"),
        ("tags.tsv", "id\ten\tar\n1\tbook\tكتاب\n2\tpen\tقلم\n"),
        (
            "ours.tsv",
            "document\tsource\ttarget\nx\tكتاب\tbook\ny\tقلم\tpen\nz\t\tcup\n",
        ),
    ],
)
def test_aligned_tables(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text)
    found = list(read_pairs(str(tmp_path / name), LANGUAGES))
    assert found == [("كتاب", "book"), ("قلم", "pen")]


def test_an_aligned_memory(tmp_path: Path) -> None:
    link = Link(source=(0,), target=(0,), score=0.9)
    one = unit(Aligned("x.txt", ("كتاب",), ("book",), link), LANGUAGES)
    path = tmp_path / "m.tmx"
    header = new_header(source="ar", tool_version="1")
    path.write_bytes(b"".join(write_tmx([one], header=header, losses=Losses())))
    assert list(read_pairs(str(path), LANGUAGES)) == [("كتاب", "book")]


def test_a_table_without_pairs(tmp_path: Path) -> None:
    (tmp_path / "x.tsv").write_text("كتاب\n")
    with pytest.raises(FileError, match=r"x\.tsv: no pair has both ar and en"):
        list(read_pairs(str(tmp_path / "x.tsv"), LANGUAGES))


def test_candidates_learn_their_english(tmp_path: Path) -> None:
    rows = [f"{one}\t{other}\n" for one, other in zip(ARABIC, ENGLISH, strict=True)]
    (tmp_path / "x.tsv").write_text("".join(rows * 2))
    made = Candidate(
        term="الوزير",
        type=ConceptType.TERM,
        score=0.5,
        count=2,
        documents=1,
        variants=(),
    )
    name = str(tmp_path / "x.tsv")
    (one,), problems = with_parallel([made], [name], Config(), strict=True)
    assert [(r.text, r.origin) for r in one.renderings] == [
        ("minister", Origin.PARALLEL)
    ]
    assert f"of {name}" in str(one.renderings[0].detail)
    assert not problems


def test_a_bad_line_of_an_aligned_file_is_no_loss_of_the_others(
    tmp_path: Path,
) -> None:
    path = tmp_path / "x.tsv"
    path.write_bytes("كتاب\tbook\n".encode() + b"\xff\tx\n")
    problems: list[FormatError] = []
    assert list(read_pairs(str(path), LANGUAGES, problems.append)) == [("كتاب", "book")]
    assert [one.where.line for one in problems] == [2]
