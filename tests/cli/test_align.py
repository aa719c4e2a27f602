"""Pairing files, and what becomes of aligned pairs."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.alignment import pairs
from cli.bitext import Aligned, unit
from glossary.errors import FileError
from tmx.align import Link

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
            Aligned("a.txt", "نعم", "Yes", Link(source=(0,), target=(0,), score=score)),
            LANGUAGES,
        )
        for score in (0.9, 0.2)
    )
    assert sure.prop("x-alignment-score") == "0.90"
    assert sure.prop("x-document") == "a.txt"
    assert not sure.notes
    assert "doubtful" in doubtful.notes[0]
