"""Labels, which words of terms and of texts share, and how a word came by one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

# What parts a word of the text from its label: flags, and the less of them the better.
# They are plain numbers since texts have many words.
PROCLITIC: Final = 1
"""It bears a conjunction or a preposition."""
ARTICLE: Final = 2
"""It bears an article that the term has not."""
ENDING: Final = 4
"""It is inflected at its end, and so ends the term."""
HOW: Final = PROCLITIC | ARTICLE | ENDING

# Which ending a word has.
POSSESSIVE: Final = 1
PLURAL: Final = 2
"""A plural or a dual."""
ACCUSATIVE: Final = 3
GENITIVE: Final = 4
"""English ’s."""

CUT: Final = 8
"""How far the characters cut off before the term are shifted in a code."""

# What is true of several words of a place: flags above those and the cut.
ADDED: Final = 1 << 24
"""A word after the first bears an article that the term has not."""
PARTLY: Final = 1 << 25
"""Some words bear such an article and others do not."""
PARTED: Final = 1 << 26
"""Punctuation parts the words."""


class Form(NamedTuple):
    """One way to read a word of a text as a word of a term."""

    label: str
    how: int = 0
    """Flags; 0 for a word as it is written."""
    ending: int = 0
    cut: int = 0
    """Characters of the word before the term begins."""

    @property
    def code(self) -> int:
        """The form without its label as a number."""
        return self.how | self.ending << 3 | self.cut << CUT


def ending_of(code: int) -> int:
    """Return the ending of a form's code."""
    return code >> 3 & 7


Codes = list[tuple[str, int]]
"""Forms as labels with their codes."""


class Forms(NamedTuple):
    """The forms of many words as parallel columns, in no order."""

    word: NDArray[np.int64]
    label: NDArray[np.int64]
    """The label's number."""
    code: NDArray[np.int64]

    @classmethod
    def of(cls, codes: Iterable[Codes], numbers: Mapping[str, int]) -> Forms:
        """Return the forms of each word in turn as columns."""
        flat = [
            (word, numbers[label], code)
            for word, several in enumerate(codes)
            for label, code in several
        ]
        return cls(*np.array(flat, np.int64).reshape(-1, 3).T)

    def at(self, which: NDArray[np.bool_] | NDArray[np.int64]) -> Forms:
        """Return some of the forms."""
        return Forms(self.word[which], self.label[which], self.code[which])


def joined(*several: Forms) -> Forms:
    """Return all forms."""
    return Forms(*(np.concatenate(column) for column in zip(*several, strict=True)))


class Spelling(NamedTuple):
    """A sequence of labels under which a term is found."""

    labels: tuple[str, ...]
    parted: tuple[bool, ...]
    """Whether punctuation stands before each word, as the points do in ``أ.ف.ب``."""
    own: bool = True
    """Whether the labels are the term's own, not those of another number."""


class Labels(NamedTuple):
    """The labels of all terms of a matcher."""

    first: frozenset[str]
    """Of the words with which a term begins."""
    later: frozenset[str]
    nouns: frozenset[str]
    """Of terms of one word that may be inflected: no names."""
    numbers: Mapping[str, int]
    """Of all labels."""


class Language(Protocol):
    """What a matcher must know about a language."""

    apostrophes: bool
    """Whether an apostrophe may be part of a word."""
    names_inflect: bool
    """Whether a name may have an ending."""
    shortest: int
    """``agrees`` refuses no ending of a longer term."""

    def spellings(
        self, words: Sequence[str], parted: Sequence[bool]
    ) -> Iterator[Spelling]:
        """Yield the label sequences of a term, its own first."""

    def learn(self, labels: Labels) -> None:
        """Take the labels of the terms, once, before ``forms``."""

    def forms(self, words: Sequence[str]) -> tuple[Forms, Forms]:
        """Return how words may begin a term, and how they may go on with one."""

    def agrees(self, term: str, text: str, code: int) -> bool:
        """Tell whether a text may stand for a term whose labels it has."""

    def risky(self, label: str) -> bool:
        """Tell whether ``agrees`` could ever refuse a word with this label."""

    def definite(self, term: str) -> bool:
        """Tell whether a term bears an article, so that none is added to it."""
