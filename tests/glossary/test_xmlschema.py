"""Content models agree with regular expressions, and breaches are put in words."""

# ruff: noqa: E501 - a message stands in one piece

from __future__ import annotations

import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.model import Severity
from glossary.xmlevents import Event, read_events
from glossary.xmlschema import (
    Attribute,
    Checker,
    Rule,
    after,
    can_end,
    content_model,
    expected,
    warning,
)

SCHEMA = {
    "r": Rule(
        children="(n|p)*, v+, (x, y)?",
        attributes={
            "id": Attribute(required=True),
            "kind": Attribute(values=("a", "b")),
            "date": Attribute(pattern=r"\d{4}", reads="a year"),
        },
    ),
    "n": Rule(text=True),
    "p": Rule(text=True),
    "v": Rule(children="v*"),
    "x": Rule(),
    "y": Rule(),
}


def check(data: str) -> list[str]:
    checker = Checker(SCHEMA, "r")
    out = []
    for event in read_events(io.BytesIO(data.encode()), name="m.xml"):
        assert isinstance(event, Event)
        out += [f"{one.line} {one.rule}: {one.message}" for one in checker.feed(event)]
    return out


@pytest.mark.parametrize(
    ("data", "found"),
    [
        ("<r id='1'><n>t</n><p/><v><v/></v></r>", []),
        ("<r id='1'> <v/> <x/> <y/> </r>", []),
        (
            "<r id='1'>\n<v/>\n<n/></r>",
            [
                (
                    "3 element-not-allowed: <n> is not allowed here in <r>; expected <v> or "
                    "<x> or nothing more"
                )
            ],
        ),
        (
            "<r id='1'>\n<v/><x/></r>",
            ["2 element-missing: <r> ends too early; add <y>"],
        ),
        (
            "<r id='1'/>",
            ["1 element-missing: <r> ends too early; add <n> or <p> or <v>"],
        ),
        (
            "<r id='1'><v/><z><q/></z><v/></r>",
            [
                (
                    "1 element-unknown: <z> is not allowed here in <r>; expected <v> or <x> "
                    "or nothing more"
                )
            ],
        ),
        (
            "<r id='1'><v>قمة</v></r>",
            [
                (
                    "1 text-not-allowed: <v> holds the text 'قمة', but only elements may "
                    "stand there; move or remove it"
                )
            ],
        ),
        (
            "<r kind='c' date='now' more=''><v/></r>",
            [
                "1 attribute-value: kind='c' of <r> must be one of: a, b",
                "1 attribute-value: date='now' of <r> must be a year",
                (
                    "1 attribute-not-allowed: <r> has an attribute 'more', which the "
                    "standard does not know; remove it"
                ),
                "1 attribute-missing: <r> lacks the attribute 'id'; add it",
            ],
        ),
        (
            "<v/>",
            [
                "1 element-not-allowed: <v> is not allowed here as the root; expected <r>"
            ],
        ),
    ],
)
def test_breaches(data: str, found: list[str]) -> None:
    assert check(data) == found


def test_text_is_told_once_for_an_element() -> None:
    assert len(check("<r id='1'>a<v/>b<v/>c</r>")) == 1


def test_a_warning_does_not_make_invalid() -> None:
    assert warning(1, "x", "y").severity is Severity.WARNING


def test_a_model_with_a_rest_is_refused() -> None:
    with pytest.raises(ValueError, match="is no content model: '\\)' is left over"):
        content_model("(a, b))")


models = st.recursive(
    st.sampled_from("abc"),
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(lambda two: f"({two[0]}, {two[1]})"),
        st.tuples(inner, inner).map(lambda two: f"({two[0]} | {two[1]})"),
        st.tuples(inner, st.sampled_from("*+?")).map(lambda two: f"({two[0]}){two[1]}"),
    ),
    max_leaves=6,
)


@given(models, st.text("abc", max_size=7))
def test_models_agree_with_regular_expressions(model: str, names: str) -> None:
    state = content_model(model)
    for name in names:
        assert (name in expected(state)) == (after(state, name) != ("none",))
        state = after(state, name)
    wanted = re.fullmatch(re.sub("[, ]", "", model), names) is not None
    assert can_end(state) == wanted
