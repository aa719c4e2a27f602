"""Splitting texts together against splitting them one by one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.arabic.tokens import split
from glossary.extract.splitting import split_all

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
