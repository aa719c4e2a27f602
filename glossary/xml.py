"""The one way in for XML entries: safe, streaming, and able to go on after a break."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, BinaryIO, cast

from lxml import etree

from glossary.errors import FormatError, Where
from glossary.xmlevents import read_root
from glossary.xmlsource import XmlSource

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from glossary.xmlevents import Root

# Each break costs a new parser; a file with more is not worth going on with.
_MOST_BREAKS = 1000
_WINDOW = 1 << 17

# What libxml2 says, and what to say instead.
_PLAIN = (
    (
        r"Premature end of data in tag (\S+) line (\d+)",
        r"the file ends inside <\1>, which begins in line \2: it is cut off",
    ),
    (
        r"Opening and ending tag mismatch: (\S+) line (\d+) and (\S+)",
        r"<\1> of line \2 meets </\3>: an end tag is missing or misspelt",
    ),
    (r"xmlParseEntityRef: no name", "a bare '&' stands here; write &amp;"),
    (r"EntityRef: expecting ';'", "a bare '&' stands here; write &amp;"),
    (r"StartTag: invalid element name", "a bare '<' stands here; write &lt;"),
    (
        r"Entity '(.+)' not defined",
        r"the entity &\1; is not defined; write the character itself",
    ),
    (r"Excessive depth in document: (\d+).*", r"elements are nested deeper than \1"),
    (r"(AttValue length too long|.*XML_PARSE_HUGE).*", "a value is longer than 10 MB"),
)


class XmlReader:
    """A document whose ``root`` is known and whose entries are still to be read.

    Raises ``FormatError`` at once where the stream is empty, is HTML, is no XML or
    declares entities. Later problems go to ``on_problem`` and reading goes on where it
    can; without ``on_problem`` the first one is raised.
    """

    root: Root

    def __init__(
        self,
        stream: BinaryIO,
        *,
        name: str,
        on_problem: Callable[[FormatError], None] | None = None,
    ) -> None:
        self.name = name
        self._on_problem = on_problem
        self._source = XmlSource(stream, name=name)
        self._pieces = self._source.chunks()
        self._shift = 0
        self._told = 0
        self._undecodable = False
        self.root, self._head = read_root(self._pieces, name=name)

    def problem(self, message: str, line: int | None) -> None:
        """Report a problem that the caller found in an entry."""
        self._report(FormatError(message, where=Where(self.name, line)))

    def line(self, element: etree._Element) -> int | None:
        """Return the line of an element in the file, as libxml2 counts."""
        found = cast("int | None", element.sourceline)
        return None if found is None else found + self._shift

    def elements(
        self, tags: Collection[str], *, entry: str = "", within: Sequence[str] = ()
    ) -> Iterator[etree._Element]:
        """Yield each element with one of these local names when it is complete.

        An element is emptied, and what precedes it is removed, when the next is asked
        for; ancestors stay. With ``entry``, reading goes on after a break at the next
        element of that name; ``within`` names what stands between root and entries.
        """
        window = _Window(self._prefix() + entry)
        counted = self._expanded(entry)
        parser = self._parser(tags)
        chunk: bytes | None = self._head
        for _ in range(_MOST_BREAKS):
            while True:
                window.add(chunk or b"")
                error = _feed(parser, chunk)
                for _, found in parser.read_events():
                    element = cast("etree._Element", found)  # noqa: SLF001 - lxml's type
                    yield element
                    window.done += element.tag == counted
                    _release(element)
                self._tell_flaws()
                if error or chunk is None or self._undecodable:
                    break
                chunk = self._next()
            if error is None or self._undecodable:
                return
            words = _plain(error[0], at_end=chunk is None)
            self.problem(words, error[1] + self._shift)
            rest = window.resume(error[1] + self._shift, self._next) if entry else None
            if rest is None:
                return
            parser = self._parser(tags)
            _feed(parser, self._reopened(within))
            chunk, self._shift = rest, window.line - 1
            window.clear()

    def _next(self) -> bytes | None:
        try:
            return next(self._pieces, None)
        except FormatError as error:
            self._undecodable = True
            self._report(error)
            return b""

    def _report(self, error: FormatError) -> None:
        if self._on_problem is None:
            raise error
        self._on_problem(error)

    def _tell_flaws(self) -> None:
        flaws = self._source.flaws
        for flaw in flaws[self._told :]:
            if flaw.lossy:
                self.problem(flaw.message, flaw.line)
        self._told = len(flaws)

    def _parser(self, tags: Collection[str]) -> etree.XMLPullParser:
        return etree.XMLPullParser(
            events=("end",),
            tag=[self._expanded(one) for one in sorted(tags)],
            encoding="utf-8",
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )

    def _expanded(self, local: str) -> str:
        space = self.root.namespace
        return f"{{{space}}}{local}" if space else local

    def _prefix(self) -> str:
        return self.root.name.removesuffix(self.root.local)

    def _reopened(self, within: Sequence[str]) -> bytes:
        pairs = (
            f' {name}="{escape_attribute(value)}"'
            for name, value in self.root.attributes
        )
        inner = "".join(f"<{self._prefix()}{one}>" for one in within)
        return f"<{self.root.name}{''.join(pairs)}>{inner}".encode()


class _Window:
    """The last bytes given to the parser, to find the entry after a break in."""

    def __init__(self, entry: str) -> None:
        self._start = re.compile(rb"<" + re.escape(entry).encode() + rb"[\s/>]")
        self._end = f"</{entry}>".encode()
        self._bytes = b""
        self._closed = 0
        self.done = 0
        self.line = 1

    def add(self, chunk: bytes) -> None:
        self._bytes += chunk
        if len(self._bytes) > 2 * _WINDOW:
            cut = self._bytes.rfind(b">", 0, len(self._bytes) - _WINDOW) + 1
            self._closed += self._bytes.count(self._end, 0, cut)
            self._drop(cut)

    def clear(self) -> None:
        """Forget the bytes: the caller will add them again."""
        self._bytes = b""

    def resume(self, line: int, more: Callable[[], bytes | None]) -> bytes | None:
        """Return the bytes from the next entry on; ``line`` becomes theirs.

        Entries that were read are told by their end tags, the broken one by the error's
        line.
        """
        position = 0
        for _ in range(self.done - self._closed):
            found = self._bytes.find(self._end, position)
            if found < 0:
                return None
            position = found + len(self._end)
        broken = self._start.search(self._bytes, position)
        if broken and self.line + self._bytes.count(b"\n", 0, broken.start()) <= line:
            position = broken.end()
        self._drop(max(position, self._offset(line)))
        while not (found_start := self._start.search(self._bytes)):
            chunk = more()
            if not chunk:
                return None
            # A start tag's name may be cut in two by the pieces' edge.
            self._drop(max(0, len(self._bytes) - 64))
            self._bytes += chunk
        self._drop(found_start.start())
        self._closed = self.done
        return self._bytes

    def _offset(self, line: int) -> int:
        before = self._bytes.split(b"\n", max(0, line - self.line))
        return sum(len(one) + 1 for one in before[:-1])

    def _drop(self, cut: int) -> None:
        self.line += self._bytes.count(b"\n", 0, cut)
        self._bytes = self._bytes[cut:]


def escape_text(text: str) -> str:
    """Return the text as XML content; a carriage return survives as a reference."""
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    return text.replace("\r", "&#13;") if "\r" in text else text


def escape_attribute(value: str) -> str:
    """Return the value for double quotes; white space survives normalisation."""
    value = escape_text(value).replace('"', "&quot;")
    if "\n" in value or "\t" in value:
        value = value.replace("\n", "&#10;").replace("\t", "&#9;")
    return value


def local_name(element: etree._Element) -> str:
    """Return the element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def element_xml(element: etree._Element) -> str:
    """Return the element as XML that stands alone, without what follows it."""
    return str(etree.tostring(element, encoding="unicode", with_tail=False))


def _feed(parser: etree.XMLPullParser, chunk: bytes | None) -> tuple[str, int] | None:
    """Parse a piece, or the end for ``None``; return what is wrong and its line."""
    problem: tuple[str, int] | None = None
    try:
        if chunk is None:
            parser.close()
        elif chunk:
            parser.feed(chunk)
    except etree.XMLSyntaxError as error:
        problem = (error.msg.rpartition(", line ")[0] or error.msg, error.lineno or 1)
    # libxml2 notes an undefined entity here and raises nothing until later.
    for entry in parser.feed_error_log:
        if entry.level >= etree.ErrorLevels.ERROR:
            return (entry.message, entry.line)
    return problem


def _plain(message: str, *, at_end: bool) -> str:
    for pattern, words in _PLAIN:
        if match := re.fullmatch(pattern, message):
            return match.expand(words)
    if at_end:
        return f"the file is cut off ({message})"
    return f"not well-formed XML: {message}"


def _release(element: etree._Element) -> None:
    element.clear()
    parent = element.getparent()
    if parent is not None:
        while element.getprevious() is not None:
            del parent[0]
