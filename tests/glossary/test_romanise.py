from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.names.romanise import guess


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("محمد", "Mohammed"),
        ("فلاديمير", "Vladimir"),
        ("علييف", "Aliyev"),
        ("غيفارا", "Ghifara"),
        ("السادات", "al-Sadat"),
        ("", ""),
        ("Knesset", "Knesset"),
    ],
)
def test_guess(name: str, expected: str) -> None:
    assert guess(name) == expected


@given(st.text(alphabet="ابتثجحخدذرزسشصضطظعغفقكلمنهويىةأإآءؤئ ", max_size=30))
def test_a_guess_is_latin(name: str) -> None:
    assert guess(name).replace(" ", "").replace("-", "").isascii()
