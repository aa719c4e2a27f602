"""Sentences as arrays of words: what terms are sought in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

import numpy as np

from glossary.arabic import key
from tmx.align.words import FUNCTION_WORDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Flags = NDArray[np.bool_]

LIGHT = FUNCTION_WORDS | {
    key(word)
    for word in """can could may might must should not also very about after before
    during when while because though although since until between against over under
    through how why where yet only even still بعد قبل عند عندما حين حيث بين خلال حول
    ضد منذ حتى إذا لكن ولكن لا لم لن مع عبر سوف هناك أيضا إلا إما بدون دون نحو
    مثل""".split()
}
"""Words that no term begins or ends with."""


class Bond(IntEnum):
    """How a word hangs together with the one before it."""

    NONE = 0
    """It begins a sentence, or punctuation parts them: no term runs over it."""
    SPACE = 1
    HYPHEN = 2
    """No term begins or ends at it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """The sentences of one language as words; the arrays are parallel."""

    texts: Sequence[str]
    types: tuple[str, ...]
    """What the words' numbers stand for."""
    word: Ints
    """The word as the first of a term: without proclitics and article."""
    later: Ints
    """The word inside a term: with its proclitics."""
    shown: tuple[str, ...]
    """What a term's first word is written as, by ``form``."""
    form: Ints
    bond: NDArray[np.int8]
    content: Flags
    """Whether the word says something by itself: no article, no preposition."""
    capital: Flags
    start: Ints
    end: Ints
    """Code points from 0 in its sentence."""
    first: Ints
    """The place of each sentence's first word; at the end, the number of words."""

    @property
    def sentence(self) -> Ints:
        """The sentence of each word."""
        return np.repeat(np.arange(len(self.texts)), np.diff(self.first))


class Numbers(dict[str, int]):
    """Numbers its keys in the order in which they are first asked for."""

    def __missing__(self, word: str) -> int:
        number = self[word] = len(self)
        return number
