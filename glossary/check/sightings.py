"""Arabic and English words of one unit that may be one name, in few bytes."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from glossary.arabic import bare, is_arabic, key
from glossary.check.chunks import Made, Ragged, expanded
from glossary.check.english import chunk_forms, is_namable
from glossary.check.frames import encoded, framed
from glossary.check.near import arabic_frames, latin_frame, readings_of
from glossary.check.places import place_keys
from glossary.check.unit import words_in
from glossary.extract.stopwords import stopwords
from glossary.lexicon import arabic as lexicon
from glossary.names.given import given_names

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from glossary.check.archive import Archive
    from glossary.check.batch import Batch, Sides, Words
    from glossary.check.chunks import Rows

_COMMON = 5.0
"""A Zipf frequency from which a word is no name, unless it is a known one."""
_LEAST = 3
"""The fewest letters of a name."""


class Sighting(NamedTuple):
    """Two words that may be one name."""

    reading: str
    fold: str
    token: int
    word: int
    sure: float


class Pairs(NamedTuple):
    """Words that may be one name, as columns in the order of the units."""

    unit: NDArray[np.integer]
    """The unit's number in the job."""
    reading: NDArray[np.integer]
    """A digest of the Arabic word's reading."""
    fold: NDArray[np.integer]
    """The number of the English word's fold."""
    token: NDArray[np.integer]
    """The numbers of both words in their texts."""
    word: NDArray[np.integer]


class Sightings:
    """Collects pairs of words; readings are kept as digests, for they are many."""

    def __init__(self, sides: Sides, archive: Archive) -> None:
        self.folds: list[str] = []
        self._numbers: dict[str, int] = {}
        self._arabic = Ragged(sides.source, _names, 4)
        self._english = Ragged(sides.target, self._capitals, 4)
        kinds: list[type[np.integer]] = [np.int32] * 5
        kinds[1] = np.int64
        self._columns = tuple(map(archive.column, kinds))

    def add(self, batch: Batch) -> None:
        """Take units that were judged."""
        known_unit, known = _free(
            self._arabic.of(batch.source),
            batch.source.owners,
            batch.source_words,
            batch.held,
        )
        unit, capitals = _free(
            self._english.of(batch.target),
            batch.target.owners,
            batch.target_words,
            batch.covered,
        )
        which, other = expanded(
            np.searchsorted(known_unit, unit),
            np.searchsorted(known_unit, unit, "right"),
        )
        near = framed(known[other, 2:], capitals[which, 2:])
        which, other = which[near], other[near]
        rows = (
            unit[which] + batch.units[0].number,
            known[other, 1],
            capitals[which, 1],
            known[other, 0],
            capitals[which, 0],
        )
        for column, values in zip(self._columns, rows, strict=True):
            column.add(values)

    @property
    def pairs(self) -> Pairs:
        """All that was seen."""
        unit, reading, fold, token, word = (one.all() for one in self._columns)
        return Pairs(unit, reading, fold, token, word)

    def _capitals(self, chunks: list[str]) -> Made:
        """Return the words that may be of names: place, number of the fold, frame."""
        found = [
            [
                (place, self._number(fold), *encoded(latin_frame(fold)))
                for place, (fold, capital) in enumerate(chunk_forms(chunk))
                if len(fold) >= _LEAST and is_namable(fold, capital=capital)
            ]
            for chunk in chunks
        ]
        return Made.of(found)

    def _number(self, fold: str) -> int:
        """Return the number of a fold, a new one for a new fold."""
        found = self._numbers.setdefault(fold, len(self.folds))
        if found == len(self.folds):
            self.folds.append(fold)
        return found


def digest(reading: str) -> int:
    """Return the number by which a reading is known in this process."""
    return hash(reading)


def names_of(words: list[str]) -> list[tuple[str, ...]]:
    """Return the readings of words that may be names, none for others."""
    keys = list(map(key, words))
    zipfs = lexicon().zipfs(keys).tolist()
    return list(map(_readings, words, keys, zipfs))


def _names(chunks: list[str]) -> Made:
    """Return the words that may be names: place, digest of a reading, frame."""
    words = list(map(words_in, chunks))
    known = names_of(list(chain.from_iterable(words)))
    every = list(chain.from_iterable(known))
    frames = iter(map(encoded, arabic_frames(every)))
    rest = iter(known)
    return Made.of(
        [
            [
                (place, digest(one), *next(frames))
                for place in range(len(several))
                for one in next(rest)
            ]
            for several in words
        ]
    )


def _free(
    rows: Rows, owners: NDArray[np.int64], words: Words, taken: NDArray[np.bool_]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the units and the values of words that are not taken.

    The first value becomes the number of the word in its text.
    """
    origin, values = rows
    number = words.base[origin] + values[:, 0]
    free = ~taken[number]
    unit, values = owners[origin[free]], values[free]
    values[:, 0] = number[free] - words.bounds[unit]
    return unit, values


def _readings(word: str, folded: str, zipf: float) -> tuple[str, ...]:
    """Return the readings of a word that may be a name."""
    plain = word if word == folded else bare(word)
    if len(plain) < _LEAST or plain in stopwords().stop or not is_arabic(word):
        return ()
    if "ال" in plain[:4] and plain.endswith("ية"):
        return ()  # an adjective: الهندية
    if zipf >= _COMMON and not _is_name(folded):
        return ()
    return tuple([one for one in readings_of(plain, folded) if len(one) >= _LEAST])


def _is_name(folded: str) -> bool:
    """Tell whether a word in general use is a name all the same."""
    stem = folded.removeprefix("ال")
    return stem in given_names() or folded in given_names() or stem in place_keys()
