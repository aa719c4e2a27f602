"""Rows of TSV, CSV and XLSX files as pairs, numbered as their data rows are."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, BinaryIO

from cli import session, streams
from cli.checking.entries import Entry
from cli.checking.tables import layout, rows
from cli.exchange import Exchange, Format, read_concepts
from glossary.check.model import Pair
from glossary.errors import FormatError, Where

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cli.checking.tables import Layout, Row


def table_entries(
    kind: Format,
    stream: BinaryIO,
    how: Exchange,
    say: Callable[[str], None] = session.say,
) -> Iterator[Entry]:
    """Yield the rows that have a text in the source language; blank ones not counted.

    A row that lacks a column is a problem, one without a source is counted as lost.
    """
    if kind is Format.XLSX:
        yield from _sheets(stream, how)
        return
    lines, delimiter = delimited(
        kind, streams.text_lines(stream, how.name, how.on_problem)
    )
    found = rows(lines, delimiter)
    head = layout(found, delimiter, how.languages(), how.name, say)
    number = 0
    for row in chain(() if head.first is None else (head.first,), found):
        if row.raw.strip():
            number += 1
            if entry := _entry(row, number, head, how):
                yield entry


def delimited(kind: Format, lines: Iterator[str]) -> tuple[Iterator[str], str]:
    """Return the lines, and the delimiter: a CSV's is the commonest in its header."""
    if kind is Format.TSV:
        return lines, "\t"
    first = next(lines, "")
    return chain([first], lines), max(",;\t|", key=first.count)


def _entry(row: Row, number: int, head: Layout, how: Exchange) -> Entry | None:
    cells = [cell.text for cell in row.cells]
    if len(cells) <= max(head.source, head.target):
        problem = FormatError(
            f"the row has {len(cells)} cells; {how.source} is column "
            f"{head.source + 1} and {how.target} column {head.target + 1}",
            where=Where(how.name, row.line),
        )
        if how.on_problem is None:
            raise problem
        how.on_problem(problem)
        return None
    source, target = cells[head.source], cells[head.target]
    if not source.strip():
        how.losses.add(f"rows without a text in {how.source}")
        return None
    has_note = head.note is not None and head.note < len(cells)
    note = cells[head.note or 0] if has_note else ""
    remarks = (note,) if "gloss:" in note else ()
    return Entry(Pair(how.name, str(number), source, target, row.line), remarks)


def _sheets(stream: BinaryIO, how: Exchange) -> Iterator[Entry]:
    concepts = read_concepts(Format.XLSX, stream, how)
    for number, one in enumerate(concepts, start=1):
        source, target = (
            section.terms[0].text if (section := one.section(tag)) else ""
            for tag in how.languages()
        )
        if not source:
            how.losses.add(f"rows without a text in {how.source}")
            continue
        remarks = (one.note,) if one.note and "gloss:" in one.note else ()
        yield Entry(Pair(how.name, str(number), source, target), remarks)
