"""English text made comparable: words without case, accents, hyphens, possessives."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from functools import lru_cache
from itertools import accumulate, chain
from typing import NamedTuple

from glossary.check.common import COMMON
from glossary.check.remembered import Remembered

_WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}(?!\w)"  # U.S.
    r"|[^\W_]+(?:['’ʼʻ‘`´][^\W_]+)*"
)
_POSSESSIVE = re.compile(r"['’ʼ‘`´]s?$", re.IGNORECASE)
SIGNS = '.,:;!?()[]"“”«»،؛؟…'
"""Signs that are no part of a word on whose sides they stand."""
_APOSTROPHES = re.compile("['’ʼʻ‘`´.ʿʾ]")
_LETTERS = str.maketrans(
    {"ø": "o", "ß": "ss", "ł": "l", "æ": "ae", "œ": "oe", "đ": "d", "ı": "i", "ə": "a"}
)


class Word(NamedTuple):
    """A word at a place; ``start`` and ``end`` are code points from 0."""

    start: int
    end: int
    fold: str
    """In lower case, without accents, apostrophes and a possessive s."""
    capital: bool


@lru_cache(maxsize=1 << 14)
def fold(text: str) -> str:
    """Return a word as it is compared."""
    plain = _POSSESSIVE.sub("", text).casefold()
    plain = _APOSTROPHES.sub("", plain)
    if plain.isascii():
        return plain
    plain = unicodedata.normalize("NFKD", plain.translate(_LETTERS))
    return "".join(char for char in plain if not unicodedata.combining(char))


@lru_cache(maxsize=1 << 14)
def _form(written: str) -> tuple[str, bool]:
    """Return a word's fold and whether it has a capital."""
    return fold(written), written[0].isupper()


def chunk_forms(chunk: str) -> tuple[tuple[str, bool], ...]:
    """Return the forms of a stretch without spaces: no word runs over a space."""
    word = chunk.strip(SIGNS)
    if word.isalpha() and word.isascii():
        return ((word.lower(), word[0].isupper()),)
    return tuple(map(_form, _WORD.findall(chunk)))


def is_namable(fold: str, *, capital: bool) -> bool:
    """Tell whether a word may be a name."""
    return capital and len(fold) > 1 and fold not in COMMON


_FORMS = Remembered(chunk_forms)


class English:
    """A text's words, and a search over their letters that sees no hyphens."""

    __slots__ = ("_bounds", "_letters", "_spans", "_words", "forms", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        chunks = map(_FORMS.__getitem__, text.split())
        self.forms = list(chain.from_iterable(chunks))
        """The fold of each word, and whether it has a capital."""
        self._spans: list[tuple[int, int]] | None = None
        self._words: list[Word] | None = None
        self._letters: str | None = None
        self._bounds: list[int] = []

    @property
    def spans(self) -> list[tuple[int, int]]:
        """Start and end of each word."""
        if self._spans is None:
            self._spans = [match.span() for match in _WORD.finditer(self.text)]
        return self._spans

    @property
    def words(self) -> list[Word]:
        """The words in their order."""
        if self._words is None:
            self._words = [
                Word(*span, *form)
                for span, form in zip(self.spans, self.forms, strict=True)
            ]
        return self._words

    def named(self) -> list[int]:
        """Return the numbers of the words with a capital that may be of names."""
        return [
            number
            for number, (folded, capital) in enumerate(self.forms)
            if capital and is_namable(folded, capital=capital)
        ]

    def find(self, letters: str) -> tuple[int, int] | None:
        """Return the first and last word that these letters spell, or ``None``."""
        return next(iter(self.find_all(letters)), None)

    def find_all(self, letters: str) -> list[tuple[int, int]]:
        """Return the first and last word of each place that spells these letters."""
        if self._letters is None:
            folds = [folded for folded, _ in self.forms]
            self._letters = "".join(folds)
            self._bounds = list(accumulate(map(len, folds), initial=0))
        text, bounds = self._letters, self._bounds
        place = text.find(letters) if letters else -1
        found = []
        while place >= 0:
            end = place + len(letters)
            first = bisect_left(bounds, place)
            last = bisect_right(bounds, end) - 1
            if bounds[first] == place and bounds[last] == end:
                found.append((first, last - 1))
            place = text.find(letters, place + 1)
        return found

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Return the offsets of words from first to last."""
        return self.spans[first][0], self.spans[last][1]


@lru_cache(maxsize=1 << 15)
def folds(text: str) -> tuple[str, ...]:
    """Return the words of a term as they are compared, without a leading *the*."""
    words = tuple(fold(match[0]) for match in _WORD.finditer(text))
    words = tuple(word for word in words if word)
    return words[1:] if len(words) > 1 and words[0] == "the" else words


def joined(text: str) -> str:
    """Return the letters by which ``English.find`` looks for a term."""
    return "".join(folds(text))


_IRREGULAR = {
    "men": "man",
    "women": "woman",
    "people": "person",
    "children": "child",
    "countries": "country",
    "media": "medium",
    "memoranda": "memorandum",
    "criteria": "criterion",
    "phenomena": "phenomenon",
    "militiamen": "militiaman",
    "servicemen": "serviceman",
    "gunmen": "gunman",
    "spokesmen": "spokesman",
    "crises": "crisis",
}
_ENDINGS = (
    "isations izations isation ization ations ation ities ments ment ings ing ions ion"
    " ives ive ised ized ises izes ise ize ally ical als al ers er ors or ies ity ied"
    " es ed s y e"
).split()
_LEAST = 4


_BRITISH = re.compile(
    r"(?<=[a-z]{2})(?:(is)(?=e|ing|ation)|(our)(?=$|s$|ed|ing|al|able|ite|er|ly|hood|less|ful|is[mt])"
    r"|(re)(?=s?$)|((?<=en)ce)(?=s?$)|(mme)(?=s?$)|(ll)(?=ed|ing|er))"
)
_AMERICAN = (None, "iz", "or", "er", "se", "m", "l")


@lru_cache(maxsize=1 << 15)
def spelling(word: str) -> str:
    """Return one spelling for the British and the American one of a folded word."""
    return _BRITISH.sub(lambda match: _AMERICAN[match.lastindex or 0] or "", word)


@lru_cache(maxsize=1 << 15)
def stem(word: str) -> str:
    """Return what the forms of an English word share, roughly: only to forgive."""
    word = _IRREGULAR.get(word, word)
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST:
            return word[: -len(ending)]
    if word.endswith("s") and not word.endswith("ss") and len(word) > _LEAST - 1:
        return word[:-1]
    return word


def akin(one: str, other: str) -> bool:
    """Tell whether two folded words are forms of one word: settle, settlement."""
    if one == other:
        return True
    left, right = stem(spelling(one)), stem(spelling(other))
    if left == right:
        return True
    short, long = sorted((left, right), key=len)
    return len(short) > _LEAST and long.startswith(short) and len(long) - len(short) < 4  # noqa: PLR2004
