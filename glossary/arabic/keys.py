"""Match keys: what the spellings of one word have in common; never shown, never text.

Unicode normalisation does not fold أ إ آ ا, ى ي or ة ه, which writers of Arabic treat
as one letter when they type in haste; these keys do.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

KEY_VERSION = 1
"""Raised whenever ``key`` changes its answer for any text, so that stores re-key."""

MARKS = (
    "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"
    "\u08d3-\u08ff"
)
"""Vowel signs, tanwin, shadda, Quranic marks, as the inside of a character class."""

INVISIBLE = "\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
"""Soft hyphen, zero-width characters and bidi controls, likewise."""

TATWEEL = "\u0640"

_DROPPED = re.compile(f"[{MARKS}{INVISIBLE}{TATWEEL}]+")
PLAIN = re.compile("[\u0621-\u063a\u0641-\u064a]*")
"""Letters that stay as they are; most words have no others."""
_PRESENTATION = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]")
_ARABIC_LETTER = re.compile(
    "[\u0620-\u063f\u0641-\u064a\u066e-\u06d3\u06d5\u06ee-\u06ff]"
)
_SPACE = re.compile(r"\s+")
_FOLDED = re.compile("[ابتثجحخدذرزسشصضطظعغفقكلمنهوي0-9a-z]*")
"""A text of these alone is its own key; most words are."""

_LETTERS = str.maketrans(
    {
        **dict.fromkeys("أإآٱٲٳٵ", "ا"),
        **dict.fromkeys("ىیېۍےئ", "ي"),
        **dict.fromkeys("ةہھەۀ", "ه"),
        **dict.fromkeys("ؤٶ", "و"),
        **dict.fromkeys("کڪ", "ك"),
        "ء": "",
    }
)
_DIGITS = str.maketrans(
    {
        **{chr(0x0660 + digit): str(digit) for digit in range(10)},
        **{chr(0x06F0 + digit): str(digit) for digit in range(10)},
        "٫": ".",
        "٬": ",",
        "٪": "%",
    }
)


def is_arabic(text: str) -> bool:
    """Tell whether the text holds at least one letter of the Arabic script."""
    return _ARABIC_LETTER.search(text) is not None


def bare(text: str) -> str:
    """Return the text without vowel signs, tatweel and invisible characters.

    Letters stay as written, so that على and علي still differ; presentation forms
    (U+FB50–FDFF, U+FE70–FEFC) become ordinary letters. The wasla is a sign of reading
    too: ٱ becomes ا.
    """
    if PLAIN.fullmatch(text):
        return text
    if _PRESENTATION.search(text):
        text = unicodedata.normalize("NFKC", text)
    if text.isascii():
        return text
    return _DROPPED.sub("", unicodedata.normalize("NFC", text)).replace("ٱ", "ا")


@lru_cache(maxsize=1 << 16)
def key(text: str) -> str:
    """Return the match key of a word or phrase.

    Over ``bare``: one alef, one ya, one ha for ta marbuta, no hamza, Arabic letters for
    their Persian twins, ASCII digits, case folded, runs of white space as one space.
    Idempotent.
    """
    if _FOLDED.fullmatch(text):
        return text
    folded = bare(text).translate(_LETTERS).translate(_DIGITS)
    return _SPACE.sub(" ", folded.casefold()).strip()
