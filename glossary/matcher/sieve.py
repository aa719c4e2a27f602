"""Arabic words in bulk: what most of them may be, and which need a closer look."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from glossary.arabic import key
from glossary.arabic.clitics import ARTICLE, CONJUNCTIONS, PREPOSITIONS, SHORTEST
from glossary.matcher.endings import Endings, Reading, Spelled
from glossary.matcher.forms import ARTICLE as ADDED
from glossary.matcher.forms import CUT, ENDING, PROCLITIC, Forms, joined
from glossary.matcher.scan import Letters, codes, hashes_of, prefixed
from glossary.matcher.slots import Slots
from glossary.matcher.weighing import Guess

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from numpy.typing import NDArray

    from glossary.matcher.forms import Labels

    Flags = NDArray[np.bool_]
    Numbers = NDArray[np.int64]
    Hashes = NDArray[np.uint64]

_LETTERS = 0x700
"""Code points from here on are folded one by one: they are rare in Arabic."""
_SPECIAL = 0
"""Stands for a letter whose key is not one letter by itself: ء, marks, ligatures."""
_ALEF, _LAM = map(ord, ARTICLE)
_DAY = "يوم"
_AS_IT_IS, _FOR_LAM, _BEFORE_LAM = range(3)
"""Of a word without proclitics: as it is, with an article for its lam or before it."""


class Sifted(NamedTuple):
    """What the letters of words allow."""

    labels: list[str]
    """Empty for a word with letters that do not fold one by one."""
    whole: Flags
    """Whether the whole word may begin a term."""
    begins: Forms
    """Forms with no proclitic; an article may come off."""
    follows: Forms
    guesses: Forms
    """Forms that begin a term with proclitics or an ending, to be weighed."""
    letters: Numbers
    """How many letters of each guess are proclitics."""
    bases: Numbers
    """How each is written without them."""
    odd: Flags
    """Which words are to be read one by one: their letters are not plain."""


class _Words(NamedTuple):
    """Words without blanks."""

    raw: NDArray[np.int64]
    """Their letters as they are written."""
    spelled: Spelled
    tails: list[Hashes]
    """The hash of each word without its first letter, two letters and so on."""


class Sieve:
    """Labels by their hashes, among which parts of words are looked up at once."""

    def __init__(self, labels: Labels) -> None:
        """Take the labels of the terms."""
        self._names = list(labels.numbers)
        self._numbers = Slots()
        """One more than each label's number."""
        numbers = np.arange(1, len(self._names) + 1, dtype=np.int32)
        self._numbers.add(hashes_of(self._names), numbers)
        self._first = _flags(labels.first, labels)
        self._later = _flags(labels.later, labels)
        self._nouns = _flags(labels.nouns, labels)
        self._endings = Endings(labels.nouns)
        (self._day,) = hashes_of([_DAY])

    def sift(self, words: Sequence[str]) -> Sifted:
        """Return what the letters of words without blanks allow."""
        read, labels = _letters(words)
        whole = self._find(read.tails[0])
        begins, follows = self._plain(read, whole)
        guesses, letters, bases = self._guesses(read)
        odd = np.zeros(len(words), bool)
        special = np.flatnonzero(read.spelled.folded == _SPECIAL)
        odd[np.searchsorted(read.spelled.ends, special)] = True
        for word in np.flatnonzero(odd).tolist():
            labels[word] = ""
        return Sifted(
            labels, self._first[whole], begins, follows, guesses, letters, bases, odd
        )

    def guesses(self, sifted: Sifted, rows: Numbers) -> Iterator[Guess]:
        """Yield some of the guesses of words that are not odd."""
        word, label, code = (column[rows].tolist() for column in sifted.guesses)
        letters, bases = sifted.letters[rows].tolist(), sifted.bases[rows].tolist()
        whole = sifted.whole[word].tolist()
        own = [sifted.labels[one] for one in word]
        for number, how, count, base, is_whole, text in zip(
            label, code, letters, bases, whole, own, strict=True
        ):
            rest = text[count:]
            if base:
                rest = ARTICLE + (rest[1:] if base == _FOR_LAM else rest)
            name = self._names[number]
            noun = name.rstrip("ء") if how & ENDING else ""
            yield Guess(
                name, how, text[:count], text, rest, noun, is_whole, marked=False
            )

    def _find(self, hashes: Hashes) -> Numbers:
        """Return the number of the label with each hash, -1 for none."""
        return self._numbers.find(hashes)[0].astype(np.int64) - 1

    def _plain(self, words: _Words, whole: Numbers) -> tuple[Forms, Forms]:
        """Return the forms of words as they are and without their article."""
        raw, starts, ends = words.raw, words.spelled.starts, words.spelled.ends
        article = np.flatnonzero((raw[starts] == _ALEF) & (raw[starts + 1] == _LAM))
        stem = words.tails[2][article]
        number = self._find(stem)
        long = ends[article] - starts[article] > SHORTEST + 1
        first = self._first[number] & long & (stem != self._day)
        later = self._later[number]
        return (
            joined(
                _forms(np.arange(len(whole)), whole, self._first[whole], 0),
                _forms(article, number, first, ADDED),
            ),
            joined(
                _forms(np.arange(len(whole)), whole, self._later[whole], 0),
                _forms(article, number, later, ADDED),
            ),
        )

    def _guesses(self, words: _Words) -> tuple[Forms, Numbers, Numbers]:
        """Return forms with proclitics or an ending, with ``letters`` and ``bases``."""
        readings = list(_readings(words.spelled))
        rows = [(one, words.tails[one.offset][one.words]) for one in readings]
        # The article's alef is lost behind a lam, and of three lams one.
        rows += [
            (one._replace(code=PROCLITIC), prefixed(ARTICLE, hashes))
            for one, hashes in rows
            if one.base
        ]
        rows = [row for row in rows if row[0].letters]
        word = np.concatenate([one.words for one, _ in rows])
        hashes = np.concatenate([hashes for _, hashes in rows])
        sizes = [len(one.words) for one, _ in rows]
        numbers = np.array([(one.code, one.letters, one.base) for one, _ in rows])
        code, letters, base = np.repeat(numbers, sizes, axis=0).T
        label = self._find(hashes)
        on = self._first[label] & ((code & ADDED == 0) | (hashes != self._day))
        some = [column[on] for column in (word, label, code, letters, base)]
        inflected = self._endings.read(words.spelled, readings)
        label = self._find(inflected.noun)
        on = self._nouns[label]
        columns = (inflected.word, label, *inflected[2:])
        more = [column[on] for column in columns]
        both = map(np.concatenate, zip(some, more, strict=True))
        word, label, code, letters, base = both
        return Forms(word, label, code), letters, base


