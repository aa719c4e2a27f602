from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from glossary.names.assign import WordScores, assign


def slow(scores: WordScores, pair: int) -> float:
    """Return the best pairing of one pair of names, tried one by one."""
    single, left_joined, right_joined = (part[pair] for part in scores[:3])
    cost_left, cost_right = scores.cost_left[pair], scores.cost_right[pair]
    left, right = single.shape

    @cache
    def best(word: int, free: frozenset[int]) -> float:
        if word == left:
            return -float(sum(cost_right[other] for other in free))
        found = [best(word + 1, free) - cost_left[word]]
        for other in free:
            rest = free - {other}
            found.append(best(word + 1, rest) + single[word, other])
            if word + 1 < left:
                found.append(best(word + 2, rest) + left_joined[word, other])
            if other + 1 in free:
                two = rest - {other + 1}
                found.append(best(word + 1, two) + right_joined[word, other])
        return max(found)

    return best(0, frozenset(range(right)))


@pytest.mark.parametrize("left", [1, 2, 3, 4])
@pytest.mark.parametrize("right", [1, 2, 3, 5])
def test_it_is_what_trying_everything_finds(left: int, right: int) -> None:
    random = np.random.default_rng(left * 10 + right)
    pairs = 20

    def floats(*shape: int) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
        return random.normal(1, 4, (pairs, *shape)).astype(np.float32)

    scores = WordScores(
        floats(left, right),
        floats(left - 1, right),
        floats(left, right - 1),
        abs(floats(left)),
        abs(floats(right)),
    )
    expected = [slow(scores, pair) for pair in range(pairs)]
    assert assign(scores) == pytest.approx(expected, abs=1e-3)


def test_no_words_cost_what_the_others_weigh() -> None:
    none = np.zeros((2, 0, 2), dtype=np.float32)
    cost = np.array([[1, 2], [3, 4]], dtype=np.float32)
    empty = np.zeros((2, 0), dtype=np.float32)
    scores = WordScores(none, none, none[:, :, :1], empty, cost)
    assert assign(scores).tolist() == [-3, -7]
