"""One Arabic name is spelt in several ways: موشيشفيلي, موشيافيلي.

A spelling that the glossary lists as a variant, and any but the most frequent spelling
of a name in the job's texts. Silent for names that only look alike (إلهام, إلنور) and
for a short form beside its full name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from glossary.check.hit import Hit
from glossary.model import Concept, LangSection, Status, Term, TermKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from glossary.matcher import Matcher
    from glossary.names.variants import NameVariants


class Spelling(NamedTuple):
    """A form that a text may have, with the one that it should have."""

    form: str
    expected: str
    message: str


def listed(concepts: Sequence[Concept], lang: str) -> Iterator[Spelling]:
    """Yield the variants and the deprecated terms of a glossary's Arabic."""
    for concept in concepts:
        section = concept.section(lang)
        best = section.preferred() if section else None
        if section is None or best is None:
            continue
        for term in section.terms:
            if term.kind is TermKind.VARIANT or term.status is Status.DEPRECATED:
                yield Spelling(
                    term.text,
                    best.text,
                    f"{term.text} is spelt {best.text} in the glossary",
                )


def attested(names: Sequence[NameVariants]) -> Iterator[Spelling]:
    """Yield the less frequent forms of the names that texts spell in several ways."""
    for name in names:
        sizes = {len(form.form.split()) for form in name.forms}
        for size in sizes:
            same = [form for form in name.forms if len(form.form.split()) == size]
            shown = ", ".join(f"{form.form} ×{form.count}" for form in same)
            for form in same[1:]:
                yield Spelling(
                    form.form,
                    same[0].form,
                    f"one name is spelt in several ways: {shown}",
                )


def concepts_of(spellings: Sequence[Spelling], lang: str) -> list[Concept]:
    """Return a concept for each spelling, so that a matcher finds it."""
    return [
        Concept(
            id=str(number),
            sections=(LangSection(lang=lang, terms=(Term(text=one.form),)),),
        )
        for number, one in enumerate(spellings)
    ]


def look(
    text: str, matcher: Matcher, spellings: Sequence[Spelling]
) -> Iterator[Hit]:
    """Yield the spellings that stand in a text."""
    for match in matcher.find(text):
        spelling = spellings[match.entries[0].concept]
        if match.weak or spelling.expected == match.text:
            continue
        yield Hit(
            spelling.message,
            match.start,
            match.end,
            "source",
            term=spelling.expected,
            expected=spelling.expected,
            found=match.text,
        )
