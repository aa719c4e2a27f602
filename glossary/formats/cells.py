"""The rows of a sheet, as expat meets their elements (ISO/IEC 29500-1, 18.3)."""

from __future__ import annotations

from collections.abc import Callable
from string import ascii_uppercase, digits
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from xml.parsers import expat

MOST_COLUMNS = 64
"""Cells further out stand in the column after these, the last one of them."""

_COLUMNS = {
    letters: number
    for number, letters in enumerate(
        first + second for first in ("", *ascii_uppercase) for second in ascii_uppercase
    )
    if number < MOST_COLUMNS
}


class Cell(NamedTuple):
    """What a cell shows, and what is wrong with that."""

    text: str = ""
    problem: str | None = None


Row = tuple[int, list[Cell]]
"""A row's number in its sheet, from 1, and its cells from the first column on."""

Start = Callable[[str, dict[str, str]], None]
"""A handler of start tags, as expat calls it."""

_EMPTY = Cell()


class Rows:
    """The handlers that find the rows of a sheet that are not blank.

    ``shown`` makes a cell of its type (18.18.11), its style and the value saved.
    """

    def __init__(self, shown: Callable[[str, str, str], Cell]) -> None:
        self._shown = shown
        self._number = 0
        self._column = -1
        self._cells: list[Cell] = []
        self._attributes: dict[str, str] = {}
        self._texts: list[str] = []
        self._inside: set[str] = set()

    def watch(
        self, parser: expat.XMLParserType, prefix: str, found: list[Row]
    ) -> Start:
        """Put the rows that a parser meets into ``found``."""
        self._parser, self._found = parser, found
        self._row, self._cell = prefix + "row", prefix + "c"
        self._saved, self._run = prefix + "v", prefix + "t"
        self._formula, self._ruby = prefix + "f", prefix + "rPh"
        parser.EndElementHandler = self._end
        return self._start

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == self._cell:
            place = attributes.get("r")
            self._column = self._column + 1 if place is None else _column(place)
            self._attributes = attributes
            self._texts.clear()
            self._inside.clear()
        elif tag == self._row:
            self._number = int(attributes.get("r", self._number + 1))
            self._column = -1
        else:
            self._inside.add(tag)
            is_run = tag == self._run and self._ruby not in self._inside
            if is_run or tag == self._saved:
                self._parser.CharacterDataHandler = self._texts.append

    def _end(self, tag: str) -> None:
        if tag in (self._run, self._saved):
            self._parser.CharacterDataHandler = None
        elif tag == self._cell:
            self._put()
        elif tag == self._row:
            if any(cell.text.strip() or cell.problem for cell in self._cells):
                self._found.append((self._number, self._cells))
            self._cells = []
        elif tag == self._ruby:
            self._inside.discard(tag)

    def _put(self) -> None:
        """Put the cell that ends here into its row, if it holds anything."""
        kind = self._attributes.get("t", "n")
        value = "".join(self._texts)
        is_saved = bool(value) or (kind == "str" and self._saved in self._inside)
        if self._formula in self._inside and not is_saved:
            cell = Cell("", "a formula without a saved value; paste its value")
        elif value:
            cell = self._shown(kind, self._attributes.get("s", "0"), value)
        else:
            return
        missing = self._column + 1 - len(self._cells)
        self._cells.extend([_EMPTY] * missing)
        self._cells[self._column] = cell


def _column(reference: str) -> int:
    """Return the number of the column that a reference such as ``B7`` names, from 0."""
    return _COLUMNS.get(reference.rstrip(digits), MOST_COLUMNS)
