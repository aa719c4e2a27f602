"""Units that tests put into memories."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tmx.memory.protocol import Arrival
from tmx.model import Property, TranslationUnit, text_unit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tmx.memory.protocol import Match, MemoryStore

ARRIVAL = Arrival(origin="news.tmx", who="amal", at="2026-03-01T10:00:00Z")

MEETING = "اجتمع الوزير مع السفير في باكو أمس"
VISIT = "زار الرئيس مدينة كوبا في شمال البلاد"


def unit(source: str, target: str = "x", **items: str) -> TranslationUnit:
    """Return a unit; further arguments are properties, ``_`` for a hyphen."""
    found = tuple(
        Property(type=name.replace("_", "-"), text=text) for name, text in items.items()
    )
    return text_unit(("ar", source), ("en", target), items=found)


def fill(memory: MemoryStore, *texts: str) -> list[int]:
    """Add units of these sources and return their ids."""
    memory.add_many([unit(text, f"T {text}") for text in texts], arrival=ARRIVAL)
    return [one.id for one in memory.units()][-len(texts) :]


def brief(found: Iterable[Match]) -> list[tuple[int, float, str]]:
    """Return id, score and kind of matches."""
    return [(one.id, round(one.score, 1), one.kind.value) for one in found]
