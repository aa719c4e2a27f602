"""Lists of concepts: those of the workspace, and those of the built-in glossary."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from cli.web.queries import readings
from glossary import base
from glossary.arabic import key
from glossary.store import ConceptFilter, ConceptPage, Stored

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cli.web.site import Site
    from glossary.model import Concept, ConceptType, Status

Scope = Literal["own", "built-in"]


def found(
    site: Site,
    text: str,
    *,
    scope: Scope = "own",
    type_: ConceptType | None = None,
    statuses: tuple[Status, ...] = (),
    subject: str | None = None,
    first: int = 0,
    limit: int = 50,
) -> ConceptPage:
    """Return concepts in which a text is found: as typed, else without clitics.

    Those of the built-in glossary have revision 0.
    """
    page = ConceptPage((), 0)
    for reading in readings(text):
        wanted = ConceptFilter(
            type=type_, statuses=statuses, subject=subject, text=reading or None
        )
        if scope == "own":
            page = site.store.concept_page(wanted, first=first, limit=limit)
        else:
            entries = [one.concept for one in base.entries()]
            fit = [one for one in entries if _fits(one, wanted)]
            shown = fit[first : first + limit]
            items = tuple(Stored(concept=one, revision=0) for one in shown)
            page = ConceptPage(items, len(fit))
        if page.total:
            break
    return page


def _fits(concept: Concept, wanted: ConceptFilter) -> bool:
    """Tell whether a concept meets a filter, as the store would."""
    if wanted.type is not None and concept.type is not wanted.type:
        return False
    if wanted.subject is not None and concept.subject != wanted.subject:
        return False
    terms = [term for section in concept.sections for term in section.terms]
    if wanted.statuses and not any(term.status in wanted.statuses for term in terms):
        return False
    return wanted.text is None or any(_holds(term.text, wanted.text) for term in terms)


def _holds(text: str, part: str) -> bool:
    asked = key(part)
    return bool(asked) and asked in key(text)


def in_order(concept: Concept, languages: tuple[str, str]) -> Iterator[str]:
    """Yield the languages of a concept, the workspace's two first."""
    yield from languages
    yield from (one.lang for one in concept.sections if one.lang not in languages)
