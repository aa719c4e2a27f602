"""Places in English, to tell a slip from another place."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from glossary.check.english import joined
from glossary.check.stand_ins import PEOPLES

if TYPE_CHECKING:
    from glossary.gazetteer import Place

_KNOWN = 300_000
"""Inhabitants from which a city is one that a translator may have taken for another."""


_ENDINGS = "an ian ese i ish ans ians is".split()
_PEOPLES = frozenset(word for words in PEOPLES.values() for word in words.split())


@cache
def place_names() -> dict[str, str]:
    """Return the English of well-known places by their letters, with their Arabic."""
    from glossary.gazetteer import places  # noqa: PLC0415 - for suspects only

    return {
        joined(place.english): place.arabic
        for several in places().values()
        for place in several
        if _well_known(place)
    }


def is_of_place(fold: str) -> bool:
    """Tell whether a folded word is a known place or its people: Japan, Japanese."""
    places = place_names()
    if fold in places or fold in _PEOPLES:
        return True
    return any(
        f"{fold.removesuffix(ending)}{lost}" in places
        for ending in _ENDINGS
        if fold.endswith(ending)
        for lost in ("", "a", "e", "o", "y")
    )


def of_one_place(one: str, other: str) -> bool:
    """Tell whether one word is a place and the other its adjective: Israel, Israeli."""
    short, long = sorted((one, other), key=len)
    return long.startswith(short) and is_of_place(short) and is_of_place(long)


@cache
def place_keys() -> frozenset[str]:
    """Return the match keys of well-known places, without articles."""
    from glossary.gazetteer import places  # noqa: PLC0415 - read only where wanted

    return frozenset(
        name for name, several in places().items() if any(map(_well_known, several))
    )


def _well_known(place: Place) -> bool:
    return place.kind in {"territory", "capital"} or place.population >= _KNOWN
