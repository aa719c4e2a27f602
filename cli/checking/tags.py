"""Start tags of an XML text with their places, found without parsing the rest."""

from __future__ import annotations

import codecs
import html
import re
from typing import TYPE_CHECKING, NamedTuple

from cli import files

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import BinaryIO

CHUNK = 1 << 18
_MARKS = (*files.BOMS, (b"<\0", "utf-16-le"), (b"\0<", "utf-16-be"))
_DECLARED = re.compile(rb"<\?xml\s[^>]*?encoding\s*=\s*[\"']([\w.:-]+)[\"']")
_REST_OF_TAG = re.compile(r"""(?:[^>"']|"[^"]*"|'[^']*')*>""")
_ATTRIBUTE = re.compile(r"""([^\s=/>"']+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_CLOSINGS = {"<!--": "-->", "<![CDATA[": "]]>", "<?": "?>"}
_LONGEST_TAG = 1 << 20


class Tag(NamedTuple):
    """A start tag: its local name, where it begins, and what it says."""

    name: str
    line: int
    """From 1."""
    offset: int
    """In code points from the text's beginning."""
    attributes: dict[str, str]


def encoding(head: bytes) -> str:
    """Return what a file's first bytes say they are written in, else UTF-8."""
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name
    declared = _DECLARED.match(head.lstrip())
    name = declared[1].decode() if declared else "utf-8"
    try:
        codecs.lookup(name)
    except LookupError:
        return "utf-8"
    return name


def decoded(stream: BinaryIO) -> Iterator[str]:
    """Yield the text of an XML file in pieces; what is no text shows as U+FFFD."""
    piece = stream.read(CHUNK)
    decoder = codecs.getincrementaldecoder(encoding(piece))("replace")
    while piece:
        yield decoder.decode(piece)
        piece = stream.read(CHUNK)
    yield decoder.decode(b"", final=True)


def tags(pieces: Iterable[str], names: Iterable[str]) -> Iterator[Tag]:
    """Yield the start tags of the elements named, whatever their prefix, in order.

    Comments, CDATA and processing instructions are passed over. Memory holds a piece.
    """
    seeker = _Seeker(names)
    for piece in pieces:
        yield from seeker.feed(piece)


class _Seeker:
    """What is left of the text so far, and where it stands in the whole."""

    def __init__(self, names: Iterable[str]) -> None:
        self._mark = re.compile(
            r"<!--|<!\[CDATA\[|<\?|<(?:[\w.-]+:)?"
            rf"({'|'.join(map(re.escape, names))})(?=[\s/>])"
        )
        self._text = ""
        self._at = 0
        """Up to where the text is done with and its lines are counted."""
        self._base = 0
        self._line = 1
        self._closing = ""

    def feed(self, piece: str) -> Iterator[Tag]:
        """Yield the tags that are whole once the piece is known."""
        self._text = self._text[self._at :] + piece
        self._base += self._at
        self._at = 0
        while True:
            if self._closing:
                end = self._text.find(self._closing, self._at)
                if end < 0:
                    self._move(len(self._text) - len(self._closing))
                    return
                self._move(end + len(self._closing))
                self._closing = ""
            found = self._mark.search(self._text, self._at)
            if found is None:
                # The piece's edge may cut a mark: from the last "<" on it is kept.
                last = self._text.rfind("<", self._at)
                self._move(len(self._text) if last < 0 else last)
                return
            self._move(found.start())
            if found[1] is None:
                self._closing = _CLOSINGS[found[0]]
                self._move(found.end())
                continue
            rest = _REST_OF_TAG.match(self._text, found.end())
            if rest is None and len(self._text) - self._at < _LONGEST_TAG:
                return
            if rest is not None:
                offset = self._base + self._at
                yield Tag(found[1], self._line, offset, _attributes(rest[0]))
            self._move(rest.end() if rest else found.end())

    def _move(self, to: int) -> None:
        if to > self._at:
            self._line += self._text.count("\n", self._at, to)
            self._at = to


def _attributes(text: str) -> dict[str, str]:
    return {
        name: html.unescape(double or single)
        for name, double, single in _ATTRIBUTE.findall(text)
    }
