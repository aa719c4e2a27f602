"""Words of a text as arrays: where they stand, what is between them, a hash of each.

The words are those of ``glossary.arabic.tokens`` but for what a glossary wants apart: a
hyphen, an underscore and a point in a number part words, and an apostrophe does so in
Arabic, where it quotes.
"""

from __future__ import annotations

import unicodedata
from enum import IntEnum
from functools import cache, lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from glossary.arabic.keys import INVISIBLE
from glossary.arabic.tokens import QUOTES

if TYPE_CHECKING:
    from collections.abc import Iterator

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
_CHUNK = 1 << 17
"""Characters scanned at once: the arrays stay in the processor's cache."""

_FACTOR = 0x9E3779B97F4A7C15


class Words(NamedTuple):
    """A text's words in order."""

    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    gaps: NDArray[np.uint8]
    """The ``Sign`` before each word; ``BREAK`` before the first."""
    hashes: NDArray[np.uint64]
    """64 bits of the word as it is written."""
    joins: NDArray[np.uint64]
    """The same of the word with what stands between it and the word before."""


_NOTHING = Words(
    np.zeros(0, np.int64),
    np.zeros(0, np.int64),
    np.zeros(0, np.uint8),
    np.zeros(0, np.uint64),
    np.zeros(0, np.uint64),
)


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
def _letters() -> NDArray[np.uint64]:
    """Return a random number for each code point, always the same."""
    chance = np.random.Generator(np.random.PCG64(0x61726162))
    return chance.integers(1, 1 << 63, _BMP, np.uint64)


def powers(factor: int, size: int) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """Return at least so many powers of a factor and of its inverse modulo 2 to the 64.

    The factor is odd.
    """
    enough = _CHUNK
    while enough <= size:
        enough *= 4
    return _powers(factor, enough)


@lru_cache(maxsize=4)
def _powers(factor: int, size: int) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    ahead = np.full(size, factor, np.uint64)
    back = np.full(size, pow(factor, -1, 1 << 64), np.uint64)
    for array in (ahead, back):
        array[0] = 1
        np.multiply.accumulate(array, out=array)
    return ahead, back


def summed(points: NDArray[np.uint32]) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """Return what ``hashed`` makes hashes of for any part of a text.

    A part's hash is the polynomial over its letters' numbers (Rabin and Karp 1987),
    modulo two to the 64.
    """
    ahead, back = powers(_FACTOR, len(points))
    sums = np.zeros(len(points) + 1, np.uint64)
    np.multiply(np.take(_letters(), points), ahead[: len(points)], out=sums[1:])
    np.cumsum(sums, out=sums)
    return sums, back


def hashed(
    sums: NDArray[np.uint64],
    back: NDArray[np.uint64],
    starts: NDArray[np.int64],
    ends: NDArray[np.int64],
) -> NDArray[np.uint64]:
    """Return the hashes of parts of a text, equal where their letters are."""
    found: NDArray[np.uint64] = (sums[ends] - sums[starts]) * back[starts]
    return found


def prefixed(before: str, hashes: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Return the hashes of parts with the same letters before them."""
    sums, _ = summed(codes(before))
    power = np.uint64(pow(_FACTOR, len(before), 1 << 64))
    found: NDArray[np.uint64] = hashes * power + sums[-1]
    return found


def scan(text: str, table: NDArray[np.uint8]) -> Words:
    """Return the words of a text; ``table`` is one of ``signs``."""
    parts: list[Words] = []
    before = int(Sign.BREAK)
    for start, end in _chunks(text, table):
        words, after = _scan(text[start:end], table, before)
        before = after if len(words.starts) else max(before, after)
        moved = words._replace(starts=words.starts + start, ends=words.ends + start)
        parts.append(moved)
    if len(parts) == 1:
        return parts[0]
    if not parts:
        return _NOTHING
    words = Words(*(np.concatenate(column) for column in zip(*parts, strict=True)))
    for place in accumulate(len(part.starts) for part in parts[:-1]):
        if 0 < place < len(words.starts):
            between = codes(text[words.ends[place - 1] : words.ends[place]])
            words.joins[place] = summed(between)[0][-1]
    return words


def _chunks(text: str, table: NDArray[np.uint8]) -> Iterator[tuple[int, int]]:
    """Yield places at which to cut a long text: never in a word that is not endless."""
    start = 0
    while start < len(text):
        end = min(start + _CHUNK, len(text))
        if end < len(text):
            back = np.take(table, codes(text[max(start, end - 4096) : end]))
            spaces = np.flatnonzero(back == Sign.SPACE)
            if len(spaces):
                end -= len(back) - 1 - int(spaces[-1])
        yield start, end
        start = end


def codes(text: str) -> NDArray[np.uint32]:
    """Return the text's code points, those above U+FFFF as U+FFFF."""
    encoded = text.encode("utf-32-le", "surrogatepass")
    return np.minimum(np.frombuffer(encoded, np.uint32), np.uint32(_BMP - 1))


def _scan(text: str, table: NDArray[np.uint8], before: int) -> tuple[Words, int]:
    """Return the words of a chunk and the sign after the last of them."""
    points = codes(text)
    sign = np.take(table, points)
    inside = np.zeros(len(sign) + 2, bool)
    np.greater_equal(sign, Sign.INNER, out=inside[1:-1])
    if (sign == Sign.INNER).any():
        _settle(sign, inside)
    edges = np.flatnonzero(inside[1:] != inside[:-1])
    starts, ends = edges[::2], edges[1::2]
    if not len(starts):
        return _NOTHING, max(before, int(sign.max(initial=0)))
    sums, back = summed(points)
    after_last = np.concatenate((np.zeros(1, np.int64), ends[:-1]))
    # The greatest sign of each run: the words' runs are every other one.
    runs = np.maximum.reduceat(sign, edges[: -1 if edges[-1] == len(sign) else None])
    first = max(before, int(sign[: starts[0]].max(initial=0)))
    after = int(sign[ends[-1] :].max(initial=0))
    gaps = np.concatenate(
        (np.array([first], np.uint8), runs[1 : 2 * len(starts) - 1 : 2])
    )
    hashes = hashed(sums, back, starts, ends)
    joins = hashed(sums, back, after_last, ends)
    return Words(starts, ends, gaps, hashes, joins), after


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
