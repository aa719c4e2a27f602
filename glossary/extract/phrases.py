"""Which word sequences are phrases, and which only part of a longer one."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from glossary.extract.counting import Gram


def agreeing(grams: Iterable[Gram], articles: NDArray[np.bool_]) -> list[Gram]:
    """Keep the sequences that can be one noun phrase, judged by most of their places.

    After a definite word a noun phrase has definite words only: وزير الخارجية, العلاقات
    الأمنية; so الولايات المتحدة ويليام is two phrases (Ryding 2005, §8 and §10).
    """
    kept = []
    for _, same in groupby(grams, key=lambda gram: len(gram.words)):
        some = list(same)
        length = len(some[0].words)
        sizes = np.array([len(gram.places) for gram in some])
        places = np.concatenate([gram.places for gram in some])
        fits = np.ones(len(places), bool)
        for step in range(1, length):
            fits &= ~articles[places + step - 1] | articles[places + step]
        heads = np.cumsum(sizes) - sizes
        good = 2 * np.add.reduceat(fits.astype(np.int64), heads) > sizes
        kept += [gram for gram, fine in zip(some, good.tolist(), strict=True) if fine]
    return kept


class Cover:
    """Tells which sequences lie inside a longer one of a set of spans."""

    def __init__(
        self, spans: Iterable[tuple[int, NDArray[np.int64]]], size: int
    ) -> None:
        """Take spans as (length, places) in a corpus of ``size`` words."""
        self._ends = np.zeros(size + 1, np.int64)
        for length, places in spans:
            self._ends[places] = np.maximum(self._ends[places], places + length)
        self._before = np.roll(np.maximum.accumulate(self._ends), 1)
        self._before[0] = 0

    def alone(self, length: int, places: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the places at which no longer span begins.

        The head of a longer name names something else: مجلس الأمن القومي is not the
        Security Council, إسرائيل اليوم not the state.
        """
        return places[self._ends[places] <= places + length]

    def free(self, length: int, places: NDArray[np.int64]) -> int:
        """Count the places at which a sequence is not part of a longer span."""
        end = places + length
        inside = (self._before[places] >= end) | (self._ends[places] > end)
        return len(places) - int(inside.sum())


def independent(
    grams: Sequence[Gram],
    fixed: Iterable[tuple[int, NDArray[np.int64]]],
    size: int,
    least: int,
) -> list[tuple[Gram, int]]:
    """Keep the sequences that stand alone ``least`` times or more, with how often.

    Longest first: a place inside a longer sequence that is kept, or inside one of the
    ``fixed`` (length, places), does not count. ``size`` is the corpus's length in
    words.
    """
    ends = np.zeros(size, np.int64)  # the farthest end of a span that begins here
    by_length: dict[int, list[Gram]] = {}
    for gram in grams:
        by_length.setdefault(len(gram.words), []).append(gram)
    spans: dict[int, list[NDArray[np.int64]]] = {}
    for length, places in fixed:
        spans.setdefault(length, []).append(places)
    kept: list[tuple[Gram, int]] = []
    for length in range(max((*by_length, *spans), default=0), 0, -1):
        reach = np.maximum.accumulate(ends) if size else ends
        some = by_length.get(length, [])
        sizes = np.array([len(gram.places) for gram in some], np.int64)
        places = np.concatenate([_NONE, *(gram.places for gram in some)])
        outside = (reach[places] < places + length).astype(np.int64)
        heads = np.cumsum(sizes) - sizes
        free = np.add.reduceat(outside, heads) if len(some) else _NONE
        fine = free >= least
        kept += [
            (gram, number)
            for gram, number in zip(some, free.tolist(), strict=True)
            if number >= least
        ]
        covered = [places[np.repeat(fine, sizes)], *spans.get(length, ())]
        for more in covered:
            ends[more] = np.maximum(ends[more], more + length)
    return kept


_NONE = np.zeros(0, np.int64)
