"""What a job keeps of its units in files, for what is found only at its end."""

from __future__ import annotations

import marshal
from array import array
from os import SEEK_END
from tempfile import SpooledTemporaryFile
from typing import TYPE_CHECKING

import numpy as np

from glossary.check.model import Pair

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

_MOST = 1 << 23
"""Bytes of texts that are kept in memory before there is a file."""
_FEW = 1 << 18
"""The same of a column of numbers."""


class Numbers:
    """Numbers in the order of their coming."""

    def __init__(self, kind: type[np.integer]) -> None:
        self._file = SpooledTemporaryFile(_FEW)  # noqa: SIM115 - until ``close``
        self._kind = kind

    def add(self, values: NDArray[np.integer]) -> None:
        """Take more numbers, none of which is too large."""
        self._file.write(values.astype(self._kind).tobytes())

    def all(self) -> NDArray[np.integer]:
        """Return all numbers."""
        self._file.seek(0)
        found = np.frombuffer(self._file.read(), self._kind)
        self._file.seek(0, SEEK_END)
        return found

    def close(self) -> None:
        """Let the file go."""
        self._file.close()


class Archive:
    """Every unit by its number; memory holds where each stands."""

    def __init__(self) -> None:
        self._file: SpooledTemporaryFile[bytes] | None = None
        self._ends = array("q", (0,))
        self._columns: list[Numbers] = []

    def column(self, kind: type[np.integer]) -> Numbers:
        """Return a new column of numbers that goes with the archive."""
        self._columns.append(Numbers(kind))
        return self._columns[-1]

    def add(self, pairs: Iterable[Pair]) -> None:
        """Take the next units."""
        if self._file is None:
            self._file = SpooledTemporaryFile(_MOST)  # noqa: SIM115 - until ``close``
        for pair in pairs:
            packed = marshal.dumps(tuple(pair))
            self._file.write(packed)
            self._ends.append(self._ends[-1] + len(packed))

    def pair(self, number: int) -> Pair:
        """Return a unit by its number in the job, once all units were taken."""
        if self._file is None:
            raise IndexError(number)
        start, end = self._ends[number : number + 2]
        self._file.seek(start)
        row: tuple[object, ...] = marshal.loads(  # noqa: S302 - our own bytes
            self._file.read(end - start)
        )
        return Pair._make(row)

    def close(self) -> None:
        """Let the files go."""
        for column in self._columns:
            column.close()
        if self._file is not None:
            self._file.close()
