from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.arabic import Gap
from glossary.extract.counting import (
    LONGEST,
    among,
    count,
    looked_up,
    number_of,
    recurring,
    sequences,
)
from glossary.extract.trie import matches, trie
from tests.glossary.extract.world import one_shard

WORDS = ["قمر", "شمس", "نجم", "بحر", "جبل"]
TEXTS = st.lists(st.sampled_from([*WORDS, "،", "في"]), max_size=40).map(" ".join)


def slow_counts(text: str) -> Counter[tuple[str, ...]]:
    """Count as the docstring of ``recurring`` says, one sequence at a time."""
    counts: Counter[tuple[str, ...]] = Counter()
    run: list[str] = []
    for word in [*text.split(), "،"]:
        if word in WORDS and word not in run[-1:]:
            run.append(word)
            continue
        for start in range(len(run)):
            for end in range(start + 1, min(len(run), start + LONGEST) + 1):
                counts[tuple(run[start:end])] += 1
        run = [word] if word in WORDS else []
    return counts


@given(TEXTS)
def test_counts_agree_with_counting_by_hand(text: str) -> None:
    shard, vocabulary = one_shard(text, known=set(WORDS))
    count(shard)
    found = recurring(shard.shelf, 1, 2)
    expected = {
        number_of([vocabulary.numbers[word] for word in words]): times
        for words, times in slow_counts(text).items()
        if times > 1
    }
    assert dict(zip(found.numbers.tolist(), found.counts.tolist(), strict=True)) == (
        expected
    )


@given(st.lists(TEXTS, min_size=1, max_size=4), st.integers(1, 4))
def test_tables_merge_in_any_order(texts: list[str], least: int) -> None:
    text = " ، ".join(texts)
    whole, vocabulary = one_shard(text, known=set(WORDS))
    count(whole)
    shelf: dict[str, Any] = {}
    for number, part in enumerate(reversed(texts)):
        shard, own = one_shard(part, known=set(WORDS))
        lexeme = [vocabulary.numbers[name] for name in own.numbers]
        names = {
            number_of([lexeme[one] for one in words]): times
            for words, times in numbered_counts(part, own.numbers).items()
        }
        keys = np.array(sorted(names), np.uint64) | np.uint64(1)
        shelf[f"{number}.counted"] = keys
        shelf[f"{number}.counts"] = np.array(
            [names[key] for key in sorted(names)], np.int32
        )
        assert len(shard) == len(part.replace("،", "").split())
    one, other = recurring(whole.shelf, 1, least), recurring(shelf, len(texts), least)
    assert one.numbers.tolist() == other.numbers.tolist()
    assert one.counts.tolist() == other.counts.tolist()


def numbered_counts(text: str, numbers: dict[str, int]) -> dict[tuple[int, ...], int]:
    return {
        tuple(numbers[word] for word in words): times
        for words, times in slow_counts(text).items()
    }


@pytest.mark.parametrize(
    ("text", "agrees"),
    [
        ("وزير الخارجية", True),
        ("الوزير الجديد", True),
        ("الولايات المتحدة ويليام", False),
        ("الوزير جديد", False),
    ],
)
def test_after_a_definite_word_a_phrase_is_definite(text: str, agrees: bool) -> None:  # noqa: FBT001 - a table
    shard, _ = one_shard(text)
    size = len(text.split())
    runs = {run.length: run for run in sequences(shard)}
    assert runs[size].agree.tolist() == [agrees]


def test_a_sequence_that_seldom_agrees_is_none() -> None:
    shard, vocabulary = one_shard("الوزير جديد. " * 3 + "وزير جديد. " * 3)
    count(shard)
    pair = number_of([vocabulary.numbers["وزير"], vocabulary.numbers["جديد"]])
    assert pair not in recurring(shard.shelf, 1, 2).numbers.tolist()
    shard, vocabulary = one_shard("الوزير جديد. " * 3 + "وزير جديد. " * 4)
    count(shard)
    pair = number_of([vocabulary.numbers["وزير"], vocabulary.numbers["جديد"]])
    found = recurring(shard.shelf, 1, 2)
    assert found.counts[found.numbers.tolist().index(pair)] == 7


def test_the_number_of_a_sequence_says_its_length() -> None:
    for length in range(1, LONGEST + 1):
        assert number_of(range(length)) >> 61 == length
    assert number_of(range(LONGEST + 1)) == 0


@given(TEXTS, st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=3)))
def test_the_trie_finds_every_place(text: str, terms: list[list[str]]) -> None:
    shard, vocabulary = one_shard(text, known=set(WORDS))
    terms = [term for term in terms if all(word in vocabulary.numbers for word in term)]
    numbers = [[vocabulary.numbers[word] for word in term] for term in terms]
    found = {
        (tuple(terms[index]), place)
        for index, _, places in matches(
            shard.lexeme,
            shard.form,
            shard.gap,
            trie(numbers, len(vocabulary.numbers) + 1),
        )
        for place in places.tolist()
    }
    words = [word for word in text.split() if word != "،"]
    expected = {
        (tuple(term), place)
        for term in terms
        for place in range(len(words) - len(term) + 1)
        if words[place : place + len(term)] == term
        and all(gap <= Gap.QUOTE for gap in shard.gap[place + 1 : place + len(term)])
    }
    assert found == expected


@given(st.lists(st.integers(0, 9)), st.lists(st.integers(0, 9)))
def test_among_as_isin(values: list[int], some: list[int]) -> None:
    one, other = np.array(values, np.int64), np.array(some, np.int64)
    assert np.array_equal(among(one, other), np.isin(one, other))


NUMBERS = st.lists(st.integers(0, 2**64 - 1) | st.integers(0, 20))


@given(NUMBERS, NUMBERS.map(set))
def test_numbers_are_looked_up(wanted: list[int], numbers: set[int]) -> None:
    known = sorted(numbers)
    hits, spots = looked_up(np.array(wanted, np.uint64), np.array(known, np.uint64))
    assert [(wanted[hit], known.index(wanted[hit])) for hit in hits] == [
        (wanted[hit], spot) for hit, spot in zip(hits, spots, strict=True)
    ]
    assert hits.tolist() == [
        place for place, number in enumerate(wanted) if number in numbers
    ]
