"""Findings as an Excel workbook: one sheet of findings, one of counts."""

from __future__ import annotations

from collections import Counter
from io import BytesIO
from typing import TYPE_CHECKING, Any

from xlsxwriter import Workbook

from glossary.arabic import is_arabic
from glossary.formats.sheet import EPOCH, MOST_ROWS, cut, style
from glossary.lang import direction
from glossary.xmltext import ILLEGAL

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cli.render.findings.content import Review
    from glossary.check.model import Finding
    from glossary.losses import Losses

_FINDINGS = (
    ("severity", 10),
    ("rule", 22),
    ("file", 24),
    ("unit", 10),
    ("line", 8),
    ("term", 24),
    ("expected", 24),
    ("found", 24),
    ("message", 60),
    ("target", 60),
    ("source", 60),
    ("decision", 24),
)
_COUNTS = (("rule", 26), ("severity", 12), ("findings", 10), ("what it finds", 80))
_WIDE = 40
"""Columns from this width on wrap."""


def xlsx(review: Review, losses: Losses) -> bytes:
    """Return the workbook; ``losses`` counts what a cell or a sheet cannot hold.

    Text is always text, never a formula. The sheet of findings runs from the right
    where the source does, and so does each cell that is mostly Arabic. Its last column
    is empty, for the reviewer.
    """
    target = BytesIO()
    book = Workbook(target, {"in_memory": True})
    book.set_properties({"created": EPOCH})
    rtl = direction(review.source) == "rtl"
    _Sheet(book, "Findings", _FINDINGS, losses, rtl=rtl).fill(
        map(_row, review.findings)
    )
    _Sheet(book, "Counts", _COUNTS, losses, rtl=False).fill(_counts(review))
    book.close()
    return target.getvalue()


def _row(finding: Finding) -> list[Any]:
    names = [name for name, _ in _FINDINGS[1:-1]]
    return [finding.severity.value, *(getattr(finding, name) for name in names), None]


def _counts(review: Review) -> Iterable[list[Any]]:
    counts = Counter((one.rule, one.severity.value) for one in review.findings)
    for (rule, severity), number in sorted(counts.items()):
        yield [rule, severity, number, review.rules.get(rule)]


class _Sheet:
    """One sheet: a frozen head with filters over rows of text and numbers."""

    def __init__(
        self,
        book: Workbook,
        name: str,
        columns: Sequence[tuple[str, int]],
        losses: Losses,
        *,
        rtl: bool,
    ) -> None:
        self._sheet = book.add_worksheet(name)
        self._columns = columns
        self._losses = losses
        self._head = book.add_format({"bold": True, "bottom": 1})
        self._number = book.add_format({"valign": "top"})
        self._text = {
            (is_rtl, wrap): book.add_format(style(is_rtl=is_rtl, wrap=wrap))
            for is_rtl in (False, True)
            for wrap in (False, True)
        }
        if rtl:
            self._sheet.right_to_left()

    def fill(self, rows: Iterable[Sequence[Any]]) -> None:
        """Write the head and the rows."""
        for number, (head, width) in enumerate(self._columns):
            self._sheet.set_column(number, number, width)
            self._sheet.write_string(0, number, head, self._head)
        self._sheet.freeze_panes(1, 0)
        last = 0
        for row in rows:
            if last + 1 == MOST_ROWS:
                self._losses.add("row beyond the last of a sheet")
                continue
            last += 1
            for column, value in enumerate(row):
                self._write(last, column, value)
        self._sheet.autofilter(0, 0, last, len(self._columns) - 1)

    def _write(self, row: int, column: int, value: str | int | None) -> None:
        if value is None or value == "":
            return
        if isinstance(value, int):
            self._sheet.write_number(row, column, value, self._number)
            return
        text, bad = ILLEGAL.subn("\ufffd", value.replace("\r\n", "\n"))
        if bad:
            self._losses.add("character that XLSX forbids, now U+FFFD", bad)
        fitting = cut(text)
        if fitting != text:
            self._losses.add("cell cut")
        wrap = self._columns[column][1] > _WIDE
        self._sheet.write_string(row, column, fitting, self._text[_rtl(fitting), wrap])


def _rtl(text: str) -> bool:
    """Tell whether a text runs from the right: most of its letters are Arabic."""
    letters = [char for char in text if char.isalpha()]
    return 2 * sum(map(is_arabic, letters)) > len(letters)
