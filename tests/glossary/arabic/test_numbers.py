from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.arabic.numbers import arabic_numbers, figure
from glossary.arabic.sums import Kind


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("قتل 25 شخصا و500 جريح", [25, 500]),
        ("خمسة وعشرون رجلا", [25]),
        ("الحادي والعشرون", [21]),
        ("ثلاثة عشر عاما", [13]),
        ("اثنتا عشرة دولة", [12]),
        ("مئتي ألف نازح", [200_000]),
        ("مليون ونصف المليون دولار", [1_500_000]),
        ("نصف مليون", [500_000]),
        ("ربع مليون", [250_000]),
        ("خمسة ملايين ونصف", [5_500_000]),
        ("1.2 مليار و3,500 جندي", [1_200_000_000, 3_500]),
        ("مليون و200 ألف", [1_200_000]),
        ("340 مليون و500 مليون", [340_000_000, 500_000_000]),
        ("ثلاثمئة وخمسة وأربعين", [345]),
        ("عام ألف وتسعمئة وثمانية وأربعين", [1948]),
        ("ألفين وثلاثة وعشرين", [2023]),
        ("أربعمائة وثلاثون مليون", [430_000_000]),
        ("بين عشرين وثلاثين", [20, 30]),
        ("ثلاثة وأربعة", [3, 4]),
        ("30،000 كوري", [30_000]),
        ("٣٫٥ مليار", [3_500_000_000]),
        ("لـ12 عاما والـ21", [12, 21]),
        ("بعد يومين", [2]),
        ("أرسل خمسًا وعشرين شاحنة", [25]),
        ("وثمانيا وأربعين ساعة", [48]),
    ],
)
def test_values(text: str, values: list[float]) -> None:
    assert [number.values[0] for number in arabic_numbers(text)] == values


@pytest.mark.parametrize(
    "text",
    [
        "من جهة ثانية",
        "أحد النواب",
        "آلاف النازحين وعشرات الجرحى",
        "نصف السكان",
        "كان واحدا منهم",
        "لا شيء هنا",
    ],
)
def test_no_number(text: str) -> None:
    assert arabic_numbers(text) == []


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("في أيلول", Kind.MONTH, 9),
        ("كانون الأول", Kind.MONTH, 12),
        ("تشرين الثاني", Kind.MONTH, 11),
        ("وبأكتوبر", Kind.MONTH, 10),
        ("يوم الثلاثاء", Kind.WEEKDAY, 2),
        ("للأحد", Kind.WEEKDAY, 7),
        ("تسعينيات القرن", Kind.DECADE, 90),
        ("المرتبة الثالثة", Kind.ORDINAL, 3),
    ],
)
def test_kind(text: str, kind: Kind, value: float) -> None:
    (number,) = arabic_numbers(text)
    assert (number.kind, number.values) == (kind, (value,))


@pytest.mark.parametrize("text", ["20 في المئة", "٢٠٪", "%20", "عشرون بالمئة"])
def test_percent(text: str) -> None:
    (number,) = arabic_numbers(text)
    assert number.percent
    assert number.values == (20,)


@pytest.mark.parametrize("text", ["عربي21", "الساعة 10:30", "سارس كوف-2", "12/5"])
def test_weak_figures(text: str) -> None:
    assert not any(number.strong for number in arabic_numbers(text))


@pytest.mark.parametrize(
    ("written", "values"),
    [
        ("1,200", (1200, 1.2)),
        ("1.200", (1.2, 1200)),
        ("7,5", (7.5,)),
        ("1,200,300", (1_200_300,)),
        ("0.125", (0.125,)),
    ],
)
def test_separators(written: str, values: tuple[float, ...]) -> None:
    assert figure(written) == values


@given(st.integers(min_value=11, max_value=10**12))
def test_figures_are_read(value: int) -> None:
    (number,) = arabic_numbers(f"بلغ العدد {value:,} نسمة")
    assert number.values[0] == value


_ONES = "واحد اثنان ثلاثة أربعة خمسة ستة سبعة ثمانية تسعة".split()
_TENS = "عشرون ثلاثون أربعون خمسون ستون سبعون ثمانون تسعون".split()
_HUNDREDS = "مئة مئتان ثلاثمئة أربعمئة خمسمئة ستمئة سبعمئة ثمانمئة تسعمئة".split()


@given(
    st.integers(1, 9),
    st.integers(2, 9),
    st.integers(1, 9),
    st.sampled_from(((1, ""), (1000, " ألف"))),
)
def test_words_are_read(
    hundred: int, ten: int, one: int, scale: tuple[int, str]
) -> None:
    words = f"{_HUNDREDS[hundred - 1]} و{_ONES[one - 1]} و{_TENS[ten - 2]}"
    (number,) = arabic_numbers(words + scale[1])
    assert number.values == ((100 * hundred + 10 * ten + one) * scale[0],)


@given(st.text(alphabet="0123456789٠١٢ .,،:/%وفبل الفمئةعشرنصخسة"))
def test_offsets_are_in_order(text: str) -> None:
    place = 0
    for number in arabic_numbers(text):
        assert place <= number.start < number.end <= len(text)
        place = number.end
