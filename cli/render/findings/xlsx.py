"""Findings as an Excel workbook: one sheet of findings, one of counts."""

from __future__ import annotations

from collections import Counter
from io import BytesIO
from typing import TYPE_CHECKING, Any

from xlsxwriter import Workbook

from cli.render.sheet import Column, Sheet
from glossary.arabic import is_arabic
from glossary.formats.sheet import EPOCH
from glossary.lang import direction

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cli.render.findings.content import Review
    from glossary.check.model import Finding
    from glossary.losses import Losses

_FINDINGS = (
    Column("severity", 10),
    Column("rule", 22),
    Column("file", 24),
    Column("unit", 10),
    Column("line", 8),
    Column("term", 24),
    Column("expected", 24),
    Column("found", 24),
    Column("message", 60, wrap=True),
    Column("target", 60, wrap=True),
    Column("source", 60, wrap=True),
    Column("decision", 24),
)
_COUNTS = (
    Column("rule", 26),
    Column("severity", 12),
    Column("findings", 10),
    Column("what it finds", 80, wrap=True),
)


def xlsx(review: Review, losses: Losses) -> bytes:
    """Return the workbook; ``losses`` counts what a cell or a sheet cannot hold.

    Text is always text, never a formula. The sheet of findings runs from the right
    where the source does, and so does each cell that is mostly Arabic. Its last column
    is empty, for the reviewer.
    """
    target = BytesIO()
    book = Workbook(target, {"in_memory": True})
    book.set_properties({"created": EPOCH})
    is_rtl = direction(review.source) == "rtl"
    Sheet(
        book, "Findings", _FINDINGS, losses, is_rtl=is_rtl, runs_rtl=_mostly_arabic
    ).fill({}, map(_row, review.findings))
    Sheet(book, "Counts", _COUNTS, losses, is_rtl=False, runs_rtl=_mostly_arabic).fill(
        {}, _counts(review)
    )
    book.close()
    return target.getvalue()


def _row(finding: Finding) -> list[Any]:
    names = [column.head for column in _FINDINGS[1:-1]]
    return [finding.severity.value, *(getattr(finding, name) for name in names), None]


def _counts(review: Review) -> Iterable[list[Any]]:
    counts = Counter((one.rule, one.severity.value) for one in review.findings)
    for (rule, severity), number in sorted(counts.items()):
        yield [rule, severity, number, review.rules.get(rule)]


def _mostly_arabic(text: str) -> bool:
    """Tell whether a text runs from the right: most of its letters are Arabic."""
    letters = [char for char in text if char.isalpha()]
    return 2 * sum(map(is_arabic, letters)) > len(letters)
