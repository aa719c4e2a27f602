from __future__ import annotations

import io
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.arabic import analyses, bare, key
from glossary.errors import LanguageError, StoreError
from glossary.matcher import Entry, Found, Matcher
from glossary.matcher.arabic import Arabic
from glossary.matcher.spelling import label_of
from glossary.model import Concept, ConceptType, LangSection, Status, Term, TermKind
from tests.glossary.matcher.glossaries import concepts

NAMES = ConceptType.PERSON


def texts(
    terms: str, text: str, *, type_: ConceptType | None = None, weak: bool = True
) -> list[str]:
    """Return what is found of terms that | parts."""
    matcher = Matcher.build(concepts(*terms.split("|"), type_=type_), "ar")
    found = matcher.find(text)
    for one in found:
        assert text[one.start : one.end] == one.text
        assert one.whole[0] <= one.start < one.end <= one.whole[1]
    return [one.text for one in found if weak or not one.weak]


@pytest.mark.parametrize(
    ("term", "word", "found"),
    [
        ("الكنيست", "والكنيست", "الكنيست"),
        ("الكنيست", "وبالكنيست", "الكنيست"),
        ("الكنيست", "للكنيست", "للكنيست"),
        ("الكنيست", "وللكنيست", "وللكنيست"),
        ("الكنيست", "فالكنيست", "الكنيست"),
        ("الكنيست", "ٱلكنيست", "ٱلكنيست"),
        ("الكنيست", "الكُنيسْت", "الكُنيسْت"),
        ("الكنيست", "وَالكُنيست", "الكُنيست"),
        ("الكنيست", "الكنيـــست", "الكنيـــست"),
        ("الكنيست", "الكني\u200fست", "الكني\u200fست"),
        ("اللجنة", "للجنة", "للجنة"),
        ("لجنة", "للجنة", "لجنة"),
        ("سفارة", "السفارة", "السفارة"),
        ("سفارة", "بالسفارة", "السفارة"),
        ("سفارة", "للسفارة", "للسفارة"),
        ("سفارة", "السفاره", "السفاره"),
        ("إسرائيل", "لاسرائيل", "اسرائيل"),
        ("إسرائيل", "ولإسرائيل", "إسرائيل"),
        ("باكو", "وباكو", "باكو"),
        ("محمدوف", "لمحمدوف", "محمدوف"),
        ("عربي21", "لعربي21", "عربي21"),
        ("٧ أكتوبر", "7 اكتوبر", "7 اكتوبر"),
        ("في", "فى", "فى"),
    ],
)
def test_a_word_is_found_with_its_clitics(term: str, word: str, found: str) -> None:
    assert texts(term, f"قال {word}، أمس") == [found]


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("كالة", "وكالة"),
        ("مال", "كمال"),
        ("اكو", "باكو"),
        ("لاية", "ولاية"),
        ("يليام", "ويليام"),
        ("وهين", "كوهين"),
        ("وتين", "بوتين"),
        ("محمد", "محمدوف"),
        ("كنيس", "الكنيست"),
        ("علي", "على"),
        ("علي", "وعلى"),
        ("ماء", "ما"),
        ("وفا", "وفاء"),
        ("أمن", "آمن"),
        ("وان", "وأن"),
        ("لان", "لأنه"),
        ("هام", "إلهام"),
        ("الكنيست", "كنيست"),
        ("رئيس الوزراء", "رئيس، الوزراء"),
        ("رئيس الوزراء", "رئيس (الوزراء"),
        ("رئيس الوزراء", "رئيس\n\nالوزراء"),
        ("أ.ف.ب", "أ ف ب"),
        ("أ.ف.ب", "أ، ف، ب"),
        ("5", "9.5"),
        ("9", "9.5"),
        ("كوب", "كوبا"),
        ("بحر", "البحرين"),
        ("سلم", "سلمان"),
        ("لبن", "لبنان"),
        ("يوم القدس", "اليوم القدس"),
    ],
)
def test_what_only_looks_like_a_term_is_none(term: str, text: str) -> None:
    assert texts(term, text) == []


