"""Excel workbooks: sheets of strings under a header of languages, as CSV has them."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

from xlsxwriter import Workbook

from glossary.arabic import is_arabic
from glossary.formats import table
from glossary.lang import direction
from glossary.xmlsource import ILLEGAL

if TYPE_CHECKING:
    from collections.abc import Iterable

    from glossary.losses import Losses
    from glossary.model import Concept

# Excel's own limits: "Excel specifications and limits".
MOST_ROWS = 1_048_576
MOST_UNITS = 32_767
"""UTF-16 code units in a cell."""

_EPOCH = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""A workbook needs a date, and the same input gives the same bytes."""
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
    book.set_properties({"created": _EPOCH, "title": title})
    sheet = book.add_worksheet("Glossary")
    if direction(source) == "rtl":
        sheet.right_to_left()
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    head = book.add_format({"bold": True, "bottom": 1})
    for column, text in enumerate(table.heading(source, target)):
        sheet.write_string(0, column, text, head)
    sheet.freeze_panes(1, 0)
    styles = {rtl: _style(book, is_rtl=rtl) for rtl in (False, True)}
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


def _style(book: Workbook, *, is_rtl: bool) -> Any:  # noqa: ANN401 - no types there
    # ECMA-376-1, 18.8.1: a reading order of 2 is from right to left, 0 by context.
    own = {"align": "right", "reading_order": 2} if is_rtl else {"align": "left"}
    return book.add_format({"valign": "top", "text_wrap": True, **own})


def _fitting(text: str, losses: Losses) -> str:
    """Return the text as a cell can hold it, and count what it cannot."""
    text = text.replace("\r\n", "\n")  # Excel's own line end in a cell
    for character in set(ILLEGAL.findall(text)):
        losses.add(f"illegal character U+{ord(character):04X}")
    text = ILLEGAL.sub("", text)
    units = text.encode("utf-16-le")
    if len(units) > 2 * MOST_UNITS:
        losses.add(f"ends of cells beyond {MOST_UNITS} characters")
        text = units[: 2 * MOST_UNITS].decode("utf-16-le", "ignore")
    return text
