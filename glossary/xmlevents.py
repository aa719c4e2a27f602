"""XML as a flat series of events with exact lines: what validation needs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, BinaryIO, Literal, NamedTuple
from xml.parsers import expat

from glossary.errors import FormatError, Where
from glossary.xmlsource import XmlSource

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

DEEPEST = 256
"""How deep elements may nest: libxml2's bound, here for expat too, which has none."""

_LONGEST_VALUE = 10_000_000
_LONGEST_NAME = 40
# A document type and comments before the root that are longer are an attack.
_LONGEST_PROLOG = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Root:
    """The start tag of a document, with names as written."""

    name: str
    namespace: str = ""
    attributes: tuple[tuple[str, str], ...] = ()
    """In order, declarations of namespaces included."""
    doctype: str | None = None
    """The document type declaration without its internal subset."""
    instructions: tuple[str, ...] = ()
    """The processing instructions before it, ``<?xml-model …?>`` for one."""
    line: int = 1

    @property
    def local(self) -> str:
        """The name without its prefix."""
        return self.name.rpartition(":")[2]


class Event(NamedTuple):
    """A piece of a document, in order; names have their prefix as written."""

    kind: Literal["start", "end", "text"]
    line: int
    name: str
    """Of a text: the name of the element that holds it."""
    namespace: str = ""
    attributes: tuple[tuple[str, str], ...] = ()
    """Of a start: in order, declarations of namespaces included."""
    text: str = ""


class EventParser:
    """Feed it bytes from an ``XmlSource``; ``events`` fills up.

    Raises ``FormatError`` for what is not well formed, for entities, and for nesting
    or values beyond the bounds.
    """

    def __init__(self, name: str) -> None:
        self.events: list[Event] = []
        self.doctype: str | None = None
        self.instructions: list[str] = []
        """Those that stand before the root."""
        self._name = name
        self._fed = 0
        self._open: list[str] = []
        self._declared: list[tuple[str, str]] = []
        self._parser = parser = expat.ParserCreate("utf-8", " ")
        parser.namespace_prefixes = True
        parser.ordered_attributes = True
        parser.buffer_text = True
        parser.buffer_size = 1 << 16
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.StartNamespaceDeclHandler = self._declare
        parser.StartDoctypeDeclHandler = self._start_doctype
        parser.ProcessingInstructionHandler = self._instruct
        parser.EntityDeclHandler = self._entity
        parser.SkippedEntityHandler = self._skipped

    def feed(self, data: bytes, *, final: bool = False) -> None:
        """Parse the next bytes; with ``final`` the document must be complete."""
        try:
            self._parser.Parse(data, final)
        except expat.ExpatError as error:
            # The first bytes of the error may have come with an earlier piece.
            start = max(0, self._parser.ErrorByteIndex - self._fed)
            around = data[max(0, start - 1) : start + _LONGEST_NAME]
            raise self._error(self._plain(error, around), error.lineno) from None
        self._fed += len(data)
        # expat begins each time at the start of what is not complete.
        if self._fed - self._parser.CurrentByteIndex > 2 * _LONGEST_VALUE:
            raise self._error("a tag or a comment is longer than 20 MB")

    def _plain(self, error: expat.ExpatError, around: bytes) -> str:
        words = expat.ErrorString(error.code)
        if found := re.match(rb".?(&[\w.-]+;)", around):
            name = found[1].decode("utf-8", "replace")
            return f"the entity {name} is not defined; write the character itself"
        if words == "not well-formed (invalid token)":
            for sign, escape in (("&", "&amp;"), ("<", "&lt;")):
                if sign.encode() in around[:2]:
                    return f"a bare '{sign}' stands here; write {escape}"
            return "a character is out of place; is a quotation mark missing?"
        if self._open and words in {"no element found", "unclosed token"}:
            return f"the file ends inside <{self._open[-1]}>: it is cut off"
        if self._open and words == "mismatched tag":
            return f"<{self._open[-1]}> is not closed, or its end tag is misspelt"
        return f"not well-formed XML: {words}"

    def _error(self, problem: str, line: int | None = None) -> FormatError:
        number = self._parser.CurrentLineNumber if line is None else line
        return FormatError(problem, where=Where(self._name, number))

    def _declare(self, prefix: str | None, uri: str | None) -> None:
        self._declared.append((f"xmlns:{prefix}" if prefix else "xmlns", uri or ""))

    def _start(self, name: str, attributes: list[str]) -> None:
        if len(self._open) >= DEEPEST:
            raise self._error(f"elements are nested deeper than {DEEPEST}")
        space, raw = _names(name)
        pairs = [
            (_names(key)[1], value)
            for key, value in zip(attributes[::2], attributes[1::2], strict=True)
        ]
        if any(len(value) > _LONGEST_VALUE for _, value in pairs):
            raise self._error(f"an attribute of <{raw}> is longer than 10 MB")
        found = (*self._declared, *pairs)
        self._declared.clear()
        self._open.append(raw)
        line = self._parser.CurrentLineNumber
        self.events.append(Event("start", line, raw, space, found))

    def _end(self, name: str) -> None:
        space, raw = _names(name)
        self._open.pop()
        line = self._parser.CurrentLineNumber
        self.events.append(Event("end", line, raw, space))

    def _text(self, text: str) -> None:
        # expat hands a text over at its end.
        line = self._parser.CurrentLineNumber - text.count("\n")
        self.events.append(Event("text", line, self._open[-1], text=text))

    def _start_doctype(
        self, name: str, system: str | None, public: str | None, _subset: int
    ) -> None:
        where = f' PUBLIC "{public}" "{system}"' if public else ""
        where = where or (f' SYSTEM "{system}"' if system else "")
        self.doctype = f"<!DOCTYPE {name}{where}>"

    def _instruct(self, target: str, data: str) -> None:
        if not self.events and not self._open:
            self.instructions.append(f"<?{target} {data}?>")

    def _entity(self, name: str, *_rest: object) -> None:
        raise self._error(
            f"declares the entity {name!r}; entities are refused, because they can "
            "read files and grow without bounds: write the characters themselves"
        )

    def _skipped(self, name: str, is_parameter: int) -> None:
        if not is_parameter:
            raise self._error(
                f"the entity &{name}; is not defined; write the character itself"
            )


