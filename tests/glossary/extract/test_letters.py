from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from glossary.extract.letters import BUCKETS, LENGTHS, name_likeness, sequences

KEYS = st.lists(st.text("ابتسمن𐤀z", max_size=9), max_size=8)
_MASK = (1 << 64) - 1


def slow(key: str) -> list[int]:
    """Hash the sequences of one key, one letter at a time."""
    text = f"^{key}$"
    buckets = []
    for length in LENGTHS:
        for start in range(len(text) - length + 1):
            hashed = length
            for letter in text[start : start + length]:
                hashed = ((hashed ^ ord(letter)) * 0x9E3779B97F4A7C15) & _MASK
                hashed ^= hashed >> 29
            buckets.append(hashed % BUCKETS)
    return sorted(buckets)


@given(KEYS)
def test_buckets_agree_with_one_letter_at_a_time(keys: list[str]) -> None:
    rows, buckets = sequences(keys)
    for row, key in enumerate(keys):
        assert sorted(buckets[rows == row].tolist()) == slow(key)


@given(KEYS)
def test_likeness_is_the_sum_of_weights(keys: list[str]) -> None:
    weights = np.random.default_rng(0).normal(size=BUCKETS + 1)
    expected = [sum(weights[one] for one in slow(key)) + weights[-1] for key in keys]
    np.testing.assert_allclose(name_likeness(keys, weights), expected, atol=1e-9)


def test_a_words_neighbours_in_the_list_do_not_matter() -> None:
    weights = np.random.default_rng(1).normal(size=BUCKETS + 1)
    alone = name_likeness(["سامي"], weights)[0]
    assert name_likeness(["م", "سامي", "", "وارسو"], weights)[1] == alone


def test_lone_surrogates_and_nothing() -> None:
    weights = np.ones(BUCKETS + 1)
    assert name_likeness([], weights).tolist() == []
    assert name_likeness(["", "\ud800"], weights).tolist() == [2, 4]
