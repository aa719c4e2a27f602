"""Hypothesis strategies for glossaries: what any format should carry."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from glossary.model import (
    Concept,
    ConceptType,
    LangSection,
    Provenance,
    Status,
    Term,
    TermKind,
)

ARABIC = "ابتثجحخدرسشصضطعغفقكلمنهويىةآأإؤئءًَّ ـ،؛؟«»"
LATIN = "abcdeghiklmnorstuyzABKMZé-'’ .,;:&<>\"=+@#|\u00a0"
_RARE = st.characters(
    exclude_categories=("Cc", "Cs", "Cn"), exclude_characters="\u2028\u2029"
)


def lines(alphabet: str = ARABIC + LATIN, *, size: int = 12) -> st.SearchStrategy[str]:
    """Return texts of one line that are not blank and have no blanks around them."""
    letters = st.one_of(st.sampled_from(alphabet), _RARE)
    texts = st.text(letters, min_size=1, max_size=size)
    return texts.map(str.strip).filter(bool)


def paragraphs() -> st.SearchStrategy[str]:
    """Return texts of several lines, none of which is indented."""
    return st.lists(lines(), min_size=1, max_size=3).map("\n".join)


def maybe(texts: st.SearchStrategy[str]) -> st.SearchStrategy[str | None]:
    """Return the texts or nothing."""
    return st.one_of(st.none(), texts)


def terms(alphabet: str, extra: tuple[str, ...] = ()) -> st.SearchStrategy[Term]:
    """Return terms; ``extra`` are the TBX elements that they may carry, in order."""
    return st.builds(
        Term,
        text=lines(alphabet),
        status=st.sampled_from(Status),
        kind=st.one_of(st.none(), st.sampled_from(TermKind)),
        note=maybe(paragraphs()),
        extra=_some(extra),
    )


def sections(tag: str, extra: tuple[str, ...] = ()) -> st.SearchStrategy[LangSection]:
    """Return one language with one to four terms, each text once."""
    alphabet = ARABIC if tag.startswith("ar") else LATIN
    return st.builds(
        LangSection,
        lang=st.just(tag),
        terms=st.lists(
            terms(alphabet, extra),
            min_size=1,
            max_size=4,
            unique_by=lambda term: term.text,
        ).map(tuple),
        definition=maybe(paragraphs()),
        note=maybe(paragraphs()),
    )


def provenances(times: st.SearchStrategy[str]) -> st.SearchStrategy[Provenance]:
    """Return who made what, and when, from whence."""
    return st.builds(
        Provenance,
        created=maybe(times),
        created_by=maybe(lines()),
        changed=maybe(times),
        changed_by=maybe(lines()),
        source=maybe(lines()),
    )


days = st.dates().map(lambda day: day.isoformat())
moments = st.datetimes().map(lambda time: f"{time.replace(microsecond=0).isoformat()}Z")


def concepts(
    *,
    times: st.SearchStrategy[str] = days,
    term_extra: tuple[str, ...] = (),
    concept_extra: tuple[str, ...] = (),
) -> st.SearchStrategy[Concept]:
    """Return concepts in Arabic and English with all that the model has."""
    return st.builds(
        Concept,
        id=lines(),
        type=st.sampled_from(ConceptType),
        subject=maybe(lines()),
        definition=maybe(paragraphs()),
        note=maybe(paragraphs()),
        sections=st.tuples(sections("ar", term_extra), sections("en", term_extra)),
        provenance=provenances(times),
        extra=_some(concept_extra),
    )


def glossaries(
    of: st.SearchStrategy[Concept],
) -> st.SearchStrategy[list[Concept]]:
    """Return lists of concepts with an id each."""
    return st.lists(of, max_size=4, unique_by=lambda concept: concept.id)


def without_details(concept: Concept) -> Concept:
    """Return what a table of two columns can carry of a concept.

    In each language the term to write stands first.
    """
    return replace(
        concept,
        provenance=Provenance(),
        extra=(),
        sections=tuple(
            LangSection(lang=section.lang, terms=_bare(section))
            for section in concept.sections
        ),
    )


def _bare(section: LangSection) -> tuple[Term, ...]:
    first = section.preferred() or section.terms[0]
    order = sorted(section.terms, key=lambda term: term is not first)
    return tuple(replace(term, note=None, extra=()) for term in order)


def _some(extra: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    """Return subsets, in the same order."""
    chosen = st.lists(st.booleans(), min_size=len(extra), max_size=len(extra))
    return chosen.map(
        lambda picks: tuple(one for one, pick in zip(extra, picks, strict=True) if pick)
    )
