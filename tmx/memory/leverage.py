"""How much of a job a memory knows: what translators are paid by."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from glossary.arabic import key, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tmx.memory.protocol import Match, Subsegment

REPETITIONS = "repetitions"
SUBSEGMENTS = "subsegments"
"""No match, but a unit that shares a run of words; only where such are looked for."""
NEW = "new"
_BANDS = (
    (100.0, "100"),
    (95.0, "95-99"),
    (85.0, "85-94"),
    (75.0, "75-84"),
    (50.0, "50-74"),
)
BANDS = (REPETITIONS, *(name for _, name in _BANDS), NEW)
"""In the order of a report."""

LOWEST = 50.0
"""The score below which a match is of no use to anybody."""


class Band(NamedTuple):
    """A row of the report."""

    band: str
    segments: int
    words: int


class Leverage:
    """Counts segments as they come; a text that came before is a repetition."""

    def __init__(self, *, subsegments: bool = False) -> None:
        shown = [SUBSEGMENTS] if subsegments else []
        self._bands = [*BANDS[:-1], *shown, NEW]
        self._seen: set[str] = set()
        self._segments: Counter[str] = Counter()
        self._words: Counter[str] = Counter()

    def count(
        self, text: str, best: Match | None, shared: Subsegment | None = None
    ) -> str:
        """Count one segment with its best match, or best run of words; return its band.

        What the memory knows exactly is no repetition: it is translated already.
        """
        band = band_of(best.score if best else 0.0)
        if band == NEW and shared:
            band = SUBSEGMENTS
        folded = key(text)
        if band != _BANDS[0][1] and folded in self._seen:
            band = REPETITIONS
        self._seen.add(folded)
        self._segments[band] += 1
        self._words[band] += words(text)
        return band

    def rows(self) -> list[Band]:
        """Return a row for every band, empty ones included."""
        return [Band(one, self._segments[one], self._words[one]) for one in self._bands]


def band_of(score: float) -> str:
    """Return the band of a score; 99.9 is not 100."""
    return next((name for least, name in _BANDS if score >= least), NEW)


def words(text: str) -> int:
    """Count the words of a text, punctuation aside."""
    return len(tokens(text))


def total(rows: Iterable[Band]) -> Band:
    """Return the sum of the rows."""
    found = list(rows)
    return Band(
        "total", sum(one.segments for one in found), sum(one.words for one in found)
    )
