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
from glossary.formats.tbx.names import GROUPS, INLINE, TERM_NOTES
from glossary.xmltext import ILLEGAL

if TYPE_CHECKING:
    from collections.abc import Iterable

    from glossary.formats.tbx.dialects import Dialect
    from glossary.losses import Losses
    from glossary.model import Status

# ISO 8601, in its extended format (2024-05-31T10:15:00Z) or in the basic one.
_TIME = re.compile(
    r"(\d{4})-?(\d\d)-?(\d\d)"
    r"(?:T(\d\d):?(\d\d):?(\d\d(?:\.\d+)?)(Z|[+-]\d\d:\d\d)?)?"
)


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
        for code in element.iter(*INLINE):
            rule = self.dialect.schema.get(str(code.tag))
            if rule is None or (code.text and not rule.text):
                self.losses.add(f"inline {code.tag}")
                code.tag = "lost"
        etree.strip_tags(element, "lost")
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
        match = _TIME.fullmatch(text.strip())
        if match is None or not dates.allow(day := "{}-{}-{}".format(*match.groups())):
            self.losses.add("date")
            return None
        time = "T{3}:{4}:{5}{6}".format(*match.groups("")) if match[4] else ""
        if dates.allow(day + time):
            return day + time
        self.losses.add("time of day")
        return day

    def fit(self, element: etree._Element, level: str) -> etree._Element | None:
        """Return what the dialect allows of an element; the rest is counted.

        Of a group that is not allowed as it is, the head is kept, with what may stand
        beside it or else alone.
        """
        if self._verdict(element, level):
            return element
        parts = list(element) if element.tag in GROUPS else []
        if not parts:
            self.losses.add(str(category(element)))
            return None
        group = etree.Element(element.tag)
        for key, value in element.attrib.items():
            group.set(key, value)
        for part in parts:
            group.append(part)
            if part is not parts[0] and not self._verdict(group, level):
                group.remove(part)
                self.losses.add(str(category(part)))
        if self._verdict(group, level):
            return group
        return self.fit(parts[0], level)

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
                fitting = self._style.fit(element, self._name)
                if fitting is not None:
                    self._fields.append(fitting)
                    return
        self._fields.append(self._style.leaf(kind, value))

    def drop(self, kind: Category) -> None:
        """Leave out what ``extra`` says of a category that a field has replaced."""
        for element in [one for one in self._extra if category(one) == kind]:
            self._extra.remove(element)
            self._style.losses.add(str(kind))

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
        fitting = [self._style.fit(one, self._name) for one in both]
        kept = [one for one in fitting if one is not None]
        return sorted([*kept, *self._ready], key=rank)


AUXILIARY = 2


def rank(leaf: etree._Element) -> int:
    """Return the order on a term: itself, its notes, then ``AUXILIARY`` information."""
    if leaf.tag == "term":
        return 0
    return 1 if leaf.tag in TERM_NOTES else AUXILIARY
