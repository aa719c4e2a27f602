"""Bare forms and match keys of many words: what ``bare`` and ``key`` give each.

The code points of all words stand in one array and go through a table. A word with a
character that the table cannot change by itself is left to the function.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from glossary.arabic.keys import PLAIN, bare, key

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

_BETWEEN = ord("\n")
"""Stands between words; none holds it."""
_GONE = 0
_UNASKED = 0xFFFE
_ODD = 0xFFFF
"""Stands for what is left to the function, and for all characters above."""


def bares(words: Sequence[str]) -> list[str]:
    """Return the bare form of each word."""
    codes = _codes(words)
    found = list(words)
    _mend(found, words, codes, _looked_up(codes, _plain(), _kept), bare)
    return found


def keys(words: Sequence[str]) -> list[str]:
    """Return the match key of each bare word."""
    codes = _codes(words)
    folded = _looked_up(codes, _folds(), _fold)
    text = folded[folded != _GONE].astype("<u4").tobytes()
    found: list[str] = text.decode("utf-32-le", "surrogatepass").split("\n")
    found = found[: len(words)]  # no words, one empty string
    _mend(found, words, codes, folded, key)
    return found


def _codes(words: Sequence[str]) -> NDArray[np.uint32]:
    text = "\n".join(words).encode("utf-32-le", "surrogatepass")
    return np.minimum(np.frombuffer(text, np.uint32), np.uint32(_ODD))


def _looked_up(
    codes: NDArray[np.uint32], table: NDArray[np.uint16], one: Callable[[str], int]
) -> NDArray[np.uint16]:
    """Return what stands for each character; ``one`` tells of a new one."""
    new = codes[table[codes] == _UNASKED]
    for code in set(new.tolist()):
        table[code] = one(chr(code))
    return table[codes]


def _mend(
    found: list[str],
    words: Sequence[str],
    codes: NDArray[np.uint32],
    looked_up: NDArray[np.uint16],
    one: Callable[[str], str],
) -> None:
    """Let the function have the words with an odd character."""
    odd = np.flatnonzero(looked_up == _ODD)
    if len(odd):
        ends = np.flatnonzero(codes == _BETWEEN)
        for row in set(np.searchsorted(ends, odd).tolist()):
            found[row] = one(words[row])


def _kept(letter: str) -> int:
    return ord(letter) if letter.isascii() or PLAIN.fullmatch(letter) else _ODD


def _fold(letter: str) -> int:
    folded = key(letter)
    if not folded and not letter.isspace():
        return _GONE
    return ord(folded) if len(folded) == 1 and ord(folded) != _GONE else _ODD


@cache
def _plain() -> NDArray[np.uint16]:
    return _table()


@cache
def _folds() -> NDArray[np.uint16]:
    return _table()


def _table() -> NDArray[np.uint16]:
    table = np.full(_ODD + 1, _UNASKED, np.uint16)
    table[_BETWEEN] = _BETWEEN
    table[_UNASKED:] = _ODD
    return table
