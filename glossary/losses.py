"""A count of what a format could not carry, so that no export loses in silence."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field


@dataclass(slots=True)
class Losses:
    """Counts entries per field that was left out; the writers fill it in."""

    counts: Counter[str] = field(default_factory=Counter)

    def add(self, what: str, number: int = 1) -> None:
        """Note that ``number`` more entries lost ``what`` (a field's plain name)."""
        self.counts[what] += number

    def rows(self) -> list[tuple[str, int]]:
        """Return (field, entries) by name."""
        return sorted(self.counts.items())
