from __future__ import annotations

from collections import Counter

import pytest

from glossary import lexicon
from glossary.arabic import bare
from glossary.readings import Reading, Readings, word_keys


def read(word: str, text: str = "", known: str = "") -> Reading:
    corpus = Counter(bare(one) for one in (text or word).split())
    keys = frozenset(one for term in known.split() for one in word_keys(term))
    return Readings(lexicon.arabic(), corpus=corpus, known=keys).read(word)


@pytest.mark.parametrize(
    "word",
    (
        "ويليام وكالة وفد باكو بنيامين بيني كوبا كوهين كنيس كيان فلسطيني وزير بلد"
        " لقاء فريق بلدية كلية لجنة ليبيا لندن كوريا بريطانيا فرنسا وسط وقت بيان"
        " كتاب بنك ولاية"
    ).split(),
)
def test_a_word_that_only_looks_cliticised_stays_whole(word: str) -> None:
    assert read(word).proclitics == ""
    assert read(word).stem == word


@pytest.mark.parametrize(
    ("word", "proclitics", "stem"),
    [
        ("والكنيست", "و", "كنيست"),
        ("بالكنيست", "ب", "كنيست"),
        ("للكنيست", "ل", "كنيست"),
        ("لإسرائيل", "ل", "إسرائيل"),
        ("ولإسرائيل", "ول", "إسرائيل"),
        ("وباكو", "و", "باكو"),
        ("لروسيا", "ل", "روسيا"),
        ("للحاخامات", "ل", "حاخامات"),
        ("فالجالية", "ف", "جالية"),
        ("لتنفيذ", "ل", "تنفيذ"),
        ("و500", "و", "500"),
        ("ودول", "و", "دول"),
    ],
)
def test_a_clitic_is_split_where_the_lexicon_attests_the_rest(
    word: str, proclitics: str, stem: str
) -> None:
    assert read(word)[0:3:2] == (proclitics, stem)


def test_an_unknown_name_is_split_where_the_corpus_has_it_bare() -> None:
    name = "ورشتنبرغوف"
    assert read(name).proclitics == ""
    assert read(name, f"وصل رشتنبرغوف أمس {name}").stem == "رشتنبرغوف"


def test_the_glossary_decides_against_the_lexicon() -> None:
    assert read("بنحاس").stem == "نحاس"
    assert read("بنحاس", known="بنحاس").stem == "بنحاس"


def test_a_preposition_does_not_stand_before_a_conjunction() -> None:
    assert read("بورهان").stem == "بورهان"


@pytest.mark.parametrize("word", ["إلهام", "إيلي", "الله"])
def test_no_article_is_taken_off(word: str) -> None:
    assert not read(word).article


def test_a_hamza_elsewhere_in_the_corpus_speaks_against_the_article() -> None:
    assert read("الهام").article
    assert not read("الهام", "الهام إلهام").article


def test_germany_without_its_hamza_has_no_article() -> None:
    assert read("المانيا", known="ألمانيا").stem == "المانيا"


@pytest.mark.parametrize("word", ["سفارتها", "علاقاتنا", "شراكتهم"])
def test_a_possessive_is_seen(word: str) -> None:
    assert read(word).possessive


@pytest.mark.parametrize("word", ["فيينا", "أثينا", "البوسنة", "سفارة"])
def test_a_name_or_noun_is_no_possessive(word: str) -> None:
    assert not read(word).possessive


def test_the_reason_is_kept() -> None:
    assert "و + الكنيست" in read("والكنيست").reason
    assert read("بنحاس", known="بنحاس").reason == "the glossary has the whole word"
