"""Numbers that are only said roughly: hundreds for مئات, and not thousands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from glossary.arabic import key
from glossary.arabic.numbers import arabic_numbers
from glossary.check.hit import Hit
from glossary.check.near import readings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossary.check.unit import Unit

_ARABIC = {
    key(word): power
    for power, words in {
        1: "عشرات",
        2: "مئات",
        3: "آلاف ألوف",
        6: "ملايين",
        9: "مليارات بلايين",
        12: "تريليونات",
    }.items()
    for word in words.split()
}
_LIKELY = re.compile("ات|ين|لاف|لوف")
"""Letters of all of them."""
_ROUGH = {
    "dozens": 1,
    "tens": 1,
    "scores": 1,
    "hundreds": 2,
    "thousands": 3,
    "millions": 6,
    "billions": 9,
    "trillions": 12,
}
_EXACT = {word.removesuffix("s"): power for word, power in _ROUGH.items()}
_SHOWN = {power: word for word, power in reversed(_ROUGH.items())}


def rough(word: str) -> int:
    """Return the power of ten of an Arabic word, clitics and all; 0 for no number."""
    if not _LIKELY.search(word):
        return 0
    return next((_ARABIC[one] for one in readings(word) if one in _ARABIC), 0)


def exchanged(unit: Unit) -> Iterator[Hit]:
    """Yield a rough number of the target that stands for one of another size."""
    words = [(fold, number) for number, (fold, _) in enumerate(unit.english.forms)]
    there = [(fold, number) for fold, number in words if fold in _ROUGH]
    if not there:
        return
    here = [(rough(token.text), token) for token in unit.arabic]
    exact = [(one.start, one.end) for one in arabic_numbers(unit.pair.source)]
    loose = [
        (power, token.text)
        for power, token in here
        if power and not any(start <= token.start < end for start, end in exact)
    ]
    known = {_ROUGH.get(fold) or _EXACT.get(fold) for fold, _ in words}
    strange = [
        (fold, number)
        for fold, number in there
        if _ROUGH[fold] not in {power for power, _ in here}
    ]
    if loose and strange and known.isdisjoint(power for power, _ in loose):
        (power, written), (fold, number) = loose[0], strange[0]
        yield Hit(
            f"{fold!r} for {written!r}",
            *unit.english.span(number, number),
            term=written,
            expected=_SHOWN[power],
            found=fold,
        )
