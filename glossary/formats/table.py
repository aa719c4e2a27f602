"""Concepts as rows of cells, one row per pair of terms: what CSV and XLSX share.

The rows of a concept stand together and share its id; the first pairs what to write.
``status`` and ``kind`` belong to the one term that a row brings in: the target where
that is new, else the source. A row with one empty language brings in the other's term.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from glossary.errors import FormatError, Where
from glossary.formats.pairs import CONTROL, derived_id, sides
from glossary.formats.report import OnProblem, report
from glossary.formats.table_header import COLUMNS
from glossary.model import Concept, ConceptType, LangSection, Status, Term, TermKind
from glossary.record import parse_status

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from glossary.formats.pairs import Sides
    from glossary.formats.table_header import Header
    from glossary.losses import Losses

_ONCE = ("domain", "definition", "note", "type")
_TERM = ConceptType.TERM
_DEFAULTS = Status.PREFERRED, Status.ADMITTED
"""Of a language's first term and of others."""


class Row(NamedTuple):
    """One row of a table, its cells told apart."""

    line: int
    terms: tuple[str, ...]
    """A text per language of the header, empty where the row has none."""
    cells: dict[str, str]
    status: Status | None
    kind: TermKind | None


class Table(NamedTuple):
    """A header and the rows below it, which are read as they are taken."""

    name: str
    """What problems call it: the file, and the sheet where there are several."""
    header: Header
    rows: Iterator[Row]


def parse_row(cells: Sequence[str], line: int, header: Header) -> Row:
    """Tell a row's cells apart; raise ``ValueError`` for one that cannot be used."""
    if CONTROL.search("".join(cells)):
        raise ValueError(_control(cells))
    cells = [*cells, *[""] * (header.width - len(cells))]
    terms = tuple([cells[column].strip() for column, _ in header.languages])
    if not any(terms):
        raise ValueError("the row has no term in any language")
    fields = {field: cells[n] for field, n in header.columns.items()}
    for field in ("id", "type", "kind", "status"):
        fields[field] = fields[field].strip() if field in fields else ""
    if fields["type"] and fields["type"] not in set(ConceptType):
        known = ", ".join(ConceptType)
        raise ValueError(f"{fields['type']!r} is not a type; the types are {known}")
    if fields["kind"] and fields["kind"] not in set(TermKind):
        known = ", ".join(TermKind)
        raise ValueError(f"{fields['kind']!r} is not a kind; the kinds are {known}")
    status = parse_status(fields["status"]) if fields["status"] else None
    kind = TermKind(fields["kind"]) if fields["kind"] else None
    return Row(line, terms, fields, status, kind)


def _control(cells: Sequence[str]) -> str:
    """Say which cell holds a control character."""
    number, found = next(
        (number, found)
        for number, cell in enumerate(cells, start=1)
        if (found := CONTROL.search(cell))
    )
    return f"column {number} holds the control character U+{ord(found[0]):04X}"


def concepts(
    table: Table, on_problem: OnProblem, seen: set[str] | None = None
) -> Iterator[Concept]:
    """Yield a concept for each run of rows with one id, or for each row without.

    A first term without a status is preferred, a further one admitted. An id that
    comes back after others is a problem; ``seen`` holds those of earlier tables.
    """
    seen = set() if seen is None else seen
    name, header, rows = table
    run: list[Row] = []
    id_ = ""
    for row in rows:
        if run and id_ and row.cells["id"] == id_:
            run.append(row)
            continue
        if run:
            yield _concept(run, header, name, on_problem)
        run, id_ = [row], row.cells["id"]
        if id_ and id_ in seen:
            problem = (
                f"the entry {id_!r} began further up; keep the rows of an entry "
                "together (sort them by the id column)"
            )
            report(FormatError(problem, where=Where(name, row.line)), on_problem)
            run = []
        seen.add(id_)
    if run:
        yield _concept(run, header, name, on_problem)


def _concept(
    run: list[Row], header: Header, name: str, on_problem: OnProblem
) -> Concept:
    sections: list[dict[str, Term]] = [{} for _ in header.languages]
    for row in run:
        _add_terms(row, sections)
    first = run[0]
    cells = {field: first.cells.get(field, "") for field in _ONCE}
    for row in run[1:]:
        for field in _ONCE:
            value = row.cells.get(field, "")
            if value and cells[field] and value != cells[field]:
                problem = f"the {field} {value!r} contradicts {cells[field]!r}"
                report(FormatError(problem, where=Where(name, row.line)), on_problem)
            cells[field] = cells[field] or value
    return Concept(
        id=first.cells["id"] or derived_id(*first.terms, *first.cells.values()),
        type=ConceptType(cells["type"]) if cells["type"] else _TERM,
        subject=cells["domain"] or None,
        definition=cells["definition"] or None,
        note=cells["note"] or None,
        sections=tuple(
            [
                LangSection(lang=tag, terms=tuple(terms.values()))
                for (_, tag), terms in zip(header.languages, sections, strict=True)
                if terms
            ]
        ),
    )


def _add_terms(row: Row, sections: list[dict[str, Term]]) -> None:
    """Add what is new; the source takes the row's status only where it comes alone."""
    new = [
        number
        for number, text in enumerate(row.terms)
        if text and text not in sections[number]
    ]
    for number in new:
        text, section = row.terms[number], sections[number]
        default = _DEFAULTS[bool(section)]
        own = number > 0 or new == [0]
        status = (row.status or default) if own else default
        section[text] = Term(text=text, status=status, kind=row.kind if own else None)


def heading(source: str, target: str) -> tuple[str, ...]:
    """Return the cells of the header row that ``cells`` go under."""
    return (source, target, *COLUMNS)


def cells(
    concepts: Iterable[Concept], *, source: str, target: str, losses: Losses
) -> Iterator[tuple[str, ...]]:
    """Yield the rows of each concept that has both languages; ``losses`` the rest."""
    for concept in concepts:
        pair = sides(concept, source, target, losses)
        for number, (left, right, own) in enumerate(_pairs(pair) if pair else ()):
            once = number == 0
            yield (
                left.text,
                right.text if right else "",
                own.status.label,
                concept.subject or "",
                (once and concept.definition) or "",
                (once and concept.note) or "",
                concept.id,
                concept.type.value,
                own.kind.value if own.kind else "",
            )


def _pairs(pair: Sides) -> Iterator[tuple[Term, Term | None, Term]]:
    """Yield (source, target, the term whose status and kind the row gives)."""
    left, right = _first(pair.source), _first(pair.target)
    if left.status is not Status.PREFERRED or left.kind is not None:
        yield left, None, left
    yield left, right, right
    for term in pair.target:
        if term is not right:
            yield left, term, term
    for term in pair.source:
        if term is not left:
            yield term, right, term


def _first(terms: tuple[Term, ...]) -> Term:
    return LangSection(lang="und", terms=terms).preferred() or terms[0]
