"""The sentence around a place is the one that splitting the whole text gives."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from glossary.arabic.sentences import Around, Span, sentences

PIECES = (
    *("قال الوزير", "م", "د", "2024", "3", "Mr", "U.S", "J", "no", "jan", "a.m", "The"),
    *("في بيان صدر مساء أمس عن مكتب رئيس الحكومة في العاصمة", "إن", "أ", "«", "»", '"'),
    *(
        ".",
        ". ",
        "...",
        "! ",
        "؟",
        "\n",
        "\n\n",
        " \n ",
        "،",
        " ",
        "(",
        ")",
        "[1]",
        ":",
    ),
)
TEXTS = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)


@given(TEXTS)
@example("وصل. ثم\nعاد")
@example('قال: "وصل.\nثم عاد." وغادر')
def test_around_a_place_as_in_the_whole_text(text: str) -> None:
    spans = sentences(text)
    around = Around(text)
    for word in re.finditer(r"\S+", text):
        for place in (word.start(), word.end() - 1):
            (span,) = (one for one in spans if one.start <= place < one.end)
            assert around.at(place) == span


def test_a_paragraph_that_is_passed_over() -> None:
    text = "وصل الوفد. ثم غادر.\n\nلم يقل شيئا. انتهى."
    around = Around(text)
    assert around.at(0) == Span(0, 10)
    assert around.at(len(text) - 2) == Span(34, 40)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("وصل خالد. ثم غادر.", 2),
        ("وصل م. خالد ثم غادر.", 1),
        ("أ. وصل خالد ثم غادر.", 1),
        ("Arrived with Mr. Khalid.", 1),
    ],
)
def test_stops_after_words_and_after_letters(text: str, count: int) -> None:
    assert len(sentences(text)) == count
