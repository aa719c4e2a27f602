"""A number of one side is not on the other.

Figures and numbers of several words have to be there; small numbers in words are
compared with one another only. Silent for one, fractions, times, figures in
names, *last year* for a year, *decade* for ten years.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from glossary.arabic import key
from glossary.arabic.numbers import arabic_numbers
from glossary.arabic.sums import Kind
from glossary.check.hit import Hit
from glossary.check.magnitudes import exchanged
from glossary.check.numbers_en import english_numbers
from glossary.check.quantities import (
    among,
    comparable,
    said_in_arabic,
    said_in_english,
    same,
    shown,
    values,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossary.arabic.sums import Number
    from glossary.check.context import Context
    from glossary.check.unit import Unit

_RATES = frozenset("percent pct percentage per cent points point rate".split())
_FIGURES = re.compile(r"\d{1,2}/\d{1,2}/\d{2,4}")
_FIRST = re.compile(r"(?<!at )\bfirst\b(?!-)", re.IGNORECASE)
_FIRSTS = tuple(map(key, ("أول", "أولى", "أولا", "أوائل", "البداية", "مرة", "حادي")))
"""How words end that *first* may stand for."""
_TWO = 2
"""Arabic says numbers up to this without a word for them."""


def check(unit: Unit, context: Context) -> Iterator[Hit]:
    """Yield a hit for each number that the other side lacks."""
    del context
    if not unit.pair.target.strip():
        return
    yield from exchanged(unit)
    left = arabic_numbers(unit.pair.source)
    right = english_numbers(unit.pair.target)
    if _plainly_equal(left, right):
        return
    here, there = values(left), values(right)
    texts = unit.pair.source, unit.pair.target
    lacking = [
        one
        for one in left
        if not (
            among(one, there)
            or same(one, right, left, texts)
            or said_in_english(one, unit)
        )
    ]
    added = [
        one
        for one in right
        if not (
            among(one, here)
            or same(one, left, right, texts[::-1])
            or said_in_arabic(one, unit)
        )
    ]
    yield from _exchanged(lacking, added, unit)
    yield from _first(lacking, added, unit)
    if not lacking:
        yield from _ordinals(left, right, added, unit)
    yield from _months(left, right, added, unit)
    yield from _percent(left, right, unit)


def _plainly_equal(left: list[Number], right: list[Number]) -> bool:
    """Tell at a glance whether both sides have the same numbers."""
    if len(left) != len(right):
        return False
    if any(one.percent or one.kind is Kind.MONTH for one in left):
        return False
    return {one.values[0] for one in left} == {one.values[0] for one in right}


def _exchanged(lacking: list[Number], added: list[Number], unit: Unit) -> Iterator[Hit]:
    """Yield numbers that stand for others, then those that are lost or new."""
    source, target = unit.pair.source, unit.pair.target
    rest = list(added)
    for one in lacking:
        other = next((two for two in rest if comparable(one, two)), None)
        written = source[one.start : one.end]
        if other is not None:
            rest.remove(other)
            yield _instead(one, other, unit)
        elif not one.strong and (other := _surplus(one, unit)):
            yield _instead(one, other, unit)
        elif one.strong:
            yield Hit(
                f"nothing for the number {written!r}",
                len(target),
                len(target),
                term=written,
                expected=shown(one),
            )
    dated = _FIGURES.search(source)
    for two in rest:
        found = target[two.start : two.end]
        if two.kind is Kind.MONTH and dated:
            message = f"{found!r} is not the month of {dated[0]!r}"
            yield Hit(message, two.start, two.end, term=dated[0], found=found)
        elif two.strong and two.values[0] > _TWO:
            message = f"{found!r} is no number of the source"
            yield Hit(message, two.start, two.end, found=found)


def _surplus(number: Number, unit: Unit) -> Number | None:
    """Return the one small number that the target has more often than the source."""
    left = Counter(one.values[0] for one in arabic_numbers(unit.pair.source))
    right = [two for two in english_numbers(unit.pair.target) if _small(two)]
    more = Counter(two.values[0] for two in right) - left
    if not _small(number) or len(more) != 1:
        return None
    return next((two for two in right[::-1] if two.values[0] in more), None)


def _small(number: Number) -> bool:
    """Tell whether a number is a word from two to ten."""
    counted = number.kind is Kind.COUNT and not number.strong
    return counted and 1 < number.values[0] <= 10  # noqa: PLR2004 - as the name says


def _first(lacking: list[Number], added: list[Number], unit: Unit) -> Iterator[Hit]:
    """Yield *first* for another ordinal: one is no number otherwise."""
    ordinals = [one for one in lacking if one.kind is Kind.ORDINAL and not one.strong]
    if len(ordinals) != 1 or any(two.kind is Kind.ORDINAL for two in added):
        return
    places = list(_FIRST.finditer(unit.pair.target))
    if len(places) != 1 or any(
        key(token.text).endswith(_FIRSTS) for token in unit.arabic
    ):
        return
    (one,), (place,) = ordinals, places
    written = unit.pair.source[one.start : one.end]
    yield Hit(
        f"{place[0]!r} for {written!r}",
        *place.span(),
        term=written,
        expected=shown(one),
        found=place[0],
    )


def _ordinals(
    left: list[Number], right: list[Number], added: list[Number], unit: Unit
) -> Iterator[Hit]:
    """Yield an ordinal for one whose number stands elsewhere too, as in a date."""
    more = Counter(one.values[0] for one in left) - Counter(
        two.values[0] for two in right
    )
    lost = [one for one in left if _is_ordinal(one) and one.values[0] in more]
    new = [two for two in added if _is_ordinal(two)]
    if len(lost) == len(new) == 1:
        yield _instead(lost[0], new[0], unit)


def _is_ordinal(number: Number) -> bool:
    return number.kind is Kind.ORDINAL and not number.strong


def _instead(one: Number, other: Number, unit: Unit) -> Hit:
    """Return a hit for a number of the target in the place of one of the source."""
    found = unit.pair.target[other.start : other.end]
    written = unit.pair.source[one.start : one.end]
    return Hit(
        f"{found!r} for {written!r}",
        other.start,
        other.end,
        term=written,
        expected=shown(one),
        found=found,
    )


def _months(
    left: list[Number], right: list[Number], added: list[Number], unit: Unit
) -> Iterator[Hit]:
    """Yield a month that stands beside the right day and is not that day's month."""
    source, target = unit.pair.source, unit.pair.target
    wanted, given = _dates(left, source), _dates(right, target)
    pairs = {(day, number.values[0]) for day, number in wanted}
    for day, number in given:
        if (day, number.values[0]) in pairs or number in added:
            continue
        others = [
            other
            for wanted_day, other in wanted
            if wanted_day == day
            and (day, other.values[0])
            not in {(one, two.values[0]) for one, two in given}
        ]
        if others:
            yield _instead(others[0], number, unit)


def _dates(numbers: list[Number], text: str) -> list[tuple[float, Number]]:
    """Return days with the months that stand beside them."""
    found = []
    for one, two in pairwise(numbers):
        if not text[one.end : two.start].strip(" ,\u00a0"):
            day, month = (one, two) if two.kind is Kind.MONTH else (two, one)
            if month.kind is Kind.MONTH and day.kind in {Kind.COUNT, Kind.ORDINAL}:
                found.append((day.values[0], month))
    return found


def _percent(left: list[Number], right: list[Number], unit: Unit) -> Iterator[Hit]:
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
                    expected=f"{shown(one)} percent",
                    found=found,
                )
