"""Processes take items as they become free, and begin before they are asked."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from glossary.extract.pool import Pool


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    made = Pool(1)
    yield made
    made.close()


def test_results_come_in_the_order_of_the_items(pool: Pool) -> None:
    assert list(pool.map(str, range(20))) == list(map(str, range(20)))
    assert list(pool.map(str, iter(range(20)))) == list(map(str, range(20)))
    assert list(pool.map(str, ())) == []


def test_work_begins_at_once(pool: Pool, tmp_path: Path) -> None:
    made = [tmp_path / name for name in "ab"]
    found = pool.map(Path.touch, made)
    end = time.monotonic() + 60
    while not all(path.exists() for path in made):
        assert time.monotonic() < end
        time.sleep(0.01)
    assert list(found) == [None, None]


def test_items_that_are_no_collection_are_taken_as_workers_become_free(
    pool: Pool,
) -> None:
    taken: list[int] = []

    def items() -> Iterator[int]:
        for number in range(50):
            taken.append(number)
            yield number

    found = pool.map(str, items())
    assert len(taken) < 5
    assert next(found) == "0"
    assert len(taken) < 6
    assert len(list(found)) == 49


def test_an_error_of_a_step_is_raised_where_its_result_is_asked_for(
    pool: Pool,
) -> None:
    found = pool.map(int, ["1", "x", "3"])
    assert next(found) == 1
    with pytest.raises(ValueError, match="invalid literal"):
        next(found)
