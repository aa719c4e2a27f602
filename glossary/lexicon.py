"""How common a word is in general Arabic, and what that says about its clitics.

The table is wordfreq's Arabic list folded to match keys (``bench/build_lexicon.py``).
It counts written words, clitics and all: والرئيس has an entry beside الرئيس.
"""

from __future__ import annotations

import math
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

ZIPF_STEP = 0.04
"""One step of the stored frequency; 255 steps reach Zipf 10.2, above any word."""

_ATTACHED = {"و": -1.2, "ف": -2.7, "ب": -1.7, "ل": -1.7, "ك": -2.7}
"""log10 of how often a word bears a proclitic, against its bare form: near the medians
over CLDR's country names that ``bench/build_lexicon.py`` prints; ف and ك are raised,
since most of their forms fall below the table's floor and so out of the median."""


_MIX = (0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB)
"""The constants of SplitMix64 (Steele, Lea and Flood 2014)."""


_BITS = 16
_SHIFT = np.uint64(64 - _BITS)
"""Entries whose first bits are the same are searched together."""
_MANY = 1000
"""So many keys are worth working out where each group begins."""


def digests(keys: Sequence[str]) -> NDArray[np.uint64]:
    """Return 56 bits of each key's hash, shifted up to leave a byte for its frequency.

    The sum of a mixed number for each letter at its place (Zobrist 1970), which numpy
    works out for all keys at once.
    """
    lengths = np.fromiter(map(len, keys), np.int64, len(keys))
    text = "".join(keys).encode("utf-32-le", "surrogatepass")
    letters = np.frombuffer(text, np.uint32).astype(np.uint64)
    ends = np.cumsum(lengths)
    places = np.arange(len(letters)) - np.repeat(ends - lengths, lengths)
    mixed = (letters << np.uint64(32)) + places.astype(np.uint64) + np.uint64(1)
    mixed *= np.uint64(_MIX[0])
    for shift, factor in ((30, _MIX[1]), (27, _MIX[2])):
        mixed = (mixed ^ (mixed >> np.uint64(shift))) * np.uint64(factor)
    mixed ^= mixed >> np.uint64(31)
    sums = np.concatenate((np.zeros(1, np.uint64), np.cumsum(mixed)))
    hashes: NDArray[np.uint64] = sums[ends] - sums[ends - lengths]
    return hashes & ~np.uint64(255)


class Lexicon:
    """An immutable table of match keys and their Zipf frequencies.

    A Zipf frequency is log10 of the occurrences in a billion words: 6 is a function
    word, 4 a familiar word, 2 a rare one, 0 unknown. Two keys share an entry with a
    probability of 10⁻¹¹.
    """

    def __init__(self, table: NDArray[np.uint64]) -> None:
        self._table = table
        self._begins: NDArray[np.int32] | None = None
        self._widest = 0

    def __len__(self) -> int:
        return len(self._table)

    def zipf(self, key: str) -> float:
        """Return the frequency of a match key, 0 where it is unknown."""
        return float(self.zipfs([key])[0])

    def zipfs(self, keys: Sequence[str]) -> NDArray[np.float64]:
        """Return the frequencies of many match keys, in their order."""
        if not len(self._table) or not len(keys):
            return np.zeros(len(keys))
        wanted = digests(keys)
        found = self._table[np.minimum(self._places(wanted), len(self._table) - 1)]
        hit = (found >> np.uint64(8)) == (wanted >> np.uint64(8))
        return np.where(hit, (found & np.uint64(255)) * ZIPF_STEP, 0.0)

    def _places(self, wanted: NDArray[np.uint64]) -> NDArray[np.integer]:
        """Return where digests would stand in the table."""
        if len(wanted) < _MANY:
            return np.searchsorted(self._table, wanted)
        if self._begins is None:
            each = np.bincount((self._table >> _SHIFT).astype(np.int64), minlength=1)
            sizes = np.zeros((1 << _BITS) + 1, np.int32)
            np.cumsum(each, out=sizes[1 : len(each) + 1])
            sizes[len(each) + 1 :] = len(self._table)
            self._begins, self._widest = sizes, int(each.max())
        # A search among the few that begin alike takes a fifth of the time.
        first = (wanted >> _SHIFT).astype(np.int32)
        low, high = self._begins[first], self._begins[first + 1]
        step = 1 << (self._widest.bit_length() - 1)
        while step:
            place = np.minimum(low + step, high)
            less = (place > low) & (self._table[place - 1] < wanted)
            low = np.where(less, place, low)
            step //= 2
        return low


def attachment(proclitics: str) -> float:
    """Return log10 of the share of a word's uses that bear these proclitics."""
    return sum(_ATTACHED[letter] for letter in proclitics)


def surplus(whole: float, stem: float, proclitics: str) -> float:
    """Return how much commoner a word is than its reading as clitics + stem explains.

    In powers of ten, from two Zipf frequencies. Well above 0 the word is one of its own
    (وكالة, باكو); near or below 0 the reading explains it (والكنيست). Minus infinity
    for an unknown word, infinity where only the stem is unknown.
    """
    if not whole:
        return -math.inf
    if not stem:
        return math.inf
    return whole - (stem + attachment(proclitics))


@cache
def arabic() -> Lexicon:
    """Return the packaged lexicon; loaded once, in some milliseconds."""
    packed: Any = resources.files("glossary.data").joinpath("lexicon.npy")
    with packed.open("rb") as stream:
        return Lexicon(np.load(stream, allow_pickle=False))
