"""Paths: the only code that opens them."""

from __future__ import annotations

import codecs
import contextlib
import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from glossary.errors import FileError, FormatError, Where

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import BinaryIO

STDIN = "-"
TEXT_SUFFIXES = frozenset((".txt", ".text", ".md", ""))
"""What is read of a directory; a file that is named is read whatever its suffix."""

BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""Byte-order marks with the encoding that reads past them, the longest first."""

_LONE_RETURN = re.compile(r"\r(?!\n)")
_BINARY = {
    b"%PDF": "a PDF file",
    b"PK\x03\x04": "a ZIP archive (DOCX, XLSX, ODT …)",
    b"\xd0\xcf\x11\xe0": "an old Office document",
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"\x7fELF": "a program",
    b"\x1f\x8b": "a gzip archive",
    b"SQLite format 3": "a SQLite database",
}


def walk(paths: Iterable[str], suffixes: Iterable[str] | None = None) -> Iterator[str]:
    """Yield the files that the paths name, directories in sorted order.

    ``-`` is standard input. Hidden files and directories inside a directory are passed
    over; a directory without any file that could be read is an error. A file that
    several paths name comes once.
    """
    wanted = TEXT_SUFFIXES if suffixes is None else frozenset(suffixes)
    seen: set[str] = set()
    for path in paths:
        for name, real in _files(path, wanted):
            if real not in seen:
                seen.add(real)
                yield name


def _files(path: str, wanted: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Yield the files that a path names, each also without links."""
    if path == STDIN or not Path(path).is_dir():
        yield path, path if path == STDIN else os.path.realpath(path)
        return
    found = False
    for name, real in _inside(path):
        if suffix(name.rpartition(os.sep)[2]).lower() in wanted:
            found = True
            yield name, real
    if not found:
        kinds = ", ".join(sorted(kind for kind in wanted if kind))
        raise FileError(f"{path}: the directory holds no file of {kinds}")


def below(path: str) -> Iterator[str]:
    """Yield the files below a directory, in sorted order, but for hidden ones."""
    return (name for name, _ in _inside(path))


def _inside(path: str) -> Iterator[tuple[str, str]]:
    base = str(Path(path))
    prefix = "" if base == "." else base.rstrip(os.sep) + os.sep
    return _below(prefix, os.path.realpath(path).rstrip(os.sep))


def suffix(name: str) -> str:
    """Return the suffix of a file's name, as ``Path`` has it but sooner."""
    place = name.rfind(".")
    return name[place:] if 0 < place < len(name) - 1 else ""


def _below(prefix: str, real: str) -> Iterator[tuple[str, str]]:
    """Yield the files below a directory in sorted order, each also without links."""
    with contextlib.suppress(PermissionError), os.scandir(prefix or ".") as found:
        for entry in sorted(found, key=lambda one: os.path.normcase(one.name)):
            own = f"{real}{os.sep}{entry.name}"
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from _below(f"{prefix}{entry.name}{os.sep}", own)
            elif entry.is_file():
                name = f"{prefix}{entry.name}"
                yield name, os.path.realpath(name) if entry.is_symlink() else own


def read_bytes(name: str) -> bytes:
    """Return a file's bytes, or standard input's for ``-``."""
    with open_binary(name) as stream:
        return stream.read()


@contextlib.contextmanager
def open_binary(name: str) -> Iterator[BinaryIO]:
    """Open a file for reading bytes; ``-`` is standard input."""
    if name == STDIN:
        yield sys.stdin.buffer
        return
    try:
        stream = Path(name).open("rb")  # noqa: SIM115 - closed below
    except FileNotFoundError:
        raise FileError(f"{name}: no such file; check the spelling") from None
    except IsADirectoryError:
        raise FileError(f"{name}: is a directory; name a file in it") from None
    except OSError as error:
        raise FileError(f"{name}: cannot be read: {_reason(error)}") from None
    with stream:
        yield stream


def read_text(name: str) -> str:
    """Return a file's text: by its byte-order mark, else as UTF-8.

    Code points keep their number: only a lone carriage return becomes a line feed.
    Raises ``FormatError`` with the line and the byte offset of what cannot be decoded,
    and for files that are no text at all.
    """
    return decode(read_bytes(name), name)


