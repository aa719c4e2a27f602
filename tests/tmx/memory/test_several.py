"""Several memories answer as one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.contract.memory.samples import ARRIVAL, MEETING, fill, unit
from tmx.memory.protocol import Query, Search
from tmx.memory.several import Several
from tmx.memory.store import open_memory

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def both(tmp_path: Path) -> Iterator[Several]:
    with (
        open_memory(str(tmp_path / "a.db"), create=True) as first,
        open_memory(str(tmp_path / "b.db"), create=True) as second,
    ):
        fill(first, MEETING, f"{MEETING} ثم")
        second.add_many(
            [unit(f"{MEETING} أيضا", "b1"), unit(MEETING, "b2")], arrival=ARRIVAL
        )
        yield Several((first, second))


def test_the_best_of_all(both: Several) -> None:
    ((*found,), none) = both.search(
        [Query(text=MEETING), Query(text="لا شيء")], Search(limit=3)
    )
    assert none == []
    assert [(one.target, round(one.score)) for one in found] == [
        (f"T {MEETING}", 100),
        ("b2", 100),
        (f"T {MEETING} ثم", 88),
    ]


def test_kind_goes_before_place(both: Several) -> None:
    query = Query(text=MEETING, before=f"{MEETING} أيضا")
    ((first, *_),) = both.search([query], Search())
    assert (first.target, first.kind.value) == ("b2", "context")


def test_lines_to_the_limit(both: Several) -> None:
    assert [one.target for one in both.concordance("السفير", limit=3)] == [
        f"T {MEETING} ثم",
        f"T {MEETING}",
        "b2",
    ]
    assert len(both.concordance("السفير", limit=1)) == 1


def test_the_longest_runs_of_all(both: Several) -> None:
    found = both.subsegments(f"قال {MEETING}", limit=3)
    assert [one.target for one in found] == [f"T {MEETING}", f"T {MEETING} ثم", "b2"]
    assert {one.content for one in found} == {7}
