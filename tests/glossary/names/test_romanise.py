from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.names.romanise import press


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("محمد", "Mohammed"),
        ("فلاديمير", "Vladimir"),
        ("علييف", "Aliyev"),
        ("الحريري", "al-Hariri"),
        ("", ""),
        ("Knesset", "Knesset"),
    ],
)
def test_guess(name: str, expected: str) -> None:
    found = [one.text for one in press().spell(name)]
    assert found == ([expected] if expected else [])


@settings(max_examples=30)
@given(st.text(alphabet="ابتثجحخدذرزسشصضطظعغفقكلمنهوىيةأإآءؤئ ", max_size=30))
def test_a_guess_is_latin(name: str) -> None:
    latin = "".join(one.text for one in press().spell(name))
    assert latin.isascii()
    assert bool(latin) <= bool(name.strip())
