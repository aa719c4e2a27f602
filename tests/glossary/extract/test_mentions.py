from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.extract.mentions import (
    SpanChances,
    Stats,
    _halved,
    grouped,
    keep_stats,
    kept_stats,
    merged,
    summed,
)

LABELS = ("O", "B-PER", "I-PER", "B-LOC", "I-LOC")
TYPES = ("PER", "LOC", "TERM")
CHANCE = st.floats(0, 0.25, width=16)
MENTION = st.tuples(st.integers(0, 4), st.tuples(CHANCE, CHANCE, CHANCE))
SHARDS = st.lists(st.lists(MENTION, max_size=12), min_size=1, max_size=4)
Mentions = list[tuple[int, tuple[float, float, float]]]


def stats(shard: Mentions, number: int) -> tuple[np.ndarray, Stats]:
    return summed(
        np.array([slot for slot, _ in shard], np.int64),
        np.arange(len(shard)),
        np.full(len(shard), number),
        np.array([chances for _, chances in shard], np.float32).reshape(-1, 3),
        TYPES,
    )


@given(SHARDS)
def test_sums_over_shards_are_exactly_those_of_all_mentions(
    shards: list[Mentions],
) -> None:
    parts = [stats(shard, number) for number, shard in enumerate(shards)]
    one = merged(parts, 5, 3)
    whole = merged([stats([one for shard in shards for one in shard], 0)], 5, 3)
    for name in ("count", "typed", "name", "best", "second"):
        assert np.array_equal(getattr(one, name), getattr(whole, name)), name


@given(SHARDS)
def test_statistics_agree_with_adding_up_by_hand(shards: list[Mentions]) -> None:
    found = merged([stats(shard, number) for number, shard in enumerate(shards)], 5, 3)
    for slot in range(5):
        mine = [
            (number, place, chances)
            for number, shard in enumerate(shards)
            for place, (one, chances) in enumerate(shard)
            if one == slot
        ]
        assert found.count[slot] == len(mine)
        if not mine:
            assert found.shard[slot] == -1
            continue
        assert (found.shard[slot], found.place[slot]) == mine[0][:2]
        assert found.typed[slot].tolist() == [
            sum(chances[type_] for _, _, chances in mine) for type_ in range(3)
        ]
        names = sorted((a + b for _, _, (a, b, _) in mine), reverse=True)
        assert found.name[slot] == sum(names)
        assert found.best[slot] == names[0]
        assert found.second[slot] == (names[1] if len(names) > 1 else -1)


def test_the_best_may_occur_twice() -> None:
    _, found = stats([(0, (0.25, 0, 0)), (0, (0.25, 0, 0)), (0, (0.125, 0, 0))], 0)
    assert (found.best[0], found.second[0]) == (0.25, 0.25)


@given(st.lists(MENTION, min_size=5, max_size=30), st.integers(1, 4))
def test_forms_of_one_group_add_up(mentions: Mentions, cut: int) -> None:
    slots, some = stats(mentions, 0)
    group = (slots >= cut).astype(np.int64)
    group -= group.min()
    found = grouped(some, group, int(group.max()) + 1)
    regrouped = [(int(one >= cut), chances) for one, chances in mentions]
    low = min(number for number, _ in regrouped)
    expected = stats([(number - low, chances) for number, chances in regrouped], 0)[1]
    for name in ("count", "typed", "name", "best", "second"):
        assert np.array_equal(getattr(found, name), getattr(expected, name)), name
    first = [mentions.index(next(m for m in mentions if m[0] == s)) for s in slots]
    heads = [first[group.tolist().index(number)] for number in range(len(found))]
    assert found.place.tolist() == heads


def test_statistics_come_back_from_a_shelf() -> None:
    shelf: dict[str, np.ndarray] = {}
    slots, some = stats([(3, (0.25, 0, 0)), (1, (0, 0.125, 0))], 2)
    keep_stats(shelf, "2.x", slots, some)
    again, other = kept_stats(shelf, "2.x")
    assert again.tolist() == [1, 3]
    assert other.typed.tolist() == some.typed.tolist()


def test_nothing_adds_up_to_nothing() -> None:
    slots, some = stats([], 0)
    assert len(slots) == len(some) == 0
    spans = SpanChances(np.zeros((0, 5), np.float32), LABELS, np.zeros(0, np.int32))
    none = np.zeros(0, np.int64)
    assert spans.chances(none, none).shape == (0, 2)


def slow_chance(
    table: np.ndarray, document: list[int], place: int, length: int, type_: str
) -> float:
    begin, inside = LABELS.index(f"B-{type_}"), LABELS.index(f"I-{type_}")
    chance = table[place, begin]
    for step in range(1, length):
        chance = min(chance, table[place + step, inside])
    end = place + length
    if end < len(table) and document[end] == document[end - 1]:
        chance = min(chance, 1 - table[end, inside])
    return float(chance)


@given(st.integers(1, 12), st.integers(0, 50), st.data())
def test_spans_agree_with_looking_at_each_word(
    size: int, seed: int, data: st.DataObject
) -> None:
    dice = np.random.default_rng(seed)
    table = dice.dirichlet(np.ones(5), size).astype(np.float32)
    document = np.sort(dice.integers(0, 3, size)).astype(np.int32)
    spans = data.draw(
        st.lists(
            st.integers(0, size - 1).flatmap(
                lambda place: st.tuples(st.just(place), st.integers(1, size - place))
            )
        )
    )
    found = SpanChances(table, LABELS, document).chances(
        np.array([place for place, _ in spans], np.int64),
        np.array([length for _, length in spans], np.int64),
    )
    rows = document.tolist()
    expected = [
        [slow_chance(table, rows, *span, type_) for type_ in ("PER", "LOC")]
        for span in spans
    ]
    np.testing.assert_allclose(found, np.array(expected).reshape(-1, 2), atol=1e-3)


def test_a_name_that_goes_on_is_no_whole_name() -> None:
    table = np.array([[0, 1, 0, 0, 0], [0, 0, 1, 0, 0], [1, 0, 0, 0, 0]], np.float32)
    spans = SpanChances(table, LABELS, np.zeros(3, np.int32))
    found = spans.chances(np.zeros(2, np.int64), np.array([1, 2]))
    assert found[:, 0].tolist() == pytest.approx([0, 1])


@given(st.lists(st.floats(0, 1, width=32)))
def test_probabilities_are_rounded_as_a_cast_rounds_them(values: list[float]) -> None:
    chances = np.array(values, np.float32)
    assert np.array_equal(_halved(chances), chances.astype(np.float16))


def test_so_are_those_between_two_of_half_precision() -> None:
    halves = np.arange(0, 0x3C01, dtype=np.uint16).view(np.float16).astype(np.float64)
    middle = ((halves[1:] + halves[:-1]) / 2).astype(np.float32)
    for chances in (middle, np.nextafter(middle, 0), np.nextafter(middle, 1)):
        assert np.array_equal(_halved(chances), chances.astype(np.float16))
