from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.arabic import Analysis, analyses


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("والبرلمان", Analysis("و", True, "برلمان")),
        ("للبرلمان", Analysis("ل", True, "برلمان")),
        ("وبالبرلمان", Analysis("وب", True, "برلمان")),
        ("فلبنان", Analysis("ف", False, "لبنان")),
        ("للجنة", Analysis("ل", True, "لجنة")),
        ("للجنة", Analysis("ل", False, "لجنة")),
        ("كالأفق", Analysis("ك", True, "أفق")),
        ("و500", Analysis("و", False, "500")),
    ],
)
def test_hypothesis_is_offered(word: str, expected: Analysis) -> None:
    assert expected in analyses(word)


@pytest.mark.parametrize("word", ["إلهام", "إيلي", "آل", "ألمانيا"])
def test_hamza_is_no_article(word: str) -> None:
    assert all(not option.article for option in analyses(word))


@given(st.text(alphabet="وفبلكاأإآلمنسته", min_size=2, max_size=9))
def test_every_hypothesis_accounts_for_all_letters(word: str) -> None:
    assert analyses(word)[0] == Analysis("", False, word)
    for option in analyses(word):
        if option.article and option.proclitics.endswith("ل"):
            written = option.proclitics + option.base.removeprefix("ا")
            assert word in (written, option.proclitics + option.stem)
        else:
            assert option.proclitics + option.base == word
