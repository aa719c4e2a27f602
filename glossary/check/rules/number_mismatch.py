"""A number of one side is not on the other.

Figures and numbers of several words have to be there; small numbers in words are
compared with one another only. Silent for one, dozens, fractions, times, figures in
names, *last year* for a year, *decade* for ten years.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from glossary.arabic import key
from glossary.arabic.numbers import arabic_numbers
from glossary.arabic.sums import Kind
from glossary.check.hit import Hit
from glossary.check.numbers_en import english_numbers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossary.arabic.sums import Number
    from glossary.check.context import Context
    from glossary.check.unit import Unit

_RELATIVE = frozenset("year years ago season anniversary century".split())
_YEARS = range(1300, 2101)
_DECADES = {"عقد": 10, "عقدين": 20, "عقدان": 20, "قرن": 100, "قرنين": 200, "قرنا": 100}
_PERIODS = {"decade": 10, "century": 100, "fortnight": 14, "week": 7, "couple": 2}
_MULTIPLES = {"decades": 10, "centuries": 100}
_CENTURY = re.compile(r"(?:القرن|القرنين)\s+$")
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_LIKELY_TWO = ("ان", "ين", "تا", "ا", "ي", "تي")
"""How duals end, which say two without a word for it."""
_RATES = frozenset("percent pct percentage per cent points point rate".split())
_CLOSE = 1e-6
_LARGE = 100
_THOUSAND = 1000
_SCALES = (1e3, 1e6, 1e9)
_FIGURES = re.compile(r"\d{1,2}/\d{1,2}/\d{2,4}")


def check(unit: Unit, context: Context) -> Iterator[Hit]:
    """Yield a hit for each number that the other side lacks."""
    del context
    source, target = unit.pair.source, unit.pair.target
    if not target.strip():
        return
    left, right = arabic_numbers(source), english_numbers(target)
    if _plainly_equal(left, right):
        return
    here, there = _values(left), _values(right)
    lacking = [
        one
        for one in left
        if not _at_once(one, there) and not _matched(one, right, left)
    ]
    added = [
        one
        for one in right
        if not _at_once(one, here) and not _matched(one, left, right)
    ]
    lacking = [one for one in lacking if not _said_in_english(one, unit)]
    added = [one for one in added if not _said_in_arabic(one, unit)]
    yield from _months(left, right, lacking, unit)
    yield from _exchanged(lacking, added, unit)
    yield from _percent(left, right, unit)


def _values(numbers: list[Number]) -> set[float]:
    """Return what all numbers but weekdays and decades may mean."""
    return {
        value
        for one in numbers
        if one.kind not in {Kind.WEEKDAY, Kind.DECADE}
        for value in one.values
    }


def _at_once(number: Number, values: set[float]) -> bool:
    """Tell whether a count is plainly among the other side's values."""
    return number.kind in {Kind.COUNT, Kind.ORDINAL} and not values.isdisjoint(number.values)


def _plainly_equal(left: list[Number], right: list[Number]) -> bool:
    """Tell at a glance whether both sides have the same numbers."""
    if len(left) != len(right):
        return False
    if any(one.percent or one.kind is Kind.MONTH for one in left):
        return False
    return {one.values[0] for one in left} == {one.values[0] for one in right}


def _exchanged(
    lacking: list[Number], added: list[Number], unit: Unit
) -> Iterator[Hit]:
    """Yield numbers that stand for others, then those that are lost or new."""
    source, target = unit.pair.source, unit.pair.target
    rest = list(added)
    for one in lacking:
        other = next((two for two in rest if _comparable(one, two)), None)
        written = source[one.start : one.end]
        if other is not None:
            rest.remove(other)
            found = target[other.start : other.end]
            yield Hit(
                f"{found!r} for {written!r}",
                other.start,
                other.end,
                term=written,
                expected=_shown(one),
                found=found,
            )
        elif one.strong:
            yield Hit(
                f"nothing for the number {written!r}",
                len(target),
                len(target),
                term=written,
                expected=_shown(one),
            )
    dated = _FIGURES.search(source)
    for two in rest:
        if two.kind is Kind.MONTH and dated:
            yield Hit(
                f"{target[two.start : two.end]!r} is not the month of {dated[0]!r}",
                two.start,
                two.end,
                term=dated[0],
                found=target[two.start : two.end],
            )
        elif two.strong and not _small(two):
            found = target[two.start : two.end]
            yield Hit(
                f"{found!r} is no number of the source",
                two.start,
                two.end,
                found=found,
            )


def _comparable(one: Number, other: Number) -> bool:
    """Tell whether one number may stand by mistake for another."""
    if 1e3 in {one.values[0], other.values[0]} and not (one.strong and other.strong):
        # ألف is "wrote" as well.
        return min(one.values[0], other.values[0]) >= _LARGE
    if one.kind is other.kind:
        return True
    dates = {Kind.MONTH, Kind.WEEKDAY, Kind.DECADE}
    return one.strong and other.strong and not {one.kind, other.kind} & dates


def _small(number: Number) -> bool:
    """Tell whether Arabic may say a number without a word for it: two, 2."""
    return number.values[0] <= 2  # noqa: PLR2004 - one and two


def _matched(number: Number, others: list[Number], own: list[Number]) -> bool:
    return any(
        _same(value, other, number)
        for other in others
        for value in number.values
        if _kindred(number, other)
    ) or (number.kind is Kind.COUNT and _in_range(number, others, own))


