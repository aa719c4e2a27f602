"""What is known of each distinct word: reading, class, frequency in general Arabic."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from glossary.arabic import bare, is_arabic
from glossary.extract.stopwords import clues, stopwords
from glossary.names.given import given_names
from glossary.names.skeleton import Kinship, spellings

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from glossary.extract.corpus import Corpus
    from glossary.readings import Reading, Readings

_DIGIT = re.compile(r"\d")
RARE = 3.0
"""A word below this Zipf frequency is likelier a name than a term."""
FAMILIAR = 4.5
"""A word from this Zipf frequency on is no name, whatever its forms."""
LETTERS = 4
"""A name that only its forms show has more letters than this."""
BARE = 3.0
"""Such a name's form with the article is at least so many powers of ten rarer."""
NOUN = 1.0
"""A noun's form with the article is at most so many powers of ten rarer."""

ATTESTED = 2.0
"""The least Zipf frequency of a form that proves a conjugation."""
COMPARABLE = 2.0
"""A verb's other forms are at most so many powers of ten rarer than the verb."""
_OBJECTS = ("ه", "ها", "هم", "هما", "ني", "نا")

NEVER = 2.0
"""A verb's form with the article is at least so much rarer than the verb."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """Parallel to ``Corpus.types``."""

    readings: tuple[Reading, ...]
    lexeme: NDArray[np.int32]
    """One number for all forms of a word; a term's first word is compared by it."""
    form: NDArray[np.int32]
    """One number for a lexeme with its proclitics: the later words of a term."""
    numbers: dict[str, int]
    """Match keys (lexeme keys, and ``proclitics+lexeme``) to their numbers."""
    stop: NDArray[np.bool_]
    weak: NDArray[np.bool_]
    verb: NDArray[np.bool_]
    article: NDArray[np.bool_]
    """The word bears the article."""
    bound: NDArray[np.bool_]
    """The word bears a proclitic that a term's later word may not bear."""
    common: NDArray[np.float64]
    """Zipf frequency of the lexeme in general Arabic, with and without the article."""
    bareness: NDArray[np.float64]
    """How much rarer the lexeme is with the article than without, in powers of ten."""
    generic: NDArray[np.bool_]
    """The word heads or introduces names and so names nothing itself."""
    noun: NDArray[np.bool_]
    """General Arabic attests the word with the article."""
    foreign: NDArray[np.bool_]
    """The word reads as a name: rare, or never seen with the article."""


def describe(corpus: Corpus, readings: Readings) -> Vocabulary:
    """Read every distinct word of a corpus."""
    plain = [bare(word) for word in corpus.types]
    chosen = tuple(readings.read(word) for word in plain)
    stems = [reading.lexeme for reading in chosen]
    alone = readings.zipfs(stems)
    definite = readings.zipfs([f"ال{stem}" for stem in stems])
    stop, weak = stopwords()
    titles, heads = clues()
    common = np.log10(10**alone + 10**definite)
    foreign = _foreign(stems, common, alone - definite)
    readings.foresee(form for stem in set(stems) for form in _conjugation(stem))
    verb = np.array([_is_verb(reading, readings) for reading in chosen], bool)
    same = _one_name(corpus, readings, chosen, foreign & ~verb, common)
    numbers: dict[str, int] = {}
    lexeme, form = [], []
    for reading in chosen:
        name = same.get(reading.lexeme, reading.lexeme)
        lexeme.append(numbers.setdefault(name, len(numbers)))
        full = form_key(reading.proclitics, name)
        form.append(numbers.setdefault(full, len(numbers)))
    return Vocabulary(
        readings=chosen,
        lexeme=np.array(lexeme, np.int32),
        form=np.array(form, np.int32),
        numbers=numbers,
        stop=np.array(
            [
                _is_stop(word, reading, stop)
                for word, reading in zip(plain, chosen, strict=True)
            ],
            bool,
        ),
        weak=np.array([_in(reading, weak) for reading in chosen], bool),
        verb=verb,
        article=np.array([reading.article for reading in chosen], bool),
        bound=np.array(
            [bool(reading.proclitics.replace("ل", "")) for reading in chosen], bool
        ),
        common=common,
        bareness=alone - definite,
        generic=np.array([stem in titles or stem in heads for stem in stems], bool),
        noun=(definite > 0) & (definite > alone - NOUN),
        foreign=foreign,
    )


