"""Every unit comes back as it went in."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tmx.strategies import units
from tmx.memory.codec import decode, encode, signature
from tmx.model import InlineCode, Segment, TranslationUnit, text_unit, text_variant

PAIR = text_unit(("ar", "قمة"), ("en", "Summit"))


@given(
    units,
    st.lists(st.sampled_from(["<?a?>", "<?b c?>"])),
    st.sampled_from(["lang", "xml:lang"]),
)
def test_round_trip(unit: TranslationUnit, before: list[str], name: str) -> None:
    first = replace(unit.variants[0], lang_attribute=name)
    unit = replace(unit, variants=(first, *unit.variants[1:]))
    unit = replace(unit, before=tuple(before))
    source, target = unit.variants[0], unit.variants[-1]
    content = encode(unit, source, target)
    assert decode(content, source.plain, target.plain) == unit


def test_texts_are_not_said_twice() -> None:
    content = encode(PAIR, *PAIR.variants)
    assert content == '[[["ar",0],["en",1]],null,[],[]]'


def test_attributes_of_a_segment_come_back() -> None:
    variant = replace(
        PAIR.variants[0], segment=Segment(parts=("قمة",), attributes=(("x", "1"),))
    )
    unit = replace(PAIR, variants=(variant, PAIR.variants[1]))
    assert decode(encode(unit, *unit.variants), "قمة", "Summit") == unit


@pytest.mark.parametrize(
    ("segment", "said"),
    [
        (None, ""),
        (Segment(parts=("a",)), "a"),
        (Segment(parts=("a", InlineCode(tag="ph"))), '["a",["ph",[],[]]]'),
        (Segment(parts=(InlineCode(tag="hi", parts=("a",)),)), '[["hi",[],["a"]]]'),
    ],
)
def test_codes_are_part_of_what_a_variant_says(
    segment: Segment | None, said: str
) -> None:
    variant = replace(text_variant("ar", ""), segment=segment)
    assert signature(variant, variant.plain) == said


def test_something_else_is_refused() -> None:
    for content in ("{", "[]", "[[],null,[[]],[]]", '[[["ar"]],null,[],[]]'):
        with pytest.raises((IndexError, TypeError, ValueError)):
            decode(content, "a", "b")
