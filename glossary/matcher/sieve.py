"""Arabic words in bulk: what most of them may be, and which need a closer look."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from glossary.arabic import key
from glossary.arabic.clitics import ARTICLE, CONJUNCTIONS, PREPOSITIONS, SHORTEST
from glossary.matcher.forms import ARTICLE as ADDED
from glossary.matcher.forms import CUT, PROCLITIC, Forms, joined
from glossary.matcher.scan import codes, hashed, prefixed, summed

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from numpy.typing import NDArray

    from glossary.matcher.forms import Labels

    Flags = NDArray[np.bool_]
    Numbers = NDArray[np.int64]
    Hashes = NDArray[np.uint64]

_BITS = 22
_LETTERS = 0x700
"""Code points from here on are folded one by one: they are rare in Arabic."""
_SPECIAL = 0
"""Stands for a letter whose key is not one letter by itself: ء, marks, ligatures."""
_BEFORE = (*CONJUNCTIONS, *PREPOSITIONS, "ا")
_LONGEST = 5
"""The most letters before a term's word: وبال and one lam."""
_ALEF, _LAM = map(ord, ARTICLE)
_DAY = "يوم"


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
    """Forms that begin a term with proclitics, to be weighed."""
    letters: Numbers
    """How many letters of each guess are proclitics."""
    slow: Flags
    """Which words are to be read one by one: an ending, or odd letters."""


class _Letters(NamedTuple):
    """Words without blanks, their letters in one array."""

    raw: NDArray[np.uint32]
    folded: NDArray[np.uint32]
    """Match keys of the letters; blanks stand after each word and at the end."""
    starts: Numbers
    ends: Numbers
    tails: list[Hashes]
    """The hash of each word without its first letter, two letters and so on."""


class Sieve:
    """Labels by their hashes, among which parts of words are looked up at once."""

    def __init__(
        self,
        labels: Labels,
        nouns: Collection[str],
        endings: Collection[str],
        stem: int,
    ) -> None:
        """Take the labels, the stems of nouns, their endings, the shortest stem."""
        hashes = np.append(_hashes(list(labels.numbers)), np.uint64(0))
        numbers = np.append(np.arange(len(labels.numbers)), -1)
        order = np.argsort(hashes, kind="stable")
        self._hashes, self._numbers = hashes[order], numbers[order]
        self._first = _flags(labels.first, labels)
        self._later = _flags(labels.later, labels)
        self._nouns = np.zeros(1 << _BITS, bool)
        self._nouns[_slots(_hashes(list(nouns)))] = True
        self._stem = stem
        self._endings = {
            size: _hashes([ending for ending in endings if len(ending) == size])
            for size in set(map(len, endings))
        }
        (self._day,) = _hashes([_DAY])

    def sift(self, words: Sequence[str]) -> Sifted:
        """Return what the letters of words without blanks allow."""
        letters, labels = _letters(words)
        whole = self._find(letters.tails[0])
        begins, follows = self._plain(letters, whole)
        parts = [self._cut(letters, count) for count in (1, 2)]
        sizes = [len(part.word) for part in parts]
        slow = self._inflected(letters)
        odd = np.flatnonzero(letters.folded == _SPECIAL)
        for word in np.unique(np.searchsorted(letters.ends, odd)).tolist():
            labels[word], slow[word] = "", True
        return Sifted(
            labels=labels,
            whole=self._first[whole],
            begins=begins,
            follows=follows,
            guesses=joined(*parts),
            letters=np.repeat([1, 2], sizes),
            slow=slow,
        )

    def _find(self, hashes: Hashes) -> Numbers:
        """Return the number of the label with each hash, -1 for none."""
        places = np.searchsorted(self._hashes, hashes)
        places[places == len(self._hashes)] = 0
        return np.where(self._hashes[places] == hashes, self._numbers[places], -1)

    def _plain(self, letters: _Letters, whole: Numbers) -> tuple[Forms, Forms]:
        """Return the forms of words as they are and without their article."""
        raw, starts = letters.raw, letters.starts
        article = np.flatnonzero((raw[starts] == _ALEF) & (raw[starts + 1] == _LAM))
        stem = letters.tails[2][article]
        number = self._find(stem)
        long = letters.ends[article] - starts[article] > SHORTEST + 1
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

    def _cut(self, letters: _Letters, count: int) -> Forms:
        """Return the forms of words without so many letters of proclitics."""
        folded, starts, tails = letters.folded, letters.starts, letters.tails
        words = np.flatnonzero(_bears(letters, count))
        rest = folded[starts[words] + count]
        lam = folded[starts[words] + count - 1] == _LAM
        cut = count << CUT
        found = [self._begins(words, tails[count], PROCLITIC | cut)]
        lost = words[lam & (rest == _LAM)]  # the article's alef, and of three lams one
        for tail in (tails[count + 1], tails[count]):
            found += [
                self._begins(lost, prefixed(ARTICLE, tail), PROCLITIC),
                self._definite(lost, tail, PROCLITIC | ADDED),
            ]
        after = folded[starts[words] + count + 1]
        article = words[~lam & (rest == _ALEF) & (after == _LAM)]
        tail = tails[count + 2]
        found.append(self._definite(article, tail, PROCLITIC | ADDED | cut))
        return joined(*found)

    def _begins(self, words: Numbers, tail: Hashes, code: int) -> Forms:
        """Return the forms of words of which a part begins a term."""
        number = self._find(tail[words])
        return _forms(words, number, self._first[number], code)

    def _definite(self, words: Numbers, tail: Hashes, code: int) -> Forms:
        """Return the same where an article stands before the part: not today."""
        return self._begins(words[tail[words] != self._day], tail, code)

    def _inflected(self, letters: _Letters) -> Flags:
        """Tell which words may be inflected forms of a noun."""
        folded, starts, ends = letters.folded, letters.starts, letters.ends
        found = np.zeros(len(starts), bool)
        sums, back = summed(folded)
        before = [ord(letter) for letter in _BEFORE]
        for size, endings in self._endings.items():
            some = np.flatnonzero(ends - starts >= size + self._stem)
            ending = hashed(sums, back, ends[some] - size, ends[some])
            some = some[np.isin(ending, endings)]
            for cut in range(_LONGEST + 1):
                if cut:
                    some = some[np.isin(folded[starts[some] + cut - 1], before)]
                some = some[ends[some] - starts[some] >= cut + size + self._stem]
                for end in (ends[some] - size, ends[some] - size - 1):
                    stem = hashed(sums, back, starts[some] + cut, end)
                    found[some] |= self._nouns[_slots(stem)]
        return found


