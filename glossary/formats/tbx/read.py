"""TBX as concepts, one entry in memory at a time."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, BinaryIO

from glossary.errors import FormatError, Where
from glossary.formats.tbx.entry import read_entry
from glossary.formats.tbx.ids import decode, encode
from glossary.formats.tbx.names import ENTRIES, FAMILY
from glossary.taken import Taken
from glossary.xml import XmlReader, local_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from glossary.formats.report import OnProblem
    from glossary.model import Concept

_SKELETON = ENTRIES | {
    *("martifHeader", "tbxHeader", "header", "text", "body", "back"),
}
_ROOTS = frozenset(("martif", "tbx", "TBX"))


def read_tbx(
    stream: BinaryIO, *, name: str, on_problem: OnProblem = None
) -> Iterator[Concept]:
    """Yield the concept of each entry, in order: TBX 2, TBX 3 or TBX-Min 1.

    An entry without an id has one derived from its text. A second entry with an id is a
    problem and gets another one; for that the ids are held in memory. Raises
    ``FormatError`` at once where the stream is no TBX.
    """
    reader = open_tbx(stream, name=name, on_problem=on_problem)

    def problem(message: str, element: etree._Element) -> None:
        reader.problem(message, reader.line(element))

    ids = Taken()
    for element in entries(reader):
        concept = read_entry(element, problem)
        if concept is None:
            continue
        wanted = encode(concept.id)
        id_ = decode(ids.free(wanted))
        if id_ != concept.id:
            if element.get("id"):
                problem(f"the id {concept.id!r} is taken; read as {id_!r}", element)
            concept = replace(concept, id=id_)
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
    """Yield each entry, and elements with other names; go on after a break.

    An element that stands between the entries and is none is a problem.
    """
    version = {"tbx": ("conceptEntry", "text", "body"), "TBX": ("termEntry", "body")}
    entry, *within = version.get(reader.root.local, ("termEntry", "text", "body"))
    last: etree._Element | None = None
    for element in reader.elements(ENTRIES | others, entry=entry, within=within):
        first = local_name(element) in ENTRIES and (
            last is None or local_name(last) not in ENTRIES
        )
        around = [element, *element.iterancestors()] if first else [element]
        for one in around:
            _tell_strays(one.itersiblings(preceding=True), reader)
        yield element
        last = element
    if last is not None:
        _tell_strays(last.itersiblings(), reader)


def _tell_strays(siblings: Iterator[etree._Element], reader: XmlReader) -> None:
    """Report the nearest siblings up to one that may stand there."""
    for sibling in siblings:
        name = local_name(sibling)
        if name in _SKELETON:
            return
        message = f"<{name}> may not stand between the entries; it is not read"
        reader.problem(message, reader.line(sibling))
