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
from glossary.matcher.forms import (
    ACCUSATIVE,
    CUT,
    ENDING,
    PLURAL,
    POSSESSIVE,
    PROCLITIC,
    Forms,
    Spelling,
    joined,
)
from glossary.matcher.forms import ARTICLE as ADDED
from glossary.matcher.sieve import Sieve
from glossary.matcher.spelling import alike, delicate, label_of
from glossary.matcher.weighing import Guess, holds, looked_up, remainders

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

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
_ENDINGS = {
    **dict.fromkeys(("هما", "ها", "هم", "هن", "كم", "نا", "ه"), POSSESSIVE),
    **dict.fromkeys(("ان", "ين", "ون", "ات"), PLURAL),
    "ا": ACCUSATIVE,
}
_DOUBTFUL = PROCLITIC | ENDING
_MOST_CUT = 256
_FEW = 48
"""Fewer new words than this are sooner read one by one than sifted."""
_LAST = frozenset(ending[-1] for ending in _ENDINGS)
_CLITIC = frozenset((*CONJUNCTIONS, *PREPOSITIONS))
_STEM = 3
"""The fewest letters before an ending."""
_TANWIN = "\u064b"

_TODAY = "اليوم"
"""Is seldom *the day*."""


class Arabic:
    """What a matcher must know about Arabic; words are weighed by a lexicon."""

    apostrophes = False
    names_inflect = False

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def learn(self, labels: Labels) -> None:
        """Take the labels of the terms, once, before ``forms``."""
        self._first, self._later, self._nouns = labels[:3]
        self._bare_nouns = frozenset(
            label.removesuffix("ء").removesuffix("ه") for label in labels.nouns
        )
        self._numbers = labels.numbers
        self._sieve = Sieve(labels, self._bare_nouns, _ENDINGS, _STEM)

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
            weighed = self._weighed(words, list(map(label_of, words)))
            begins, follows = zip(*weighed, strict=True)
            return Forms.of(begins, self._numbers), Forms.of(follows, self._numbers)
        sifted = self._sieve.sift(words)
        guessed = sifted.guesses
        slow = sifted.slow | self._attested(sifted)
        # A word that the glossary has and the lexicon has not is not taken apart.
        fast = ~slow[guessed.word] & ~sifted.whole[guessed.word]
        places = np.flatnonzero(slow)
        some = [words[place] for place in places.tolist()]
        labels = [
            sifted.labels[place] or label_of(words[place]) for place in places.tolist()
        ]
        weighed = self._weighed(some, labels)
        begins = Forms.of((forms[0] for forms in weighed), self._numbers)
        follows = Forms.of((forms[1] for forms in weighed), self._numbers)
        return (
            joined(
                sifted.begins.at(~slow[sifted.begins.word]),
                guessed.at(fast),
                begins._replace(word=places[begins.word]),
            ),
            joined(
                sifted.follows.at(~slow[sifted.follows.word]),
                follows._replace(word=places[follows.word]),
            ),
        )

    def _attested(self, sifted: Sifted) -> NDArray[np.bool_]:
        """Tell which words the lexicon has, whole or without their first proclitic.

        Most words with proclitics are unknown to it, which says enough.
        """
        labels, guesses = sifted.labels, sifted.guesses
        attested = np.zeros(len(labels), bool)
        for place in (0, 1):
            words = np.unique(guesses.word[sifted.letters > place])
            wanted = [labels[word][place:] for word in words.tolist()]
            attested[words] |= self._lexicon.zipfs(wanted) > 0
        return attested

    def _weighed(
        self, words: Sequence[str], labels: Sequence[str]
    ) -> list[tuple[Codes, Codes]]:
        """Return the same for words that may bear proclitics or an ending."""
        guesses = list(map(self._guesses, words, labels))
        doubtful = [g for several in guesses for g in several if g.code & _DOUBTFUL]
        # Most words with proclitics are unknown to the lexicon, which says enough.
        zipf = self._zipfs(own for guess in doubtful for own in remainders(guess))
        zipf |= self._zipfs(
            one
            for guess in doubtful
            if guess.noun or any(zipf[own] for own in remainders(guess))
            for one in looked_up(guess)
        )
        begins = [
            [
                (guess.label, guess.code)
                for guess in several
                if not guess.code & _DOUBTFUL or self._holds(guess, zipf, word)
            ]
            for word, several in zip(words, guesses, strict=True)
        ]
        return list(zip(begins, map(self._goes_on, words, labels), strict=True))

    def _zipfs(self, words: Iterable[str]) -> dict[str, float]:
        """Return the general frequencies of match keys."""
        wanted = dict.fromkeys(words)
        return dict(
            zip(wanted, self._lexicon.zipfs(list(wanted)).tolist(), strict=True)
        )

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
        if rest in first:
            found.append(
                Guess(rest, how | _cut(word, label, length), before, own, rest)
            )
        if rest[-1] in _LAST:
            self._inflected(found, word, label, length, "")
        lost = before[-1:] == "ل" and rest[0] == "ل"
        if lost:  # the article's alef, and of three lams one
            bases = [ARTICLE + rest[1:], ARTICLE + rest]
            found += [
                Guess(base, how, before, own, base) for base in bases if base in first
            ]
        elif rest.startswith(ARTICLE) and before[-1:] != "ل":
            bases = [rest]
        else:
            return
        for base in bases:
            bears = how or (len(base) > SHORTEST + 1 and bare(word).startswith(ARTICLE))
            if base[2:] in first and base != _TODAY and bears:
                code = how | ADDED | (0 if lost else _cut(word, label, length))
                found.append(Guess(base[2:], code, before, own, base))
            if base[-1] in _LAST:
                self._inflected(found, word, label, length, base)

    def _inflected(
        self, found: list[Guess], word: str, label: str, length: int, definite: str
    ) -> None:
        """Add the nouns of which a word may be an inflected form."""
        stem = definite[2:] or label[length:]
        for size in (1, 2, 3):
            ending, rest = _ENDINGS.get(stem[-size:]), stem[:-size]
            if ending is None or len(rest) < _STEM:
                continue
            if definite and ending != PLURAL:
                continue
            if rest not in self._bare_nouns and rest[:-1] not in self._bare_nouns:
                continue
            code = ENDING | ending << 3 | (PROCLITIC if length else 0)
            if definite:
                code |= ADDED
            if not definite or label[length - 1] != "ل" or not length:
                code |= _cut(word, label, length)
            before, own = label[:length], label.rstrip("ء")
            found += [
                Guess(noun, code, before, own, definite or stem, noun.rstrip("ء"))
                for noun in _nouns(rest, ending)
                if noun in self._nouns
            ]

    def _holds(self, guess: Guess, zipf: Mapping[str, float], word: str) -> bool:
        """Tell whether the lexicon lets a word be read so."""
        if guess.proclitics and not zipf[guess.own] and guess.own in self._first:
            return False  # the glossary has the whole word, and the lexicon not
        return holds(guess, zipf, marked=_TANWIN in word)

    def agrees(self, term: str, text: str, code: int) -> bool:
        """Tell whether a text may stand for a term whose labels it has."""
        if code & ENDING:  # لأنه is no form of the town لان
            return len(term) > _STEM or bare(term).removesuffix("ة") in bare(text)
        return alike(term, text)

    def risky(self, label: str) -> bool:
        """Tell whether ``agrees`` could ever refuse a word with this label."""
        return delicate(label)

    def definite(self, term: str) -> bool:
        """Tell whether a term bears an article, so that none is added to it."""
        return any(word.startswith(ARTICLE) for word in bare(term).split())


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


def _nouns(rest: str, ending: int) -> Iterator[str]:
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
