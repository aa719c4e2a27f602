"""Data out of TMX elements: names as written, and nothing left behind."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from lxml import etree

from glossary.xml import element_xml, local_name
from tmx.formats.tmx.ordinary import variant_language, without
from tmx.model import (
    Extra,
    InlineCode,
    Note,
    Property,
    Segment,
    TranslationUnit,
    Variant,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from glossary.xmlevents import Root
    from tmx.model import Attributes, Item

_XML = "{http://www.w3.org/XML/1998/namespace}"
_LANG = f"{_XML}lang"
# XML 1.0 section 2.3: S.
_SPACE = " \t\r\n"


class BadEntryError(Exception):
    """An entry cannot be kept as it is."""


class Builder:
    """Turn elements into data, knowing the names as lxml gives them."""

    def __init__(self, root: Root, report: Callable[[str, int], None]) -> None:
        space = f"{{{root.namespace}}}" if root.namespace else ""
        self._space = space
        self._report = report
        self._shift = 0
        self._root_prefixes = {
            name.partition(":")[2]: value
            for name, value in root.attributes
            if name.startswith("xmlns")
        }
        self._tuv, self._seg = f"{space}tuv", f"{space}seg"
        self._prop, self._note = f"{space}prop", f"{space}note"

    def begin(self, shift: int) -> None:
        """Add ``shift`` to the lines of the elements that come next."""
        self._shift = shift

    def unit(self, element: etree._Element) -> TranslationUnit:
        """Return a ``tu``; raise ``BadEntryError`` where it cannot be kept whole."""
        variants: list[Variant] = []
        items: list[Item] = []
        if (text := element.text) and text.strip(_SPACE):
            self._stray_text(element, text)
        for child in element:
            if child.tag == self._tuv:
                variants.append(self._variant(child))
            else:
                items.append(self._item(child, len(variants)))
            if (text := child.tail) and text.strip(_SPACE):
                self._stray_text(element, text)
        tuid, attributes = without(self.attributes(element), "tuid")
        return TranslationUnit(
            variants=tuple(variants),
            id=tuid,
            items=tuple(items),
            attributes=attributes,
        )

    def _variant(self, element: etree._Element) -> Variant:
        segment: Segment | None = None
        items: list[Item] = []
        if (text := element.text) and text.strip(_SPACE):
            self._stray_text(element, text)
        for child in element:
            if child.tag == self._seg and segment is None:
                segment = self._segment(child)
            else:
                items.append(self._item(child, int(segment is not None)))
            if (text := child.tail) and text.strip(_SPACE):
                self._stray_text(element, text)
        pairs = cast("Attributes", element.items())
        if len(pairs) == 1 and pairs[0][0] == _LANG:  # nearly all, so save the rest
            return Variant(lang=pairs[0][1], segment=segment, items=tuple(items))
        tag, attributes, used = variant_language(self.attributes(element))
        return Variant(
            lang=tag,
            segment=segment,
            items=tuple(items),
            attributes=attributes,
            lang_attribute=used,
        )

    def _segment(self, element: etree._Element) -> Segment:
        attributes = self.attributes(element) if element.items() else ()
        if len(element):
            return Segment(parts=self._parts(element), attributes=attributes)
        text = element.text
        return Segment(parts=(text,) if text else (), attributes=attributes)

    def _parts(self, element: etree._Element) -> tuple[str | InlineCode, ...]:
        # Nesting is bounded by the parser, well below Python's own limit.
        parts: list[str | InlineCode] = [element.text] if element.text else []
        for child in element:
            parts.append(self._code(child))
            if child.tail:
                parts.append(child.tail)
        return tuple(parts)

    def _code(self, element: etree._Element) -> InlineCode:
        if is_instruction(element):
            target, _, data = element_xml(element)[2:-2].partition(" ")
            return InlineCode(tag=f"?{target}", parts=(data,) if data else ())
        self._no_entity(element)
        return InlineCode(
            tag=self._inline_name(element),
            attributes=self._inline_attributes(element),
            parts=self._parts(element),
        )

    def items(self, element: etree._Element) -> tuple[Item, ...]:
        """Return the properties and notes of a header."""
        found = [self._item(child, 0) for child in element]
        for text in (element.text, *(child.tail for child in element)):
            if text and text.strip(_SPACE):
                self._stray_text(element, text)
        return tuple(found)

    def _item(self, element: etree._Element, after: int) -> Item:
        tag = element.tag
        if len(element) == 0 and tag in (self._prop, self._note):
            text = element.text or ""
            pairs = cast("Attributes", element.items())
            if tag == self._prop and len(pairs) == 1 and pairs[0][0] == "type":
                return Property(type=pairs[0][1], text=text, after=after)
            attributes = self.attributes(element)
            if tag == self._note:
                return Note(text=text, attributes=attributes, after=after)
            kind, attributes = without(attributes, "type")
            if kind is not None:
                return Property(
                    type=kind, text=text, attributes=attributes, after=after
                )
        for inner in element.iter():
            self._no_entity(inner)
            if not is_instruction(inner):
                _check_prefix(inner.tag)
        return Extra(xml=element_xml(element), after=after)

    def attributes(self, element: etree._Element) -> Attributes:
        """Return the attributes with names as written."""
        pairs = cast("Attributes", tuple(element.items()))
        for name, _ in pairs:
            if ":" in name:
                if len(pairs) == 1 and name == _LANG:
                    return (("xml:lang", pairs[0][1]),)
                return self._named(element, pairs)
        return pairs

    def _named(self, element: etree._Element, pairs: Attributes) -> Attributes:
        out: list[tuple[str, str]] = []
        for name, value in pairs:
            if name.startswith(_XML):
                out.append((f"xml:{name.removeprefix(_XML)}", value))
            elif name[0] == "{":
                space, _, local = name[1:].partition("}")
                prefix = next(
                    key for key, uri in element.nsmap.items() if key and uri == space
                )
                out += self._declaration(prefix, space)
                out.append((f"{prefix}:{local}", value))
            else:
                _check_prefix(name)
                out.append((name, value))
        return tuple(dict.fromkeys(out))

    def _declaration(self, prefix: str, space: str) -> Attributes:
        if self._root_prefixes.get(prefix) == space:
            return ()
        return ((f"xmlns:{prefix}" if prefix else "xmlns", space),)

    def _inline_name(self, element: etree._Element) -> str:
        _check_prefix(element.tag)
        prefix = f"{element.prefix}:" if self._is_foreign(element) else ""
        return (prefix if element.prefix else "") + local_name(element)

    def _inline_attributes(self, element: etree._Element) -> Attributes:
        attributes = self.attributes(element)
        if self._is_foreign(element):
            space = str(element.tag)[1:].partition("}")[0]
            declared = self._declaration(element.prefix or "", space)
            return tuple(dict.fromkeys(declared + attributes))
        return attributes

    def _is_foreign(self, element: etree._Element) -> bool:
        return str(element.tag).rpartition("}")[0] != self._space[:-1]

    def _no_entity(self, element: etree._Element) -> None:
        if element.tag is etree.Entity:
            raise BadEntryError(
                f"the entity {element.text} is not defined; write the character itself"
            )

    def _stray_text(self, element: etree._Element, text: str) -> None:
        self._report(
            f"the text {text.strip(_SPACE)[:40]!r} stands between elements of "
            f"<{local_name(element)}>, where TMX has none; it was left out",
            cast("int", element.sourceline) + self._shift,
        )


def is_instruction(node: etree._Element) -> bool:
    """Return whether a node is a processing instruction."""
    tag: object = node.tag
    return tag is etree.PI


def _check_prefix(name: object) -> None:
    # lxml gives a name with a declared prefix in braces.
    if ":" in (written := str(name)) and written[0] != "{":
        raise BadEntryError(f"the prefix of {written!r} is not declared; declare it")
