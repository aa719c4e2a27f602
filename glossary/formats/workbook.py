"""What the cells of an Excel workbook show (ISO/IEC 29500-1, 18).

openpyxl reads every sheet twice, and once more for its formulas; a glossary of 100,000
rows wants one pass.
"""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, NamedTuple, TypeVar
from xml.parsers import expat

from glossary.formats.cells import Cell, Rows, Start

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Callable, Iterator

    from glossary.formats.cells import Row

    One = TypeVar("One")
    # Sets the handlers of a parser whose root is in a namespace; they fill a list.
    # The handler of start tags is returned.
    Watch = Callable[[expat.XMLParserType, str, list[One]], Start]

MAIN = "xl/workbook.xml"
_CHUNK = 1 << 16
# 22.9.2.19: a character that XML cannot hold, and an underscore before such a name.
# Halves of a pair stay as they are.
_ESCAPED = re.compile(r"_x((?![Dd][89A-Fa-f])[0-9A-Fa-f]{4})_")


class Sheet(NamedTuple):
    """A sheet of cells: its title, and the part that holds it."""

    title: str
    part: str


class Workbook:
    """A workbook whose ``sheets`` are in the order in which they are shown.

    Damage is raised as whatever finds it: ``ExpatError``, ``KeyError``, ``ValueError``
    or what ``zipfile`` raises.
    """

    sheets: tuple[Sheet, ...]

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._parts = frozenset(archive.namelist())
        self.sheets = self._listed()
        if not self.sheets:
            raise ValueError("it lists no sheets")
        self._dates = self._date_formats()
        self._since_1904 = any(
            one.get("date1904") in ("1", "true")
            for one in self._tags(MAIN, "workbookPr")
        )
        # As bytes: one wide character would make a string of megabytes four times so.
        self._strings = list(self._read("xl/sharedStrings.xml", _watch_strings))

    def rows(self, sheet: Sheet) -> Iterator[Row]:
        """Yield the number and the cells of each row that is not blank, in file order.

        Formulas are not evaluated: a cell shows the value that was saved with it.
        """
        if sheet.part not in self._parts:
            raise ValueError(f"the sheet {sheet.title!r} is missing")
        return self._read(sheet.part, Rows(self._cell).watch)

    def _listed(self) -> tuple[Sheet, ...]:
        related = {
            one["Id"]: (one["Type"], one["Target"])
            for one in self._tags("xl/_rels/workbook.xml.rels", "Relationship")
        }
        sheets = []
        for one in self._tags(MAIN, "sheet"):
            ((kind, target),) = (
                related[value] for name, value in one.items() if name.endswith("\nid")
            )
            if kind.endswith("/worksheet"):  # not of a chart (18.3)
                part = posixpath.normpath(posixpath.join("/xl", target))
                sheets.append(Sheet(one["name"], part.lstrip("/")))
        return tuple(sheets)

    def _cell(self, kind: str, style: str, value: str) -> Cell:
        """Return the cell of a type (18.18.11), with a style, of a saved value."""
        if kind == "s":
            if not value.isdecimal() or int(value) >= len(self._strings):
                return Cell("", "a string that the workbook lacks")
            value = self._strings[int(value)].decode()
        if kind == "e":
            return Cell("", f"the error {value}")
        if kind == "b":
            return Cell("TRUE" if value.strip() in ("1", "true") else "FALSE")
        if kind == "n" and style in self._dates:
            return _moment(value, self._dates[style], since_1904=self._since_1904)
        return _number(value) if kind == "n" else Cell(_unescaped(value))

    def _date_formats(self) -> dict[str, str]:
        """Return the number format of each style that shows a date or a time."""
        part = "xl/styles.xml"
        styles = {
            str(number): one.get("numFmtId", "0")
            for number, one in enumerate(self._tags(part, "xf", within="cellXfs"))
        }
        if set(styles.values()) <= {"0"}:
            return {}
        from openpyxl.styles import numbers  # noqa: PLC0415 - heavy, and seldom needed

        own = {one["numFmtId"]: one["formatCode"] for one in self._tags(part, "numFmt")}
        codes = {
            style: own.get(format_) or numbers.BUILTIN_FORMATS.get(int(format_), "")
            for style, format_ in styles.items()
        }
        return {
            style: code for style, code in codes.items() if numbers.is_date_format(code)
        }

    def _tags(self, part: str, name: str, within: str = "") -> list[dict[str, str]]:
        return list(self._read(part, _watch_tags(name, within)))

    def _read(self, part: str, watch: Watch[One]) -> Iterator[One]:
        """Yield what is found in a part; nothing where there is no such part."""
        if part not in self._parts:
            return
        parser = expat.ParserCreate(namespace_separator="\n")
        parser.buffer_text = True
        found: list[One] = []

        def root(name: str, attributes: dict[str, str]) -> None:
            # Transitional and strict workbooks have namespaces of their own.
            start = watch(parser, name[: name.rfind("\n") + 1], found)
            parser.StartElementHandler = start
            start(name, attributes)

        parser.StartElementHandler = root
        with self._archive.open(part) as stream:
            while chunk := stream.read(_CHUNK):
                parser.Parse(chunk)
                yield from found
                found.clear()
        parser.Parse(b"", True)  # noqa: FBT003 - expat takes it by place
        yield from found


