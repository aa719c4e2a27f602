"""Where sentences end, in Arabic and in English."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmx.sentences import segment


def split(text: str) -> list[str]:
    return [sentence.text for sentence in segment(text)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("وصل الوفد أمس. وغادر اليوم.|", id="stops"),
        pytest.param("هل وصل الوفد؟| نعم!| وصل أمس.", id="question and exclamation"),
        pytest.param("بلغت النسبة 9.5 في المئة.| ثم تراجعت.", id="decimal"),
        pytest.param("التقى م. ع. خليل الوزير.| ثم سافر.", id="Arabic initials"),
        pytest.param("قال د. سامي إنه بخير.", id="Arabic title of one letter"),
        pytest.param("انتهى الاجتماع..| وبدأ آخر…| ثم توقف.", id="two dots, ellipsis"),
        pytest.param("قال: «سنعود قريبا.»| ثم خرج.", id="guillemets close with a stop"),
        pytest.param('قال: "سنعود قريبا."| ثم خرج.', id="straight quotes"),
        pytest.param("وصل الوفد أمس.|وغادر اليوم.", id="no space after the stop"),
        pytest.param("كان عمره 25.| وسافر في 2015.| ثم عاد.", id="ends in a number"),
        pytest.param(
            "زار الوفد باكو، والتقى الوزير، وعقد اجتماعا، ثم عاد، وصرح بذلك.",
            id="commas never end a sentence",
        ),
        pytest.param("Mr. Cohen met Gen. Adams.| They spoke.", id="titles"),
        pytest.param("The U.S. Senate met.| It voted.", id="U.S. before a name"),
        pytest.param("He lives in the U.S.| The senator agreed.", id="U.S. at the end"),
        pytest.param("J. K. Rowling wrote it.| He read it.", id="initials"),
        pytest.param("It began at 3 p.m. on Sunday.| It rained.", id="p.m. inside"),
        pytest.param("It began at 3 p.m.| Then it rained.", id="p.m. at the end"),
        pytest.param("See No. 5 on the list.| No.| Never.", id="No. and no."),
        pytest.param("Some fruit, e.g. apples, is red.", id="e.g."),
        pytest.param('"Why?" he asked.| She left.', id="question inside a sentence"),
        pytest.param("It was shown.[3]| Later it was not.", id="footnote mark"),
        pytest.param("See example.com for more.| Thanks.", id="a site's name"),
        pytest.param(
            "Really?!| Yes… well, no.| And..", id="runs of stops, lower case goes on"
        ),
        pytest.param("1. Open the door.| 2. Close it.", id="items on one line"),
    ],
)
def test_ends(text: str) -> None:
    expected = [piece.strip() for piece in text.split("|") if piece.strip()]
    if text.endswith("|"):  # the first case: stops alone
        expected = ["وصل الوفد أمس.", "وغادر اليوم."]
        text = " ".join(expected)
    assert split(text.replace("|", "")) == expected


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        pytest.param(
            "عنوان بلا نقطة\nوصل الوفد أمس.\n",
            ["عنوان بلا نقطة", "وصل الوفد أمس."],
            id="heading",
        ),
        pytest.param(
            'نشرت صحيفة "\nمعاريف" الخبر أمس.',
            ['نشرت صحيفة " معاريف" الخبر أمس.'],
            id="a line broken inside quotes",
        ),
        pytest.param(
            "١) فتح الباب\n\n٢) إغلاق الباب\n",
            ["١) فتح الباب", "٢) إغلاق الباب"],
            id="enumeration",
        ),
        pytest.param(
            "1. Open the door.\n2. Close it.",
            ["1. Open the door.", "2. Close it."],
            id="items",
        ),
        pytest.param("", [], id="nothing"),
        pytest.param(" \n\n ", [], id="white space"),
    ],
)
def test_lines(text: str, sentences: list[str]) -> None:
    assert split(text) == sentences


def test_offsets_and_paragraphs() -> None:
    text = "أولا وصل الوفد. ثم غادر.\n\nThird came. Fourth left."
    found = list(segment(text))
    assert [text[one.start : one.end] for one in found] == [one.text for one in found]
    assert [one.opening for one in found] == [True, False, True, False]


@given(st.text(alphabet=' \n.؟!"«»،abAB1مع', max_size=60))
def test_nothing_is_lost_and_nothing_overlaps(text: str) -> None:
    found = list(segment(text))
    kept = "".join(text[one.start : one.end] for one in found)
    assert "".join(kept.split()) == "".join(text.split())
    for one, other in pairwise(found):
        assert one.end <= other.start
    assert all(one.text == one.text.strip() for one in found)


def test_the_articles(shared: Path) -> None:
    for path in sorted((shared / "articles").glob("*/*.txt")):
        found = list(segment(path.read_text()))
        assert max(len(one.text) for one in found) < 1500, path
        assert all(len(one.text) > 2 for one in found), path
