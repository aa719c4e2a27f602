"""Some units under review at once, their words as arrays."""

from __future__ import annotations

import re
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from glossary.arabic import is_arabic
from glossary.check.chunks import Chunks, Column, Made, Ragged
from glossary.check.english import chunk_forms
from glossary.check.unit import Unit, word_starts, words_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from glossary.check.chunks import Read
    from glossary.check.model import Pair
    from glossary.check.unit import Case

_CHUNK = re.compile(r"\S+")
_UNIT = 32
"""How far a unit's number is shifted above a place in its text."""


class Sides:
    """The chunks of all sources and targets of a job, and the words in them."""

    def __init__(self) -> None:
        self.source, self.target = Chunks(), Chunks()
        self.arabic = Column(self.source, _with_arabic)
        """Whether they have Arabic letters."""
        self.source_counts = Column(self.source, _arabic_counts)
        self.target_counts = Column(self.target, _english_counts)
        self.source_lengths = Column(self.source, _lengths)
        self.source_starts = Ragged(self.source, _arabic_starts, 1)


class Words(NamedTuple):
    """The numbers of the words of texts, one text after the other."""

    base: NDArray[np.int64]
    """The first word of each chunk."""
    bounds: NDArray[np.int64]
    """Where the words of each text begin, and the end."""


class Batch:
    """Units that are reviewed together, in their order."""

    def __init__(
        self,
        pairs: Sequence[Pair],
        cases: Sequence[tuple[Case, ...]],
        first: int,
        sides: Sides,
    ) -> None:
        self.pairs, self._sides = pairs, sides
        self.units = [
            Unit(pair, number, own)
            for number, (pair, own) in enumerate(zip(pairs, cases, strict=True), first)
        ]
        self.source = sides.source.read([pair.source for pair in pairs])
        self.target = sides.target.read([pair.target for pair in pairs])

    @cached_property
    def source_words(self) -> Words:
        """The words of the sources."""
        return _words(self.source, self._sides.source_counts)

    @cached_property
    def target_words(self) -> Words:
        """The words of the targets."""
        return _words(self.target, self._sides.target_counts)

    @cached_property
    def held(self) -> NDArray[np.bool_]:
        """Whether a term of the glossary holds each word of the sources.

        Read it after the units were judged.
        """
        rows = [
            (number, *case.found.whole)
            for number, unit in enumerate(self.units)
            for case in unit.cases
        ]
        if not rows:
            return np.zeros(self.source_words.bounds[-1], np.bool_)
        unit, start, end = np.array(rows, np.int64).T
        chunk, inside = self._sides.source_starts.of(self.source)
        places = self._starts[chunk] + inside[:, 0]
        places += self.source.owners[chunk] << _UNIT
        first = np.searchsorted(places, (unit << _UNIT) + start)
        last = np.searchsorted(places, (unit << _UNIT) + end)
        change = np.bincount(first, minlength=len(places) + 1)
        change -= np.bincount(last, minlength=len(places) + 1)
        held: NDArray[np.bool_] = np.cumsum(change)[:-1] > 0
        return held

    @cached_property
    def covered(self) -> NDArray[np.bool_]:
        """Whether each word of the targets stands for a term of its source.

        Read it after the units were judged.
        """
        bounds = self.target_words.bounds
        found = np.zeros(bounds[-1], np.bool_)
        some = [number for number, unit in enumerate(self.units) if unit.covered]
        if some:
            sets = [self.units[number].covered for number in some]
            places = np.repeat(bounds[some], list(map(len, sets)))
            numbers = chain.from_iterable(sets)
            found[places + np.fromiter(numbers, np.int64, len(places))] = True
        return found

    @cached_property
    def _starts(self) -> NDArray[np.int64]:
        """Where each chunk stands in its source."""
        read = self.source
        lengths = self._sides.source_lengths.of(read)
        ends = np.cumsum(lengths + 1)
        first = np.concatenate((np.zeros(1, np.int64), ends))[read.bounds]
        starts = ends - lengths - 1 - np.repeat(first[:-1], np.diff(read.bounds))
        sizes = np.diff(first)
        for number, (pair, size) in enumerate(
            zip(self.pairs, sizes.tolist(), strict=True)
        ):
            if size and size != len(pair.source) + 1:
                begin, end = read.bounds[number : number + 2]
                starts[begin:end] = [m.start() for m in _CHUNK.finditer(pair.source)]
        return starts


def _words(read: Read, column: Column) -> Words:
    counts = column.of(read)
    ends = np.cumsum(counts)
    bounds = np.concatenate((np.zeros(1, np.int64), ends))[read.bounds]
    return Words(ends - counts, bounds)


def _with_arabic(chunks: list[str]) -> list[int]:
    return list(map(is_arabic, chunks))


def _lengths(chunks: list[str]) -> list[int]:
    return list(map(len, chunks))


def _arabic_counts(chunks: list[str]) -> list[int]:
    return [len(words_in(chunk)) for chunk in chunks]


def _english_counts(chunks: list[str]) -> list[int]:
    return [len(chunk_forms(chunk)) for chunk in chunks]


def _arabic_starts(chunks: list[str]) -> Made:
    return Made.of([[(start,) for start in word_starts(chunk)] for chunk in chunks])
