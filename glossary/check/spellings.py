"""Which English words that spell one Arabic name are spellings of one another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from glossary.check.near import misspelt
from glossary.check.places import place_names

if TYPE_CHECKING:
    from collections.abc import Iterator

_INFLECTED = (
    "n an ian i is ish ese ns ans ians s es er ers ic ics a as e ism ist ists".split()
)
_ALIKE = 0.6
"""Likeness of two words of more than so many letters that only the vowels part."""
_SHORT = 5


def clusters(order: list[str]) -> Iterator[tuple[str, list[str]]]:
    """Yield each most frequent spelling with those that look like it or each other."""
    rest = list(order)
    while rest:
        cluster = [rest.pop(0)]
        for one in cluster:
            near = [
                other
                for other in rest
                if _akin(other, one) and not _inflected(other, one)
            ]
            cluster += near
            rest = [other for other in rest if other not in near]
        if len(cluster) > 1:
            yield cluster[0], [one for one in order if one in cluster[1:]]


def are_spellings(one: str, other: str) -> bool:
    """Tell whether either of two words may be taken for a spelling of the other."""
    return any(
        _akin(*pair) and not _inflected(*pair) for pair in ((one, other), (other, one))
    )


def _akin(one: str, head: str) -> bool:
    """Tell whether two words that both spell an Arabic one may be one name.

    Two that the gazetteer knows as places are two: Auckland, Oakland.
    """
    if one in place_names() and head in place_names():
        return False
    if misspelt(one, head):
        return True
    alike = OSA.normalized_similarity(one, head) >= _ALIKE
    return alike and min(len(one), len(head)) > _SHORT


def _inflected(one: str, other: str) -> bool:
    """Tell whether two words are a name and its adjective or plural."""
    short, long = sorted((one, other), key=len)
    for root in (short, short.rstrip("aeoy")):
        if root and long.startswith(root) and long[len(root) :] in _INFLECTED:
            return True
    return False
