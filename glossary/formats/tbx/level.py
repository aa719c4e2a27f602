"""One level of an entry as TBX elements: the model's fields and what ``extra`` adds."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lxml import etree

from glossary.formats.tbx import ids
from glossary.formats.tbx.check import is_allowed
from glossary.formats.tbx.entry import STATUS, meaning
from glossary.formats.tbx.fields import Category, category, core, from_xml
from glossary.formats.tbx.names import INLINE, TERM_NOTES
from glossary.xmlsource import ILLEGAL

if TYPE_CHECKING:
    from collections.abc import Iterable

    from glossary.formats.tbx.dialects import Dialect
    from glossary.losses import Losses
    from glossary.model import Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """The dialect to write, and where to count what it does not have."""

    dialect: Dialect
    losses: Losses
    known: dict[tuple[Category, str, str | None], bool] = field(default_factory=dict)
    """Verdicts so far."""

    def leaf(self, kind: Category, text: str) -> etree._Element:
        """Return a plain element; what XML cannot hold is left out of the text."""
        element = etree.Element(kind.element)
        if kind.type is not None:
            element.set("type", kind.type)
        element.text = self.legal(text)
        return element

    def legal(self, text: str) -> str:
        """Return the text without what XML 1.0 cannot hold; each is counted."""
        if not ILLEGAL.search(text):
            return text
        for match in ILLEGAL.finditer(text):
            self.losses.add(f"illegal character U+{ord(match[0]):04X}")
        return ILLEGAL.sub("", text)

    def foreign(self, markup: str) -> etree._Element:
        """Return an element of ``extra``, mended where the dialect cannot have it so.

        Inline codes that the version lacks give way to their text, and a reference
        that can be no id is taken off.
        """
        element = from_xml(markup)
        for code in element.iter(*(INLINE - set(self.dialect.schema))):
            self.losses.add(f"inline {code.tag}")
        etree.strip_tags(element, *(INLINE - set(self.dialect.schema)))
        for day in list(element.iter("date")):
            day.text = self.date(day.text or "")
            parent = day.getparent()
            if day.text is None and parent is not None:
                parent.remove(day)
        for one in element.iter("*"):
            target = one.get("target")
            if target and one.tag != "xref" and not ids.is_id(target):
                self.losses.add("target")
                del one.attrib["target"]
        return element

    def date(self, text: str) -> str | None:
        """Return a date as the dialect wants it, or ``None``; losses are counted."""
        dates = self.dialect.dates
        if dates.allow(text):
            return text
        # The basic format of ISO 8601 (20240531T101500Z) stands for the extended one.
        digits = re.fullmatch(r"\s*(\d{4})-?(\d\d)-?(\d\d)(T.*)?\s*", text)
        if digits is None or not dates.allow(day := "-".join(digits.groups()[:3])):
            self.losses.add("date")
            return None
        time = digits[4] or ""
        if dates.allow(day + time):
            return day + time
        self.losses.add("time of day")
        return day

    def allows(self, element: etree._Element, level: str) -> bool:
        """Tell whether an element may stand on a level, and count it where not."""
        if not self._verdict(element, level):
            self.losses.add(str(category(element)))
            return False
        return True

    def _verdict(self, element: etree._Element, level: str) -> bool:
        """Judge each plain element of a category and level, or value, once."""
        if len(element) or set(element.attrib) - {"type"}:
            return is_allowed(element, self.dialect, level)
        kind = category(element)
        value = element.text if kind in self.dialect.values else None
        key = (kind, level, value)
        if key not in self.known:
            self.known[key] = is_allowed(element, self.dialect, level)
        return self.known[key]


class Level:
    """Collects the elements of one level; ``name`` is the level's in version 3.

    An element of ``extra`` that says what a field says is written in the field's place,
    for it says more.
    """

    def __init__(self, style: Style, name: str, extra: Iterable[str]) -> None:
        self._style = style
        self._name = name
        self._extra = [style.foreign(markup) for markup in extra]
        self._fields: list[etree._Element] = []
        self._ready: list[etree._Element] = []

    def add(self, kind: Category, value: str | None) -> None:
        """Add a field, in the form that ``extra`` has it in or else plainly."""
        if not value:
            return
        for element in self._extra:
            if category(element) == kind and meaning(kind, core(element)) == value:
                self._extra.remove(element)
                if self._style.allows(element, self._name):
                    self._fields.append(element)
                    return
        self._fields.append(self._style.leaf(kind, value))

    def add_plain(self, kind: Category, value: str) -> None:
        """Add a field that ``extra`` never has."""
        self._fields.append(self._style.leaf(kind, value))

    def add_default(self, kind: Category, value: str) -> None:
        """Add a field unless ``extra`` has something of its category."""
        if not any(category(element) == kind for element in self._extra):
            self.add_plain(kind, value)

    def add_status(self, status: Status) -> None:
        """Add the status, unless ``extra`` has a word for it that the model lacks.

        Such a word (``standardizedTerm-admn-sts``) is for terms that may be written; on
        any other term it is outdated.
        """
        for element in [one for one in self._extra if category(one) == STATUS]:
            if meaning(STATUS, core(element)) is not None:
                continue
            if status.usable and is_allowed(element, self._style.dialect, self._name):
                return
            self._extra.remove(element)
            self._style.losses.add(str(STATUS))
        self.add(STATUS, status)

    def add_ready(self, element: etree._Element) -> None:
        """Add an element that every dialect allows, after all others."""
        self._ready.append(element)

    def attributes(self, container: str) -> dict[str, str]:
        """Take the attributes of a container out of ``extra``."""
        found: dict[str, str] = {}
        for element in [one for one in self._extra if one.tag == container]:
            self._extra.remove(element)
            found |= {str(key): str(value) for key, value in element.attrib.items()}
        return found

    def leaves(self) -> list[etree._Element]:
        """Return all elements that the dialect allows here, in the order it wants."""
        both = [*self._fields, *self._extra]
        kept = [one for one in both if self._style.allows(one, self._name)]
        return sorted([*kept, *self._ready], key=rank)


AUXILIARY = 2


def rank(leaf: etree._Element) -> int:
    """Return the order on a term: itself, its notes, then ``AUXILIARY`` information."""
    if leaf.tag == "term":
        return 0
    return 1 if leaf.tag in TERM_NOTES else AUXILIARY
