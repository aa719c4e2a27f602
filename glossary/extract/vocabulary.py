"""What is known of each distinct word: reading, class, frequency in general Arabic."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

import numpy as np

from glossary.arabic import is_arabic
from glossary.arabic.clitics import ARTICLE
from glossary.arabic.folding import bares
from glossary.extract.hypotheses import hypotheses
from glossary.extract.one_name import RARE, one_name
from glossary.extract.reading import joined_words, read_words
from glossary.extract.stopwords import clues, stopwords
from glossary.names.given import given_names

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from numpy.typing import NDArray

    from glossary.extract.corpus import Corpus
    from glossary.extract.hypotheses import Options
    from glossary.extract.reading import ReadWords
    from glossary.readings import Readings

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

NEVER = 2.0
"""A verb's form with the article is at least so much rarer than the verb."""
_FIRST, _BEYOND = "\u0620", "\u064b"
"""Bare words from the one up to the other begin with an Arabic letter."""
_NOMINAL = re.compile("[^اأإيتن]..+اء")
"""لمياء. Of verbs only جاء and the like end so, أضاء and its persons: يشاء, تضاء."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """Parallel to the distinct words of a corpus as written."""

    words: ReadWords
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """Words each described by itself; see ``Vocabulary``."""

    words: ReadWords
    stop: NDArray[np.bool_]
    weak: NDArray[np.bool_]
    verb: NDArray[np.bool_]
    article: NDArray[np.bool_]
    bound: NDArray[np.bool_]
    common: NDArray[np.float64]
    bareness: NDArray[np.float64]
    generic: NDArray[np.bool_]
    noun: NDArray[np.bool_]
    foreign: NDArray[np.bool_]


def describe(corpus: Corpus, readings: Readings) -> Vocabulary:
    """Read every distinct word of a corpus."""
    counts = np.bincount(corpus.word, minlength=len(corpus.types))
    options = hypotheses(bares(corpus.types))
    return vocabulary([describe_alone(options, readings)], counts, readings)


def describe_alone(options: Options, readings: Readings) -> Described:
    """Read distinct words by the hypotheses about them."""
    plain = options.words
    read = read_words(plain, readings, options)
    stems = read.lexeme
    alone = readings.zipfs(stems)
    definite = readings.zipfs([f"ال{stem}" for stem in stems])
    titles, heads = clues()
    common = np.log10(10**alone + 10**definite)
    stop, weak = _bounds(plain, read)
    return Described(
        words=read,
        stop=stop,
        weak=weak,
        verb=_verbs(read, alone, definite, readings),
        article=read.article,
        bound=~among(read.proclitics, ("", "ل")),
        common=common,
        bareness=alone - definite,
        generic=among(stems, titles) | among(stems, heads),
        noun=(definite > 0) & (definite > alone - NOUN),
        foreign=_foreign(stems, common, alone - definite),
    )


def vocabulary(
    parts: Sequence[Described], counts: NDArray[np.int64], readings: Readings
) -> Vocabulary:
    """Put described words together; ``counts`` say how often each occurs."""
    columns: dict[str, NDArray[Any]] = {
        field.name: np.concatenate([getattr(part, field.name) for part in parts])
        for field in fields(Described)
        if field.name != "words"
    }
    read = joined_words([part.words for part in parts])
    names = columns["foreign"] & ~columns["verb"]
    same = one_name(counts, readings, read, names, columns["common"])
    numbers: dict[str, int] = {}
    lexeme, form = [], []
    for name, proclitics in zip(read.lexeme, read.proclitics, strict=True):
        head = same.get(name, name)
        lexeme.append(numbers.setdefault(head, len(numbers)))
        if proclitics:
            full = form_key(proclitics, head)
            form.append(numbers.setdefault(full, len(numbers)))
        else:
            form.append(lexeme[-1])
    return Vocabulary(
        words=read,
        lexeme=np.array(lexeme, np.int32),
        form=np.array(form, np.int32),
        numbers=numbers,
        **columns,
    )


def among(names: Sequence[str], some: Container[str]) -> NDArray[np.bool_]:
    """Tell which names are among some."""
    return np.fromiter(map(some.__contains__, names), bool, len(names))


def _foreign(
    stems: list[str], common: NDArray[np.float64], bareness: NDArray[np.float64]
) -> NDArray[np.bool_]:
    """Tell which words read as names; ``bareness`` is how rare the article on them is.

    Adverbs in tanwin (علنا) and short words are seldom names.
    """
    shape = [len(stem) > LETTERS and not stem.endswith("ا") for stem in stems]
    unseen = np.array(shape, bool) & (common < FAMILIAR) & (bareness >= BARE)
    return (common < RARE) | unseen


def form_key(proclitics: str, lexeme: str) -> str:
    """Return the key of a word that is not the first of its term."""
    return f"{proclitics}+{lexeme}" if proclitics else lexeme


def _bounds(
    plain: Sequence[str], read: ReadWords
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Tell which words bound terms, and which may only end one.

    Function words, numbers and other scripts bound terms.
    """
    stop, weak = stopwords()
    both = zip(read.stem, read.article.tolist(), strict=True)
    base = [ARTICLE + stem if article else stem for stem, article in both]
    weaks = among(base, weak) | (read.article & among(read.stem, weak))
    stops = read.possessive | among(plain, stop) | among(base, stop)
    stops |= read.article & among(read.stem, stop)
    odd = [
        len(stem) == 1
        or not (_FIRST <= word < _BEYOND or is_arabic(word))
        or stem[:1].isdecimal()
        for word, stem in zip(plain, read.stem, strict=True)
    ]
    return stops | np.array(odd, bool), weaks


def _verbs(
    read: ReadWords,
    alone: NDArray[np.float64],
    definite: NDArray[np.float64],
    readings: Readings,
) -> NDArray[np.bool_]:
    """Tell for which words general Arabic attests a conjugation and no article on them.

    قال stands beside قالت, يلتقي beside تلتقي, التقى beside التقت; no noun does.
    ``alone`` and ``definite`` are the frequencies without and with the article.
    """
    given = given_names()
    may = ~read.article & (definite <= alone - NEVER)
    rows: list[int] = []
    partners: list[str] = []
    for row in np.flatnonzero(may).tolist():
        stem = read.lexeme[row]
        if (
            stem not in given
            and not readings.knows(stem)
            and not _NOMINAL.fullmatch(read.stem[row])
        ):
            forms = _conjugation(stem)
            partners += forms
            rows += [row] * len(forms)
    each = np.array(rows, np.int64)
    least = np.maximum(ATTESTED, alone[each] - COMPARABLE)
    verb = np.zeros(len(may), bool)
    verb[each[readings.zipfs(partners) >= least]] = True
    return verb


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
