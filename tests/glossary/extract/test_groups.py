"""Which recurring sequences are units of their own."""

from __future__ import annotations

import numpy as np
import pytest

from glossary.extract.counting import number_of
from glossary.extract.groups import Recurring, outshone
from tests.glossary.extract.world import described, extraction

WHOLE, PART = "مستقبل العلاقات الثنائية", "العلاقات الثنائية"


def dropped(scores: dict[str, float], counts: dict[str, int]) -> set[str]:
    """Return which of some phrases are outshone by a part."""
    corpus, vocabulary = described(" ".join(scores))
    rows = {
        phrase: [corpus.types.index(word) for word in phrase.split()]
        for phrase in scores
    }
    number = {
        phrase: number_of(
            [
                int(vocabulary.lexeme[words[0]]),
                *vocabulary.form[words[1:]].tolist(),
            ]
        )
        for phrase, words in rows.items()
    }
    order = sorted(scores, key=lambda phrase: number[phrase])
    table = np.full((len(order), 6), -1, np.int32)
    for row, phrase in enumerate(order):
        table[row, : len(rows[phrase])] = rows[phrase]
    some = Recurring(
        np.arange(len(order)),
        np.array([number[phrase] for phrase in order], np.uint64),
        np.array([counts[phrase] for phrase in order]),
        table,
    )
    found = outshone(
        some,
        np.array([scores[phrase] for phrase in order]),
        vocabulary.lexeme,
        vocabulary.form,
    )
    return {phrase for phrase, gone in zip(order, found.tolist(), strict=True) if gone}


@pytest.mark.parametrize(
    ("whole", "part", "counts", "expected"),
    [
        (0.2, 0.9, (2, 2), {WHOLE}),
        (0.9, 0.2, (2, 2), set()),
        (0.2, 0.9, (10, 13), {WHOLE}),  # nearly always together
        (0.2, 0.9, (10, 14), set()),
        (0.5, 0.5, (2, 2), set()),
    ],
)
def test_of_two_that_come_together_the_better_is_kept(
    whole: float, part: float, counts: tuple[int, int], expected: set[str]
) -> None:
    scores = {WHOLE: whole, PART: part}
    assert dropped(scores, dict(zip(scores, counts, strict=True))) == expected


def test_a_part_may_stand_anywhere_in_the_whole() -> None:
    whole = "وقف إطلاق النار فورا"
    for part in ("وقف", "إطلاق", "فورا", "وقف إطلاق", "إطلاق النار", "النار فورا"):
        assert dropped({whole: 0.1, part: 0.2}, {whole: 2, part: 2}) == {whole}
    other = "وقف النار"
    assert dropped({whole: 0.1, other: 0.2}, {whole: 2, other: 2}) == set()


def counts(text: str, **settings: int) -> dict[str, int]:
    found = extraction(text, **settings)
    return {found.base(group): group.free for group in found.groups}


def test_a_part_that_often_stands_alone_is_kept_beside_the_whole() -> None:
    text = "زار الوفد محمية الأرز الكبرى. " * 2 + "زار الوفد محمية الأرز. " * 9
    found = counts(text)
    assert found["محمية الأرز"] >= 9


def test_a_part_that_stands_alone_too_seldom_is_dropped() -> None:
    text = "وصل كارلوس زلاتكوفيتش. " * 3
    assert "كارلوس" not in counts(text)
    assert counts(text + "وصل كارلوس. " * 2)["كارلوس"] == 2


@pytest.mark.parametrize("word", ["باكو", "زنغبيلار"])
def test_a_word_repeated_is_no_term(word: str) -> None:
    terms = {one.term for one in extraction(f"{word} " * 30).candidates}
    assert terms == {word}
