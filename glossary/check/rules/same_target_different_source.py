"""Different sources have the same translation: a copy that was not adapted.

Silent for texts of fewer than four words and for sources that are nearly alike.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from rapidfuzz.distance import Indel

from glossary.arabic import is_arabic
from glossary.check.hit import Hit
from glossary.check.recurring import recurring

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
"""Letters of the sources that are compared."""


class SameTarget:
    """Keeps a digest of each target."""

    def __init__(self, context: Context) -> None:
        self._archive = context.archive
        self._numbers = array("l")
        self._targets = array("q")

    def see(self, unit: Unit) -> None:
        """Take a unit."""
        pair = unit.pair
        if not is_arabic(pair.source) or pair.target.count(" ") < _LEAST - 1:
            return
        self._numbers.append(unit.number)
        self._targets.append(hash(" ".join(pair.target.casefold().split())))

    def end(self) -> Iterator[tuple[int, Pair, Hit]]:
        """Yield a hit for each later unit."""
        for first, *later in recurring(self._targets):
            model = self._archive.pair(self._numbers[first])
            for place in later:
                number = self._numbers[place]
                pair = self._archive.pair(number)
                if _alike(model.source, pair.source):
                    continue
                yield (
                    number,
                    pair,
                    Hit(
                        "another source has the same translation in "
                        f"{model.file}, unit {model.unit}",
                        0,
                        len(pair.target),
                        found=pair.target,
                    ),
                )


def _alike(one: str, other: str) -> bool:
    one, other = one[:_COMPARED], other[:_COMPARED]
    return Indel.normalized_similarity(one, other) >= _ALIKE
