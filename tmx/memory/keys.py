"""What makes two segments the same to a memory: their words' match keys, in order.

Case, vowel signs, spelling habits, kinds of digits, punctuation and white space do not
count; ``glossary.arabic`` says how a word is folded.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from glossary.arabic import KEY_VERSION as _WORD_KEY_VERSION
from glossary.arabic import key, tokens
from glossary.arabic.keys import INVISIBLE, MARKS

KEY_VERSION = _WORD_KEY_VERSION * 1000 + 1
"""Raised whenever ``words`` changes its answer for any text; memories then re-key."""

# The words of ``glossary.arabic.tokens`` without their places: a test compares them.
# The first branch is the usual word, several times as fast as the third.
_WORDY = re.compile(r"\w")
_WORD = re.compile(
    rf"[^\W\d_]+(?![\w{MARKS}{INVISIBLE}'’\-])"
    r"|\d+(?:[.,٫٬]\d+)+(?!\w)"
    rf"|\w(?:[\w{MARKS}{INVISIBLE}]*[\w{MARKS}])?(?:['’\-][A-Za-z]+)*"
)

_ARTICLED = re.compile("(?:[وف]?(?:[بك]?ال|لل))(?=..)")
_CONJUNCTIONS = ("", "و", "ف")
_STEM_BEFORE = ("", "ب", "ل", "ك", "ال", "بال", "كال", "لل")


class Place(NamedTuple):
    """A word of ``words`` with where it stands: code points in the text."""

    word: str
    start: int
    end: int


def words(text: str) -> list[str]:
    """Return the match keys of a text's words, in order.

    A text of signs alone is one word, so that ``***`` still finds itself.
    """
    return words_of(text) if _WORDY.search(text) else sign(text)


def words_of(text: str) -> list[str]:
    """Return the match keys of a text's words; of signs alone there are none.

    No word holds white space: a text has the words of its parts between spaces.
    """
    return [folded for word in _WORD.findall(text) if (folded := key(word))]


def sign(text: str) -> list[str]:
    """Return what stands for a text without words: its signs as one, or nothing."""
    signs = "".join(key(text).split())
    return [signs] if signs else []


def places(text: str) -> list[Place]:
    """Return the words of ``words`` with their places; none for a text of signs."""
    return [
        Place(folded, token.start, token.end)
        for token in tokens(text)
        if (folded := key(token.text))
    ]


def joined(text: str) -> str:
    """Return the match key of a whole text: its words with a space between them."""
    return " ".join(words(text))


def forms(word: str) -> tuple[str, ...]:
    """Return a match key as it may be written with clitics and article, itself first.

    Hypotheses: which of them occur, the memory's vocabulary tells. An article, alone or
    behind a clitic (``والكنيست``, ``للكنيست``), is taken off first; a clitic without
    one is not, because ``وزير`` is no ``زير``.
    """
    articled = _ARTICLED.match(word)
    stem = word[articled.end() :] if articled else word
    written = [
        conjunction + before + stem
        for before in _STEM_BEFORE
        for conjunction in _CONJUNCTIONS
    ]
    return tuple(dict.fromkeys([word, *written]))
