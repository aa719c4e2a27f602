from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary import lexicon
from glossary.base import Entry, entries
from glossary.extract.candidates import Settings, extract
from glossary.extract.corpus import Document
from glossary.gazetteer import places
from glossary.knowledge import concept_senses, place_senses
from glossary.model import (
    Candidate,
    Concept,
    ConceptType,
    LangSection,
    Origin,
    Term,
    TermKind,
)

KNOWN = [*concept_senses(entries()), *place_senses(places())]


def run(*texts: str, senses: object = KNOWN, **settings: int) -> dict[str, Candidate]:
    documents = [Document(f"{n}.txt", text) for n, text in enumerate(texts)]
    found = extract(
        documents,
        lexicon=lexicon.arabic(),
        senses=senses,  # type: ignore[arg-type]
        settings=Settings(**settings),
    )
    return {candidate.term: candidate for candidate in found}


def english(candidate: Candidate) -> str | None:
    return candidate.renderings[0].text if candidate.renderings else None


def test_forms_with_clitics_count_as_one_term() -> None:
    found = run(
        "زار الوفد الكنيست أمس. وقالت مصادر بالكنيست إنّ للكنيست لجانا. والكنيست منعقد."
    )
    knesset = found["الكنيست"]
    assert knesset.count == 4
    assert dict(knesset.variants) == {
        "الكنيست": 1,
        "بالكنيست": 1,
        "للكنيست": 1,
        "والكنيست": 1,
    }
    assert english(knesset) == "Knesset"
    assert knesset.type is ConceptType.ORGANISATION


def test_contexts_delimit_the_mention_without_its_clitic() -> None:
    text = "مقدمة قصيرة. وصل الوفد إلى باكو، ثم عاد من باكو ولباكو مكانة."
    baku = run(text)["باكو"]
    assert [text[one.start : one.end] for one in baku.contexts] == ["باكو"] * 3
    assert baku.contexts[0].text == "وصل الوفد إلى باكو، ثم عاد من باكو ولباكو مكانة."
    assert baku.contexts[0].document == "0.txt"


def test_an_unknown_name_is_found_with_a_guess_that_says_so() -> None:
    found = run(
        "قال الوزير ورشتنبرغوف إنّ المحادثات جيدة. وأضاف رشتنبرغوف أنه سيعود.",
        "التقى الوزير رشتنبرغوف نظيره، وكان لرشتنبرغوف رأي آخر.",
    )
    name = found["رشتنبرغوف"]
    assert name.count == 4
    assert name.documents == 2
    assert name.type is ConceptType.PERSON
    assert name.renderings[0].origin is Origin.ROMANISED
    assert name.renderings[0].confidence < 0.5


def test_quba_where_azerbaijan_is_spoken_of_and_cuba_elsewhere() -> None:
    found = run("في أذربيجان مدينة كوبا شمال باكو.", "هافانا عاصمة كوبا في الكاريبي.")
    places_ = [one for one in found.values() if one.term == "كوبا"]
    assert places_, "one reading at least keeps the form"
    quba = run("في أذربيجان مدينة كوبا شمال باكو.")["كوبا"]
    cuba = run("هافانا عاصمة كوبا في الكاريبي.")["كوبا"]
    assert english(quba) == "Quba"
    assert english(cuba) == "Cuba"
    assert "Cuba" in {one.text for one in quba.renderings}


def test_both_readings_of_a_homonym_are_kept_apart() -> None:
    documents = [
        Document("a", "في أذربيجان مدينة كوبا شمال باكو."),
        Document("b", "هافانا عاصمة كوبا في الكاريبي."),
    ]
    found = extract(documents, lexicon=lexicon.arabic(), senses=KNOWN)
    by_english = {english(one): one for one in found if one.term == "كوبا"}
    assert set(by_english) == {"Quba", "Cuba"}
    assert [one.document for one in by_english["Cuba"].contexts] == ["b"]


def test_a_city_inside_a_longer_known_name_is_no_evidence_for_the_city() -> None:
    assert "قزوين" not in run("يطل البلد على بحر قزوين، وفي بحر قزوين نفط.")


def test_of_overlapping_forms_of_one_name_the_usual_one_counts() -> None:
    found = run("اعترضت البحرية سفينة مرمرة الزرقاء قرب غزة.")
    assert dict(found["مرمرة الزرقاء"].variants) == {"مرمرة الزرقاء": 1}
    assert "الزرقاء" not in found


def test_a_name_broken_over_a_line_is_found_whole() -> None:
    text = (
        "وفي ختام اللقاء الذي دام ساعات شكر السفير أعضاء مؤتمر رؤساء المنظمات\n"
        "اليهودية في الولايات المتحدة على دعوتهم."
    )
    found = run(text)
    assert any(term.startswith("مؤتمر رؤساء المنظمات اليهودية") for term in found)


