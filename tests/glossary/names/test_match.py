from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.names.known import KnownNames, packaged_names
from glossary.names.match import Match, confidence, match
from glossary.names.model import names as model
from tests.glossary.names.made import made_names, pairs

NOTHING = KnownNames(names={}, words={})
NAMES = [
    "Mikhail Gorbachev",
    "John Smith",
    "Sergei Lavrov",
    "Lavrov",
    "Angela Merkel",
    "Ursula von der Leyen",
    "New York",
    "Abdulrahman Haddad",
    "Salman Rushdie",
    "Prince Salman Turki",
    "United Nations",
    "Baku",
    "Aku",
    "North Korea",
    "South Korea",
    "CNN",
    "Bosnia and Herzegovina",
]


def found(
    name: str, targets: Sequence[str] = NAMES, known: KnownNames = NOTHING
) -> str | None:
    (best,) = match([name], targets, model=model(), known=known)
    return targets[best[0].target] if best else None


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("ميخائيل جورباتشوف", "Mikhail Gorbachev"),
        ("وميخائيل جورباتشوف", "Mikhail Gorbachev"),
        ("لافروف", "Lavrov"),
        ("سيرغي لافروف", "Sergei Lavrov"),
        ("لافروف سيرغي", "Sergei Lavrov"),
        ("بلافروف", "Lavrov"),
        ("ج. سميث", "John Smith"),
        ("الرئيس ميخائيل جورباتشوف", "Mikhail Gorbachev"),
        ("جورباتشوف", "Mikhail Gorbachev"),
        ("نيويورك", "New York"),
        ("عبد الرحمن حداد", "Abdulrahman Haddad"),
        ("عبدالرحمن حداد", "Abdulrahman Haddad"),
        ("أورسولا فون دير لاين", "Ursula von der Leyen"),
        ("باكو", "Baku"),
        ("سلمان تركي", "Prince Salman Turki"),
    ],
)
def test_by_the_letters(name: str, expected: str) -> None:
    assert found(name) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("الأمم المتحدة", "United Nations"),
        ("والأمم المتحدة", "United Nations"),
        ("للأمم المتحدة", "United Nations"),
        ("كوريا الشمالية", "North Korea"),
        ("وكوريا الجنوبية", "South Korea"),
        ("سي إن إن", "CNN"),
        ("البوسنة والهرسك", "Bosnia and Herzegovina"),
    ],
)
def test_by_what_is_known(name: str, expected: str) -> None:
    assert found(name, known=packaged_names()) == expected


def test_words_that_names_translate_are_known_singly() -> None:
    targets = ["Tarbut Academy", "Nicosia University", "University of Tartu"]
    assert found("جامعة تارتو", targets, packaged_names()) == "University of Tartu"


def ranked(names: Sequence[str], top: int = 1) -> list[list[Match]]:
    return list(match(names, NAMES, model=model(), known=NOTHING, top=top))


def test_the_best_come_first_and_surer_than_the_next() -> None:
    (best,) = ranked(["سيرغي لافروف"], top=3)
    assert [NAMES[one.target] for one in best[:2]] == ["Sergei Lavrov", "Lavrov"]
    scores = [one.score for one in best]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)
    assert scores[0] > 0.9


def test_a_name_that_the_list_lacks_is_not_sure() -> None:
    ((best,),) = ranked(["زكريا تامر"])
    assert best.score < 0.5


@pytest.mark.parametrize("name", ["", " ", "\u200f", "..."])
def test_a_blank_name_has_no_match(name: str) -> None:
    assert ranked([name, "باكو"])[0] == []
    assert ranked([name, "باكو"])[1]


@pytest.mark.parametrize("targets", [[], [""], ["...", " "]])
def test_a_list_without_names(targets: list[str]) -> None:
    assert list(match(["باكو"], targets, model=model(), known=NOTHING)) == [[]]


def test_a_latin_name_is_found_as_it_is() -> None:
    assert found("united nations") == "United Nations"


def test_equals_keep_the_order_of_the_list() -> None:
    targets = ["Lavrov", "LAVROV", "Lavrov."]
    (best,) = match(["لافروف"], targets, model=model(), known=NOTHING, top=3)
    assert [one.target for one in best] == [0, 1, 2]


@given(
    st.lists(st.text(alphabet="ابوكل نتي.🙂1", max_size=30), max_size=5),
    st.lists(st.text(alphabet="abkloin .-'1🙂", max_size=30), max_size=5),
)
def test_any_lists(names: list[str], targets: list[str]) -> None:
    found = list(match(names, targets, model=model(), known=NOTHING, top=2))
    assert len(found) == len(names)
    for best in found:
        places = [one.target for one in best]
        assert len(set(places)) == len(places) <= 2
        assert all(targets[place].strip() for place in places)


def test_a_name_is_matched_alike_alone_and_among_others() -> None:
    names = ["باكو", "سيرغي لافروف", "", "نيويورك"] * 100
    together = ranked(names)
    assert together[:4] == [ranked([name])[0] for name in names[:4]]
    assert together == together[:4] * 100


def test_confidence_grows_with_the_score_and_falls_with_words_and_names() -> None:
    totals = np.array([0, 10, 20, 20], dtype=np.float32)
    words = np.array([1, 1, 1, 3])
    few, many = confidence(totals, words, 200), confidence(totals, words, 20_000)
    assert few[0] < few[1] < few[2] > few[3]
    assert (many < few).all()


def accuracy(names: Sequence[tuple[str, str]]) -> float:
    targets = list(dict.fromkeys(english for _, english in names))
    found = match(
        [arabic for arabic, _ in names],
        targets,
        model=model(),
        known=packaged_names(),
    )
    right = [
        bool(best) and targets[best[0].target] == english
        for best, (_, english) in zip(found, names, strict=True)
    ]
    return sum(right) / len(right)


def test_names_of_several_words(shared: Path) -> None:
    assert accuracy(made_names(shared)) >= 0.98


@pytest.mark.parametrize(("name", "least"), [("dev_google", 0.975), ("dev_wd", 0.945)])
def test_names_of_one_word(shared: Path, name: str, least: float) -> None:
    rows = pairs(shared / "data" / "names" / f"{name}.tsv")
    halves = [[(a, e) for a, e in half] for half in (rows[:1000], rows[1000:])]
    assert sum(accuracy(half) for half in halves) / 2 >= least
