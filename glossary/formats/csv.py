"""CSV and TSV: a header of languages, then one row per pair of terms (RFC 4180).

The rows of a concept stand together and share its id; the first pairs what to write.
``status`` and ``kind`` belong to the one term that a row brings in: the target where
that is new, else the source. A row with one empty language brings in the other's term.
"""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, NamedTuple

from glossary.errors import FormatError, Where
from glossary.formats.csv_header import COLUMNS, Header, read_header
from glossary.formats.pairs import CONTROL, derived_id, sides, without_controls
from glossary.formats.report import OnProblem, report
from glossary.model import Concept, ConceptType, LangSection, Status, Term, TermKind
from glossary.record import parse_status

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from glossary.formats.pairs import Sides
    from glossary.losses import Losses

_FORMULA = "=+-@'"
_ONCE = ("domain", "definition", "note", "type")


class _Row(NamedTuple):
    line: int
    terms: tuple[str, ...]
    cells: dict[str, str]
    status: Status | None
    kind: TermKind | None


def read_csv(
    lines: Iterable[str],
    *,
    name: str = "<csv>",
    source: str = "ar",
    target: str = "en",
    on_problem: OnProblem = None,
) -> Iterator[Concept]:
    """Yield a concept for each run of rows with one id, or for each row without.

    ``lines`` keep their line breaks as found (``open(newline="")``). The delimiter is
    found from the header; ``source`` and ``target`` are the languages of columns that
    are called so. A first term without a status is preferred, a further one admitted.
    """
    rest = iter(lines)
    header = read_header(rest, name, (source, target), on_problem)
    seen: set[str] = set()
    run: list[_Row] = []
    for row in _rows(rest, header, name, on_problem):
        if run and row.cells.get("id") and row.cells["id"] == run[0].cells.get("id"):
            run.append(row)
            continue
        if run:
            yield _concept(run, header, name, on_problem)
        run = [row]
        id_ = row.cells.get("id", "")
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


def _rows(
    lines: Iterator[str], header: Header, name: str, on_problem: OnProblem
) -> Iterator[_Row]:
    reader = csv.reader(lines, delimiter=header.delimiter, strict=True)
    while True:
        line = header.line + reader.line_num + 1
        try:
            cells = next(reader)
            if any(cell.strip() for cell in cells):
                yield _row(cells, line, header)
        except StopIteration:
            return
        except (csv.Error, ValueError) as error:
            report(FormatError(str(error), where=Where(name, line)), on_problem)


def _row(cells: list[str], line: int, header: Header) -> _Row:
    """Raise ``ValueError`` for a row that cannot be used."""
    if len(cells) > header.width:
        raise ValueError(
            f"the row has {len(cells)} cells and the header {header.width}; "
            f"put a cell that holds {header.delimiter!r} in quotes"
        )
    for number, cell in enumerate(cells, start=1):
        if found := CONTROL.search(cell):
            code = f"U+{ord(found[0]):04X}"
            raise ValueError(f"column {number} holds the control character {code}")
    cells += [""] * (header.width - len(cells))
    terms = tuple(_unguarded(cells[column].strip()) for column, _ in header.languages)
    if not any(terms):
        raise ValueError("the row has no term in any language")
    fields = {field: _unguarded(cells[n]) for field, n in header.columns.items()}
    for field in ("id", "type", "kind", "status"):
        fields[field] = fields.get(field, "").strip()
    if fields["type"] and fields["type"] not in set(ConceptType):
        known = ", ".join(ConceptType)
        raise ValueError(f"{fields['type']!r} is not a type; the types are {known}")
    if fields["kind"] and fields["kind"] not in set(TermKind):
        known = ", ".join(TermKind)
        raise ValueError(f"{fields['kind']!r} is not a kind; the kinds are {known}")
    return _Row(
        line=line,
        terms=terms,
        cells=fields,
        status=parse_status(fields["status"]) if fields["status"] else None,
        kind=TermKind(fields["kind"]) if fields["kind"] else None,
    )


def _concept(
    run: list[_Row], header: Header, name: str, on_problem: OnProblem
) -> Concept:
    sections: list[dict[str, Term]] = [{} for _ in header.languages]
    cells: dict[str, str] = dict.fromkeys(_ONCE, "")
    for row in run:
        _add_terms(row, sections)
        for field in _ONCE:
            value = row.cells.get(field, "")
            if value and cells[field] and value != cells[field]:
                problem = f"the {field} {value!r} contradicts {cells[field]!r}"
                report(FormatError(problem, where=Where(name, row.line)), on_problem)
            cells[field] = cells[field] or value
    first = run[0]
    return Concept(
        id=first.cells["id"] or derived_id(*first.terms, *first.cells.values()),
        type=ConceptType(cells["type"] or ConceptType.TERM),
        subject=cells["domain"] or None,
        definition=cells["definition"] or None,
        note=cells["note"] or None,
        sections=tuple(
            LangSection(lang=tag, terms=tuple(terms.values()))
            for (_, tag), terms in zip(header.languages, sections, strict=True)
            if terms
        ),
    )


def _add_terms(row: _Row, sections: list[dict[str, Term]]) -> None:
    """Add what is new; the source takes the row's status only where it comes alone."""
    new = [
        number
        for number, text in enumerate(row.terms)
        if text and text not in sections[number]
    ]
    for number in new:
        default = Status.ADMITTED if sections[number] else Status.PREFERRED
        own = number > 0 or new == [0]
        text = row.terms[number]
        sections[number][text] = Term(
            text=text,
            status=(row.status or default) if own else default,
            kind=row.kind if own else None,
        )


def write_csv(
    concepts: Iterable[Concept],
    *,
    losses: Losses,
    source: str = "ar",
    target: str = "en",
    delimiter: str = ",",
) -> Iterator[str]:
    """Yield a header and the rows of each concept that has both languages.

    Lines end as RFC 4180 wants, with CR LF, but those of a TSV with LF.
    """
    end = "\n" if delimiter == "\t" else "\r\n"
    yield delimiter.join((source, target, *COLUMNS)) + end
    for concept in concepts:
        pair = sides(concept, source, target, losses)
        for number, row in enumerate(_pairs(pair) if pair else ()):
            left, right, own = row
            once = number == 0
            cells = (
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
            yield delimiter.join(_cell(one, delimiter, losses) for one in cells) + end


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


def _cell(text: str, delimiter: str, losses: Losses) -> str:
    """Quote a cell where it must be; a spreadsheet must not take it for a formula."""
    text = without_controls(text, losses)
    if text.startswith(tuple(_FORMULA)):
        text = f"'{text}"
    if any(character in text for character in (delimiter, '"', "\r", "\n")):
        return '"' + text.replace('"', '""') + '"'
    return text


def _unguarded(text: str) -> str:
    guarded = text[:1] == "'" and text[1:2] and text[1] in _FORMULA
    return text[1:] if guarded else text
