"""The units of a job, packed, for what is found only at its end."""

from __future__ import annotations

import marshal
import zlib
from functools import lru_cache

from glossary.check.model import Pair

_BLOCK = 256
"""Units that are packed together."""
_LEVEL = 1


class Archive:
    """Every unit by its number, at about a sixth of its size."""

    def __init__(self) -> None:
        self._packed: list[bytes] = []
        self._open: list[tuple[object, ...]] = []
        self._unpacked = lru_cache(maxsize=4)(self._unpack)

    def add(self, pair: Pair) -> None:
        """Take the next unit."""
        self._open.append(tuple(pair))
        if len(self._open) == _BLOCK:
            packed = marshal.dumps(self._open)
            self._packed.append(zlib.compress(packed, _LEVEL))
            self._open = []

    def pair(self, number: int) -> Pair:
        """Return a unit by its number in the job; quick in their order."""
        block, place = divmod(number, _BLOCK)
        rows = self._open if block == len(self._packed) else self._unpacked(block)
        return Pair._make(rows[place])

    def _unpack(self, block: int) -> list[tuple[object, ...]]:
        rows: list[tuple[object, ...]] = marshal.loads(  # noqa: S302 - our own bytes
            zlib.decompress(self._packed[block])
        )
        return rows
