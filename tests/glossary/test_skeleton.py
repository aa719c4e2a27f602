from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.arabic import key
from glossary.names.skeleton import Kinship, kinship, skeleton, spellings


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


NAMES = st.lists(st.text(alphabet="ابتجدرسغفقكمنهوي", min_size=3, max_size=8))


@given(NAMES, st.sampled_from(Kinship))
def test_spellings_are_as_near_as_kinship_says(keys: list[str], least: Kinship) -> None:
    keys = list(dict.fromkeys(keys))
    fixed = dict.fromkeys(keys[:2], least)
    same = spellings(keys, fixed=fixed)
    heads: list[str] = list(fixed)
    for name in keys[2:]:
        near = (
            head
            for head in heads
            if len(skeleton(name)) >= 3
            and skeleton(head) == skeleton(name)
            and kinship(head, name) >= fixed.get(head, Kinship.VOWELS)
        )
        head = next(near, None)
        assert same.get(name) == head
        heads += [name] if head is None else []
