"""Arabic sentences as words, their clitics split off by what the caller knows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple, Protocol

import numpy as np

from glossary.arabic import Gap, bare, is_arabic, key
from glossary.arabic.tokens import detached_clitic, split
from tmx.align.terms_text import LIGHT, Bond, Numbers, Side

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


def arabic_side(sentences: Sequence[str], reader: Reader) -> Side:
    """Return the Arabic sentences as words, read by what ``reader`` returns."""
    ids, row, bond, start, end, first = _words(sentences)
    counts = np.bincount(row, minlength=len(ids)).tolist()
    read = reader(dict(zip(ids, counts, strict=True)))
    readings = [read(word) for word in ids]
    numbers = Numbers()
    lexemes = np.array([numbers[one.lexeme] for one in readings], np.int64)
    later = [
        numbers[f"{one.proclitics}+{one.lexeme}" if one.proclitics else one.lexeme]
        for one in readings
    ]
    content = np.array(list(map(_is_content, ids, readings)), bool)[row]
    return Side(
        texts=sentences,
        types=tuple(numbers),
        word=lexemes[row],
        later=np.array(later, np.int64)[row],
        shown=tuple(f"ال{one.stem}" if one.article else one.stem for one in readings),
        form=row,
        bond=bond,
        content=content | _syllables(ids, row, first[:-1]),
        capital=np.zeros(len(row), bool),
        start=start,
        end=end,
        first=first,
    )


def _words(
    sentences: Sequence[str],
) -> tuple[Mapping[str, int], Ints, NDArray[np.int8], Ints, Ints, Ints]:
    """Return the bare words with their numbers, and their places as a ``Side`` has."""
    written = Numbers()
    words: list[int] = []
    gaps: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    first = [0]
    for sentence in sentences:
        found = split(sentence)
        words += map(written.__getitem__, found.words)
        gaps += found.gaps
        starts += found.starts
        ends += found.ends
        first.append(len(words))
    ids = Numbers()
    numbers = np.array([ids[bare(word)] for word in written], np.int64)
    # A clitic that a quotation mark cut off is no word, and no term runs over it.
    cut = np.array([detached_clitic(word) is not None for word in written], bool)
    row = np.array(words, np.int64)
    drop = cut[row]
    bound = np.isin(np.array(gaps), (Gap.SPACE, Gap.HYPHEN))
    bound[np.array(first[:-1], np.int64)[np.diff(first) > 0]] = False
    bound[1:] &= ~drop[:-1]
    before = np.concatenate(([0], np.cumsum(~drop)))
    return (
        ids,
        numbers[row][~drop],
        np.where(bound, Bond.SPACE, Bond.NONE)[~drop].astype(np.int8),
        np.array(starts, np.int64)[~drop],
        np.array(ends, np.int64)[~drop],
        before[np.array(first)],
    )


def _is_content(word: str, reading: Read) -> bool:
    folded = key(word)
    return (
        folded not in LIGHT
        and folded.lstrip("وف") not in LIGHT
        and reading.lexeme not in LIGHT
        and (len(reading.stem) > 1 or not is_arabic(word))
    )


_SYLLABLES = "إن ان لي هو لو".split()
_SHORT = 3
"""Letters of what may be a syllable of a foreign name itself."""


def _syllables(ids: Mapping[str, int], row: Ints, first: Ints) -> Flags:
    """Tell which particles are syllables of a foreign name: مون جاي إن, سي إن إن.

    Where the same two words recur and the one before is a syllable, too, or is half the
    time followed so.
    """
    found = np.zeros(len(row), bool)
    both = np.flatnonzero(np.isin(row, [ids[one] for one in _SYLLABLES if one in ids]))
    both = both[~np.isin(both, first)]
    code = row[both - 1] * len(ids) + row[both]
    _, kind, counts = np.unique(code, return_inverse=True, return_counts=True)
    before = np.bincount(row, minlength=len(ids))[row[both - 1]]
    short = np.array([len(word) <= _SHORT and word not in LIGHT for word in ids])
    often = (2 + 8 * short[row[both - 1]]) * counts[kind] >= before
    recurs = counts[kind] > 1
    found[both] = recurs & often
    found[both] |= recurs & found[both - 1]
    return found
