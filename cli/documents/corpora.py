"""Corpora: many documents, by file, directory, wildcard or URL, or many in a file."""

from __future__ import annotations

import contextlib
import os
import stat
from typing import TYPE_CHECKING, NamedTuple

from cli import documents, files, streams
from cli.documents import remote, rows
from cli.documents.rows import WHOLE, Fields, Rows, Text
from glossary.errors import FileError, GlossError, Where

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from contextlib import AbstractContextManager
    from typing import BinaryIO

    from glossary.extract.corpus import Document

_JSON_LINES = (".jsonl", ".ndjson")
_PACKED = tuple(f"{suffix}.gz" for suffix in _JSON_LINES)
_PARQUET = (".parquet",)
SUFFIXES = (*_JSON_LINES, *_PACKED, *_PARQUET)
"""Files of many documents."""
_MARKER = "_SUCCESS"
"""The empty file that Hadoop and Spark leave beside what they wrote."""
_BLOCK = 1 << 20
PLAIN = Fields()


def walk(paths: Iterable[str]) -> Iterator[str]:
    """Yield the files that paths name, as ``documents.walk`` does, and files of rows.

    A directory is read for those only where it has no other text: beside articles they
    are results more often than articles.
    """
    seen: set[str] = set()
    folders: dict[str, str] = {}
    for path in paths:
        for name in _walk(path):
            real = name if _apart(name) else _real(name, folders)
            if real not in seen:
                seen.add(real)
                yield name


def _real(name: str, folders: dict[str, str]) -> str:
    """Return a file's path without links; ``folders`` remembers those of folders."""
    if os.path.islink(name):  # noqa: PTH114 - a Path a file is dear
        return os.path.realpath(name)
    folder, own = os.path.split(name)
    if folder not in folders:
        folders[folder] = os.path.realpath(folder)
    return f"{folders[folder]}{os.sep}{own}"


def _walk(path: str) -> Iterator[str]:
    found, directory = documents.expand(path)
    if not directory:
        yield from found
        return
    names = [name for name in found if not name.endswith(f"/{_MARKER}")]
    texts = [name for name in names if documents.is_text(name)]
    texts = texts or [name for name in names if name.lower().endswith(SUFFIXES)]
    if not texts:
        kinds = ", ".join((*sorted(filter(None, documents.SUFFIXES)), *SUFFIXES))
        raise FileError(f"{path}: the directory holds no file of {kinds}")
    yield from texts


def _apart(name: str) -> bool:
    return name == files.STDIN or remote.is_url(name)


def each(
    names: Iterable[str],
    fields: Fields = PLAIN,
    on_problem: Callable[[GlossError], None] | None = None,
) -> Iterator[Text]:
    """Yield the documents of files, one after the other.

    What cannot be read goes to ``on_problem`` with file and line, and the rest is kept;
    without it the first problem is raised.
    """
    for name in names:
        yield from read(Piece(name), fields, on_problem or _raised)


def _raised(problem: GlossError) -> None:
    raise problem


class Piece(NamedTuple):
    """A file, or some of its rows."""

    name: str
    rows: Rows = WHOLE


def read(
    piece: Piece, fields: Fields, on_problem: Callable[[GlossError], None]
) -> Iterator[Text]:
    """Yield the documents of a piece; see ``each``."""
    name, some = piece
    lower = name.lower()
    empty = some == WHOLE

    def noted(problem: GlossError) -> None:
        nonlocal empty
        empty = False
        on_problem(problem)

    try:
        if not lower.endswith(SUFFIXES):
            yield Text(name, documents.read(name), Where(name))
            return
        with _opened(name) as stream:
            if lower.endswith(_PARQUET):
                found = rows.parquet(stream, name, fields, noted, some)
            else:
                if start := some[0]:
                    stream.seek(start)
                lines = streams.unpacked(stream, name)
                found = rows.json_lines(lines, name, fields, noted, some)
            for text in found:
                empty = False
                yield text
        if empty:
            on_problem(FileError(f"{name}: is empty"))
    except GlossError as problem:
        on_problem(problem)


def usable(
    texts: Iterable[Text], on_problem: Callable[[GlossError], None]
) -> Iterator[Document]:
    """Yield the documents that hold Arabic text; say which ones do not."""
    from glossary.arabic import is_arabic
    from glossary.extract.corpus import Document

    for one in texts:
        if not one.text.strip():
            on_problem(FileError(f"{one.where}: is empty"))
        elif not is_arabic(one.text):
            on_problem(FileError(f"{one.where}: holds no Arabic text"))
        else:
            yield Document(one.name, one.text)


def _opened(name: str) -> AbstractContextManager[BinaryIO]:
    return remote.open_binary(name) if remote.is_url(name) else files.open_binary(name)


def pieces(name: str, size: int) -> list[tuple[Piece, int]] | None:
    """Divide a file into pieces of about so many bytes, each with its bytes.

    ``None`` for what is larger and cannot be divided, and for standard input. The
    lines of a JSON Lines file are counted, for which all of it is read once.
    """
    lower = name.lower()
    if lower.endswith(_PARQUET):
        with _opened(name) as stream:
            groups = rows.row_groups(stream, name)
        return _grouped(name, groups, size)
    whole = size_of(name)
    if whole is None or (lower.endswith(_PACKED) and whole > size // 8):
        return None
    if whole <= size:
        return [(Piece(name), whole)]
    if not lower.endswith(_JSON_LINES):
        return None
    with _opened(name) as stream:
        return _cut(stream, name, size)


def size_of(name: str) -> int | None:
    """Return a file's bytes, ``None`` where they are not known beforehand.

    0 stands for what cannot be read, as reading it will say.
    """
    if name == files.STDIN:
        return None
    with contextlib.suppress(OSError, GlossError):
        if remote.is_url(name):
            return remote.size(name)
        found = os.stat(name)  # noqa: PTH116 - a Path a file is dear
        return found.st_size if stat.S_ISREG(found.st_mode) else None
    return 0


def _grouped(
    name: str, groups: Iterable[tuple[int, int]], size: int
) -> list[tuple[Piece, int]]:
    """Put row groups that follow one another together."""
    found: list[tuple[Piece, int]] = []
    start = end = taken = 0
    first = number = 1
    for count, bytes_ in groups:
        end, number, taken = end + 1, number + count, taken + bytes_
        if taken >= size:
            found.append((Piece(name, (start, end, first)), taken))
            start, first, taken = end, number, 0
    if start < end:
        found.append((Piece(name, (start, end, first)), taken))
    return found


def _cut(stream: BinaryIO, name: str, size: int) -> list[tuple[Piece, int]]:
    """Cut lines into pieces at the first line's end after so many bytes."""
    found: list[tuple[Piece, int]] = []
    start = place = 0
    first = number = 1
    while block := stream.read(min(_BLOCK, size)):
        place += len(block)
        number += block.count(b"\n")
        if place - start >= size:
            rest = stream.readline()
            place += len(rest)
            number += rest.endswith(b"\n")
            found.append((Piece(name, (start, place, first)), place - start))
            start, first = place, number
    if start < place:
        found.append((Piece(name, (start, place, first)), place - start))
    return found
