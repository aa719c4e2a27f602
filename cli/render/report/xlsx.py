"""Candidates as an Excel workbook: one sheet of candidates, one of their contexts."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple

from xlsxwriter import Workbook

from cli.render.report.content import best, is_guess, other_forms, quotes
from glossary.arabic import is_arabic
from glossary.formats.sheet import EPOCH, MOST_ROWS, MOST_UNITS, cut, style
from glossary.lang import direction
from glossary.xmltext import ILLEGAL

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cli.render.report.content import Report
    from glossary.losses import Losses
    from glossary.model import Candidate

_SHOWN = 3
"""Contexts beside the candidate; the other sheet has them all."""


class _Column(NamedTuple):
    head: str
    width: int
    wrap: bool = False


_CANDIDATES = (
    _Column("rank", 6),
    _Column("score", 8),
    _Column("type", 14),
    _Column("count", 8),
    _Column("documents", 12),
    _Column("English", 30),
    _Column("origin", 12),
    _Column("confidence", 12),
    _Column("alternatives", 30),
    _Column("Arabic", 28),
    _Column("variants", 40),
    *(_Column(f"context {number}", 60) for number in range(1, _SHOWN + 1)),
)
_CONTEXTS = (
    _Column("rank", 6),
    _Column("Arabic", 28),
    _Column("English", 30),
    _Column("document", 30),
    _Column("start", 8),
    _Column("end", 8),
    _Column("before", 60, wrap=True),
    _Column("mention", 24),
    _Column("after", 60, wrap=True),
)


def xlsx(report: Report, losses: Losses) -> bytes:
    """Return the workbook; ``losses`` counts what a cell or a sheet cannot hold.

    Text is always text, never a formula, a link or an error value. Sheets of a
    language written from the right run from the right, and so does each cell that has
    Arabic in it.
    """
    target = BytesIO()
    book = Workbook(target, {"in_memory": True})
    book.set_properties({"created": EPOCH})
    headings = _headings(report)
    _Sheet(book, "Candidates", _CANDIDATES, report, losses).fill(
        headings, (_candidate_row(*pair) for pair in _ranked(report))
    )
    _Sheet(book, "Contexts", _CONTEXTS, report, losses).fill(
        headings,
        (row for pair in _ranked(report) for row in _context_rows(*pair, report)),
    )
    book.close()
    return target.getvalue()


def _ranked(report: Report) -> Iterable[tuple[int, Candidate]]:
    return enumerate(report.candidates, start=1)


def _headings(report: Report) -> dict[str, str]:
    """Return what stands for the two languages when they are not the customary ones."""
    return {
        "Arabic": "Arabic" if report.source == "ar" else report.source,
        "English": "English" if report.target == "en" else report.target,
    }


def _candidate_row(rank: int, candidate: Candidate) -> list[Any]:
    rendering = best(candidate)
    shown = [context.text for context in candidate.contexts[:_SHOWN]]
    return [
        rank,
        candidate.score,
        candidate.type.value,
        candidate.count,
        candidate.documents,
        _english(candidate),
        rendering.origin.value if rendering else None,
        rendering.confidence if rendering else None,
        "; ".join(other.text for other in candidate.renderings[1:]),
        candidate.term,
        "؛ ".join(f"{form} ×{count}" for form, count in other_forms(candidate)),
        *shown,
    ]


def _context_rows(
    rank: int, candidate: Candidate, report: Report
) -> Iterable[list[Any]]:
    for one in quotes(candidate, report):
        yield [
            rank,
            candidate.term,
            _english(candidate),
            one.document,
            one.start,
            one.start + len(one.mention),
            one.before,
            one.mention,
            one.after,
        ]


def _english(candidate: Candidate) -> str | None:
    rendering = best(candidate)
    if rendering is None:
        return None
    return f"{rendering.text} (guess)" if is_guess(rendering) else rendering.text


class _Sheet:
    """One sheet: a frozen head with filters over rows of text and numbers."""

    def __init__(
        self,
        book: Workbook,
        name: str,
        columns: tuple[_Column, ...],
        report: Report,
        losses: Losses,
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
        if direction(report.source) == "rtl":
            self._sheet.right_to_left()

    def fill(self, headings: dict[str, str], rows: Iterable[list[Any]]) -> None:
        """Write the head and the rows."""
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
        style = self._text[is_arabic(text), self._columns[column].wrap]
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
