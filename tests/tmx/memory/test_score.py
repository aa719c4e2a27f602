"""How near two segments are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmx.memory.score import edits_allowed, longest_near, of_edits, score

WORDS = st.lists(st.sampled_from("في من القدس بغداد وزير".split()), max_size=9)


def edits(left: list[str], right: list[str]) -> int:
    """Count edits as a textbook does."""
    row = list(range(len(right) + 1))
    for place, word in enumerate(left, start=1):
        before, row = row, [place]
        for other, cell in enumerate(right, start=1):
            same = before[other - 1] + (word != cell)
            row.append(min(same, before[other] + 1, row[-1] + 1))
    return row[-1]


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("زار الوزير بغداد", "زار الوزير بغداد", 100.0),
        ("زار الوزير بغداد أمس", "زار الوزير القدس أمس", 75.0),
        ("زار الوزير", "زار الوزير بغداد أمس", 50.0),
        ("بغداد", "القدس", 0.0),
        ("", "القدس", 0.0),
        ("", "", 0.0),
        ("أ ب ج د ه و ز", "أ ب ج د ه و", 100 * 6 / 7),
    ],
)
def test_score(left: str, right: str, expected: float) -> None:
    assert score(left.split(), right.split()) == expected


@given(WORDS, WORDS)
def test_score_is_that_of_the_textbook(left: list[str], right: list[str]) -> None:
    longer = max(len(left), len(right))
    expected = 100 * (longer - edits(left, right)) / longer if longer else 0
    assert score(left, right) == expected == score(right, left)


@given(st.integers(1, 300), st.floats(0.01, 100))
def test_edits_allowed_are_the_most(longer: int, minimum: float) -> None:
    most = edits_allowed(longer, minimum)
    assert 0 <= most <= longer
    assert of_edits(most, longer) >= minimum
    assert most == longer or of_edits(most + 1, longer) < minimum


def test_nothing_is_better_than_equal() -> None:
    assert edits_allowed(10, 100) == 0
    assert edits_allowed(10, 100.5) == -1


@given(
    length=st.integers(1, 60), minimum=st.sampled_from([33.3, 50.0, 66.7, 70.0, 100])
)
def test_the_longest_near_text_keeps_every_word(length: int, minimum: float) -> None:
    longest = longest_near(length, minimum)
    assert of_edits(longest - length, longest) >= minimum
    assert of_edits(longest + 1 - length, longest + 1) < minimum
