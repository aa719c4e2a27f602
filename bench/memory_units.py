"""Generated news-like Arabic units for bench/memory.py: seeded, the same every time.

Words follow Zipf's law and come in set phrases as often as alone, so that rare words do
not give every unit away. There are headings and labels of one to five words, sentences
that begin with an agency's set words, numbers, exact repetitions and, most of all,
sentences that were written once and then changed a little.
"""

from __future__ import annotations

import random
from collections import Counter
from itertools import accumulate, chain, pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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


_MONTHS = """يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر
ديسمبر""".split()


class Forms(NamedTuple):
    """How many forms there are, and which share of the units is of them."""

    number: int
    share: float


def formed(writer: Writer, count: int, forms: Forms) -> Iterator[str]:
    """Yield units of which a share is of forms with names, numbers and dates.

    Forms follow Zipf's law. Among the others are very many copies of one sentence,
    single words, news and a few units of some 500 words.
    """
    chance = random.Random(8)
    fresh = writer.units(count)
    copied = next(fresh)
    written = [next(fresh).split() for _ in range(forms.number)]
    gaps = [chance.sample(range(len(form)), min(len(form), 3)) for form in written]
    shares = list(accumulate(1 / (rank + 1) for rank in range(forms.number)))
    names = [word for _ in range(400) for word in next(fresh).split()]
    for _ in range(count):
        if chance.random() < forms.share:
            (which,) = chance.choices(range(forms.number), cum_weights=shares)
            unit = list(written[which])
            for gap in gaps[which]:
                unit[gap] = _filling(chance, names)
            yield " ".join(unit)
            continue
        draw = chance.random()
        if draw < 0.1:
            yield copied
        elif draw < 0.105:
            yield " ".join(next(fresh) for _ in range(26))
        elif draw < 0.5:
            yield chance.choice(names)
        else:
            yield next(fresh)


def _filling(chance: random.Random, names: Sequence[str]) -> str:
    """Return a name of one or two words, a number or a date."""
    draw = chance.random()
    if draw < 0.5:
        return " ".join(chance.choices(names, k=chance.randint(1, 2)))
    if draw < 0.8:
        return str(chance.randint(1, 3000))
    month = chance.choice(_MONTHS)
    return f"{chance.randint(1, 28)} {month} {chance.randint(1990, 2026)}"


def begun(writer: Writer, count: int) -> Iterator[str]:
    """Yield units half of which begin with the same twenty words."""
    chance = random.Random(9)
    fresh = writer.units(2 * count)
    words: list[str] = []
    while len(words) < 20:
        words += next(fresh).rstrip(".").split()
    begin = " ".join(words[:20])
    for _ in range(count):
        unit = next(fresh)
        if chance.random() < 0.5:
            some = unit.split()[: chance.randint(1, 12)]
            yield " ".join([begin, *some])
        else:
            yield unit


def kinds(writer: Writer, units: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    """Yield kinds of queries to such units, with what they are called."""
    chance = random.Random(7)
    some = [unit.rstrip(".").split() for unit in chance.sample(units, 300)]
    others = [unit.rstrip(".").split() for unit in writer.units(300)]
    top = [
        word for word, _ in Counter(w for unit in some for w in unit).most_common(12)
    ]
    yield "units as they are", [" ".join(unit) for unit in some]
    edited = (writer.edited(unit, chance.randint(1, 4)) for unit in some)
    yield "one to four words changed", list(map(" ".join, edited))
    begun = (
        unit[: chance.randint(4, 9)] + other[: chance.randint(1, 12)]
        for unit, other in zip(some, others, strict=True)
    )
    yield "beginnings, then other text", list(map(" ".join, begun))
    common = (
        [x if chance.random() < 0.8 else chance.choice(top) for x in u] for u in some
    )
    yield "common words for one in five", list(map(" ".join, common))
    mixed = (a[: len(a) // 2] + b[len(b) // 2 :] for a, b in pairwise(some))
    yield "halves of two units", list(map(" ".join, mixed))
    shuffled = (chance.sample(unit, len(unit)) for unit in some)
    yield "words in any order", list(map(" ".join, shuffled))
    copied = [unit for unit, _ in Counter(units).most_common(100)]
    yield "what is repeated most", copied
    for number in (1, 3, 10):
        few = (chance.sample(top, number) for _ in range(100))
        yield f"{number} of the commonest words", list(map(" ".join, few))
    for number in (1, 2, 3):
        short = (chance.choice(units).split()[:number] for _ in range(300))
        yield f"first {number} words of a unit", list(map(" ".join, short))
    joined = (chain.from_iterable(chance.sample(some, 26)) for _ in range(20))
    yield "500 words", list(map(" ".join, joined))
