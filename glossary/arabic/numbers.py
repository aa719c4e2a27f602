"""Numbers in Arabic text: digits of both kinds, number words, months, weekdays."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from glossary.arabic.keys import INVISIBLE, MARKS, bare, key
from glossary.arabic.sums import Atom, combined

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from glossary.arabic.sums import Number


_UNITS = "واحد اثن ثلاث اربع خمس ست سبع ثمان تسع عشر".split()
_ORDINALS = "اول ثاني ثالث رابع خامس سادس سابع ثامن تاسع عاشر".split()
_TENS = "عشر ثلاث اربع خمس ست سبع ثمان تسع".split()
_MONTHS = (
    "يناير كانون_الثاني",
    "فبراير شباط",
    "مارس اذار",
    "ابريل نيسان",
    "مايو ايار",
    "يونيو حزيران يونيه",
    "يوليو تموز يوليه",
    "اغسطس اب",
    "سبتمبر ايلول",
    "اكتوبر تشرين_الاول",
    "نوفمبر تشرين_الثاني",
    "ديسمبر كانون_الاول",
)
_WEEKDAYS = "اثنين ثلاثاء اربعاء خميس جمعه سبت احد".split()
_SCALES = {
    "الف": 1e3,
    "الاف": 1e3,
    "مليون": 1e6,
    "ملايين": 1e6,
    "مليار": 1e9,
    "مليارات": 1e9,
    "بليون": 1e9,
    "بلايين": 1e9,
    "تريليون": 1e12,
    "تريليونات": 1e12,
    "ترليون": 1e12,
}
_DUALS = {"الف": 1e3, "مليون": 1e6, "مليار": 1e9, "تريليون": 1e12}
_HUNDREDS = {"مئه", "مايه", "ميه"}
_PARTS = {"نصف": 0.5, "ربع": 0.25}
_PAIRS = (
    "يوم اسبوع شهر عام سنت ساعت دقيقت ثانيت عقد قرن مرت دولت بلد طرف جانب شخص رجل امرات"
    " مدينت حرب شركت حزب وزير رئيس ابن بنت صاروخ طائرت جندي منزل مليت ضعف طفل شاب قتيل"
    " جلست عاصمت شعب منطقت نقطت مرحلت اتفاقيت اتفاق لقاء اجتماع زيارت عمليت هجوم"
).split()
"""Nouns whose dual says two: يومين, دولتان."""
_LONE = frozenset("الاف ملايين مليارات بلايين تريليونات".split())
"""Plurals that say a number only after another: ثلاثة آلاف."""


def _words() -> dict[str, tuple[str, float, bool]]:
    """Return role, value and whether it is an ordinal, by match key without article."""
    found: dict[str, tuple[str, float, bool]] = {}
    for value, stem in enumerate(_UNITS, start=1):
        for ending in ("", "ه"):
            found[stem + ending] = ("unit", value, False)
    found["ثماني"] = found["ثمانيه"] = ("unit", 8, False)
    found["احدي"] = found["احد"] = found["حادي"] = ("unit", 1, False)
    for form in ("اثنان", "اثنين", "اثنتان", "اثنتين", "اثني", "اثنا", "اثنتي", "اثنتا"):
        found[form] = ("unit", 2, False)
    for value, stem in enumerate(_ORDINALS, start=1):
        for ending in ("", "ه"):
            found[stem + ending] = ("unit", value, True)
    found["ثانيه"] = found["ثان"] = ("unit", 2, True)
    found["اولي"] = ("unit", 1, True)
    for value, stem in enumerate(_TENS, start=2):
        for ending in ("ون", "ين"):
            found[stem + ending] = ("tens", 10 * value, False)
            for more in ("ات", "يات"):
                found[stem + ending + more] = ("decade", 10 * value, False)
    for form in _HUNDREDS:
        found[form] = ("hundred", 100, False)
        for value, stem in enumerate(_UNITS[2:9], start=3):
            for middle in ("", "ي"):
                found[stem + middle + form] = ("hundreds", 100 * value, False)
        for ending in ("ان", "ين", "ا", "ي"):
            dual = form[:-1] + "ت" + ending
            found[dual] = ("hundreds", 200, False)
    for form, scale in _SCALES.items():
        found[form] = ("plural" if form in _LONE else "scale", scale, False)
    for stem, scale in _DUALS.items():
        for ending in ("ان", "ين", "ا", "ي"):
            found.setdefault(stem + ending, ("dual", 2 * scale, False))
    # ألفا and مليونا are mostly accusatives after a number: خمسون ألفا.
    found["الفا"] = ("scale", 1e3, False)
    found["مليونا"] = ("scale", 1e6, False)
    found["مليارا"] = ("scale", 1e9, False)
    for form, part in _PARTS.items():
        found[form] = ("part", part, False)
    for stem in _PAIRS:
        for ending in ("ان", "ين"):
            found.setdefault(stem + ending, ("pair", 2, False))
    for number, names in enumerate(_MONTHS, start=1):
        for name in names.split():
            if "_" not in name:
                found[name] = ("month", number, False)
    return found


_WORDS = _words()
_DAYS = {f"ال{key(name)}": number for number, name in enumerate(_WEEKDAYS, start=1)}
_TWO = {"كانون": {"ثاني": 1, "اول": 12}, "تشرين": {"اول": 10, "ثاني": 11}}
_FIGURE = re.compile(r"^[وفبلك]?(?:ال|لل)?([\d٠-٩]+(?:[.,،٫٬][\d٠-٩]+)*)$")
_WORD = re.compile(
    r"(?<!\w)[وفبلك]?(?:ال|لل)?ـ?\d+(?:[.,٫٬]\d+|،\d{3}(?!\d))*(?!\w)"
    rf"|\w(?:[\w{MARKS}{INVISIBLE}]*[\w{MARKS}])?"
)
_CLITICS = ("", "و", "ف", "ب", "ل", "ك", "وب", "ول", "وك", "فب", "فل")
_OTHER = frozenset("جهه ناحيه مره".split())
"""Words after which a second one is another one: من جهة ثانية."""
_PERCENT = frozenset("بالمئه بالمايه بالميه المئه المايه الميه".split())
_DIGITS = re.compile("[0-9]+")
_SIGN = re.compile(r"\s?[%٪]")
_SIGN_BEFORE = "%٪"


def arabic_numbers(text: str) -> list[Number]:
    """Return the numbers that an Arabic text states, in their order.

    Times, dates in figures and figures in names are given as weak numbers. Indefinite
    ones (عشرات, آلاف), one and fractions are none.
    """
    if not any(map(_numeric, text.split())):
        return []
    return list(combined(_atoms(text), text))


@lru_cache(maxsize=1 << 16)
def _numeric(chunk: str) -> bool:
    """Tell whether a stretch without spaces holds anything of a number."""
    return any(_classified(match[0]) is not None for match in _WORD.finditer(chunk))


def figure(written: str) -> tuple[float, ...]:
    """Return what digits with separators may mean, the likeliest first."""
    plain = key(written).replace("،", ",")
    if plain.isdigit():
        return (float(plain),)
    groups = re.split("[.,]", plain)
    decimal = float(".".join(("".join(groups[:-1]), groups[-1])))
    whole = float("".join(groups))
    thousands = all(len(group) == 3 for group in groups[1:])  # noqa: PLR2004 - digits
    if len(groups) > 2:  # noqa: PLR2004 - two separators
        return (whole,) if thousands else (decimal, whole)
    if thousands and len(groups[0]) <= 3 and groups[0] != "0":  # noqa: PLR2004 - the same
        return (whole, decimal) if "," in plain else (decimal, whole)
    return (decimal,)


@lru_cache(maxsize=1 << 15)
def _classified(word: str) -> tuple[str, float, bool, bool, tuple[float, ...]] | None:
    """Return role, value, *and*, ordinal and values of a word, ``None`` for no number."""
    if any(char.isdigit() for char in word):
        match = _FIGURE.match(bare(word))
        if match is None:
            values = tuple(map(float, _DIGITS.findall(key(word))))
            return ("name", 0.0, False, False, values)
        values = figure(match[1])
        return ("digits", values[0], word.startswith("و"), False, values)
    folded = key(bare(word))
    if folded in _PERCENT:
        return ("percent", 0.0, False, False, ())
    for clitics in _CLITICS:
        if not folded.startswith(clitics):
            continue
        rest = folded[len(clitics) :]
        if rest in _DAYS:
            return ("weekday", _DAYS[rest], False, False, ())
        if clitics.endswith("ل") and f"ا{rest}" in _DAYS:
            return ("weekday", _DAYS[f"ا{rest}"], False, False, ())
        for stem in (rest, rest.removeprefix("ال")):
            if stem in _TWO:
                return ("calendar", 0.0, False, False, ())
            if stem in _WORDS:
                role, value, ordinal = _WORDS[stem]
                return (role, value, clitics.startswith("و"), ordinal, (value,))
    return None


def _atoms(text: str) -> Iterator[Atom]:
    words = list(_WORD.finditer(text))
    skip = -1
    for place, word in enumerate(words):
        found = _classified(word[0])
        if found is None or place == skip:
            continue
        role, value, joined, ordinal, values = found
        start, end = word.span()
        if role == "calendar":
            month = _two_words(words, place)
            if month:
                skip = place + 1
                yield Atom(start, words[skip].end(), "month", month, joined=False)
            continue
        if ordinal and place and key(words[place - 1][0]) in _OTHER:
            continue
        if role == "unit" and value == 1 and not _compound(words, place):
            continue
        if role == "digits":
            near = (text[max(0, start - 1) : start], text[end : end + 1])
            hyphen = near[0] in {"-", "‑"} and text[start - 2 : start - 1].isalpha()
            if hyphen or _clock(near, text, start, end):
                role = "name"
            joined = joined or (place > 0 and words[place - 1][0] in {"و", "وـ"})
        yield Atom(start, end, role, value, joined, ordinal, values)
        if role == "digits":
            sign = _SIGN.match(text, end)
            if sign or text[max(0, start - 1) : start] in set(_SIGN_BEFORE):
                after = sign.end() if sign else end
                yield Atom(end, after, "percent", 0.0, joined=False)


def _clock(near: tuple[str, str], text: str, start: int, end: int) -> bool:
    """Tell whether a figure is part of a time or of a date in figures."""
    before, after = near
    if before in {":", "/"} and text[start - 2 : start - 1].isdigit():
        return len(text[start:end]) <= 2  # noqa: PLR2004 - no year
    if after in {":", "/"} and text[end + 1 : end + 2].isdigit():
        return len(text[start:end]) <= 2  # noqa: PLR2004 - the same
    return False


def _two_words(words: Sequence[re.Match[str]], place: int) -> int | None:
    """Return the month of تشرين الأول and the like."""
    if place + 1 >= len(words):
        return None
    first = key(words[place][0])
    second = key(words[place + 1][0]).removeprefix("ال")
    return next(
        (pair[second] for name, pair in _TWO.items() if first.endswith(name) and second in pair),
        None,
    )


def _compound(words: Sequence[re.Match[str]], place: int) -> bool:
    """Tell whether one is part of eleven, twenty-one …"""
    if place + 1 >= len(words):
        return False
    after = _classified(words[place + 1][0])
    if after is None:
        return False
    role, value, joined, *_ = after
    return (role == "tens" and joined) or (role == "unit" and value == 10 and not joined)  # noqa: PLR2004 - ten
