from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.arabic import Gap, sentences, tokens
from glossary.arabic.tokens import detached_clitic

ARABIC = st.text(
    alphabet="ابتجدرسعفقكلمنهويىةأإآ ءًَُِّـ\n\t.,،؟!:\"«»“”()0٣5-–\u00a0\u200fAz'"
)


@given(st.one_of(st.text(), ARABIC))
def test_offsets_are_those_of_the_untouched_text(text: str) -> None:
    found = tokens(text)
    assert all(text[token.start : token.end] == token.text for token in found)
    assert all(a.end <= b.start for a, b in zip(found, found[1:], strict=False))


@given(st.one_of(st.text(), ARABIC))
def test_sentences_hold_every_word_once(text: str) -> None:
    spans = sentences(text)
    assert all(a.end <= b.start for a, b in zip(spans, spans[1:], strict=False))
    for token in tokens(text):
        assert any(s.start <= token.start and token.end <= s.end for s in spans)


def words(text: str) -> list[str]:
    return [token.text for token in tokens(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("مُحَمَّدٌ وَصَلَ", ["مُحَمَّدٌ", "وَصَلَ"], id="vowel signs stay in the word"),
        pytest.param(
            "موقع عربي21 نقل", ["موقع", "عربي21", "نقل"], id="letters and digits"
        ),
        pytest.param("نحو 9.5 ملايين", ["نحو", "9.5", "ملايين"], id="decimal number"),
        pytest.param(
            "من أكتوبر2023", ["من", "أكتوبر2023"], id="no space before digits"
        ),
        pytest.param("بين باكو-تبليسي", ["بين", "باكو", "تبليسي"], id="hyphen"),
        pytest.param("Hoenlein's office", ["Hoenlein's", "office"], id="apostrophe"),
        pytest.param("قال؛ ثمّ…سكت", ["قال", "ثمّ", "سكت"], id="punctuation"),
        pytest.param("#نهر_النيل هنا", ["نهر", "النيل", "هنا"], id="hashtag"),
        pytest.param(
            "باكو² و٥ كم² أو CO₂", ["باكو", "و٥", "كم", "أو", "CO₂"], id="notes"
        ),
        pytest.param("مي\u200cروم\u200c باق", ["مي\u200cروم", "باق"], id="invisible"),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def gaps(text: str) -> list[Gap]:
    return [token.gap for token in tokens(text)][1:]


@pytest.mark.parametrize(
    ("text", "gap"),
    [
        ("وزارة الصحة", Gap.SPACE),
        ("تل\u00a0أبيب", Gap.SPACE),
        ("نهر_النيل", Gap.SPACE),
        ("باكو² كبيرة", Gap.SPACE),
        ("الاسم ____ العنوان", Gap.BREAK),
        ("صحيفة «معاريف", Gap.QUOTE),
        ("الأذرية – الإسرائيلية", Gap.HYPHEN),
        ("باكو، طهران", Gap.BREAK),
        ("انتهى.\nوبدأ", Gap.PARAGRAPH),
    ],
)
def test_gap(text: str, gap: Gap) -> None:
    assert gaps(text) == [gap]


LONG = "وفي ختام اللقاء أعرب الوزير عن أمله في أن تتوسع الشراكة مع مجلس التعاون الخليجي"


def test_a_name_broken_over_a_line_stays_together() -> None:
    found = tokens(f"{LONG}\nالعربية في السنوات المقبلة.")
    assert found[len(LONG.split())].gap is Gap.SPACE


def test_a_quotation_opened_at_a_line_end_goes_on() -> None:
    found = tokens(f'{LONG} ونشرته صحيفة "\nالأفق" أمس.')
    assert next(token for token in found if token.text == "الأفق").gap is Gap.QUOTE


def test_a_heading_ends_at_its_line() -> None:
    text = f"{LONG}.\nمستقبل التعاون\n{LONG}."
    found = tokens(text)
    place = words(text).index("مستقبل")
    assert found[place].gap is Gap.PARAGRAPH
    assert found[place + 2].gap is Gap.PARAGRAPH


def test_text_wrapped_at_a_column_is_one_paragraph() -> None:
    line = "كلمات كثيرة في سطر واحد طويل نسبيا هنا"
    text = "\n".join([line] * 6)
    assert set(gaps(text)) == {Gap.SPACE}


@pytest.mark.parametrize(
    ("word", "clitic"),
    [
        ("لـ", "ل"),
        ("بـ", "ب"),
        ("والـ", "وال"),
        ("وللـ", "ولل"),
        ("وبالـــ", "وبال"),
        ("محـ", None),
        ("بوـ", None),
        ("ل", None),
        ("ـ", None),
    ],
)
def test_detached_clitic(word: str, clitic: str | None) -> None:
    assert detached_clitic(word) == clitic


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "وصل الوفد.. ثم غادر.", ["وصل الوفد..", "ثم غادر."], id="two stops"
        ),
        pytest.param("هل وصل؟ نعم!", ["هل وصل؟", "نعم!"], id="Arabic question mark"),
        pytest.param(
            "قال: “انتهينا”. ثم خرج", ["قال: “انتهينا”.", "ثم خرج"], id="closing quote"
        ),
        pytest.param("كتبه م. ع. خليل أمس.", ["كتبه م. ع. خليل أمس."], id="initials"),
        pytest.param(
            "بلغ 3.5 مليون. وارتفع", ["بلغ 3.5 مليون.", "وارتفع"], id="decimal"
        ),
        pytest.param("تساءل… ولم يجب…", ["تساءل…", "ولم يجب…"], id="ellipsis"),
        pytest.param("عنوان\n\nمتن النص", ["عنوان", "متن النص"], id="blank line"),
        pytest.param("", [], id="empty"),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert [text[span.start : span.end] for span in sentences(text)] == expected
