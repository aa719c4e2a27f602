"""Words and pairs of words of many units in few bytes: sources' and targets'."""

from __future__ import annotations

from array import array
from itertools import chain, pairwise
from typing import TYPE_CHECKING

import numpy as np

from glossary.arabic import bare, is_arabic, key
from glossary.arabic.tokens import WORD, Gap, gap_of, split
from glossary.check.common import COMMON
from glossary.check.english import English, chunk_forms, stem
from glossary.check.remembered import Remembered
from glossary.extract.stopwords import stopwords

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from glossary.check.unit import Unit

PRONOUNS = frozenset("he she him her his it its they them their".split())
_SHORT = 3


class _Rows:
    """Rows of word numbers, one after another; 0 stands between what is apart."""

    def __init__(self) -> None:
        self.texts: list[str] = [""]
        self._ids: dict[str, int] = {"": 0}
        self.flat = array("i")
        self.ends = array("q")

    def number(self, text: str) -> int:
        """Return the number of a word, a new one for a new word."""
        found = self._ids.setdefault(text, len(self.texts))
        if found == len(self.texts):
            self.texts.append(text)
        return found

    def known(self, text: str) -> int:
        """Return the number of a word, -1 for one that no row has."""
        return self._ids.get(text, -1)

    def add(self, row: list[int]) -> None:
        """Append a row."""
        self.flat.extend(row)
        self.flat.append(0)
        self.ends.append(len(self.flat))

    def row(self, place: int) -> array[int]:
        """Return a row."""
        return self.flat[self.ends[place - 1] if place else 0 : self.ends[place]]

    def coded(self) -> tuple[np.ndarray, np.ndarray]:
        """Return the words and the number of the row of each."""
        words = np.frombuffer(self.flat, np.int32).astype(np.int64)
        ends = np.array([0, *self.ends], np.int64)
        lengths = ends[1:] - ends[:-1]
        return words, np.repeat(np.arange(len(lengths)), lengths)


class Terms:
    """The pairs of Arabic words that may be terms."""

    def __init__(self) -> None:
        self._rows = _Rows()
        self._chunks = Remembered(self._chunk)
        self._words = Remembered(lambda word: self._rows.number(_folded(word)))

    def add(self, unit: Unit) -> bool:
        """Take a unit if it has anything that may be a term; tell whether it has."""
        if unit.cases or "\n" in unit.pair.source:
            row = self._without_cases(unit)
        else:
            row = list(chain.from_iterable(map(self._chunks.__getitem__, unit.chunks)))
        if not any(one and two for one, two in pairwise(row)):
            return False
        self._rows.add(row)
        return True

    def recurring(self, least: int) -> Iterator[tuple[str, list[int]]]:
        """Yield each pair that so many units have, with their places, by its text."""
        if not self._rows.ends:
            return
        words, rows = self._rows.coded()
        both = np.flatnonzero((words[:-1] > 0) & (words[1:] > 0))
        codes = (words[both] << 32) | words[both + 1]
        order = np.lexsort((rows[both], codes))
        codes, places = codes[order], rows[both][order]
        fresh = np.r_[True, (codes[1:] != codes[:-1]) | (places[1:] != places[:-1])]
        codes, places = codes[fresh], places[fresh]
        starts = np.flatnonzero(np.r_[True, codes[1:] != codes[:-1]])
        ends = np.r_[starts[1:], len(codes)]
        often = ends - starts >= least
        texts = self._rows.texts
        found = []
        for start, end in zip(starts[often], ends[often], strict=True):
            code = int(codes[start])
            text = f"{texts[code >> 32]} {texts[code & 0xFFFFFFFF]}"
            found.append((text, start, end))
        for text, start, end in sorted(found):
            yield text, places[start:end].tolist()

    def written(self, term: str, source: str) -> str:
        """Return how a source writes a term."""
        words = split(source)
        rows = zip(words.words, words.gaps, strict=True)
        for (one, _), (two, gap) in pairwise(rows):
            if gap <= Gap.SPACE and f"{_folded(one)} {_folded(two)}" == term:
                return f"{one} {two}"
        return term

    def _chunk(self, chunk: str) -> tuple[int, ...]:
        """Return the words of a stretch without spaces, 0 for what is no word."""
        found: list[int] = []
        last = 0
        for match in WORD.finditer(chunk):
            if gap_of(chunk[last : match.start()]) != Gap.SPACE:
                found.append(0)
            found.append(self._words[match[0]])
            last = match.end()
        if gap_of(chunk[last:]) != Gap.SPACE:
            found.append(0)
        return tuple(found)

    def _without_cases(self, unit: Unit) -> list[int]:
        """Return the words that no term of the glossary holds."""
        held, words = unit.held(), unit.split
        row: list[int] = []
        for number, (word, gap) in enumerate(zip(words.words, words.gaps, strict=True)):
            if gap > Gap.SPACE or number in held:
                row.append(0)
            if number not in held:
                row.append(self._words[word])
        return row


def _folded(word: str) -> str:
    """Return a word's key without its article; nothing for none of its own."""
    plain = bare(word)
    if not is_arabic(word) or len(plain) < _SHORT or plain in stopwords().stop:
        return ""
    return key(plain).removeprefix("ال") if plain.isalpha() else ""


class Renderings:
    """The stems of English words, and those that stand together."""

    def __init__(self) -> None:
        self._rows = _Rows()
        self._chunks = Remembered(self._chunk)

    def add(self, english: English) -> None:
        """Take a target."""
        row = list(chain.from_iterable(map(self._chunks.__getitem__, english.chunks)))
        self._rows.add(row)

    def unit(self, place: int) -> frozenset[str]:
        """Return the stems, the pairs of stems and the pronouns of a target."""
        texts = self._rows.texts
        row = self._rows.row(place).tolist()
        words = {texts[abs(one)] for one in row if one}
        pairs = {
            f"{texts[one]} {texts[two]}"
            for one, two in pairwise(row)
            if one > 0 and two > 0
        }
        return frozenset(words | pairs)

    def spread(self) -> Callable[[str], int]:
        """Return what counts the targets that have a stem, a pair or a pronoun."""
        words, rows = self._rows.coded()
        both = np.flatnonzero((words[:-1] > 0) & (words[1:] > 0))
        alone = words != 0
        codes = np.r_[np.abs(words[alone]), (words[both] << 32) | words[both + 1]]
        places = np.r_[rows[alone], rows[both]]
        order = np.lexsort((places, codes))
        codes, places = codes[order], places[order]
        if len(codes):
            fresh = np.r_[True, (codes[1:] != codes[:-1]) | (places[1:] != places[:-1])]
            codes = codes[fresh]

        def count(text: str) -> int:
            code = 0
            for word in text.split():
                code = code << 32 | self._rows.known(word)
            left = np.searchsorted(codes, code, "left")
            return int(np.searchsorted(codes, code, "right") - left)

        return count

    def _chunk(self, chunk: str) -> tuple[int, ...]:
        """Return the stems of a stretch without spaces: 0 for none, pronouns below."""
        found = []
        for fold, _ in chunk_forms(chunk):
            if fold not in COMMON and len(fold) >= _SHORT:
                found.append(self._rows.number(stem(fold)))
            elif fold in PRONOUNS:
                found.append(-self._rows.number(fold))
            else:
                found.append(0)
        return tuple(found)


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
