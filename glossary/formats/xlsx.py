"""Excel workbooks: sheets of strings under a header of languages, as CSV has them."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from xlsxwriter import Workbook

from glossary.arabic import is_arabic
from glossary.formats import table
from glossary.formats.sheet import EPOCH, MOST_ROWS, MOST_UNITS, cut, style
from glossary.lang import direction
from glossary.xmltext import ILLEGAL

if TYPE_CHECKING:
    from collections.abc import Iterable

    from glossary.losses import Losses
    from glossary.model import Concept

_WIDTHS = (32, 32, 12, 16, 40, 40, 20, 14, 12)


def write_xlsx(
    concepts: Iterable[Concept],
    *,
    losses: Losses,
    source: str = "ar",
    target: str = "en",
    title: str = "Glossary",
) -> tuple[bytes, int]:
    """Return a workbook of one sheet, and its number of rows below the header.

    Every cell is a string, never a formula, a link or a number. A sheet of a source
    language that is written from the right runs from the right, and so does each cell
    that has Arabic in it; the others run from the left.
    """
    goal = BytesIO()
    # Excel makes a string of what looks like an address only by the user's hand.
    book = Workbook(goal, {"in_memory": True})
    book.set_properties({"created": EPOCH, "title": title})
    sheet = book.add_worksheet("Glossary")
    if direction(source) == "rtl":
        sheet.right_to_left()
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    head = book.add_format({"bold": True, "bottom": 1})
    for column, text in enumerate(table.heading(source, target)):
        sheet.write_string(0, column, text, head)
    sheet.freeze_panes(1, 0)
    styles = {
        rtl: book.add_format(style(is_rtl=rtl, wrap=True)) for rtl in (False, True)
    }
    written = 0
    for row in table.cells(concepts, source=source, target=target, losses=losses):
        if written + 1 == MOST_ROWS:
            losses.add("rows beyond the last of a sheet")
            continue
        written += 1
        for column, value in enumerate(row):
            if text := _fitting(value, losses):
                sheet.write_string(written, column, text, styles[is_arabic(text)])
    sheet.autofilter(0, 0, written, len(_WIDTHS) - 1)
    book.close()
    return goal.getvalue(), written


def _fitting(text: str, losses: Losses) -> str:
    """Return the text as a cell can hold it, and count what it cannot."""
    text = text.replace("\r\n", "\n")  # Excel's own line end in a cell
    for character in set(ILLEGAL.findall(text)):
        losses.add(f"illegal character U+{ord(character):04X}")
    text = ILLEGAL.sub("", text)
    fitting = cut(text)
    if fitting != text:
        losses.add(f"ends of cells beyond {MOST_UNITS} characters")
    return fitting
