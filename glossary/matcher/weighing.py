"""Whether words are made of a term and clitics or endings, by the lexicon."""

from __future__ import annotations

from itertools import repeat
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from glossary.arabic.clitics import ARTICLE
from glossary.lexicon import attachment
from glossary.matcher.forms import ACCUSATIVE, ENDING, PLURAL, POSSESSIVE
from glossary.matcher.forms import ARTICLE as ADDED
from glossary.readings import FAMILIAR, OWN_WORD, SHORT_STEM

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from glossary.lexicon import Lexicon

    Zipfs = NDArray[np.float64]
    Flags = NDArray[np.bool_]

_BORNE = -1.0
"""log10 of how often a noun bears an ending, at most, against its bare form."""
_BOTH = 1.5
"""How far apart, in powers of ten, a plural's use with the article and without is at
most: names (سلمان, لبنان, البحرين) have one of the two."""


class Guess(NamedTuple):
    """A form of a word and what it rests on."""

    label: str
    code: int
    proclitics: str
    own: str
    """The match key of the word."""
    base: str
    """The same without proclitics, with the article."""
    noun: str
    """The match key of the term's word where the form has an ending, else empty."""
    whole: bool
    """Whether a term begins with the whole word."""
    marked: bool
    """Whether the word bears a tanwin."""


class _Columns(NamedTuple):
    """Guesses and the general frequencies of what they rest on."""

    guesses: Sequence[Guess]
    code: NDArray[np.int64]
    proclitics: NDArray[np.int64]
    """How many letters."""
    stems: Sequence[str]
    """The bases without the article."""
    article: Flags
    """Whether the base has one."""
    base: Zipfs
    definite: Zipfs
    """Of the stem with the article."""
    noun: Zipfs

    @classmethod
    def of(cls, guesses: Sequence[Guess], lexicon: Lexicon) -> _Columns:
        """Look up the guesses."""
        bases = [one.base.rstrip("ء") for one in guesses]
        stems = [base.removeprefix(ARTICLE) for base in bases]
        return cls(
            guesses,
            np.array([one.code for one in guesses], np.int64),
            np.array([len(one.proclitics) for one in guesses], np.int64),
            stems,
            np.array(
                [len(b) > len(s) for b, s in zip(bases, stems, strict=True)], bool
            ),
            lexicon.zipfs(bases),
            lexicon.zipfs([ARTICLE + stem for stem in stems]),
            lexicon.zipfs([one.noun for one in guesses]),
        )


def holding(guesses: Sequence[Guess], lexicon: Lexicon) -> Flags:
    """Tell which guesses the lexicon lets stand."""
    found = np.ones(len(guesses), bool)
    if not guesses:
        return found
    columns = _Columns.of(guesses, lexicon)
    for place in (0, 1):
        if len(some := np.flatnonzero(columns.proclitics > place)):
            found[some] &= _splits(columns, some, place, lexicon)
    if len(some := np.flatnonzero(columns.code & ENDING)):
        found[some] &= _inflects(columns, some, lexicon)
    return found


def _splits(
    columns: _Columns, some: NDArray[np.int64], place: int, lexicon: Lexicon
) -> Flags:
    """Tell which words without ``place`` letters are no words of their own.

    A word that the glossary has and the lexicon has not is not taken apart.
    """
    guesses = [columns.guesses[row] for row in some.tolist()]
    owns = [one.own[place:] for one in guesses]
    own = lexicon.zipfs(owns)
    lone = lexicon.zipfs([ARTICLE + one for one in owns]) == 0
    attached = np.array([attachment(one.proclitics[place:]) for one in guesses])
    inflected = columns.code[some] & ENDING > 0
    rest = columns.base[some]
    rest = np.where(inflected, np.maximum(rest, columns.noun[some] + _BORNE), rest)
    noun = (columns.definite[some] >= FAMILIAR) & (rest >= FAMILIAR + 1)
    long = [len(columns.stems[row]) > SHORT_STEM for row in some.tolist()]
    noun |= columns.article[some] & np.array(long, bool)
    limit = np.where(noun & lone, OWN_WORD + 1, OWN_WORD)
    surplus = np.where(rest == 0, np.inf, own - (rest + attached))
    found: Flags = (own == 0) | (_rounded(surplus) < limit)
    if not place:
        found &= (own > 0) | ~np.array([one.whole for one in guesses], bool)
    return found


def _inflects(columns: _Columns, some: NDArray[np.int64], lexicon: Lexicon) -> Flags:
    """Tell which words may be inflected forms of a noun."""
    guesses = [columns.guesses[row] for row in some.tolist()]
    code, form = columns.code[some], columns.base[some]
    stem = lexicon.zipfs([columns.stems[row] for row in some.tolist()])
    noun, definite = columns.noun[some], columns.definite[some]
    articled = lexicon.zipfs([ARTICLE + one.noun for one in guesses])
    ending = code >> 3 & 7
    accusative = ending == ACCUSATIVE
    marked = np.array([one.marked for one in guesses], bool)
    both = (stem > 0) & (definite > 0) & (np.abs(stem - definite) <= _BOTH)
    explained = np.where(code & ADDED, articled, noun) + _BORNE
    limit = np.where(accusative, 0.5, OWN_WORD)
    borne = (_rounded(form - explained) < limit) | ((ending == PLURAL) & both)
    borne &= (ending == POSSESSIVE) | (form > 0)
    borne |= accusative & marked
    familiar = np.minimum(articled, noun) >= FAMILIAR - 1
    found: Flags = familiar & borne
    return found


def _rounded(values: Zipfs) -> Zipfs:
    """Round to a tenth, as the values' decimal digits say."""
    return np.array(list(map(round, values.tolist(), repeat(1))), np.float64)
