"""OmegaT glossaries: UTF-8 lines of source, tab, target, tab, comment; no header."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from glossary.errors import FormatError, Where
from glossary.formats.pairs import derived_id, sides, without_controls
from glossary.formats.report import OnProblem, report
from glossary.model import Concept, ConceptType, LangSection, Status, Term, TermKind
from glossary.pairing import SHORT, pairs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from glossary.losses import Losses

_BREAKS = re.compile(r"[\t\r\n]+")


class _Line(NamedTuple):
    source: str
    comment: str
    target: str


def read_omegat(
    lines: Iterable[str],
    *,
    name: str = "<glossary>",
    source: str = "ar",
    target: str = "en",
    on_problem: OnProblem = None,
) -> Iterator[Concept]:
    """Yield a concept for each run of lines with the same source and comment.

    The first target of a run is preferred, the others are admitted. Blank lines and
    lines that begin with ``#`` are skipped, as OmegaT does.
    """
    rows = _lines(lines, name, on_problem)
    for (term, comment), run in groupby(rows, key=lambda row: row[:2]):
        targets = tuple(dict.fromkeys(row.target for row in run))
        yield Concept(
            id=derived_id(source, target, term, comment, *targets),
            note=comment or None,
            sections=(
                LangSection(lang=source, terms=(Term(text=term),)),
                LangSection(lang=target, terms=tuple(_ranked(targets))),
            ),
        )


def _ranked(texts: tuple[str, ...]) -> Iterator[Term]:
    for number, text in enumerate(texts):
        yield Term(text=text, status=Status.ADMITTED if number else Status.PREFERRED)


def _lines(lines: Iterable[str], name: str, on_problem: OnProblem) -> Iterator[_Line]:
    for number, line in enumerate(lines, start=1):
        text = line.rstrip("\r\n")
        text = text.removeprefix("\ufeff") if number == 1 else text
        if not text.strip() or text.startswith("#"):
            continue
        term, tab, rest = text.partition("\t")
        target, _, comment = rest.partition("\t")
        problem = None
        if not tab:
            problem = f"expected a tab after {term!r}"
        elif not term.strip() or not target.strip():
            problem = f"{text!r} lacks its source or its target term"
        if problem:
            report(FormatError(problem, where=Where(name, number)), on_problem)
        else:
            yield _Line(term.strip(), comment.strip(), target.strip())


def write_omegat(
    concepts: Iterable[Concept],
    *,
    losses: Losses,
    source: str = "ar",
    target: str = "en",
) -> Iterator[str]:
    """Yield a line for each of a concept's ``pairing.pairs``, the preferred one first.

    OmegaT offers every line as valid: deprecated terms and spelling variants of the
    target are left out, and the target's synonyms follow the preferred pair only.
    """
    for concept in concepts:
        pair = sides(concept, source, target, losses)
        if pair is None:
            continue
        _count(concept, losses)
        for term in (*pair.source, *pair.target):
            if not term.status.usable:
                losses.add(f"{term.status.label} terms")
        synonyms = [term for term in pair.target if _offered(term, losses)]
        left, right = (LangSection(lang=source, terms=terms) for terms in pair)
        rows = list(pairs(left, right))
        if not rows:
            losses.add("concepts without a usable term")
            continue
        rows[1:1] = [(rows[0][0], term) for term in synonyms if term != rows[0][1]]
        comment = _cell(concept.note or concept.definition or "", losses)
        for ours, theirs in dict.fromkeys(rows):
            cell = _cell(ours.text, losses)
            if cell.startswith("#"):
                losses.add("sources that begin with #")
                continue
            cells = (cell, _cell(theirs.text, losses), comment)
            yield "\t".join(cells).rstrip("\t") + "\n"


def _offered(term: Term, losses: Losses) -> bool:
    """Tell whether a target term may follow the preferred pair."""
    if term.kind is TermKind.VARIANT:
        losses.add("variant terms")
    return term.status.usable and term.kind not in (TermKind.VARIANT, *SHORT)


def _count(concept: Concept, losses: Losses) -> None:
    losses.add("id")
    if concept.type is not ConceptType.TERM:
        losses.add("type")
    if concept.subject:
        losses.add("domain")
    if concept.note and concept.definition:
        losses.add("definition")
    terms = [term for section in concept.sections for term in section.terms]
    if any(term.kind not in (None, TermKind.VARIANT) for term in terms):
        losses.add("kinds of terms")


def _cell(text: str, losses: Losses) -> str:
    """Return ``text`` on one line: the format has no way to quote a tab or a break."""
    if _BREAKS.search(text):
        losses.add("tabs and line breaks")
    return without_controls(_BREAKS.sub(" ", text), losses).strip()
