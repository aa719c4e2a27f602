"""The words of many texts at once: what ``glossary.arabic.tokens.split`` finds.

The code points of all texts stand in one array, so that words are where their class
changes. Numbers with separators and joined Latin words are left to the expression.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from glossary.arabic.keys import INVISIBLE, MARKS
from glossary.arabic.tokens import NOTES, WORD, Gap, _paragraph_breaks, gap_of
from glossary.extract.counting import distinct

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

_LETTER, _MARK, _UNSEEN, _DIGIT, _BLANK, _POINT, _JOINT, _LATIN = 1 << np.arange(8)
_INSIDE = int(_LETTER | _MARK | _UNSEEN)
_NEW_LINE = ord("\n")
_SPACE = ord(" ")
_MIX = (0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9)
_BASE = 0xD6E8FEB86659FD93
"""Odd, so that it has an inverse among 64-bit numbers."""
_ROW = 1 << 11
"""Powers that are worked out one after the other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words of some texts; the arrays are parallel, in reading order."""

    types: list[str]
    """The distinct words as written, in order of first appearance."""
    word: NDArray[np.int32]
    """Indices into ``types``."""
    gap: NDArray[np.int8]
    """``Gap`` before each word."""
    start: NDArray[np.int32]
    end: NDArray[np.int32]
    """Code points from 0 in the word's text."""
    text: NDArray[np.int32]
    """Which text."""


def split_all(texts: Sequence[str]) -> Words:
    """Split texts into words as ``split`` does; words are told apart by 64-bit hash."""
    joined = "\n".join(texts)
    codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32)
    kinds = _kinds(codes)
    start, end = _spans(joined, codes, kinds)
    sizes = np.fromiter(map(len, texts), np.int64, len(texts)) + 1
    begins = np.cumsum(sizes) - sizes
    text = np.searchsorted(begins, start, "right") - 1
    gap = _gaps(joined, codes, start, end)
    first = np.diff(text, prepend=-1) != 0
    gap[first] = Gap.PARAGRAPH
    _end_paragraphs(texts, begins, start, gap)
    types, word = _types(joined, codes, start, end)
    return Words(
        types=types,
        word=word,
        gap=gap,
        start=(start - begins[text]).astype(np.int32),
        end=(end - begins[text]).astype(np.int32),
        text=text.astype(np.int32),
    )


@cache
def _table() -> NDArray[np.uint8]:
    """Return the class of each code point, 255 where nobody asked yet."""
    return np.full(0x110000, 255, np.uint8)


@cache
def _marks() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Return the marks, the invisible and the raised characters of ``WORD``."""
    return _members(MARKS), _members(INVISIBLE), _members(NOTES)


def _members(inside: str) -> frozenset[str]:
    """Return the characters of the inside of a character class."""
    found: set[str] = set()
    for place, char in enumerate(inside):
        if char == "-":
            low, high = ord(inside[place - 1]), ord(inside[place + 1])
            found.update(map(chr, range(low, high)))
        else:
            found.add(char)
    return frozenset(found)


def _kind(char: str) -> int:
    marks, unseen, notes = _marks()
    return int(
        _LETTER * (char.isalnum() and char not in notes)
        | _MARK * (char in marks)
        | _UNSEEN * (char in unseen)
        | _DIGIT * char.isdecimal()
        | _BLANK * char.isspace()
        | _POINT * (char in ".,٫٬")
        | _JOINT * (char in "'’-")
        | _LATIN * (char.isascii() and char.isalpha())
    )


def _kinds(codes: NDArray[np.uint32]) -> NDArray[np.uint8]:
    table = _table()
    kinds = table[codes]
    unknown = codes[kinds == table.dtype.type(255)]
    if len(unknown):
        for code in distinct(unknown).tolist():
            table[code] = _kind(chr(code))
        kinds = table[codes]
    return kinds


def _spans(
    joined: str, codes: NDArray[np.uint32], kinds: NDArray[np.uint8]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return where the words begin and end."""
    inside = np.zeros(len(codes) + 2, bool)
    np.not_equal(kinds & _INSIDE, 0, out=inside[1:-1])
    edges = np.flatnonzero(inside[1:] != inside[:-1])
    start, end = edges[::2], edges[1::2]
    start, end = _trimmed(kinds, start, end)
    return _joined(joined, kinds, start, end)


