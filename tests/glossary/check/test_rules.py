from __future__ import annotations

import importlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.check import RULES, Pair, Settings, check, check_texts
from glossary.model import (
    Concept,
    ConceptType,
    LangSection,
    Severity,
    Status,
    Term,
    TermKind,
)
from tests.glossary.check.cases import concept, findings, seen


def test_every_rule_has_a_page_of_its_own() -> None:
    for rule in RULES.values():
        name = f"glossary.check.rules.{rule.id.replace('-', '_')}"
        assert importlib.import_module(name).__doc__
        assert rule.summary.endswith(".")


@pytest.mark.parametrize(
    ("arabic", "english", "found"),
    [
        ("استمرت المحادثات", "The المحادثات went on", "المحادثات"),
        ("استمرت المحادثات", "استمرت المحادثات", "استمرت المحادثات"),
        ("استمرت المحادثات", "", None),
        ("بلغ عددهم ١٢", "They were ١٢", "١٢"),
    ],
)
def test_untranslated(arabic: str, english: str, found: str | None) -> None:
    settings = Settings(rules=frozenset(("untranslated",)))
    (hit,) = findings([(arabic, english)], settings=settings)
    assert hit.found == found


def test_cited_arabic_is_information() -> None:
    rows = [("كلمة شهيد", "the word shahid (شهيد)")]
    (hit,) = findings(rows)
    assert hit.severity is Severity.INFO


def test_latin_source_needs_no_translation() -> None:
    assert findings([("CNN", "CNN"), ("www.example.org", "")]) == []


@pytest.mark.parametrize(
    ("arabic", "english", "found"),
    [
        ("قتل 25 شخصا", "52 people were killed", "52"),
        ("خمسة وعشرون شخصا", "thirty-five people", "thirty-five"),
        ("مئتي ألف نازح", "20,000 displaced", "20,000"),
        ("خمسة مليارات", "five million", "five million"),
        ("في 5 أيلول/سبتمبر", "on 5 November", "November"),
        ("30 مارس و4 أبريل", "30 April and 4 April", "April"),
        ("يوم الثلاثاء", "on Thursday", "Thursday"),
        ("في 12/5/2021", "on 12 June 2021", "June"),
        ("المرتبة الثالثة", "fourth place", "fourth"),
        ("ثلاثة صواريخ", "five missiles", "five"),
        ("بعد ساعتين", "after four hours", "four"),
        ("بنسبة 20 في المئة", "by 20", "20"),
        ("عام 1973", "in war", None),
        ("الربع الثالث من العام", "the first quarter of the year", "first"),
        ("منعوا مرتين في شباط", "twice denied in January", "January"),
        ("بعد 100 كيلومتر", "100 km (and 62 people)", "62"),
        ("إصابة حارسين", "three guards were wounded", "three"),
        ("اتفق طرفان لعشر سنوات", "two sides agreed for two years", "two"),
    ],
)
def test_number_mismatch(arabic: str, english: str, found: str | None) -> None:
    hits = [hit for hit in findings([(arabic, english)]) if hit.rule in _NUMBERS]
    assert [hit.found for hit in hits] == [found]


_NUMBERS = {"number-mismatch"}


@pytest.mark.parametrize(
    ("arabic", "english"),
    [
        ("شخصان", "2 people"),
        ("بعد يومين", "two days later"),
        ("من جهة ثانية", "Meanwhile, three men"),
        ("أحد النواب", "one of the members"),
        ("في عام 2023", "last year"),
        ("قبل عقدين", "twenty years ago"),
        ("تسعينيات القرن العشرين", "the 1990s"),
        ("القرن التاسع عشر", "in 1848"),
        ("بين 20 و30 ألفا", "20,000 to 30,000"),
        ("2019-2020", "2019-20"),
        ("نحو عشرين", "some two dozen"),
        ("موقع عربي21", "the Arabi21 site"),
        ("الساعة 10:30", "at half past ten"),
        ("11 سبتمبر", "9/11"),
        ("خمسون عاما", "half a century"),
        ("1.5 مليون", "a million and a half"),
        ("آلاف وعشرات", "thousands and dozens"),
        ("قبل أربعة عقود", "forty years ago"),
        ("بعد يومين", "48 hours later"),
        ("خلال 48 ساعة", "within two days"),
        ("حتى 31 كانون الأول 2028", "until the end of 2028"),
        ("المرة الثانية", "not for the first time"),
        ("يملك ربع الأسهم", "25 percent owned"),
        ("20 بالمئة", "a fifth of it"),
        ("1500 شخص", "fifteen hundred people"),
        ("على بعد 100 كيلومتر", "100 km (62 miles) away"),
        ("عشرة ملايين يورو", "€10 million ($10.8 million)"),
        ("هدفين في نصف النهائي", "a double to reach the last four"),
    ],
)
def test_equal_numbers(arabic: str, english: str) -> None:
    assert findings([(arabic, english)]) == []


