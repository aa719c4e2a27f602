from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.arabic import key
from glossary.names.skeleton import skeleton, spellings


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("غوارديولا", "جوارديولا"),
        ("زوكربيرغ", "زوكربرغ"),
        ("جورجييفا", "غورغييفا"),
        ("بيريلو", "بيرييلو"),
        ("أوزمبيك", "أوزيمبيك"),
        ("شتاينماير", "شتاينمير"),
    ],
)
def test_spellings_of_one_name(one: str, other: str) -> None:
    assert spellings([key(one), key(other)]) == {key(other): key(one)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("نوفي", "نوفو"),
        ("كنيس", "كنيست"),
        ("ميلر", "مولر"),
        ("بوتين", "باتون"),
        ("علييف", "علايوف"),
    ],
)
def test_look_alikes(one: str, other: str) -> None:
    assert spellings([key(one), key(other)]) == {}


@given(st.lists(st.text(alphabet="ابتجدرسعفقكلمنهوي", min_size=1, max_size=9)))
def test_the_first_spelling_stands_for_itself(keys: list[str]) -> None:
    same = spellings(dict.fromkeys(keys))
    for spelling, head in same.items():
        assert head not in same
        assert skeleton(spelling) == skeleton(head)
