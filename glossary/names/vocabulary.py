"""The words of a list of English names as numbers, and which names have each."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from glossary.arabic import key
from glossary.names.parts import MOST

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from glossary.names.parts import LatinWord

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int64]

_LEFT_OUT = 1.5
"""What a word without a partner costs in the shortlist, in log odds."""

_FIRST = {
    "ا": "aeiou",
    "ب": "bp",
    "ت": "t",
    "ث": "t",
    "ج": "jg",
    "ح": "h",
    "خ": "k",
    "د": "d",
    "ذ": "dz",
    "ر": "r",
    "ز": "z",
    "س": "sc",
    "ش": "sc",
    "ص": "s",
    "ض": "d",
    "ط": "t",
    "ظ": "z",
    "ع": "aeiou",
    "غ": "g",
    "ف": "fvp",
    "ق": "qkgc",
    "ك": "kcq",
    "ل": "l",
    "م": "m",
    "ن": "n",
    "ه": "h",
    "و": "wuov",
    "ي": "yije",
    "چ": "cj",
    "پ": "p",
}
"""The Latin letters with which a name that begins with an Arabic one may begin."""
_FITS, _DIFFERS = 1.0, -6.0


class Vocabulary:
    """The distinct words of names, singly and two joined, and where they are."""

    def __init__(self, names: Sequence[Sequence[LatinWord]]) -> None:
        self.place: dict[str, int] = {}
        single, double = [], []
        for words in names:
            texts = [word.text for word in words]
            pairs = [one + other for one, other in pairwise(texts)]
            single.append([self._number(text) for text in texts])
            double.append([self._number(text) for text in pairs])
        self.units: list[str] = list(self.place)
        self.words = table(single, MOST)
        """(M, MOST) places in ``units``, -1 for none."""
        self.joined = table(double, MOST - 1)
        """(M, MOST - 1): a word and the next."""
        self.count: Ints = np.array([len(words) for words in names], dtype=np.int64)
        self.cost: Floats = np.zeros((len(names), MOST), dtype=np.float32)
        for row, words in enumerate(names):
            self.cost[row, : len(words)] = [word.cost for word in words]
        self._index()

    def _number(self, text: str) -> int:
        return self.place.setdefault(text, len(self.place))

    def _index(self) -> None:
        """Sort the names by unit, so that a unit's are side by side."""
        both = np.concatenate([self.words, self.joined], axis=1)
        row, column = np.nonzero(both >= 0)
        unit = both[row, column]
        order = np.argsort(unit, kind="stable")
        self._names = row[order]
        self._covers = np.where(column[order] >= MOST, 2, 1)
        self._bounds = np.searchsorted(unit[order], np.arange(len(self.units) + 1))

    def names_of(
        self, rows: Ints, words: Ints, units: Ints, scores: Floats, *, top: int
    ) -> tuple[Ints, Ints]:
        """Return the best ``top`` names of each row by the sum of its words' scores.

        The first arguments are parallel: a row's word is near a unit, with a score.
        Returns parallel rows and names, by row.
        """
        length = np.diff(self._bounds)[units]
        owner = np.repeat(np.arange(len(units)), length)
        offset = np.arange(len(owner)) - np.repeat(np.cumsum(length) - length, length)
        hit = self._bounds[units][owner] + offset
        name, covers = self._names[hit], self._covers[hit]
        size = len(self.count)
        pair = rows[owner] * size + name
        # The best unit for each word of a pair, then the sum over its words.
        order = np.lexsort((-scores[owner], words[owner], pair))
        pair, word = pair[order], words[owner][order]
        first = np.ones(len(pair), dtype=bool)
        first[1:] = (pair[1:] != pair[:-1]) | (word[1:] != word[:-1])
        distinct, inverse = np.unique(pair[first], return_inverse=True)
        value = np.maximum(scores[owner][order][first], 0)
        total = np.bincount(inverse, value, len(distinct)).astype(np.float64)
        covered = np.bincount(inverse, covers[order][first], len(distinct))
        row, name = np.divmod(distinct, size)
        total -= _LEFT_OUT * np.maximum(self.count[name] - covered, 0)
        return _top(row, name, total, top)


def _top(
    row: Ints, name: Ints, total: NDArray[np.float64], top: int
) -> tuple[Ints, Ints]:
    order = np.lexsort((name, -total, row))
    row, name = row[order], name[order]
    rank = np.arange(len(row)) - np.searchsorted(row, row)
    return row[rank < top], name[rank < top]


def table(rows: Sequence[Sequence[int]], width: int) -> Ints:
    """Return rows of numbers as one array, filled up with -1."""
    filled = np.full((len(rows), width), -1, dtype=np.int64)
    for place, row in enumerate(rows):
        filled[place, : len(row)] = row
    return filled


def initial_score(arabic: str, latin: str) -> float:
    """Return the log odds that one of two words is the other's initial."""
    if not latin or not latin[0].isalpha():
        return _DIFFERS
    letter = key(arabic)[:1]
    return _FITS if latin[0] in _FIRST.get(letter, "") else _DIFFERS
