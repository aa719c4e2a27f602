"""Buckets of requests."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli.serving.limits import Buckets


def test_a_bucket_empties_and_fills_again() -> None:
    buckets = Buckets(2, 3)
    assert [buckets.take("a", 0) for _ in range(3)] == [0, 0, 0]
    assert buckets.take("a", 0) == 0.5
    assert buckets.take("b", 0) == 0
    assert buckets.take("a", 0.5) == 0
    assert buckets.take("a", 0.5) > 0


@given(st.lists(st.floats(0, 10), min_size=1))
def test_no_more_than_the_rate_goes_through(times: list[float]) -> None:
    buckets = Buckets(1, 2)
    taken = sum(buckets.take("a", now) == 0 for now in sorted(times))
    assert taken <= 2 + max(times) - min(times) + 1e-6


@pytest.mark.parametrize("later", [0.5, 100])
def test_many_names_are_forgotten_when_their_bucket_is_full(later: float) -> None:
    buckets = Buckets(1, 1)
    for number in range(10_002):
        buckets.take(str(number), 0)
    buckets.take("one more", later)
    assert (len(buckets._levels) == 1) is (later > 1)
