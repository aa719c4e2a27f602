"""Pairs and concepts in few words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.check import Finding, Pair, Settings, check
from glossary.model import Concept, ConceptType, LangSection, Status, Term
from glossary.names.model import names

if TYPE_CHECKING:
    from collections.abc import Sequence


def concept(
    arabic: str, english: str, type_: str = "term", forbidden: str = ""
) -> Concept:
    """Return a concept; several terms are separated by ``|``."""
    return Concept(
        id=english,
        type=ConceptType(type_),
        sections=(
            LangSection(
                lang="ar", terms=tuple(Term(text=one) for one in arabic.split("|"))
            ),
            LangSection(
                lang="en",
                terms=(
                    *(Term(text=one) for one in english.split("|")),
                    *(
                        Term(text=one, status=Status.DEPRECATED)
                        for one in forbidden.split("|")
                        if one
                    ),
                ),
            ),
        ),
    )


def pairs(*rows: tuple[str, str]) -> list[Pair]:
    """Return units 1, 2, … of one file."""
    return [
        Pair("f.tsv", str(number), *row, line=number + 1)
        for number, row in enumerate(rows, start=1)
    ]


def findings(
    rows: Sequence[tuple[str, str]],
    concepts: Sequence[Concept] = (),
    settings: Settings | None = None,
) -> list[Finding]:
    """Return what the review of these texts finds."""
    return list(
        check(pairs(*rows), concepts=concepts, names=names(), settings=settings)
    )


def seen(
    rows: Sequence[tuple[str, str]],
    concepts: Sequence[Concept] = (),
    settings: Settings | None = None,
) -> list[tuple[str, str, str | None]]:
    """Return unit, rule and what was found."""
    return [
        (one.unit, one.rule, one.found) for one in findings(rows, concepts, settings)
    ]
