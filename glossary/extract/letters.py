"""How much a word's letters look like those of a name, whatever the word."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

BUCKETS = 1 << 14
"""Letter sequences share so many weights."""
LENGTHS = (2, 3, 4)
"""Letters in a sequence; a word's ends count as letters."""
_MIX = np.uint64(0x9E3779B97F4A7C15)


def sequences(keys: Sequence[str]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return (the word's row, the bucket) of every letter sequence of every key."""
    lengths = np.fromiter(map(len, keys), np.int64, len(keys)) + 2
    text = "".join(f"^{key}$" for key in keys).encode("utf-32-le", "surrogatepass")
    letters = np.frombuffer(text, np.uint32).astype(np.uint64)
    words = np.repeat(np.arange(len(keys)), lengths)
    left = np.repeat(np.cumsum(lengths), lengths) - np.arange(len(letters))
    rows, buckets = [], []
    for length in LENGTHS:
        size = max(0, len(letters) - length + 1)
        hashed = np.full(size, length, np.uint64)
        for step in range(length):
            hashed ^= letters[step : step + size]
            hashed *= _MIX
            hashed ^= hashed >> np.uint64(29)
        begins = np.flatnonzero(left[:size] >= length)
        rows.append(words[begins])
        buckets.append((hashed[begins] & np.uint64(BUCKETS - 1)).astype(np.int64))
    return np.concatenate(rows), np.concatenate(buckets)


def name_likeness(
    keys: Sequence[str], weights: NDArray[np.floating]
) -> NDArray[np.float64]:
    """Return the log-odds that each key is a name; the last weight is the intercept."""
    rows, buckets = sequences(keys)
    exact = weights.astype(np.float64)
    sums = np.bincount(rows, exact[buckets], minlength=len(keys))
    return sums.astype(np.float64) + float(weights[-1])
