"""Places that packages know, by match key: CLDR's territories, GeoNames' cities."""

from __future__ import annotations

import gzip
from functools import cache
from importlib import resources
from typing import NamedTuple

from glossary.arabic import key

_CONFIDENCE = {"territory": 0.95, "region": 0.95, "zone": 0.9, "capital": 0.9}
_LARGE, _SMALL = 500_000, 50_000


class Place(NamedTuple):
    """A place's Arabic and English name; ``population`` is 0 but for cities."""

    arabic: str
    english: str
    kind: str
    """``territory``, ``region``, ``zone`` (a time zone's city), ``capital`` or
    ``city``."""
    population: int

    @property
    def confidence(self) -> float:
        """How likely the name means this place in the news, 0–1."""
        if self.kind in _CONFIDENCE:
            return _CONFIDENCE[self.kind]
        if self.population >= _LARGE:
            return 0.85
        return 0.7 if self.population >= _SMALL else 0.5


@cache
def places() -> dict[str, tuple[Place, ...]]:
    """Return the packaged places by match key without the article, likeliest first."""
    packed = resources.files("glossary.data").joinpath("places.tsv.gz").read_bytes()
    found: dict[str, tuple[Place, ...]] = {}
    for line in gzip.decompress(packed).decode().splitlines():
        arabic, english, kind, population = line.split("\t")
        place = Place(arabic, english, kind, int(population))
        name = place_key(arabic)
        if english not in {other.english for other in found.get(name, ())}:
            found[name] = (*found.get(name, ()), place)
    return found


def place_key(arabic: str) -> str:
    """Return the key under which a place is found: no article on any word."""
    words = arabic.split()
    return key(
        " ".join(
            word[2:] if word.startswith("ال") and len(word) > 3 else word  # noqa: PLR2004
            for word in words
        )
    )
