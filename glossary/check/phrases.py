"""Words and pairs of words of many units in few bytes: sources' and targets'."""

from __future__ import annotations

from array import array
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from glossary.arabic import bare, is_arabic, key
from glossary.arabic.tokens import WORD, Gap, gap_of, split
from glossary.check.chunks import Made, Ragged, expanded
from glossary.check.common import COMMON
from glossary.check.english import English, chunk_forms, stem
from glossary.extract.stopwords import stopwords

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from glossary.check.batch import Batch, Sides

PRONOUNS = frozenset("he she him her his it its they them their".split())
_SHORT = 3
_PAIR = 32
"""How far the first of two words is shifted above the second."""


class _Texts:
    """Numbers of strings, from 1."""

    def __init__(self) -> None:
        self.texts: list[str] = [""]
        self._numbers: dict[str, int] = {"": 0}

    def number(self, text: str) -> int:
        """Return the number of a string, a new one for a new string; 0 for nothing."""
        found = self._numbers.setdefault(text, len(self.texts))
        if found == len(self.texts):
            self.texts.append(text)
        return found

    def text(self, code: int) -> str:
        """Return the string of a number, or both of a pair's."""
        first, second = self.texts[code >> _PAIR], self.texts[code & (1 << _PAIR) - 1]
        return f"{first} {second}" if first else second


