"""Places that packages know, by match key: CLDR's territories, GeoNames' cities."""

from __future__ import annotations

import gzip
from functools import cache
from importlib import resources
from typing import NamedTuple

from glossary.readings import word_keys

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
    return " ".join(word_keys(arabic))
