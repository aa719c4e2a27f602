"""Whether two numbers, or a number and other words, say the same quantity."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from glossary.arabic import key
from glossary.arabic.numbers import arabic_numbers
from glossary.arabic.sums import Kind

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
_ROUGH = ("عشرات", "مءات", "ميات", "الاف", "ملايين")
_ROUNDED = frozenset((10, 20, 100, 1e3, 1e6))
_SHARES = frozenset((25, 50, 100))
_HALVES = frozenset("half quarter hundred century".split())
_CENTURY = re.compile(r"(?:القرن|القرنين)\s+$")
_CENTURIES = range(11, 22)
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_CLOSE = 1e-6
_HUNDRED, _THOUSAND = 100, 1000
_SCALES = (1e3, 1e6, 1e9)
_DOZEN, _DOZENS = 12, range(6, 61)


def same(number: Number, others: Sequence[Number], own: Sequence[Number]) -> bool:
    """Tell whether one of the other side's numbers is this one; ``own`` is its side."""
    if any(
        _equal(value, two, number, other)
        for other in others
        if _kindred(number.kind, other.kind)
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


def _kindred(one: Kind, other: Kind) -> bool:
    """Tell whether numbers of two kinds may be the same: 9/11 has a month."""
    if one is other:
        return True
    kinds = {one, other}
    if Kind.WEEKDAY in kinds:
        return False
    plain = Kind.COUNT in kinds
    return plain or not kinds & {Kind.MONTH, Kind.DECADE}


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
    return any(_english_words(number, words))


def _english_words(number: Number, words: set[str]) -> Iterator[bool]:
    value = number.values[0]
    yield value in _YEARS and not words.isdisjoint(_RELATIVE)
    yield any(value == _PERIODS[word] for word in words & _PERIODS.keys())
    yield any(value % _MULTIPLES[word] == 0 for word in words & _MULTIPLES.keys())
    yield "dozen" in words and value in _DOZENS and 0 in {value % 5, value % _DOZEN}
    if number.kind is Kind.COUNT and value in _SHARES:
        wanted = {"half"} if number.percent else _HALVES
        yield not words.isdisjoint(wanted) and (not number.percent or value == 50)  # noqa: PLR2004 - a half


def said_in_arabic(number: Number, unit: Unit) -> bool:
    """Tell whether the source says a number of the target in other words."""
    written = unit.pair.target[number.start : number.end].casefold()
    if "dozen" in written:
        return True
    value = number.values[0]
    keys = [key(token.text) for token in unit.arabic]
    stems = {stem.removeprefix("ال") for word in keys for stem in (word, word[1:])}
    if any(_ARABIC_PERIODS[stem] == value for stem in stems & _ARABIC_PERIODS.keys()):
        return True
    if value == _DOZEN and any("دزينه" in word for word in keys):
        return True
    if value in _YEARS and any(
        (int(value) // _HUNDRED + 1) in one.values
        for one in arabic_numbers(unit.pair.source)
        if _CENTURY.search(unit.pair.source, 0, one.start)
    ):
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
