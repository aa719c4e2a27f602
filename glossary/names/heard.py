"""Words that write one foreign sound with letters that are no doubles of one another.

A writer who takes بيريث for Spanish writes ث, another ز; بيرخ is Dutch, بيرغ English.
Nothing but the rest of the name shows that such words are one.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from glossary.names.skeleton import folded, strangers

if TYPE_CHECKING:
    from collections.abc import Iterator

_LIKE = (
    frozenset(
        map(
            frozenset,
            "ثس ثز ثذ ذز زس سش زش زج شج خه حه خغ حغ خك حك غه فب فو جي".split(),
        )
    )
    | {frozenset(("چ", one)) for one in "سشجڞ"}
    | {frozenset(("ڞ", one)) for one in "سزش"}
)
"""Letters that stand for one sound; چ is written تش, ڞ is written تس."""
_VOWELS = frozenset("اوي")
_FEWEST = 3
"""Consonants of such a word."""
_SHORTEST = 5
"""Letters of it."""
_MORE = 1
"""So many vowels more one of the words may have."""


def heard_alike(one: str, other: str) -> bool:
    """Tell whether two match keys differ in one such letter, the vowels apart."""
    first, second = _consonants(one), _consonants(other)
    if len(first) != len(second) or min(len(first), len(second)) < _FEWEST:
        return False
    if min(len(one), len(other)) < _SHORTEST or abs(len(one) - len(other)) > 1 + _MORE:
        return False
    apart = [
        frozenset(pair)
        for pair in zip(first, second, strict=True)
        if pair[0] != pair[1] and folded(pair[0]) != folded(pair[1])
    ]
    return len(apart) == 1 and apart[0] in _LIKE and not strangers(one, other)


def heard_blocks(key: str) -> Iterator[str]:
    """Yield strings of which two keys that are heard alike have one in common."""
    letters = folded(_consonants(key))
    if len(letters) >= _FEWEST:
        for place in range(len(letters)):
            yield f"*{letters[:place]}*{letters[place + 1 :]}"


@lru_cache(1 << 12)
def _consonants(word: str) -> str:
    """Return a word's first letter and the consonants after it, none twice in a row."""
    spelled = word.replace("تش", "چ").replace("تس", "ڞ")
    found = spelled[:1].replace("ا", "")
    for letter in spelled[1:-1] + spelled[-1:].replace("ه", ""):
        if letter not in _VOWELS and found[-1:] != letter:
            found += letter
    return found
