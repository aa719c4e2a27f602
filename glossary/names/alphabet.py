"""The letters that the name model knows, and words as rows of their numbers."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

ARABIC = "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيپچڤگژ"
LATIN = "abcdefghijklmnopqrstuvwxyz"
ARTICLE = "ال"
LONGEST = 24
"""A word of more letters is no name; it is read as empty."""

# Persian and Urdu keyboards type the same letters under other numbers.
_TYPED = str.maketrans({"ک": "ك", "ی": "ي", "ے": "ي", "ہ": "ه", "ھ": "ه", "ۀ": "ه"})
_NOT_ARABIC = re.compile(f"[^{ARABIC}]+")
_NOT_LATIN = re.compile("[^a-z]+")
# Letters that Unicode does not decompose, as English newspapers write them.
_PLAIN = str.maketrans(
    {
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ı": "i",
        "ə": "a",
        "ħ": "h",
        "ŋ": "n",
    }
)
_WIDEST = 4 * LONGEST
"""Characters read of a word: enough for each letter to bear three marks."""


def arabic_letters(word: str) -> str:
    """Return the word's Arabic letters, hamza and ta marbuta kept, marks dropped."""
    if len(word) > _WIDEST:
        return ""
    letters = _NOT_ARABIC.sub("", word.translate(_TYPED))
    return letters if len(letters) <= LONGEST else ""


def latin_letters(word: str) -> str:
    """Return the word's letters as a–z: lower case, no accents, hyphens or spaces."""
    if len(word) > _WIDEST:
        return ""
    letters = word.lower()
    if not letters.isascii():
        letters = unicodedata.normalize("NFKD", letters.translate(_PLAIN))
    letters = _NOT_LATIN.sub("", letters)
    return letters if len(letters) <= LONGEST else ""


def encode(
    words: Sequence[str], alphabet: str
) -> tuple[NDArray[np.int16], NDArray[np.int64]]:
    """Return the words as rows of letter numbers from 1, padded with 0, and lengths."""
    lengths = np.fromiter(map(len, words), np.int64, len(words))
    width = max(1, int(lengths.max(initial=0)))
    text = np.array(list(words), dtype=f"<U{width}").reshape(-1)
    points = text.view("<u4").reshape(len(words), width)
    numbers = np.zeros(max(map(ord, alphabet)) + 1, np.int16)
    numbers[[ord(letter) for letter in alphabet]] = range(1, len(alphabet) + 1)
    return numbers[points], lengths
