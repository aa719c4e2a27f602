"""The packaged character model: what it ranks, spells and refuses."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.names.alphabet import ARABIC, LATIN
from glossary.names.model import names

SHARED = Path(__file__).resolve().parents[3] / ".." / "shared" / "data" / "names"
MODEL = names()

PAIRS = [
    ("نتنياهو", "Netanyahu"),
    ("علييف", "Aliyev"),
    ("هرتسوغ", "Herzog"),
    ("هرتسوج", "Herzog"),
    ("موسكو", "Moscow"),
    ("القاهرة", "Al-Qahira"),
    ("القاضي", "Qadi"),
    ("السيسي", "el-Sisi"),
    ("مُحَمَّد", "Mohammed"),
    ("تـــبريز", "Tabriz"),
    ("شوشا", "Shusha"),
    ("باشينيان", "Pashinyan"),
    ("ويليام", "William"),
    ("کریمی", "Karimi"),
]


def test_each_name_finds_its_own_among_the_others() -> None:
    latin = sorted({english for _, english in PAIRS})
    numbers, _ = MODEL.rank([arabic for arabic, _ in PAIRS], latin, top=1)
    assert [latin[row[0]] for row in numbers] == [english for _, english in PAIRS]


@pytest.mark.parametrize(("arabic", "english"), PAIRS)
def test_a_pair_scores_above_zero_and_is_likely(arabic: str, english: str) -> None:
    scores = MODEL.score([arabic], [english])
    assert scores[0] > 0
    assert MODEL.confidence(scores, [arabic])[0] > 0.5


@pytest.mark.parametrize(
    ("arabic", "english"),
    [("نتنياهو", "Aliyev"), ("موسكو", "Baku"), ("هرتسوغ", "Hoenlein")],
)
def test_two_names_score_below_zero_and_are_unlikely(arabic: str, english: str) -> None:
    scores = MODEL.score([arabic], [english])
    assert scores[0] < 0
    assert MODEL.confidence(scores, [arabic])[0] < 0.1


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        (("إلهام", "Ilham"), ("إلهام", "Elnur")),
        (("ستولمان", "Stolman"), ("ستولمان", "Stillman")),
        (("غوميز", "Gomez"), ("غوميز", "Comes")),
    ],
)
def test_look_alikes_are_told_apart(
    better: tuple[str, str], worse: tuple[str, str]
) -> None:
    scores = MODEL.score([better[0], worse[0]], [better[1], worse[1]])
    assert scores[0] > scores[1]


@pytest.mark.parametrize("latin", ["Qadi", "al-Qadi", "Al Qadi", "AL-QADI"])
def test_the_article_may_be_missing_on_the_latin_side(latin: str) -> None:
    assert MODEL.score(["القاضي"], [latin])[0] > 0


@pytest.mark.parametrize(
    "word", ["", " ", "Baku", "٢٠٢٥", "2025", "😀", "ـ", "ب" * 10_000]
)
def test_what_is_no_arabic_word_has_no_score_and_no_spelling(word: str) -> None:
    scores = MODEL.score([word], ["baku"])
    assert scores[0] == -np.inf
    assert MODEL.confidence(scores, [word])[0] == 0
    assert MODEL.spell(word, best=5) == []


@pytest.mark.parametrize("word", ["", "باكو", "12", "🇦🇿", "b" * 10_000])
def test_what_is_no_latin_word_is_never_a_match(word: str) -> None:
    assert MODEL.score(["باكو"], [word])[0] == -np.inf
    numbers, scores = MODEL.rank(["باكو"], [word, "Baku"], top=2)
    assert numbers.tolist() == [[1, 0]]
    assert scores[0, 1] == -np.inf


def test_ten_thousand_letters_cost_no_time() -> None:
    start = time.process_time()
    MODEL.rank(["م" * 10_000, "باكو"], ["m" * 10_000, "Baku"], top=1)
    MODEL.spell("م" * 10_000)
    assert time.process_time() - start < 1


@pytest.mark.parametrize(
    ("arabic", "latin", "top", "shape"),
    [
        ([], ["Baku"], 1, (0, 1)),
        (["باكو"], [], 3, (1, 0)),
        (["باكو"], ["Baku"], 3, (1, 1)),
        (["باكو", "باكو"], ["Baku", "Ganja"], 0, (2, 0)),
    ],
)
def test_rank_is_as_wide_as_there_are_names(
    arabic: list[str], latin: list[str], top: int, shape: tuple[int, int]
) -> None:
    numbers, scores = MODEL.rank(arabic, latin, top=top)
    assert numbers.shape == scores.shape == shape


def test_names_written_alike_share_their_score_in_the_order_given() -> None:
    numbers, scores = MODEL.rank(["باكو"], ["Ganja", "BAKU", "Baku", "bákú"], top=3)
    assert numbers.tolist() == [[1, 2, 3]]
    assert len(set(scores[0].tolist())) == 1


def test_rank_agrees_with_score_behind_the_shortlist() -> None:
    latin = [f"{english}{ending}" for _, english in PAIRS for ending in LATIN]
    arabic = [arabic for arabic, _ in PAIRS]
    numbers, scores = MODEL.rank(arabic, latin, top=5)
    again = MODEL.score(
        np.repeat(arabic, 5).tolist(), [latin[n] for n in numbers.reshape(-1)]
    )
    np.testing.assert_allclose(scores.reshape(-1), again, rtol=1e-4, atol=1e-4)
    assert (np.diff(scores, axis=1) <= 0).all()


def test_lists_of_unequal_length_are_refused() -> None:
    with pytest.raises(ValueError, match="2 Arabic words for 1 Latin ones"):
        MODEL.score(["باكو", "موسكو"], ["Baku"])


@pytest.mark.parametrize(
    ("arabic", "english"),
    [
        ("محمد", "mohammed"),
        ("هرتسوغ", "herzog"),
        ("برلين", "berlin"),
        ("إيفانوف", "ivanov"),
    ],
)
def test_familiar_names_are_spelt_as_newspapers_do(arabic: str, english: str) -> None:
    assert english in [spelling.text for spelling in MODEL.spell(arabic, best=5)]


def test_spellings_come_best_first_and_once_each() -> None:
    found = MODEL.spell("علييف", best=10)
    assert len(found) == 10
    assert len({spelling.text for spelling in found}) == 10
    shares = [spelling.score for spelling in found]
    assert shares == sorted(shares, reverse=True)
    assert 0 < sum(shares) <= 1.0001


def test_many_are_spelt_as_one_by_one() -> None:
    words = ["باكو", "", "نتنياهو", "باكو", "Latin", "هرتسوغ"]
    assert [
        [spelling.text for spelling in found]
        for found in MODEL.spell_many(words, best=3)
    ] == [[spelling.text for spelling in MODEL.spell(word, best=3)] for word in words]


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(st.text(ARABIC, max_size=30), st.text(max_size=30)), max_size=20)
)
def test_any_text_gets_a_finite_score_or_never(pairs: list[tuple[str, str]]) -> None:
    arabic, latin = [one for one, _ in pairs], [other for _, other in pairs]
    scores = MODEL.score(arabic, latin)
    assert len(scores) == len(pairs)
    assert not np.isnan(scores).any()
    likely = MODEL.confidence(scores, arabic)
    assert ((likely >= 0) & (likely <= 1)).all()
    assert (likely[scores == -np.inf] == 0).all()


@settings(max_examples=20, deadline=None)
@given(st.text(ARABIC, min_size=1, max_size=12))
def test_a_spelling_is_small_latin_letters(word: str) -> None:
    for text, score in MODEL.spell(word, best=3):
        assert text
        assert set(text) <= set(LATIN)
        assert 0 <= score <= 1


@pytest.mark.parametrize(("name", "least"), [("google", 0.975), ("wd", 0.945)])
def test_single_names_are_matched_among_a_thousand(name: str, least: float) -> None:
    path = SHARED / f"dev_{name}.tsv"
    if not path.exists():
        pytest.skip("the development names are not here")
    rows = [line.split("\t") for line in path.read_text("utf-8").splitlines()]
    right = 0
    for low in (0, 1000):
        part = rows[low : low + 1000]
        numbers, scores = MODEL.rank(
            [row[0] for row in part], [row[1] for row in part], top=2
        )
        first = numbers[:, 0] == np.arange(len(part))
        right += int((first & (scores[:, 0] > scores[:, 1])).sum())
    assert right / len(rows) >= least


@pytest.mark.parametrize(
    ("name", "exact", "five"), [("google", 0.30, 0.48), ("wd", 0.25, 0.40)]
)
def test_single_names_are_spelt(name: str, exact: float, five: float) -> None:
    path = SHARED / f"dev_{name}.tsv"
    if not path.exists():
        pytest.skip("the development names are not here")
    rows = [line.split("\t") for line in path.read_text("utf-8").splitlines()][:500]
    found = MODEL.spell_many([row[0] for row in rows], best=5)
    texts = [[spelling.text for spelling in spellings] for spellings in found]
    gold = [row[1] for row in rows]
    first = [bool(own) and own[0] == one for own, one in zip(texts, gold, strict=True)]
    assert np.mean(first) >= exact
    assert np.mean([one in own for own, one in zip(texts, gold, strict=True)]) >= five
