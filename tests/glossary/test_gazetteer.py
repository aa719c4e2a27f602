from __future__ import annotations

import gzip
from importlib import resources

import pytest

from glossary.gazetteer import Place, Places, pack, place_key, places


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


def test_the_packaged_table_is_up_to_date() -> None:
    packed = resources.files("glossary.data").joinpath("places.tsv.gz").read_bytes()
    rows = [place for several in places().values() for place in several]
    said = "run bench/build_gazetteer.py"
    assert gzip.decompress(packed).decode() == pack(rows), said


def test_a_packed_table_has_each_place_under_its_key() -> None:
    munich = Place("ميونيخ", "Munich", "city", 1_260_391)
    zone = Place("ميونخ", "Munich", "zone", 0)
    again = Place("ميونيخ", "Munich", "city", 12)
    found = Places(pack([zone, munich, again]))
    assert dict(found) == {"ميونخ": (zone,), "ميونيخ": (munich,)}
    assert "ميونيخ" in found
    assert "برلين" not in found
    assert len(found) == 2
    assert [found.same(name) for name in found] == ["ميونيخ", "ميونيخ"]


def test_a_place_stands_for_one_of_the_same_name_alone() -> None:
    assert all(
        places()[name][0].english == places()[places().same(name)][0].english
        for name in places()
    )
