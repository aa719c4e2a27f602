"""Where the translation memory has a term, and what its English was there."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from glossary.errors import StoreError

if TYPE_CHECKING:
    from cli.config import Workspace
    from tmx.memory.protocol import Line

LINES = 5
"""Units of each side that are shown, the newest."""


class Remembered(NamedTuple):
    """A unit that holds a term: the source in three parts, and the target."""

    before: str
    found: str
    after: str
    target: str
    """The other side, whole."""
    origin: str
    side: str
    """Which is in parts: ``source`` or ``target``."""


def remembered(
    workspace: Workspace, term: str, english: str | None = None
) -> list[Remembered]:
    """Return units of the memory with the term, then others with its English.

    There are none where there is no memory.
    """
    from cli.memory import open_memory
    from tmx.memory.protocol import Side

    try:
        with open_memory(workspace) as memory:
            lines = memory.concordance(term, side=Side.SOURCE, limit=LINES)
            if english:
                known = {one.id for one in lines}
                others = memory.concordance(
                    english, side=Side.TARGET, limit=LINES + len(known)
                )
                rest = [one for one in others if one.id not in known]
                lines = [*lines, *rest[:LINES]]
    except StoreError:
        return []
    return [_parted(line) for line in lines]


def _parted(line: Line) -> Remembered:
    start, end = line.spans[0][0], line.spans[-1][1]
    text, other = line.source, line.target
    if line.side == "target":
        text, other = other, text
    parts = (text[:start], text[start:end], text[end:])
    return Remembered(*parts, other, line.origin, line.side)
