"""An element of a unit as plain data, whether lxml or expat has read it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

XML_LANG = "xml:lang"
_XML = "{http://www.w3.org/XML/1998/namespace}"


@dataclass(slots=True, kw_only=True)
class Node:
    """One element; names are local, attributes too but for the prefix ``xml:``.

    Offsets count bytes of UTF-8 in the document, and are -1 where nobody asked for
    them: of the start tag, of what follows it, of the end tag, of what follows that.
    An empty element has the last three equal.
    """

    name: str
    attributes: dict[str, str]
    children: list[Node | str] = field(default_factory=list)
    start: int = -1
    inner: int = -1
    inner_end: int = -1
    end: int = -1

    @property
    def elements(self) -> Iterator[Node]:
        """The children that are elements, in order."""
        return (one for one in self.children if isinstance(one, Node))

    def child(self, name: str) -> Node | None:
        """Return the first child of a name."""
        return next((one for one in self.elements if one.name == name), None)

    def walk(self) -> Iterator[Node]:
        """Yield the elements below, in document order."""
        for one in self.elements:
            yield one
            yield from one.walk()

    @property
    def text(self) -> str:
        """All text below, in order."""
        return "".join(
            one if isinstance(one, str) else one.text for one in self.children
        )


def from_lxml(element: etree._Element) -> Node:
    """Return the element as a node without offsets."""
    node = Node(name=_local(element.tag), attributes=attributes_of(element))
    if element.text:
        node.children.append(element.text)
    for one in element:
        node.children.append(from_lxml(one))
        if one.tail:
            node.children.append(one.tail)
    return node


def attributes_of(element: etree._Element) -> dict[str, str]:
    """Return the attributes by local name, those of XML itself with their prefix."""
    return {
        _attribute(cast("str", name)): cast("str", value)
        for name, value in element.attrib.items()
    }


def _attribute(name: str) -> str:
    return f"xml:{name[len(_XML) :]}" if name.startswith(_XML) else _local(name)


def _local(name: object) -> str:
    return str(name).rpartition("}")[2]
