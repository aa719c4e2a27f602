"""Different sources have the same translation: a copy that was not adapted.

Silent for texts of fewer than four words and for sources that are nearly alike.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz.distance import Indel

from glossary.arabic import is_arabic
from glossary.check.hit import Hit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossary.check.context import Context
    from glossary.check.model import Pair
    from glossary.check.unit import Unit

_LEAST = 4
"""The fewest words of a target that is no phrase which translates many."""
_ALIKE = 0.7
"""Sources this similar may well mean the same."""
_COMPARED = 120
"""Letters of a source that are kept to compare it with."""


class SameTarget:
    """Keeps a digest of each target with the beginning of its source."""

    def __init__(self, context: Context) -> None:
        del context
        self._first: dict[int, tuple[str, str]] = {}
        self._found: list[tuple[int, Pair, str]] = []

    def see(self, unit: Unit) -> None:
        """Take a unit."""
        pair = unit.pair
        if not is_arabic(pair.source) or pair.target.count(" ") < _LEAST - 1:
            return
        target = hash(" ".join(pair.target.casefold().split()))
        source = pair.source[:_COMPARED]
        first = self._first.get(target)
        if first is None:
            self._first[target] = (source, f"{pair.file}, unit {pair.unit}")
        elif Indel.normalized_similarity(first[0], source) < _ALIKE:
            self._found.append((unit.number, pair, first[1]))

    def end(self) -> Iterator[tuple[int, Pair, Hit]]:
        """Yield a hit for each later unit."""
        for number, pair, where in self._found:
            yield (
                number,
                pair,
                Hit(
                    f"another source has the same translation in {where}",
                    0,
                    len(pair.target),
                    found=pair.target,
                ),
            )
