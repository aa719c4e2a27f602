"""What stands for a term without being it, and what only seems to."""

from __future__ import annotations

import pytest

from glossary.model import Severity
from tests.glossary.check.cases import concept, findings, seen

ILHAM = concept("إلهام علييف|علييف", "Ilham Aliyev|Aliyev", "person")
ELNUR = concept("إلنور علييف", "Elnur Aliyev", "person")


@pytest.mark.parametrize(
    ("type_", "arabic", "accepted", "source", "target"),
    [
        (
            "place",
            "طهران",
            "Tehran",
            "اتهمت طهران جارتها",
            "Iran accused its neighbour",
        ),
        ("place", "إيران", "Iran", "رفضت إيران", "Tehran refused"),
        ("term", "كوبا", "Cuba", "سفير كوبا", "the Cuban ambassador"),
        ("term", "استقرار", "stability", "عامل استقرار", "a destabilising factor"),
        ("term", "الأمن", "security", "الأمن البيولوجي", "biosecurity"),
        ("term", "رئيس الوزراء", "Prime Minister", "قال رئيس الوزراء", "the PM said"),
        ("term", "وزير الدفاع", "Defence Minister", "وزير الدفاع", "defense minister"),
        ("term", "تحالف", "labour union", "نقابة أو تحالف", "a labor union"),
        ("place", "قطاع غزة", "Gaza Strip", "في قطاع غزة", "in Gaza"),
        ("place", "ناغورنو كاراباخ", "Nagorno-Karabakh", "ناغورنو كاراباخ", "Karabakh"),
        ("term", "عبد الفتاح السيسي", "Abdel Fattah al-Sisi", "السيسي", "Sisi said"),
        ("term", "يهودي", "Jewish", "مجتمع يهودي", "a community of Jews"),
        ("term", "الصحة", "health", "لمنظمة الصحة العالمية", "the WHO's view"),
        ("term", "أمريكي", "American", "مليون دولار أمريكي", "$1 million"),
        (
            "term",
            "تطبيع إسرائيل",
            "normalisation with Israel",
            "لتطبيع إسرائيل ودول أخرى",
            "normalisation between Israel and other countries",
        ),
    ],
)
def test_satisfied(
    type_: str, arabic: str, accepted: str, source: str, target: str
) -> None:
    assert seen([(source, target)], [concept(arabic, accepted, type_)]) == []


@pytest.mark.parametrize(
    ("type_", "arabic", "accepted", "target"),
    [
        ("term", "العقوبات الأمريكية", "US sanctions", "US penalties"),
        ("media", "أسوشيتد برس", "Associated Press", "the Press said"),
        ("term", "البنك المركزي", "central bank", "a large bank"),
    ],
)
def test_a_part_does_not_satisfy(
    type_: str, arabic: str, accepted: str, target: str
) -> None:
    (hit,) = findings([(arabic, target)], [concept(arabic, accepted, type_)])
    assert hit.rule in {"term-missing", "name-spelling"}


def test_a_capital_that_the_source_names_stands_for_itself() -> None:
    glossary = [concept("إيران", "Iran", "place"), concept("طهران", "Tehran", "place")]
    rows = [("بين إيران ومدينة طهران", "between Tehran and the sea")]
    assert [hit.term for hit in findings(rows, glossary)] == ["إيران"]


@pytest.mark.parametrize("kind", ["person", "term"])
def test_the_surname_of_another_person_does_not_satisfy(kind: str) -> None:
    glossary = [
        concept("إلهام علييف|علييف", "Ilham Aliyev|Aliyev", kind),
        concept("إلنور علييف", "Elnur Aliyev", kind),
    ]
    (hit,) = findings([("قال إلنور علييف إن", "Ilham Aliyev said that")], glossary)
    assert (hit.term, hit.expected) == ("إلنور علييف", "Elnur Aliyev")


def test_a_surname_alone_satisfies() -> None:
    rows = [("قال إلنور علييف إن", "Deputy Aliyev said that")]
    assert seen(rows, [ILHAM, ELNUR]) == []


def test_quotes_part_what_is_forbidden() -> None:
    glossary = [
        concept("رفائيل", "Rafael", "organisation", "Rafael military industries")
    ]
    rows = [
        ("هيئة «رفائيل» للصناعات", 'the "Rafael" military industries authority'),
        ("هيئة رفائيل للصناعات", "the Rafael military industries authority"),
    ]
    assert [hit.unit for hit in findings(rows, glossary)] == ["2"]


NAMED = ("قال كريستوف دولاكروا أمس", "Christophe Delacroix said yesterday")


@pytest.mark.parametrize("kind", ["person", "term"])
@pytest.mark.parametrize(
    "target",
    [
        "The Frenchman added that he was happy",
        "The striker said so",
        "He told Rabat and Seoul",
        "Asked about Rabat and Seoul, the envoy left",
        "Just four, in Rabat and Seoul, he added",
    ],
)
def test_a_person_is_spared(kind: str, target: str) -> None:
    glossary = [
        concept("كريستوف دولاكروا|دولاكروا", "Christophe Delacroix|Delacroix", kind)
    ]
    rows = [NAMED, ("وتحدث دولاكروا مع الرباط وسيول", target)]
    assert seen(rows, glossary) == []


@pytest.mark.parametrize(
    "target", ["Hartmann said he was happy", "The minister Hartmann said so"]
)
def test_another_name_spares_nobody(target: str) -> None:
    glossary = [
        concept("كريستوف دولاكروا|دولاكروا", "Christophe Delacroix|Delacroix", "person")
    ]
    rows = [NAMED, ("وتحدث دولاكروا", target)]
    assert [unit for unit, *_ in seen(rows, glossary)] == ["2"]


def test_the_head_of_a_compound_stands_for_what_the_text_has_named() -> None:
    glossary = [concept("المنتخب الوطني|المنتخب", "national team")]
    row = ("وسيلعب المنتخب غدا", "The team will play tomorrow")
    named = ("فاز المنتخب الوطني", "The national team won")
    between = [(f"كلام {word}", f"talk {word}") for word in "abcd"]
    assert seen([named, *between, row], glossary) == []
    assert [hit.severity for hit in findings([row], glossary)] == [Severity.INFO]


def test_a_pronoun_for_a_term_just_named_is_information() -> None:
    glossary = [concept("رواية", "novel")]
    rows = [
        ("فازت عن رواية جديدة", "She won for a new novel"),
        ("وقالت إن الرواية استغرقت منها سبع سنوات", "Seven years went into it"),
    ]
    assert [hit.severity for hit in findings(rows, glossary)] == [Severity.INFO]
