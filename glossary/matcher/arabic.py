"""Arabic words: proclitics, the article and endings as hypotheses about a word found.

A hypothesis is made only where it leaves a word of a term, and is weighed against the
lexicon: وكالة is not و + كالة.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import numpy as np

from glossary.arabic import bare
from glossary.arabic.clitics import ARTICLE, CONJUNCTIONS, PREPOSITIONS, SHORTEST
from glossary.matcher.endings import ENDINGS, STEM, nouns
from glossary.matcher.forms import ARTICLE as ADDED
from glossary.matcher.forms import (
    CUT,
    ENDING,
    PLURAL,
    PROCLITIC,
    Forms,
    Spelling,
    joined,
)
from glossary.matcher.sieve import Sieve
from glossary.matcher.spelling import alike, delicate, label_of
from glossary.matcher.weighing import Guess, holding

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from glossary.lexicon import Lexicon
    from glossary.matcher.forms import Codes, Labels
    from glossary.matcher.sieve import Sifted

_PROCLITICS = [
    "".join(pair) for pair in product(("", *CONJUNCTIONS), ("", *PREPOSITIONS))
]
_BEFORE = {
    len(before): frozenset(p for p in _PROCLITICS if len(p) == len(before))
    for before in _PROCLITICS
    if before
}
_MOST_CUT = 256
_FEW = 48
"""Fewer new words than this are sooner read one by one than sifted."""
_LAST = frozenset(ending[-1] for ending in ENDINGS)
_CLITIC = frozenset((*CONJUNCTIONS, *PREPOSITIONS))
_TANWIN = "\u064b"

_TODAY = "اليوم"
"""Is seldom *the day*."""


class Arabic:
    """What a matcher must know about Arabic; words are weighed by a lexicon."""

    apostrophes = False
    names_inflect = False
    shortest = STEM

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def learn(self, labels: Labels) -> None:
        """Take the labels of the terms, once, before ``forms``."""
        self._first, self._later, self._nouns = labels[:3]
        self._numbers = labels.numbers
        self._sieve = Sieve(labels)

    def spellings(
        self, words: Sequence[str], parted: Sequence[bool]
    ) -> Iterator[Spelling]:
        """Yield the labels of a term: as it is, then with عبد joined or apart."""
        labels = tuple(map(label_of, words))
        yield Spelling(labels, tuple(parted))
        for place, label in enumerate(labels):
            after = labels[place + 1 : place + 2]
            if label == "عبد" and after and after[0].startswith(ARTICLE):
                joined = (*labels[:place], label + after[0], *labels[place + 2 :])
                yield Spelling(joined, (*parted[: place + 1], *parted[place + 2 :]))
            elif label.startswith("عبدال") and len(label) > len("عبدال") + 1:
                apart = (*labels[:place], "عبد", label[3:], *labels[place + 1 :])
                signs = (*parted[: place + 1], False, *parted[place + 1 :])
                yield Spelling(apart, signs)

    def forms(self, words: Sequence[str]) -> tuple[Forms, Forms]:
        """Return how words may begin a term, and how they may go on with one."""
        if len(words) < _FEW:
            return self._read_all(words, list(map(label_of, words)))
        sifted = self._sieve.sift(words)
        odd, guessed = sifted.odd, sifted.guesses
        places = np.flatnonzero(odd)
        some = [words[place] for place in places.tolist()]
        begins, follows = self._read_all(some, list(map(label_of, some)))
        holding = self._holding(sifted) & ~odd[guessed.word]
        return (
            joined(
                sifted.begins.at(~odd[sifted.begins.word]),
                guessed.at(holding),
                begins._replace(word=places[begins.word]),
            ),
            joined(
                sifted.follows.at(~odd[sifted.follows.word]),
                follows._replace(word=places[follows.word]),
            ),
        )

    def _holding(self, sifted: Sifted) -> NDArray[np.bool_]:
        """Tell which of the guesses that sifting leaves the lexicon lets stand."""
        labels, guesses, letters = sifted.labels, sifted.guesses, sifted.letters
        attested = np.zeros(len(labels), bool)
        for place in (0, 1):
            words = np.unique(guesses.word[letters > place])
            wanted = [labels[word][place:] for word in words.tolist()]
            attested[words] |= self._lexicon.zipfs(wanted) > 0
        # Most words with proclitics are unknown to the lexicon, which says enough.
        found = ~sifted.whole[guesses.word]
        doubtful = attested[guesses.word] | (guesses.code & ENDING > 0)
        rows = np.flatnonzero(doubtful & ~sifted.odd[guesses.word])
        guessed = list(self._sieve.guesses(sifted, rows))
        found[rows] = holding(guessed, self._lexicon)
        return found

    def _read_all(
        self, words: Sequence[str], labels: Sequence[str]
    ) -> tuple[Forms, Forms]:
        """Return the same for words read one by one."""
        guesses = list(map(self._guesses, words, labels))
        doubtful = [one for several in guesses for one in several if _doubtful(one)]
        holds = iter(holding(doubtful, self._lexicon).tolist())
        begins = [
            [
                (one.label, one.code)
                for one in several
                if not _doubtful(one) or next(holds)
            ]
            for several in guesses
        ]
        follows = map(self._goes_on, words, labels)
        return Forms.of(begins, self._numbers), Forms.of(follows, self._numbers)

    def _goes_on(self, word: str, label: str) -> Codes:
        """Return how a word may go on with a term: with no proclitic."""
        later = self._later
        found = [(label, 0)] if label in later else []
        articled = label.startswith(ARTICLE) and label[2:] in later
        if articled and bare(word).startswith(ARTICLE):
            found.append((label[2:], ADDED))
        return found

    def _guesses(self, word: str, label: str) -> list[Guess]:
        """Return the readings of a word that leave a word of a term.

        Labels are cut rather than the word: no letter that is a proclitic folds.
        """
        found: list[Guess] = []
        if not label:
            return found
        self._read(found, word, label, 0)
        if label[0] in _CLITIC:
            for length, several in _BEFORE.items():
                if label[:length] in several and len(label) > length:
                    self._read(found, word, label, length)
        return found

    def _read(self, found: list[Guess], word: str, label: str, length: int) -> None:
        """Add what a word may be when so many letters of it are proclitics."""
        first, rest = self._first, label[length:]
        how, before = PROCLITIC if length else 0, label[:length]
        own = label.rstrip("ء")
        whole = own in first

        def add(plain: str, code: int, base: str) -> None:
            if plain in first:
                found.append(Guess(plain, code, before, own, base, "", whole, False))  # noqa: FBT003 - a row

        add(rest, how | _cut(word, label, length), rest)
        if rest[-1] in _LAST:
            self._inflected(found, word, label, length, "")
        lost = before[-1:] == "ل" and rest[0] == "ل"
        if lost:  # the article's alef, and of three lams one
            bases = [ARTICLE + rest[1:], ARTICLE + rest]
            for base in bases:
                add(base, how, base)
        elif rest.startswith(ARTICLE) and before[-1:] != "ل":
            bases = [rest]
        else:
            return
        for base in bases:
            bears = how or (len(base) > SHORTEST + 1 and bare(word).startswith(ARTICLE))
            if base != _TODAY and bears:
                cut = 0 if lost else _cut(word, label, length)
                add(base[2:], how | ADDED | cut, base)
            if base[-1] in _LAST:
                self._inflected(found, word, label, length, base)

    def _inflected(
        self, found: list[Guess], word: str, label: str, length: int, definite: str
    ) -> None:
        """Add the nouns of which a word may be an inflected form."""
        stem = definite[2:] or label[length:]
        for size in (1, 2, 3):
            ending, rest = ENDINGS.get(stem[-size:]), stem[:-size]
            if ending is None or len(rest) < STEM:
                continue
            if definite and ending != PLURAL:
                continue
            code = ENDING | ending << 3 | (PROCLITIC if length else 0)
            if definite:
                code |= ADDED
            if not definite or label[length - 1] != "ل" or not length:
                code |= _cut(word, label, length)
            before, own = label[:length], label.rstrip("ء")
            whole, marked = own in self._first, _TANWIN in word
            base = definite or stem
            found += [
                Guess(noun, code, before, own, base, noun.rstrip("ء"), whole, marked)
                for noun in nouns(rest, ending)
                if noun in self._nouns
            ]

    def agrees(self, term: str, text: str, code: int) -> bool:
        """Tell whether a text may stand for a term whose labels it has."""
        if code & ENDING:  # لأنه is no form of the town لان
            return len(term) > self.shortest or bare(term).removesuffix("ة") in bare(
                text
            )
        return alike(term, text)

    def risky(self, label: str) -> bool:
        """Tell whether ``agrees`` could ever refuse a word with this label."""
        return delicate(label)

    def definite(self, term: str) -> bool:
        """Tell whether a term bears an article, so that none is added to it."""
        return any(word.startswith(ARTICLE) for word in bare(term).split())


def _doubtful(guess: Guess) -> bool:
    return guess.code & (PROCLITIC | ENDING) > 0


def _cut(word: str, label: str, letters: int) -> int:
    """Return how many characters of a word stand before the term, as part of a code.

    Marks and tatweel go with the letter before them. None where letters cannot be told
    apart (a ligature).
    """
    if not letters:
        return 0
    if len(word) == len(label):
        return letters << CUT
    for place in range(letters, min(len(word), _MOST_CUT)):
        before = bare(word[:place])
        if len(before) == letters and bare(word[place]):
            return place << CUT if before in _BEFORE[letters] else 0
    return 0
