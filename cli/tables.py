"""Tables as translation units: what a memory takes from CSV, TSV and XLSX."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from cli import streams
from cli.formats import Format

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cli.formats import Exchange
    from glossary.formats.table import Row, Table
    from tmx.model import Item, TranslationUnit

_OF_SENTENCES = {"domain", "note"}
"""Columns that a table of sentences may have beside its texts."""


def table_units(
    format_: Format, stream: BinaryIO, how: Exchange
) -> Iterator[TranslationUnit]:
    """Yield a unit for each row, but the units of terms where the table holds terms.

    It does where it has columns that only a glossary needs, such as ids or statuses.
    """
    from cli.readers import as_units
    from glossary.formats.table import concepts

    seen: set[str] = set()
    for table in _tables(format_, stream, how):
        if table.header.columns.keys() <= _OF_SENTENCES:
            yield from _sentences(table)
        else:
            yield from as_units(concepts(table, how.on_problem, seen), how)


def _tables(format_: Format, stream: BinaryIO, how: Exchange) -> Iterator[Table]:
    if format_ is Format.XLSX:
        from glossary.formats.xlsx_read import xlsx_tables

        yield from xlsx_tables(
            stream.read(),
            name=how.name,
            languages=how.languages(),
            losses=how.losses,
            on_problem=how.on_problem,
        )
        return
    from glossary.formats.csv import csv_table

    yield csv_table(
        streams.text_lines(stream, how.name, how.on_problem),
        name=how.name,
        languages=how.languages(),
        on_problem=how.on_problem,
    )


def _sentences(table: Table) -> Iterator[TranslationUnit]:
    from tmx.model import text_variant, unit_of

    tags = [tag for _, tag in table.header.languages]
    has_more = bool(table.header.columns)
    for row in table.rows:
        variants = [
            text_variant(tag, text)
            for tag, text in zip(tags, row.terms, strict=True)
            if text
        ]
        yield unit_of(tuple(variants), items=_items(row) if has_more else ())


def _items(row: Row) -> tuple[Item, ...]:
    from tmx.model import Note, Property
    from tmx.terms.names import DOMAIN

    items: list[Item] = []
    if domain := row.cells.get("domain"):
        items.append(Property(type=DOMAIN, text=domain))
    if note := row.cells.get("note"):
        items.append(Note(text=note))
    return tuple(items)
