"""Generated news-like Arabic units for bench/memory.py: seeded, the same every time.

Words follow Zipf's law and come in set phrases as often as alone, so that rare words do
not give every unit away. There are headings and labels of one to five words, sentences
that begin with an agency's set words, numbers, exact repetitions and, most of all,
sentences that were written once and then changed a little.
"""

from __future__ import annotations

import random
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

_COMMON = """في من على إلى أن عن مع هذا التي الذي بين بعد قبل كما ما لا لم قد كان
كانت وقال وأضاف خلال حيث ذلك هذه عام يوم رئيس الرئيس وزير الحكومة الدولة
مجلس العمل المنطقة أكثر كل غير أي أو ثم حتى عند منذ نحو أمس اليوم العام
الأمن الدولي العربية الوطني""".split()
_LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
_WEIGHTS = tuple(map(int, "9551231416142212141333876467"))
_BEFORE = ("", "", "", "ال", "ال", "ال", "و", "وال", "ب", "بال", "ل", "لل", "ف", "ك")
_AFTER = ("", "", "", "", "ة", "ات", "ين", "ون", "ها", "ه", "هم", "ية", "ي", "نا")
_ZIPF = 1.07
_SHIFT = 2.7


class Mixture(NamedTuple):
    """How many of the units are what, in shares of one."""

    short: float = 0.10
    repeated: float = 0.05
    changed: float = 0.30
    set_words: float = 0.05
    """Begin with one of the openings."""
    openings: int = 40


NEWS = Mixture()
BOILERPLATE = Mixture(
    short=0.05, repeated=0.10, changed=0.20, set_words=0.5, openings=1
)
"""The same eight words begin half of the units."""


class Writer:
    """Writes units; ``units`` and ``edited`` draw from the same stream of chance."""

    def __init__(self, seed: int, mixture: Mixture = NEWS, size: int = 400_000) -> None:
        self._random = random.Random(seed)
        self._numbers = np.random.default_rng(seed)
        self._mixture = mixture
        self._words = self._vocabulary(size)
        weights = 1 / (np.arange(size) + _SHIFT) ** _ZIPF
        self._cumulated = np.cumsum(weights / weights.sum())
        self._stock: list[int] = []
        phrases = 60_000
        self._phrases = [
            [self._word() for _ in range(self._random.randint(2, 5))]
            for _ in range(phrases)
        ]
        shares = [1 / (rank + 5) for rank in range(phrases)]
        self._phrase_shares = list(accumulate(shares))
        self._openings = [
            [self._word() for _ in range(8)] for _ in range(mixture.openings)
        ]

    @property
    def opening(self) -> str:
        """The set words of the first opening."""
        return " ".join(self._words[word] for word in self._openings[0])

    def units(self, count: int) -> Iterator[str]:
        """Yield so many units."""
        kinds = self._mixture
        earlier: list[list[str]] = []
        for _ in range(count):
            chance = self._random.random()
            if earlier and chance < kinds.repeated:
                unit = self._random.choice(earlier)
            elif earlier and chance < kinds.repeated + kinds.changed:
                edits = self._random.randint(1, 4)
                unit = self.edited(self._random.choice(earlier), edits)
            else:
                unit = self._fresh()
            if len(earlier) < 100_000:
                earlier.append(unit)
            else:
                earlier[self._random.randrange(len(earlier))] = unit
            yield " ".join(unit) + "."

    def edited(self, unit: list[str], edits: int) -> list[str]:
        """Return a unit with so many words replaced, left out or added."""
        changed = list(unit)
        for _ in range(edits):
            place = self._random.randrange(len(changed))
            chance = self._random.random()
            if chance < 0.5 or len(changed) < 3:
                changed[place] = self._text_word()
            elif chance < 0.75:
                changed.insert(place, self._text_word())
            else:
                del changed[place]
        return changed

    def _fresh(self) -> list[str]:
        draw = self._random.random()
        if draw < self._mixture.short:
            length = self._random.randint(1, 5)
        else:
            length = max(4, min(80, int(self._random.lognormvariate(2.95, 0.45))))
        unit: list[str] = []
        if draw > 1 - self._mixture.set_words:
            opening = self._random.choice(self._openings)
            unit += [self._words[word] for word in opening]
            length = max(length, len(unit) + self._random.randint(1, 12))
        while len(unit) < length:
            if self._random.random() < 0.25:
                (phrase,) = self._random.choices(
                    self._phrases, cum_weights=self._phrase_shares
                )
                unit += [self._words[word] for word in phrase]
            else:
                unit.append(self._text_word())
        return unit[:length]

    def _text_word(self) -> str:
        """Return a word, or in one of thirty cases a number."""
        if self._random.random() < 1 / 30:
            return str(self._random.choice((self._random.randint(1, 31), 2000, 2024)))
        return self._words[self._word()]

    def _word(self) -> int:
        if not self._stock:
            drawn = np.searchsorted(self._cumulated, self._numbers.random(100_000))
            self._stock = np.minimum(drawn, len(self._cumulated) - 1).tolist()
        return self._stock.pop()

    def _vocabulary(self, size: int) -> list[str]:
        """Return words by rank, made of roots, clitics and endings."""
        words = dict.fromkeys(_COMMON)
        while len(words) < size:
            length = self._random.randint(3, 5)
            root = "".join(self._random.choices(_LETTERS, _WEIGHTS, k=length))
            before, after = self._random.choice(_BEFORE), self._random.choice(_AFTER)
            words[f"{before}{root}{after}"] = None
        return list(words)
