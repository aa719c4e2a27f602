from __future__ import annotations

import pytest

from glossary.matcher import Matcher
from tests.glossary.matcher.glossaries import concepts


def found(term: str, text: str) -> list[str]:
    return [
        one.text for one in Matcher.build(concepts(term, lang="en"), "en").find(text)
    ]


@pytest.mark.parametrize(
    ("term", "text", "expected"),
    [
        ("embassy", "The Embassy", "Embassy"),
        ("embassy", "two embassies", "embassies"),
        ("Knesset", "the Knesset's vote", "Knesset"),
        ("Knesset", "the Knesset’s vote", "Knesset"),
        ("Knesset", "THE KNESSET", "KNESSET"),
        ("the Knesset", "a Knesset vote", "Knesset"),
        ("The Jerusalem Post", "a Jerusalem Post story", "Jerusalem Post"),
        ("al-Aqsa", "Al Aqsa mosque", "Al Aqsa"),
        ("Haaretz", "Ha'aretz said", "Ha'aretz"),
        ("Ha'aretz", "Haaretz said", "Haaretz"),
        ("prime minister", "Prime-Ministers", "Prime-Ministers"),
        ("Qırmızı Qəsəbə", "in Qirmizi Qesebe", "Qirmizi Qesebe"),
        ("Pelé", "Pele scored", "Pele"),
        ("US", "the US said", "US"),
        ("MP", "three MPs", "MPs"),
        ("Abraham Accords", "an Abraham Accord", "Abraham Accord"),
        ("U.S.", "the U.S. said", "U.S"),
        ("White House", "the white house", "white house"),
    ],
)
def test_a_term_is_found(term: str, text: str, expected: str) -> None:
    assert found(term, text) == [expected]


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("Turkey", "a turkey"),
        ("US", "told us"),
        ("Iran", "Iranian"),
        ("embassy", "embassyless"),
        ("prime minister", "prime, minister"),
        ("Haaretz", "Ha aretz"),
        ("The Hague", "Hague"),
        ("U.S.", "US"),
    ],
)
def test_what_only_looks_like_a_term_is_none(term: str, text: str) -> None:
    assert found(term, text) == []


def test_another_number_is_a_weaker_match() -> None:
    matcher = Matcher.build(concepts("settlers", "embassy", lang="en"), "en")
    several = matcher.find("settlers, a settler, embassy, embassies, embassy's")
    assert [one.weak for one in several] == [False, True, False, True, False]
