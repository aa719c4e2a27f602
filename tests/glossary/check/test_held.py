"""What careless translations of texts taught that the rules had not seen."""

from __future__ import annotations

import pytest

from tests.glossary.check.cases import concept, findings, seen

MANUKYAN = concept("هاكوب مانوكيان", "Hakob Manukyan", "person")
NAMED = ("وصل هاكوب مانوكيان إلى تبليسي.", "Hakob Manukyan arrived in Tbilisi.")


@pytest.mark.parametrize(
    ("type_", "arabic", "accepted", "source", "target"),
    [
        (
            "organisation",
            "وزارة الصحة",
            "Ministry of Health",
            "قالت وزارة الصحة",
            "the Health Ministry said",
        ),
        (
            "event",
            "المؤتمر الأمني في ميونيخ",
            "Munich Security Conference",
            "خلال المؤتمر الأمني في ميونيخ",
            "during the security conference in Munich",
        ),
        ("term", "لغم أرضي", "landmine", "لغم أرضي قديم", "old land mines"),
        (
            "term",
            "حسن الجوار",
            "good-neighbourly relations",
            "علاقات حسن الجوار",
            "good neighborly relations",
        ),
        (
            "term",
            "آسيا الوسطى",
            "Central Asia",
            "في منطقة آسيا الوسطى",
            "in the Central Asian region",
        ),
        ("term", "نازح", "displaced person", "عاد نازح", "DPs came back"),
        ("term", "مذكرة تفاهم", "memorandum of understanding", "مذكرة تفاهم", "an MoU"),
        (
            "term",
            "منظمة الأمن والتعاون",
            "Organization for Security and Co-operation",
            "وفق منظمة الأمن والتعاون",
            "according to the OSC's figures",
        ),
        (
            "term",
            "شركة الواحة للطاقة",
            "Al-Waha Energy Company",
            "قالت شركة الواحة للطاقة",
            "Al-Waha Energy said",
        ),
        (
            "term",
            "سلطان بن ناصر الكعبي",
            "Sultan bin Nasser Al Kaabi",
            "قال سلطان بن ناصر الكعبي",
            "Sultan al-Kaabi said",
        ),
        (
            "place",
            "منطقة بحر قزوين",
            "Caspian Sea region",
            "في منطقة بحر قزوين",
            "around the Caspian",
        ),
        ("term", "كتاب", "book", "انتقد كتابة المقال", "criticised the writing of it"),
    ],
)
def test_a_rewording_satisfies(
    type_: str, arabic: str, accepted: str, source: str, target: str
) -> None:
    assert seen([(source, target)], [concept(arabic, accepted, type_)]) == []


@pytest.mark.parametrize("type_", ["organisation", "term"])
def test_the_firm_with_an_adjective_stands_for_what_was_named(type_: str) -> None:
    pairs = [
        ("فازت كازترانس بالعقد.", "KazTrans won the contract."),
        ("وخسرت كازترانس مناقصة.", "The Kazakh firm lost a tender."),
    ]
    assert seen(pairs, [concept("كازترانس", "KazTrans", type_)]) == []


def test_a_name_without_a_type_may_be_an_agreement() -> None:
    pairs = [
        ("وقّعا اتفاق خورفكان.", "They signed the Khor Fakkan Agreement."),
        ("وينص اتفاق خورفكان على ذلك.", "Under the agreement that is so."),
    ]
    glossary = [concept("اتفاق خورفكان", "Khor Fakkan Agreement")]
    assert seen(pairs, glossary) == []


def test_another_name_after_the_role_is_another_one() -> None:
    pairs = [
        ("فازت كازترانس بالعقد.", "KazTrans won the contract."),
        ("وخسرت كازترانس مناقصة.", "The Kazakh firm Almatex lost a tender."),
    ]
    found = seen(pairs, [concept("كازترانس", "KazTrans", "organisation")])
    assert [rule for _, rule, _ in found] == ["term-missing"]


@pytest.mark.parametrize(
    ("arabic", "source"),
    [
        ("نقطة تفتيش", "قرب نقطة التفتيش"),
        ("مذكرة تفاهم", "قيمة مذكرة التفاهم"),
        ("مجلس أمن قومي", "أمام مجلس الأمن القومي"),
    ],
)
def test_a_term_made_definite_is_missed(arabic: str, source: str) -> None:
    found = findings([(source, "Something else was said.")], [concept(arabic, "qux")])
    assert [(one.rule, one.severity.name) for one in found] == [
        ("term-missing", "WARNING")
    ]


