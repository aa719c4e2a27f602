from __future__ import annotations

import pytest

from glossary.check import Settings
from glossary.model import Severity
from tests.glossary.check.cases import concept, findings, seen

GLOSSARY = [
    concept("رستم كريموف|كريموف", "Rustam Karimov|Karimov", "person"),
    concept("تمار أربيل|أربيل", "Tamar Arbel|Arbel", "person"),
    concept("هاينلين", "Hoenlein", "person"),
    concept("قوبا", "Quba", "place"),
    concept("أذربيجان", "Azerbaijan", "place"),
    concept("النيجر", "Niger", "place"),
    concept("نيجيريا", "Nigeria", "place"),
    concept("الكنيست", "Knesset", "organisation"),
    concept("كنيس", "synagogue"),
    concept("مجلس الشورى", "Shura Council", "organisation", "Consultation Council"),
    concept("وقف إطلاق النار", "ceasefire|truce", "term", "fire stop"),
    concept("الأمن الغذائي", "food security"),
    concept("مذكرة تفاهم", "memorandum of understanding|MoU"),
    concept("الأمم المتحدة", "United Nations", "organisation"),
]


@pytest.mark.parametrize(
    ("arabic", "english", "rule", "found"),
    [
        ("قال كريموف للصحافة", "Kerimov told the press", "name-spelling", "Kerimov"),
        ("التقى رستم كريموف", "He met Rostam Karimov", None, None),
        ("وقال هاينلين إن", "Heinlein said that", "name-spelling", "Heinlein"),
        ("وصل إلى قوبا", "He arrived in Cuba", "wrong-entity", "Cuba"),
        ("ورفضت أربيل التعليق", "Erbil declined to comment", "wrong-entity", "Erbil"),
        ("رئيس النيجر الجديد", "Nigeria's new president", "wrong-entity", "Nigeria's"),
        ("أقر مجلس الشورى", "The Consultation Council passed", "term-forbidden", None),
        ("دخل وقف إطلاق النار", "The fire stop began", "term-forbidden", "fire stop"),
        ("وبالكنيست قاعة", "The parliament has a hall", "term-missing", None),
        ("هدد الأمن الغذائي", "It harmed nutrition", "term-missing", None),
    ],
)
def test_fault(arabic: str, english: str, rule: str | None, found: str | None) -> None:
    hits = findings([(arabic, english)], GLOSSARY)
    if rule is None:
        assert [hit.rule for hit in hits] in ([], ["name-spelling"])
        return
    (hit,) = hits
    assert hit.rule == rule
    assert found is None or hit.found == found
    assert hit.target[hit.start : hit.end] == (hit.found or "")


@pytest.mark.parametrize(
    ("arabic", "english"),
    [
        ("قال كريموف", "KARIMOV said"),
        ("قال كريموف", "Karimov's words"),
        ("قال كريموف للصحافة", "He told the press"),
        ("زار رستم كريموف المدينة", "Karimov visited the city"),
        ("رئيس أذربيجان", "the Azerbaijani president"),
        ("وقف إطلاق النار", "the cease-fire"),
        ("وقف إطلاق النار", "The truce"),
        ("مذكرة تفاهم", "memoranda of understanding"),
        ("الأمن الغذائي", "the security of food supplies"),
        ("صادق الكنيست ثم رفع الكنيست جلسته", "The Knesset agreed and adjourned"),
        ("مجلس الأمم المتحدة", "the UN council"),
        ("صوت الكنيست", "The Knesset voted"),
        ("باكو وكريموف", "Baku and Karimov"),
    ],
)
def test_silent(arabic: str, english: str) -> None:
    assert seen([(arabic, english)], GLOSSARY) == []


def test_longest_term_wins() -> None:
    glossary = [concept("مجلس", "board"), concept("مجلس الأمن", "Security Council")]
    assert seen([("دعا مجلس الأمن", "The Security Council called")], glossary) == []


def test_ambiguous_form_is_satisfied_by_either() -> None:
    glossary = [
        concept("عمان", "Oman", "place"),
        concept("عمان", "Amman", "place"),
    ]
    assert seen([("وصل إلى عمان", "He reached Amman")], glossary) == []
    assert seen([("وصل إلى عمان", "He reached Doha")], glossary) != []


def test_pronoun_lowers_or_silences() -> None:
    rows = [
        ("يهدد الجفاف الأمن الغذائي في البلاد", "The drought harms it in the country"),
    ]
    assert all(hit.severity is Severity.INFO for hit in findings(rows, GLOSSARY))


