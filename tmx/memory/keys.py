"""What makes two segments the same to a memory: their words' match keys, in order.

Case, vowel signs, spelling habits, kinds of digits, punctuation and white space do not
count; ``glossary.arabic`` says how a word is folded.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from glossary.arabic import KEY_VERSION as _WORD_KEY_VERSION
from glossary.arabic import key, tokens
from glossary.arabic.tokens import JOINT, NOTES, WORD

KEY_VERSION = _WORD_KEY_VERSION * 1000 + 2
"""Raised whenever ``words`` changes its answer for any text; memories then re-key."""

WORDY = re.compile(rf"[^\W{JOINT}{NOTES}]")
"""What a text has that is not of signs alone."""
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
    return words_of(text) if WORDY.search(text) else sign(text)


def words_of(text: str) -> list[str]:
    """Return the match keys of a text's words; of signs alone there are none.

    No word holds white space: a text has the words of its parts between spaces.
    """
    return [folded for word in WORD.findall(text) if (folded := key(word))]


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
