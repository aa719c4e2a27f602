"""The number words of Arabic by their match keys, and what each says."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator


class NumberWord(NamedTuple):
    """What a word is in a number: a role of ``sums.Atom``, its value."""

    role: str
    value: float
    ordinal: bool = False


_UNITS = "واحد اثن ثلاث اربع خمس ست سبع ثمان تسع عشر".split()
_ACCUSATIVE = range(3, 10)
"""What is counted of: خمسا وعشرين."""
_ORDINALS = "اول ثاني ثالث رابع خامس سادس سابع ثامن تاسع عاشر".split()
_TENS = "عشر ثلاث اربع خمس ست سبع ثمان تسع".split()
_MONTHS = (
    "يناير",
    "فبراير شباط",
    "مارس اذار",
    "ابريل نيسان",
    "مايو ايار",
    "يونيو حزيران يونيه",
    "يوليو تموز يوليه",
    "اغسطس اب",
    "سبتمبر ايلول",
    "اكتوبر",
    "نوفمبر",
    "ديسمبر",
)
_WEEKDAYS = "اثنين ثلاثا اربعا خميس جمعه سبت احد".split()
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
    " حارس ضابط قائد زعيم سفير خبير عالم فتات سيدت سيارت حافلت سفينت قذيفت قنبلت غارت"
    " قريت جزيرت محافظت لجنت جماعت فريق منظمت مؤسست صحيفت كتاب هدف مبارات ميداليت جائزت"
    " بند قرار قانون ملف تقرير مبنى مصنع مطار ميناء جسر طريق بئر سفارت قمت جولت ورقت"
).split()
"""Nouns whose dual says two: يومين, دولتان."""
_LONE = frozenset("الاف ملايين مليارات بلايين تريليونات".split())
"""Plurals that say a number only after another: ثلاثة آلاف."""

_TWO = "اثنان اثنين اثنتان اثنتين اثني اثنا اثنتي اثنتا".split()
_DUAL_ENDINGS = ("ان", "ين", "ا", "ي")


def number_words() -> dict[str, NumberWord]:
    """Return each word without its article; of two meanings the likelier."""
    found: dict[str, NumberWord] = {}
    # ألفا and مليونا are mostly accusatives after a number (خمسون ألفا), and so the
    # scales come before their duals.
    for part in (_small(), _tens(), _hundreds(), _scales(), _others()):
        for word, meaning in part:
            found.setdefault(word, meaning)
    return found


def _small() -> Iterator[tuple[str, NumberWord]]:
    for word in ("احدي", "احد", "حادي"):
        yield word, NumberWord("unit", 1)
    for word in _TWO:
        yield word, NumberWord("unit", 2)
    yield "ثماني", NumberWord("unit", 8)
    yield "ثمانيه", NumberWord("unit", 8)
    yield "ثمانيا", NumberWord("unit", 8)
    yield "اولي", NumberWord("unit", 1, ordinal=True)
    yield "ثان", NumberWord("unit", 2, ordinal=True)
    for stems, ordinal in ((_UNITS, False), (_ORDINALS, True)):
        for value, stem in enumerate(stems, start=1):
            yield stem, NumberWord("unit", value, ordinal)
            yield f"{stem}ه", NumberWord("unit", value, ordinal)
            if value in _ACCUSATIVE and not ordinal:
                yield f"{stem}ا", NumberWord("unit", value)


def _tens() -> Iterator[tuple[str, NumberWord]]:
    for value, stem in enumerate(_TENS, start=2):
        for ending in ("ون", "ين"):
            yield stem + ending, NumberWord("tens", 10 * value)
            for more in ("ات", "يات"):
                yield stem + ending + more, NumberWord("decade", 10 * value)


def _hundreds() -> Iterator[tuple[str, NumberWord]]:
    for form in _HUNDREDS:
        yield form, NumberWord("hundred", 100)
        for value, stem in enumerate(_UNITS[2:9], start=3):
            for middle in ("", "ي"):
                yield stem + middle + form, NumberWord("hundreds", 100 * value)
        for ending in _DUAL_ENDINGS:
            yield f"{form[:-1]}ت{ending}", NumberWord("hundreds", 200)


def _scales() -> Iterator[tuple[str, NumberWord]]:
    for form, scale in _SCALES.items():
        yield form, NumberWord("plural" if form in _LONE else "scale", scale)
    for stem in ("الف", "مليون", "مليار"):
        yield f"{stem}ا", NumberWord("scale", _SCALES[stem])
    for stem, scale in _DUALS.items():
        for ending in _DUAL_ENDINGS:
            yield stem + ending, NumberWord("dual", 2 * scale)


def _others() -> Iterator[tuple[str, NumberWord]]:
    for form, part in _PARTS.items():
        yield form, NumberWord("part", part)
    for stem in _PAIRS:
        for ending in ("ان", "ين"):
            yield stem + ending, NumberWord("pair", 2)
    for number, names in enumerate(_MONTHS, start=1):
        for name in names.split():
            yield name, NumberWord("month", number)


WEEKDAYS = {f"ال{name}": number for number, name in enumerate(_WEEKDAYS, start=1)}
"""By match key with the article; from 1, Monday."""
MONTHS_OF_TWO = {
    "كانون": {"ثاني": 1, "اول": 12},
    "تشرين": {"اول": 10, "ثاني": 11},
}
"""Months whose name has a second word, by match keys without the article."""