def _foreign(
    stems: list[str], common: NDArray[np.float64], bareness: NDArray[np.float64]
) -> NDArray[np.bool_]:
    """Tell which words read as names; ``bareness`` is how rare the article on them is.

    Adverbs in tanwin (علنا) and short words are seldom names.
    """
    shape = [len(stem) > LETTERS and not stem.endswith("ا") for stem in stems]
    unseen = np.array(shape, bool) & (common < FAMILIAR) & (bareness >= BARE)
    return (common < RARE) | unseen


def _one_name(
    corpus: Corpus,
    readings: Readings,
    chosen: tuple[Reading, ...],
    names: NDArray[np.bool_],
    common: NDArray[np.float64],
) -> dict[str, str]:
    """Return the spellings of unknown names that are one name (``skeleton``).

    ``names`` says which of the corpus's types may be names. A known or familiar one
    stays as it is.
    """
    counts = np.bincount(corpus.word, minlength=len(chosen))
    seen: dict[str, int] = {}
    fixed: dict[str, Kinship] = {}
    rows = np.flatnonzero(names)
    familiar = (common[rows] >= RARE).tolist()
    for row, usual in zip(rows.tolist(), familiar, strict=True):
        reading = chosen[row]
        name = reading.lexeme
        if reading.article or reading.possessive or not name.isalpha():
            continue
        if readings.knows(name):
            fixed[name] = Kinship.VOWELS
        elif usual:
            fixed[name] = Kinship.SOUND
        seen[name] = seen.get(name, 0) + int(counts[row])
    same = spellings(sorted(seen, key=lambda name: (-seen[name], name)), fixed=fixed)
    # أنكره is a verb with its object, not Ankara.
    return {
        name: head
        for name, head in same.items()
        if not any(
            readings.zipf(name.removesuffix(end)) >= max(RARE, readings.zipf(name) + 1)
            for end in _OBJECTS
            if name.endswith(end)
        )
    }


def form_key(proclitics: str, lexeme: str) -> str:
    """Return the key of a word that is not the first of its term."""
    return f"{proclitics}+{lexeme}" if proclitics else lexeme


def _in(reading: Reading, words: frozenset[str]) -> bool:
    return reading.base in words or (reading.article and reading.stem in words)


def _is_stop(word: str, reading: Reading, stop: frozenset[str]) -> bool:
    """Tell whether a word bounds terms: a function word, a number, another script."""
    return (
        word in stop
        or _in(reading, stop)
        or reading.possessive
        or not is_arabic(word)
        or (len(reading.stem) == 1)
        or _DIGIT.match(reading.stem) is not None
    )


def _is_verb(reading: Reading, readings: Readings) -> bool:
    """Tell whether general Arabic attests the word's conjugation and no article on it.

    قال stands beside قالت, يلتقي beside تلتقي, التقى beside التقت; no noun does.
    """
    stem = reading.lexeme
    if (
        reading.article
        or readings.knows(stem)
        or stem in given_names()
        or readings.zipf(f"ال{stem}") > readings.zipf(stem) - NEVER
    ):
        return False
    least = max(ATTESTED, readings.zipf(stem) - COMPARABLE)
    return any(readings.zipf(partner) >= least for partner in _conjugation(stem))


def _conjugation(stem: str) -> list[str]:
    """Return other forms that a verb of this form may have, as match keys."""
    partners = [f"{stem}ت", f"{stem}وا"]
    if stem.endswith(("ي", "ا")):
        partners.append(f"{stem[:-1]}ت")
    if stem.endswith("ت"):
        partners += [f"{stem[:-1]}وا", f"{stem[:-1]}ي"]
    if stem[:1] in ("ي", "ت", "ن"):
        partners += [letter + stem[1:] for letter in "يت" if letter != stem[:1]]
    if stem[:2] in ("سي", "ست", "سن"):
        partners.append(stem[1:])
    return partners
