"""The general way for units and headers: each parsed by libxml2 on its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from glossary.xml import escape_attribute, local_name, say_plainly
from tmx.formats.tmx.build import BadEntryError, Builder, is_instruction

if TYPE_CHECKING:
    from collections.abc import Callable

    from glossary.xmlevents import Root
    from tmx.model import Attributes, Item, TranslationUnit

_MOST_TAGS = 100_000
"""How many tags one unit may have: each costs libxml2 hundreds of bytes."""


class General:
    """Parse pieces of a document in the place they have in it, one after the other."""

    def __init__(
        self, root: Root, *, doctype: str, report: Callable[[str, int], None]
    ) -> None:
        self._report = report
        self._build = Builder(root, report)
        pairs = (
            f' {name}="{escape_attribute(value)}"' for name, value in root.attributes
        )
        prefix = root.name.removesuffix(root.local)
        self._start = f"{doctype}<{root.name}{''.join(pairs)}><{prefix}body>"
        self._end = f"</{prefix}body></{root.name}>"
        self._lines = self._start.count("\n")
        self._parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
        )

    def unit(self, text: str, line: int) -> TranslationUnit | None:
        """Return the unit that a text is, or report why it cannot be kept."""
        if text.count("<") > _MOST_TAGS:
            self._report(f"a unit has more than {_MOST_TAGS:,} tags", line)
            return None
        if (body := self._body(text, line)) is None:
            return None
        try:
            return self._build.unit(body[0])
        except BadEntryError as error:
            self._report(str(error), line)
            return None

    def header(self, text: str, line: int) -> tuple[Attributes, tuple[Item, ...]]:
        """Return attributes and items of the header in a text, and report the rest."""
        found: tuple[Attributes, tuple[Item, ...]] = ((), ())
        body = self._body(text, line)
        for element in () if body is None else body:
            if is_instruction(element):
                continue
            if element.tag is etree.Entity or local_name(element) != "header":
                is_entity = element.tag is etree.Entity
                what = element.text if is_entity else f"<{local_name(element)}>"
                self._report(
                    f"{what} stands where TMX has only units; it was left out", line
                )
                continue
            try:
                found = self._build.attributes(element), self._build.items(element)
            except BadEntryError as error:
                self._report(str(error), line)
        return found

    def attributes(self, start_tag: str, line: int) -> Attributes:
        """Return the attributes of a start tag, or report why there are none."""
        name = start_tag[1:].split(None, 1)[0].rstrip("/>")
        whole = start_tag if start_tag.endswith("/>") else f"{start_tag}</{name}>"
        body = self._body(whole, line)
        return () if body is None else self._build.attributes(body[0])

    def _body(self, text: str, line: int) -> etree._Element | None:
        shift = line - 1 - self._lines
        self._build.begin(shift)
        data = f"{self._start}{text}{self._end}".encode("utf-8", "replace")
        try:
            return etree.fromstring(data, self._parser)[0]
        except etree.XMLSyntaxError as error:
            message = error.msg.rpartition(", line ")[0].partition("\n")[0]
            self._report(say_plainly(message, shift=shift), (error.lineno or 1) + shift)
            return None
