"""Arabic words: proclitics, the article and endings as hypotheses about a word found.

A hypothesis is made only where it leaves a word of a term, and is weighed against the
lexicon: وكالة is not و + كالة.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from glossary.arabic import bare, key
from glossary.arabic.clitics import ARTICLE, CONJUNCTIONS, PREPOSITIONS, SHORTEST
from glossary.lexicon import surplus
from glossary.matcher.forms import (
    ACCUSATIVE,
    ENDING,
    PLURAL,
    POSSESSIVE,
    PROCLITIC,
    Form,
    Spelling,
)
from glossary.matcher.forms import ARTICLE as ADDED
from glossary.matcher.sieve import Sieve
from glossary.readings import FAMILIAR, OWN_WORD, SHORT_STEM

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from glossary.lexicon import Lexicon
    from glossary.matcher.forms import Codes, Labels

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
_LAST = frozenset(ending[-1] for ending in _ENDINGS)
_CLITIC = frozenset((*CONJUNCTIONS, *PREPOSITIONS))
_BORNE = -1.0
"""log10 of how often a noun bears an ending, at most, against its bare form."""
_BOTH = 1.5
"""How far apart, in powers of ten, a plural's use with the article and without is at
most: names (سلمان, لبنان, البحرين) have one of the two."""
_STEM = 3
"""The fewest letters before an ending."""
_TANWIN = "\u064b"

_TODAY = "اليوم"
"""Is seldom *the day*."""
_FINAL_ALEF = frozenset("على إلى الى حتى لدى متى سوى بلى".split())
"""Function words that are no spelling of a word in ي (علي)."""
_FINAL_YA = frozenset(map(key, _FINAL_ALEF))
_SHORT = 3
"""Up to this length a hamza in the text must be the term's: أمن, آمن; وأن, وان."""
_HAMZA = frozenset("أإآٱ")


class _Guess(NamedTuple):
    """A form of a word and what it rests on; all texts are match keys."""

    form: Form
    proclitics: str
    own: str
    """The word."""
    base: str
    """The word without its proclitics, with its article."""
    noun: str = ""
    """The term's word where the form has an ending."""


