from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.names.parts import (
    CONTENT,
    INITIAL,
    LIGHT,
    MOST,
    TITLE,
    arabic_words,
    initials,
    joined,
    latin_words,
)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Benjamin Netanyahu", "benjamin netanyahu"),
        ("Abdel-Fattah al-Sisi", "abdel fattah sisi"),
        ("J.R. Smith", "j r smith"),
        ("Republic of the Congo", "republic congo"),
        ("The Of", "the of"),
        ("Côte d’Ivoire", "cote divoire"),
        ("Trump's", "trump"),
        ("Łódź / Köln", "lodz koln"),
        ("Ba'albek", "baalbek"),
        ("  ", ""),
        ("'", ""),
    ],
)
def test_words_of_an_english_name(name: str, words: str) -> None:
    assert " ".join(word.text for word in latin_words(name)) == words


@pytest.mark.parametrize(
    ("name", "word", "forms"),
    [
        ("والكنيست", 0, {"والكنيست", "الكنيست", "كنيست"}),
        ("للكنيست", 0, {"للكنيست", "الكنيست", "كنيست"}),
        ("البوسنة والهرسك", 1, {"والهرسك", "الهرسك", "هرسك"}),
        ("مدينة بورسعيد", 1, {"بورسعيد"}),
        ("عبد الرَّحْمَن", 1, {"الرحمن", "رحمن"}),
        ("ج. سميث", 0, {"ج"}),
    ],
)
def test_readings_of_an_arabic_word(name: str, word: int, forms: set[str]) -> None:
    assert forms <= {form.text for form in arabic_words(name)[word].forms}


def test_a_word_with_a_clitics_letter_is_cheapest_whole() -> None:
    for name in ("باكو", "لندن", "بوتين", "كوبا", "وكالة"):
        forms = {form.text: form.cost for form in arabic_words(name)[0].forms}
        assert forms.pop(name) == 0
        assert all(cost > 1 for cost in forms.values())


@pytest.mark.parametrize(
    ("name", "costs"),
    [
        ("الرئيس محمد بن سلمان", [TITLE, CONTENT, LIGHT, CONTENT]),
        ("ج. سميث", [INITIAL, CONTENT]),
    ],
)
def test_what_an_arabic_word_weighs(name: str, costs: list[float]) -> None:
    assert [word.cost for word in arabic_words(name)] == costs


@pytest.mark.parametrize(
    ("name", "costs"),
    [
        ("President Mohammed bin Salman", [TITLE, CONTENT, LIGHT, CONTENT]),
        ("Dr. J. von Neumann", [TITLE, INITIAL, LIGHT, CONTENT]),
    ],
)
def test_what_an_english_word_weighs(name: str, costs: list[float]) -> None:
    assert [word.cost for word in latin_words(name)] == costs


def test_letter_names_spell_an_acronym() -> None:
    assert initials(arabic_words("سي إن إن")) == "cnn"
    assert initials(arabic_words("بي بي سي")) == "bbc"
    assert initials(arabic_words("سي محمد")) is None
    assert initials(arabic_words("سي")) is None


def test_whole_names_are_compared_by_their_letters() -> None:
    assert joined("The United Nations") == joined("united-nations")
    assert joined("al-Quds") == "quds"


@given(st.text(max_size=60))
def test_any_text_has_few_words(text: str) -> None:
    assert len(arabic_words(text)) <= MOST
    assert len(latin_words(text)) <= MOST
    assert all(word.text for word in latin_words(text))
