"""Records as a table, JSONL, CSV or TSV, through one door."""

from __future__ import annotations

import json
import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from cli.render.safe import LRM, cell, terminal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    Record = Mapping[str, Any]


_WIDE = 100
_NUMBERS = frozenset(
    "count documents score rank revision line mentions segments words".split()
)


class Format(StrEnum):
    """How records are printed."""

    TABLE = "table"
    JSONL = "jsonl"
    CSV = "csv"
    TSV = "tsv"


def chosen(asked: Format | None, output: str | None) -> Format:
    """Return the format asked for, else the file's, else what standard output suits."""
    if asked is not None:
        return asked
    if output not in (None, "-"):
        suffix = str(output).rpartition(".")[2].lower()
        return Format(suffix) if suffix in ("csv", "tsv") else Format.JSONL
    return Format.TABLE if sys.stdout.isatty() else Format.JSONL


def lines(
    records: Iterable[Record], format_: Format, keys: Sequence[str]
) -> Iterator[str]:
    """Yield the records as lines of text; ``keys`` heads CSV and TSV.

    A nested value is JSON in its cell. Spreadsheet formulas are disarmed.
    """
    if first := heading(format_, keys):
        yield first
    yield from map(liner(format_, keys), records)


def heading(format_: Format, keys: Sequence[str]) -> str:
    """Return the line before the first record."""
    return "" if format_ is Format.JSONL else _row_writer(format_)(keys)


def liner(format_: Format, keys: Sequence[str]) -> Callable[[Record], str]:
    """Return what makes a line of a record; see ``lines``."""
    if format_ is Format.JSONL:
        encode = json.JSONEncoder(ensure_ascii=False, check_circular=False).encode
        return lambda record: encode(record) + "\n"
    row = _row_writer(format_)
    return lambda record: row([_cell(record[key]) for key in keys])


def _row_writer(format_: Format) -> Callable[[Sequence[object]], str]:
    import csv
    import io

    buffer = io.StringIO()
    delimiter = "," if format_ is Format.CSV else "\t"
    writer = csv.writer(buffer, delimiter=delimiter, lineterminator="\n")

    def row(cells: Sequence[object]) -> str:
        buffer.seek(0)
        buffer.truncate()
        writer.writerow(cells)
        return buffer.getvalue()

    return row


def _cell(value: object) -> object:
    if value is None:
        return ""
    if isinstance(value, str):
        return cell(value)
    if isinstance(value, (dict, list)):
        return json.dumps(value, ensure_ascii=False)
    return value


def table(
    rows: Iterable[Record],
    columns: Sequence[tuple[str, str]],
    *,
    wide: Sequence[tuple[str, str]] = (),
) -> None:
    """Print rows as a table; ``columns`` are (key, heading), Arabic ones last.

    The ``wide`` columns follow where the terminal has a hundred columns or more.
    With the Arabic last and a left-to-right mark first, a terminal that reorders
    bidirectional text leaves the columns where they are.
    """
    from rich import box
    from rich.console import Console
    from rich.table import Table

    console = Console(highlight=False)
    if console.width >= _WIDE:
        columns = [*columns, *wide]
    grid = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for key, heading in columns:
        numeric = key in _NUMBERS
        grid.add_column(
            heading,
            justify="right" if numeric else "left",
            overflow="fold",
            no_wrap=numeric,
        )
    for row in rows:
        cells = [
            terminal(str(row.get(key) if row.get(key) is not None else "–"))
            for key, _ in columns
        ]
        cells[0] = LRM + cells[0]
        grid.add_row(*(_plain(one) for one in cells))
    with console.capture() as capture:
        console.print(grid)
    sys.stdout.write(capture.get())


def _plain(text: str) -> Any:  # noqa: ANN401 - Rich is imported where it is used
    """Return text that Rich takes literally: brackets in it are no markup."""
    from rich.text import Text

    return Text(text)
