"""Places that packages know, by match key: CLDR's territories, GeoNames' cities.

The packaged table has a line for each match key: the key, another key of the same place
where that one stands for both, and four columns for each place. A text meets few of
them, so a place is made when it is asked for.
"""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, NamedTuple

from glossary.readings import word_keys

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

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


class Places(Mapping[str, tuple[Place, ...]]):
    """The places of each match key without the article, likeliest first."""

    def __init__(self, table: str) -> None:
        """Take the lines of a table as ``pack`` makes it."""
        lines = (line.partition("\t") for line in table.splitlines())
        self._lines = {name: rest for name, _, rest in lines}

    def __getitem__(self, name: str) -> tuple[Place, ...]:
        """Return the places of a key; raise ``KeyError`` where there is none."""
        _, *cells = self._lines[name].split("\t")
        columns = (iter(cells),) * len(Place._fields)
        return tuple(
            Place(arabic, english, kind, int(population))
            for arabic, english, kind, population in zip(*columns, strict=True)
        )

    def __contains__(self, name: object) -> bool:
        """Tell whether there is a place of a key, without making it."""
        return name in self._lines

    def __iter__(self) -> Iterator[str]:
        """Yield the keys in the order of the table."""
        return iter(self._lines)

    def __len__(self) -> int:
        """Return the number of keys."""
        return len(self._lines)

    def same(self, name: str) -> str:
        """Return the key whose place the likeliest one of a key is: mostly itself."""
        return self._lines[name].partition("\t")[0] or name


@cache
def places() -> Places:
    """Return the packaged places."""
    packed = resources.files("glossary.data").joinpath("places.tsv.gz").read_bytes()
    return Places(gzip.decompress(packed).decode())


def place_key(arabic: str) -> str:
    """Return the key under which a place is found: no article on any word."""
    return " ".join(word_keys(arabic))


def pack(rows: Iterable[Place]) -> str:
    """Return the table of places; the likelier one of a key comes first.

    Of places with one key and one English name the first is kept.
    """
    found: dict[str, dict[str, Place]] = {}
    for place in rows:
        found.setdefault(place_key(place.arabic), {}).setdefault(place.english, place)
    same = _same({name: next(iter(some.values())) for name, some in found.items()})
    lines = []
    for name, some in found.items():
        cells = [name, same.get(name, "")]
        lines.append(
            [*cells, *(str(cell) for place in some.values() for cell in place)]
        )
    return "".join("\t".join(cells) + "\n" for cells in lines)


def _same(likeliest: Mapping[str, Place]) -> dict[str, str]:
    """Return the keys of places whose name is another spelling of a city's, with it.

    CLDR has ميونخ and GeoNames ميونيخ: a place without a population is the largest city
    of its English name, if their Arabic is spelled alike.
    """
    from glossary.names.skeleton import kinship  # noqa: PLC0415 - for making the table

    largest: dict[str, tuple[int, str]] = {}
    for name, place in likeliest.items():
        here = (place.population, name)
        largest[place.english] = max(here, largest.get(place.english, here))
    cities = {
        name: largest[place.english][1]
        for name, place in likeliest.items()
        if not place.population
    }
    return {
        name: city
        for name, city in cities.items()
        if name != city and kinship(name, city)
    }
