"""TBX to TBX of the same version, element by element, without a model between."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from lxml import etree

from glossary.formats.tbx.names import ENTRIES
from glossary.formats.tbx.read import entries, open_tbx
from glossary.xml import escape_attribute, local_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from glossary.formats.report import OnProblem
    from glossary.xmlevents import Root

_OTHERS = frozenset(("martifHeader", "tbxHeader", "header", "back"))
_XML = "{http://www.w3.org/XML/1998/namespace}"


class _Tag(NamedTuple):
    name: str
    attributes: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        pairs = "".join(
            f' {key.replace(_XML, "xml:")}="{escape_attribute(value)}"'
            for key, value in self.attributes
        )
        return f"<{self.name}{pairs}>\n"


def copy_tbx(
    stream: BinaryIO,
    *,
    name: str,
    on_problem: OnProblem = None,
    change: Callable[[etree._Element], None] | None = None,
) -> Iterator[str]:
    """Yield the document again, declared as UTF-8, without comments.

    Dialect, style, header, back matter and every data category stay as they are, but
    for what ``change`` does to the entries, one by one.
    Entries that cannot be parsed are problems and are left out.
    """
    reader = open_tbx(stream, name=name, on_problem=on_problem)
    root = reader.root
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield from (f"{one}\n" for one in (root.doctype, *root.instructions) if one)
    yield str(_Tag(root.name, root.attributes))
    prefix = root.name.removesuffix(root.local)
    around: list[_Tag] = []
    for element in entries(reader, _OTHERS):
        path = [_start(one, prefix) for one in element.iterancestors()][-2::-1]
        yield from _move(around, path)
        if change is not None and local_name(element) in ENTRIES:
            change(element)
        yield f"{_markup(element, root)}\n"
    yield from _move(around, [])
    yield f"</{root.name}>\n"


def _start(element: etree._Element, prefix: str) -> _Tag:
    pairs = tuple((str(key), str(value)) for key, value in element.attrib.items())
    return _Tag(prefix + local_name(element), pairs)


def _move(around: list[_Tag], path: Sequence[_Tag]) -> Iterator[str]:
    """Close and open elements until ``around`` names what stands around the next."""
    names = [one.name for one in path]
    while [one.name for one in around] != names[: len(around)]:
        yield f"</{around.pop().name}>\n"
    for tag in path[len(around) :]:
        around.append(tag)
        yield str(tag)


def _markup(element: etree._Element, root: Root) -> str:
    """Return an element's markup without the namespaces that the root declares."""
    markup = str(etree.tostring(element, encoding="unicode", with_tail=False))
    tag, end, rest = markup.partition(">")
    for declaration in _declarations(root.attributes):
        tag = tag.replace(declaration, "", 1)
    return tag + end + rest


def _declarations(attributes: Iterable[tuple[str, str]]) -> Iterator[str]:
    for key, value in attributes:
        if key == "xmlns" or key.startswith("xmlns:"):
            yield f' {key}="{escape_attribute(value)}"'
