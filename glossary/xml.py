"""The one way in for XML entries: safe, streaming, and able to go on after a break."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, BinaryIO, NamedTuple, cast

from lxml import etree

from glossary.errors import FormatError, Where
from glossary.xmlevents import read_root
from glossary.xmlsource import XmlSource
from glossary.xmlwindow import Window

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from glossary.xmlevents import Root

# Each break costs a new parser; a file with more is not worth going on with.
_MOST_BREAKS = 1000
_MOST_PROBLEMS = 20_000
MOST_TAGS = 150_000
"""Start and end tags of one entry: a tree of so many takes some 200 MB."""
_ERROR = etree.ErrorLevels.ERROR

_LINE_OF_TAG = re.compile(r" line (\d+)")
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
    (
        r"Namespace prefix (\S+) (?:for (\S+) on \S+|on (\S+)) is not defined",
        r"the prefix \1 of \1:\2\3 is not declared; declare it",
    ),
    (
        r"Unescaped '<' not allowed in attributes values",
        "an attribute's value is not closed, or holds a bare '<'",
    ),
    (r"Excessive depth in document: (\d+).*", r"elements are nested deeper than \1"),
    (r"(AttValue length too long|.*XML_PARSE_HUGE).*", "a value is longer than 10 MB"),
)
# What it says of a character that stands for bytes that could not be decoded.
_UNREAD = re.compile(r"Char(?: value)? (?:0x)?1\b")
# What else it says when a file ends inside a tag, a comment or a CDATA section.
_CUT = re.compile(
    r"attributes construct|expected '>'|Couldn't find end|AttValue|.*not terminated"
    r"|CData section not finished|Start tag expected|.*Unexpected end|Extra content"
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
        self._pieces = self._source.chunks(resume=on_problem is not None)
        self._shift = 0
        self._told = 0
        self._problems = 0
        self._faults: set[tuple[str, int]] = set()
        self._ended = False
        self._unread_line = 0
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
        window = Window(self._prefix() + entry)
        counted = self._expanded(entry)
        parser = self._parser(tags)
        chunk: bytes | None = self._head
        for _ in range(_MOST_BREAKS):
            while True:
                window.add(chunk or b"")
                faults, broken = _feed(parser, chunk)
                for _, found in parser.read_events():
                    element = cast("etree._Element", found)  # noqa: SLF001 - lxml's type
                    yield element
                    if self._ended:
                        return
                    window.passed(is_entry=element.tag == counted)
                    _release(element)
                self._tell(faults, at_end=chunk is None)
                self._weigh(window)
                if broken or chunk is None or self._ended:
                    break
                chunk = self._next()
            if not (broken and entry) or self._ended:
                return
            chunk = self._after_break(window, faults[0].line + self._shift)
            if chunk is None:
                return
            parser = self._parser(tags)
            _feed(parser, self._reopened(within))

    def _weigh(self, window: Window) -> None:
        """End reading where an entry, or what is between two, would fill memory."""
        if window.tags > MOST_TAGS:
            self._ended = True
            problem = f"an entry has more than {MOST_TAGS:,} tags; reading ends here"
            self.problem(problem, window.last_line)

    def _after_break(self, window: Window, line: int) -> bytes | None:
        """Return the bytes to go on with, if any, and count lines from there."""
        rest = window.resume(line, self._next)
        if rest is None:
            return None
        if window.overrun:
            self.problem(
                f"what stands between here and line {window.line} was lost", line
            )
        window.clear()
        self._shift = window.line - 1
        return rest

    def _next(self) -> bytes | None:
        try:
            return next(self._pieces, None)
        except FormatError as error:
            self._ended = True
            self._report(error)
            return b""

    def _report(self, error: FormatError) -> None:
        if self._on_problem is None:
            raise error
        self._problems += 1
        if self._problems <= _MOST_PROBLEMS:
            self._on_problem(error)
        elif not self._ended:
            self._ended = True
            words = f"has more than {_MOST_PROBLEMS:,} problems; reading ends here"
            self._on_problem(FormatError(words, where=error.where))

    def _tell(self, faults: list[_Fault], *, at_end: bool) -> None:
        flaws = self._source.flaws
        for flaw in flaws[self._told :]:
            if flaw.lossy:
                self.problem(flaw.message, flaw.line)
                if flaw.rule == "encoding":
                    self._unread_line = flaw.line
        self._told = len(flaws)
        for fault in faults:
            line = fault.line + self._shift
            if line == self._unread_line:
                continue  # the parser stops where the bytes are that were told
            if _UNREAD.search(fault.message):
                words = "what stands around bytes that cannot be decoded was left out"
                self.problem(words, line)
            elif (fault.message, line) not in self._faults:
                self._faults.add((fault.message, line))
                words = say_plainly(fault.message, shift=self._shift, at_end=at_end)
                self.problem(words, line)

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


class _Fault(NamedTuple):
    message: str
    line: int


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


def _feed(
    parser: etree.XMLPullParser, chunk: bytes | None
) -> tuple[list[_Fault], bool]:
    """Parse a piece, or the end for ``None``; return what is wrong, and if it broke."""
    raised: _Fault | None = None
    try:
        if chunk is None:
            parser.close()
        elif chunk:
            parser.feed(chunk)
    except etree.XMLSyntaxError as error:
        raised = _Fault(error.msg.rpartition(", line ")[0], error.lineno or 1)
    # libxml2 notes an undefined entity here and raises nothing until the end; an
    # undeclared prefix is noted too, but does not keep it from reading on.
    log = [one for one in parser.feed_error_log if one.level >= _ERROR]
    fatal = [one for one in log if one.level > _ERROR]
    faults = [_Fault(one.message.strip(), one.line) for one in fatal[:1] or log]
    if raised and not faults:
        faults = [raised]
    return faults, bool(fatal) or (raised is not None and not log)


def say_plainly(message: str, *, shift: int = 0, at_end: bool = False) -> str:
    """Return what libxml2 says in plain words; lines in it grow by ``shift``."""
    message = _LINE_OF_TAG.sub(lambda match: f" line {int(match[1]) + shift}", message)
    for pattern, words in _PLAIN:
        if match := re.fullmatch(pattern, message):
            return match.expand(words)
    if at_end and _CUT.match(message):
        return f"the file is cut off ({message})"
    return f"not well-formed XML: {message}"


def _release(element: etree._Element) -> None:
    element.clear()
    parent = element.getparent()
    if parent is not None:
        while element.getprevious() is not None:
            del parent[0]