def decode(data: bytes, name: str) -> str:
    """Return the text of a file's bytes, as ``read_text`` does."""
    encoding = next((code for bom, code in BOMS if data.startswith(bom)), "utf-8")
    for magic, kind in _BINARY.items():
        if data.startswith(magic):
            raise FormatError(
                f"is {kind}, not text; save it as text", where=Where(name)
            )
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        expected = f"{encoding.upper()}{_likely(data)}"
        raise undecodable(error, name, expected) from None
    if "\x00" in text:
        raise binary(data, name, "text")
    return _LONE_RETURN.sub("\n", text)


def undecodable(error: UnicodeDecodeError, name: str, expected: str) -> FormatError:
    """Say which byte of a file is not in the encoding expected."""
    data, place = error.object, error.start
    return FormatError(
        f"byte {place} (0x{data[place]:02X}) is not {expected}; convert the file to "
        "UTF-8",
        where=Where(name, data.count(b"\n", 0, place) + 1),
    )


def binary(data: bytes, name: str, kind: str) -> FormatError:
    """Say that a file with a NUL is not of a kind of text."""
    return FormatError(
        f"byte {data.index(0)} is NUL: the file is binary, not {kind}",
        where=Where(name),
    )


def _likely(data: bytes) -> str:
    """Say what the bytes may be, where Windows-1256 gives Arabic letters only."""
    sample = data[:4096]
    high = bytes(byte for byte in sample if byte > 0x7F)  # noqa: PLR2004 - ASCII
    text = high.decode("cp1256", "replace")
    arabic = sum("\u0620" <= char <= "\u064a" or char in "،؛؟" for char in text)
    if high and arabic > 0.8 * len(text):
        return " (it looks like Windows-1256)"
    return ""


@contextlib.contextmanager
def writing(name: str) -> Iterator[BinaryIO]:
    """Open a file for writing; it appears whole at the end, or not at all.

    ``-`` is standard output. What was there before stays when anything fails; a link
    is followed, and a device or a pipe written to as it is.
    """
    if name == STDIN:
        with _standard_output() as stream:
            yield stream
        return
    import tempfile

    path = Path(name)
    if path.exists() and not path.is_file():
        with _through(name, path) as stream:
            yield stream
        return
    path = path.resolve()  # a link stays a link; what it names is replaced
    temporary = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        with os.fdopen(handle, "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        _same_mode(temporary, path)
        Path(temporary).replace(path)
        temporary = None
    except OSError as error:
        raise FileError(f"{name}: cannot be written: {_reason(error)}") from None
    finally:
        if temporary is not None:
            Path(temporary).unlink(missing_ok=True)


@contextlib.contextmanager
def _standard_output() -> Iterator[BinaryIO]:
    """Give standard output; a reader that goes away is no error, a full disk is one."""
    try:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        if error.errno is None or error.filename is not None:
            raise
        raise FileError(f"standard output: {_reason(error)}") from None


@contextlib.contextmanager
def _through(name: str, path: Path) -> Iterator[BinaryIO]:
    """Open a device or a pipe (/dev/null), which must never be replaced by a file."""
    try:
        with path.open("wb") as stream:
            yield stream
    except OSError as error:
        raise FileError(f"{name}: cannot be written: {_reason(error)}") from None


def write_text(name: str, chunks: Iterable[str]) -> None:
    """Write UTF-8 text, all of it or nothing (see ``writing``)."""
    with writing(name) as stream:
        for chunk in chunks:
            stream.write(chunk.encode())


def _same_mode(temporary: str, path: Path) -> None:
    """Give the new file the old one's permissions, or the customary ones."""
    if path.exists():
        mode = path.stat().st_mode & 0o777
    else:
        mask = os.umask(0)
        os.umask(mask)
        mode = 0o666 & ~mask
    Path(temporary).chmod(mode)


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()


@contextlib.contextmanager
def undone_on_error(name: str) -> Iterator[None]:
    """Make a directory for a while, and for good unless an error comes up."""
    path = Path(name)
    fresh = not path.exists()
    make_directory(name)
    try:
        yield
    except BaseException:
        if fresh:
            with contextlib.suppress(OSError):
                path.rmdir()
        raise


def make_directory(name: str) -> None:
    """Make a directory and those above it, where they are missing."""
    try:
        Path(name).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FileError(f"{name}: cannot be made: {_reason(error)}") from None
