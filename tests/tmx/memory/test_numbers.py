"""Units that are the same but for their numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmx.memory.keys import joined
from tmx.memory.numbers import masked, replaced


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("في 15 مايو ٢٠٢٤", "في # مايو #"),
        ("بنسبة 3.5%", "بنسبه #"),
        ("الطائرة F16 وعربي21", "الطايره f16 وعربي21"),
        ("١٬٥٠٠ جندي", "# جندي"),
        ("وصل الرئيسُ", "وصل الرييس"),
        ("42", "#"),
        ("***", "***"),
        ("الساعة 10:30", "الساعه # #"),
    ],
)
def test_masked(text: str, expected: str) -> None:
    assert masked(text) == expected


@pytest.mark.parametrize(
    ("query", "source", "target", "expected"),
    [
        (
            "قتل 7 جنود",
            "قتل 5 جنود",
            "5 soldiers were killed",
            "7 soldiers were killed",
        ),
        ("قتل ٧ جنود", "قتل 5 جنود", "5 soldiers died", "7 soldiers died"),
        ("قتل 7 جنود", "قتل 5 جنود", "قضى ٥ جنود", "قضى ٧ جنود"),
        ("بنسبة 4.25%", "بنسبة ٣٫٥٪", "by 3.5 percent", "by 4.25 percent"),
        ("بلغ 12,750 طنا", "بلغ 1,500 طن".replace("طن", "طنا"), "1,500 t", "12,750 t"),
        ("بلغ 12750 طنا", "بلغ 1500 طنا", "some 1,500 tons", "some 12,750 tons"),
        ("بلغ 12,750 طنا", "بلغ 900 طنا", "about 900 tons", "about 12,750 tons"),
        ("عام 2025", "عام 2024", "in 2024", "in 2025"),
        ("من 3 إلى 9", "من 5 إلى 7", "from 5 to 7", "from 3 to 9"),
        ("من 7 إلى 5", "من 5 إلى 7", "from 5 to 7", "from 7 to 5"),
        ("من 6 إلى 6", "من 5 إلى 5", "from 5 to 5", "from 6 to 6"),
        ("في 6 مايو 2024", "في 5 مايو 2024", "On 5 May 2024,", "On 6 May 2024,"),
        ("قتل 5 جنود", "قتل ٥ جنود", "5 died", "5 died"),
        ("بلغ 1500", "بلغ 1,500", "reached 1,500", "reached 1,500"),
    ],
)
def test_replaced(query: str, source: str, target: str, expected: str) -> None:
    assert replaced(query, source, target) == expected


@pytest.mark.parametrize(
    ("query", "source", "target"),
    [
        ("قتل 7 رجال", "قتل 5 جنود", "5 soldiers were killed"),
        ("قتل 7 جنود", "قتل 5 جنود", "five soldiers were killed"),
        ("قتل 7 جنود", "قتل 5 جنود", "5 of the 5 soldiers"),
        ("من 6 إلى 7", "من 5 إلى 5", "from 5 to 5"),
        ("الذكرى 2", "الذكرى 5", "the 5th anniversary"),
        ("بنسبة 7", "بنسبة 5%", "by 5%"),
        ("إلى -7 درجات", "إلى 5 درجات", "to 5 degrees"),
        ("اليوم 5 مايو 2025", "اليوم 5 مايو 2024", "today, May 2024"),
        ("يوم 3.5.2025", "يوم 3.5.2024", "on 3.5.2024"),
        ("بلا أرقام", "بلا أرقام", "no numbers"),
    ],
)
def test_not_replaced(query: str, source: str, target: str) -> None:
    assert replaced(query, source, target) is None


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_replacing_there_and_back(one: int, other: int) -> None:
    query, source, target = f"بلغ {one} طن", f"بلغ {other} طن", f"some {other} tons"
    there = replaced(query, source, target)
    assert there == f"some {one} tons"
    assert replaced(source, query, there) == target


@given(st.text(alphabet="ابج ،.-«»abc", max_size=20))
def test_a_text_without_numbers_keeps_its_key(text: str) -> None:
    assert masked(text) == joined(text)
