"""Text out of what people keep articles in: plain text, HTML, Word documents."""

from __future__ import annotations

import glob
import os
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from cli import files
from cli.documents import remote
from glossary.errors import FileError, FormatError, Where

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

HTML_SUFFIXES = frozenset((".html", ".htm", ".xhtml"))
SUFFIXES = files.TEXT_SUFFIXES | HTML_SUFFIXES | {".docx"}
"""What is read of a directory; a file that is named is read whatever its suffix."""

_OWNER_FILE = "~$"
"""How the name of the file begins that Word keeps beside a document it has open."""


def walk(paths: Sequence[str]) -> Iterator[str]:
    """Yield the files that the paths name, as ``files.walk`` does.

    A path may have wildcards (``archive/**/*.txt``), in sorted order, or be a URL.
    """
    for name in files.walk(_expanded(paths), SUFFIXES):
        if name in paths or not _owner_file(name):
            yield name


def _expanded(paths: Sequence[str]) -> Iterator[str]:
    for path in paths:
        if remote.is_url(path):
            found, directory = remote.expand(path)
            yield from filter(is_text, found) if directory else found
        else:
            yield from matched(path) or [path]


def expand(path: str) -> tuple[list[str], bool]:
    """Return the files that a path names, of any kind, and whether it is a directory.

    Hidden files inside a directory are passed over. A path is taken as it is written
    where it is there, else as a pattern.
    """
    if remote.is_url(path):
        return remote.expand(path)
    if path == files.STDIN or not Path(path).is_dir():
        return matched(path) or [path], False
    return list(files.below(path)), True


def is_text(name: str) -> bool:
    """Tell whether a file in a directory is read, by its name."""
    own = os.path.basename(name)  # noqa: PTH119 - a Path a file is dear
    return files.suffix(own).lower() in SUFFIXES and not own.startswith(_OWNER_FILE)


def _owner_file(name: str) -> bool:
    return PurePath(name).name.startswith(_OWNER_FILE)


def matched(path: str) -> list[str]:
    """Return the files that match a path with wildcards; none if it has none."""
    if os.path.lexists(path) or not glob.has_magic(path):  # as it is given
        return []
    found = sorted(glob.glob(path, recursive=True))  # noqa: PTH207 - the same
    kept = [name for name in found if Path(name).is_file()]
    if not kept:
        raise FileError(f"{path}: matches no file; check the spelling")
    return kept


def read(name: str) -> str:
    """Return the text that a reader of a file or URL sees; ``-`` is standard input.

    A Word document is known by its content, HTML by the suffix, or by its first tag
    where the suffix is not one of plain text. Plain text comes out as
    ``files.read_text`` gives it; offsets into anything else are offsets into what this
    function returns. Raises ``FormatError`` for what is none of these.
    """
    url = remote.is_url(name)
    data = remote.read_bytes(name) if url else files.read_bytes(name)
    if data.startswith(b"PK\x03\x04"):
        from cli.documents.docx import docx_text

        return docx_text(data, name)
    if data.startswith(b"{\\rtf"):
        raise FormatError(
            "is an RTF document; save it as DOCX or text", where=Where(name)
        )
    if _is_html(name, data):
        from cli.documents.html import html_text

        return html_text(data, name)
    return files.decode(data, name)


def _is_html(name: str, data: bytes) -> bool:
    suffix = PurePath(name).suffix.lower()
    if suffix in HTML_SUFFIXES:
        return True
    if suffix and suffix in files.TEXT_SUFFIXES:
        return False
    # UTF-16 has a NUL beside each of these letters.
    head = data[:512].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    return head.startswith((b"<!doctype html", b"<html"))
