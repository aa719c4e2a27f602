"""One source text has several translations over the job.

Differences in case, spaces and punctuation are none. The finding stands on the less
frequent translation, or else the later one.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from glossary.arabic import is_arabic
from glossary.check.hit import Hit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossary.check.context import Context
    from glossary.check.model import Pair
    from glossary.check.unit import Unit

_SIGNS = ".,:;!?\"'()[]«»“”‘’…،؛؟-–—"
_SHORT = 160
"""Sources so long or longer rarely recur: only their later units are kept."""


class _Seen(NamedTuple):
    number: int
    where: str
    pair: Pair | None


class SameSource:
    """Counts translations by the digest of their source."""

    def __init__(self, context: Context) -> None:
        del context
        self._first: dict[int, tuple[int, _Seen]] = {}
        self._several: dict[int, list[tuple[int, _Seen]]] = {}
        self._again: Counter[int] = Counter()

    def see(self, unit: Unit) -> None:
        """Take a unit."""
        pair = unit.pair
        if not pair.target.strip() or not is_arabic(pair.source):
            return
        source = hash(_plain(pair.source))
        target = hash(_plain(pair.target))
        first = self._first.get(source)
        if first is None:
            kept = pair if len(pair.source) < _SHORT else None
            seen = _Seen(unit.number, f"{pair.file}, unit {pair.unit}", kept)
            self._first[source] = (target, seen)
        elif source in self._several or first[0] != target:
            seen = _Seen(unit.number, f"{pair.file}, unit {pair.unit}", pair)
            self._several.setdefault(source, [first]).append((target, seen))
        else:
            self._again[source] += 1

    def end(self) -> Iterator[tuple[int, Pair, Hit]]:
        """Yield a hit for each deviating translation."""
        for source, rows in self._several.items():
            counts = Counter(target for target, _ in rows)
            counts[rows[0][0]] += self._again[source]
            best = max(counts, key=lambda target: counts[target])
            if rows[0][1].pair is None and best != rows[0][0]:
                best = rows[0][0]
            model = next(seen for target, seen in rows if target == best)
            for target, seen in rows:
                if target == best or seen.pair is None:
                    continue
                expected = model.pair.target if model.pair else None
                yield (
                    seen.number,
                    seen.pair,
                    Hit(
                        f"the same source is translated otherwise in {model.where}",
                        0,
                        len(seen.pair.target),
                        expected=expected,
                        found=seen.pair.target,
                    ),
                )


def _plain(text: str) -> str:
    """Return a text without case, runs of spaces and the signs around its words."""
    return " ".join([word.strip(_SIGNS) for word in text.casefold().split()])
