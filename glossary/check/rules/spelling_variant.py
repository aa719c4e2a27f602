"""One Arabic name is spelt in several ways: موشيشفيلي, موشيافيلي.

A spelling that the glossary lists as a variant, and any but the most frequent spelling
of a name in the job's texts. Silent for names that only look alike (إلهام, إلنور) and
for a short form beside its full name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from glossary.check.hit import Hit
from glossary.model import (
    Concept,
    ConceptType,
    LangSection,
    Status,
    Term,
    TermKind,
)
from glossary.names.kin import related
from glossary.readings import word_keys

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
    """Yield the misspelt variants of a glossary's names, and its deprecated Arabic."""
    for concept in concepts:
        section = concept.section(lang)
        best = section.preferred() if section else None
        if section is None or best is None:
            continue
        for term in section.terms:
            if term.status is Status.DEPRECATED:
                message = f"{term.text} is deprecated; write {best.text}"
                yield Spelling(term.text, best.text, message)
            elif term.kind is TermKind.VARIANT and concept.type is not ConceptType.TERM:
                usable = [
                    one.text for one in section.terms if one.kind is not term.kind
                ]
                near = next((one for one in usable if spelt(term.text, one)), None)
                if near is not None:
                    message = f"{term.text} is spelt {near} in the glossary"
                    yield Spelling(term.text, near, message)


def attested(names: Sequence[NameVariants]) -> Iterator[Spelling]:
    """Yield the less frequent spellings of the names that texts spell variously."""
    for name in names:
        rest = list(name.forms)
        while rest:
            head, *others = rest
            near = [form for form in others if spelt(form.form, head.form)]
            rest = [form for form in others if form not in near]
            shown = ", ".join(f"{form.form} ×{form.count}" for form in (head, *near))
            for form in near:
                message = f"one name is spelt in several ways: {shown}"
                yield Spelling(form.form, head.form, message)


def spelt(one: str, other: str) -> bool:
    """Tell whether two names differ in the spelling of their words alone."""
    words, others = word_keys(one), word_keys(other)
    return (
        one != other
        and len(words) == len(others)
        and (all(related(*pair) for pair in zip(words, others, strict=True)))
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


def look(text: str, matcher: Matcher, spellings: Sequence[Spelling]) -> Iterator[Hit]:
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
