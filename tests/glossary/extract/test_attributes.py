from __future__ import annotations

import numpy as np
import pytest

from glossary import lexicon
from glossary.extract.attributes import CLASSES, Column, describe_words, person_words
from glossary.extract.corpus import Corpus, Document, scan
from glossary.extract.letters import BUCKETS
from glossary.extract.vocabulary import Vocabulary, describe
from glossary.readings import Readings

NEUTRAL = np.zeros(BUCKETS + 1)
PREFIXES = ["w", "l", "p", "s", "t", "c", "z", "b", "n", "m", "k", "L"]


def described(text: str) -> tuple[Corpus, Vocabulary]:
    corpus = scan([Document("x.txt", text)])
    return corpus, describe(corpus, Readings(lexicon.arabic(), corpus=corpus.words()))


def value(column: Column, row: int) -> str:
    return column.values[row if column.codes is None else int(column.codes[row])]


def attributes(word: str) -> set[str]:
    corpus, vocabulary = described(word)
    columns, _ = describe_words(vocabulary, corpus.types, NEUTRAL)
    return {value(column, 0) for column in columns} - {""}


def test_each_attribute_is_a_column_with_a_value_a_word() -> None:
    corpus, vocabulary = described("قال سامي الحداد في Tbilisi سنة 2019، وبالكنيست.")
    columns, classes = describe_words(vocabulary, corpus.types, NEUTRAL)
    size = len(corpus.types)
    assert len(classes) == size
    for column in columns:
        if column.codes is None:
            assert len(column.values) == size
        else:
            assert column.codes.shape == (size,)
            assert 0 <= column.codes.min() <= column.codes.max() < len(column.values)
        assert len(set(column.values)) == len(column.values) or column.codes is None
    first = [column.values[0][:1] for column in columns[: len(PREFIXES)]]
    assert first == PREFIXES


def test_the_named_values_of_different_columns_differ() -> None:
    corpus, vocabulary = described("قال سامي الحداد في باكو سنة 2019.")
    columns, _ = describe_words(vocabulary, corpus.types, NEUTRAL)
    seen: set[str] = set()
    for column in columns:
        values = set(column.values) - {""}
        assert seen.isdisjoint(values)
        seen |= values


@pytest.mark.parametrize(
    ("word", "wanted"),
    [
        ("2019", "digit"),
        ("٢٠١٩", "digit"),
        ("Tbilisi", "latin"),
        ("سامي", "given"),
        ("تبليسي", "town1"),
        ("وتبليسي", "wوتبليسي"),
        ("مُحَمَّد", "lمحمد"),
        ("الكنيست", "c10"),
        ("وبالكنيست", "cوب10"),
        ("قصر", "L3"),
        ("استراتيجياتها", "L8"),
    ],
)
def test_attributes(word: str, wanted: str) -> None:
    assert wanted in attributes(word)


def test_arabic_words_are_of_neither_script() -> None:
    assert attributes("كتاب").isdisjoint({"digit", "latin"})


@pytest.mark.parametrize(
    ("word", "class_"),
    [
        ("في", "stop"),
        ("الرئيس", "Dtitle"),
        ("رئيس", "title"),
        ("صحيفة", "media"),
        ("الصحيفة", "Dmedia"),
        ("مدينة", "place"),
        ("قال", "stop"),
        ("سافرت", "verb"),
        ("كتاب", "product"),
        ("سامي", "given"),
        ("تبليسي", "town"),
        ("اقتصادي", "relative"),
        ("الاقتصادي", "Drelative"),
        ("جدار", "noun"),
        ("الجدار", "Dnoun"),
    ],
)
def test_classes(word: str, class_: str) -> None:
    corpus, vocabulary = described(word)
    _, classes = describe_words(vocabulary, corpus.types, NEUTRAL)
    assert CLASSES[classes[0]] == class_


def test_classes_are_distinct_and_the_edge_is_the_first() -> None:
    assert len(set(CLASSES)) == len(CLASSES)
    assert CLASSES[0] == "^"


def test_person_words_are_match_keys() -> None:
    from glossary.arabic import key

    assert person_words()
    assert all(key(word) == word != "" for word in person_words())
