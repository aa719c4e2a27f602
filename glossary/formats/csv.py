"""CSV and TSV: a header of languages, then one row per pair of terms (RFC 4180)."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from glossary.errors import FormatError, Where
from glossary.formats import table
from glossary.formats.csv_header import Layout, read_header
from glossary.formats.pairs import without_controls
from glossary.formats.report import OnProblem, report

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from glossary.formats.table_header import Header
    from glossary.losses import Losses
    from glossary.model import Concept

_FORMULA = "=+-@'"


def read_csv(
    lines: Iterable[str],
    *,
    name: str = "<csv>",
    source: str = "ar",
    target: str = "en",
    on_problem: OnProblem = None,
) -> Iterator[Concept]:
    """Yield a concept for each run of rows with one id, or for each row without.

    A first term without a status is preferred, a further one admitted; else as
    ``csv_table``.
    """
    found = csv_table(
        lines, name=name, languages=(source, target), on_problem=on_problem
    )
    yield from table.concepts(found, on_problem)


def csv_table(
    lines: Iterable[str],
    *,
    name: str,
    languages: tuple[str, str],
    on_problem: OnProblem = None,
) -> table.Table:
    """Read the header, and the rows as they are taken.

    ``lines`` keep their line breaks as found (``open(newline="")``). The delimiter is
    found from the header; ``languages`` are those of columns that are called ``source``
    and ``target``.
    """
    rest = iter(lines)
    layout = read_header(rest, name, languages, on_problem)
    rows = _rows(rest, layout, name, on_problem)
    return table.Table(name, layout.header, rows)


def _rows(
    lines: Iterator[str], layout: Layout, name: str, on_problem: OnProblem
) -> Iterator[table.Row]:
    delimiter, header = layout
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        line = header.line + reader.line_num + 1
        try:
            cells = next(reader)
            if not "".join(cells).strip():
                continue
            if len(cells) > header.width:
                raise ValueError(  # noqa: TRY301 - told like the parser's own errors
                    f"the row has {len(cells)} cells and the header {header.width}; "
                    f"put a cell that holds {delimiter!r} in quotes"
                )
            yield table.parse_row(_texts(cells, header), line, header)
        except StopIteration:
            return
        except (csv.Error, ValueError) as error:
            report(FormatError(str(error), where=Where(name, line)), on_problem)


def write_csv(  # noqa: PLR0913 - each is a choice of its own
    concepts: Iterable[Concept],
    *,
    losses: Losses,
    source: str = "ar",
    target: str = "en",
    delimiter: str = ",",
    heads: tuple[str, str] | None = None,
) -> Iterator[str]:
    """Yield a header and the rows of each concept that has both languages.

    ``heads`` stand over the two columns of terms instead of the language tags.
    Lines end as RFC 4180 wants, with CR LF, but those of a TSV with LF.
    """
    end = "\n" if delimiter == "\t" else "\r\n"
    yield delimiter.join(table.heading(*(heads or (source, target)))) + end
    for row in table.cells(concepts, source=source, target=target, losses=losses):
        yield delimiter.join(_cell(one, delimiter, losses) for one in row) + end


def _cell(text: str, delimiter: str, losses: Losses) -> str:
    """Quote a cell where it must be; a spreadsheet must not take it for a formula."""
    text = without_controls(text, losses)
    if text.startswith(tuple(_FORMULA)):
        text = f"'{text}"
    return quoted(text, delimiter)


def quoted(text: str, delimiter: str) -> str:
    """Return the cell in quotes where RFC 4180 wants them."""
    if any(character in text for character in (delimiter, '"', "\r", "\n")):
        return '"' + text.replace('"', '""') + '"'
    return text


def _texts(cells: list[str], header: Header) -> list[str]:
    """Return what the cells say, without guards; blanks may stand before a term's."""
    if "'" not in "".join(cells):
        return cells
    terms = {column for column, _ in header.languages}
    return [
        _unguarded(cell.strip() if column in terms else cell)
        for column, cell in enumerate(cells)
    ]


def _unguarded(text: str) -> str:
    guarded = text[:1] == "'" and text[1:2] and text[1] in _FORMULA
    return text[1:] if guarded else text