def read_root(pieces: Iterable[bytes], *, name: str) -> tuple[Root, bytes]:
    """Return the root's start tag and the bytes that were read to find it.

    Raises ``FormatError`` where there is none, or it is that of an HTML page.
    """
    parser = EventParser(name)
    head = b""
    problem: FormatError | None = None
    for piece in pieces:
        head += piece
        try:
            parser.feed(piece)
        except FormatError as error:
            problem = error
        if parser.events or problem or len(head) > _LONGEST_PROLOG:
            break
    doctype = (parser.doctype or "").lower()
    if doctype.startswith("<!doctype html") or _is_html(head):
        raise FormatError(
            "is an HTML page, not an exchange file: a download may have failed",
            where=Where(name, 1),
        )
    if not parser.events:
        nothing = FormatError("has no XML element", where=Where(name, 1))
        raise problem if problem and head.lstrip().startswith(b"<") else nothing
    return _root(parser.events[0], parser), head


def read_events(stream: BinaryIO, *, name: str) -> Iterator[Event | FormatError]:
    """Yield the document's events; problems stand among them, where they occur.

    After a problem that cannot be mended nothing follows. Raises ``FormatError`` where
    the stream is empty or not XML at all, as ``read_root`` does.
    """
    source = XmlSource(stream, name=name)
    pieces = source.chunks()
    _, head = read_root(pieces, name=name)
    parser = EventParser(name)
    told = 0
    problem: FormatError | None = None
    chunks = _chain(head, pieces)
    while problem is None:
        try:
            piece = next(chunks, None)
            parser.feed(piece or b"", final=piece is None)
        except FormatError as error:
            problem = error
        for flaw in source.flaws[told:]:
            yield FormatError(flaw.message, where=Where(name, flaw.line))
        told = len(source.flaws)
        yield from parser.events
        parser.events.clear()
        if problem is None and piece is None:
            return
    yield problem


def _chain(head: bytes, pieces: Iterator[bytes]) -> Iterator[bytes]:
    yield head
    yield from pieces


def _root(start: Event, parser: EventParser) -> Root:
    return Root(
        name=start.name,
        namespace=start.namespace,
        attributes=start.attributes,
        doctype=parser.doctype,
        instructions=tuple(parser.instructions),
        line=start.line,
    )


@lru_cache(maxsize=4096)
def _names(expanded: str) -> tuple[str, str]:
    """Return namespace and name as written, from expat's ``uri local prefix``."""
    space, _, rest = expanded.partition(" ")
    if not rest:
        return "", space
    local, _, prefix = rest.partition(" ")
    return space, f"{prefix}:{local}" if prefix else local


def _is_html(head: bytes) -> bool:
    return (
        re.match(
            rb"(?is)(?:<\?xml[^>]*+>|<!--(?:(?!-->).)*+-->|\s++)*+"
            rb"<(?:!doctype\s+)?html\b",
            head,
        )
        is not None
    )