@given(st.integers(3, 999_999), st.integers(3, 999_999))
def test_figures_agree_or_are_found(one: int, other: int) -> None:
    settings = Settings(rules=frozenset(_NUMBERS))
    pair = Pair("f", "1", f"عدد السكان {one:,} نسمة", f"a population of {other:,}")
    hits = list(check([pair], settings=settings))
    short = {one % 100, other % 100}
    if one == other:
        assert hits == []
    elif not short & {one, other} and one * 1000 != other != one / 1000:
        assert len(hits) == 1


def test_name_drift_counts_and_names_the_minority() -> None:
    rows = [
        ("قال محمدوف للصحافيين", "Mammadov told reporters"),
        ("وغادر محمدوف المدينة", "Mammadov left the city"),
        ("ثم عاد محمدوف", "Then Mamedov returned"),
        ("ورحب محمدوف بالاتفاق", "Mammadov welcomed the deal"),
    ]
    (hit,) = findings(rows)
    assert (hit.rule, hit.unit, hit.found) == ("name-drift", "3", "Mamedov")
    assert hit.message == "محمدوف is spelt in several ways: Mammadov ×3, Mamedov ×1"
    assert hit.target[hit.start : hit.end] == "Mamedov"


def test_spellings_that_only_a_third_one_links_drift_together() -> None:
    rows = [
        ("سجل العرجاوي هدفين", "Larjawi scored twice"),
        ("وقال العرجاوي إنه سعيد", "Larjaoui said he was happy"),
        ("ثم غادر العرجاوي", "Then Arjaoui left"),
    ]
    assert [(hit.unit, hit.found) for hit in findings(rows)] == [
        ("2", "Larjaoui"),
        ("3", "Arjaoui"),
    ]


def test_a_soft_c_is_a_ch() -> None:
    rows = [
        ("نجا تشيليك من الموت", "Celik survived"),
        ("وقال تشيليك للصحافة", "Celik told the press"),
        ("ونقل تشيليك إلى بيته", "Chelik was taken home"),
    ]
    assert [hit.found for hit in findings(rows)] == ["Chelik"]


@pytest.mark.parametrize(
    "rows",
    [
        [("زار إيران", "He visited Iran"), ("رئيس إيران", "the Iranian president")],
        [("حسن روحاني", "Hassan Rouhani"), ("حسان دياب", "Hassan Diab")],
        [("حسين علوي", "Hussein Alawi"), ("حسين بدري", "Hossein Badri")],
        [("قال موشيه أربيل", "Moshe Arbel said"), ("في أربيل", "in Erbil")],
    ],
)
def test_no_drift(rows: list[tuple[str, str]]) -> None:
    assert [one for one in seen(rows) if one[1] == "name-drift"] == []


def test_same_source() -> None:
    rows = [
        ("جميع الحقوق محفوظة", "All rights reserved"),
        ("جميع الحقوق محفوظة", "We keep the rights"),
        ("جميع الحقوق محفوظة.", "All rights reserved."),
    ]
    (hit,) = findings(rows)
    assert (hit.rule, hit.unit) == ("same-source-different-target", "2")
    assert hit.expected == "All rights reserved"


def test_same_target() -> None:
    rows = [
        ("بحث الوزير مشروع الموازنة مع النواب", "The minister discussed the budget"),
        ("سجل المصدرون خسائر كبيرة", "The minister discussed the budget"),
        ("نعم", "Yes"),
        ("أجل", "Yes"),
    ]
    (hit,) = findings(rows)
    assert (hit.rule, hit.unit) == ("same-target-different-source", "2")


def test_term_inconsistent() -> None:
    rows = [
        ("أعلنت اللجنة المانحة", "The donor committee announced"),
        ("عقدت اللجنة المانحة", "The donor committee met"),
        ("وافقت اللجنة المانحة", "The donor committee agreed"),
        ("رفضت اللجنة المانحة", "The giving board refused"),
    ]
    (hit,) = findings(rows)
    assert (hit.rule, hit.unit) == ("term-inconsistent", "4")
    assert hit.expected == "donor committee"


def test_admitted_terms_on_request() -> None:
    glossary = [concept("وقف إطلاق النار", "ceasefire|truce")]
    rows = [("وقف إطلاق النار", f"the {word}") for word in ("ceasefire", "truce")]
    rows = [rows[0], *rows]
    asked = Settings(
        rules=frozenset(("term-inconsistent",)),
        options={"term-inconsistent": {"admitted": True}},
    )
    assert seen(rows, glossary, asked) == [("3", "term-inconsistent", "truce")]
    plain = Settings(rules=frozenset(("term-inconsistent",)))
    assert seen(rows, glossary, plain) == []


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("a \u202eturned\u202c word", Severity.ERROR),
        ("an \u202bopen one", Severity.WARNING),
        ("a stray\u200e mark", Severity.INFO),
    ],
)
def test_bidi_control(text: str, severity: Severity) -> None:
    (hit, *_) = findings([("كلمة", text)])
    assert (hit.rule, hit.severity) == ("bidi-control", severity)


