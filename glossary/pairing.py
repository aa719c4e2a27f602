"""Which target term translates which source term of one concept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.model import TermKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossary.model import LangSection, Term

SHORT = (TermKind.SHORT_FORM, TermKind.ACRONYM, TermKind.ABBREVIATION)
"""Kinds that translate each other: محمدوف is Mammadov, not Mukhtar Mammadov."""


def pairs(source: LangSection, target: LangSection) -> Iterator[tuple[Term, Term]]:
    """Yield each source term that a text may hold with the target term to write.

    The preferred pair comes first, then the other usable terms and the spelling
    variants in their order. A short form goes with the target of its own kind: the
    only one or, of enough, the one at its place; any other with the preferred term.
    Nothing where either language has no term to write.
    """
    first, write = source.preferred(), target.preferred()
    if first is None or write is None:
        return
    yield first, write
    for term in source.terms:
        if term is not first and term.status.usable:
            yield term, _counterpart(term, source, target) or write


def _counterpart(term: Term, source: LangSection, target: LangSection) -> Term | None:
    """Return the target term of a short form's own kind, if there is a clear one."""
    if term.kind not in SHORT:
        return None
    ours, theirs = (
        [one for one in section.terms if one.kind is term.kind and one.status.usable]
        for section in (source, target)
    )
    if len(theirs) == 1:
        return theirs[0]
    place = next(number for number, one in enumerate(ours) if one is term)
    return theirs[place] if len(ours) <= len(theirs) else None
