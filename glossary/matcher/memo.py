"""What was worked out before, by a hash: a number for each thing seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

_SLOTS = 18
"""The cache has two to this power places, one for each hash that begins so."""


class Memo:
    """Numbers by 64-bit hashes; most are found at once, in a slot of an array."""

    def __init__(self) -> None:
        self._numbers: dict[int, int] = {}
        self._hashes = np.zeros(1 << _SLOTS, np.uint64)
        self._slots = np.zeros(1 << _SLOTS, np.int32)

    def __len__(self) -> int:
        return len(self._numbers)

    def numbers(
        self,
        hashes: NDArray[np.uint64],
        learn: Callable[[NDArray[np.int64]], NDArray[np.int32]],
    ) -> NDArray[np.int32]:
        """Return the number of each hash.

        ``learn`` gets one place of each new hash, in order, and returns their numbers.
        """
        slots = (hashes >> np.uint64(64 - _SLOTS)).astype(np.int64)
        numbers = self._slots[slots]
        missing = np.flatnonzero(self._hashes[slots] != hashes)
        if not len(missing):
            return numbers
        _, example, which = np.unique(
            hashes[missing], return_index=True, return_inverse=True
        )
        places = missing[example]
        known = self._known(hashes, places, learn)
        numbers[missing] = known[which]
        self._hashes[slots[places]] = hashes[places]
        self._slots[slots[places]] = known
        return numbers

    def _known(
        self,
        hashes: NDArray[np.uint64],
        places: NDArray[np.int64],
        learn: Callable[[NDArray[np.int64]], NDArray[np.int32]],
    ) -> NDArray[np.int32]:
        """Return the numbers of the hashes at some places, new or not in their slot."""
        kept = list(map(self._numbers.get, hashes[places].tolist()))
        new = np.array([row for row, number in enumerate(kept) if number is None], int)
        known = np.array([number or 0 for number in kept], np.int32)
        if len(new):
            new = new[np.argsort(places[new])]
            learnt = learn(places[new])
            known[new] = learnt
            self._numbers.update(
                zip(hashes[places[new]].tolist(), learnt.tolist(), strict=True)
            )
        return known
