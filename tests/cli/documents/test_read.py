from __future__ import annotations

import os
from pathlib import Path

import pytest

from cli import documents
from glossary.errors import FileError, FormatError
from tests.cli.documents.word import document, p, r

TEXT = "زار الوفد باكو."
PAGE = f"<html><p>{TEXT}</p></html>"
WORD = document(p(r(TEXT)))


@pytest.mark.parametrize(
    ("name", "data", "text"),
    [
        ("a.txt", TEXT.encode(), TEXT),
        ("a.md", f"# {TEXT}".encode(), f"# {TEXT}"),
        ("a.HTM", TEXT.encode(), TEXT),
        ("a.xhtml", PAGE.encode(), TEXT),
        ("a.docx", WORD, TEXT),
        ("a", WORD, TEXT),
        ("a", f"\ufeff\n<!DOCTYPE HTML>{PAGE}".encode(), TEXT),
        ("a.asp", PAGE.encode(), TEXT),
        ("a", PAGE.encode("utf-16"), TEXT),
        ("a.txt", PAGE.encode(), PAGE),
        ("a.docx", TEXT.encode(), TEXT),
    ],
)
def test_the_kind_is_known(tmp_path: Path, name: str, data: bytes, text: str) -> None:
    (tmp_path / name).write_bytes(data)
    assert documents.read(str(tmp_path / name)) == text


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (rb"{\rtf1 x}", "is an RTF document; save it as DOCX or text$"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "is an old Office document, not text"),
        (b"%PDF-1.7", "is a PDF file, not text"),
    ],
)
def test_what_is_not_read(tmp_path: Path, data: bytes, message: str) -> None:
    (tmp_path / "a").write_bytes(data)
    with pytest.raises(FormatError, match=message):
        documents.read(str(tmp_path / "a"))


def test_directories_give_every_kind_in_order(tmp_path: Path) -> None:
    names = ["a.docx", "b.html", "c/d.HTM", "c/e.md", "f.txt", "g.xhtml"]
    for name in (*names, "~$a.docx", "h.png", ".i.html"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.touch()
    found = [os.path.relpath(x, tmp_path) for x in documents.walk([str(tmp_path)])]
    assert found == names
    lock = str(tmp_path / "~$a.docx")
    assert list(documents.walk([lock])) == [lock]


def test_a_directory_without_texts(tmp_path: Path) -> None:
    with pytest.raises(FileError, match=r"no file of \.docx, \.htm, \.html, \.md, "):
        list(documents.walk([str(tmp_path)]))
