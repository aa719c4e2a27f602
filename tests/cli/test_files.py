from __future__ import annotations

import os
from pathlib import Path

import pytest

from cli import files
from glossary.errors import FileError, FormatError

ARABIC = "زار الوفد باكو.\nثم عاد."


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"]
)
def test_text_is_read_by_its_mark(tmp_path: Path, encoding: str) -> None:
    data = ARABIC.encode(encoding)
    if encoding == "utf-16-le":
        data = b"\xff\xfe" + data
    (tmp_path / "a.txt").write_bytes(data)
    assert files.read_text(str(tmp_path / "a.txt")) == ARABIC


def test_line_ends_keep_their_length() -> None:
    assert files.decode(b"a\r\nb\rc", "x") == "a\r\nb\nc"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (
            "الأول\nالثاني".encode("cp1256"),
            r"^x:1: byte 0 \(0xC7\) is not UTF-8 \(it looks like Windows-1256\); ",
        ),
        (
            ARABIC.encode() + b"\n\xff",
            r"^x:3: byte \d+ \(0xFF\) is not UTF-8; convert",
        ),
        (b"%PDF-1.7 ...", r"^x: is a PDF file, not text"),
        (b"PK\x03\x04....", r"^x: is a ZIP archive \(DOCX"),
        (b"abc\x00def", r"^x: byte 3 is NUL: the file is binary, not text$"),
    ],
)
def test_what_is_no_text(data: bytes, message: str) -> None:
    with pytest.raises(FormatError, match=message):
        files.decode(data, "x")


def test_a_directory_is_walked_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", ".hidden.txt", "c.png", "sub/d.txt", ".git/e.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.touch()
    found = [os.path.relpath(name, tmp_path) for name in files.walk([str(tmp_path)])]
    assert found == ["a.txt", "b.txt", "sub/d.txt"]


def test_the_order_is_that_of_paths_whatever_links_there_are(tmp_path: Path) -> None:
    for name in ("a/x.txt", "a-b.txt", "a.txt", "a/n.", "a/b/c.TXT", "a/.h/q.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True, parents=True)
        path.touch()
    (tmp_path / "a" / "again.txt").symlink_to(tmp_path / "a.txt")
    (tmp_path / "also").symlink_to(tmp_path / "a")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nothing")
    inside = ["again.txt", "b/c.TXT", "n.", "x.txt"]
    root = str(tmp_path)
    found = [os.path.relpath(name, root) for name in files.walk([root])]
    assert found == [*(f"a/{name}" for name in inside), "a-b.txt"]
    twice = [os.path.relpath(name, root) for name in files.walk([f"{root}/also", root])]
    assert twice == [*(f"also/{name}" for name in inside), "a-b.txt"]


def test_named_files_are_taken_as_they_are() -> None:
    assert list(files.walk(["x.odd", "-"])) == ["x.odd", "-"]


def test_a_directory_without_texts(tmp_path: Path) -> None:
    with pytest.raises(FileError, match=r"holds no file of \.md, \.text, \.txt$"):
        list(files.walk([str(tmp_path)]))


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("missing", "no such file; check the spelling$"),
        (".", "is a directory; name a file in it$"),
    ],
)
def test_what_cannot_be_opened(tmp_path: Path, name: str, message: str) -> None:
    with pytest.raises(FileError, match=message):
        files.read_bytes(str(tmp_path / name))


def test_a_failed_write_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "out.txt"
    path.write_text("old")

    def pieces() -> object:
        yield "new"
        raise RuntimeError

    with pytest.raises(RuntimeError):
        files.write_text(str(path), pieces())  # type: ignore[arg-type]
    assert path.read_text() == "old"
    assert [one.name for one in tmp_path.iterdir()] == ["out.txt"]


def test_writing_keeps_the_permissions(tmp_path: Path) -> None:
    path = tmp_path / "out.txt"
    path.write_text("old")
    path.chmod(0o640)
    files.write_text(str(path), ["new"])
    assert path.read_text() == "new"
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    real, link = tmp_path / "real.txt", tmp_path / "link.txt"
    real.write_text("old")
    link.symlink_to(real)
    files.write_text(str(link), ["new"])
    assert link.is_symlink()
    assert real.read_text() == "new"


def test_a_pipe_is_written_to_and_stays(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    files.write_text(str(pipe), ["through"])
    assert os.read(reader, 100) == b"through"
    os.close(reader)
    assert pipe.is_fifo()


def test_a_device_is_written_to_and_stays() -> None:
    files.write_text("/dev/null", ["away"])
    assert Path("/dev/null").is_char_device()
    with pytest.raises(FileError, match="/dev/full: cannot be written: no space left"):
        files.write_text("/dev/full", ["x" * 100_000])
    assert Path("/dev/full").is_char_device()


def test_a_file_where_a_directory_must_be(tmp_path: Path) -> None:
    (tmp_path / "a").touch()
    with pytest.raises(FileError, match=r"a/b: cannot be written: "):
        files.write_text(str(tmp_path / "a" / "b"), ["x"])
