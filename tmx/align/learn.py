"""Words that keep turning up in each other's translations, learned in the run."""

from __future__ import annotations

from collections import Counter
from itertools import product
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_TOGETHER = 3
_LIKELY = 0.6
_PAIRS = 5_000
"""Pairs of sentences after which nothing new is learned."""
_PRUNED = 1_000
"""Pairs of sentences after which single coincidences are forgotten."""
_LONG = 40
"""Types of a sentence that count: what is longer says little about its words."""


class Associations:
    """Counts of types in aligned sentences, and what they prove.

    Bounded: a text of any length is learned from in the memory of its first part.
    """

    def __init__(self) -> None:
        self.pairs = 0
        self._left: Counter[str] = Counter()
        self._right: Counter[str] = Counter()
        self._both: Counter[tuple[str, str]] = Counter()
        self._proven: dict[tuple[str, str], float] | None = None

    @property
    def full(self) -> bool:
        """Whether nothing more is learned."""
        return self.pairs >= _PAIRS

    def copy(self) -> Associations:
        """Return counts that can go on by themselves."""
        other = Associations()
        other.pairs = self.pairs
        other._left, other._right = self._left.copy(), self._right.copy()
        other._both = self._both.copy()
        return other

    def add(self, source: Iterable[str], target: Iterable[str]) -> None:
        """Count the types of two sentences that translate each other."""
        if self.full:
            return
        left, right = set(source), set(target)
        if max(len(left), len(right)) > _LONG:
            return
        self.pairs += 1
        self._proven = None
        self._left.update(left)
        self._right.update(right)
        self._both.update(product(left, right))
        if self.pairs % _PRUNED == 0:
            kept = {pair: n for pair, n in self._both.items() if n > 1}
            self._both = Counter(kept)

    def proven(self) -> dict[tuple[str, str], float]:
        """Return the pairs of types that belong together, each with a weight (0–1).

        By Dice's coefficient, less for pairs seen seldom.
        """
        if self._proven is None:
            self._proven = {
                (left, right): weight
                for (left, right), both in self._both.items()
                if both >= _TOGETHER and (weight := self._weight(left, right, both))
            }
        return self._proven

    def _weight(self, left: str, right: str, both: int) -> float:
        dice = 2 * both / (self._left[left] + self._right[right])
        return dice * (both - 1) / both if dice >= _LIKELY else 0.0
