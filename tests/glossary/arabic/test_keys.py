from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.arabic import bare, is_arabic, key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("إسرائيل", "اسرائيل", id="hamza"),
        pytest.param("آسيا", "اسيا", id="madda"),
        pytest.param("مُحَمَّد", "محمد", id="vowel signs"),
        pytest.param("محـــمد", "محمد", id="tatweel"),
        pytest.param("في", "فى", id="alef maqsura"),
        pytest.param("سفارة", "سفاره", id="ta marbuta"),
        pytest.param("مسؤول", "مسوول", id="hamza on waw"),
        pytest.param("کیان", "كيان", id="Persian letters"),
        pytest.param("١٩٩٢", "1992", id="Arabic-Indic digits"),
        pytest.param("۱۹۹۲", "1992", id="Persian digits"),
        pytest.param("بيتًا", "بيتاً", id="tanwin before and after alef"),
        pytest.param("\u200fباكو\u200e", "باكو", id="bidi marks"),
        pytest.param("ﻣﺤﻤﺪ", "محمد", id="presentation forms"),
        pytest.param("تل\u00a0أبيب", "تل أبيب", id="no-break space"),
        pytest.param("Knesset", "KNESSET", id="Latin case"),
    ],
)
def test_key_folds(one: str, other: str) -> None:
    assert key(one) == key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("كنيس", "كنيست"), ("محمد", "محمدوف"), ("باكو", "باكر"), ("علي", "عالي")],
)
def test_key_keeps_apart(one: str, other: str) -> None:
    assert key(one) != key(other)


def test_bare_keeps_letters_that_the_key_folds() -> None:
    assert bare("عَلَى") == "على"
    assert bare("عَلِيّ") == "علي"


@given(st.text())
def test_key_is_idempotent(text: str) -> None:
    assert key(key(text)) == key(text)


@given(st.text(alphabet=st.characters(max_codepoint=0x7F)))
def test_ascii_is_not_arabic(text: str) -> None:
    assert not is_arabic(text)


def test_digits_and_tatweel_alone_are_no_arabic_letters() -> None:
    assert not is_arabic("١٢٣ ـــ ، ؟")
