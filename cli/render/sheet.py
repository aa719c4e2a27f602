"""A sheet of a workbook: text that is never a formula, Arabic from the right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from glossary.arabic import is_arabic
from glossary.formats.sheet import MOST_ROWS, MOST_UNITS, cut, style
from glossary.xmltext import ILLEGAL

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from xlsxwriter import Workbook

    from glossary.losses import Losses


class Column(NamedTuple):
    """A column's heading and its width in characters."""

    head: str
    width: int
    wrap: bool = False


class Sheet:
    """One sheet: a frozen head with filters over rows of text and numbers."""

    def __init__(
        self,
        book: Workbook,
        name: str,
        columns: tuple[Column, ...],
        losses: Losses,
        *,
        is_rtl: bool,
        runs_rtl: Callable[[str], bool] = is_arabic,
    ) -> None:
        """Add a sheet to a workbook; ``losses`` counts what cells cannot hold.

        ``runs_rtl`` tells of a text whether its cell runs from the right.
        """
        self._sheet = book.add_worksheet(name)
        self._columns = columns
        self._losses = losses
        self._runs_rtl = runs_rtl
        self._head = book.add_format({"bold": True, "bottom": 1})
        self._number = book.add_format({"valign": "top"})
        self._text = {
            (rtl, wrap): book.add_format(style(is_rtl=rtl, wrap=wrap))
            for rtl in (False, True)
            for wrap in (False, True)
        }
        if is_rtl:
            self._sheet.right_to_left()

    def fill(self, headings: dict[str, str], rows: Iterable[Sequence[Any]]) -> None:
        """Write the head, by other words where ``headings`` has them, and the rows."""
        for number, column in enumerate(self._columns):
            self._sheet.set_column(number, number, column.width)
            head = headings.get(column.head, column.head)
            self._sheet.write_string(0, number, head, self._head)
        self._sheet.freeze_panes(1, 0)
        last = 0
        for row in rows:
            if last + 1 == MOST_ROWS:
                self._losses.add("row beyond the last of a sheet")
                continue
            last += 1
            for number, value in enumerate(row):
                self._write(last, number, value)
        self._sheet.autofilter(0, 0, last, len(self._columns) - 1)

    def _write(self, row: int, column: int, value: str | float | None) -> None:
        if value is None or value == "":
            return
        if not isinstance(value, str):
            self._sheet.write_number(row, column, value, self._number)
            return
        text = self._fitting(value)
        style = self._text[self._runs_rtl(text), self._columns[column].wrap]
        self._sheet.write_string(row, column, text, style)

    def _fitting(self, text: str) -> str:
        """Return the text as a cell can hold it, and count what it cannot."""
        text = text.replace("\r\n", "\n")  # Excel's own line end in a cell
        text, bad = ILLEGAL.subn("\ufffd", text)
        if bad:
            self._losses.add("character that XLSX forbids, now U+FFFD", bad)
        fitting = cut(text)
        if fitting != text:
            self._losses.add(f"cell cut to {MOST_UNITS} characters")
        return fitting
