"""TMX elements as translation units, in constant memory and without loss."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from glossary.errors import FormatError, Where
from glossary.xml import XmlReader
from tmx.formats.tmx.build import BadEntryError, Builder
from tmx.model import Header, TranslationUnit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lxml import etree

    from glossary.xmlevents import Root
    from tmx.model import Attributes, Item


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
    reader = XmlReader(stream, name=name, on_problem=on_problem)
    root = reader.root
    if root.local != "tmx":
        raise FormatError(
            f"is not TMX: its root element is <{root.name}>",
            where=Where(name, root.line),
        )
    parsed = _parse(reader)
    header = next(parsed)
    assert isinstance(header, Header)
    return TmxFile(header, (one for one in parsed if isinstance(one, TranslationUnit)))


def _parse(reader: XmlReader) -> Iterator[Header | TranslationUnit]:
    """Yield the header, once all that belongs to it is known, then the units."""
    build = Builder(reader)
    head: tuple[Attributes, tuple[Item, ...]] = ((), ())
    waiting = True
    last: etree._Element | None = None
    for element in reader.elements(("header", "tu"), entry="tu", within=("body",)):
        try:
            if element.tag == build.header:
                head = build.attributes(element), build.items(element)
            else:
                build.strays(element.getprevious())
                if waiting:
                    waiting = False
                    yield _header(reader.root, head, build.parent_attributes(element))
                yield build.unit(element)
            last = element
        except BadEntryError as error:
            reader.problem(str(error), reader.line(element))
    if waiting:
        yield _header(reader.root, head, ())
    if last is not None:
        for one in (last, last.getparent()):
            if one is not None and (following := one.getnext()) is not None:
                build.strays(following)


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
    )