@pytest.mark.parametrize(
    ("term", "text", "found"),
    [
        ("صحيفة معاريف", 'صحيفة "معاريف" اليوم', 'صحيفة "معاريف'),
        ("إسرائيل", 'لـ"إسرائيل"', "إسرائيل"),
        ("إسرائيل", "لـ”إسرائيل“", "إسرائيل"),
        ("رئيس الوزراء", "رئيس\u00a0الوزراء", "رئيس\u00a0الوزراء"),
        ("رئيس الوزراء", "ورئيس\tالوزراء", "رئيس\tالوزراء"),
        ("أبو مازن", "أبو-مازن", "أبو-مازن"),
        ("الكنيست الإسرائيلي", "#الكنيست_الإسرائيلي", "الكنيست_الإسرائيلي"),
        ("أ.ف.ب", "وكالة أ.ف.ب", "أ.ف.ب"),
        ("عبد الفتاح السيسي", "عبدالفتاح السيسي", "عبدالفتاح السيسي"),
        ("عبدالفتاح السيسي", "لعبد الفتاح السيسي", "عبد الفتاح السيسي"),
        ("تقنيات متقدمة", "والتقنيات المتقدمة", "التقنيات المتقدمة"),
        ("رئيس حكومة", "رئيس الحكومة", "رئيس الحكومة"),
    ],
)
def test_a_phrase_is_found_over_what_parts_its_words(
    term: str, text: str, found: str
) -> None:
    assert texts(term, text) == [found]


def test_a_name_may_break_over_lines_and_a_paragraph_may_not() -> None:
    first = "تحدث السفير أمس أمام مؤتمر رؤساء المنظمات"
    second = "اليهودية في الولايات المتحدة عن العلاقات بين البلدين وعن مستقبلها"
    term = "مؤتمر رؤساء المنظمات اليهودية"
    assert texts(term, f'{first} "كبرى\n{second}".') == []
    broken = f'قال "{first}\n{second}" ثم غادر'
    assert texts(term, broken) == ["مؤتمر رؤساء المنظمات\nاليهودية"]
    assert texts(term, f"{first}.\n{second}") == []


@pytest.mark.parametrize(
    ("term", "word", "weak"),
    [
        ("سفارة", "سفارتهم", False),
        ("سفارة", "وبسفارتها", False),
        ("سفير", "سفيراً", True),
        ("سفير", "سفيرًا", True),
        ("سفير", "سفيرا", True),
        ("مستوطن", "مستوطنين", True),
        ("مستوطن", "المستوطنون", True),
        ("سفارة", "سفارات", True),
        ("وزير", "الوزيرين", True),
    ],
)
def test_a_noun_is_found_inflected(term: str, word: str, weak: bool) -> None:  # noqa: FBT001 - a table
    (found,) = Matcher.build(concepts(term), "ar").find(word)
    assert found.weak is weak
    assert found.entries[0].term.text == term
    assert Matcher.build(concepts(term, type_=NAMES), "ar").find(word) == []


def test_a_name_of_two_words_takes_no_article_at_its_end() -> None:
    assert texts("محمد علي", "محمد العلي", type_=NAMES) == []
    assert texts("محمد علي", "محمد العلي", weak=False) == []


def test_an_unsplit_word_that_is_a_term_wins() -> None:
    matcher = Matcher.build(concepts("كالة", "وكالة"), "ar")
    assert [one.entries[0].concept for one in matcher.find("وكالة")] == [1]
    unknown = Matcher.build(concepts("زغرتوش", "وزغرتوش"), "ar")
    assert [one.entries[0].concept for one in unknown.find("وزغرتوش زغرتوش")] == [1, 0]


def test_the_longest_term_wins_and_others_are_found_if_asked_for() -> None:
    matcher = Matcher.build(
        concepts("الوزراء", "رئيس", "رئيس الوزراء", "الوزراء الإسرائيلي أمس"), "ar"
    )
    text = "رئيس الوزراء الإسرائيلي"
    assert [one.text for one in matcher.find(text)] == ["رئيس الوزراء"]
    assert [one.text for one in matcher.find(text, overlapping=True)] == [
        "رئيس الوزراء",
        "رئيس",
        "الوزراء",
    ]
    assert [one.text for one in matcher.find(f"{text} أمس")] == [
        "رئيس",
        "الوزراء الإسرائيلي أمس",
    ]


def test_a_form_of_several_concepts_has_an_entry_for_each() -> None:
    matcher = Matcher.build(concepts("كوبا", "قوبا", ("كوبا", "قبا")), "ar")
    assert matcher.find("في كوبا") == [
        Found(
            start=3,
            end=7,
            text="كوبا",
            entries=(Entry(0, Term(text="كوبا")), Entry(2, Term(text="كوبا"))),
            reason="as written",
            whole=(3, 7),
        )
    ]


