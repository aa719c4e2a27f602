"""What a person does to concepts: make one of a candidate, edit, merge, split."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

from glossary import lang as tags
from glossary.errors import LanguageError
from glossary.model import (
    Concept,
    ConceptType,
    LangSection,
    Origin,
    Provenance,
    Status,
    Term,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from glossary.model import Candidate

_UNDECOMPOSED = str.maketrans(
    {"ı": "i", "ə": "e", "Ə": "E", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d"}
    | {"Đ": "D", "ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe", "þ": "th", "ð": "d"}
)
"""Latin letters that Unicode does not take apart into a letter and a mark."""


def slug(text: str) -> str:
    """Return an id made from an English term: ``Abraham Accords``, ``abraham-accords``.

    ASCII letters, digits and hyphens; it begins with a letter, as an XML id must.
    """
    plain = unicodedata.normalize("NFKD", text.translate(_UNDECOMPOSED))
    plain = plain.encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", plain.lower().replace("'", ""))
    base = "-".join(words) or "concept"
    return base if base[0].isalpha() else f"c-{base}"


def accept(
    candidate: Candidate,
    *,
    english: str | None = None,
    type_: ConceptType | None = None,
    source: str = "ar",
    target: str = "en",
) -> Concept:
    """Return the concept that a person makes of a candidate.

    Raises ``LanguageError`` where the candidate has no English but a guess from its
    letters, and none is given: a guess becomes a term only when a person writes it.
    """
    best = candidate.renderings[0] if candidate.renderings else None
    if english is None:
        if best is None or best.origin is Origin.ROMANISED:
            raise LanguageError(
                f"{candidate.term} has no established English; "
                f"say it: gloss terms accept '{candidate.term}' --english '…'"
            )
        english = best.text
    documents = sorted({context.document for context in candidate.contexts})
    return Concept(
        id=slug(english),
        type=type_ or candidate.type,
        sections=(
            LangSection(lang=source, terms=(Term(text=candidate.term),)),
            LangSection(lang=target, terms=(Term(text=english),)),
        ),
        provenance=Provenance(source=", ".join(documents) or None),
    )


def with_term(concept: Concept, lang: str, term: Term) -> Concept:
    """Return the concept with a term added; one it has already takes the status.

    A term that becomes preferred makes the others of its language admitted.
    """

    def change(terms: tuple[Term, ...]) -> tuple[Term, ...]:
        same = next((old for old in terms if old.text == term.text), term)
        term_ = replace(same, status=term.status)
        kept = [old for old in terms if old.text != term.text]
        if term.status is Status.PREFERRED:
            kept = [
                replace(old, status=Status.ADMITTED)
                if old.status is Status.PREFERRED
                else old
                for old in kept
            ]
            return (term_, *kept)
        return (*kept, term_)

    return _changed(concept, lang, change)


def without_term(concept: Concept, lang: str, text: str) -> Concept:
    """Return the concept without a term; raise ``LanguageError`` where it has none."""

    def change(terms: tuple[Term, ...]) -> tuple[Term, ...]:
        kept = tuple(term for term in terms if term.text != text)
        if len(kept) == len(terms):
            raise LanguageError(f"{concept.id} has no {lang} term {text!r}")
        return kept

    return _changed(concept, lang, change)


def merge(concepts: Iterable[Concept]) -> Concept:
    """Return the first concept with the terms of the others as admitted synonyms.

    Definition, note and domain are the first that any of them has; notes are joined.
    """
    first, *others = concepts
    merged = first
    for other in others:
        for section in other.sections:
            known = {
                term.text
                for mine in merged.sections
                if mine.lang == section.lang
                for term in mine.terms
            }
            for term in section.terms:
                if term.text not in known:
                    demoted = (
                        replace(term, status=Status.ADMITTED)
                        if term.status is Status.PREFERRED and known
                        else term
                    )
                    merged = with_term(merged, section.lang, demoted)
        merged = replace(
            merged,
            subject=merged.subject or other.subject,
            definition=merged.definition or other.definition,
            note=_joined(merged.note, other.note),
            extra=(*merged.extra, *other.extra),
        )
    return merged


def split(
    concept: Concept, terms: Collection[tuple[str, str]], new_id: str
) -> tuple[Concept, Concept]:
    """Return the concept without the (language, text) terms, and a new one with them.

    Raises ``LanguageError`` where a term is missing or one of the two would be empty.
    """
    rest = concept
    moved = Concept(id=new_id, type=concept.type, subject=concept.subject)
    for lang, text in terms:
        section = rest.section(lang)
        found = [term for term in section.terms if term.text == text] if section else []
        if not found:
            raise LanguageError(f"{concept.id} has no {lang} term {text!r}")
        rest = without_term(rest, lang, text)
        moved = with_term(moved, lang, found[0])
    if not rest.sections:
        raise LanguageError(f"{concept.id} would keep no term")
    return rest, moved


def _changed(
    concept: Concept, lang: str, change: Callable[[tuple[Term, ...]], tuple[Term, ...]]
) -> Concept:
    """Return the concept with one language's terms changed; an empty section goes."""
    tag = tags.best(lang, (section.lang for section in concept.sections))
    if tag is None:
        terms = change(())
        added = LangSection(lang=tags.canonical(lang), terms=terms)
        return replace(concept, sections=(*concept.sections, added))
    sections = (
        replace(section, terms=change(section.terms))
        if section.lang == tag
        else section
        for section in concept.sections
    )
    return replace(
        concept, sections=tuple(section for section in sections if section.terms)
    )


def _joined(first: str | None, second: str | None) -> str | None:
    if not second or second == first:
        return first
    return f"{first}; {second}" if first else second
