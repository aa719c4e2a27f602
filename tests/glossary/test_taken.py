"""Ids that are free."""

from __future__ import annotations

from itertools import count

from hypothesis import given
from hypothesis import strategies as st

from glossary.taken import Taken

NAMES = st.lists(st.sampled_from(["a", "a-2", "a-3", "b", "a-2-2"]), max_size=30)


def nearest(wanted: str, used: set[str]) -> str:
    if wanted not in used:
        return wanted
    return next(one for n in count(2) if (one := f"{wanted}-{n}") not in used)


@given(wanted=NAMES)
def test_the_nearest_free_id_is_taken(wanted: list[str]) -> None:
    taken = Taken()
    for one in wanted:
        expected = nearest(one, taken.ids)
        assert taken.free(one) == expected
        assert not taken.add(expected)


@given(wanted=NAMES, refused=st.sets(st.sampled_from(["a", "a-3", "a-4", "b"])))
def test_what_is_refused_is_not_given(wanted: list[str], refused: set[str]) -> None:
    taken = Taken()
    found = [taken.free(one, refused.__contains__) for one in wanted]
    assert not refused & set(found)
    assert len(set(found)) == len(found)


def test_many_equal_ids_are_cheap() -> None:
    asked = 0

    def is_refused(_: str) -> bool:
        nonlocal asked
        asked += 1
        return False

    taken = Taken()
    for _ in range(5000):
        taken.free("a", is_refused)
    assert taken.free("a") == "a-5001"
    assert asked == 5000