def _kindred(one: Number, other: Number) -> bool:
    kinds = {one.kind, other.kind}
    if Kind.WEEKDAY in kinds or Kind.DECADE in kinds and len(kinds) > 1:
        return kinds == {Kind.WEEKDAY} or Kind.DECADE in kinds and Kind.COUNT in kinds
    return Kind.MONTH not in kinds or len(kinds) == 1 or Kind.COUNT in kinds


def _same(value: float, other: Number, number: Number) -> bool:
    """Tell whether a value is one of another number's, years and decades in short."""
    for two in other.values:
        if abs(value - two) <= _CLOSE * max(1.0, abs(value)):
            return True
        short, long = sorted((value, two))
        years = long in _YEARS and short < 100 and long % 100 == short  # noqa: PLR2004
        if years and (number.strong or Kind.DECADE in {number.kind, other.kind}):
            return True
    return False


def _in_range(number: Number, others: list[Number], own: list[Number]) -> bool:
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


def _said_in_english(number: Number, unit: Unit) -> bool:
    """Tell whether the target says a number in other words."""
    words = {word.fold for word in unit.english.words}
    value = number.values[0]
    if value in _YEARS and value == int(value) and words & _RELATIVE:
        return True
    if 10 < value < 22 and _CENTURY.search(unit.pair.source, 0, number.start):  # noqa: PLR2004
        years = range(int(value) * 100 - 100, int(value) * 100)
        return any(
            int(found) in years for found in _YEAR.findall(unit.pair.target)
        )
    if any(value == period and word in words for word, period in _PERIODS.items()):
        return True
    for word, period in _MULTIPLES.items():
        if word in words and value % period == 0:
            return True
    if "dozen" in words and 6 <= value <= 60 and value % 5 == 0:  # noqa: PLR2004 - roughly
        return True
    if number.kind is Kind.COUNT and value in {50, 25, 100} and not number.percent:
        return bool(words & {"half", "quarter", "hundred", "century"})
    if number.percent and value == 50:  # noqa: PLR2004 - a half
        return "half" in words
    return False


def _said_in_arabic(number: Number, unit: Unit) -> bool:
    """Tell whether the source says a number in other words."""
    value = number.values[0]
    keys = [key(token.text) for token in unit.arabic]
    for word in keys:
        for stem in (word, word.removeprefix("ال"), word[1:], word[1:].removeprefix("ال")):
            if _DECADES.get(stem) == value:
                return True
    if value == 12 and any("دزينه" in word for word in keys):  # noqa: PLR2004 - a dozen
        return True
    if "dozen" in unit.pair.target[number.start : number.end].casefold():
        return True
    if value in {10, 20, 100, 1e3, 1e6} and number.kind is Kind.COUNT:
        return any(word.endswith(("عشرات", "مءات", "ميات", "الاف", "ملايين")) for word in keys)
    return False


def _months(
    left: list[Number], right: list[Number], lacking: list[Number], unit: Unit
) -> Iterator[Hit]:
    """Yield a month that stands beside the right day and is not that day's month."""
    source, target = unit.pair.source, unit.pair.target
    wanted, given = _dates(left, source), _dates(right, target)
    pairs = {(day, number.values[0]) for day, number in wanted}
    for day, number in given:
        if (day, number.values[0]) in pairs or number in lacking:
            continue
        others = [
            other
            for wanted_day, other in wanted
            if wanted_day == day
            and (day, other.values[0])
            not in {(one, two.values[0]) for one, two in given}
        ]
        if not others or any(one in lacking for one in others):
            continue
        found = target[number.start : number.end]
        written = source[others[0].start : others[0].end]
        yield Hit(
            f"{found!r} for {written!r}",
            number.start,
            number.end,
            term=written,
            expected=_shown(others[0]),
            found=found,
        )


def _dates(numbers: list[Number], text: str) -> list[tuple[float, Number]]:
    """Return days with the months that stand beside them."""
    found = []
    for one, two in pairwise(numbers):
        if not text[one.end : two.start].strip(" ,\u00a0"):
            day, month = (one, two) if two.kind is Kind.MONTH else (two, one)
            if month.kind is Kind.MONTH and day.kind in {Kind.COUNT, Kind.ORDINAL}:
                found.append((day.values[0], month))
    return found


def _percent(
    left: list[Number], right: list[Number], unit: Unit
) -> Iterator[Hit]:
    """Yield a percentage whose number the target has as a plain number."""
    if any(one.percent for one in right):
        return
    words = {word.fold for word in unit.english.words}
    if words & _RATES:
        return
    target = unit.pair.target
    for one in left:
        if not one.percent:
            continue
        for two in right:
            if two.values[0] == one.values[0] and two.kind is Kind.COUNT:
                found = target[two.start : two.end]
                written = unit.pair.source[one.start : one.end]
                yield Hit(
                    f"{written!r} is a percentage, {found!r} is none",
                    two.start,
                    two.end,
                    term=written,
                    expected=f"{_shown(one)} percent",
                    found=found,
                )


_MONTH_NAMES = (
    "January February March April May June July August September October November"
    " December"
).split()
_DAY_NAMES = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()


def _shown(number: Number) -> str:
    """Return a number as English writes it."""
    value = number.values[0]
    if number.kind is Kind.MONTH:
        return _MONTH_NAMES[int(value) - 1]
    if number.kind is Kind.WEEKDAY:
        return _DAY_NAMES[int(value) - 1]
    if value != int(value):
        return f"{value:,}"
    return str(int(value)) if value in _YEARS else f"{int(value):,}"