def _trimmed(
    kinds: NDArray[np.uint8], start: NDArray[np.int64], end: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Let words begin with a letter and end in none that is invisible."""
    late = np.flatnonzero(kinds[start] & int(_LETTER) == 0)
    if len(late):
        letters = np.append(np.flatnonzero(kinds & int(_LETTER)), len(kinds))
        start = start.copy()
        start[late] = letters[np.searchsorted(letters, start[late])]
        real = start < end
        start, end = start[real], end[real]
    early = np.flatnonzero(kinds[end - 1] & int(_UNSEEN))
    if len(early):
        seen = np.flatnonzero(kinds & int(_LETTER | _MARK))
        end = end.copy()
        end[early] = seen[np.searchsorted(seen, end[early]) - 1] + 1
    return start, end


def _joined(
    joined: str,
    kinds: NDArray[np.uint8],
    start: NDArray[np.int64],
    end: NDArray[np.int64],
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Split stretches that hold 9.5 or Hoenlein's by the expression."""
    signs = np.flatnonzero(kinds & int(_POINT | _JOINT))
    signs = signs[(signs > 0) & (signs < len(kinds) - 1)]
    before, sign, after = kinds[signs - 1], kinds[signs], kinds[signs + 1]
    number = (sign & int(_POINT) != 0) & (before & after & int(_DIGIT) != 0)
    latin = (sign & int(_JOINT) != 0) & (after & int(_LATIN) != 0)
    latin &= before & int(_LETTER | _MARK) != 0
    signs = signs[number | latin]
    if not len(signs):
        return start, end
    blanks = np.concatenate(([-1], np.flatnonzero(kinds & int(_BLANK)), [len(kinds)]))
    right = np.searchsorted(blanks, signs)
    right = distinct(right)
    lefts, rights = blanks[right - 1] + 1, blanks[right]
    found = [
        match.span()
        for left, right_ in zip(lefts.tolist(), rights.tolist(), strict=True)
        for match in WORD.finditer(joined, left, right_)
    ]
    stretch = np.searchsorted(lefts, start, "right") - 1
    plain = (stretch < 0) | (start >= rights[np.maximum(stretch, 0)])
    spans = np.array(found, np.int64).reshape(-1, 2)
    start = np.concatenate((start[plain], spans[:, 0]))
    end = np.concatenate((end[plain], spans[:, 1]))
    order = np.argsort(start, kind="stable")
    return start[order], end[order]


def _gaps(
    joined: str,
    codes: NDArray[np.uint32],
    start: NDArray[np.int64],
    end: NDArray[np.int64],
) -> NDArray[np.int8]:
    """Classify what stands before each word, as if all were one paragraph."""
    gap = np.full(len(start), int(Gap.SPACE), np.int8)
    if not len(start):
        return gap
    left = np.concatenate((start[:1], end[:-1]))
    odd = np.flatnonzero((start - left != 1) | (codes[left] != _SPACE))
    between = zip(left[odd].tolist(), start[odd].tolist(), strict=True)
    gap[odd] = [gap_of(joined[one:other]) for one, other in between]
    return gap


def _end_paragraphs(
    texts: Sequence[str],
    begins: NDArray[np.int64],
    start: NDArray[np.int64],
    gap: NDArray[np.int8],
) -> None:
    """Put ``PARAGRAPH`` before the words that a paragraph's end stands before."""
    breaks = [
        np.fromiter(found, np.int64, len(found)) + begin
        for text, begin in zip(texts, begins.tolist(), strict=True)
        if "\n" in text and (found := _paragraph_breaks(text))
    ]
    if breaks and len(gap):
        ends = np.concatenate(breaks)
        later = np.searchsorted(start, ends)  # the word after each break
        gap[later[later < len(start)]] = Gap.PARAGRAPH


def _types(
    joined: str,
    codes: NDArray[np.uint32],
    start: NDArray[np.int64],
    end: NDArray[np.int64],
) -> tuple[list[str], NDArray[np.int32]]:
    """Return the distinct words and each word's number among them."""
    hashes = hashed(codes, start, end)
    first = _first_of_equals(hashes)
    new = first == np.arange(len(first))
    number = np.cumsum(new, dtype=np.int32) - np.int32(1)
    firsts = np.flatnonzero(new)
    spans = zip(start[firsts].tolist(), end[firsts].tolist(), strict=True)
    return [joined[one:other] for one, other in spans], number[first]


def _first_of_equals(hashes: NDArray[np.uint64]) -> NDArray[np.int64]:
    """Return for each hash the row at which it first stands.

    Rows are put into a table by the last bits of their hash, the first row of a place
    last. Those that find another hash there, few, are put into it again.
    """
    bits = np.uint64((1 << len(hashes).bit_length()) - 1)
    table = np.empty(int(bits) + 1, np.int32)
    places = (hashes & bits).astype(np.int64)
    first = np.empty(len(hashes), np.int64)
    rows = np.arange(len(hashes))
    while len(rows):
        here = places[rows]
        table[here[::-1]] = rows[::-1]
        heads = table[here]
        same = hashes[heads] == hashes[rows]
        first[rows[same]] = heads[same]
        rows = rows[~same]
    return first


def hashed(
    codes: NDArray[np.uint32], start: NDArray[np.int64], end: NDArray[np.int64]
) -> NDArray[np.uint64]:
    """Return a 64-bit number for each stretch of code points, by what it holds.

    A polynomial over numbers mixed from the letters (Karp and Rabin 1987), whose
    powers an inverse takes away again where the stretch begins.
    """
    letters = codes.astype(np.uint64)
    letters += np.uint64(1)
    letters *= np.uint64(_MIX[0])
    letters ^= letters >> np.uint64(29)
    letters *= np.uint64(_MIX[1])
    letters ^= letters >> np.uint64(32)
    letters *= _powers(_BASE, len(codes))
    sums = np.zeros(len(codes) + 1, np.uint64)
    np.cumsum(letters, out=sums[1:])
    back = _powers(pow(_BASE, -1, 1 << 64), len(codes) + 1)
    hashes: NDArray[np.uint64] = (sums[end] - sums[start]) * back[start]
    return hashes ^ (hashes >> np.uint64(31))


def _powers(base: int, size: int) -> NDArray[np.uint64]:
    """Return the powers of a 64-bit number from the 0th on.

    They are products of two short rows: in a long one each would wait for the last.
    """
    begins = _row(pow(base, _ROW, 1 << 64), -(-size // _ROW))
    return np.multiply.outer(begins, _row(base, _ROW)).reshape(-1)[:size]


def _row(base: int, size: int) -> NDArray[np.uint64]:
    factors = np.full(size, base, np.uint64)
    factors[:1] = 1
    return np.cumprod(factors, dtype=np.uint64)
