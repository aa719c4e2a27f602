from __future__ import annotations

import pytest
from hypothesis import given

from glossary.errors import FormatError
from glossary.formats.omegat import read_omegat, write_omegat
from glossary.losses import Losses
from glossary.model import Concept, LangSection, Status, Term, TermKind
from tests.strategies import concepts, glossaries


def pairs(glossary: list[Concept]) -> list[tuple[str, str]]:
    return [
        (source.text, target.text)
        for concept in glossary
        for source in concept.sections[0].terms
        for target in concept.sections[1].terms
    ]


@given(glossary=glossaries(concepts()))
def test_what_is_read_back_are_usable_pairs_of_the_concepts(
    glossary: list[Concept],
) -> None:
    out = list(write_omegat(glossary, losses=Losses()))
    written = pairs(list(read_omegat(out)))
    assert set(written) <= set(pairs(glossary))
    usable = {
        term.text
        for concept in glossary
        for term in concept.sections[1].terms
        if term.status.usable and term.kind is not TermKind.VARIANT
    }
    assert {target for _, target in written} <= usable
    for concept in glossary:
        first, write = concept.preferred("ar"), concept.preferred("en")
        if first and write and not first.text.startswith("#"):
            assert (first.text, write.text) in written


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("الكنيست\tKnesset\n", [("الكنيست", "Knesset", None)]),
        ("محمدوف\tMammadov\tname\r\n", [("محمدوف", "Mammadov", "name")]),
        ("\ufeff# glossary\n\nا\ta\n", [("ا", "a", None)]),
        ("ا\ta\tone\tmore\n", [("ا", "a", "one\tmore")]),
    ],
)
def test_lines(text: str, found: list[tuple[str, str, str | None]]) -> None:
    glossary = list(read_omegat(text.splitlines(keepends=True)))
    notes = [concept.note for concept in glossary]
    assert [
        (*pair, note) for pair, note in zip(pairs(glossary), notes, strict=True)
    ] == (found)


def test_alternatives_form_a_concept_and_homonyms_do_not() -> None:
    lines = ["هدنة\ttruce\n", "هدنة\tceasefire\n", "كوبا\tCuba\n", "كوبا\tQuba\ttown\n"]
    truce, *cubas = read_omegat(lines)
    assert [(term.text, term.status) for term in truce.sections[1].terms] == [
        ("truce", Status.PREFERRED),
        ("ceasefire", Status.ADMITTED),
    ]
    assert [one.note for one in cubas] == [None, "town"]
    assert len({truce.id, *(one.id for one in cubas)}) == 3


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("b\n", "g.txt:2: expected a tab after 'b'"),
        ("\ta\n", "g.txt:2: '\\ta' lacks its source or its target term"),
        ("ا\t \n", "g.txt:2: 'ا\\t ' lacks its source or its target term"),
    ],
)
def test_messages(line: str, message: str) -> None:
    lines = ["ا\ta\n", line, "ب\tb\n"]
    with pytest.raises(FormatError) as caught:
        list(read_omegat(lines, name="g.txt"))
    assert str(caught.value) == message
    found: list[FormatError] = []
    kept = list(read_omegat(lines, name="g.txt", on_problem=found.append))
    assert pairs(kept) == [("ا", "a"), ("ب", "b")]
    assert [str(one) for one in found] == [message]


def test_what_omegat_would_offer_wrongly_is_left_out() -> None:
    concept = Concept(
        id="1",
        subject="war",
        note="line\tone\ntwo",
        definition="d",
        sections=(
            LangSection(
                lang="ar",
                terms=(
                    Term(text="هدنة"),
                    Term(text="هدنه", kind=TermKind.VARIANT),
                    Term(text="#وسم"),
                ),
            ),
            LangSection(
                lang="en",
                terms=(
                    Term(text="cease fire", kind=TermKind.VARIANT),
                    Term(text="armistice", status=Status.DEPRECATED),
                    Term(text="truce", status=Status.ADMITTED),
                    Term(text="ceasefire"),
                ),
            ),
        ),
    )
    losses = Losses()
    assert list(write_omegat([concept], losses=losses)) == [
        "هدنة\tceasefire\tline one two\n",
        "هدنة\ttruce\tline one two\n",
        "هدنه\tceasefire\tline one two\n",
    ]
    assert losses.rows() == [
        ("definition", 1),
        ("deprecated terms", 1),
        ("domain", 1),
        ("id", 1),
        ("sources that begin with #", 1),
        ("tabs and line breaks", 1),
        ("variant terms", 1),
    ]


def test_a_concept_that_has_only_forbidden_targets() -> None:
    pair = (
        LangSection(lang="ar", terms=(Term(text="ا"),)),
        LangSection(lang="en", terms=(Term(text="a", status=Status.SUPERSEDED),)),
    )
    losses = Losses()
    assert list(write_omegat([Concept(id="1", sections=pair)], losses=losses)) == []
    assert losses.counts["concepts without a usable term"] == 1
