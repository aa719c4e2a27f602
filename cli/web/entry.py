"""A concept as a form edits it: every field, term by term."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import Form
from pydantic import BaseModel, Field

from cli.web.site import LARGEST, clean
from glossary import lang
from glossary.errors import LanguageError
from glossary.model import Concept, ConceptType, LangSection, Status, Term, TermKind

_LONGEST = 20_000
"""Characters of a definition or a note."""
_ROWS = 200
"""Terms, and likewise languages, that one form takes."""

Line = Annotated[str, Field(max_length=500)]
Paragraph = Annotated[str, Field(max_length=_LONGEST)]
Lines = Annotated[list[Line], Field(max_length=_ROWS)]
Paragraphs = Annotated[list[Paragraph], Field(max_length=_ROWS)]


class ConceptForm(BaseModel):
    """What the form of a concept holds; lists run side by side, a row a term."""

    id: Annotated[str, Field(max_length=300)] = ""
    revision: Annotated[int, Field(ge=0, le=LARGEST)] = 0
    type: ConceptType = ConceptType.TERM
    domain: Line = ""
    definition: Paragraph = ""
    note: Paragraph = ""
    why: Line = ""
    lang: Lines = []
    text: Lines = []
    was: Lines = []
    """The text that a row had; empty for a new one."""
    status: Lines = []
    kind: Lines = []
    term_note: Paragraphs = []
    section: Lines = []
    section_definition: Paragraphs = []
    section_note: Paragraphs = []


EntryForm = Annotated[ConceptForm, Form()]


def edited(concept: Concept, form: ConceptForm) -> Concept:
    """Return the concept as the form has it; what no field shows stays.

    A row without a text takes its term away. Raises ``LanguageError`` for what is no
    language, status or kind, for a term that comes twice, and where no term is left.
    """
    columns = (form.lang, form.text, form.was, form.status, form.kind, form.term_note)
    if len({len(column) for column in columns}) != 1:
        raise LanguageError("the rows of the form do not fit together")
    sections: dict[str, list[Term]] = {one.lang: [] for one in concept.sections}
    for tag, text, was, status, kind, note in zip(*columns, strict=True):
        if not clean(text):
            continue
        known = lang.best(tag, sections) or lang.canonical(clean(tag))
        old = _term(concept, known, was)
        term = Term(
            text=clean(text),
            status=_status(status),
            kind=_kind(kind),
            note=clean(note) or None,
            extra=old.extra if old else (),
        )
        if any(one.text == term.text for one in sections.setdefault(known, [])):
            raise LanguageError(f"{term.text} is there twice")
        sections[known].append(term)
    if not any(sections.values()):
        raise LanguageError("a concept needs a term; to be rid of it, remove it")
    return replace(
        concept,
        type=form.type,
        subject=clean(form.domain) or None,
        definition=clean(form.definition) or None,
        note=clean(form.note) or None,
        sections=tuple(
            _section(concept, form, tag, tuple(terms))
            for tag, terms in sections.items()
            if terms
        ),
    )


def _section(
    concept: Concept, form: ConceptForm, tag: str, terms: tuple[Term, ...]
) -> LangSection:
    old = next((one for one in concept.sections if one.lang == tag), None)
    section = old or LangSection(lang=tag, terms=())
    said = zip(form.section, form.section_definition, form.section_note, strict=False)
    for name, definition, note in said:
        if name == tag:
            section = replace(
                section,
                definition=clean(definition) or None,
                note=clean(note) or None,
            )
    return replace(section, terms=terms)


def _term(concept: Concept, tag: str, text: str) -> Term | None:
    for section in concept.sections:
        for term in section.terms:
            if section.lang == tag and term.text == text:
                return term
    return None


def _status(label: str) -> Status:
    found = next((one for one in Status if one.label == label), None)
    if found is None:
        raise LanguageError(f"{label!r} is not a term status")
    return found


def _kind(value: str) -> TermKind | None:
    if value and value not in set(TermKind):
        raise LanguageError(f"{value!r} is not a kind of term")
    return TermKind(value) if value else None
