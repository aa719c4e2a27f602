"""Glossaries for the tests of the matcher, and a slow twin of it."""

from __future__ import annotations

from glossary.model import Concept, ConceptType, LangSection, Term


def concepts(
    *terms: str | tuple[str, ...], lang: str = "ar", type_: ConceptType | None = None
) -> list[Concept]:
    """Return a concept for each term or tuple of synonyms."""
    return [
        Concept(
            id=str(number),
            type=type_ or ConceptType.TERM,
            sections=(
                LangSection(
                    lang=lang,
                    terms=tuple(
                        Term(text=one)
                        for one in ((several,) if isinstance(several, str) else several)
                    ),
                ),
            ),
        )
        for number, several in enumerate(terms)
    ]
