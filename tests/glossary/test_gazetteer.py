from __future__ import annotations

import pytest

from glossary.gazetteer import place_key, places


@pytest.mark.parametrize(
    ("arabic", "english", "kind"),
    [
        ("فرنسا", "France", "territory"),
        ("الإمارات العربية المتحدة", "United Arab Emirates", "territory"),
        ("نيويورك", "New York", "zone"),
        ("أنقرة", "Ankara", "capital"),
        ("حيفا", "Haifa", "city"),
        ("الكويت", "Kuwait", "territory"),
        ("كوبا", "Cuba", "territory"),
    ],
)
def test_likeliest_place(arabic: str, english: str, kind: str) -> None:
    first = places()[place_key(arabic)][0]
    assert (first.english, first.kind) == (english, kind)


@pytest.mark.parametrize("word", ["كان", "قوم", "حصار", "عشاق", "دول", "بحري", "سترة"])
def test_everyday_words_are_no_places(word: str) -> None:
    assert place_key(word) not in places()


def test_homonyms_are_kept_likeliest_first() -> None:
    london = places()[place_key("طرابلس")]
    assert [place.english for place in london][:1] == ["Tripoli"]
    assert all(
        a.confidence >= b.confidence or a.population >= b.population
        for a, b in zip(london, london[1:], strict=False)
    )


def test_no_persian_or_urdu_letters() -> None:
    letters = {c for many in places().values() for place in many for c in place.arabic}
    assert not letters & set("پچژگکیہھےٹڈڑں")
