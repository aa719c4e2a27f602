"""Bare forms and match keys of many words against those of each."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from glossary.arabic import bare, key
from glossary.arabic.folding import bares, keys

WORD = st.text(
    st.one_of(
        st.sampled_from("كتابأإآىةؤئءچگکیٱـَُّْ٠۵٪٫aÉßİﷺﻻﹰ\u200f\u0301 -"),
        st.characters(exclude_characters="\n"),
    ),
    max_size=8,
)
WORDS = st.lists(WORD, max_size=12)


@given(WORDS)
@example(["مُحَمَّد", "عربي21", "ﷺ", "ﹰ", "ٱلله", "", "باكو"])
def test_bare_forms_are_those_of_each(words: list[str]) -> None:
    assert bares(words) == list(map(bare, words))


@given(WORDS)
@example(["ءالي", "Straße", "٢٠٢٠", "", "ﷺ", "رئيسة", "باكو"])
def test_match_keys_are_those_of_each(words: list[str]) -> None:
    plain = list(map(bare, words))
    assert keys(plain) == list(map(key, plain))
