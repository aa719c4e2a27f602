"""What stands between the spaces of many texts, as numbers, so that it is read once."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

_FACTOR = 0x1E3779B97F4A7C15
"""Of the polynomial over chunks that tells texts apart (Rabin and Karp 1987)."""
_MOST = 1 << 16
"""With more chunks than this they are numbered anew: memory stays bounded."""


class Read(NamedTuple):
    """The chunks of some texts, one text after the other."""

    ids: NDArray[np.int64]
    bounds: NDArray[np.int64]
    """Where each text begins in ``ids``, and the end."""

    @property
    def owners(self) -> NDArray[np.int64]:
        """The number of each chunk's text."""
        return np.repeat(np.arange(len(self.bounds) - 1), np.diff(self.bounds))

    def any(self, values: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Tell of each text whether any of its chunks has another value than 0."""
        counts = np.concatenate(([0], np.cumsum(values != 0)))
        found: NDArray[np.bool_] = counts[self.bounds[1:]] > counts[self.bounds[:-1]]
        return found

    def sums(self, values: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the sum over the chunks of each text, modulo two to the 64."""
        sums = np.concatenate((np.zeros(1, np.int64), np.cumsum(values)))
        found: NDArray[np.int64] = sums[self.bounds[1:]] - sums[self.bounds[:-1]]
        return found

    def digests(self, values: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return a digest of each text from those of its chunks, in their order."""
        lengths = np.diff(self.bounds)
        powers = np.full(int(lengths.max(initial=0)), _FACTOR, np.int64)
        powers[:1] = 1
        places = np.arange(len(values)) - np.repeat(self.bounds[:-1], lengths)
        return self.sums(values * np.multiply.accumulate(powers)[places])


class Chunks:
    """The chunks of texts by their numbers, from 0 in the order of their coming.

    No word runs over a space, so what is known of a chunk holds wherever it stands.
    """

    def __init__(self, most: int = _MOST) -> None:
        self.texts: list[str] = []
        self.age = 0
        """Raised when numbers begin anew; what was known of them is then void."""
        self._most = most
        self._numbers = _Numbers(self.texts)

    def read(self, texts: Sequence[str]) -> Read:
        """Return the chunks of some texts."""
        if len(self.texts) > self._most:
            self.texts.clear()
            self._numbers.clear()
            self.age += 1
        rows = [text.split() for text in texts]
        lengths = np.fromiter(map(len, rows), np.int64, len(rows))
        bounds = np.concatenate((np.zeros(1, np.int64), np.cumsum(lengths)))
        numbers = map(self._numbers.__getitem__, chain.from_iterable(rows))
        return Read(np.fromiter(numbers, np.int64, int(bounds[-1])), bounds)


class _Numbers(dict[str, int]):
    """A number for each string, a new one for a new string."""

    def __init__(self, texts: list[str]) -> None:
        super().__init__()
        self._texts = texts

    def __missing__(self, text: str) -> int:
        """Give a string its number."""
        self[text] = number = len(self._texts)
        self._texts.append(text)
        return number


class Column:
    """A number for each chunk, worked out for all new ones together when asked for."""

    def __init__(
        self, chunks: Chunks, make: Callable[[list[str]], Sequence[int]]
    ) -> None:
        self._chunks, self._make = chunks, make
        self._age = chunks.age
        self._values = np.zeros(0, np.int64)

    def of(self, read: Read) -> NDArray[np.int64]:
        """Return the numbers of the chunks of texts just read."""
        if self._age != self._chunks.age:
            self._age, self._values = self._chunks.age, self._values[:0]
        if new := self._chunks.texts[len(self._values) :]:
            made = np.array(self._make(new), np.int64)
            self._values = np.concatenate((self._values, made))
        return self._values[read.ids]


class Made(NamedTuple):
    """Rows made of some chunks: how many each has, and their values."""

    lengths: Sequence[int]
    rows: Sequence[tuple[int, ...]]

    @classmethod
    def of(cls, found: Sequence[Sequence[tuple[int, ...]]]) -> Made:
        """Return the rows of each chunk as these."""
        return cls(list(map(len, found)), list(chain.from_iterable(found)))


class Rows(NamedTuple):
    """The rows of the chunks of texts, in their order."""

    origin: NDArray[np.int64]
    """The place in ``Read.ids`` that each row comes from."""
    values: NDArray[np.int64]
    """A row of numbers for each."""


class Ragged:
    """Any number of rows for each chunk, each of ``width`` numbers."""

    def __init__(
        self, chunks: Chunks, make: Callable[[list[str]], Made], width: int
    ) -> None:
        self._chunks, self._make = chunks, make
        self._age = chunks.age
        self._ends = np.zeros(1, np.int64)
        self._values = np.zeros((0, width), np.int64)

    def of(self, read: Read) -> Rows:
        """Return the rows of the chunks of texts just read."""
        if self._age != self._chunks.age:
            self._age = self._chunks.age
            self._ends, self._values = self._ends[:1], self._values[:0]
        if new := self._chunks.texts[len(self._ends) - 1 :]:
            made = self._make(new)
            ends = self._ends[-1] + np.cumsum(made.lengths)
            self._ends = np.concatenate((self._ends, ends))
            rows = np.array(made.rows, np.int64).reshape(-1, self._values.shape[1])
            self._values = np.concatenate((self._values, rows))
        starts, ends = self._ends[read.ids], self._ends[read.ids + 1]
        origin, places = expanded(starts, ends)
        return Rows(origin, self._values[places])


def expanded(
    starts: NDArray[np.int64], ends: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the places of all stretches, each after the number of its stretch."""
    lengths = ends - starts
    origin = np.repeat(np.arange(len(lengths)), lengths)
    before = np.cumsum(lengths) - lengths
    return origin, np.arange(len(origin)) + np.repeat(starts - before, lengths)
