"""Both sides of aligned text as arrays of words: what terms are sought in."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, Protocol

import numpy as np

from glossary.arabic import Gap, bare, is_arabic, key
from glossary.arabic.tokens import detached_clitic, split
from tmx.align.words import FUNCTION_WORDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Flags = NDArray[np.bool_]


class Read(Protocol):
    """What a word is made of; ``glossary.readings.Reading`` is one."""

    @property
    def proclitics(self) -> str:
        """The conjunction and preposition as written; empty for none."""

    @property
    def article(self) -> bool:
        """Whether the article stands before the stem."""

    @property
    def stem(self) -> str:
        """The rest."""

    @property
    def lexeme(self) -> str:
        """The match key of the stem."""


Reader = Callable[[Mapping[str, int]], Callable[[str], Read]]
"""Takes the bare words of a text with their counts; returns what reads one of them."""


class Whole(NamedTuple):
    """A word read by its letters alone."""

    stem: str
    lexeme: str
    article: bool
    proclitics: str = ""


def by_letters(_: Mapping[str, int]) -> Callable[[str], Read]:
    """Return what splits off the article and nothing else: the reader of tests."""

    def read(word: str) -> Read:
        stem = word.removeprefix("ال")
        if len(stem) > 2 and stem != word:  # noqa: PLR2004 - a stem has three letters
            return Whole(stem, key(stem), article=True)
        return Whole(word, key(word), article=False)

    return read


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


class _Numbers(dict[str, int]):
    """Numbers its keys in the order in which they are first asked for."""

    def __missing__(self, word: str) -> int:
        number = self[word] = len(self)
        return number


def arabic_side(sentences: Sequence[str], reader: Reader) -> Side:
    """Return the Arabic sentences as words, read by what ``reader`` returns."""
    ids = _Numbers()
    words: list[int] = []
    places: list[tuple[int, int, int]] = []
    first = [0]
    for sentence in sentences:
        cut = False
        for word, gap, start, end in zip(*split(sentence), strict=True):
            if detached_clitic(word) is not None:
                cut = True
                continue
            bond = Bond.SPACE if gap in (Gap.SPACE, Gap.HYPHEN) and not cut else 0
            cut = False
            words.append(ids[bare(word)])
            places.append((start, end, 0 if len(words) - 1 == first[-1] else bond))
        first.append(len(words))
    row = np.array(words, np.int64)
    counts = np.bincount(row, minlength=len(ids)).tolist()
    read = reader(dict(zip(ids, counts, strict=True)))
    readings = [read(word) for word in ids]
    numbers = _Numbers()
    lexemes = np.array([numbers[one.lexeme] for one in readings], np.int64)
    laters = np.array(
        [
            numbers[f"{one.proclitics}+{one.lexeme}" if one.proclitics else one.lexeme]
            for one in readings
        ],
        np.int64,
    )
    content = np.array(list(map(_is_arabic_content, ids, readings)), bool)
    table = np.array(places, np.int64).reshape(len(places), 3)
    return Side(
        texts=sentences,
        types=tuple(numbers),
        word=lexemes[row],
        later=laters[row],
        shown=tuple(f"ال{one.stem}" if one.article else one.stem for one in readings),
        form=row,
        bond=table[:, 2].astype(np.int8),
        content=content[row],
        capital=np.zeros(len(row), bool),
        start=table[:, 0].copy(),
        end=table[:, 1].copy(),
        first=np.array(first, np.int64),
    )


def _is_arabic_content(word: str, reading: Read) -> bool:
    folded = key(word)
    return (
        folded not in _LIGHT
        and folded.lstrip("وف") not in _LIGHT
        and reading.lexeme not in _LIGHT
        and (len(reading.stem) > 1 or not is_arabic(word))
    )


_LIGHT = FUNCTION_WORDS | {
    key(word)
    for word in """can could may might must should not also very about after before
    during when while because though although since until between against over under
    through how why where yet only even still بعد قبل عند عندما حين حيث بين خلال حول ضد
    منذ حتى إذا لكن ولكن لا لم لن مع عبر سوف هناك أيضا إلا إما بدون دون نحو مثل""".split()
}
"""Words that no term begins or ends with."""

_ENGLISH = re.compile(
    r"\d+[^\W\d_]+|\d+(?:[.,]\d+)*|(?:[A-Z]\.){2,}|[^\W_]+(?:['’](?!s\b)[^\W\d_]+)*"
)
_BETWEEN = re.compile(r"(?:['’]s|s['’])?\s+|['’]\s+")
_HYPHENS = frozenset("-‐‑–")
_ABBREVIATIONS = frozenset(
    "st mr mrs ms dr prof gen lt col sgt capt gov sen rep jr sr no mt ft".split()
)
_NEVER = frozenset(
    "the a an of in on at to for and or by with from as is are was were be".split()
)
"""Words that are no name's edge, whatever their letters."""


def english_side(sentences: Sequence[str]) -> Side:
    """Return the English sentences as words; plurals share a number."""
    ids = _Numbers()
    words: list[int] = []
    places: list[tuple[int, int, int]] = []
    first = [0]
    for sentence in sentences:
        last = -1
        before = ""
        for found in _ENGLISH.finditer(sentence):
            start, end = found.span()
            bond = _bond(sentence[last:start], before) if last >= 0 else Bond.NONE
            before, last = found.group(), end
            words.append(ids[before])
            places.append((start, end, bond))
        first.append(len(words))
    row = np.array(words, np.int64)
    numbers = _Numbers()
    stems = np.array([numbers[english_stem(word)] for word in ids], np.int64)
    table = np.array(places, np.int64).reshape(len(places), 3)
    opening = np.isin(np.arange(len(row)), first)
    capital = np.array([_capital(word) for word in ids], bool)[row] & ~opening
    content = np.array(list(map(_is_english_content, ids)), bool)[row]
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


def _is_english_content(word: str) -> bool:
    lower = word.lower()
    if lower in _NEVER:
        return False
    shouted = len(word) > 1 and word.isupper()
    return shouted or lower not in _LIGHT
