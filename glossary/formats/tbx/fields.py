"""TBX elements as text and back: DCA form without namespace, and its plain content."""

from __future__ import annotations

import re
from copy import deepcopy
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from glossary.formats.tbx.names import CORE, GROUPS, METATYPE
from glossary.xml import local_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# A line break with an indent comes from a pretty printer, not from an author.
_LAYOUT = re.compile(r"[ \t]*[\r\n]+[ \t]+")
_BREAK = re.compile(r"[ \t\r\n]*[\r\n][ \t\r\n]*")


class Category(NamedTuple):
    """An element and its data category: ``termNote`` of type ``termType``."""

    element: str
    type: str | None = None

    def __str__(self) -> str:
        return self.element if self.type is None else f"{self.element} {self.type}"


def children(element: etree._Element) -> Iterator[etree._Element]:
    """Yield the child elements, without comments and processing instructions."""
    return element.iterchildren("*")


def language(element: etree._Element) -> str | None:
    """Return the language of a section; old files write ``lang`` without a prefix."""
    return element.get(_XML_LANG) or element.get("lang")


def dca(element: etree._Element) -> etree._Element:
    """Return the element, or a copy, in DCA style without namespaces and comments.

    ``<min:subjectField>`` becomes ``<descrip type="subjectField">``. A DCT element of a
    module that we do not know becomes what its place suggests.
    """
    name = local_name(element)
    if name == element.tag and name in CORE and not len(element):
        return element
    attributes = {str(key): str(value) for key, value in element.attrib.items()}
    if name not in CORE:
        name, category = METATYPE.get(name, (_guess(element), name))
        attributes = {"type": category, **attributes}
    copy = etree.Element(name)
    set_attributes(copy, attributes)
    copy.text = element.text
    for child in element:
        if isinstance(child.tag, str):
            tail, inner = child.tail, dca(child)
            copy.append(deepcopy(inner) if inner is child else inner)
            copy[-1].tail = tail
        elif len(copy):
            copy[-1].tail = (copy[-1].tail or "") + (child.tail or "")
        else:
            copy.text = (copy.text or "") + (child.tail or "")
    return copy


def set_attributes(element: etree._Element, attributes: Mapping[str, str]) -> None:
    """Set attributes; one whose prefix nobody declares goes without, where it can."""
    for key, value in attributes.items():
        if "}" in key or ":" not in key:
            element.set(key, value)
    for key, value in attributes.items():
        local = key.rpartition(":")[2]
        if "}" not in key and local not in element.attrib:
            element.set(local, value)


def _guess(element: etree._Element) -> str:
    parent = element.getparent()
    place = local_name(parent) if parent is not None else ""
    if place in GROUPS:
        first = parent is not None and next(children(parent)) is element
        return place.removesuffix("Grp") + ("" if first else "Note")
    return "descrip"


def text_of(element: etree._Element) -> str:
    """Return all text inside, inline markup taken off, without layout."""
    text = _string(element)
    return (_LAYOUT.sub(" ", text) if "\n" in text or "\r" in text else text).strip()


def term_text(element: etree._Element) -> str:
    """Return a term's text on one line."""
    return _BREAK.sub(" ", _string(element)).strip()


def _string(element: etree._Element) -> str:
    return str(element.xpath("string()")) if len(element) else element.text or ""


def category(element: etree._Element) -> Category:
    """Return what an element in DCA form says; a group says what its head says."""
    return Category(core(element).tag, core(element).get("type"))


def core(element: etree._Element) -> etree._Element:
    """Return the element itself, or the first child of a ``…Grp``."""
    return element[0] if element.tag in GROUPS and len(element) else element


def is_plain(element: etree._Element) -> bool:
    """Tell whether text and category are all that the element (in DCA form) has.

    A group that groups nothing (``descripGrp`` around one ``descrip``) is plain.
    """
    inner = core(element)
    alone = inner is element or (len(element) == 1 and not element.attrib)
    return alone and not len(inner) and set(inner.attrib) <= {"type"}


def from_xml(markup: str) -> etree._Element:
    """Return the element of an ``extra`` string; raise ``ValueError`` if it is none."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(markup, parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(f"{markup!r} is not an XML element: {error}") from None
