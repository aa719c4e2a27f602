"""Copies of a process see what it holds, and it works along."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from glossary.errors import GlossError
from glossary.extract import forked
from glossary.extract.forked import Forked

pytestmark = [
    pytest.mark.skipif(not forked.POSSIBLE, reason="no fork here"),
    # Python 3.12 sees the threads of numpy's BLAS, which gloss runs without.
    pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning"),
]


@pytest.fixture
def crew(tmp_path: Path) -> Iterator[Forked]:
    made = Forked(3, str(tmp_path))
    yield made
    made.close()
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("size", [0, 1, 2, 500])
def test_results_come_in_the_order_of_the_items(crew: Forked, size: int) -> None:
    assert list(crew.map(str, range(size))) == list(map(str, range(size)))
    assert list(crew.map(str, iter(range(size)))) == list(map(str, range(size)))


def test_copies_see_what_is_here_and_several_work(crew: Forked) -> None:
    seen: list[object] = [object()]

    def step(number: int) -> tuple[int, int]:
        time.sleep(0.02)
        return len(seen) + number, os.getpid()

    found = list(crew.map(step, range(12)))
    assert [one for one, _ in found] == list(range(1, 13))
    assert len({process for _, process in found}) > 1
    assert os.getpid() in {process for _, process in found}


def test_work_begins_at_once(crew: Forked, tmp_path: Path) -> None:
    made = [tmp_path / name for name in "ab"]
    found = crew.map(Path.touch, made)
    end = time.monotonic() + 60
    while not all(path.exists() for path in made):
        assert time.monotonic() < end
        time.sleep(0.01)
    assert list(found) == [None, None]
    for path in made:
        path.unlink()


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_error_of_a_step_is_raised_where_its_result_is_asked_for(
    tmp_path: Path, jobs: int
) -> None:
    def step(number: int) -> int:
        if number == 1:
            raise GlossError("no text")
        return number

    crew = Forked(jobs, str(tmp_path))
    found = crew.map(step, [0, 1, 2])
    assert next(found) == 0
    with pytest.raises(GlossError, match="no text"):
        next(found)
    crew.close()


def test_a_copy_that_is_ended_is_an_error_and_no_endless_wait(crew: Forked) -> None:
    here = os.getpid()

    def step(number: int) -> int:
        if os.getpid() != here:
            os._exit(1)
        time.sleep(0.05)
        return number

    with pytest.raises(ChildProcessError, match="was ended"):
        list(crew.map(step, range(40)))


def test_what_nobody_asks_for_is_ended(tmp_path: Path) -> None:
    crew = Forked(2, str(tmp_path))
    crew.map(time.sleep, [60.0, 60.0])
    start = time.monotonic()
    crew.close()
    assert time.monotonic() - start < 30
