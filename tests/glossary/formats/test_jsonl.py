from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from glossary.errors import FormatError
from glossary.formats.jsonl import read_jsonl, write_jsonl
from tests.strategies import concepts, glossaries

if TYPE_CHECKING:
    from glossary.model import Concept

_EXTRA = ('<ref type="see">x</ref>', "<note>ملاحظة</note>")
GOOD = '{"id": "1", "languages": [{"lang": "ar", "terms": [{"text": "هدنة"}]}]}'


@given(glossary=glossaries(concepts(term_extra=_EXTRA, concept_extra=_EXTRA)))
def test_round_trip(glossary: list[Concept]) -> None:
    assert list(read_jsonl(write_jsonl(glossary))) == glossary


def test_arabic_stays_readable() -> None:
    (line,) = write_jsonl(read_jsonl([GOOD]))
    assert "هدنة" in line
    assert line.endswith("\n")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "not JSON: Expecting property name enclosed in double quotes at column"),
        ("[]", "not a concept: a line must be an object like {'id'"),
        ('{"id": "1"}', "the key 'languages' is missing"),
        ('{"id": "1", "languages": [5]}', "not a concept: 'int' object is not"),
        (GOOD.replace("هدنة", "\\ud800"), "a text holds half of a surrogate pair"),
        (GOOD.replace('"هدنة"', '" "'), "not a concept: a term needs a text"),
        (GOOD.replace('"هدنة"', "5"), "not a concept: 'int' object has no"),
        (GOOD.replace('"id"', '"type": "man", "id"'), "not a concept: 'man' is not a"),
        (GOOD.replace('"text"', '"gender": "f", "text"'), "no concept has a key"),
    ],
)
def test_messages(line: str, message: str) -> None:
    with pytest.raises(FormatError) as caught:
        list(read_jsonl(["\n", line], name="g.jsonl"))
    assert str(caught.value).startswith(f"g.jsonl:2: {message}")


def test_a_concept_with_an_unknown_key_is_kept() -> None:
    found: list[FormatError] = []
    line = GOOD.replace('"text"', '"gender": "f", "text"')
    kept = list(read_jsonl(["\ufeff" + line, "x"], on_problem=found.append))
    assert [one.id for one in kept] == ["1"]
    assert [one.where.line for one in found] == [1, 2]
    assert "'languages.terms.gender'" in found[0].problem