def test_a_surname_alone_is_spelt_as_in_the_name_that_the_document_gave() -> None:
    pairs = [NAMED, ("ودعا مانوكيان إلى السلام.", "Manukian called for peace.")]
    (found,) = findings(pairs, [MANUKYAN])
    assert (found.rule, found.unit) == ("name-spelling", "2")
    assert (found.found, found.expected) == ("Manukian", "Manukyan")


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("ودعا مانوكيان إلى السلام.", "He called for peace."),
        ("ودعا مانوكيان إلى السلام.", "Manukyan called for peace."),
        ("ودعا محمد مانوكيان إلى السلام.", "Mohammed Manoukian called for peace."),
    ],
)
def test_a_surname_is_not_missed_nor_that_of_another(source: str, target: str) -> None:
    assert seen([NAMED, (source, target)], [MANUKYAN]) == []


@pytest.mark.parametrize(
    ("right", "wrong", "found"),
    [
        ("Lamiae Ouachi", "Lamia Ouachi", "Lamia Ouachi"),
        ("Raad Habib al-Asadi", "Raed Habib al-Asadi", "Raed Habib"),
    ],
)
def test_a_given_name_that_is_a_letter_off(right: str, wrong: str, found: str) -> None:
    arabic = {"L": "لمياء أوعشي", "R": "رعد حبيب الأسدي"}[right[0]]
    (one,) = findings(
        [(f"قال {arabic} ذلك.", f"{wrong} said so.")],
        [concept(arabic, right, "person")],
    )
    assert (one.rule, one.found) == ("name-spelling", found)


def test_a_part_of_a_long_name_is_information() -> None:
    glossary = [
        concept("مجلس الأمن الدولي", "United Nations Security Council of Peace")
    ]
    (one,) = findings(
        [("قال مجلس الأمن الدولي", "the United Nations Security line")], glossary
    )
    assert (one.rule, one.severity.name) == ("term-missing", "INFO")


def test_a_word_that_is_right_is_no_slip() -> None:
    found = seen(
        [("في ميناء الفاو", "in Faw Port")],
        [concept("ميناء الفاو", "Grand Faw Port", "place")],
    )
    assert [rule for _, rule, _ in found] == ["term-missing"]


def test_a_surname_that_is_a_place_is_the_place() -> None:
    pairs = [
        ("وصل موشيه أربيل.", "Moshe Arbel arrived."),
        ("وغادر الوفد أربيل.", "The delegation left Erbil."),
    ]
    assert seen(pairs, [concept("موشيه أربيل", "Moshe Arbel", "person")]) == []


@pytest.mark.parametrize(
    ("source", "target", "found"),
    [
        ("مئات السنين من التاريخ", "thousands of years of history", "thousands"),
        ("تظاهر الآلاف", "millions demonstrated", "millions"),
        ("الاجتماع الرابع (4 حزيران)", "the fifth meeting (4 June)", "fifth"),
    ],
)
def test_a_number_of_another_size(source: str, target: str, found: str) -> None:
    (one,) = findings([(source, target)], [])
    assert (one.rule, one.found) == ("number-mismatch", found)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("مئات السنين من التاريخ", "centuries of history"),
        ("عشرات الآلاف من الجنود", "tens of thousands of soldiers"),
        ("قتل المئات", "hundreds were killed"),
        ("ثلاثة آلاف جندي", "thousands of soldiers, 3,000 in all"),
        ("آلاف الجنود", "several thousand soldiers, among millions"),
        ("بعد ستة أشهر", "half a year later, the two countries said"),
    ],
)
def test_a_rough_number_said_otherwise(source: str, target: str) -> None:
    assert seen([(source, target)], []) == []


@pytest.mark.parametrize(
    ("first", "second", "right", "wrong"),
    [
        ("محمدوف", "ممادوف", "Mammadov", "Mamedov"),
        ("موشيشفيلي", "موشيافيلي", "Moshiashvili", "Moshishvili"),
    ],
)
def test_drift_over_arabic_spellings(
    first: str, second: str, right: str, wrong: str
) -> None:
    pairs = [
        (f"قال {first} إن الاتفاق جيد.", f"{right} said the deal was good."),
        (f"وشكر {first} الوزير.", f"{right} thanked the minister."),
        (f"وأضاف {second} أنه سيعود.", f"{wrong} added that he would return."),
    ]
    (found,) = findings(pairs, [])
    assert (found.rule, found.unit) == ("name-drift", "3")
    assert (found.found, found.expected) == (wrong, right)


def test_two_names_with_like_english_do_not_drift() -> None:
    pairs = [
        ("قال سالم الكعبي ذلك.", "Salem Kaabi said so."),
        ("وقال سليم الكعبي ذلك.", "Saleem Kaabi said so."),
    ]
    assert seen(pairs, []) == []


def test_of_two_spellings_the_likelier_is_right() -> None:
    pairs = [
        ("قال ويليام هرتسوج ذلك.", "William Herzoug said so."),
        ("وأضاف هرتسوج أنه سيعود.", "Herzog added that he would return."),
    ]
    (found,) = findings(pairs, [])
    assert (found.found, found.expected) == ("Herzoug", "Herzog")
