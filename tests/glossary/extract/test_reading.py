"""Reading all words together against reading them one by one."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary import lexicon
from glossary.arabic import Analysis, analyses, key
from glossary.extract.hypotheses import hypotheses
from glossary.extract.one_name import near_names
from glossary.extract.reading import joined_words, read_words
from glossary.names.skeleton import spellings
from glossary.readings import Readings

STEMS = (
    "كنيست وزير إسرائيل باكو لجنة ليبيا سفارت كتاب بيان ولاية تقى الله هام إلهام مانيا"
    " ورشتنبرغوف دروف قدس 500 ء ي جالية ألمانيا علن نكره"
).split()
WORD = st.builds(
    "{}{}{}{}".format,
    st.sampled_from(["", "", "و", "ف", "ول", "وب", "ب", "ل", "لل", "ك"]),
    st.sampled_from(["", "ال", "ا"]),
    st.sampled_from(STEMS),
    st.sampled_from(["", "", "ها", "هم", "نا", "ه"]),
)
WORDS = st.lists(WORD, min_size=1, max_size=25)


def readings(words: list[str], known: list[str]) -> Readings:
    return Readings(lexicon.arabic(), corpus=Counter(words), known=set(known))


@settings(max_examples=300)
@given(WORDS, st.lists(st.sampled_from(STEMS), max_size=4))
def test_words_together_are_read_as_each_alone(
    words: list[str], known: list[str]
) -> None:
    one_by_one = readings(words, known)
    found = read_words(words, one_by_one)
    for row, word in enumerate(words):
        expected = one_by_one.read(word)
        assert (
            found.proclitics[row],
            bool(found.article[row]),
            found.stem[row],
            bool(found.possessive[row]),
            found.lexeme[row],
        ) == (*expected[:4], expected.lexeme), word
        assert found.base(row) == expected.base


@given(WORDS, st.integers(1, 24))
def test_words_may_be_read_in_parts(words: list[str], cut: int) -> None:
    own = readings(words, [])
    whole = read_words(words, own, hypotheses(words))
    parts = [read_words(some, own) for some in (words[:cut], words[cut:])]
    joined = joined_words(parts)
    for name in ("proclitics", "stem", "lexeme"):
        assert getattr(joined, name) == getattr(whole, name)
    assert joined.article.tolist() == whole.article.tolist()
    assert joined.possessive.tolist() == whole.possessive.tolist()


@pytest.mark.parametrize("word", ["للجنة", "والكنيست", "باكو", "ب"])
def test_what_a_word_may_be(word: str) -> None:
    found = hypotheses([word]).considered()
    assert (
        found
        == {
            "للجنة": {"للجنه", "لجنه", "اللجنه", "جنه", "الجنه"},
            "والكنيست": {"والكنيست", "الكنيست", "كنيست"},
            "باكو": {"باكو", "اكو"},
            "ب": set(),
        }[word]
    )


@given(WORDS)
def test_hypotheses_are_those_of_each_word(words: list[str]) -> None:
    found = hypotheses(words)
    assert [
        (row, found.analysis(place)) for place, row in enumerate(found.row.tolist())
    ] == [
        (row, one)
        for row, word in enumerate(words)
        for one in sorted(analyses(word)[1:], key=_in_order)
    ]
    for place in range(len(found.row)):
        one = found.analysis(place)
        assert (found.stem[place], found.base[place]) == (key(one.stem), key(one.base))


def _in_order(one: Analysis) -> tuple[int, bool, int]:
    return len(one.proclitics), not one.article, len(one.stem)


NAME = st.text(st.sampled_from("بتدسكلمنرغجقطاويه"), min_size=2, max_size=9)


@given(st.lists(NAME, unique=True, max_size=30))
def test_only_near_names_need_comparing(names: list[str]) -> None:
    expected = spellings(names)
    found = {
        name: head
        for some in near_names(names)
        for name, head in spellings(some).items()
    }
    assert found == expected