def test_the_term_written_like_the_text_stands_for_its_concept() -> None:
    matcher = Matcher.build(concepts(("اسرائيل", "إسرائيل")), "ar")
    ((entry,),) = [one.entries for one in matcher.find("إسرائيل")]
    assert entry.term.text == "إسرائيل"


def test_every_status_and_kind_is_found_and_told() -> None:
    terms = (
        Term(text="موشيشفيلي"),
        Term(text="موشيافيلي", status=Status.ADMITTED, kind=TermKind.VARIANT),
        Term(text="موشافيلي", status=Status.DEPRECATED, note="slip", extra=("<x/>",)),
    )
    concept = Concept(id="m", sections=(LangSection(lang="ar-EG", terms=terms),))
    matcher = Matcher.build([concept], "ar")
    found = matcher.find("موشيشفيلي وموشيافيلي وموشافيلي")
    assert tuple(one.entries[0].term for one in found) == terms


@pytest.mark.parametrize(
    ("term", "text", "reason"),
    [
        ("الكنيست", "الكنيست", "as written"),
        ("إسرائيل", "اسرائيل", "spelled alike"),
        ("الكنيست", "وبالكنيست", "وب + الكنيست"),
        ("الكنيست", "للكنيست", "a proclitic on الكنيست"),
        ("سفارة", "السفارة", "with the article"),
        ("سفارة", "سفارتهم", "with a possessive"),
        ("مستوطن", "للمستوطنين", "a proclitic on مستوطن, with the article, "),
        ("رئيس الوزراء", "لرئيس\u00a0الوزراء", "ل + رئيس\u00a0الوزراء"),
    ],
)
def test_the_reason_says_what_the_text_adds(term: str, text: str, reason: str) -> None:
    (found,) = Matcher.build(concepts(term), "ar").find(text)
    assert found.reason.startswith(reason)


def test_a_term_without_a_word_is_never_found() -> None:
    matcher = Matcher.build(concepts("؟", "٪ +", "الكنيست"), "ar")
    assert len(matcher) == 3
    assert [one.text for one in matcher.find("؟ ٪ + الكنيست ؟")] == ["الكنيست"]
    empty = Matcher.build([], "ar")
    assert empty.find("الكنيست") == []
    assert empty.find("") == []
    assert list(matcher.find_many([])) == []


def test_only_arabic_and_english_are_known() -> None:
    with pytest.raises(LanguageError, match="in Arabic and English texts, not in 'fr'"):
        Matcher.build([], "fr")


def test_a_matcher_is_saved_and_loaded() -> None:
    known = [*concepts("الكنيست", "كوبا", "رئيس حكومة"), *concepts("كوبا", "سفير")]
    matcher = Matcher.build(known, "ar")
    text = "قال سفيرا كوبا للكنيست إن رئيس الحكومة وصل"
    stream, again = io.BytesIO(), io.BytesIO()
    matcher.save(stream)
    matcher.save(again)
    assert stream.getvalue() == again.getvalue()
    stream.seek(0)
    loaded = Matcher.load(stream)
    assert loaded.find(text) == matcher.find(text)
    assert len(loaded.find(text)) == 4


@pytest.mark.parametrize("data", [b"", b"nonsense", b"PK\x03\x04 torn"])
def test_a_damaged_index_says_so(data: bytes) -> None:
    with pytest.raises(StoreError, match="the index of terms is damaged; build it ag"):
        Matcher.load(io.BytesIO(data))


def test_an_index_of_another_version_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.BytesIO()
    with monkeypatch.context() as patch:
        patch.setattr("glossary.matcher.cache.VERSION", 0)
        Matcher.build([], "ar").save(stream)
    stream.seek(0)
    with pytest.raises(StoreError, match="of another version; build it again"):
        Matcher.load(stream)


TERMS = (
    "الكنيست",
    "محمدوف",
    "سفارة",
    "رئيس الوزراء",
    "وزير",
    "إسرائيل",
    "إسرائيل اليوم",
    "تقنيات متقدمة",
    "وكالة فرانس برس",
    "كوبا",
    "أ.ف.ب",
    "عبد الفتاح السيسي",
)
MATCHER = Matcher.build(concepts(*TERMS), "ar")
PROCLITICS = ("", "و", "ف", "ب", "ل", "وب", "ول")
FILLERS = (
    "قال",
    "إن",
    "أمس،",
    "ذهب.",
    "\n",
    '"',
    "«",
    "»",
    "مُحَمَّد",
    "x",
    "🙂",
    "\u200f",
)


