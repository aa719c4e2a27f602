"""What is known of two words before the texts are counted: dictionaries, names."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from tmx.align.dictionary import packaged
from tmx.align.skeleton import arabic, latin
from tmx.align.terms_english import english_stem

if TYPE_CHECKING:
    from tmx.align.dictionary import Dictionary
    from tmx.align.terms_text import Side

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float32]

Names = Callable[[Sequence[str], Sequence[str]], NDArray[np.float32]]
"""Takes Arabic and Latin words side by side, returns how likely each pair is one name,
from 0 to 1."""

_KNOWN, _NAMED = np.float32(0.5), np.float32(2.0)
"""What a dictionary's word and a sure name weigh: so many times seen together."""
_LIKELY = 0.3
_CAPITAL = 0.5
"""The share of a name's mentions that have a capital, at least."""


def prior(
    source: Side,
    target: Side,
    *,
    dictionaries: Sequence[Dictionary] = (),
    names: Names | None = None,
) -> Callable[[Ints, Ints], Floats]:
    """Return what weighs pairs of words: see ``terms_links.links``."""

    def weigh(ours: Ints, theirs: Ints) -> Floats:
        found = np.zeros(len(ours), np.float32)
        codes = _codes(source, target, (packaged(), *dictionaries))
        found[np.isin(ours * len(target.types) + theirs, codes)] = _KNOWN
        if names is not None:
            rows = _pairs(source, target, ours, theirs)
            likely = names(
                [source.types[one] for one in ours[rows].tolist()],
                [target.types[one] for one in theirs[rows].tolist()],
            )
            weight = np.where(likely >= _LIKELY, likely * _NAMED, 0)
            found[rows] = np.maximum(found[rows], weight)
        return found

    return weigh


def _codes(source: Side, target: Side, dictionaries: Sequence[Dictionary]) -> Ints:
    """Return the pairs that the dictionaries have, each as one number."""
    numbers = {word: number for number, word in enumerate(target.types)}
    found = {
        ours * len(numbers) + theirs
        for ours, word in enumerate(source.types)
        for dictionary in dictionaries
        for english in dictionary.get(word, ())
        if (theirs := numbers.get(english_stem(english))) is not None
    }
    return np.array(sorted(found), np.int64)


def _pairs(source: Side, target: Side, ours: Ints, theirs: Ints) -> Ints:
    """Return the rows of pairs that begin with the same consonant, if any, as names do.

    The full comparison is dear, and this spares nine pairs of ten.
    """
    capital = _share(target.word, target.capital, len(target.types)) >= _CAPITAL
    heads = np.array([_head(arabic(word), word) for word in source.types])
    others = np.array([_head(latin(word), word) for word in target.types])
    rows = np.flatnonzero(capital[theirs])
    first, second = heads[ours[rows]], others[theirs[rows]]
    same: Ints = rows[(first == second) & (first > 0)]
    return same


def _head(bones: str, word: str) -> int:
    """Return the first consonant; 0 for what is no word of letters."""
    if not word.isalpha():
        return 0
    return ord(bones[0]) if bones else 1


def _share(word: Ints, flags: NDArray[np.bool_], size: int) -> NDArray[np.float64]:
    many = np.bincount(word, minlength=size)
    share: NDArray[np.float64] = np.bincount(word, flags, size) / np.maximum(many, 1)
    return share
