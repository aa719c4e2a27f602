"""One source text has several translations over the job.

Differences in case, spaces and punctuation are none. The finding stands on the less
frequent translation, or else the later one.
"""

from __future__ import annotations

from array import array
from collections import Counter
from typing import TYPE_CHECKING

from glossary.arabic import is_arabic
from glossary.check.hit import Hit
from glossary.check.recurring import recurring
from glossary.check.remembered import Remembered

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from glossary.check.context import Context
    from glossary.check.model import Pair
    from glossary.check.unit import Unit

_SIGNS = ".,:;!?\"'()[]«»“”‘’…،؛؟-–—"
_PLAIN = Remembered(lambda chunk: chunk.casefold().strip(_SIGNS))


class SameSource:
    """Keeps digests of each unit's texts."""

    def __init__(self, context: Context) -> None:
        self._archive = context.archive
        self._numbers = array("l")
        self._sources = array("q")
        self._targets = array("q")

    def see(self, unit: Unit) -> None:
        """Take a unit."""
        target = unit.english.chunks
        if not target or not is_arabic(unit.pair.source):
            return
        self._numbers.append(unit.number)
        self._sources.append(hash(_plain(unit.chunks)))
        self._targets.append(hash(_plain(target)))

    def end(self) -> Iterator[tuple[int, Pair, Hit]]:
        """Yield a hit for each deviating translation."""
        for places in recurring(self._sources):
            counts = Counter(self._targets[place] for place in places)
            if len(counts) > 1:
                yield from self._deviating(places, counts)

    def _deviating(
        self, places: Sequence[int], counts: Counter[int]
    ) -> Iterator[tuple[int, Pair, Hit]]:
        best = max(counts, key=lambda target: counts[target])
        first = next(place for place in places if self._targets[place] == best)
        model = self._archive.pair(self._numbers[first])
        for place in places:
            if self._targets[place] == best:
                continue
            number = self._numbers[place]
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


def _plain(chunks: list[str]) -> str:
    """Return a text without case, runs of spaces and the signs around its words."""
    return " ".join(map(_PLAIN.__getitem__, chunks))
