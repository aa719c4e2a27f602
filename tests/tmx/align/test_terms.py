"""Term pairs: found whole, scored honestly, the same each time."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from tmx.align.dictionary import collect
from tmx.align.terms import TermPair, term_pairs
from tmx.align.terms_arabic import Whole, arabic_side
from tmx.align.terms_english import english_side, english_stem
from tmx.align.terms_links import grid, links
from tmx.align.terms_spans import couples, spans
from tmx.align.terms_text import Bond

PAIRS = [
    ("زار الوزير نيويورك في مارس", "The minister visited New York in March."),
    ("عاد الرئيس من نيويورك", "The president returned from New York."),
    ("مطار نيويورك مغلق", "The airport of New York is closed."),
    ("وصل الرئيس إلى باريس", "The president arrived in Paris."),
    ("فندق جديد في باريس", "A new hotel in Paris"),
    ("افتتح الوزير مطار باريس", "The minister opened the airport of Paris."),
    (
        "قال الوزير إن البنك المركزي مغلق",
        "The minister said the central bank is closed.",
    ),
    ("رئيس البنك المركزي في موسكو", "The head of the central bank is in Moscow."),
    ("خفض البنك المركزي الفائدة", "The central bank cut the rate."),
]
ARABIC = [one for one, _ in PAIRS]
ENGLISH = [other for _, other in PAIRS]


def found(**how: object) -> dict[str, TermPair]:
    return {one.source: one for one in term_pairs(ARABIC, ENGLISH, **how)}  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("نيويورك", "New York"),
        ("باريس", "Paris"),
        ("مطار", "airport"),
        ("البنك المركزي", "central bank"),
        ("الوزير", "minister"),
    ],
)
def test_recurring_terms(source: str, target: str) -> None:
    one = found()[source]
    assert one.target == target
    assert one.score > 0.5


def test_the_evidence_is_the_pairs_that_show_it() -> None:
    one = found()["نيويورك"]
    assert one.evidence == (0, 1, 2)
    assert one.count == 3


def test_best_first_and_the_same_each_time() -> None:
    rows = term_pairs(ARABIC, ENGLISH)
    assert [one.score for one in rows] == sorted((r.score for r in rows), reverse=True)
    assert rows == term_pairs(ARABIC, ENGLISH)


def test_what_occurs_once_is_not_sought() -> None:
    assert "فندق" not in found()
    assert "الفائدة" not in found()


def test_terms_asked_for_in_their_order_even_where_seen_once() -> None:
    rows = term_pairs(ARABIC, ENGLISH, wanted=["باريس", "قطار", "نيويورك", "موسكو"])
    assert [one.source for one in rows][:2] == ["باريس", "نيويورك"]
    assert rows[1].target == "New York"
    once = [one for one in rows if one.source == "موسكو"]
    assert all(one.score < rows[1].score for one in once)


def test_a_name_of_five_words_is_found_when_asked_for() -> None:
    name, english = "لجنة الصداقة البرلمانية التونسية المغربية", "Tunisian-Moroccan"
    pairs = [
        (
            f"اجتمعت {name} في باريس.",
            f"The {english} Friendship Committee met in Paris.",
        ),
        (
            f"زار الوزير {name}.",
            f"The minister visited the {english} Friendship Committee.",
        ),
        ("زار الوزير باريس.", "The minister visited Paris."),
    ]
    sides = [one for one, _ in pairs], [other for _, other in pairs]
    (row,) = term_pairs(*sides, wanted=[name])
    assert (row.source, row.count) == (name, 2)
    assert name not in {one.source for one in term_pairs(*sides)}


@pytest.mark.parametrize("wanted", [[], ["قطار"]])
def test_nothing_that_is_asked_for_is_there(wanted: list[str]) -> None:
    assert term_pairs(ARABIC, ENGLISH, wanted=wanted) == []


def test_a_singular_before_a_noun_may_be_a_plural() -> None:
    pairs = [
        ("وصلت السفن الكبيرة", "The big ships arrived."),
        ("ضريبة السفن الكبيرة مرتفعة", "The big ship tax is high."),
        ("ميناء السفن الكبيرة جديد", "The big ship port is new."),
        ("رأى القبطان السفن الكبيرة", "The captain saw the big ships."),
        ("ألغى الوزير ضريبة السفن الكبيرة", "The minister ended the big ship tax."),
    ]
    rows = term_pairs([one for one, _ in pairs], [other for _, other in pairs])
    assert {one.source: one.target for one in rows}["السفن الكبيرة"] == "big ships"


def test_a_dictionary_decides_between_equals() -> None:
    sides = ["فيضان كبير", "فيضان كبير"], ["big flood", "big flood"]
    known = collect([("فيضان", ["flood"])])
    rows = term_pairs(*sides, dictionaries=[known])
    assert {one.source: one.target for one in rows}["فيضان"] == "flood"


def test_names_are_asked_side_by_side() -> None:
    asked: list[tuple[str, str]] = []

    def names(arabic: list[str], latin: list[str]) -> NDArray[np.float32]:
        both = list(zip(arabic, latin, strict=True))
        asked.extend(both)
        return np.array([one == ("مادلين", "madeline") for one in both], np.float32)

    sides = (
        ["كارتر مادلين هنا", "كارتر مادلين هنا"],
        ["Here Madeline Carter", "Here Madeline Carter"],
    )
    rows = term_pairs(*sides, names=names)  # type: ignore[arg-type]
    assert {one.source: one.target for one in rows}["مادلين"] == "Madeline"
    assert ("مادلين", "madeline") in asked
    assert ("مادلين", "carter") not in asked


def test_clitics_go_by_the_reader() -> None:
    def reader(_: object) -> object:
        def read(word: str) -> Whole:
            if word.startswith("ب") and word != "باريس":
                return Whole(word[1:], word[1:], article=False, proclitics="ب")
            return Whole(word, word, article=False)

        return read

    sides = ["مدرسة بباريس", "باريس جميلة"], ["a school in Paris", "Paris is nice"]
    rows = term_pairs(*sides, reader=reader)  # type: ignore[arg-type]
    assert [(one.source, one.target) for one in rows] == [("باريس", "Paris")]


def test_sides_of_different_length() -> None:
    with pytest.raises(ValueError, match="2 source for 1 target sentences"):
        term_pairs(["ا", "ب"], ["a"])


@pytest.mark.parametrize("texts", [[], [""], ["", "…"]])
def test_nothing_to_find(texts: list[str]) -> None:
    assert term_pairs(texts, texts) == []


@given(
    st.lists(
        st.tuples(
            st.text("ابتسوم ،.", max_size=30), st.text("abNY s-.'’,1", max_size=30)
        ),
        max_size=8,
    )
)
def test_any_text(pairs: list[tuple[str, str]]) -> None:
    sides = [one for one, _ in pairs], [other for _, other in pairs]
    for one in term_pairs(*sides):
        assert 0 <= one.score <= 1
        assert one.evidence
        for place in one.evidence:
            assert 0 <= place < len(pairs)
        where = (" ".join(sides[1][place].split()) for place in one.evidence)
        assert any(one.target in text for text in where)


@pytest.mark.parametrize(
    ("word", "stem"),
    [
        ("elections", "election"),
        ("countries", "country"),
        ("virus", "virus"),
        ("classes", "class"),
        ("U.S.", "us"),
        ("Texas", "texa"),
        ("bus", "bus"),
        ("crisis", "crisis"),
    ],
)
def test_english_stems(word: str, stem: str) -> None:
    assert english_stem(word) == stem


@pytest.mark.parametrize(
    ("sentence", "words", "bonds"),
    [
        ("Moon Jae-in spoke", ["Moon", "Jae", "in", "spoke"], [0, 1, 2, 1]),
        ("a Texas-based firm", ["a", "Texas", "based", "firm"], [0, 1, 1, 1]),
        ("Lloyd's market, now", ["Lloyd", "market", "now"], [0, 1, 0]),
        ("St. Louis, D.C.", ["St", "Louis", "D.C."], [0, 1, 0]),
        ("the 20th century", ["the", "20th", "century"], [0, 1, 1]),
        ("COVID-19 – again", ["COVID", "19", "again"], [0, 2, 0]),
    ],
)
def test_english_words(sentence: str, words: list[str], bonds: list[int]) -> None:
    side = english_side([sentence])
    places = zip(side.start.tolist(), side.end.tolist(), strict=True)
    assert [sentence[start:end] for start, end in places] == words
    assert side.bond.tolist() == bonds


def test_a_clitic_cut_off_bounds_terms() -> None:
    side = arabic_side(["كتب لـ«الحياة» أمس"], lambda _: lambda w: Whole(w, w, False))
    assert [side.types[word] for word in side.word.tolist()] == ["كتب", "الحياة", "أمس"]
    assert side.bond.tolist()[1] == Bond.NONE


@given(st.lists(st.sampled_from(["a b", "b a c", "c", "a", ""]), max_size=6))
def test_links_are_shares(texts: list[str]) -> None:
    texts = [text.replace("a", "alpha").replace("b", "beta") for text in texts]
    side = english_side(texts)
    cells = grid(side, side)
    linked = links(side, side, cells, lambda one, _: np.zeros(len(one), np.float32))
    assert len(linked) == int((cells.rows * cells.columns).sum())
    assert ((linked >= 0) & (linked <= 1.001)).all()
    if linked.size:
        every = spans(side, longest=3, least=1)
        fits = couples(side, side, every, every, cells, linked, least=0.0).fit
        assert ((fits >= 0) & (fits <= 1)).all()
