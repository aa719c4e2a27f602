"""TMX as translation units, in constant memory and without loss."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from glossary.errors import FormatError, Where
from glossary.xmlevents import read_root
from glossary.xmlsource import UNREAD, XmlSource
from tmx.formats.tmx.general import General
from tmx.formats.tmx.scan import Scanner
from tmx.formats.tmx.window import Window
from tmx.model import Header

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from glossary.xmlevents import Root
    from tmx.model import Attributes, Item, TranslationUnit

_CLOSINGS = {"<!--": "-->", "<?": "?>", "<![CDATA[": "]]>"}


class TmxFile(NamedTuple):
    """A memory whose header is read and whose units are still to come."""

    header: Header
    units: Iterator[TranslationUnit]


def read_tmx(
    stream: BinaryIO,
    *,
    name: str,
    on_problem: Callable[[FormatError], None] | None = None,
) -> TmxFile:
    """Read the header, and the units one by one in the file's order.

    Broken entries go to ``on_problem`` and the others are kept; without it the first
    one raises ``FormatError``, as does at once what is no TMX.
    """
    source = XmlSource(stream, name=name)
    window = Window(source, name=name, on_problem=on_problem)
    root, _ = read_root(window.pieces(), name=name)
    if root.local != "tmx":
        raise FormatError(
            f"is not TMX: its root element is <{root.name}>",
            where=Where(name, root.line),
        )
    doctype = _enter_root(root, window)
    general = General(root, doctype=doctype, report=window.problem)
    scanner = Scanner(root, window, general)
    # A declaration inside the file may give attributes their defaults.
    scanner.can_be_ordinary &= "[" not in doctype
    head = _head(root, window, general)
    header = _header(root, head, scanner.enter_body())
    return TmxFile(header, scanner.units())


def _enter_root(root: Root, window: Window) -> str:
    """Move behind the root's start tag; return the document type declaration."""
    start = _search(rf"<{re.escape(root.name)}(?=[ \t\n/>])", window)
    declared = window.text.find("<!DOCTYPE", 0, start) if root.doctype else -1
    doctype = "" if declared < 0 else window.text[declared:start].rstrip()
    tag = re.compile(r"""(?:[^>"']|"[^"]*+"|'[^']*+')*+>""")
    while not (end := tag.match(window.text, start)):
        if not window.more():
            window.position = len(window.text)
            return doctype
    window.position = end.end()
    if end[0].endswith("/>"):
        window.stop()
    return doctype


def _head(
    root: Root, window: Window, general: General
) -> tuple[Attributes, tuple[Item, ...]]:
    """Read what stands before ``body``, or before the first unit."""
    prefix = re.escape(root.name.removesuffix(root.local))
    body = rf"<{prefix}(?:body|tu)(?=[ \t\n/>])"
    end = _search(rf"{body}|</{re.escape(root.name)}", window)
    text = window.text[window.position : end]
    line = window.line(window.position)
    if not window.at_end and end == len(window.text):
        window.problem("the header is longer than 10 MB; it was left out", line)
        window.skip_to(re.compile(body))
        return (), ()
    window.position = end
    if not text.strip():
        return (), ()
    return general.header(UNREAD.sub("", text), line)


def _search(pattern: str, window: Window) -> int:
    """Return where a tag begins that is in no comment, else the end of the text."""
    while True:
        marks = re.compile(rf"<!--|<\?|<!\[CDATA\[|{pattern}")
        place = window.position
        while found := marks.search(window.text, place):
            closing = _CLOSINGS.get(found[0])
            if closing is None:
                return found.start()
            place = window.text.find(closing, found.end())
            if place < 0:
                break
        if not window.more():
            return len(window.text)


def _header(
    root: Root, head: tuple[Attributes, tuple[Item, ...]], body: Attributes
) -> Header:
    others = tuple(pair for pair in root.attributes if pair[0] != "version")
    if root.name != root.local and root.namespace:
        # Elements are written without prefix, so their namespace becomes the default.
        others += (("xmlns", root.namespace),)
    return Header(
        attributes=head[0],
        items=head[1],
        version=dict(root.attributes).get("version"),
        root_attributes=others,
        body_attributes=body,
        doctype=root.doctype,
        instructions=root.instructions,
    )
