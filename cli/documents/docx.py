"""The text of a Word document (ISO/IEC 29500, transitional and strict)."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO
from urllib.parse import unquote

from glossary.errors import FormatError, Where
from glossary.xml import XmlReader, local_name

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

MOST = 128 << 20
"""Bytes that a document may have unpacked: some ten million words."""

_TYPES = "[Content_Types].xml"
_MAIN = re.compile(
    r"(?:.*wordprocessingml\.(?:document|template)"
    r"|.*ms-word\.(?:document|template)\.macroEnabled)\.main\+xml"
)
_MORE = ("footnotes+xml", "endnotes+xml", "header+xml", "footer+xml")
"""Ends of the content types of what is read besides, in this order."""
_NUMBER = re.compile(r"(\d+)")

# What a run holds besides text (17.3.3). A soft hyphen is no letter.
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "ptab": "\t", "noBreakHyphen": "\u2011"}
# Text below these is there twice, is gone, or says how a word sounds: the place a
# move began (17.13.5.22), deletions, what old programs show instead (MCE 7.5), ruby.
_PASSED_OVER = frozenset(("moveFrom", "del", "Fallback", "rt"))


def docx_text(data: bytes, name: str) -> str:
    """Return the document's text: paragraphs, cells too, with a blank line between.

    Footnotes, endnotes, headers and footers follow, equal ones once; comments and
    deleted text are no part of it. Raises ``FormatError`` for a file that is damaged,
    locked, no Word document, or larger than ``MOST`` when unpacked.
    """
    with _unpacking(name):
        archive = zipfile.ZipFile(io.BytesIO(data))
    with archive:
        package = _Package(archive, name)
        texts = dict.fromkeys(package.text(part) for part in package.parts())
    return "\n\n".join(text for text in texts if text)


@contextmanager
def _unpacking(name: str) -> Iterator[None]:
    """Turn what ``zipfile`` raises for a damaged or locked archive into our error."""
    try:
        yield
    # A wrong offset in the directory is a ValueError of seek().
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError) as error:
        raise FormatError(
            f"is a damaged ZIP archive ({error}); save the document again",
            where=Where(name),
        ) from None
    except (RuntimeError, NotImplementedError) as error:  # a password, a method
        raise FormatError(
            f"cannot be unpacked ({error}); save the document again, without a "
            "password",
            where=Where(name),
        ) from None


class _Package:
    """The parts of a document, and how much of them may still be unpacked."""

    def __init__(self, archive: zipfile.ZipFile, name: str) -> None:
        self._archive = archive
        self._name = name
        self._left = MOST
        # Part names are equal whatever their case (ISO/IEC 29500-2, 6.2.2.3).
        self._members = {one.lower(): one for one in archive.namelist()}

    def parts(self) -> list[str]:
        """Return the names of the parts with text, the document itself first."""
        found: list[tuple[int, list[str], str]] = []
        for part, type_ in self._overrides():
            if _MAIN.fullmatch(type_):
                found.append((-1, [], part))
            else:
                found += [
                    (rank, _NUMBER.split(part), part)
                    for rank, end in enumerate(_MORE)
                    if type_.endswith(f"wordprocessingml.{end}")
                ]
        if not any(rank < 0 for rank, _, _ in found):
            raise FormatError(
                "is a ZIP archive but no Word document; save it as DOCX, HTML or text",
                where=Where(self._name),
            )
        return [part for _, _, part in sorted(found, key=_natural)]

    def _overrides(self) -> Iterator[tuple[str, str]]:
        if _TYPES.lower() not in self._members:
            return
        with self._open(_TYPES) as stream:
            reader = XmlReader(stream, name=f"{self._name}/{_TYPES}")
            for element in reader.elements({"Override"}):
                part = unquote(element.get("PartName") or "").lstrip("/")
                yield part, element.get("ContentType") or ""

    def text(self, part: str) -> str:
        """Return the text of a part, its paragraphs parted by blank lines."""
        done: list[str] = []
        # A text box stands in the middle of a paragraph and holds paragraphs itself.
        begun: dict[Hashable, list[str]] = {}
        with self._open(part) as stream:
            reader = XmlReader(stream, name=f"{self._name}/{part}")
            for element in reader.elements({"p", "t", *_SIGNS}):
                tag = local_name(element)
                if tag == "p":
                    done.append("".join(begun.pop(element, [])).strip())
                    continue
                parent = element.getparent()
                if parent is None or local_name(parent) != "r":
                    continue  # a tab stop, not a tab
                above = list(element.iterancestors())
                if _PASSED_OVER.isdisjoint(map(local_name, above)):
                    paragraph = next((x for x in above if local_name(x) == "p"), None)
                    written = _SIGNS.get(tag) or element.text or ""
                    begun.setdefault(paragraph, []).append(written)
        return "\n\n".join(text for text in done if text)

    def _open(self, part: str) -> BinaryIO:
        member = self._members.get(part.lower())
        if member is None:
            raise FormatError(
                f"lacks its part {part}: the document is damaged; save it again",
                where=Where(self._name),
            )
        # The size in the directory may lie: count what comes out.
        with _unpacking(self._name), self._archive.open(member) as stream:
            content = stream.read(self._left + 1)
        self._left -= len(content)
        if self._left < 0:
            raise FormatError(
                f"is larger than {MOST >> 20} MB when unpacked; split it",
                where=Where(self._name),
            )
        return io.BytesIO(content)


def _natural(found: tuple[int, list[str], str]) -> tuple[int, list[tuple[int, str]]]:
    """Return a key that puts header2 before header10."""
    rank, pieces, _ = found
    return rank, [(int(x) if x.isdigit() else -1, x) for x in pieces]