def _readings(words: Spelled) -> Iterator[Reading]:
    """Yield how words may be taken apart before an ending."""
    folded, starts = words.folded, words.starts
    for count in (0, 1, 2):
        some = np.flatnonzero(_bears(words, count))
        how, cut = (PROCLITIC, count << CUT) if count else (0, 0)
        yield Reading(some, count, count, _AS_IT_IS, how | cut)
        rest = folded[starts[some] + count]
        after = folded[starts[some] + count + 1]
        article = (rest == _ALEF) & (after == _LAM)
        if count:
            lam = folded[starts[some] + count - 1] == _LAM
            lost = some[lam & (rest == _LAM)]
            yield Reading(lost, count + 1, count, _FOR_LAM, how | ADDED)
            yield Reading(lost, count, count, _BEFORE_LAM, how | ADDED)
            article &= ~lam
        yield Reading(some[article], count + 2, count, _AS_IT_IS, how | ADDED | cut)


def _bears(words: Spelled, count: int) -> Flags:
    """Tell which words may begin with so many letters of proclitics."""
    folded, starts = words.folded, words.starts
    found = words.ends - starts > count
    if count:
        conjunction, clitic = _clitics()
        found &= (clitic if count == 1 else conjunction)[folded[starts]]
    if count > 1:
        found &= (clitic & ~conjunction)[folded[starts + 1]]
    return found


@cache
def _clitics() -> tuple[Flags, Flags]:
    """Return which letters are conjunctions, and which these or prepositions."""
    found = np.zeros((2, _LETTERS), bool)
    found[:, [ord(letter) for letter in CONJUNCTIONS]] = True
    found[1, [ord(letter) for letter in PREPOSITIONS]] = True
    return found[0], found[1]


def _forms(words: Numbers, numbers: Numbers, which: Flags, code: int) -> Forms:
    """Return forms of one code for some of the words."""
    words = words[which]
    return Forms(words, numbers[which], np.full(len(words), code))


def _letters(words: Sequence[str]) -> tuple[_Words, list[str]]:
    """Return the letters of words, and their labels."""
    raw = np.minimum(codes(" ".join((*words, *" " * 4))), _LETTERS - 1)
    folded = np.take(_folds(), raw)
    labels = folded.tobytes().decode("utf-32-le").split(" ")[: len(words)]
    lengths = np.fromiter(map(len, words), np.int64, len(words))
    ends = np.cumsum(lengths + 1) - 1
    starts = ends - lengths
    letters = Letters(folded)
    tails = [letters.hashes(np.minimum(starts + n, ends), ends) for n in range(5)]
    return _Words(raw, Spelled(folded, letters, starts, ends), tails), labels


def _flags(some: Collection[str], labels: Labels) -> Flags:
    """Return which labels are some of them, by number; -1 is not."""
    flags = np.zeros(len(labels.numbers) + 1, bool)
    numbers = map(labels.numbers.__getitem__, some)
    flags[np.fromiter(numbers, np.int64, len(some))] = True
    return flags


@cache
def _folds() -> NDArray[np.uint32]:
    """Return the key of each code point, or ``_SPECIAL``."""
    folds = np.full(_LETTERS, _SPECIAL, np.uint32)
    for code in range(_LETTERS):
        folded = key(chr(code))
        if len(folded) == 1 and key(f"a{chr(code)}a") == f"a{folded}a":
            folds[code] = ord(folded)
    folds[ord(" ")] = ord(" ")
    folds[-1] = _SPECIAL  # what is above it stands there
    return folds
