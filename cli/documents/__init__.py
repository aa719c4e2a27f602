"""Text out of what people keep articles in: plain text, HTML, Word documents."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from cli import files
from glossary.errors import FormatError, Where

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

HTML_SUFFIXES = frozenset((".html", ".htm", ".xhtml"))
SUFFIXES = files.TEXT_SUFFIXES | HTML_SUFFIXES | {".docx"}
"""What is read of a directory; a file that is named is read whatever its suffix."""

_OWNER_FILE = "~$"
"""How the name of the file begins that Word keeps beside a document it has open."""


def walk(paths: Sequence[str]) -> Iterator[str]:
    """Yield the files that the paths name, as ``files.walk`` does."""
    for name in files.walk(paths, SUFFIXES):
        if name in paths or not PurePath(name).name.startswith(_OWNER_FILE):
            yield name


def read(name: str) -> str:
    """Return the text that a reader of the file sees; ``-`` is standard input.

    A Word document is known by its content, HTML by the suffix, or by its first tag
    where the suffix is not one of plain text. Plain text comes out as
    ``files.read_text`` gives it; offsets into anything else are offsets into what this
    function returns. Raises ``FormatError`` for what is none of these.
    """
    data = files.read_bytes(name)
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
