"""The units of a job in a file, for what is found only at its end."""

from __future__ import annotations

import marshal
from array import array
from tempfile import SpooledTemporaryFile
from typing import TYPE_CHECKING

from glossary.check.model import Pair

if TYPE_CHECKING:
    from collections.abc import Iterable

_MOST = 1 << 23
"""Bytes that are kept in memory before there is a file."""


class Archive:
    """Every unit by its number; memory holds where each stands."""

    def __init__(self) -> None:
        self._file: SpooledTemporaryFile[bytes] | None = None
        self._ends = array("q", (0,))

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
        """Let the file go."""
        if self._file is not None:
            self._file.close()