def cliticised(before: str, term: str) -> str:
    if before.endswith("ل") and term.startswith("ال"):
        return before + "ل" + term[2:]
    return before + term


planted = st.builds(
    cliticised,
    st.sampled_from(PROCLITICS),
    st.sampled_from([term for term in TERMS if "." not in term]),
).map(lambda text: (text, True))
fillers = st.sampled_from(FILLERS).map(lambda text: (text, False))


@given(st.lists(st.one_of(planted, fillers), max_size=12))
def test_every_planted_term_is_found_at_its_place(
    parts: list[tuple[str, bool]],
) -> None:
    text = ""
    places = []
    for part, is_term in parts:
        if is_term:
            text += "؛ "
            places.append((len(text), len(text) + len(part)))
        text += part + (" ؛ " if is_term else " ")
    found = MATCHER.find(text)
    assert set(places) <= {one.whole for one in found}
    for one in found:
        assert text[one.start : one.end] == one.text


words = st.one_of(
    st.sampled_from([word for term in TERMS for word in term.split()]),
    st.builds(cliticised, st.sampled_from(PROCLITICS), st.sampled_from(TERMS)),
    st.sampled_from(FILLERS),
    st.text("والكنيستبرأإىيةه\u064b ـ", max_size=6),
)


def slow(text: str) -> list[tuple[int, int]]:
    """Return the places of the longest terms, each word and term tried in turn."""
    matchers = [Matcher.build(concepts(term), "ar") for term in TERMS]
    spans = {
        (*one.whole, one.text.count(" "))
        for matcher in matchers
        for one in matcher.find(text, overlapping=True)
    }
    return [span[:2] for span in sorted(spans)]


@given(st.lists(words, max_size=8).map(" ".join))
def test_terms_together_are_found_as_each_alone(text: str) -> None:
    together = MATCHER.find(text, overlapping=True)
    assert sorted({one.whole for one in together}) == sorted(set(slow(text)))
    apart = MATCHER.find(text)
    assert all(a.whole[1] <= b.whole[0] for a, b in zip(apart, apart[1:], strict=False))
    assert {one.whole for one in apart} <= {one.whole for one in together}
    for one in together:  # what is left out overlaps something at least as long
        assert any(
            a.whole[0] < one.whole[1] and one.whole[0] < a.whole[1] for a in apart
        )


@given(st.lists(st.lists(words, max_size=6).map(" ".join), max_size=6))
def test_many_texts_are_searched_as_each_alone(several: list[str]) -> None:
    assert list(MATCHER.find_many(several)) == [MATCHER.find(one) for one in several]


def test_a_long_text_is_searched_as_its_parts() -> None:
    part = "قال رئيس الوزراء إن سفارة إسرائيل في كوبا، وللكنيست رأي. "
    found = MATCHER.find(part * 4000)
    (alone,) = MATCHER.find_many([part])
    assert len(found) == 4000 * len(alone)
    assert [one.text for one in found[-len(alone) :]] == [one.text for one in alone]


def test_labels_are_match_keys_where_no_hamza_ends_the_word() -> None:
    some = ["الكنيست", "إسرائيل", "عربي21", "٧", "مكة", "x"]
    language = MATCHER._vocabulary._language
    assert isinstance(language, Arabic)
    sifted = language._sieve.sift([*some, "سماء", "كُنيست"])
    assert sifted.labels == [*(key(bare(one)) for one in some), "", ""]


@given(st.lists(words, max_size=8).map(" ".join))
def test_what_is_found_is_allowed_by_the_letters(text: str) -> None:
    for one in MATCHER.find(text, overlapping=True):
        start = text[one.whole[0] : one.whole[1]]
        begun = bare(start).replace('"', " ").split()[0]
        term = one.entries[0].term.text.split()[0]
        readings = {key(r.base) for r in analyses(begun)} | {key(begun)}
        readings |= {key(r.stem) for r in analyses(begun)}
        inflected = "possessive" in one.reason or one.weak
        assert inflected or key(term)[:3] in {reading[:3] for reading in readings}


