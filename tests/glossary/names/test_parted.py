"""Names with other spaces, and names with fewer words."""

from __future__ import annotations

import pytest

from glossary.arabic import key
from glossary.names.parted import ends_in, inside, parts, short, spaced


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("أبو شوك", "أبوشوك", True),
        ("بارت فان دن بيرخ", "بارت فاندن بيرغ", True),
        ("سان خوسيه", "سان خوان", False),
    ],
)
def test_other_spaces(one: str, other: str, same: bool) -> None:  # noqa: FBT001 - a table
    whole = ["".join(map(key, name.split())) for name in (one, other)]
    assert spaced(*whole) is same


@pytest.mark.parametrize(
    ("full", "surname", "ends"),
    [
        ("نوال بنشقرون", "بن شقرون", True),
        ("بارت فاندن بيرغ", "فان دن بيرغ", True),
        ("نوال بنشقرون", "بن سودة", False),
        ("جمال الدين بوزقزة", "الدين بوزقزة", False),
    ],
)
def test_a_surname_with_other_spaces(full: str, surname: str, ends: bool) -> None:  # noqa: FBT001 - a table
    name, words = ([key(word) for word in text.split()] for text in (full, surname))
    assert ends_in(name, words) is ends
    assert not ends or set(parts(name)) & set(short(words))


@pytest.mark.parametrize(
    ("few", "many", "same"),
    [
        ("مسلم الجنيبي", "مسلم بن سهيل الجنيبي", True),
        ("عزلان شاه إدريس", "داتوك عزلان شاه بن إدريس", True),
        ("علي حسن إدريس", "محمد علي حسن بن إدريس", False),
        ("مسلم الجنيبي", "سالم بن سهيل الجنيبي", False),
    ],
)
def test_words_left_out(few: str, many: str, same: bool) -> None:  # noqa: FBT001 - a table
    one, other = ([key(word) for word in text.split()] for text in (few, many))
    assert inside(one, other) is same
