"""Which recurring sequences are units of their own."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.extract.counting import Gram
from glossary.extract.groups import Group, settled
from glossary.extract.phrases import agreeing, independent
from tests.glossary.extract.world import described, extraction

SIZE = 24
SPAN = st.tuples(st.integers(1, 5), st.lists(st.integers(0, SIZE - 6), min_size=1))
GRAMS = st.lists(SPAN, max_size=8)


def grams(spans: list[tuple[int, list[int]]]) -> list[Gram]:
    return [
        Gram((number,) * length, np.array(sorted(set(places)), np.int64))
        for number, (length, places) in enumerate(spans)
    ]


def slow_independent(
    some: list[Gram], fixed: list[tuple[int, list[int]]], least: int
) -> list[tuple[tuple[int, ...], int]]:
    """Compare each place with each longer span that was kept, and the fixed ones."""
    spans = [(place, place + length) for length, places in fixed for place in places]
    kept: list[tuple[tuple[int, ...], int]] = []
    for length in range(5, 0, -1):
        longer = [span for span in spans if span[1] - span[0] > length]
        for gram in (gram for gram in some if len(gram.words) == length):
            free = sum(
                not any(a <= place and place + length <= b for a, b in longer)
                for place in gram.places.tolist()
            )
            if free >= least:
                kept.append((gram.words, free))
                spans += [(place, place + length) for place in gram.places.tolist()]
    return kept


@given(GRAMS, GRAMS, st.integers(0, 4))
def test_independent_agrees_with_looking_at_every_span(
    spans: list[tuple[int, list[int]]],
    fixed: list[tuple[int, list[int]]],
    least: int,
) -> None:
    some = grams(spans)
    given_ = [(length, np.array(sorted(set(rows)))) for length, rows in fixed]
    found = independent(some, given_, SIZE, least)
    assert [(gram.words, free) for gram, free in found] == slow_independent(
        some, fixed, least
    )


def test_nothing_is_independent() -> None:
    assert independent([], [], 0, 2) == []


def slow_agreeing(some: list[Gram], articles: list[bool]) -> list[Gram]:
    return [
        gram
        for gram in some
        if 2
        * sum(
            all(
                articles[place + step] or not articles[place + step - 1]
                for step in range(1, len(gram.words))
            )
            for place in gram.places.tolist()
        )
        > len(gram.places)
    ]


@given(GRAMS, st.lists(st.booleans(), min_size=SIZE, max_size=SIZE))
def test_agreeing_agrees_with_looking_at_every_place(
    spans: list[tuple[int, list[int]]], articles: list[bool]
) -> None:
    some = sorted(grams(spans), key=lambda gram: len(gram.words))
    assert agreeing(some, np.array(articles)) == slow_agreeing(some, articles)


def kept(text: str, scores: dict[str, float], least: int = 2) -> dict[str, int]:
    """Settle the sequences that scores name; return how often each stands alone."""
    corpus, vocabulary = described(text)
    written = [corpus.types[row] for row in corpus.word]
    groups = []
    for phrase in scores:
        words = phrase.split()
        places = [
            place
            for place in range(len(written))
            if written[place : place + len(words)] == words
        ]
        first = corpus.word[places[0]]
        rest = corpus.word[places[0] + 1 : places[0] + len(words)]
        numbers = (int(vocabulary.lexeme[first]), *vocabulary.form[rest].tolist())
        groups.append(Group(mentions={numbers: np.array(places)}))
    found = settled(groups, list(scores.values()), [], corpus, vocabulary, least)
    names = {
        next(iter(group.mentions)): phrase
        for group, phrase in zip(groups, scores, strict=True)
    }
    return {names[next(iter(one.mentions))]: one.free for one in found}


TEXT = (
    "تغير مستقبل العلاقات الثنائية. ثم تغير مستقبل العلاقات الثنائية. وتقدمت العلاقات"
    " الثنائية."
)


@pytest.mark.parametrize(
    ("whole", "part", "expected"),
    [
        (0.2, 0.9, {"العلاقات الثنائية": 2}),
        (0.9, 0.2, {"مستقبل العلاقات الثنائية": 2}),
    ],
)
def test_of_two_that_come_together_the_better_is_kept(
    whole: float, part: float, expected: dict[str, int]
) -> None:
    text = TEXT.removesuffix(" وتقدمت العلاقات الثنائية.")
    scores = {"مستقبل العلاقات الثنائية": whole, "العلاقات الثنائية": part}
    assert kept(text, scores) == expected


def test_a_part_that_often_stands_alone_is_kept_beside_the_whole() -> None:
    text = TEXT + " " + "وصفت العلاقات الثنائية. " * 3
    scores = {"مستقبل العلاقات الثنائية": 0.2, "العلاقات الثنائية": 0.9}
    assert kept(text, scores) == {
        "مستقبل العلاقات الثنائية": 2,
        "العلاقات الثنائية": 4,
    }


def test_a_part_that_stands_alone_too_seldom_is_dropped() -> None:
    scores = {"مستقبل العلاقات الثنائية": 0.9, "العلاقات الثنائية": 0.2}
    assert kept(TEXT, scores) == {"مستقبل العلاقات الثنائية": 2}
    assert kept(TEXT, scores, least=1) == {
        "مستقبل العلاقات الثنائية": 2,
        "العلاقات الثنائية": 1,
    }


@pytest.mark.parametrize("word", ["باكو", "زنغبيلار"])
def test_a_word_repeated_is_no_term(word: str) -> None:
    terms = {one.term for one in extraction(f"{word} " * 30).candidates}
    assert terms == {word}
