"""A name taken apart into words, with what each could be and what it weighs.

A proclitic or an article is a hypothesis (``glossary.arabic.clitics``): each form is
kept with its cost, and the name on the other side decides between them.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from glossary.arabic import analyses, bare, key
from glossary.lexicon import arabic as lexicon
from glossary.lexicon import surplus

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

MOST = 6
"""Words of a name that are compared; what follows only costs."""

# What it costs, in natural-log odds, that one side lacks a word of the other.
CONTENT, LIGHT, TITLE, INITIAL = 3.0, 0.4, 0.6, 0.5

_BREAK = re.compile(r"[\s\-‐‑‒–—_/,،;؛()«»\"“”.]+")
_INITIAL_DOT = re.compile(r"(?<!\w)(\w)\.(?=\w)")
_ARABIC_LIGHT = frozenset(
    "بن ابن بنت ابو ابي ابا ام ال فون فان دي دا دو ديل لا لو".split()
)
_LATIN_LIGHT = frozenset(
    "bin ibn ben bint abu abi abou umm um al el ul as ash ar an ad az at von van de da"
    " do dos del della di la le les du der den".split()
)
_LATIN_EMPTY = frozenset("the of and in for a on".split())
_LATIN_ARTICLE = re.compile(r"^(?:al|el|ul|as|ash|ar|an|ad|az|at|ath|adh)[-'’](?=\w)")
_FOLD = str.maketrans(
    {
        "ø": "o",
        "ß": "ss",
        "ł": "l",
        "æ": "ae",
        "œ": "oe",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ı": "i",
        "ə": "a",
    }
)


class Form(NamedTuple):
    """One reading of an Arabic word: without a proclitic, without the article."""

    text: str
    cost: float


class ArabicWord(NamedTuple):
    """A word of an Arabic name: its readings, and what leaving it out costs."""

    forms: tuple[Form, ...]
    cost: float


class LatinWord(NamedTuple):
    """A word of an English name, folded, and what leaving it out costs."""

    text: str
    cost: float


def arabic_words(name: str) -> list[ArabicWord]:
    """Return the words of an Arabic name in order, at most ``MOST``."""
    words = [word for word in _BREAK.split(bare(_spread(name))) if word]
    return [_arabic(word, first=not place) for place, word in enumerate(words)][:MOST]


def latin_words(name: str) -> list[LatinWord]:
    """Return the words of an English name in order, folded, at most ``MOST``.

    An article joined by a hyphen goes; the, of and the like go where others stay.
    """
    found = []
    for chunk in _spread(name).split():
        folded = _LATIN_ARTICLE.sub("", fold(chunk))
        found += [word for word in _BREAK.split(folded) if word.strip("'’")]
    words = [re.sub(r"['’`ʻʼ‘]s$|['’`ʻʼ‘]", "", word) for word in found]
    full = [word for word in words if word and word not in _LATIN_EMPTY]
    return [LatinWord(word, _latin_cost(word)) for word in full or words if word][:MOST]


def fold(text: str) -> str:
    """Return Latin text in lower case without diacritics."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_FOLD))
    return "".join(char for char in plain if not unicodedata.combining(char))


def joined(name: str) -> str:
    """Return the letters of an English name by which whole names are compared."""
    return "".join(word.text for word in latin_words(name))


def _spread(name: str) -> str:
    """Return the name with its initials apart: ``J.R.`` as two words."""
    return _INITIAL_DOT.sub(r"\1. ", name)


def _latin_cost(word: str) -> float:
    if len(word) == 1:
        return INITIAL
    if word in _LATIN_LIGHT:
        return LIGHT
    return TITLE if word in latin_titles() else CONTENT


def _arabic(word: str, *, first: bool) -> ArabicWord:
    folded = key(word)
    stem = folded.removeprefix("ال")
    if len(word) == 1:
        return ArabicWord((Form(word, 0.0),), INITIAL)
    cost = CONTENT
    if folded in _ARABIC_LIGHT:
        cost = LIGHT
    elif stem in arabic_titles():
        cost = TITLE
    return ArabicWord(_forms(word, first=first), cost)


def _forms(word: str, *, first: bool) -> tuple[Form, ...]:
    """Return the readings of a word, the cheapest for each text.

    A preposition stands before a name's first word only, و before any.
    """
    cheapest: dict[str, float] = {word: 0.0}
    for option in analyses(word):
        cost = 0.0
        if option.proclitics:
            if not first and option.proclitics != "و":
                continue
            cost = _clitic_cost(word, option.proclitics, option.base)
        for text in dict.fromkeys((option.base, option.stem)):
            if len(text) > 1 and cost < cheapest.get(text, 9.0):
                cheapest[text] = cost
    return tuple(Form(text, cost) for text, cost in cheapest.items())


# What reading a word as proclitics and the rest costs.
UNLIKELY, _OPEN, _LIKELY = 5.0, 2.0, 0.5


def _clitic_cost(word: str, proclitics: str, base: str) -> float:
    """Return what reading a word as proclitics and the rest costs, by the lexicon."""
    whole, rest = lexicon().zipfs([key(word), key(base)]).tolist()
    if not whole:
        return _LIKELY if rest else _OPEN
    if not rest:
        return UNLIKELY
    return _LIKELY if surplus(whole, rest, proclitics) < 1 else UNLIKELY


class NameWords(NamedTuple):
    """The packaged words that names translate: ``data/name_words.tsv``."""

    english: Mapping[str, frozenset[str]]
    """By match key without the article."""
    arabic_titles: frozenset[str]
    latin_titles: frozenset[str]


@cache
def name_words() -> NameWords:
    """Return the packaged words with their English, read once."""
    packed = resources.files("glossary.data").joinpath("name_words.tsv")
    english: dict[str, frozenset[str]] = {}
    titles: dict[str, frozenset[str]] = {}
    for line in packed.read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        arabic, latin, *title = line.split("\t")
        words = frozenset(latin.split(";"))
        english[key(arabic)] = english.get(key(arabic), frozenset()) | words
        if title:
            titles[key(arabic)] = words
    return NameWords(
        MappingProxyType(english),
        frozenset(titles),
        frozenset().union(*titles.values()),
    )


def arabic_titles() -> frozenset[str]:
    """Return the match keys of titles: a name may do without them."""
    return name_words().arabic_titles


def latin_titles() -> frozenset[str]:
    """Return the English titles, folded."""
    return name_words().latin_titles


def initials(words: Sequence[ArabicWord]) -> str | None:
    """Return the Latin letters that Arabic letter names spell: سي إن إن as ``cnn``."""
    letters = [_LETTER_NAMES.get(key(word.forms[0].text)) for word in words]
    if len(letters) < 2 or not all(letters):  # noqa: PLR2004 - one is no acronym
        return None
    return "".join(letter for letter in letters if letter)


_LETTER_NAMES = {
    key(name): letter
    for letter, names in {
        "a": "إيه إي",
        "b": "بي",
        "c": "سي",
        "d": "دي",
        "e": "إي",
        "f": "إف",
        "g": "جي",
        "h": "إتش",
        "i": "آي",
        "j": "جيه جاي",
        "k": "كيه كي",
        "l": "إل",
        "m": "إم",
        "n": "إن",
        "o": "أو",
        "p": "بيه",
        "q": "كيو",
        "r": "آر",
        "s": "إس",
        "t": "تي",
        "u": "يو",
        "v": "في",
        "w": "دبليو",
        "x": "إكس",
        "y": "واي",
        "z": "زد",
    }.items()
    for name in names.split()
}
