"""What a unit answers."""

from __future__ import annotations

import pytest

from tmx.model import (
    InlineCode,
    Note,
    Property,
    Segment,
    TranslationUnit,
    Variant,
    new_header,
    text_unit,
    text_variant,
)


def unit(*tags: str) -> TranslationUnit:
    return TranslationUnit(variants=tuple(text_variant(tag, tag) for tag in tags))


@pytest.mark.parametrize(
    ("tags", "asked", "answer"),
    [
        (("ar", "en"), ("ar", "en"), ("ar", "en")),
        (("en", "ar"), ("ar", "en"), ("ar", "en")),
        (("ar-SA", "en-US"), ("ar", "en"), ("ar-SA", "en-US")),
        (("ar", "en"), ("ar-EG", "en-GB"), ("ar", "en")),
        (("AR", "EN_us"), ("ar", "en-US"), ("AR", "EN_us")),
        (("ar-SA", "ar", "en"), ("ar", "en"), ("ar", "en")),
        (("ar-SA", "en"), ("ar-EG", "en"), None),
        (("ar", "fr"), ("ar", "en"), None),
        (("ar",), ("ar", "en"), None),
        (("", "en"), ("ar", "en"), None),
        ((), ("ar", "en"), None),
        (("en", "en-GB"), ("en", "en-GB"), ("en", "en-GB")),
        (("en", "en"), ("en", "en"), ("en", "en")),
    ],
)
def test_pair(
    tags: tuple[str, ...], asked: tuple[str, str], answer: tuple[str, str] | None
) -> None:
    pair = unit(*tags).pair(*asked)
    assert (pair and tuple(one.lang for one in pair)) == answer


def test_a_pair_is_never_one_variant_twice() -> None:
    assert unit("en").pair("en", "en-GB") is None


def code(tag: str, *parts: str | InlineCode) -> InlineCode:
    return InlineCode(tag=tag, parts=parts)


@pytest.mark.parametrize(
    ("parts", "plain"),
    [
        ((), ""),
        (("قمة",), "قمة"),
        (("a", code("ph", "<br/>"), "b"), "ab"),
        ((code("bpt", "<b>"), "x", code("ept", "</b>")), "x"),
        ((code("it", "<i>"), code("ut", "\\ut"), "x"), "x"),
        (("a ", code("hi", "b", code("ph", "0"), "c")), "a bc"),
        ((code("g", "inner"), code("x")), "inner"),
        ((code("ph", code("sub", "title")), "t"), "t"),
        ((code("sub", "title"),), "title"),
        ((code("vendor", "kept"),), "kept"),
    ],
)
def test_plain(parts: tuple[str | InlineCode, ...], plain: str) -> None:
    assert Segment(parts=parts).plain == plain
    assert Variant(lang="ar", segment=Segment(parts=parts)).plain == plain


def test_a_variant_without_a_segment_has_no_text() -> None:
    assert Variant(lang="ar", segment=None).plain == ""


def test_props_notes_and_attributes() -> None:
    one = text_unit(
        ("ar", "قمة"),
        ("en", "summit"),
        id="7",
        items=(
            Note(text="n1"),
            Property(type="a", text="1"),
            Property(type="a", text="2"),
            Note(text="n2"),
        ),
        attributes=(("creationid", "mona"),),
    )
    assert one.prop("a") == "1"
    assert one.prop("b") is None
    assert [prop.text for prop in one.props] == ["1", "2"]
    assert one.notes == ("n1", "n2")
    assert one.get("creationid") == "mona"
    assert one.get("changeid") is None
    assert one.id == "7"


def test_a_new_header_has_what_the_standard_needs() -> None:
    header = new_header(source="ar", tool_version="1.0", created="20250131T120000Z")
    assert header.get("srclang") == "ar"
    assert header.get("creationdate") == "20250131T120000Z"
    assert header.get("changedate") is None
