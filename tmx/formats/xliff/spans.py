"""XLIFF as it stands, byte by byte: units as nodes that know their places."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING, BinaryIO, NamedTuple
from xml.parsers import expat

from glossary.errors import FormatError, Where
from glossary.xml import MOST_TAGS
from glossary.xmlevents import DEEPEST
from tmx.formats.xliff.node import Node
from tmx.formats.xliff.unit import UNITS

if TYPE_CHECKING:
    from collections.abc import Iterator

_CHUNK = 1 << 16
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"""\s*<\?xml\s[^>]*?encoding\s*=\s*["']([\w.:-]+)["']""")
_TAG = re.compile(rb"""<[^"'>]*(?:"[^"]*"[^"'>]*|'[^']*'[^"'>]*)*>""")
_DECLARATION = re.compile(rb"(?s)\A\s*<\?xml\s.*?\?>")


class Place(NamedTuple):
    """A unit and what stands open around it, outermost first."""

    unit: Node
    above: tuple[Node, ...]


class Text:
    """A stream as UTF-8 pieces, and the way back to its own bytes."""

    def __init__(self, stream: BinaryIO, name: str) -> None:
        self._stream = stream
        self._name = name
        head = stream.read(_CHUNK)
        self.mark = b""
        self.encoding = "utf-8"
        for mark, encoding in _MARKS:
            if head.startswith(mark):
                self.mark, self.encoding = mark, encoding
                break
        else:
            if found := _DECLARED.match(head):
                self.encoding = found[1].decode("ascii")
        self._head = head[len(self.mark) :]

    def pieces(self) -> Iterator[bytes]:
        """Yield the text as UTF-8; raise ``FormatError`` for what is not decodable."""
        try:
            decoder = codecs.getincrementaldecoder(self.encoding)()
            piece = self._head
            while piece:
                yield decoder.decode(piece).encode()
                piece = self._stream.read(_CHUNK)
            yield decoder.decode(b"", final=True).encode()
        except (LookupError, UnicodeError) as error:
            problem = f"cannot be read as {self.encoding}: {error}"
            raise FormatError(problem, where=Where(self._name)) from None

    def back(self, data: bytes) -> bytes:
        """Return UTF-8 in the file's own encoding; what that lacks as a reference."""
        if self.encoding.lower() in ("utf-8", "utf8"):
            return data
        return data.decode().encode(self.encoding, "xmlcharrefreplace")


class Units:
    """Feed it UTF-8; ``places`` fills up with units, ``raw`` with their bytes.

    Raises ``FormatError`` for what is not well formed, for entities and for deep
    nesting: a file that is filled in place must be sound.
    """

    def __init__(self, name: str) -> None:
        self.places: list[Place] = []
        self.raw = bytearray()
        """The bytes from ``base`` on."""
        self.base = 0
        self.safe = 0
        """Up to where nothing is of interest any more, unless a place says so."""
        self.root: Node | None = None
        self.space = ""
        """The root's namespace."""
        self._name = name
        self._open: list[Node] = []
        self._unit: int | None = None
        self._tags = 0
        """Of the unit that is open."""
        self._parser = parser = expat.ParserCreate("utf-8", " ")
        parser.ordered_attributes = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.EntityDeclHandler = self._entity

    def feed(self, piece: bytes, *, final: bool = False) -> None:
        """Parse the next bytes; with ``final`` the document must be complete."""
        self.raw += piece
        try:
            self._parser.Parse(piece, final)
        except expat.ExpatError as error:
            words = expat.ErrorString(error.code)
            raise self._error(f"not well-formed XML: {words}") from None

    @property
    def is_inside(self) -> bool:
        """Whether a unit has begun that is not complete."""
        return self._unit is not None

    def take(self, end: int) -> bytes:
        """Return the bytes up to an offset, and forget them."""
        cut = min(max(0, end - self.base), len(self.raw))
        taken = bytes(self.raw[:cut])
        del self.raw[:cut]
        self.base += cut
        return taken

    def slice(self, start: int, end: int) -> bytes:
        """Return the bytes between two offsets that are still known."""
        return bytes(self.raw[start - self.base : end - self.base])

    def _error(self, problem: str) -> FormatError:
        line = self._parser.CurrentLineNumber
        return FormatError(problem, where=Where(self._name, line))

    def _after_tag(self, start: int) -> int:
        match = _TAG.match(self.raw, start - self.base)
        if match is None:
            raise self._error("a tag is not closed")
        return self.base + match.end()

    def _start(self, name: str, attributes: list[str]) -> None:
        if len(self._open) >= DEEPEST:
            raise self._error(f"elements are nested deeper than {DEEPEST}")
        at = self._parser.CurrentByteIndex
        space, _, local = name.rpartition(" ")
        node = Node(
            name=local,
            attributes={
                _attribute(key): value
                for key, value in zip(attributes[::2], attributes[1::2], strict=True)
            },
            start=at,
            inner=self._after_tag(at),
        )
        if self.root is None:
            self.root, self.space = node, space
        if self._unit is not None:
            self._tags += 2
            if self._tags > MOST_TAGS:
                raise self._error(f"a unit has more than {MOST_TAGS:,} tags")
            self._open[-1].children.append(node)
        elif local in UNITS:
            self._unit = len(self._open)
            self._tags = 0
        else:
            self.safe = at
        self._open.append(node)

    def _end(self, _name: str) -> None:
        node = self._open.pop()
        at = self._parser.CurrentByteIndex
        is_empty = self.slice(node.inner - 2, node.inner) == b"/>"
        node.inner_end = node.inner if is_empty else at
        node.end = node.inner if is_empty else self._after_tag(at)
        if self._unit is None:
            self.safe = at
        elif self._unit == len(self._open):
            self._unit = None
            self.places.append(Place(node, tuple(self._open)))

    def _text(self, text: str) -> None:
        if self._unit is None:
            self.safe = self._parser.CurrentByteIndex
        else:
            self._open[-1].children.append(text)

    def _entity(self, name: str, *_rest: object) -> None:
        raise self._error(
            f"declares the entity {name!r}; entities are refused, because they can "
            "read files and grow without bounds: write the characters themselves"
        )


def _attribute(name: str) -> str:
    space, _, local = name.rpartition(" ")
    return f"xml:{local}" if space.endswith("/XML/1998/namespace") else local
