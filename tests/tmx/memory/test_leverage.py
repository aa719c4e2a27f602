"""Segments counted by what a memory knows of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmx.memory.leverage import BANDS, Leverage, band_of, total
from tmx.memory.protocol import Kind, Match, Subsegment
from tmx.model import text_unit


def match(score: float) -> Match:
    unit = text_unit(("ar", "نهر"), ("en", "river"))
    return Match(
        id=1,
        score=score,
        kind=Kind.FUZZY,
        source="نهر",
        target="river",
        origin="a.tmx",
        unit=unit,
    )


@pytest.mark.parametrize(
    ("score", "band"),
    [
        (100, "100"),
        (99.9, "95-99"),
        (95, "95-99"),
        (94.9, "85-94"),
        (85, "85-94"),
        (75, "75-84"),
        (74.9, "50-74"),
        (50, "50-74"),
        (49.9, "new"),
        (0, "new"),
    ],
)
def test_the_band_of_a_score(score: float, band: str) -> None:
    assert band_of(score) == band


def test_a_text_that_comes_again_is_a_repetition() -> None:
    job = Leverage()
    assert job.count("وصل الوفد إلى العاصمة", None) == "new"
    assert job.count("وصل الوفد الى العاصمة", None) == "repetitions"
    rows = {row.band: row[1:] for row in job.rows()}
    assert rows["new"] == (1, 4)
    assert rows["repetitions"] == (1, 4)


def test_runs_of_words_have_a_line_where_they_are_looked_for() -> None:
    run = Subsegment(
        id=1, score=60, content=3, source="x", target="x", origin="a.tmx",
        span=(0, 1), query_span=(0, 1),
    )  # fmt: skip
    job = Leverage(subsegments=True)
    assert job.count("وصل الوفد إلى العاصمة", None, run) == "subsegments"
    assert job.count("وصل الوفد إلى العاصمة", None, run) == "repetitions"
    assert job.count("غادر الوفد", match(80), run) == "75-84"
    assert job.count("خبر", None) == "new"
    bands = [row.band for row in job.rows()]
    assert bands == [*BANDS[:-1], "subsegments", "new"]
    assert [row.band for row in Leverage().rows()] == list(BANDS)


def test_what_the_memory_knows_is_no_repetition() -> None:
    job = Leverage()
    assert [job.count("نعم", match(100)) for _ in range(2)] == ["100", "100"]


def test_a_repetition_of_a_fuzzy_match_is_a_repetition() -> None:
    job = Leverage()
    bands = [job.count("نعم", match(80)) for _ in range(2)]
    assert bands == ["75-84", "repetitions"]


@given(st.lists(st.tuples(st.text(max_size=20), st.floats(0, 100))))
def test_the_bands_hold_every_segment(job: list[tuple[str, float]]) -> None:
    counted = Leverage()
    for text, score in job:
        counted.count(text, match(score))
    rows = counted.rows()
    assert [row.band for row in rows] == list(BANDS)
    assert total(rows).segments == len(job)
