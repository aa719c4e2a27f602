"""What was worked out before, by a hash: a number for each thing seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from glossary.matcher.slots import Slots

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray


class Memo:
    """Numbers by 64-bit hashes, learnt when they are first asked for."""

    def __init__(self) -> None:
        self._known = Slots()

    def __len__(self) -> int:
        return len(self._known)

    def numbers(
        self,
        hashes: NDArray[np.uint64],
        learn: Callable[[NDArray[np.int64]], NDArray[np.int32]],
    ) -> NDArray[np.int32]:
        """Return the number of each hash.

        ``learn`` gets one place of each new hash, in order, and returns their numbers.
        """
        hashes = np.maximum(hashes, np.uint64(1))
        numbers, missing = self._known.find(hashes)
        if len(missing):
            missing.sort()
            _, example, which = np.unique(
                hashes[missing], return_index=True, return_inverse=True
            )
            order = np.argsort(example)
            places = missing[example[order]]
            learnt = learn(places)
            self._known.add(hashes[places], learnt)
            ranks = np.empty_like(order)
            ranks[order] = np.arange(len(order))
            numbers[missing] = learnt[ranks[which]]
        return numbers
