"""The target's names that nothing in the source explains so far."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from glossary.check.unit import Unit


def leftover(unit: Unit) -> list[int]:
    """Return the numbers of capitalised words that no found term covers."""
    covered, named = unit.covered, unit.english.named()
    if not covered:
        return named
    return [number for number in named if number not in covered]
