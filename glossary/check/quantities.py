"""Whether two numbers, or a number and other words, say the same quantity."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from glossary.arabic import key
from glossary.arabic.numbers import arabic_numbers
from glossary.arabic.sums import Kind
from glossary.check.numbers_en import english_numbers

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from glossary.arabic.sums import Number
    from glossary.check.unit import Unit

_YEARS = range(1300, 2101)
_RELATIVE = frozenset("year years ago season anniversary century".split())
"""Words that say a year without its number: last year."""
_ARABIC_PERIODS = {
    "عقد": 10,
    "عقدين": 20,
    "عقدان": 20,
    "قرن": 100,
    "قرنين": 200,
    "قرنا": 100,
}
_PERIODS = {"decade": 10, "century": 100, "fortnight": 14, "week": 7, "couple": 2}
_MULTIPLES = {"decades": 10, "centuries": 100}
_UNITS = {
    "عقود": (10.0,),
    "قرون": (100.0,),
    "عام": (12.0,),
    "اشهر": (1 / 12,),
    "شهر": (1 / 12,),
    "اسبوع": (7.0,),
    "اسابيع": (7.0,),
    "يوم": (24.0, 1 / 7),
    "ايام": (24.0, 1 / 7),
    "ساع": (1 / 24,),
}
"""How a noun begins that is counted, and by what its number is multiplied where a
translation counts smaller or larger things: two days, 48 hours."""
_NOUN = re.compile(r"\s*(\w+)")
_ENDS = re.compile(r"\bend of\b|\b(?:year|month)[- ]end\b", re.IGNORECASE)
_LAST_DAYS, _NEXT = range(28, 32), 2
_ROUGH = ("عشرات", "مءات", "ميات", "الاف", "ملايين")
_ROUNDED = frozenset((10, 20, 100, 1e3, 1e6))
_SHARES = frozenset((25, 50, 100))
_TWOS = frozenset("both double doubles twice couple pair brace twin".split())
_ROUND = re.compile(r"\blast (?:four|eight|16|sixteen)\b", re.IGNORECASE)
"""How English calls a semi-final."""
_FRACTIONS = {10: "tenth", 20: "fifth", 25: "quarter", 33: "third", 75: "quarters"}
_FRACTIONS |= {66: "thirds", 67: "thirds"}
"""Percentages and how English says them."""
_MEASURE = re.compile(
    r"[$£€¥₽]|(?:miles?|mi|km|kilomet(?:er|re)s?|mph|kph|kmh|feet|foot|ft|met(?:er|re)s?"
    r"|yards?|acres?|hectares?|pounds?|lbs?|kg|tons?|tonnes?|inches|F|C|degrees|dollars?"
    r"|euros?|gallons?|lit(?:er|re)s?|square)\b"
)
_BRACKETS = re.compile(r"\d[^()]*\(([^()]*)\)")
_PARTS = {25: "ربع", 33: "ثلث", 50: "نصف", 66: "ثلثي", 75: "ارباع"}
"""Percentages and how Arabic says them."""
_HALVES = frozenset("half quarter hundred century".split())
_CENTURY = re.compile(r"(?:القرن|القرنين)\s+$")
_CENTURIES = range(11, 22)
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_CLOSE = 1e-6
_HALF = 0.5
_HUNDRED, _THOUSAND = 100, 1000
_SCALES = (1e3, 1e6, 1e9)
_DOZEN, _DOZENS = 12, range(6, 61)


def same(
    number: Number,
    others: Sequence[Number],
    own: Sequence[Number],
    texts: tuple[str, str],
) -> bool:
    """Tell whether one of the other side's numbers is this one.

    ``own`` are the numbers of its side; ``texts`` are its side's and the other's.
    """
    if any(
        _equal(value, two, number, other)
        for other in others
        if _kindred(number, other, texts)
        for value in number.values
        for two in other.values
    ):
        return True
    return number.kind is Kind.COUNT and _in_range(number, others, own)


def values(numbers: Sequence[Number]) -> set[float]:
    """Return what all numbers but weekdays and decades may mean."""
    return {
        value
        for one in numbers
        if one.kind not in {Kind.WEEKDAY, Kind.DECADE}
        for value in one.values
    }


def among(number: Number, known: set[float]) -> bool:
    """Tell whether a count is one of the other side's ``values``."""
    counted = number.kind in {Kind.COUNT, Kind.ORDINAL}
    return counted and not known.isdisjoint(number.values)


def comparable(one: Number, other: Number) -> bool:
    """Tell whether one number may stand by mistake for another."""
    if _THOUSAND in {one.values[0], other.values[0]} and not (
        one.strong and other.strong
    ):
        # ألف is "wrote" as well.
        return min(one.values[0], other.values[0]) >= _HUNDRED
    if one.kind is other.kind:
        return True
    dates = {Kind.MONTH, Kind.WEEKDAY, Kind.DECADE}
    return one.strong and other.strong and not {one.kind, other.kind} & dates


def _kindred(one: Number, other: Number, texts: tuple[str, str]) -> bool:
    """Tell whether numbers of two kinds may be the same: 9/11 has a month."""
    if one.kind is other.kind:
        return True
    kinds = {one.kind, other.kind}
    if Kind.WEEKDAY in kinds:
        return False
    if Kind.COUNT not in kinds:
        return not kinds & {Kind.MONTH, Kind.DECADE}
    if Kind.MONTH not in kinds:
        return True
    count, text = (one, texts[0]) if one.kind is Kind.COUNT else (other, texts[1])
    return any(char.isdigit() for char in text[count.start : count.end])


