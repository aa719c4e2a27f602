"""Places in English, to tell a slip from another place."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from glossary.check.english import joined

if TYPE_CHECKING:
    from glossary.gazetteer import Place

_KNOWN = 300_000
"""Inhabitants from which a city is one that a translator may have taken for another."""


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


@cache
def place_keys() -> frozenset[str]:
    """Return the match keys of well-known places, without articles."""
    from glossary.gazetteer import places  # noqa: PLC0415 - read only where wanted

    return frozenset(
        name for name, several in places().items() if any(map(_well_known, several))
    )


def _well_known(place: Place) -> bool:
    return place.kind in {"territory", "capital"} or place.population >= _KNOWN