def _bears(letters: _Letters, count: int) -> Flags:
    """Tell which words may begin with so many letters of proclitics."""
    folded, starts = letters.folded, letters.starts
    conjunctions = [ord(letter) for letter in CONJUNCTIONS]
    prepositions = [ord(letter) for letter in PREPOSITIONS]
    several = letters.ends - starts > count
    if count == 1:
        return several & np.isin(folded[starts], conjunctions + prepositions)
    bears = several & np.isin(folded[starts], conjunctions)
    return bears & np.isin(folded[starts + 1], prepositions)


def _forms(words: Numbers, numbers: Numbers, which: Flags, code: int) -> Forms:
    """Return forms of one code for some of the words."""
    words = words[which]
    return Forms(words, numbers[which], np.full(len(words), code))


def _letters(words: Sequence[str]) -> tuple[_Letters, list[str]]:
    """Return the letters of words, and their labels."""
    raw = np.minimum(codes(" ".join((*words, *" " * 4))), _LETTERS - 1)
    folded = np.take(_folds(), raw)
    labels = folded.tobytes().decode("utf-32-le").split(" ")[: len(words)]
    lengths = np.fromiter(map(len, words), np.int64, len(words))
    ends = np.cumsum(lengths + 1) - 1
    starts = ends - lengths
    sums, back = summed(folded)
    tails = [
        hashed(sums, back, np.minimum(starts + count, ends), ends) for count in range(5)
    ]
    return _Letters(raw, folded, starts, ends, tails), labels


def _hashes(strings: Sequence[str]) -> Hashes:
    lengths = np.fromiter(map(len, strings), np.int64, len(strings))
    ends = np.cumsum(lengths)
    sums, back = summed(codes("".join(strings)))
    return hashed(sums, back, ends - lengths, ends)


def _flags(some: Collection[str], labels: Labels) -> Flags:
    """Return which labels are some of them, by number; -1 is not."""
    flags = np.zeros(len(labels.numbers) + 1, bool)
    numbers = map(labels.numbers.__getitem__, some)
    flags[np.fromiter(numbers, np.int64, len(some))] = True
    return flags


def _slots(hashes: Hashes) -> Numbers:
    return (hashes >> np.uint64(64 - _BITS)).astype(np.int64)


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
