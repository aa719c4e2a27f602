from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.formats.tbx import ids
from glossary.formats.tbx.ids import decode, encode, is_id, resolved

if TYPE_CHECKING:
    from collections.abc import Iterator


@given(text=st.text(min_size=1))
def test_any_text_is_an_id_and_back(text: str) -> None:
    assert is_id(encode(text))
    assert decode(encode(text)) == text


@given(first=st.text(min_size=1), second=st.text(min_size=1))
def test_two_texts_have_two_ids(first: str, second: str) -> None:
    assert (encode(first) == encode(second)) == (first == second)


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("c1", "c1"),
        ("كنيست-1", "كنيست-1"),
        ("7", "_x0037_"),
        ("a b", "a_x0020_b"),
        ("_x0041_", "_x005F_x0041_"),
        ("😀", "_x0001F600_"),
        ("", "_"),
    ],
)
def test_ids(text: str, id_: str) -> None:
    assert encode(text) == id_


@pytest.mark.parametrize("text", ["_x0041_", "_xFFFFFFFF_", "x_x00e9_"])
def test_an_id_of_another_making_stays(text: str) -> None:
    assert decode(text) == text


def test_an_item_waits_for_what_it_refers_to() -> None:
    known: set[str] = set()

    def items() -> Iterator[tuple[str, frozenset[str]]]:
        for name, wanted in (("a", "b"), ("b", ""), ("c", "nobody")):
            known.add(name)
            yield name, frozenset([wanted] if wanted else [])

    seen = [(name, sorted(known)) for name in resolved(items(), known)]
    assert seen == [
        ("a", ["a", "b"]),
        ("b", ["a", "b"]),
        ("c", ["a", "b", "c"]),
    ]


def test_no_item_waits_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ids, "_HELD", 1)
    endless = ((number, frozenset({"never"})) for number in count())
    assert next(resolved(endless, set())) == 0
