"""One source text has several translations over the job.

Differences in case, spaces and punctuation are none. The finding stands on the less
frequent translation, or else the later one.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from glossary.check.chunks import Column
from glossary.check.hit import Hit
from glossary.check.recurring import recurring

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from glossary.check.batch import Batch
    from glossary.check.context import Context
    from glossary.check.model import Pair

_SIGNS = ".,:;!?\"'()[]«»“”‘’…،؛؟-–—"


class SameSource:
    """Keeps digests of each unit's texts."""

    def __init__(self, context: Context) -> None:
        self._archive, sides = context.archive, context.sides
        self._arabic = sides.arabic
        self._plain = tuple(
            Column(chunks, _plain) for chunks in (sides.source, sides.target)
        )
        self._numbers = self._archive.column(np.int32)
        self._sources, self._targets = map(self._archive.column, [np.int64] * 2)

    def see(self, batch: Batch) -> None:
        """Take units."""
        source, target = batch.source, batch.target
        wanted = source.any(self._arabic.of(source)) & (np.diff(target.bounds) > 0)
        digests = [
            read.digests(column.of(read))
            for read, column in zip((source, target), self._plain, strict=True)
        ]
        columns = (np.arange(len(wanted)) + batch.units[0].number, *digests)
        kept = (self._numbers, self._sources, self._targets)
        for column, values in zip(kept, columns, strict=True):
            column.add(values[wanted])

    def end(self) -> Iterator[tuple[int, Pair, Hit]]:
        """Yield a hit for each deviating translation."""
        numbers, targets = self._numbers.all(), self._targets.all()
        for places in recurring(self._sources.all()):
            rows = list(
                zip(numbers[places].tolist(), targets[places].tolist(), strict=True)
            )
            counts = Counter(target for _, target in rows)
            if len(counts) > 1:
                yield from self._deviating(rows, counts)

    def _deviating(
        self, rows: Sequence[tuple[int, int]], counts: Counter[int]
    ) -> Iterator[tuple[int, Pair, Hit]]:
        best = max(counts, key=lambda target: counts[target])
        first = next(number for number, target in rows if target == best)
        model = self._archive.pair(first)
        for number, target in rows:
            if target == best:
                continue
            pair = self._archive.pair(number)
            yield (
                number,
                pair,
                Hit(
                    "the same source is translated otherwise in "
                    f"{model.file}, unit {model.unit}",
                    0,
                    len(pair.target),
                    expected=model.target,
                    found=pair.target,
                ),
            )


def _plain(chunks: list[str]) -> list[int]:
    """Return digests without case and the signs around words."""
    return [hash(" " + chunk.casefold().strip(_SIGNS)) for chunk in chunks]