def test_noun_of_the_unit_before_spares_a_pronoun() -> None:
    glossary = [concept("شركة نفط الخزر", "Caspian Oil Company", "organisation")]
    rows = [
        ("أعلنت شركة نفط الخزر", "The Caspian Oil Company announced"),
        ("وقالت شركة نفط الخزر", "The company said"),
    ]
    assert seen(rows, glossary) == []
    assert [unit for unit, *_ in seen(rows[1:], glossary)] == ["1"]


def test_no_names_without_a_model() -> None:
    settings = Settings(rules=frozenset(("term-missing",)))
    (hit,) = findings([("قال كريموف", "Kerimov said")], GLOSSARY, settings)
    assert hit.rule == "term-missing"
    assert hit.expected == "Rustam Karimov"


def test_other_languages_of_a_concept_do_not_matter() -> None:
    glossary = [concept("كنيس", "synagogue")]
    assert findings([("كنيس", "a synagogue")], glossary) == []


@pytest.mark.parametrize(
    ("arabic", "accepted", "source", "target", "found"),
    [
        ("محمدوف", "Mammadov", "وقال محمدوف ذلك", "Mamedov said so", "Mamedov"),
        ("روسيا", "Russia", "روسيا والانتخابات", "Russua voted", "Russua"),
    ],
)
def test_a_capitalised_term_without_a_type_is_a_name(
    arabic: str, accepted: str, source: str, target: str, found: str
) -> None:
    (hit,) = findings([(source, target)], [concept(arabic, accepted)])
    assert (hit.rule, hit.found) == ("name-spelling", found)
    assert target[hit.start : hit.end] == found


@pytest.mark.parametrize(
    ("type_", "arabic", "accepted", "source", "target", "found"),
    [
        (
            "place",
            "الولايات المتحدة",
            "United States|US",
            "أعلنت الولايات المتحدة إجلاء الأمريكيين",
            "The Unitid States evacuated Americans and told us",
            "Unitid States",
        ),
        (
            "organisation",
            "وزارة الصحة",
            "Ministry of Health",
            "أعلنت وزارة الصحة ذلك",
            "The Ministryy of Health said so",
            "Ministryy of Health",
        ),
        ("place", "إيران", "Iran", "عقوبات على إيران", "sanctions on Irann", "Irann"),
    ],
)
def test_a_slip_beside_another_form_is_found(  # noqa: PLR0913, PLR0917 - a row each
    type_: str, arabic: str, accepted: str, source: str, target: str, found: str
) -> None:
    (hit,) = findings([(source, target)], [concept(arabic, accepted, type_)])
    assert hit.found is not None
    assert hit.rule == "name-spelling"
    assert found.startswith(hit.found) or hit.found == found


@pytest.mark.parametrize(
    ("type_", "arabic", "accepted", "target"),
    [
        (
            "organisation",
            "وزارة الدفاع",
            "Ministry of Defence",
            "the Ministries of Defence",
        ),
        ("agreement", "اتفاقات إبراهيم", "Abraham Accords", "the Abraham Accord"),
        ("organisation", "منظمة الصحة", "Health Organization", "Health Organisation"),
        ("place", "روسيا", "Russia", "the Russian vote"),
        ("term", "البلدان", "the two countries", "the countries"),
    ],
)
def test_other_forms_of_a_term_satisfy_it(
    type_: str, arabic: str, accepted: str, target: str
) -> None:
    assert (
        findings([(f"ذكر {arabic} أمس", target)], [concept(arabic, accepted, type_)])
        == []
    )


def test_a_name_that_stands_rightly_and_wrongly_is_found() -> None:
    rows = [("قال كريموف إن كريموفا لن تأتي", "Karimov said Karimova would not come")]
    assert seen(rows, GLOSSARY) == []
    rows = [("قال كريموف ثم غادر كريموف", "Karimov spoke, then Kerimov left")]
    assert [hit.found for hit in findings(rows, GLOSSARY)] == ["Kerimov"]


def test_a_slip_in_a_name_without_a_type_is_no_form_of_it() -> None:
    rows = [("وأهدت منصوري الميدالية", "Mansoury dedicated the medal")]
    (hit,) = findings(rows, [concept("منصوري", "Mansouri")])
    assert (hit.rule, hit.found) == ("name-spelling", "Mansoury")


@pytest.mark.parametrize(
    ("arabic", "target"),
    [
        ("حكم آل كريموف البلاد", "the Karimovs ruled the country"),
        ("رئيس أذربيجان", "the president of the Azerbaijanis"),
    ],
)
def test_a_plural_of_a_name_is_no_slip(arabic: str, target: str) -> None:
    assert seen([(arabic, target)], GLOSSARY) == []