@given(
    st.lists(
        words.flatmap(lambda text: st.just("".join(text.split()) or "x")), min_size=1
    )
)
def test_the_sieve_lets_through_all_that_the_slow_way_finds(several: list[str]) -> None:
    language = MATCHER._vocabulary._language
    assert isinstance(language, Arabic)
    labels = [label_of(word) for word in several]
    slow = language._read_all(several, labels)
    with patch("glossary.matcher.arabic._FEW", 0):
        sifted = language.forms(several)
    for forms, expected in zip(sifted, slow, strict=True):
        assert set(zip(*forms, strict=True)) == set(zip(*expected, strict=True))


@given(st.lists(st.lists(words, max_size=6).map(" ".join), max_size=6), st.booleans())
def test_what_a_matcher_remembers_changes_nothing(
    several: list[str],
    overlapping: bool,  # noqa: FBT001 - drawn
) -> None:
    new = Matcher.build(concepts(*TERMS), "ar")
    first = list(new.find_many(several, overlapping=overlapping))
    assert list(new.find_many(several, overlapping=overlapping)) == first
    for text, found in zip(several, first, strict=True):
        assert MATCHER.find(text, overlapping=overlapping) == found


def test_columns_say_what_find_says_with_numbers_of_texts() -> None:
    part = "قال رئيس الوزراء إن سفارة إسرائيل في كوبا، وللكنيست رأي. "
    several = [part * 5000, "", part, part * 5000]
    batches = list(MATCHER.places(several))
    assert [list(one.texts) for one in batches] == [[0], [1, 2, 3]]
    found = [one for batch in batches for one in batch.found()]
    assert found == [MATCHER.find(text) for text in several]
    for batch in batches:
        rows = zip(batch.text, batch.start, batch.end, batch.meaning, strict=True)
        for text, start, end, meaning in rows:
            assert several[text][start:end] == batch.meanings[meaning].text


def test_no_term_goes_on_in_the_next_text() -> None:
    matcher = Matcher.build(concepts("أ.ف.ب", "رئيس الوزراء"), "ar")
    several = ["وكالة أ", "ف.ب", "أ.ف.ب", "رئيس", "الوزراء"]
    assert [len(one) for one in matcher.find_many(several)] == [0, 0, 1, 0, 0]


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("رئيس الوزراء", "رئيس، الوزراء"),
        ("رئيس الوزراء", "رئيس\n\nالوزراء"),
        ("أ.ف.ب", "أ،ف.ب"),
        ("أ🙂ب", "أ😀ب"),
        ("كوبا", "كوبان"),
        ("رئيس الوزراء", "رئيسا لوزراء"),
    ],
)
def test_texts_that_are_nearly_alike_are_told_apart(text: str, other: str) -> None:
    matcher = Matcher.build(concepts("رئيس الوزراء", "أ.ف.ب", "أ🙂ب", "كوبا"), "ar")
    texts = [f"قال {one} أمس" for one in (text, other) * 2]
    found = [[one.text for one in several] for several in matcher.find_many(texts)]
    assert found == [[text], [], [text], []]


@pytest.mark.parametrize("size", [1, 20, 64])
def test_a_text_in_parts_has_the_terms_of_the_whole(
    size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    part = "قال رئيس\nالوزراء إن سفارة إسرائيل في كوبا، وللكنيست رأي. كوبا\n\n"
    text = part * 30 + "رئيس الوزراء " * 30 + "\u0640" * 200 + " كوبا كوبا"
    expected = MATCHER.find(text)
    monkeypatch.setattr("glossary.matcher.matcher._BATCH", size)
    assert MATCHER.find(text) == expected
    assert next(MATCHER.places([text])).texts == range(1)
    assert MATCHER.find("") == []


def test_words_without_blanks_between_them_are_not_cut(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("glossary.matcher.matcher._BATCH", 4)
    (found,) = MATCHER.find("قال،كوبا،إسرائيل،كوبا")[1:2]
    assert found.text == "إسرائيل"


def test_a_number_is_looked_at_each_time() -> None:
    matcher = Matcher.build(concepts("5"), "ar")
    assert [one.text for one in matcher.find("في 5 أيام")] == ["5"]
    assert matcher.find("بنسبة 9.5 نقطة") == []
    assert [one.text for one in matcher.find("في 5 أيام")] == ["5"]


def test_much_text_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("glossary.matcher.vocabulary._MOST", 2)
    monkeypatch.setattr("glossary.matcher.select._MOST", 1)
    matcher = Matcher.build(concepts(*TERMS), "ar")
    for text in ("كوبا والكنيست وسفارة", "وزير كوبا", "محمدوف", "والكنيست كوبا") * 2:
        assert matcher.find(text) == MATCHER.find(text)
