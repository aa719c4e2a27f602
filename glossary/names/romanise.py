"""A first guess at a name's Latin spelling, letter by letter, where nothing is known.

Arabic writes no short vowels, so a guess is all that rules can give; results that come
from here are marked ``romanised`` and never shown as established.
"""

from __future__ import annotations

import re

from glossary.arabic import bare, is_arabic, key
from glossary.names.given import given_names

_LETTERS = {
    "ب": "b",
    "ت": "t",
    "ث": "th",
    "ج": "j",
    "ح": "h",
    "خ": "kh",
    "د": "d",
    "ذ": "dh",
    "ر": "r",
    "ز": "z",
    "س": "s",
    "ش": "sh",
    "ص": "s",
    "ض": "d",
    "ط": "t",
    "ظ": "z",
    "ع": "a",
    "غ": "gh",
    "ف": "f",
    "ق": "q",
    "ك": "k",
    "ل": "l",
    "م": "m",
    "ن": "n",
    "ه": "h",
    "و": "u",
    "ي": "i",
    "ى": "a",
    "ة": "a",
    "ا": "a",
    "أ": "a",
    "إ": "i",
    "آ": "a",
    "ء": "",
    "ؤ": "u",
    "ئ": "i",
    "پ": "p",
    "چ": "ch",
    "ڤ": "v",
    "گ": "g",
}
_CLUSTER = 2
_OPENING = re.compile(r"(?:[bdfgkpt]|gh|kh)[lr]|s[^aeiou]|[^aeiou]+[wy]")
_ARTICLED = 4
"""A word in ال with no more letters than this keeps them."""
_VOWELS = frozenset("aeiou")
# Endings and clusters of Slavic, Turkic, Georgian and Hebrew names, tried first.
_CLUSTERS = (
    (re.compile(r"شفيلي$"), "shvili"),
    (re.compile(r"وفيتش$"), "ovich"),
    (re.compile(r"ييف$"), "iyev"),
    (re.compile(r"وف$"), "ov"),
    (re.compile(r"يف$"), "ev"),
    (re.compile(r"وفا$"), "ova"),
    (re.compile(r"سكي$"), "sky"),
    (re.compile(r"يان$"), "yan"),
    (re.compile(r"يا$"), "ia"),
    (re.compile(r"تش"), "ch"),
    (re.compile(r"^إي|^اي"), "i"),
    (re.compile(r"^أو|^او"), "o"),
    (re.compile(r"^ي(?=[اوأ])"), "y"),
    (re.compile(r"^و(?=[اي])"), "w"),
    (re.compile(r"ي(?=[او])"), "iy"),
)


def guess(name: str) -> str:
    """Return a Latin spelling of a name of one or more words, each capitalised."""
    known = given_names()
    words = (
        known.get(key(word)) or (_word(word) if is_arabic(word) else word)
        for word in bare(name).split()
    )
    return " ".join(word for word in words if word)


def _word(word: str) -> str:
    article = word.startswith("ال") and len(word) > _ARTICLED
    latin = _vowelled(_pieces(word[2:] if article else word))
    latin = latin[:1].upper() + latin[1:]
    return f"al-{latin}" if article and latin else latin


def _pieces(word: str) -> list[str]:
    """Return the Latin for each letter or cluster, in order."""
    marked = word
    for pattern, latin in _CLUSTERS:
        marked = pattern.sub(f"<{latin}>", marked)
    found = re.findall(r"<([a-z]+)>|(\w)", marked)
    return [cluster or _LETTERS.get(letter, letter) for cluster, letter in found]


def _vowelled(pieces: list[str]) -> str:
    """Join, with an ``a`` in clusters that no European name has.

    Two consonants that open the word need it, but for a stop or f before l or r (Br,
    Fl) and s before a consonant (Sm); so do three in a row, before the last.
    """
    latin = ""
    run = 0  # consonants since the last vowel
    for place, piece in enumerate(pieces):
        if piece[:1] in _VOWELS or not piece:
            run = 0
        else:
            opening = run == 1 and place == 1 and not _OPENING.match(latin + piece)
            if opening or run == _CLUSTER:
                latin += "a"
                run = 0
            run += 1
        latin += piece
    return latin
