from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.extract.groups import Group
from glossary.extract.mentions import Mentions, flat, span_probabilities

LABELS = ("O", "B-PER", "I-PER", "B-LOC", "I-LOC")
NUMBERS = st.floats(-100, 100, width=32)
GROUPED = st.lists(st.lists(NUMBERS, min_size=1, max_size=5), max_size=6)


def mentions(groups: list[list[float]]) -> tuple[Mentions, np.ndarray]:
    numbers = [number for number, values in enumerate(groups) for _ in values]
    flat_ = [value for values in groups for value in values]
    rows = np.arange(len(flat_))
    made = Mentions(
        group=np.array(numbers, np.int64),
        place=rows,
        length=np.ones_like(rows),
        groups=len(groups),
    )
    return made, np.array(flat_, float)


@given(GROUPED)
def test_total_is_the_sum_of_each_group(groups: list[list[float]]) -> None:
    made, values = mentions(groups)
    np.testing.assert_allclose(made.total(values), [sum(one) for one in groups])


@given(GROUPED)
def test_best_two_are_the_first_of_each_group_sorted(
    groups: list[list[float]],
) -> None:
    made, values = mentions(groups)
    before = values.copy()
    best, second = made.best_two(values)
    ordered = [sorted(one, reverse=True) for one in groups]
    assert best.tolist() == [one[0] for one in ordered]
    assert second.tolist() == [one[:2][-1] for one in ordered]
    assert values.tolist() == before.tolist()


def test_the_best_may_occur_twice() -> None:
    made, values = mentions([[0.25, 0.75, 0.75], [0.5], [0.5, 0.25]])
    best, second = made.best_two(values)
    assert best.tolist() == [0.75, 0.5, 0.5]
    assert second.tolist() == [0.75, 0.5, 0.25]


def test_flat_keeps_groups_together_and_in_order() -> None:
    groups = [
        Group(mentions={(1,): np.array([4, 9]), (1, 2): np.array([0])}),
        Group(mentions={(3, 4, 5): np.array([6])}),
    ]
    found = flat(groups)
    assert found.group.tolist() == [0, 0, 0, 1]
    assert found.place.tolist() == [4, 9, 0, 6]
    assert found.length.tolist() == [1, 1, 2, 3]
    assert found.groups == 2


def test_nothing_is_flat() -> None:
    found = flat([])
    assert found.groups == len(found.place) == len(found.group) == 0
    assert found.total(np.zeros(0)).tolist() == []
    assert [side.tolist() for side in found.best_two(np.zeros(0))] == [[], []]
    chances = span_probabilities(found, np.zeros((0, 5), np.float32), LABELS).chances
    assert chances.shape == (0, 2)


def slow_chance(table: np.ndarray, place: int, length: int, type_: str) -> float:
    begin, inside = LABELS.index(f"B-{type_}"), LABELS.index(f"I-{type_}")
    chance = table[place, begin]
    for step in range(1, length):
        chance = min(chance, table[place + step, inside])
    if place + length < len(table):
        chance = min(chance, 1 - table[place + length, inside])
    return float(chance)


@given(st.integers(1, 12), st.integers(0, 50), st.data())
def test_spans_agree_with_looking_at_each_word(
    size: int, seed: int, data: st.DataObject
) -> None:
    table = np.random.default_rng(seed).dirichlet(np.ones(5), size).astype(np.float32)
    spans = data.draw(
        st.lists(
            st.integers(0, size - 1).flatmap(
                lambda place: st.tuples(st.just(place), st.integers(1, size - place))
            )
        )
    )
    made = Mentions(
        group=np.arange(len(spans)),
        place=np.array([place for place, _ in spans], np.int64),
        length=np.array([length for _, length in spans], np.int64),
        groups=len(spans),
    )
    found = span_probabilities(made, table, LABELS)
    assert found.types == ("PER", "LOC")
    expected = [
        [slow_chance(table, place, length, type_) for type_ in ("PER", "LOC")]
        for place, length in spans
    ]
    np.testing.assert_allclose(
        found.chances, np.array(expected).reshape(-1, 2), atol=1e-3
    )


def test_a_name_that_goes_on_is_no_whole_name() -> None:
    table = np.array([[0, 1, 0, 0, 0], [0, 0, 1, 0, 0], [1, 0, 0, 0, 0]], np.float32)
    groups = [Group(mentions={(1,): np.array([0]), (1, 2): np.array([0])})]
    found = span_probabilities(flat(groups), table, LABELS)
    assert found.chances[:, 0].tolist() == pytest.approx([0, 1])
