"""What breaks a dialect of TBX, found while a document's events go by."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from glossary.formats.tbx.codes import check_codes
from glossary.formats.tbx.fields import Category
from glossary.formats.tbx.names import GROUPS, INLINE, METATYPE, SECTIONS, TERMS, V2, V3
from glossary.model import Severity
from glossary.xmlevents import Event
from glossary.xmlschema import Checker, error, warning

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml import etree

    from glossary.formats.tbx.dialects import Dialect
    from glossary.model import Diagnostic

_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}"
_LEVEL = dict.fromkeys(SECTIONS, "langSec") | dict.fromkeys(TERMS, "termSec")
_LEVELS = {"termEntry": "conceptEntry", "conceptEntry": "conceptEntry"} | _LEVEL

_CONTAINERS = {
    "conceptEntry": ("termEntry", "conceptEntry"),
    "langSec": ("langSet", "langSec"),
    "termSec": ("tig", "ntig", "termGrp", "termSec"),
}


@dataclass(slots=True)
class _Open:
    """An element that has begun and not ended."""

    name: str
    category: Category
    line: int
    text: list[str] = field(default_factory=list)
    children: int = 0
    codes: list[Event] = field(default_factory=list)


class DialectChecker:
    """Follow a document's events and yield what breaks its dialect.

    ``path`` names what stands around a fragment, outermost first.
    """

    def __init__(
        self,
        dialect: Dialect,
        root: str,
        *,
        namespace: str = "",
        style: str = "dca",
        path: Iterable[str] = (),
    ) -> None:
        self._dialect = dialect
        self._namespace = namespace
        self._style = style
        self._structure = Checker(dialect.schema, root)
        self._path = [_Open(name, Category(name), 0) for name in path]

    def feed(self, event: Event) -> Iterator[Diagnostic]:
        """Yield what is wrong with the next piece."""
        if event.kind == "text":
            if self._path:
                self._path[-1].text.append(event.text)
                name = self._path[-1].name
                yield from self._structure.feed(_named(event, name))
        elif event.kind == "start":
            event, found = self._normal(event)
            yield from found
            yield from self._structure.feed(event)
            yield from self._start(event)
        else:
            done = self._path.pop()
            yield from self._structure.feed(_named(event, done.name))
            yield from self._end(done, event.line)

    def _normal(self, event: Event) -> tuple[Event, list[Diagnostic]]:
        """Return the event in DCA form, and what its style breaks."""
        found: list[Diagnostic] = []
        attributes = [one for one in event.attributes if not _declares(one[0])]
        name = event.name.rpartition(":")[2]
        own = event.namespace == self._namespace
        typed = any(key == "type" for key, _ in attributes)
        if own and self._style == "dct" and typed and self._entry():
            message = (
                f"<{name}> has a type, but the file says style='dct'; name the element "
                "after its data category or write style='dca'"
            )
            found.append(error(event.line, "style-mixed", message))
        if not own:
            if self._style == "dca" and self._dialect.public:
                message = (
                    f"<{event.name}> is of another namespace, but the file says "
                    "style='dca'; write style='dct' or an element with a type"
                )
                found.append(error(event.line, "style-mixed", message))
            name, category = METATYPE.get(name, (self._guess(), name))
            attributes = [
                ("type", category),
                *(one for one in attributes if one[0].lower() != "metatype"),
            ]
        if len(attributes) != len(event.attributes) or not own:
            event = event._replace(attributes=tuple(attributes))
        return _named(event, name), found

    def _entry(self) -> bool:
        return any(one.name in _LEVELS for one in self._path)

    def _guess(self) -> str:
        parent = self._path[-1] if self._path else None
        if parent and parent.name in GROUPS:
            return parent.name.removesuffix("Grp") + ("Note" if parent.children else "")
        return "descrip"

    def _start(self, event: Event) -> Iterator[Diagnostic]:
        attributes = dict(event.attributes)
        kind = attributes.get("type")
        if kind and self._dialect.version is V2:
            kind = kind.strip()  # a token in Relax NG
        category = Category(event.name, kind)
        if self._path:
            self._path[-1].children += 1
            if event.name in {"sc", "ec"}:
                self._path[-1].codes.append(event)
        if category.type is not None:
            yield from self._category(category, event.line)
        self._path.append(_Open(event.name, category, event.line))

    def _category(self, category: Category, line: int) -> Iterator[Diagnostic]:
        dialect = self._dialect
        known = dialect.categories.get(category.element)
        if not category.type:
            three = dialect.version is V3 and dialect.public
            found = error if three else warning
            message = f"<{category.element}> has an empty type; name its data category"
            yield found(line, "data-category-unknown", message)
        elif known is not None and category.type not in known:
            found = error if dialect.strict else warning
            yield found(
                line,
                "data-category-unknown",
                f"{dialect.name} has no <{category.element} type={category.type!r}>; "
                f"it has {_some(known)}",
            )
        place = dialect.places.get(category)
        if place is not None:
            level, groups = self._level()
            if level not in place.levels or groups > place.groups:
                where = ", ".join(sorted(place.levels))
                yield self._soft(
                    line,
                    "data-category-level",
                    f"{category.type!r} may not stand here; move it to: {where}",
                )

    def _level(self) -> tuple[str, int]:
        """Return the level that the next element stands on, and the groups between."""
        groups = 0
        for one in reversed(self._path):
            if one.name in GROUPS:
                groups += 1
            elif one.name != "termGrp":
                return _LEVELS.get(one.name, one.name), groups
        return "", groups

    def _end(self, done: _Open, line: int) -> Iterator[Diagnostic]:
        text = "".join(done.text)
        if self._path and done.name in INLINE:
            self._path[-1].text.append(text)
        if done.codes and self._dialect.public and self._dialect.version is V3:
            yield from check_codes(done.codes)
        values = self._dialect.values.get(done.category)
        if values and text not in values:
            message = (
                f"{done.category.type!r} cannot be {text!r}; it is one of: "
                f"{', '.join(values)}"
            )
            rule = "data-category-value"
            if done.category in self._dialect.lenient:
                yield warning(done.line, rule, message)
            else:
                yield self._soft(done.line, rule, message)
        if done.name == "date" and not self._dialect.dates.allow(text):
            message = f"{text!r} is no date; write it like '2024-05-31'"
            yield error(done.line, "date", message)
        if done.name == "term" and not text.strip() and not done.children:
            yield warning(line, "term-empty", "the term has no text; add it")

    def _soft(self, line: int, rule: str, message: str) -> Diagnostic:
        severity = self._dialect.severity
        return replace(error(line, rule, message), severity=severity)


def _named(event: Event, name: str) -> Event:
    """Return the event with a name, which it mostly has: a file holds millions."""
    return event if event.name == name else event._replace(name=name)


def _declares(attribute: str) -> bool:
    return attribute == "xmlns" or attribute.startswith("xmlns:")


def _some(names: frozenset[str]) -> str:
    most = 12
    shown = ", ".join(sorted(names)[:most])
    return shown if len(names) <= most else f"{shown} …"


def is_allowed(element: etree._Element, dialect: Dialect, level: str) -> bool:
    """Tell whether an element in DCA form may stand on a level (named as in TBX 3)."""
    inside = {
        child for name in _CONTAINERS[level] for child in _children(dialect, name)
    }
    if element.tag not in inside:
        return False
    checker = DialectChecker(dialect, str(element.tag), path=(level,))
    return not any(
        found.severity is Severity.ERROR
        for event in _events(element)
        for found in checker.feed(event)
    )


def _children(dialect: Dialect, name: str) -> list[str]:
    rule = dialect.schema.get(name)
    return re.findall(r"\w+", rule.children) if rule else []


def _events(element: etree._Element) -> Iterator[Event]:
    """Yield an element without namespace as events."""
    name = str(element.tag)
    attributes = tuple(
        (str(key).replace(_XML_SPACE, "xml:"), str(value))
        for key, value in element.attrib.items()
    )
    yield Event("start", 1, name, attributes=attributes)
    if element.text:
        yield Event("text", 1, name, text=element.text)
    for child in element:
        yield from _events(child)
        if child.tail:
            yield Event("text", 1, name, text=child.tail)
    yield Event("end", 1, name)
