"""What is read stretch by stretch is what is read of the whole text."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.arabic.numbers import arabic_numbers
from glossary.arabic.stretches import stretches
from glossary.arabic.tokens import split
from glossary.check import Pair
from glossary.check.archive import Archive
from glossary.check.english import English
from glossary.check.numbers_en import english_numbers
from glossary.check.remembered import Remembered
from glossary.check.unit import Unit
from tests.glossary.check.cases import findings

_PARTS = st.sampled_from(
    [
        *(
            "the",
            "U.S.",
            "Hoenlein's",
            "al-Asad",
            "F-35",
            "(two",
            "5 pm",
            "1,200",
            "a.",
        ),
        *("وقال", "«الكنيست»", "عربي21", "٩٫٥", "مُحَمَّد", "لـ", "،", "\u200f", "x\ny"),
    ]
)
_TEXTS = st.lists(st.one_of(_PARTS, st.text(max_size=4)), max_size=12).map(" ".join)


@given(_TEXTS)
def test_words_do_not_run_over_spaces(text: str) -> None:
    assert Unit(Pair("f", "1", text, ""), 0).words == split(text).words
    english = English(text)
    assert len(english.spans) == len(english.forms)
    assert [word.capital for word in english.words] == [
        text[start].isupper() for start, _ in english.spans
    ]


@given(_TEXTS, st.data())
def test_stretches_hold_what_is_marked(text: str, data: st.DataObject) -> None:
    chunks = text.split()
    size = len(chunks)
    marked = data.draw(st.lists(st.booleans(), min_size=size, max_size=size))
    found = list(stretches(text, chunks, marked, 1, 2))
    places = [match.start() for match in re.finditer(r"\S+", text)]
    for number, place in enumerate(places):
        near = any(marked[max(0, number - 2) : number + 2])
        assert near == any(start <= place < end for start, end in found)
    assert all(one[1] < two[0] for one, two in zip(found, found[1:], strict=False))


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("word " * 30 + "a hundred and five" + " word" * 30, [105.0]),
        ("two " + "word " * 30 + "half past 5 pm", [2.0, 5.0]),
        ("  spaced   out   twenty  five ", [25.0]),
    ],
)
def test_numbers_far_apart(text: str, values: list[float]) -> None:
    assert [one.values[0] for one in english_numbers(text)] == values
    assert all(text[one.start : one.end].strip() for one in english_numbers(text))


def test_arabic_numbers_far_apart() -> None:
    text = "خمسة وعشرون " + "كلمة " * 30 + "مليون ونصف المليون"
    assert [one.values[0] for one in arabic_numbers(text)] == [25.0, 1.5e6]


def test_archive_returns_units() -> None:
    pairs = [
        Pair("f", str(number), "نص" * 9, "text", number, "d") for number in range(600)
    ]
    archive = Archive()
    archive.add(pairs[:7])
    archive.add(pairs[7:])
    assert [archive.pair(number) for number in range(600)] == pairs
    assert archive.pair(3) == pairs[3]
    archive.close()


def test_remembered_is_emptied_when_full() -> None:
    made: list[str] = []

    def make(text: str) -> int:
        made.append(text)
        return len(text)

    known = Remembered(make, 2)
    assert [known[text] for text in ("a", "bb", "a", "ccc", "a")] == [1, 2, 1, 3, 1]
    assert made == ["a", "bb", "ccc", "a"]
    assert len(known) <= 2


def test_drift_over_many_blocks() -> None:
    rows = [("زار كوزنتسوف المدينة", "Kuznetsov visited the city")] * 4
    rows += [(f"كلمة رقم {number}", f"Word number {number}") for number in range(1100)]
    rows.append(("عاد كوزنتسوف أمس", "Kuznetzov came back"))
    (hit,) = [one for one in findings(rows) if one.rule == "name-drift"]
    assert (hit.unit, hit.found, hit.expected) == ("1105", "Kuznetzov", "Kuznetsov")
    assert "Kuznetsov ×4, Kuznetzov ×1" in hit.message
