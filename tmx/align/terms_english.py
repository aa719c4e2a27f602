"""English sentences as words, with what their capitals and hyphens say."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from glossary.arabic import key
from tmx.align.terms_text import LIGHT, Bond, Numbers, Side

if TYPE_CHECKING:
    from collections.abc import Sequence

_ENGLISH = re.compile(
    r"\d+[^\W\d_]+|\d+(?:[.,]\d+)*|(?:[A-Z]\.){2,}|(?<!\w['’])[^\W_]+(?:['’](?!s\b)[^\W\d_]+)*"
)
_BETWEEN = re.compile(r"(?:['’]s|s['’])?\s+|['’]\s+")
_HYPHENS = frozenset("-‐‑–")
_LATER = 4
"""Letters of a word that a hyphen puts after a name without being part of it, at least:
Texas-based, but Jae-in."""
_ABBREVIATIONS = frozenset(
    "st mr mrs ms dr prof gen lt col sgt capt gov sen rep jr sr no mt ft".split()
)
_NEVER = frozenset(
    "the a an of in on at to for and or by with from as is are was were be".split()
)
"""Words that are no name's edge, whatever their letters."""


def english_side(sentences: Sequence[str]) -> Side:
    """Return the English sentences as words; plurals share a number."""
    ids = Numbers()
    words: list[int] = []
    places: list[tuple[int, int, int]] = []
    first = [0]
    for sentence in sentences:
        last = -1
        before = ""
        for found in _ENGLISH.finditer(sentence):
            start, end = found.span()
            word = found.group()
            bond = _bond(sentence[last:start], before) if last >= 0 else Bond.NONE
            if bond is Bond.HYPHEN and len(word) >= _LATER and word.islower():
                bond = Bond.SPACE if before[:1].isupper() else bond
            before, last = word, end
            words.append(ids[before])
            places.append((start, end, bond))
        first.append(len(words))
    row = np.array(words, np.int64)
    numbers = Numbers()
    stems = np.array([numbers[english_stem(word)] for word in ids], np.int64)
    table = np.array(places, np.int64).reshape(len(places), 3)
    opening = np.isin(np.arange(len(row)), first)
    capital = np.array([_capital(word) for word in ids], bool)[row] & ~opening
    content = np.array(list(map(_is_content, ids)), bool)[row]
    hyphen = table[:, 2] == Bond.HYPHEN
    hyphen |= np.append(hyphen[1:], False)
    return Side(
        texts=sentences,
        types=tuple(numbers),
        word=stems[row],
        later=stems[row],
        shown=tuple(ids),
        form=row,
        bond=table[:, 2].astype(np.int8),
        content=content | capital | hyphen,
        capital=capital,
        start=table[:, 0].copy(),
        end=table[:, 1].copy(),
        first=np.array(first, np.int64),
    )


@lru_cache(maxsize=1 << 12)
def _bond(between: str, before: str) -> Bond:
    """Return what the signs between two words make of them."""
    if between in _HYPHENS:
        return Bond.HYPHEN
    if between.isspace() or _BETWEEN.fullmatch(between):
        return Bond.SPACE
    short = before.lower() in _ABBREVIATIONS or (len(before) == 1 and before.isupper())
    return Bond.SPACE if short and between.rstrip() == "." else Bond.NONE


@lru_cache(maxsize=1 << 16)
def english_stem(word: str) -> str:
    """Return what a word and its plural have in common."""
    plain = key(word.replace(".", "").replace("’", "'"))
    if len(plain) > 4 and plain.endswith("ies"):  # noqa: PLR2004 - not dies
        return f"{plain[:-3]}y"
    if len(plain) > 3 and plain.endswith("s") and plain[-2] not in "suid'":  # noqa: PLR2004
        return plain[:-2] if plain.endswith(("sses", "ches", "shes")) else plain[:-1]
    return plain


def _capital(word: str) -> bool:
    return word[:1].isupper() and word.lower() not in _NEVER


def _is_content(word: str) -> bool:
    lower = word.lower()
    if lower in _NEVER:
        return False
    shouted = len(word) > 1 and word.isupper()
    return shouted or lower not in LIGHT
