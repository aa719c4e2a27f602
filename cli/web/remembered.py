"""Where the translation memory has a term, and what its English was there."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from glossary.errors import StoreError

if TYPE_CHECKING:
    from cli.config import Workspace

LINES = 5
"""Units that are shown, the newest."""


class Remembered(NamedTuple):
    """A unit that holds a term: the source in three parts, and the target."""

    before: str
    found: str
    after: str
    target: str
    origin: str


def remembered(workspace: Workspace, term: str) -> list[Remembered]:
    """Return units of the memory with the term; none where there is no memory."""
    from cli.memory import open_memory
    from tmx.memory.protocol import Side

    try:
        with open_memory(workspace) as memory:
            lines = memory.concordance(term, side=Side.SOURCE, limit=LINES)
    except StoreError:
        return []
    units = []
    for line in lines:
        start, end = line.spans[0][0], line.spans[-1][1]
        parts = (line.source[:start], line.source[start:end], line.source[end:])
        units.append(Remembered(*parts, line.target, line.origin))
    return units