class Places(NamedTuple):
    """What stands in which of many units: sorted by code, then by unit."""

    codes: NDArray[np.int64]
    units: NDArray[np.int64]

    @classmethod
    def of(cls, codes: NDArray[np.int64], units: NDArray[np.int64]) -> Places:
        """Return the same, each once, in order."""
        order = np.lexsort((units, codes))
        codes, units = codes[order], units[order]
        fresh = np.ones(len(codes), np.bool_)
        fresh[1:] = (codes[1:] != codes[:-1]) | (units[1:] != units[:-1])
        return cls(codes[fresh], units[fresh])

    def groups(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return where each code begins, and how many units have it."""
        starts = np.flatnonzero(np.diff(self.codes, prepend=-1))
        return starts, np.diff(starts, append=len(self.codes))


class Terms:
    """The pairs of Arabic words that may be terms."""

    def __init__(self, sides: Sides) -> None:
        self._texts = _Texts()
        self._words = Ragged(sides.source, self._read, 2)
        self._codes, self._units = array("q"), array("q")
        self._count = 0

    def add(
        self, batch: Batch, wanted: NDArray[np.bool_], most: int
    ) -> NDArray[np.int64]:
        """Take the first units that are wanted and have what may be a term.

        They are numbered in the order of their coming; returns which ones they are.
        """
        source, words = batch.source, batch.source_words
        origin, values = self._words.of(source)
        owner, number = source.owners[origin], words.base[origin] + values[:, 1]
        text = np.where(np.append(batch.held, True)[number], 0, values[:, 0])
        both = (text[:-1] > 0) & (text[1:] > 0) & (owner[1:] == owner[:-1])
        both &= wanted[owner[:-1]]
        if broken := _ended(batch):
            both &= ~np.isin(number[1:], broken)
        units, which = np.unique(owner[:-1][both], return_inverse=True)
        units, kept = units[:most], which < most
        codes = (text[:-1] << _PAIR | text[1:])[both]
        self._codes.frombytes(codes[kept].tobytes())
        self._units.frombytes((which[kept] + self._count).tobytes())
        self._count += len(units)
        return units

    def recurring(self, least: int) -> Iterator[tuple[str, NDArray[np.int64]]]:
        """Yield each pair that so many units have, with their numbers, by its text."""
        places = Places.of(np.asarray(self._codes), np.asarray(self._units))
        starts, counts = places.groups()
        often = counts >= least
        found = [
            (self._texts.text(int(places.codes[start])), start, start + count)
            for start, count in zip(starts[often], counts[often], strict=True)
        ]
        for text, start, end in sorted(found):
            yield text, places.units[start:end]

    def written(self, term: str, source: str) -> str:
        """Return how a source writes a term."""
        words = split(source)
        rows = zip(words.words, words.gaps, strict=True)
        for (one, _), (two, gap) in pairwise(rows):
            if gap <= Gap.SPACE and f"{_folded(one)} {_folded(two)}" == term:
                return f"{one} {two}"
        return term

    def _read(self, chunks: list[str]) -> Made:
        """Return the words of chunks, 0 for what is no word, and their places."""
        return Made.of(list(map(self._chunk, chunks)))

    def _chunk(self, chunk: str) -> list[tuple[int, int]]:
        if chunk.isalpha():
            return [(self._texts.number(_folded(chunk)), 0)]
        found: list[tuple[int, int]] = []
        last = 0
        for place, match in enumerate(WORD.finditer(chunk)):
            if gap_of(chunk[last : match.start()]) != Gap.SPACE:
                found.append((0, 0))
            found.append((self._texts.number(_folded(match[0])), place))
            last = match.end()
        if gap_of(chunk[last:]) != Gap.SPACE:
            found.append((0, 0))
        return found


def _ended(batch: Batch) -> list[int]:
    """Return the numbers of the words that begin a paragraph."""
    return [
        start + place
        for start, pair in zip(
            batch.source_words.bounds.tolist(), batch.pairs, strict=False
        )
        if "\n" in pair.source
        for place, gap in enumerate(split(pair.source).gaps)
        if gap is Gap.PARAGRAPH
    ]


def _folded(word: str) -> str:
    """Return a word's key without its article; nothing for none of its own."""
    plain = bare(word)
    if not is_arabic(word) or len(plain) < _SHORT or plain in stopwords().stop:
        return ""
    return key(plain).removeprefix("ال") if plain.isalpha() else ""


class Renderings:
    """The stems of English words, and those that stand together."""

    def __init__(self, sides: Sides) -> None:
        self._texts = _Texts()
        self._words = Ragged(sides.target, self._read, 1)
        self._codes, self._units = array("q"), array("q")
        self._count = 0

    def add(self, batch: Batch, units: NDArray[np.int64]) -> None:
        """Take the targets of some units, numbered in the order of their coming."""
        origin, values = self._words.of(batch.target)
        owner, word = batch.target.owners[origin], values[:, 0]
        number = np.full(len(batch.pairs), -1)
        number[units] = np.arange(len(units)) + self._count
        both = (word[:-1] > 0) & (word[1:] > 0) & (owner[1:] == owner[:-1])
        codes = np.abs(word), (word[:-1] << _PAIR | word[1:])[both]
        owners = number[np.concatenate((owner, owner[:-1][both]))]
        every = np.concatenate(codes)
        kept = (owners >= 0) & (every > 0)
        self._codes.frombytes(every[kept].tobytes())
        self._units.frombytes(owners[kept].tobytes())
        self._count += len(units)

    def all(self) -> Targets:
        """Return what was taken."""
        places = Places.of(np.asarray(self._codes), np.asarray(self._units))
        return Targets(places, self._texts, self._count)

    def _read(self, chunks: list[str]) -> Made:
        """Return the stems of chunks: 0 for none, pronouns below."""
        return Made.of([list(map(self._word, chunk_forms(one))) for one in chunks])

    def _word(self, form: tuple[str, bool]) -> tuple[int]:
        fold, _ = form
        if fold not in COMMON and len(fold) >= _SHORT:
            return (self._texts.number(stem(fold)),)
        return (-self._texts.number(fold) if fold in PRONOUNS else 0,)


class Targets:
    """What the targets of many units have: stems, pairs of them, pronouns."""

    def __init__(self, places: Places, texts: _Texts, count: int) -> None:
        self._texts = texts
        _, counts = places.groups()
        order = np.argsort(places.units, kind="stable")
        self._codes = places.codes[order]
        self._spread = np.repeat(counts, counts)[order]
        """In how many targets each code is."""
        self._bounds = np.searchsorted(places.units[order], np.arange(count + 1))

    def unit(self, number: int) -> frozenset[str]:
        """Return the stems, the pairs of stems and the pronouns of a target."""
        codes = self._codes[self._bounds[number] : self._bounds[number + 1]]
        return frozenset(map(self._texts.text, codes.tolist()))

    def common(
        self, units: NDArray[np.int64], agree: float, own: float
    ) -> list[tuple[str, int]]:
        """Return what a share ``agree`` of some targets have, and how many of them.

        A share ``own`` of all targets that have it must be among them.
        """
        _, places = expanded(self._bounds[units], self._bounds[units + 1])
        least, spread = agree * len(units), self._spread[places]
        likely = places[(spread >= least) & (own * spread <= len(units))]
        codes, first, counts = np.unique(
            self._codes[likely], return_index=True, return_counts=True
        )
        often = (counts >= least) & (counts >= own * self._spread[likely[first]])
        return [
            (self._texts.text(code), count)
            for code, count in zip(
                codes[often].tolist(), counts[often].tolist(), strict=True
            )
        ]


def shown(target: str, text: str) -> str:
    """Return how a target writes the words of these stems."""
    english = English(target)
    wanted = text.split()
    stems = [stem(fold) for fold, _ in english.forms]
    for place in range(len(stems)):
        if stems[place : place + len(wanted)] == wanted:
            start, end = english.span(place, place + len(wanted) - 1)
            return target[start:end]
    return text
