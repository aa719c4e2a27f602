"""What makes two segments the same to a memory."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from glossary.arabic import key, tokens
from tmx.memory.keys import forms, joined, places, sign, words, words_of

TEXT = st.text(
    alphabet="ابةءؤأوكلم ىيـَّ \u200f\u00a0\n'’-–.,،؟«»()0123٤٥٫٬%_/abcXYZéﷺ😀",
    max_size=40,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("وصلَ الرئيسُ إلى القُدس.", "وصل الرئيس الى القدس"),
        ("في 15 مايو 2024", "في ١٥ مايو ٢٠٢٤"),
        ("قال: «نعم»!", "قال نعم"),
        ("جامعــة الدول", "جامعه الدول"),
        ("The Prime Minister", "the prime minister,"),
        ("بنسبة ٣٫٥٪", "بنسبة 3.5%"),
        ("كتب\u00a0اليوم\n", "كتب اليوم"),
    ],
)
def test_same_segments(one: str, other: str) -> None:
    assert words(one) == words(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("وصل الرئيس", "الرئيس وصل"),
        ("9.5 مليون", "9 5 مليون"),
        ("***", "---"),
        ("قال نعم", "قال لا"),
    ],
)
def test_different_segments(one: str, other: str) -> None:
    assert words(one) != words(other)


def test_signs_alone_are_one_word() -> None:
    assert words(" * * *\n") == ["***"]
    assert words("") == words(" \n") == sign("") == []


@given(TEXT)
@example("ء")
@example("سنة٢٠٢٤،و«5/3»")
def test_words_are_the_keys_of_tokens(text: str) -> None:
    expected = [key(token.text) for token in tokens(text) if key(token.text)]
    assert words_of(text) == expected
    assert [place.word for place in places(text)] == expected


@given(TEXT)
def test_places_stand_in_the_text(text: str) -> None:
    for word, start, end in places(text):
        assert key(text[start:end]) == word


@given(TEXT)
def test_a_text_has_the_words_of_its_parts(text: str) -> None:
    parts = [word for part in text.split() for word in words_of(part)]
    assert words_of(text) == parts


def test_joined() -> None:
    assert joined("القُدس، (عاصمةٌ)") == "القدس عاصمه"


@pytest.mark.parametrize(
    ("word", "written"),
    [
        ("كنيست", "وللكنيست"),
        ("كنيست", "الكنيست"),
        ("الكنيست", "كنيست"),
        ("والكنيست", "بالكنيست"),
        ("للكنيست", "فالكنيست"),
        ("كتاب", "وبكتاب"),
        ("كتاب", "كتاب"),
    ],
)
def test_forms(word: str, written: str) -> None:
    assert written in forms(word)
    assert forms(word)[0] == word


@pytest.mark.parametrize(("word", "other"), [("وزير", "زير"), ("الم", "م")])
def test_what_is_no_form(word: str, other: str) -> None:
    assert other not in forms(word)
