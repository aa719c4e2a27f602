"""Arabic words in bulk: their labels, and which readings of them are worth a look."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from glossary.arabic import key
from glossary.arabic.clitics import CONJUNCTIONS, PREPOSITIONS
from glossary.matcher.scan import codes, hashed, summed

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from numpy.typing import NDArray

_BITS = 20
_LETTERS = 0x700
"""Code points from here on are folded one by one: they are rare in Arabic."""
_SPECIAL = 0
"""Stands for a letter whose key is not one letter by itself: ء, marks, ligatures."""
_BEFORE = frozenset((*CONJUNCTIONS, *PREPOSITIONS, "ا"))
_LONGEST = 5
"""The most letters before a term's word: وبال and one lam."""


class Sifted(NamedTuple):
    """What a look at the letters says of words."""

    labels: list[str]
    """Empty for a word with letters that do not fold one by one."""
    whole: list[bool]
    """Whether the word may be a term's as it is or without its article."""
    changed: list[bool]
    """Whether it may be one without proclitics or an ending."""


@cache
def _folds() -> NDArray[np.uint32]:
    """Return the key of each code point, or ``_SPECIAL``."""
    folds = np.full(_LETTERS, _SPECIAL, np.uint32)
    for code in range(_LETTERS):
        folded = key(chr(code))
        if len(folded) == 1 and key(f"a{chr(code)}a") == f"a{folded}a":
            folds[code] = ord(folded)
    folds[ord(" ")] = ord(" ")
    folds[-1] = _SPECIAL  # what is above it stands there
    return folds


class Sieve:
    """Sets of labels as bits, in which parts of words are looked up all at once."""

    def __init__(
        self, labels: Collection[str], stems: Collection[str], nouns: Collection[str]
    ) -> None:
        """Take the labels, what may follow a proclitic, and the stems of nouns."""
        self._labels, self._stems = _bits(labels), _bits(stems)
        self._nouns = _bits(nouns)

    def sift(self, words: Sequence[str]) -> Sifted:
        """Return what the letters of words without blanks allow."""
        if not words:
            return Sifted([], [], [])
        points = np.minimum(codes(" ".join(words)), _LETTERS - 1)
        folded = np.take(_folds(), points)
        labels = folded.tobytes().decode("utf-32-le").split(" ")
        lengths = np.fromiter(map(len, words), np.int64, len(words))
        ends = np.cumsum(lengths + 1) - 1
        starts = ends - lengths
        sums, back = summed(folded)

        def within(
            bits: NDArray[np.bool_], start: NDArray[np.int64], end: NDArray[np.int64]
        ) -> NDArray[np.bool_]:
            end = np.maximum(end, 0)
            start = np.minimum(start, end)
            place = hashed(sums, back, start, end) >> np.uint64(64 - _BITS)
            return bits[place.astype(np.int64)] & (end > start)

        whole = within(self._labels, starts, ends)
        article = (folded[starts] == ord("ا")) & (lengths > 2)  # noqa: PLR2004
        whole |= article & within(self._labels, starts + 2, ends)
        allowed = np.isin(folded, [ord(letter) for letter in _BEFORE])
        changed = np.zeros(len(words), bool)
        before = np.ones(len(words), bool)
        for cut in range(_LONGEST + 1):
            start = np.minimum(starts + cut, ends)
            if cut:
                before &= allowed[start - 1]
                changed |= before & within(self._stems, start, ends)
            for size in range(1, 5):
                changed |= before & within(self._nouns, start, ends - size)
        odd = np.searchsorted(ends, np.flatnonzero(folded == _SPECIAL))
        for word in np.unique(odd).tolist():
            labels[word], changed[word] = "", True
        return Sifted(labels, whole.tolist(), changed.tolist())


def _bits(labels: Collection[str]) -> NDArray[np.bool_]:
    """Return bits of which those of the labels' hashes are set."""
    bits = np.zeros(1 << _BITS, bool)
    words = list(labels)
    lengths = np.fromiter(map(len, words), np.int64, len(words))
    ends = np.cumsum(lengths)
    sums, back = summed(codes("".join(words)))
    place = hashed(sums, back, ends - lengths, ends) >> np.uint64(64 - _BITS)
    bits[place.astype(np.int64)] = True
    return bits