def test_balanced_isolates_are_silent() -> None:
    assert findings([("كلمة", "a \u2068word\u2069 here")]) == []


def test_first_reference_is_asked_for() -> None:
    glossary = [concept("رستم كريموف|كريموف", "Rustam Karimov|Karimov", "person")]
    rows = [("قال كريموف", "Karimov said"), ("رستم كريموف", "Rustam Karimov")]
    assert seen(rows, glossary) == []
    asked = Settings(rules=frozenset(("first-reference",)))
    assert seen(rows, glossary, asked) == [("1", "first-reference", "Karimov")]


@pytest.mark.parametrize(
    ("options", "text", "found"),
    [
        ({"quotes": "straight"}, "a “word” it’s", ["“", "”"]),
        ({"quotes": "curly"}, 'a "word"', ['"', '"']),
        ({"article": "al-"}, "Abdel Fattah el-Sisi", ["el-"]),
        ({"spelling": "-ise"}, "They organize and size up", ["organize"]),
        ({"spelling": "-ize"}, "They organise and advise", ["organise"]),
        ({"forbidden": ["utilise"]}, "to Utilise it", ["Utilise"]),
        ({}, "a “word” they utilise", []),
    ],
)
def test_house_style(options: dict[str, object], text: str, found: list[str]) -> None:
    settings = Settings(options={"house-style": options})
    hits = [hit.found for hit in findings([("كلمة", text)], settings=settings)]
    assert hits == found


def test_house_style_refuses_a_word_for_a_list() -> None:
    settings = Settings(options={"house-style": {"forbidden": "utilise"}})
    with pytest.raises(
        ValueError, match=r"^house-style: forbidden is a list of words$"
    ):
        findings([("كلمة", "a word")], settings=settings)


def test_unknown_rules_and_options_are_refused() -> None:
    with pytest.raises(ValueError, match=r"^no such rule: spelling$"):
        Settings(rules=frozenset(("spelling",)))
    with pytest.raises(ValueError, match=r"^house-style has no option colour$"):
        Settings(options={"house-style": {"colour": 1}})


def test_settings_choose_and_rate() -> None:
    rows = [("قتل 25 شخصا", "52 people مرحبا")]
    assert {one[1] for one in seen(rows)} == {"number-mismatch", "untranslated"}
    skipped = Settings(
        skip=frozenset(("untranslated",)), severity={"number-mismatch": Severity.INFO}
    )
    (hit,) = findings(rows, settings=skipped)
    assert (hit.rule, hit.severity) == ("number-mismatch", Severity.INFO)


def test_findings_come_in_the_order_of_units_then_those_of_the_job() -> None:
    rows = [
        ("قتل 25 شخصا", "52 people"),
        ("قتل 25 شخصا", "twenty-five were killed"),
        ("بلغ 30 طنا", "40 tonnes"),
    ]
    assert [one[:2] for one in seen(rows)] == [
        ("1", "number-mismatch"),
        ("3", "number-mismatch"),
        ("2", "same-source-different-target"),
    ]


def _named(*terms: Term) -> Concept:
    return Concept(
        id="one",
        type=ConceptType.PERSON,
        sections=(LangSection(lang="ar", terms=terms),),
    )


def test_arabic_alone() -> None:
    known = _named(
        Term(text="يوسي موشيشفيلي"),
        Term(text="يوسي موشيافيلي", kind=TermKind.VARIANT, status=Status.ADMITTED),
    )
    texts = [("a.txt", "عنوان\nقال يوسي موشيافيلي أمس\u202e")]
    first, second = check_texts(texts, concepts=[known])
    assert (first.rule, first.file, first.unit, first.line) == (
        "spelling-variant",
        "a.txt",
        "2",
        2,
    )
    assert first.source[first.start : first.end] == "يوسي موشيافيلي"
    assert first.expected == "يوسي موشيشفيلي"
    assert (second.rule, second.side) == ("bidi-control", "source")


def test_deprecated_arabic_is_found_in_texts() -> None:
    known = _named(
        Term(text="كفر زيتان"), Term(text="كفر الزيت", status=Status.DEPRECATED)
    )
    (hit,) = check_texts([("a", "في كفر الزيت")], concepts=[known])
    assert hit.message == "كفر الزيت is deprecated; write كفر زيتان"


def test_other_words_of_one_meaning_are_no_spellings() -> None:
    known = Concept(
        id="one",
        sections=(
            LangSection(
                lang="ar",
                terms=(
                    Term(text="طائرة"),
                    Term(text="طائرات", kind=TermKind.VARIANT),
                ),
            ),
        ),
    )
    assert list(check_texts([("a", "رأى طائرات")], concepts=[known])) == []
