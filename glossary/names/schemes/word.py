"""One Arabic word by a scheme's rules: consonants, marked vowels, long vowels.

Where vowels are marked they are written. Where they are not, the word is given as its
consonants and long vowels; و and ي between consonants are taken for long.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from glossary.names.schemes.tables import Scheme

_SHORT = {"\u064e": "a", "\u064f": "u", "\u0650": "i", "\u0652": ""}
_TANWIN = {"\u064b": "an", "\u064c": "un", "\u064d": "in"}
_SHADDA, _DAGGER = "\u0651", "\u0670"
_SIGN = re.compile(r"(\w)([\u064b-\u0652\u0670]*)")
_BEARERS = {"أ": "a", "إ": "i", "ا": "a", "ٱ": "i"}
_LONG = {"و": ("u", "ū"), "ي": ("i", "ī")}
_VOWELS = "aiuāīūá"


class Sign(NamedTuple):
    """A letter with the marks that stand on it."""

    letter: str
    vowel: str | None
    """``a``, ``i``, ``u``, with n for tanwin; empty for sukun, ``None`` unmarked."""
    doubled: bool
    dagger: bool


def signs(word: str) -> list[Sign]:
    """Return the letters of a word with their marks, in order."""
    found = []
    for letter, marks in _SIGN.findall(word):
        vowel = next(
            (_SHORT.get(mark, _TANWIN.get(mark)) for mark in marks if mark in _KNOWN),
            None,
        )
        found.append(Sign(letter, vowel, _SHADDA in marks, _DAGGER in marks))
    return found


_KNOWN = {**_SHORT, **_TANWIN}


def stem(word: list[Sign], scheme: Scheme, *, construct: bool = False) -> str:
    """Return a word without its article in lower-case Latin letters.

    ``construct`` says that a tā’ marbūṭah at its end is written t.
    """
    latin = ""
    for place, sign in enumerate(word):
        before = word[place - 1] if place else None
        after = word[place + 1] if place + 1 < len(word) else None
        if sign.letter in "ةىا" and place:
            latin = _ending(latin, sign, before, after, scheme, construct=construct)
        elif sign.letter in "أإاٱآءؤئ":
            latin = _hamza(latin, sign, after, scheme, first=place == 0)
        elif sign.letter in _LONG and place:
            latin = _glide(latin, sign, before, after, scheme)
        else:
            latin = _consonant(latin, sign, after, scheme)
    return latin


def _consonant(latin: str, sign: Sign, after: Sign | None, scheme: Scheme) -> str:
    one = scheme.letters.get(sign.letter, sign.letter)
    if one == "h" and latin.endswith(("t", "k", "d", "s")):
        one = scheme.separator + one
    return latin + one * (1 + sign.doubled) + _vowel(sign, after, scheme)


def _vowel(sign: Sign, after: Sign | None, scheme: Scheme) -> str:
    """Return the short vowel on a letter; the last letter's is silent in names.

    ALA-LC rules 12 and 14, UNGEGN's note on nunation, BGN/PCGN note 6.
    """
    if sign.dagger:
        return "ā"
    if sign.vowel in {"an", "in"} and sign.vowel is not None:
        return sign.vowel if scheme.tanwin else ""
    return (sign.vowel or "") if after else ""


def _ending(  # noqa: PLR0913 - the letter with all that it depends on
    latin: str,
    sign: Sign,
    before: Sign | None,
    after: Sign | None,
    scheme: Scheme,
    *,
    construct: bool,
) -> str:
    """Add ة, ى or ا after the first letter: they end a syllable in a."""
    tanwin = "an" in (sign.vowel, before.vowel if before else None)
    if sign.letter == "ة":
        open_ = latin if latin.endswith(("ā", "a")) else latin + "a"
        if tanwin and scheme.tanwin:
            return open_ + "tan"  # ALA-LC rule 7(c)
        return open_ + ("t" if construct else "h")
    if tanwin:
        whole = latin.removesuffix("an")
        return whole + ("an" if scheme.tanwin else "")
    if sign.letter == "ى" and (sign.doubled or (before and before.vowel == "i")):
        return _glide(latin, sign._replace(letter="ي"), before, after, scheme)
    if sign.letter == "ا" and after is None and latin.endswith("ū"):
        return latin  # ALA-LC rule 4: فعلوا
    long = "á" if sign.letter == "ى" and after is None else "ā"
    return latin.removesuffix("a") + long


def _hamza(
    latin: str, sign: Sign, after: Sign | None, scheme: Scheme, *, first: bool
) -> str:
    """Add a hamza or what bears it: silent where it begins the word (rule 8a)."""
    if sign.letter == "آ":
        # ALA-LC rule 10: initial ā, medial ’ā, else only the long vowel.
        silent = first or (after is not None and after.letter == "ء")
        return latin.removesuffix("a") + "ā" if silent else latin + scheme.hamza + "ā"
    if not first:
        return latin + scheme.hamza + _vowel(sign, after, scheme)
    following = after.letter if after and after.vowel is None else ""
    if sign.vowel is None and not (after and after.doubled):
        if following == "و" and sign.letter != "إ":
            return scheme.initial_waw
        if following == "ي" and sign.letter != "أ":
            return "i"
    return sign.vowel if sign.vowel is not None else _BEARERS.get(sign.letter, "")


def _glide(
    latin: str, sign: Sign, before: Sign | None, after: Sign | None, scheme: Scheme
) -> str:
    """Add و or ي after the first letter: a long vowel, a diphthong or a consonant."""
    if sign.doubled:
        return _doubled(latin, sign, after, scheme)
    short, long = _LONG[sign.letter]
    sounded = bool(sign.vowel) and after is not None
    opens = after is not None and after.vowel is None and after.letter in "اةىآ"
    if opens and after is not None and _silent(sign, after, before):
        opens = False
    if not sounded and not opens and latin.endswith(short):
        return latin[:-1] + long
    closed = sign.vowel == "" or (before is not None and before.vowel == "")
    if sounded or opens or closed or latin.endswith(tuple(_VOWELS)):
        return latin + scheme.letters[sign.letter] + _vowel(sign, after, scheme)
    return latin + long


def _doubled(latin: str, sign: Sign, after: Sign | None, scheme: Scheme) -> str:
    """Add a doubled و or ي (ALA-LC rule 11, BGN/PCGN note 7)."""
    short, long = _LONG[sign.letter]
    if not latin.endswith(short):
        pair = scheme.letters[sign.letter] * 2
        return latin + pair + _vowel(sign, after, scheme)
    if sign.letter == "ي" and after is None:
        return latin[:-1] + long
    pair = scheme.doubled[sign.letter == "ي"]
    return latin[:-1] + pair + _vowel(sign, after, scheme)


def _silent(sign: Sign, after: Sign, before: Sign | None) -> bool:
    """Tell whether the alef after و is only written: فعلوا (ALA-LC rule 4)."""
    marked = before is not None and before.vowel == "u"
    return sign.letter == "و" and after.letter == "ا" and marked