def _watch_tags(name: str, within: str) -> Watch[dict[str, str]]:
    """Find the attributes of each element of a name, in ``within`` if that is given."""

    def watch(
        parser: expat.XMLParserType, prefix: str, found: list[dict[str, str]]
    ) -> Start:
        wanted, outer = prefix + name, prefix + within
        is_inside = not within

        def start(tag: str, attributes: dict[str, str]) -> None:
            nonlocal is_inside
            if tag == wanted and is_inside:
                found.append(attributes)
            elif tag == outer:
                is_inside = True

        def end(tag: str) -> None:
            nonlocal is_inside
            is_inside = is_inside and tag != outer

        parser.EndElementHandler = end
        return start

    return watch


def _watch_strings(
    parser: expat.XMLParserType, prefix: str, found: list[bytes]
) -> Start:
    """Find the shared strings (18.4): runs joined, without rubies."""
    item, run, ruby = (prefix + name for name in ("si", "t", "rPh"))
    texts: list[str] = []
    is_ruby = False

    def start(tag: str, _: dict[str, str]) -> None:
        nonlocal is_ruby
        if tag == run and not is_ruby:
            parser.CharacterDataHandler = texts.append
        elif tag == ruby:
            is_ruby = True

    def end(tag: str) -> None:
        nonlocal is_ruby
        if tag == run:
            parser.CharacterDataHandler = None
        elif tag == item:
            found.append("".join(texts).encode())
            texts.clear()
        elif tag == ruby:
            is_ruby = False

    parser.EndElementHandler = end
    return start


def _unescaped(text: str) -> str:
    if "_x" not in text:
        return text
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


def _number(value: str) -> Cell:
    if value.isdecimal():
        return Cell(value)
    try:
        number = float(value)
    except ValueError:
        return Cell("", f"{value!r}, which is no number")
    return Cell(str(int(number)) if number.is_integer() else str(number))


def _moment(value: str, format_: str, *, since_1904: bool) -> Cell:
    """Return a date, a time or a duration: days since an epoch (18.17.4.1)."""
    from openpyxl.styles.numbers import is_timedelta_format  # noqa: PLC0415 - heavy
    from openpyxl.utils.datetime import (  # noqa: PLC0415 - the same
        MAC_EPOCH,
        WINDOWS_EPOCH,
        from_excel,
    )

    try:
        moment = from_excel(
            float(value),
            MAC_EPOCH if since_1904 else WINDOWS_EPOCH,
            timedelta=is_timedelta_format(format_),
        )
    except (ValueError, OverflowError):
        return Cell("", f"{value!r}, which is no date")
    return Cell(moment.isoformat() if hasattr(moment, "isoformat") else str(moment))
