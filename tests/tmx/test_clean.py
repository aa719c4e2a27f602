"""Clean-up leaves out what was asked for, counts it, and touches nothing else."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tmx.strategies import units
from tmx.clean import Cleaning, clean, values
from tmx.model import InlineCode, Property, Segment, TranslationUnit, Variant, text_unit


def code(tag: str, **attributes: str) -> InlineCode:
    return InlineCode(tag=tag, attributes=tuple(attributes.items()))


def coded(*numbers: str) -> TranslationUnit:
    parts = (*(code("ph", x=one) for one in numbers), "قمة")
    return TranslationUnit(variants=(Variant(lang="ar", segment=Segment(parts=parts)),))


RIVER = text_unit(("ar", "نهر"), ("en", "river"), id="1")
AGAIN = text_unit(("en", "river"), ("ar", "نهر"), id="2")
EMPTY = text_unit(("ar", "قلعة"), ("en", " "), id="3")
SAME = text_unit(("ar", "BBC"), ("en", "BBC"), id="4")
SPORT = text_unit(
    ("ar", "هدف"), ("en", "goal"), id="5", items=(Property(type="d", text="sport"),)
)
ALL = [RIVER, AGAIN, EMPTY, SAME, SPORT]


@pytest.mark.parametrize(
    ("how", "ids", "reason"),
    [
        (Cleaning(), "12345", "units kept"),
        (Cleaning(dedupe=True), "1345", "duplicate"),
        (Cleaning(drop_empty=True), "1245", "empty"),
        (Cleaning(drop_untranslated=True), "1235", "untranslated"),
        (Cleaning(languages=("ar", "fr")), "", "without the languages asked for"),
        (Cleaning(prop=("d", "sport")), "5", "elsewhere"),
        (Cleaning(prop=("d", "")), "1234", "elsewhere"),
    ],
)
def test_what_stays(how: Cleaning, ids: str, reason: str) -> None:
    counts: Counter[str] = Counter()
    assert "".join(one.id or "" for one in clean(ALL, how, counts)) == ids
    assert counts["units read"] == len(ALL)
    assert counts["units kept"] == len(ids)
    if reason != "units kept":
        assert counts[reason] == len(ALL) - len(ids)


def test_one_language_of_several() -> None:
    (found,) = clean([RIVER], Cleaning(languages=("ar",)), Counter())
    assert [one.lang for one in found.variants] == ["ar"]


def test_codes_are_numbered_from_one_and_then_compare_equal() -> None:
    counts: Counter[str] = Counter()
    how = Cleaning(normalise_codes=True, dedupe=True)
    found = list(clean([coded("7", "3"), coded("1", "2")], how, counts))
    assert found == [coded("1", "2")]
    assert counts["with codes renumbered"] == 1
    assert counts["duplicate"] == 1


def test_values_of_a_property() -> None:
    assert list(values([RIVER, SPORT], "d")) == ["", "sport"]


@given(st.lists(units, max_size=5))
def test_nothing_asked_nothing_changed(memory: list[TranslationUnit]) -> None:
    assert list(clean(memory, Cleaning(), Counter())) == memory
