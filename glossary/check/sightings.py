"""Arabic and English words of one unit that may be one name, in few bytes."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from glossary.arabic import bare, is_arabic, key
from glossary.check.leftover import leftover
from glossary.check.near import arabic_frame, framed, latin_frame, readings
from glossary.check.places import place_keys
from glossary.check.remembered import Remembered
from glossary.extract.stopwords import stopwords
from glossary.lexicon import arabic as lexicon
from glossary.names.given import given_names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from glossary.check.unit import Unit

_COMMON = 5.0
"""A Zipf frequency from which a word is no name, unless it is a known one."""
_LEAST = 3
"""The fewest letters of a name."""
_MEMORY = 1 << 15
"""Words whose readings are kept."""
_FRAMES = 1 << 9
"""Frames of English words that are kept, and of Arabic ones for each of them."""
_MOST = 1 << 15
"""Words of a unit that are looked at: their places are kept in two bytes."""


class Sighting(NamedTuple):
    """Two words that may be one name."""

    reading: str
    fold: str
    token: int
    word: int
    sure: float


class Sightings:
    """Pairs by unit: numbers of a reading and a fold, and the places of both."""

    def __init__(self) -> None:
        self.readings: list[str] = []
        self.folds: list[str] = []
        self._readings: dict[str, int] = {}
        self._folds: dict[str, int] = {}
        self._namable: dict[str, tuple[tuple[str, str], ...]] = {}
        self._framed = Remembered(_row, _FRAMES)
        self._codes, self._places = array("q"), array("i")
        self._units, self._ends = array("l"), array("q")

    def foresee(self, units: Sequence[Unit]) -> None:
        """Work out together which words of some units may be names."""
        if len(self._namable) > _MEMORY:
            self._namable.clear()
        new = {word for unit in units for word in unit.words}.difference(self._namable)
        words = sorted(new)
        zipfs = lexicon().zipfs([key(word) for word in words]).tolist()
        for word, zipf in zip(words, zipfs, strict=True):
            self._namable[word] = _readings(word, zipf)

    def add(self, unit: Unit) -> None:
        """Take a unit that was foreseen."""
        forms = unit.english.forms
        capitals = [
            (number, forms[number][0])
            for number in leftover(unit)
            if len(forms[number][0]) >= _LEAST
        ]
        if not capitals:
            return
        known = self._known(unit)
        if not known:
            return
        before = len(self._codes)
        for number, fold in capitals:
            row = self._framed[latin_frame(fold)]
            found = [(token, reading) for token, reading, frame in known if row[frame]]
            if found and number < _MOST:
                code = _number(fold, self._folds, self.folds)
                self._codes.extend(
                    [
                        _number(reading, self._readings, self.readings) << 32 | code
                        for _, reading in found
                    ]
                )
                self._places.extend([token << 16 | number for token, _ in found])
        if len(self._codes) > before:
            self._units.append(unit.number)
            self._ends.append(len(self._codes))

    def _known(self, unit: Unit) -> list[tuple[int, str, str]]:
        """Return the words that may be names and no terms: token, reading, frame."""
        namable = self._namable
        found = [
            (token, reading, frame)
            for token, word in enumerate(unit.words[:_MOST])
            for reading, frame in namable[word]
        ]
        if not unit.cases:
            return found
        held = unit.held()
        return [row for row in found if row[0] not in held]

    @property
    def codes(self) -> NDArray[np.int64]:
        """Number of the reading, shifted up by 32 bits, and of the fold."""
        return (
            np.frombuffer(self._codes, np.int64)
            if self._codes
            else np.zeros(0, np.int64)
        )

    @property
    def owners(self) -> NDArray[np.int64]:
        """The row of each pair's unit."""
        ends = np.array(self._ends, np.int64)
        return np.repeat(np.arange(len(ends)), np.diff(ends, prepend=0))

    def unit(self, row: int) -> tuple[int, list[tuple[int, int, int]]]:
        """Return a unit's number, and the code, token and word of each pair."""
        first, last = self._ends[row - 1] if row else 0, self._ends[row]
        pairs = zip(self._codes[first:last], self._places[first:last], strict=True)
        return self._units[row], [
            (code, place >> 16, place & 0xFFFF) for code, place in pairs
        ]


def _number(text: str, numbers: dict[str, int], texts: list[str]) -> int:
    """Return the number of a text, a new one for a new text."""
    found = numbers.setdefault(text, len(texts))
    if found == len(texts):
        texts.append(text)
    return found


def _row(frame: str) -> Remembered[bool]:
    """Return which Arabic frames may be of one name with a Latin one."""
    return Remembered(lambda other: framed(other, frame), _FRAMES)


def _readings(word: str, zipf: float) -> tuple[tuple[str, str], ...]:
    """Return the readings of a word that may be a name, with their frames."""
    plain = bare(word)
    if not is_arabic(word) or len(plain) < _LEAST or plain in stopwords().stop:
        return ()
    if "ال" in plain[:4] and plain.endswith("ية"):
        return ()  # an adjective: الهندية
    if zipf >= _COMMON and not _is_name(key(plain)):
        return ()
    return tuple(
        (one, arabic_frame(one)) for one in readings(word) if len(one) >= _LEAST
    )


def _is_name(folded: str) -> bool:
    """Tell whether a word in general use is a name all the same."""
    stem = folded.removeprefix("ال")
    return stem in given_names() or folded in given_names() or stem in place_keys()
