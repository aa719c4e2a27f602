from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.names.style import CHOICES, Style, servant, styled


@pytest.mark.parametrize(
    ("arabic", "latin", "style", "expected"),
    [
        ("السيسي", "al-Sisi", Style(article="el-"), "el-Sisi"),
        ("السيسي", "al-Sisi", Style(article="Al-"), "Al-Sisi"),
        ("السيسي", "al-Sisi", Style(article="none"), "Sisi"),
        ("السيسي", "Sisi", Style(article="el-"), "Sisi"),
        ("علي", "Ali", Style(article="el-"), "Ali"),
        ("محمد", "Mohammed", Style(mohammed="Muhammad"), "Muhammad"),
        ("محمدوف", "Mammadov", Style(mohammed="Muhammad"), "Mammadov"),
        ("لافروف", "Lavrov", Style(ov="off"), "Lavroff"),
        ("لافروف", "Lavroff", Style(ov="ov"), "Lavrov"),
        ("علييف", "Aliyev", Style(ov="off"), "Aliyeff"),
        ("يوسف", "Yosev", Style(ov="off"), "Yosev"),
        ("بن", "bin", Style(son="ibn"), "ibn"),
        ("ابن", "Bin", Style(son="ben"), "Ben"),
        ("بن", "Ben-Gurion", Style(son="ibn"), "Ben-Gurion"),
        ("فاطمة", "Fatima", Style(ta_marbuta="ah"), "Fatimah"),
        ("فاطمة", "Fatimah", Style(ta_marbuta="a"), "Fatima"),
        ("فاطمة", "Fatma", Style(), "Fatma"),
        ("سعود", "Saud", Style(marks="'"), "Sa'ud"),
        ("علي", "Ali", Style(marks="ʿʾ"), "ʿAli"),
        ("بعلبك", "Baalbek", Style(marks="ʿʾ"), "Baʿalbek"),
        ("رائد", "Raed", Style(marks="ʿʾ"), "Raʾed"),
        ("القرآن", "al-Quran", Style(marks="'"), "al-Qur'an"),
        ("إبراهيم", "Ibrahim", Style(marks="ʿʾ"), "Ibrahim"),
        ("سعود", "Saud", Style(marks="none"), "Saud"),
    ],
)
def test_a_word(arabic: str, latin: str, style: Style, expected: str) -> None:
    assert styled(arabic, latin, style) == expected


@pytest.mark.parametrize(
    ("abd", "expected"),
    [
        (None, "Abdel Fattah al-Sisi"),
        ("Abdul Rahman", "Abdul Fattah al-Sisi"),
        ("Abdul-Rahman", "Abdul-Fattah al-Sisi"),
        ("Abdulrahman", "Abdulfattah al-Sisi"),
        ("Abdelrahman", "Abdelfattah al-Sisi"),
        ("Abd al-Rahman", "Abd al-Fattah al-Sisi"),
    ],
)
def test_a_servant_of_god(abd: str | None, expected: str) -> None:
    assert servant("Abdel Fattah al-Sisi", Style(abd=abd)) == expected
    assert servant("Abdullah", Style(abd=abd)) == "Abdullah"


def test_a_servant_bears_the_mark_of_ayn() -> None:
    assert servant("Abdul Rahman", Style(marks="'")) == "'Abdul Rahman"
    assert servant("Abdullah", Style(marks="ʿʾ")) == "ʿAbdullah"


def test_a_choice_that_is_none() -> None:
    with pytest.raises(ValueError, match=r"^ov = 'of' is none of ov, off$"):
        Style(ov="of")


styles = st.builds(
    Style,
    **{name: st.sampled_from([None, *values]) for name, values in CHOICES.items()},
)


@given(
    st.text(alphabet="ابتعسودرفنيةأإءؤئآلم", min_size=1, max_size=12),
    st.text(alphabet="abcdehilmnorstuvwy-", min_size=1, max_size=12),
    styles,
)
def test_signs_only_add(arabic: str, latin: str, style: Style) -> None:
    marked = styled(arabic, latin, Style(marks=style.marks))
    assert "".join(char for char in marked if char not in "'ʿʾ") == latin
    assert styled(arabic, latin, Style()) == latin
