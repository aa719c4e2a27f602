"""Terms over time, counted in any order."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.timeline import Change, Period, Timeline, Trend, between, period_of, trend


@pytest.mark.parametrize(
    ("when", "period", "name"),
    [
        ("2024-05-03", Period.DAY, "2024-05-03"),
        ("2024-05-03", Period.WEEK, "2024-W18"),
        ("2024-12-30", Period.WEEK, "2025-W01"),
        ("2024-05-03", Period.MONTH, "2024-05"),
        ("2024-05", Period.MONTH, "2024-05"),
        ("2024", Period.YEAR, "2024"),
    ],
)
def test_the_period_of_a_date(when: str, period: Period, name: str) -> None:
    assert period_of(when, period) == name


@pytest.mark.parametrize(
    ("when", "period"),
    [("2024", Period.MONTH), ("2024-05", Period.DAY), ("2024-13", Period.MONTH)],
)
def test_what_is_no_date_or_too_vague(when: str, period: Period) -> None:
    with pytest.raises(ValueError, match=r"names no|month must be"):
        period_of(when, period)


@pytest.mark.parametrize(
    ("first", "last", "period", "names"),
    [
        ("2023", "2025", Period.YEAR, ["2023", "2024", "2025"]),
        ("2023-12", "2024-02", Period.MONTH, ["2023-12", "2024-01", "2024-02"]),
        ("2024-W52", "2025-W02", Period.WEEK, ["2024-W52", "2025-W01", "2025-W02"]),
        (
            "2024-02-28",
            "2024-03-01",
            Period.DAY,
            ["2024-02-28", "2024-02-29", "2024-03-01"],
        ),
    ],
)
def test_periods_in_between(
    first: str, last: str, period: Period, names: list[str]
) -> None:
    assert between(first, last, period) == names


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ((0, 40), Trend.NEW),
        ((40, 0), Trend.GONE),
        ((5, 40), Trend.RISING),
        ((40, 5), Trend.FALLING),
        ((20, 22), Trend.STEADY),
        ((0, 2), Trend.STEADY),
        ((0, 0), Trend.STEADY),
    ],
)
def test_a_trend_needs_evidence(counts: tuple[int, int], expected: Trend) -> None:
    assert trend(counts, (10_000, 10_000)) is expected


def test_a_term_over_time() -> None:
    counted = Timeline(Period.MONTH)
    counted.add(date="2024-03-09", outlet="b", words=500, counts={"الكنيست": 1})
    counted.add(date="2024-01-05", outlet="a", words=1000, counts={"الكنيست": 2})
    counted.add(date="2024-01-06", outlet="a", words=1000, counts={"باكو": 1})
    knesset, baku = counted.terms()
    assert counted.periods() == ["2024-01", "2024-02", "2024-03"]
    assert (knesset.mentions, knesset.documents) == (3, 2)
    assert (knesset.first, knesset.last, knesset.peak) == (
        "2024-01-05",
        "2024-03-09",
        "2024-03",
    )
    assert [(*row,) for row in knesset.periods] == [
        ("2024-01", "a", 2, 1, 10.0),
        ("2024-03", "b", 1, 1, 20.0),
    ]
    assert baku.term == "باكو"


def test_the_english_changed() -> None:
    counted = Timeline(Period.YEAR)
    counted.add(date="2021", outlet="a", words=10, counts={"كييف": 1})
    said = [("2020", "Kiev")] * 3 + [("2021", "Kiev"), ("2021", "Kyiv")]
    said += [("2022", "Kyiv")] * 2 + [("2022", "Kiev"), ("2023", "Kyiv")]
    for date, text in said:
        counted.add_rendering(date=date, outlet="a", term="كييف", text=text)
    (term,) = counted.terms()
    assert term.changes == (Change("2022", "Kiev", "Kyiv"),)


_DOCUMENTS = st.lists(
    st.tuples(
        st.dates().map(str),
        st.sampled_from("ab"),
        st.integers(1, 900),
        st.dictionaries(st.sampled_from(["باكو", "القدس"]), st.integers(1, 9)),
    ),
    max_size=12,
)


@given(_DOCUMENTS, st.randoms(use_true_random=False))
def test_the_order_of_the_documents_does_not_count(
    documents: list[tuple[str, str, int, dict[str, int]]], chance: random.Random
) -> None:
    def terms() -> list[object]:
        counted = Timeline(Period.YEAR)
        for date, outlet, words, counts in documents:
            counted.add(date=date, outlet=outlet, words=words, counts=counts)
        return list(counted.terms())

    before = terms()
    chance.shuffle(documents)
    assert terms() == before