def _equal(value: float, two: float, number: Number, other: Number) -> bool:
    """Tell whether two values are equal, a year and its last digits too."""
    if abs(value - two) <= _CLOSE * max(1.0, abs(value)):
        return True
    short, long = sorted((value, two))
    years = long in _YEARS and short < _HUNDRED and long % _HUNDRED == short
    return years and (number.strong or Kind.DECADE in {number.kind, other.kind})


def _in_range(number: Number, others: Sequence[Number], own: Sequence[Number]) -> bool:
    """Tell whether one side says the scale twice, the other once: 20 to 30 thousand."""
    value = number.values[0]
    for scale in _SCALES:
        if value < _THOUSAND:
            wanted, scaled = value * scale, own
        elif value < _THOUSAND * scale and value % scale == 0:
            wanted, scaled = value / scale, others
        else:
            continue
        if any(wanted == other.values[0] for other in others) and any(
            other.values[0] >= scale and other.values[0] % scale == 0
            for other in scaled
            if other is not number
        ):
            return True
    return False


def said_in_english(number: Number, unit: Unit) -> bool:
    """Tell whether the target says a number of the source in other words."""
    words = {fold for fold, _ in unit.english.forms}
    value = number.values[0]
    if value in _CENTURIES and _CENTURY.search(unit.pair.source, 0, number.start):
        years = range(int(value) * _HUNDRED - _HUNDRED, int(value) * _HUNDRED)
        return any(int(found) in years for found in _YEAR.findall(unit.pair.target))
    if _is_end(number, unit):
        return True
    others = set(_converted(number, unit.pair.source))
    if _HALF in others and "half" in words:
        return True
    if others and not others.isdisjoint(values(english_numbers(unit.pair.target))):
        return True
    return any(_english_words(number, words))


def _is_end(number: Number, unit: Unit) -> bool:
    """Tell whether a month's last day is said as its end."""
    return (
        number.values[0] in _LAST_DAYS
        and _ENDS.search(unit.pair.target) is not None
        and any(
            one.kind is Kind.MONTH and 0 < one.start - number.end <= _NEXT
            for one in arabic_numbers(unit.pair.source)
        )
    )


def _converted(number: Number, source: str) -> Iterator[float]:
    """Yield the quantity of other units: 40 years for four decades."""
    nouns = [source[number.start : number.end]]
    if after := _NOUN.match(source, number.end):
        nouns.append(after[1])
    for noun in map(key, nouns):
        for start, factors in _UNITS.items():
            if noun.startswith(start):
                yield from (round(number.values[0] * one, 6) for one in factors)


def _english_words(number: Number, words: set[str]) -> Iterator[bool]:
    value = number.values[0]
    yield value in _YEARS and not words.isdisjoint(_RELATIVE)
    if number.kind is Kind.COUNT:
        yield value == 2 and not words.isdisjoint(_TWOS)  # noqa: PLR2004 - a dual
    yield any(value == _PERIODS[word] for word in words & _PERIODS.keys())
    yield any(value % _MULTIPLES[word] == 0 for word in words & _MULTIPLES.keys())
    yield "dozen" in words and value in _DOZENS and 0 in {value % 5, value % _DOZEN}
    if number.percent:
        yield _FRACTIONS.get(int(value), "") in words
    if number.kind is Kind.COUNT and value in _SHARES:
        wanted = {"half"} if number.percent else _HALVES
        yield not words.isdisjoint(wanted) and (not number.percent or value == 50)  # noqa: PLR2004 - a half


def _is_conversion(number: Number, unit: Unit) -> bool:
    """Tell whether a number says in brackets what stands before: 100 km (62 miles)."""
    return any(
        found.start(1) <= number.start < found.end(1) and _MEASURE.search(found[1])
        for found in _BRACKETS.finditer(unit.pair.target)
    )


def _is_round(number: Number, unit: Unit) -> bool:
    """Tell whether a number is of the last four of a cup: نصف النهائي."""
    start = max(0, number.start - len("last "))
    found = _ROUND.match(unit.pair.target, start, number.end)
    return found is not None and "نهايي" in key(unit.pair.source)


def said_in_arabic(number: Number, unit: Unit) -> bool:
    """Tell whether the source says a number of the target in other words."""
    written = unit.pair.target[number.start : number.end].casefold()
    if "dozen" in written or _is_round(number, unit) or _is_conversion(number, unit):
        return True
    value = number.values[0]
    keys = [key(token.text) for token in unit.arabic]
    stems = {stem.removeprefix("ال") for word in keys for stem in (word, word[1:])}
    if any(_ARABIC_PERIODS[stem] == value for stem in stems & _ARABIC_PERIODS.keys()):
        return True
    part = number.percent and _PARTS.get(int(value), "") in stems
    if part or (value == _DOZEN and any("دزينه" in word for word in keys)):
        return True
    source = unit.pair.source
    for one in arabic_numbers(source):
        if value in _converted(one, source):
            return True
        century = value in _YEARS and (int(value) // _HUNDRED + 1) in one.values
        if century and _CENTURY.search(source, 0, one.start):
            return True
    rough = value in _ROUNDED and number.kind is Kind.COUNT
    return rough and any(word.endswith(_ROUGH) for word in keys)


_MONTH_NAMES = (
    "January February March April May June July August September October November"
    " December"
).split()
_DAY_NAMES = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()


def shown(number: Number) -> str:
    """Return a number as English writes it."""
    value = number.values[0]
    if number.kind is Kind.MONTH:
        return _MONTH_NAMES[int(value) - 1]
    if number.kind is Kind.WEEKDAY:
        return _DAY_NAMES[int(value) - 1]
    if value != int(value):
        return f"{value:,}"
    return str(int(value)) if value in _YEARS else f"{int(value):,}"
