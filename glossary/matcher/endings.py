"""Endings of Arabic words, and what may stand before them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from glossary.matcher.forms import ACCUSATIVE, ENDING, PLURAL, POSSESSIVE
from glossary.matcher.forms import ARTICLE as ADDED
from glossary.matcher.scan import hashes_of, suffixed

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from numpy.typing import NDArray

    from glossary.matcher.scan import Letters

    Flags = NDArray[np.bool_]
    Numbers = NDArray[np.int64]
    Hashes = NDArray[np.uint64]

ENDINGS = {
    **dict.fromkeys(("هما", "ها", "هم", "هن", "كم", "نا", "ه"), POSSESSIVE),
    **dict.fromkeys(("ان", "ين", "ون", "ات"), PLURAL),
    "ا": ACCUSATIVE,
}
STEM = 3
"""The fewest letters before an ending."""
_SIZES = (1, 2, 3)
_BITS = 22
_TAH = ord("ت")
_WEAK = [ord("و"), ord("ي")]


def nouns(rest: str, ending: int) -> Iterator[str]:
    """Yield the labels of what may stand before an ending."""
    yield rest
    if ending == PLURAL:
        yield rest + "ه"
    if ending != ACCUSATIVE and rest[-1] == "ت":
        yield rest[:-1] + "ه"
    if ending != PLURAL:
        yield rest + "ء"
        if rest[-1] in "وي":
            yield rest[:-1] + "ء"


class Spelled(NamedTuple):
    """Words in one array of letters."""

    folded: NDArray[np.uint32]
    """Match keys of the letters; blanks stand after each word and at the end."""
    letters: Letters
    """The same, to be hashed."""
    starts: Numbers
    ends: Numbers


class Reading(NamedTuple):
    """Words of which so many letters are no part of a noun."""

    words: Numbers
    offset: int
    """Letters before the noun."""
    letters: int
    """How many of them are proclitics."""
    base: int
    """How the word without proclitics is written; see ``Sifted``."""
    code: int


class Inflected(NamedTuple):
    """What may be nouns with endings, as parallel columns; not all are."""

    word: Numbers
    noun: Hashes
    code: Numbers
    letters: Numbers
    base: Numbers


class _Stretches(NamedTuple):
    """The readings of words as parallel columns."""

    word: Numbers
    start: Numbers
    end: Numbers
    code: Numbers
    letters: Numbers
    base: Numbers

    @classmethod
    def of(cls, words: Spelled, readings: Sequence[Reading]) -> _Stretches:
        """Return the readings of all words."""
        word = np.concatenate([one.words for one in readings])
        rows = [(one.offset, one.code, one.letters, one.base) for one in readings]
        sizes = [len(one.words) for one in readings]
        offset, code, letters, base = np.repeat(np.array(rows), sizes, axis=0).T
        start, end = words.starts[word] + offset, words.ends[word]
        return cls(word, start, end, code, letters, base)

    def at(self, which: Flags) -> _Stretches:
        """Return some of them."""
        return _Stretches(*(column[which] for column in self))


class Endings:
    """The nouns of a glossary, as far as words in bulk may be inflected forms."""

    def __init__(self, nouns: Collection[str]) -> None:
        """Take the labels of the nouns."""
        stems = {label.removesuffix("ء").removesuffix("ه") for label in nouns}
        self._stems = np.zeros(1 << _BITS, bool)
        self._stems[_slots(hashes_of(list(stems)))] = True
        hashes = hashes_of(list(ENDINGS))
        order = np.argsort(hashes)
        self._hashes = hashes[order]
        self._kinds = np.array(list(ENDINGS.values()), np.uint8)[order]

    def read(self, words: Spelled, readings: Sequence[Reading]) -> Inflected:
        """Return what words may be forms of, by each of the readings."""
        kinds = [self._kind(words, size) for size in _SIZES]
        some = np.logical_or.reduce([kind > 0 for kind in kinds])
        ending = [one._replace(words=one.words[some[one.words]]) for one in readings]
        read = _Stretches.of(words, ending)
        found = [
            self._before(words, read._replace(end=read.end - size), kind[read.word])
            for size, kind in zip(_SIZES, kinds, strict=True)
        ]
        parts = [part for several in found for part in several]
        return Inflected(*map(np.concatenate, zip(*parts, strict=True)))

    def _kind(self, words: Spelled, size: int) -> NDArray[np.uint8]:
        """Return which ending of so many letters each word has, 0 for none."""
        found = np.zeros(len(words.starts), np.uint8)
        some = np.flatnonzero(words.ends - words.starts >= size + STEM)
        ends = words.ends[some]
        hashes = words.letters.hashes(ends - size, ends)
        places = np.searchsorted(self._hashes, hashes) % len(self._hashes)
        found[some] = np.where(self._hashes[places] == hashes, self._kinds[places], 0)
        return found

    def _before(
        self, words: Spelled, read: _Stretches, kind: NDArray[np.uint8]
    ) -> Iterator[Inflected]:
        """Yield what may stand before endings of so many letters."""
        on = (kind > 0) & (read.end - read.start >= STEM)
        on &= (read.code & ADDED == 0) | (kind == PLURAL)
        read, kind = read.at(on), kind[on]
        on = self._stems[_slots(words.letters.hashes(read.start, read.end))]
        on |= self._stems[_slots(words.letters.hashes(read.start, read.end - 1))]
        read, kind = read.at(on), kind[on]
        rest = words.letters.hashes(read.start, read.end)
        less = words.letters.hashes(read.start, read.end - 1)
        last, lengths = words.folded[read.end - 1], read.end - read.start
        code = read.code | ENDING | kind.astype(np.int64) << 3
        plural = kind == PLURAL
        for which, noun in (
            (np.ones(len(kind), bool), rest),
            (plural, suffixed(rest, lengths, "ه")),
            ((kind != ACCUSATIVE) & (last == _TAH), suffixed(less, lengths - 1, "ه")),
            (~plural, suffixed(rest, lengths, "ء")),
            (~plural & np.isin(last, _WEAK), suffixed(less, lengths - 1, "ء")),
        ):
            yield Inflected(
                read.word[which],
                noun[which],
                code[which],
                read.letters[which],
                read.base[which],
            )


def _slots(hashes: Hashes) -> Numbers:
    return (hashes >> np.uint64(64 - _BITS)).astype(np.int64)
