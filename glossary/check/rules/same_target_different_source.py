"""Different sources have the same translation: a copy that was not adapted.

Silent for texts of fewer than four words and for sources that are nearly alike.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from rapidfuzz.distance import Indel

from glossary.check.chunks import Column
from glossary.check.hit import Hit
from glossary.check.recurring import recurring

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossary.check.batch import Batch
    from glossary.check.context import Context
    from glossary.check.model import Pair

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
        self._arabic = context.sides.arabic
        self._folded = Column(context.sides.target, _folded)
        self._numbers = self._archive.column(np.int32)
        self._targets = self._archive.column(np.int64)

    def see(self, batch: Batch) -> None:
        """Take units."""
        target = batch.target
        spaces = [pair.target.count(" ") for pair in batch.pairs]
        wanted = batch.source.any(self._arabic.of(batch.source))
        wanted &= np.array(spaces) >= _LEAST - 1
        numbers = np.flatnonzero(wanted) + batch.units[0].number
        self._numbers.add(numbers)
        digests = target.digests(self._folded.of(target))
        self._targets.add(digests[wanted])

    def end(self) -> Iterator[tuple[int, Pair, Hit]]:
        """Yield a hit for each later unit."""
        numbers = self._numbers.all()
        for places in recurring(self._targets.all()):
            first, *later = numbers[places].tolist()
            model = self._archive.pair(first)
            for number in later:
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


def _folded(chunks: list[str]) -> list[int]:
    """Return digests without case."""
    return [hash(" " + chunk.casefold()) for chunk in chunks]
