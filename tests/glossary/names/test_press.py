from __future__ import annotations

import time

import pytest

from glossary.model import Origin
from glossary.names.english import packaged
from glossary.names.press import Press
from glossary.names.romanise import ALL, transliterate
from glossary.names.style import Style
from tests.glossary.names.standin import StandIn

CURATED, GUESS, PLACE = Origin.CURATED, Origin.ROMANISED, Origin.GAZETTEER


def spell(
    name: str, style: Style | None = None, best: int = 1
) -> list[tuple[str, str]]:
    press = Press(StandIn(), packaged(), style or Style())
    return [(text, str(origin)) for text, origin in press.spell(name, best=best)]


@pytest.mark.parametrize(
    ("name", "expected", "origin"),
    [
        ("بنيامين نتنياهو", "Benjamin Netanyahu", CURATED),
        ("محمد", "Mohammed", CURATED),
        ("القاهرة", "Cairo", PLACE),
        ("كوريا الشمالية", "North Korea", PLACE),
        ("كوبا", "Cuba", PLACE),
        ("محمد أحمد", "Mohammed Ahmed", CURATED),
        ("عبد الرحمن", "Abdul Rahman", CURATED),
        ("عبدالرحمن", "Abdulrahman", CURATED),
        ("عبد الله بن سلمان آل سعود", "Abdullah bin Salman Al Saud", CURATED),
        ("ابن سلمان", "Bin Salman", CURATED),
        ("عبد الغفور لبيد", "Abdul Ghfur Lbid", GUESS),
        ("سيرغي زوروبين", "Sergei Zurubin", GUESS),
        ("مُحَمَّد", "Mohammed", CURATED),
        ("فـــؤاد", "Fouad", CURATED),
        ("زبتون x3 🙂", "Zbtun x3 🙂", GUESS),
    ],
)
def test_a_name(name: str, expected: str, origin: Origin) -> None:
    assert spell(name) == [(expected, str(origin))]


@pytest.mark.parametrize("name", ["Knesset", "123", "🙂", "a-b"])
def test_what_has_no_arabic_letter_stays(name: str) -> None:
    assert spell(f" {name}\t", best=3) == [(name, "None")]
    assert all(transliterate(name, scheme)[0].text == name for scheme in ALL[1:])


@pytest.mark.parametrize("name", ["", " ", "\t\u200f", "\u0640"])
def test_nothing_for_nothing(name: str) -> None:
    assert spell(name) == []


def test_the_best_are_distinct_and_known_ones_first() -> None:
    found = spell("القاهرة", best=3)
    assert found[0] == ("Cairo", str(PLACE))
    assert [origin for _, origin in found[1:]] == [str(GUESS)] * 2
    assert len({text for text, _ in found}) == 3


def test_the_best_names_are_those_of_the_best_words() -> None:
    found = [text for text, _ in spell("زبتون لبيد", best=4)]
    assert found[0] == "Zbtun Lbid"
    assert set(found[1:3]) == {"Zbtunx Lbid", "Zbtun Lbidx"}


def test_one_style_everywhere() -> None:
    style = Style(article="el-", mohammed="Muhammad", abd="Abdel Rahman", ov="off")
    assert spell("محمد السيسي", style)[0][0].startswith("Muhammad ")
    assert spell("عبد الفتاح السيسي", style)[0][0] == "Abdel Fattah el-Sisi"
    assert spell("محمد البلوطي", style)[0][0] == "Muhammad el-Bluti"
    assert spell("عبد الغفور زبتونوف", style)[0][0] == "Abdel Ghfur Zbtunuf"
    # A paper, a place, an organisation has its own way.
    assert spell("القدس", style)[0][0] == "Jerusalem"


@pytest.mark.parametrize("name", ["ب" * 10_000, "بوش " * 3_000, "\u064b" * 10_000])
def test_no_name_takes_long(name: str) -> None:
    start = time.process_time()
    spell(name, best=5)
    assert time.process_time() - start < 5


@pytest.mark.parametrize(
    ("scheme", "expected"),
    [
        ("ala-lc", "Muḥammad"),
        ("ungegn", "Muẖammad"),
        ("bgn-pcgn", "Muḩammad"),
        ("buckwalter", "muHam~ad"),
    ],
)
def test_published_schemes(scheme: str, expected: str) -> None:
    found = transliterate(" مُح\u064eم\u0651\u064eد ", scheme)
    assert found == [(expected, GUESS)]
    assert transliterate(" ", scheme) == []
