"""Dispersion plots: where in which text a candidate stands, as paths of SVG."""

from __future__ import annotations

from collections import defaultdict
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

WIDTH = 1000
"""Units across a plot; places that fall into one are drawn once."""
_ROWS = 12
"""Texts drawn one by one with a candidate; of the others the number is told."""


class Row(NamedTuple):
    """A text with the mentions in it."""

    document: str
    mentions: int
    path: str


class Plot(NamedTuple):
    """The mentions of one candidate over all texts, and text by text."""

    known: int
    """Mentions whose place is known."""
    path: str
    rows: tuple[Row, ...]
    """The texts with most mentions, in reading order."""
    more: int
    """Texts with mentions that have no row."""


class Plotter:
    """Places mentions on a line on which all texts lie end to end."""

    def __init__(self, lengths: Mapping[str, int]) -> None:
        """Take the texts' lengths in code points, in reading order."""
        self._lengths = lengths
        ends = list(accumulate(lengths.values()))
        self._total = max(1, ends[-1]) if ends else 1
        self._starts = dict(zip(lengths, [0, *ends], strict=False))

    def bands(self) -> list[tuple[int, int]]:
        """Return (left, width) of every second text, so that neighbours differ."""
        found = []
        for document in list(self._lengths)[1::2]:
            start = self._starts[document]
            left = self._unit(start, self._total)
            right = self._unit(start + self._lengths[document], self._total)
            found.append((left, right - left))
        return found

    def plot(self, mentions: Sequence[tuple[str, int]]) -> Plot:
        """Return the plot of a candidate's mentions."""
        places: dict[str, list[int]] = defaultdict(list)
        for document, start in mentions:
            places[document].append(start)
        most = sorted(places, key=lambda one: (-len(places[one]), self._starts[one]))
        shown = sorted(most[:_ROWS], key=self._starts.__getitem__)
        return Plot(
            known=len(mentions),
            path=_ticks(
                self._unit(self._starts[document] + start, self._total)
                for document, start in mentions
            ),
            rows=tuple(self._row(document, places[document]) for document in shown),
            more=len(most) - len(shown),
        )

    def _row(self, document: str, starts: Sequence[int]) -> Row:
        length = max(1, self._lengths[document])
        path = _ticks(self._unit(start, length) for start in starts)
        return Row(document, len(starts), path)

    @staticmethod
    def _unit(place: int, length: int) -> int:
        return min(WIDTH, place * WIDTH // length)


def _ticks(units: Iterable[int]) -> str:
    """Return a path of upright lines, one for each distinct place."""
    return "".join(f"M{unit} 0v10" for unit in sorted(set(units)))
