from __future__ import annotations

import pytest

from glossary.curate import accept, merge, slug, split, with_term, without_term
from glossary.errors import LanguageError
from glossary.model import (
    Candidate,
    Concept,
    ConceptType,
    Evidence,
    LangSection,
    Origin,
    Rendering,
    Status,
    Term,
    TermKind,
)

QUBA = Concept(
    id="quba",
    sections=(
        LangSection(lang="ar", terms=(Term(text="قوبا"),)),
        LangSection(
            lang="en",
            terms=(Term(text="Quba"), Term(text="Guba", status=Status.ADMITTED)),
        ),
    ),
)


def candidate(*renderings: Rendering) -> Candidate:
    return Candidate(
        term="محمدوف",
        type=ConceptType.PERSON,
        score=0.5,
        count=2,
        documents=1,
        variants=(("محمدوف", 2),),
        renderings=renderings,
        contexts=(Evidence(document="a.txt", start=0, end=6, text="محمدوف هنا"),),
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Abraham Accords", "abraham-accords"),
        ("Maʿariv", "maariv"),
        ("44-day war", "c-44-day-war"),
        ("Türkiye", "turkiye"),
        ("كوبا", "concept"),
    ],
)
def test_slug(text: str, expected: str) -> None:
    assert slug(text) == expected


def test_a_candidate_becomes_a_concept_with_its_evidence() -> None:
    known = Rendering(text="Mammadov", origin=Origin.GAZETTEER, confidence=0.9)
    concept = accept(candidate(known))
    assert concept.id == "mammadov"
    assert concept.type is ConceptType.PERSON
    assert concept.preferred("ar").text == "محمدوف"  # type: ignore[union-attr]
    assert concept.preferred("en").text == "Mammadov"  # type: ignore[union-attr]
    assert concept.provenance.source == "a.txt"


@pytest.mark.parametrize(
    "renderings",
    [(), (Rendering(text="Mahamdov", origin=Origin.ROMANISED, confidence=0.2),)],
)
def test_a_guess_is_not_accepted_by_itself(renderings: tuple[Rendering, ...]) -> None:
    with pytest.raises(
        LanguageError, match="محمدوف has no established English; say it"
    ):
        accept(candidate(*renderings))
    concept = accept(candidate(*renderings), english="Mammadov")
    assert concept.preferred("en").text == "Mammadov"  # type: ignore[union-attr]


def test_a_new_preferred_term_demotes_the_old_one() -> None:
    english = with_term(QUBA, "en", Term(text="Guba")).section("en")
    assert english is not None
    assert [(t.text, t.status) for t in english.terms] == [
        ("Guba", Status.PREFERRED),
        ("Quba", Status.ADMITTED),
    ]


def test_a_changed_status_keeps_kind_and_note() -> None:
    noted = Term(text="Cuba", kind=TermKind.VARIANT, note="an island")
    concept = with_term(QUBA, "en", noted)
    changed = with_term(concept, "en", Term(text="Cuba", status=Status.DEPRECATED))
    english = changed.section("en")
    assert english is not None
    assert english.terms[-1] == Term(
        text="Cuba", status=Status.DEPRECATED, kind=TermKind.VARIANT, note="an island"
    )


def test_a_first_term_in_a_language_makes_a_section() -> None:
    assert with_term(QUBA, "az", Term(text="Quba")).section("az") is not None


def test_removing_the_last_term_removes_the_section() -> None:
    assert without_term(QUBA, "ar", "قوبا").section("ar") is None


def test_removing_what_is_not_there() -> None:
    with pytest.raises(LanguageError, match="quba has no en term 'Cuba'"):
        without_term(QUBA, "en", "Cuba")


def test_merge_keeps_every_term_once() -> None:
    other = Concept(
        id="guba",
        note="a town",
        sections=(
            LangSection(lang="ar", terms=(Term(text="كوبا"),)),
            LangSection(lang="en", terms=(Term(text="Quba"), Term(text="Kuba"))),
        ),
    )
    merged = merge((QUBA, other))
    assert merged.id == "quba"
    assert merged.note == "a town"
    texts = {part.lang: [t.text for t in part.terms] for part in merged.sections}
    assert texts == {"ar": ["قوبا", "كوبا"], "en": ["Quba", "Guba", "Kuba"]}
    preferred = [
        term.text
        for part in merged.sections
        for term in part.terms
        if term.status is Status.PREFERRED
    ]
    assert preferred == ["قوبا", "Quba"]


def test_split_moves_terms() -> None:
    rest, moved = split(QUBA, [("en", "Guba")], "guba")
    assert without_term(QUBA, "en", "Guba") == rest
    assert moved.id == "guba"
    assert [t.text for part in moved.sections for t in part.terms] == ["Guba"]


def test_split_leaves_no_empty_concept() -> None:
    with pytest.raises(LanguageError, match="quba would keep no term"):
        split(QUBA, [("ar", "قوبا"), ("en", "Quba"), ("en", "Guba")], "x")
    with pytest.raises(LanguageError, match="quba has no en term 'Cuba'"):
        split(QUBA, [("en", "Cuba")], "x")