class Arabic:
    """What a matcher must know about Arabic; words are weighed by a lexicon."""

    apostrophes = False
    names_inflect = False

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def learn(self, labels: Labels) -> None:
        """Take the labels of the terms, once, before ``forms``."""
        self._first, self._later, self._nouns = labels
        self._bare_nouns = frozenset(
            label.removesuffix("ء").removesuffix("ه") for label in labels.nouns
        )
        both = self._first | self._later
        stems = {label.removeprefix(ARTICLE) for label in self._first}
        self._sieve = Sieve(both, stems | self._first, self._bare_nouns)

    def spellings(
        self, words: Sequence[str], parted: Sequence[bool]
    ) -> Iterator[Spelling]:
        """Yield the labels of a term: as it is, then with عبد joined or apart."""
        labels = tuple(map(_label, words))
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

    def forms(self, words: Sequence[str]) -> list[tuple[Codes, Codes]]:
        """Return how each word may begin a term, and how it may go on with one."""
        sifted = self._sieve.sift(words)
        found: list[tuple[Codes, Codes]] = [([], [])] * len(words)
        changed: list[int] = []
        for place, (label, whole, other) in enumerate(zip(*sifted, strict=True)):
            if other:
                changed.append(place)
            elif whole:
                word = words[place]
                found[place] = self._begins(word, label), self._goes_on(word, label)
        some = [words[place] for place in changed]
        labels = [sifted.labels[place] or _label(words[place]) for place in changed]
        weighed = self._weighed(some, labels)
        for place, forms in zip(changed, weighed, strict=True):
            found[place] = forms
        return found

    def _begins(self, word: str, label: str) -> Codes:
        """Return how a word may begin a term: as it is, or without its article."""
        first = self._first
        found = [(label, 0)] if label in first else []
        articled = label.startswith(ARTICLE) and label[2:] in first
        articled = articled and label != _TODAY
        if articled and len(label) > SHORTEST + 1 and bare(word).startswith(ARTICLE):
            found.append((label[2:], ADDED))
        return found

    def _weighed(
        self, words: Sequence[str], labels: Sequence[str]
    ) -> list[tuple[Codes, Codes]]:
        """Return the same for words that may bear proclitics or an ending."""
        guesses = list(map(self._guesses, words, labels))
        doubtful = [
            guess
            for several in guesses
            for guess in several
            if guess.form.how & (PROCLITIC | ENDING)
        ]
        # Most words with proclitics are unknown to the lexicon, which says enough.
        zipf = self._zipfs(own for guess in doubtful for own in _remainders(guess))
        zipf |= self._zipfs(
            one
            for guess in doubtful
            if guess.noun or any(zipf[own] for own in _remainders(guess))
            for one in _looked_up(guess)
        )
        begins = [
            [
                (guess.form.label, guess.form.code)
                for guess in several
                if not guess.form.how & (PROCLITIC | ENDING)
                or self._holds(guess, zipf, word)
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

    def _guesses(self, word: str, label: str) -> list[_Guess]:
        """Return the readings of a word that leave a word of a term.

        Labels are cut rather than the word: no letter that is a proclitic folds.
        """
        found: list[_Guess] = []
        if not label:
            return found
        self._read(found, word, label, 0)
        if label[:1] in _CLITIC:
            for length, several in _BEFORE.items():
                if label[:length] in several and len(label) > length:
                    self._read(found, word, label, length)
        return found

    def _read(self, found: list[_Guess], word: str, label: str, length: int) -> None:
        """Add what a word may be when so many letters of it are proclitics."""
        first, rest = self._first, label[length:]
        how, before = PROCLITIC if length else 0, label[:length]
        if rest in first:
            form = Form(rest, how, cut=_cut(word, length))
            found.append(_Guess(form, before, label, rest))
        if rest[-1] in _LAST:
            self._inflected(found, word, label, length, "")
        if before[-1:] == "ل":
            bases = [ARTICLE + rest[1:], ARTICLE + rest] if rest[0] == "ل" else []
            found += [
                _Guess(Form(base, how), before, label, base)
                for base in bases
                if base in first
            ]
        elif rest.startswith(ARTICLE) and len(rest) > SHORTEST + 1:
            bases = [rest]
        else:
            return
        for base in bases:
            if (
                base[2:] in first
                and base != _TODAY
                and (how or bare(word).startswith(ARTICLE))
            ):
                cut = 0 if before[-1:] == "ل" else _cut(word, length)
                form = Form(base[2:], how | ADDED, cut=cut)
                found.append(_Guess(form, before, label, base))
            if base[-1] in _LAST:
                self._inflected(found, word, label, length, base)

    def _inflected(
        self, found: list[_Guess], word: str, label: str, length: int, definite: str
    ) -> None:
        """Add the nouns of which a word may be an inflected form."""
        base = definite or label[length:]
        stem = definite[2:] or base
        how = ENDING | (PROCLITIC if length else 0) | (ADDED if definite else 0)
        for size in (1, 2, 3):
            ending = _ENDINGS.get(stem[-size:])
            rest = stem[:-size]
            if ending is None or len(rest) < _STEM:
                continue
            if definite and ending != PLURAL:
                continue
            if rest not in self._bare_nouns and rest[:-1] not in self._bare_nouns:
                continue
            for noun in _nouns(rest, ending):
                if noun in self._nouns:
                    lost = definite and label[length - 1 : length] == "ل"
                    cut = 0 if lost else _cut(word, length)
                    form = Form(noun, how, ending, cut)
                    found.append(
                        _Guess(form, label[:length], label, base, noun.rstrip("ء"))
                    )

    def _holds(self, guess: _Guess, zipf: Mapping[str, float], word: str) -> bool:
        """Tell whether the lexicon lets a word be read so."""
        if guess.proclitics:
            if not zipf[guess.own.rstrip("ء")] and guess.own in self._first:
                return False  # the glossary has the whole word, and the lexicon not
            places = range(len(guess.proclitics))
            if not all(_splits(guess, place, zipf) for place in places):
                return False
        if guess.form.how & ENDING:
            return _inflects(guess, zipf, marked=_TANWIN in word)
        return True

    def agrees(self, term: str, text: str, code: int) -> bool:
        """Tell whether a text may stand for a term whose labels it has.

        على is not علي, and a short word with another hamza (أمن, آمن) is another.
        """
        if text.endswith(term) or code & ENDING:
            return True
        return all(
            map(_same, reversed(bare(term).split()), reversed(bare(text).split()))
        )

    def risky(self, label: str) -> bool:
        """Tell whether ``agrees`` could ever refuse a word with this label."""
        short = len(label) <= _SHORT or label in _FINAL_YA
        return short or label[0].isdecimal() or label[-1].isdecimal()

    def definite(self, term: str) -> bool:
        """Tell whether a term bears an article, so that none is added to it."""
        return any(word.startswith(ARTICLE) for word in bare(term).split())


def _label(word: str) -> str:
    """Return the match key of a word, with the hamza that ends it: ماء is not ما."""
    folded = key(word)
    if word[-1:] in "ءًٌٍَُِّْ" and bare(word).endswith("ء"):
        folded += "ء"
    return folded


def _cut(word: str, letters: int) -> int:
    """Return how many characters of a word stand before the term in it.

    Marks and tatweel go with the letter before them. None where letters cannot be told
    apart (a ligature).
    """
    if not letters or (word[:letters] in _BEFORE[letters] and word[letters].isalpha()):
        return letters
    for place in range(letters, len(word)):
        before = bare(word[:place])
        if len(before) == letters and bare(word[place]):
            return place if before in _BEFORE[letters] else 0
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


def _remainders(guess: _Guess) -> list[str]:
    """Return what is left of a word as its proclitics come off, but for the last."""
    own = guess.own.rstrip("ء")
    return [own[place:] for place in range(len(guess.proclitics))]


def _looked_up(guess: _Guess) -> Iterator[str]:
    """Yield the match keys whose frequency a guess is weighed by."""
    base = guess.base.rstrip("ء")
    stem = base.removeprefix(ARTICLE)
    yield from (base, stem, ARTICLE + stem)
    for own in _remainders(guess):
        yield ARTICLE + own
    if guess.noun:
        yield guess.noun
        yield ARTICLE + guess.noun


def _splits(guess: _Guess, place: int, zipf: Mapping[str, float]) -> bool:
    """Tell whether a word without ``place`` letters is no word of its own."""
    own, base = guess.own.rstrip("ء")[place:], guess.base.rstrip("ء")
    if not zipf[own]:
        return True
    stem = base.removeprefix(ARTICLE)
    rest = zipf[base]
    if guess.noun:
        rest = max(rest, zipf[guess.noun] + _BORNE)
    noun = zipf[ARTICLE + stem] >= FAMILIAR and rest >= FAMILIAR + 1
    definite = stem != base and len(stem) > SHORT_STEM
    lone = not zipf[ARTICLE + own]
    limit = OWN_WORD + 1 if (noun or definite) and lone else OWN_WORD
    return round(surplus(zipf[own], rest, guess.proclitics[place:]), 1) < limit


def _inflects(guess: _Guess, zipf: Mapping[str, float], *, marked: bool) -> bool:
    """Tell whether a word may be an inflected form of a noun."""
    ending, noun = guess.form.ending, guess.noun
    base = guess.base.rstrip("ء")
    form = zipf[base]
    if zipf[ARTICLE + noun] < FAMILIAR - 1 or zipf[noun] < FAMILIAR - 1:
        return False
    if ending == ACCUSATIVE and marked:
        return True
    if ending != POSSESSIVE and not form:
        return False
    if ending == PLURAL:
        stem = base.removeprefix(ARTICLE)
        bare_, definite = zipf[stem], zipf[ARTICLE + stem]
        if bare_ and definite and abs(bare_ - definite) <= _BOTH:
            return True
    definite = guess.form.how & ADDED
    explained = zipf[ARTICLE + noun if definite else noun] + _BORNE
    limit = 0.5 if ending == ACCUSATIVE else OWN_WORD
    return round(form - explained, 1) < limit


def _same(term: str, text: str) -> bool:
    """Tell whether two words of one label may be one word, clitics left aside."""
    if term == text:
        return True
    if term in _FINAL_ALEF or text in _FINAL_ALEF:
        return {term, text} <= {"الى", "إلى"}
    if len(term) > _SHORT:
        return True
    return all(
        theirs in (ours, "ا") or theirs not in _HAMZA
        for ours, theirs in zip(reversed(term), reversed(text), strict=False)
    )