def test_a_quoted_name_with_its_clitic_cut_off() -> None:
    israel = run("قال إن لـ”إسرائيل” مصالح، وإن «إسرائيل» باقية.")["إسرائيل"]
    assert israel.count == 2
    assert dict(israel.variants) == {"إسرائيل": 2}


def test_a_term_inside_a_longer_one_that_always_surrounds_it_is_dropped() -> None:
    text = "لجنة التحكيم الدولية اجتمعت. ثم قررت لجنة التحكيم الدولية التأجيل."
    found = run(text, senses=[])
    assert "لجنة التحكيم الدولية" in found
    assert "لجنة التحكيم" not in found


def test_two_noun_phrases_side_by_side_are_no_term() -> None:
    text = "وصل إلى الولايات المتحدة زلاتكوف أمس. غادر الولايات المتحدة زلاتكوف اليوم."
    assert all("المتحدة زلاتكوف" not in term for term in run(text, senses=[]))


def test_spellings_of_one_name_in_the_glossary_are_one_candidate() -> None:
    concept = Concept(
        id="x",
        type=ConceptType.PERSON,
        sections=(
            LangSection(
                lang="ar",
                terms=(
                    Term(text="غريغوروف"),
                    Term(text="جريجوروف", kind=TermKind.VARIANT),
                    Term(text="قريقوروف", kind=TermKind.VARIANT),
                ),
            ),
            LangSection(lang="en", terms=(Term(text="Grigorov"),)),
        ),
    )
    found = run(
        "قال جريجوروف كلمة ووافق قريقوروف ثم صمت جريجوروف.",
        senses=list(concept_senses([Entry(concept)])),
    )
    assert found["جريجوروف"].count == 3
    assert "قريقوروف" not in found


def test_one_mention_suffices_for_a_known_term_only() -> None:
    found = run("زار الوفد أنقرة والتقى بوغدانتشيكوف.")
    assert "أنقرة" in found
    assert "بوغدانتشيكوف" not in found
    assert "بوغدانتشيكوف" in run("زار الوفد أنقرة والتقى بوغدانتشيكوف.", least=1)


def test_a_headings_words_do_not_join_the_text_below() -> None:
    text = "مستقبل الطاقة\nالشمس مصدر.\n\nمستقبل الطاقة\nالشمس باقية."
    assert "مستقبل الطاقة" in run(text, senses=[])


def test_the_same_bytes_each_time() -> None:
    texts = ["زار علييف أنقرة وباكو وتبليسي والتقى أردوغان في أنقرة."] * 3
    assert list(run(*texts).values()) == list(run(*texts).values())


@pytest.mark.parametrize("text", ["", "no Arabic at all", "١٢٣ 456", "؟؟؟", "و ف ب"])
def test_nothing_to_find(text: str) -> None:
    assert run(text) == {}


@given(st.text(alphabet='وفبلكالأإسرئيم \n.،"ـ', max_size=80))
def test_any_text_gives_mentions_that_are_there(text: str) -> None:
    for candidate in run(text, least=1).values():
        assert candidate.count == sum(count for _, count in candidate.variants)
        assert 0 < candidate.score < 1
        for context in candidate.contexts:
            assert text[context.start : context.end].strip()
            assert context.text in text


def test_spellings_of_an_unknown_name_are_one_candidate() -> None:
    found = run("قال شتاينماير كلمة. وردّ شتاينمير عليه. ووافق شتاينماير أخيرا.")
    assert found["شتاينماير"].count == 3
    assert "شتاينمير" not in found


def test_a_full_name_that_stands_once_is_found_through_its_surname() -> None:
    found = run(
        "وصل كارلوس زلاتكوفيتش أمس. وقال زلاتكوفيتش إنه متفائل. وعاد زلاتكوفيتش."
    )
    assert found["كارلوس زلاتكوفيتش"].count == 1
    assert found["كارلوس زلاتكوفيتش"].type is ConceptType.PERSON
    assert found["زلاتكوفيتش"].count == 3


def test_the_head_of_a_longer_name_is_not_the_shorter_one() -> None:
    found = run("نشرت صحيفة «إسرائيل اليوم» خبرا. وقالت صحيفة إسرائيل اليوم إنه صحيح.")
    assert "إسرائيل اليوم" in found
    assert "إسرائيل" not in found


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        ("زار وَالكنيست منعقد", "الكنيست"),
        ("وصل إلى وباكو بعيدة", "باكو"),
        ("قدّم طلبا للكنيست", "للكنيست"),
    ],
)
def test_a_mention_begins_after_proclitic_marks(text: str, mention: str) -> None:
    (candidate,) = (c for c in run(text).values() if english(c) in ("Knesset", "Baku"))
    context = candidate.contexts[0]
    assert text[context.start : context.end] == mention
