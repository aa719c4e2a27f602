"""Words of a text as arrays: where they stand, what is between them, their hashes.

The words are those of ``glossary.arabic.tokens`` but for what a glossary wants apart: a
hyphen, an underscore and a point in a number part words, and an apostrophe does so in
Arabic, where it quotes.
"""

from __future__ import annotations

import unicodedata
from enum import IntEnum
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from glossary.arabic.keys import INVISIBLE
from glossary.arabic.tokens import QUOTES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray


class Sign(IntEnum):
    """What a character is; of those between two words the greatest counts."""

    SPACE = 0
    HYPHEN = 1
    QUOTE = 2
    BREAK = 3
    INNER = 4
    """Part of a word where one goes on at both sides of it, else nothing."""
    LETTER = 5


APOSTROPHES = "'’‘ʼʻ`´ʿʾ＇"
_HYPHENS = "-‐‑‒–—―−־"
_BMP = 1 << 16
_LEAST = 17
"""Powers are worked out for texts of at least two to this power characters."""
_STRINGS = 1 << 13
"""Strings hashed at once."""
_FACTOR = 0x9E3779B97F4A7C15


class Words(NamedTuple):
    """The words of a text, or of a part of it, in order."""

    starts: NDArray[np.int64]
    """Characters of the whole text."""
    ends: NDArray[np.int64]
    gaps: NDArray[np.uint8]
    """The ``Sign`` before each word; ``BREAK`` before the first."""

    def until(self, count: int) -> Words:
        """Return the first words."""
        return Words(self.starts[:count], self.ends[:count], self.gaps[:count])


@cache
def signs(*, apostrophes: bool) -> NDArray[np.uint8]:
    """Return the ``Sign`` of each code point up to U+FFFF.

    ``apostrophes`` says whether they are part of words, as in Ha'aretz. What is above
    U+FFFF (emoji, mostly) answers to U+FFFF, which is a ``BREAK``.
    """
    table = np.full(_BMP, Sign.BREAK, np.uint8)
    for code in range(_BMP):
        char = chr(code)
        if char.isalnum() or unicodedata.category(char) in ("Mn", "Mc", "Lm"):
            table[code] = Sign.LETTER
        elif char.isspace():
            table[code] = Sign.SPACE
    for chars, sign in (
        ("_", Sign.SPACE),
        (_HYPHENS, Sign.HYPHEN),
        (QUOTES, Sign.QUOTE),
        (APOSTROPHES, Sign.INNER if apostrophes else Sign.QUOTE),
        (_expanded(INVISIBLE), Sign.INNER),
    ):
        table[[ord(char) for char in chars]] = sign
    table.setflags(write=False)
    return table


def _expanded(inside: str) -> str:
    """Return the characters that the inside of a character class names."""
    found = []
    parts = iter(range(len(inside)))
    for place in parts:
        if inside[place + 1 : place + 2] == "-":
            found += [
                chr(code)
                for code in range(ord(inside[place]), ord(inside[place + 2]) + 1)
            ]
            next(parts)
            next(parts)
        else:
            found.append(inside[place])
    return "".join(found)


@cache
def _numbers() -> NDArray[np.uint64]:
    """Return a random number for each code point, always the same."""
    chance = np.random.Generator(np.random.PCG64(0x61726162))
    return chance.integers(1, 1 << 63, _BMP, np.uint64)


class Letters:
    """The code points of a text, and the hashes of its parts.

    A part's hash is the polynomial over its letters' numbers (Rabin and Karp 1987),
    modulo two to the 64: equal where its letters are.
    """

    def __init__(self, points: NDArray[np.integer]) -> None:
        self._points = points
        size = len(points)
        ahead, self._back = _powers(max(_LEAST, size.bit_length()))
        self._sums = np.zeros(size + 1, np.uint64)
        sums = self._sums[1:]
        np.multiply(np.take(_numbers(), points), ahead[:size], out=sums)
        np.cumsum(sums, out=sums)

    def hashes(
        self, starts: NDArray[np.int64], ends: NDArray[np.int64]
    ) -> NDArray[np.uint64]:
        """Return the hash of each part."""
        found: NDArray[np.uint64] = self._sums[ends] - self._sums[starts]
        found *= self._back[starts]
        return found

    def any(
        self,
        table: NDArray[np.bool_],
        starts: NDArray[np.int64],
        ends: NDArray[np.int64],
    ) -> NDArray[np.bool_]:
        """Tell of each part whether a table has any of its letters."""
        places = np.flatnonzero(np.take(table, self._points))
        found: NDArray[np.bool_] = np.searchsorted(places, starts) < np.searchsorted(
            places, ends
        )
        return found


