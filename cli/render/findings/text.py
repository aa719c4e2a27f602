"""Findings for people at a terminal: by file, with both texts and the place marked."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING

from cli.render.findings.content import marked, visible
from cli.render.safe import LRM, terminal
from glossary.lang import direction

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cli.render.findings.content import Review
    from glossary.check.model import Finding

# Isolates (Unicode 6.3): what stands between them leaves the rest of the line alone.
_OPEN = {"rtl": "\u2067", "ltr": "\u2066"}
_CLOSE = "\u2069"
_COLOURS = {"error": "31;1", "warning": "33;1", "info": "36"}
_MARK = "7"
_AROUND = 160
"""Characters of a long text that are shown on each side of the mark."""


def text(review: Review, *, colour: bool = False) -> Iterator[str]:
    """Yield the lines; the place stands between » and «, in colour on a terminal.

    A long text is cut on both sides of its mark, and says so with an ellipsis.
    """
    numbered = enumerate(review.findings)
    for file, group in groupby(numbered, key=lambda one: one[1].file):
        yield f"{_paint(terminal(file), '1', colour=colour)}\n"
        for number, finding in group:
            yield from _lines(finding, review, review.waived.get(number), colour)
        yield "\n"


def _lines(
    finding: Finding,
    review: Review,
    waived: str | None,
    colour: bool,  # noqa: FBT001
) -> Iterator[str]:
    place = f"line {finding.line}, " if finding.line else ""
    severity = finding.severity.value
    shown = _paint(severity, _COLOURS[severity], colour=colour)
    yield (
        f"{LRM}  {place}unit {terminal(finding.unit)}  {shown}  {finding.rule}: "
        f"{_OPEN['ltr']}{terminal(finding.message)}{_CLOSE}\n"
    )
    if waived is not None:
        yield f"{LRM}    waived: {isolated(waived)}\n"
    for side, tag in (("source", review.source), ("target", review.target)):
        if not (finding.source if side == "source" else finding.target):
            continue
        yield f"{LRM}    {tag}  {_marked(finding, side, tag, colour)}\n"


def _marked(finding: Finding, side: str, tag: str, colour: bool) -> str:  # noqa: FBT001
    before, mark, after = marked(finding, side)
    if finding.side != side:
        shown = terminal(before[: 2 * _AROUND])
        shown += "…" if len(before) > 2 * _AROUND else ""
    else:
        left = terminal(before[-_AROUND:])
        right = terminal(after[:_AROUND])
        left = f"…{left}" if len(before) > _AROUND else left
        right = f"{right}…" if len(after) > _AROUND else right
        seen = f"»{terminal(visible(mark, marks=True))}«"
        shown = f"{left}{_paint(seen, _MARK, colour=colour)}{right}"
    return f"{_OPEN[direction(tag)]}{shown}{_CLOSE}"


def isolated(text: str) -> str:
    """Return a text of unknown direction so that it orders nothing around it."""
    return f"\u2068{terminal(text)}{_CLOSE}"


def summary(review: Review, hidden: Iterable[str] = ()) -> str:
    """Return the closing line: how much was checked and what was found."""
    units = f"{review.checked:,} unit{'' if review.checked == 1 else 's'} checked"
    counts = Counter(one.severity.value for one in review.findings)
    number = len(review.findings)
    found = f"{number} finding{'' if number == 1 else 's'}"
    if counts:
        parts = (f"{counts[one]} {one}" for one in _COLOURS if counts[one])
        found += f" ({', '.join(parts)})"
    return "; ".join([f"{units}, {found}", *hidden])


def _paint(text: str, code: str, *, colour: bool) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if colour else text
