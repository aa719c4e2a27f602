"""The units of a segment that hold all words of a phrase, whatever else they hold."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING, Any

import numpy as np

from tmx.memory.index.segment import Segment, hashes_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray


def holding(
    segment: Segment, words: Sequence[Sequence[str]], removed: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Return the units, newest first, that hold one of each word's alternatives."""
    groups = sorted((_any(segment, forms) for forms in words), key=len)
    if not groups or not len(groups[0]):
        return np.zeros(0, np.int64)
    entries = reduce(_both, groups)
    numbers, _ = segment.numbers(entries)
    numbers = np.setdiff1d(numbers, removed, assume_unique=True)
    return np.sort(numbers)[::-1]


def _any(segment: Segment, forms: Sequence[str]) -> NDArray[Any]:
    """Return the entries that hold at least one of the words, ascending."""
    identifiers = segment.identifiers(hashes_of(forms))
    found = [segment.posting(i) for i in np.unique(identifiers).tolist() if i >= 0]
    if not found:
        return np.zeros(0, np.uint32)
    return found[0] if len(found) == 1 else np.unique(np.concatenate(found))


def _both(fewer: NDArray[Any], more: NDArray[Any]) -> NDArray[Any]:
    """Return what is in two ascending arrays."""
    places = np.searchsorted(more, fewer)
    places[places == len(more)] = 0
    found: NDArray[Any] = fewer[more[places] == fewer]
    return found
