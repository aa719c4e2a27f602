from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.arabic.sums import Kind
from glossary.check.numbers_en import english_numbers


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("twenty-five men and 500 women", [25, 500]),
        ("two hundred thousand", [200_000]),
        ("one and a half million dollars", [1_500_000]),
        ("a million and a half", [1_500_000]),
        ("half a million", [500_000]),
        ("a quarter of a million", [250_000]),
        ("1.2bn and 3,500 troops", [1_200_000_000, 3_500]),
        ("$5m", [5_000_000]),
        ("three hundred and forty-five", [345]),
        ("one thousand nine hundred and forty-eight", [1948]),
        ("nineteen forty-eight", [1948]),
        ("between twenty and thirty", [20, 30]),
        ("every twenty or thirty minutes", [20, 30]),
        ("five to ten", [5, 10]),
        ("three and four", [3, 4]),
        ("1.2 thousand", [1200]),
        ("two dozen", [24]),
        ("a 35-year-old", [35]),
        ("the 12th channel", [12]),
        ("the twenty-first century", [21]),
    ],
)
def test_values(text: str, values: list[float]) -> None:
    assert [number.values[0] for number in english_numbers(text)] == values


@pytest.mark.parametrize(
    "text",
    [
        "one of them",
        "a few seconds",
        "dozens and thousands of people",
        "a third of the votes",
        "half of them",
        "they may march on",
        "a dozen eggs",
    ],
)
def test_no_number(text: str) -> None:
    assert english_numbers(text) == []


@pytest.mark.parametrize("text", ["F-35", "G20", "COVID-19", "10:30", "5.30pm", "9/11"])
def test_weak_figures(text: str) -> None:
    assert not any(number.strong for number in english_numbers(text))


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("In May we went", Kind.MONTH, 5),
        ("5 September", Kind.MONTH, 9),
        ("on Thursday", Kind.WEEKDAY, 4),
        ("the 1990s", Kind.DECADE, 90),
        ("the nineties", Kind.DECADE, 90),
        ("fourth in the world", Kind.ORDINAL, 4),
    ],
)
def test_kind(text: str, kind: Kind, value: float) -> None:
    assert (kind, (value,)) in [
        (number.kind, number.values) for number in english_numbers(text)
    ]


@pytest.mark.parametrize("text", ["20 percent", "20%", "twenty per cent", "20 pct"])
def test_percent(text: str) -> None:
    (number,) = english_numbers(text)
    assert number.percent


@given(st.text(alphabet="0123456789 .,:/%-atwenyhudrfiv"))
def test_offsets_are_in_order(text: str) -> None:
    place = 0
    for number in english_numbers(text):
        assert place <= number.start < number.end <= len(text)
        place = number.end
