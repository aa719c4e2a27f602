"""TBX as concepts, one entry in memory at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from glossary.errors import FormatError, Where
from glossary.formats.tbx.entry import read_entry
from glossary.formats.tbx.names import ENTRIES, FAMILY
from glossary.xml import XmlReader

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from glossary.formats.report import OnProblem
    from glossary.model import Concept

_ROOTS = frozenset(("martif", "tbx", "TBX"))


def read_tbx(
    stream: BinaryIO, *, name: str, on_problem: OnProblem = None
) -> Iterator[Concept]:
    """Yield the concept of each entry, in order: TBX 2, TBX 3 or TBX-Min 1.

    An entry without an id has one derived from its text. Raises ``FormatError`` at once
    where the stream is no TBX.
    """
    reader = open_tbx(stream, name=name, on_problem=on_problem)

    def problem(message: str, element: etree._Element) -> None:
        reader.problem(message, reader.line(element))

    for element in entries(reader):
        concept = read_entry(element, problem)
        if concept is not None:
            yield concept


def open_tbx(stream: BinaryIO, *, name: str, on_problem: OnProblem = None) -> XmlReader:
    """Return the reader of a TBX document; raise ``FormatError`` for any other."""
    reader = XmlReader(stream, name=name, on_problem=on_problem)
    root = reader.root
    require_tbx(root.name, root.namespace, name, root.line)
    return reader


def require_tbx(root: str, namespace: str, name: str, line: int) -> None:
    """Raise ``FormatError`` unless a root element is that of TBX of any version."""
    known = not namespace or namespace.startswith(FAMILY)
    if root.rpartition(":")[2] not in _ROOTS or not known:
        problem = (
            f"is not TBX: its root is <{root}>, and TBX begins with <martif> "
            "(version 2) or <tbx> (version 3)"
        )
        raise FormatError(problem, where=Where(name, line))


def entries(
    reader: XmlReader, others: frozenset[str] = frozenset()
) -> Iterator[etree._Element]:
    """Yield each entry, and elements with other names; go on after a break."""
    version = {"tbx": ("conceptEntry", "text", "body"), "TBX": ("termEntry", "body")}
    entry, *within = version.get(reader.root.local, ("termEntry", "text", "body"))
    return reader.elements(ENTRIES | others, entry=entry, within=within)