@lru_cache(maxsize=4)
def _powers(bits: int) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """Return more than two to ``bits`` powers of the factor, and of its inverse."""
    ahead = np.full((1 << bits) + 1, _FACTOR, np.uint64)
    back = np.full((1 << bits) + 1, pow(_FACTOR, -1, 1 << 64), np.uint64)
    for array in (ahead, back):
        array[0] = 1
        np.multiply.accumulate(array, out=array)
    return ahead, back


def hashes_of(strings: Sequence[str]) -> NDArray[np.uint64]:
    """Return the hash of each string."""
    found = [np.zeros(0, np.uint64)]
    for place in range(0, len(strings), _STRINGS):
        some = strings[place : place + _STRINGS]
        ends = np.cumsum(np.fromiter(map(len, some), np.int64, len(some)))
        starts = np.concatenate((np.zeros(1, np.int64), ends[:-1]))
        found.append(Letters(codes("".join(some))).hashes(starts, ends))
    return np.concatenate(found)


@cache
def _hash_of(string: str) -> NDArray[np.uint64]:
    return hashes_of([string])


def prefixed(before: str, hashes: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Return the hashes of parts with the same letters before them."""
    power = np.uint64(pow(_FACTOR, len(before), 1 << 64))
    found: NDArray[np.uint64] = hashes * power + _hash_of(before)
    return found


def suffixed(
    hashes: NDArray[np.uint64], lengths: NDArray[np.int64], after: str
) -> NDArray[np.uint64]:
    """Return the hashes of parts of such lengths with the same letters after them."""
    ahead, _ = _powers(_LEAST)
    found: NDArray[np.uint64] = hashes + _hash_of(after) * ahead[lengths]
    return found


def codes(text: str) -> NDArray[np.int64]:
    """Return the text's code points, those above U+FFFF as U+FFFF."""
    encoded = text.encode("utf-32-le", "surrogatepass")
    points = np.frombuffer(encoded, np.uint32).astype(np.int64)
    return np.minimum(points, _BMP - 1, out=points)


def scan(points: NDArray[np.int64], table: NDArray[np.uint8], start: int = 0) -> Words:
    """Return the words among code points; ``table`` is one of ``signs``.

    The first of them stands at ``start`` in the text.
    """
    sign = np.take(table, points)
    inside = np.zeros(len(sign) + 2, bool)
    np.greater_equal(sign, Sign.INNER, out=inside[1:-1])
    if (sign == Sign.INNER).any():
        _settle(sign, inside)
    edges = np.flatnonzero(inside[1:] != inside[:-1])
    starts, ends = edges[::2], edges[1::2]
    gaps = sign[starts - 1]
    # The greatest sign of the runs that are longer than one character.
    long = np.flatnonzero(starts[1:] - ends[:-1] > 1)
    runs = np.stack((ends[long], starts[long + 1]), axis=1).ravel()
    gaps[long + 1] = np.maximum.reduceat(sign, runs)[::2] if len(runs) else ()
    gaps[:1] = Sign.BREAK
    return Words(starts + start, ends + start, gaps)


def _settle(sign: NDArray[np.uint8], inside: NDArray[np.bool_]) -> None:
    """Make nothing of inner characters at the edge of a word, in both arrays."""
    inner = np.flatnonzero(sign == Sign.INNER)
    while True:
        edge = inner[~(inside[inner] & inside[inner + 2])]
        if not len(edge):
            return
        inside[edge + 1] = False
        sign[edge] = Sign.SPACE
        inner = np.setdiff1d(inner, edge, assume_unique=True)
