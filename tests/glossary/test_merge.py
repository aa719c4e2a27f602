"""Merging two descendants of a glossary: a table of who changed what."""

from __future__ import annotations

from dataclasses import replace

import pytest

from glossary.merge import Conflict, merge
from glossary.model import Concept, LangSection, Provenance, Status, Term


def section(lang: str, *terms: str) -> LangSection:
    return LangSection(lang=lang, terms=tuple(Term(text=text) for text in terms))


BASE = Concept(
    id="c1",
    subject="law",
    sections=(section("ar", "هدنة"), section("en", "truce", "ceasefire")),
)


def with_terms(*terms: str) -> Concept:
    return replace(BASE, sections=(BASE.sections[0], section("en", *terms)))


def status(status_: Status) -> Concept:
    terms = (Term(text="truce", status=status_), Term(text="ceasefire"))
    english = LangSection(lang="en", terms=terms)
    return replace(BASE, sections=(BASE.sections[0], english))


SPORT, PEACE = replace(BASE, subject="sport"), replace(BASE, subject="peace")
NOTED = replace(BASE, note="in talks")
NEW = replace(BASE, id="c2")
DEPRECATED = status(Status.DEPRECATED)


@pytest.mark.parametrize(
    ("name", "ours", "theirs", "merged"),
    [
        ("nothing", [BASE], [BASE], [BASE]),
        ("ours alone", [SPORT], [BASE], [SPORT]),
        ("theirs alone", [BASE], [SPORT], [SPORT]),
        ("the same", [SPORT], [SPORT], [SPORT]),
        ("two fields", [SPORT], [NOTED], [replace(SPORT, note="in talks")]),
        ("new of theirs", [BASE], [BASE, NEW], [BASE, NEW]),
        ("new of both, ours first", [NEW, BASE], [BASE, NEW], [NEW, BASE]),
        ("removed by us", [], [BASE], []),
        ("removed by them", [BASE], [], []),
        (
            "two synonyms",
            [with_terms("truce", "ceasefire", "lull")],
            [with_terms("truce", "ceasefire", "armistice")],
            [with_terms("truce", "ceasefire", "lull", "armistice")],
        ),
        (
            "one removes, one adds",
            [with_terms("truce")],
            [with_terms("truce", "ceasefire", "lull")],
            [with_terms("truce", "lull")],
        ),
        (
            "the status of a term",
            [NOTED],
            [DEPRECATED],
            [replace(DEPRECATED, note="in talks")],
        ),
        (
            "a language goes",
            [replace(BASE, sections=BASE.sections[:1])],
            [BASE],
            [replace(BASE, sections=BASE.sections[:1])],
        ),
    ],
)
def test_changes_that_agree(
    name: str, ours: list[Concept], theirs: list[Concept], merged: list[Concept]
) -> None:
    found = merge([BASE], ours, theirs)
    assert found.concepts == merged, name
    assert found.conflicts == []


@pytest.mark.parametrize(
    ("ours", "theirs", "merged", "conflict"),
    [
        ([SPORT], [PEACE], [SPORT], Conflict("c1", "subject", "sport", "peace")),
        ([], [SPORT], [SPORT], Conflict("c1", "concept", None, "c1")),
        ([SPORT], [], [SPORT], Conflict("c1", "concept", "c1", None)),
        (
            [DEPRECATED],
            [status(Status.ADMITTED)],
            [DEPRECATED],
            Conflict(
                "c1",
                "en.term[truce].status",
                str(Status.DEPRECATED),
                str(Status.ADMITTED),
            ),
        ),
        (
            [with_terms("ceasefire")],
            [DEPRECATED],
            [with_terms("ceasefire", "truce")],
            Conflict("c1", "en.term[truce]", None, "truce"),
        ),
    ],
)
def test_changes_that_contradict(
    ours: list[Concept],
    theirs: list[Concept],
    merged: list[Concept],
    conflict: Conflict,
) -> None:
    found = merge([BASE], ours, theirs)
    assert found.conflicts == [conflict]
    kept = [
        [term.text for one in c.sections for term in one.terms] for c in found.concepts
    ]
    assert kept == [
        [term.text for one in c.sections for term in one.terms] for c in merged
    ]
    assert [one.subject for one in found.concepts] == [one.subject for one in merged]


def test_without_a_base_both_sides_stand() -> None:
    found = merge([], [with_terms("truce")], [with_terms("lull")])
    (concept,) = found.concepts
    assert [term.text for term in concept.sections[1].terms] == ["truce", "lull"]
    assert found.conflicts == []


def test_the_later_change_says_who_and_when() -> None:
    early = replace(SPORT, provenance=Provenance(changed="2024-01-01", changed_by="a"))
    late = replace(NOTED, provenance=Provenance(changed="2024-02-01", changed_by="b"))
    for ours, theirs in ((early, late), (late, early)):
        (concept,) = merge([BASE], [ours], [theirs]).concepts
        assert concept.provenance.changed_by == "b"
