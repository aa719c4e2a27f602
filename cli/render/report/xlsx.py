"""Candidates as an Excel workbook: one sheet of candidates, one of their contexts."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from xlsxwriter import Workbook

from cli.render.report.content import best, is_guess, other_forms, quotes
from cli.render.sheet import Column, Sheet
from glossary.formats.sheet import EPOCH
from glossary.lang import direction

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cli.render.report.content import Report
    from glossary.losses import Losses
    from glossary.model import Candidate

_SHOWN = 3
"""Contexts beside the candidate; the other sheet has them all."""


_CANDIDATES = (
    Column("rank", 6),
    Column("score", 8),
    Column("type", 14),
    Column("count", 8),
    Column("documents", 12),
    Column("English", 30),
    Column("origin", 12),
    Column("confidence", 12),
    Column("alternatives", 30),
    Column("Arabic", 28),
    Column("variants", 40),
    *(Column(f"context {number}", 60) for number in range(1, _SHOWN + 1)),
)
_CONTEXTS = (
    Column("rank", 6),
    Column("Arabic", 28),
    Column("English", 30),
    Column("document", 30),
    Column("start", 8),
    Column("end", 8),
    Column("before", 60, wrap=True),
    Column("mention", 24),
    Column("after", 60, wrap=True),
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
    is_rtl = direction(report.source) == "rtl"
    Sheet(book, "Candidates", _CANDIDATES, losses, is_rtl=is_rtl).fill(
        headings, (_candidate_row(*pair) for pair in _ranked(report))
    )
    Sheet(book, "Contexts", _CONTEXTS, losses, is_rtl=is_rtl).fill(
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
