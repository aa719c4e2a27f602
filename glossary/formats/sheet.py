"""What every workbook that gloss writes has in common."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

# Excel's own limits: "Excel specifications and limits".
MOST_ROWS = 1_048_576
MOST_UNITS = 32_767
"""UTF-16 code units in a cell."""

EPOCH = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""A workbook needs a date, and the same input gives the same bytes."""


def style(*, is_rtl: bool, wrap: bool) -> dict[str, Any]:
    """Return a text cell's style: from the side that its script is read from.

    A reading order of 2 is from right to left, 0 by context (ECMA-376-1, 18.8.1).
    """
    own = {"align": "right", "reading_order": 2} if is_rtl else {"align": "left"}
    return {"valign": "top", "text_wrap": wrap, **own}


def cut(text: str) -> str:
    """Return as much of a text as a cell holds."""
    units = text.encode("utf-16-le")
    if len(units) > 2 * MOST_UNITS:
        return units[: 2 * MOST_UNITS].decode("utf-16-le", "ignore")
    return text
