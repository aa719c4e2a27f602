"""Splitting texts together against splitting them one by one."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.arabic.tokens import split
from glossary.extract.splitting import _first_of_equals, _powers, split_all

LETTERS = (
    "ابتثجحخ وفلك\n\n  ..,٫'’-ABcdé019٣۴_«»\"؟،ًُّ"
    "\u0640\u200f\u200d\u00ad\ufeff\t\u2028—😀𐤀\ud800"
)
TEXT = st.text(st.sampled_from(LETTERS), max_size=40)


@given(st.lists(TEXT, max_size=5))
def test_texts_together_are_split_as_each_alone(texts: list[str]) -> None:
    found = split_all(texts)
    alone = [split(text) for text in texts]
    words = [word for one in alone for word in one.words]
    assert [found.types[number] for number in found.word] == words
    assert found.types == list(dict.fromkeys(words))
    assert found.start.tolist() == [start for one in alone for start in one.starts]
    assert found.end.tolist() == [end for one in alone for end in one.ends]
    assert found.gap.tolist() == [int(gap) for one in alone for gap in one.gaps]
    assert found.text.tolist() == [
        number for number, one in enumerate(alone) for _ in one.words
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("بلغ 9.5 في المئة", ["بلغ", "9.5", "في", "المئة"]),
        ("عربي21 و9.5", ["عربي21", "و9", "5"]),
        ("Hoenlein's part-time", ["Hoenlein's", "part-time"]),
        ("كتب-قرأ", ["كتب", "قرأ"]),
        ("\u200fمُحَمَّد\u200f", ["مُحَمَّد"]),
        ("ًً وحدها", ["وحدها"]),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    assert split_all([text]).types == words


@given(st.lists(st.integers(0, 12).map(lambda number: number << 6 | number % 3)))
def test_the_first_of_equal_hashes(values: list[int]) -> None:
    hashes = np.array(values, np.uint64)
    expected = [values.index(value) for value in values]
    assert _first_of_equals(hashes).tolist() == expected


@given(st.integers(0, 2**63).map(lambda half: 2 * half + 1), st.integers(0, 5_000))
def test_powers(base: int, size: int) -> None:
    found = _powers(base % 2**64, size).tolist()
    assert len(found) == size
    assert all(
        found[place] == pow(base, place, 2**64)
        for place in (0, 1, size // 2, size - 1)
        if 0 <= place < size
    )
