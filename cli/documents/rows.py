"""One document a row: JSON Lines and Parquet."""

from __future__ import annotations

import codecs
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from glossary.errors import FileError, FormatError, Where

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import BinaryIO

_LONGEST = 1 << 28
"""The most bytes of a line: no article is longer, and memory is bounded."""
_BATCH = 256
"""Rows of Parquet that are read at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """What a row's fields are called."""

    text: str = "text"
    id: str = "id"
    date: str | None = None
    outlet: str | None = None


class Text(NamedTuple):
    """A document that was read."""

    name: str
    text: str
    where: Where
    """The file, and of a row the line or the row's number."""
    date: str | None = None
    """What the row's field says, as it is."""
    outlet: str | None = None


Rows = tuple[int, int | None, int]
"""The bytes of lines, or the row groups, from and to, and the number of the first."""
WHOLE: Rows = (0, None, 1)


def json_lines(
    stream: BinaryIO,
    name: str,
    fields: Fields,
    on_problem: Callable[[FormatError], None],
    rows: Rows = WHOLE,
) -> Iterator[Text]:
    """Yield the rows of JSON Lines; the others go to ``on_problem`` with their line.

    Of ``rows`` those are read that begin before the end; the stream is at their start.
    Raises ``FormatError`` for what is no UTF-8 text at all and for an endless line.
    """
    offset, end, number = rows
    while end is None or offset < end:
        line = stream.readline(_LONGEST)
        if not line:
            return
        where = Where(name, number)
        if len(line) == _LONGEST:
            problem = "the line has no end: is this one JSON object a line?"
            raise FormatError(problem, where=where)
        try:
            if (found := _row(line, offset, fields, where)) is not None:
                yield found
        except FormatError as problem:
            on_problem(problem)
        offset += len(line)
        number += 1


def _row(line: bytes, offset: int, fields: Fields, where: Where) -> Text | None:
    """Return a line's document; ``None`` for a blank line."""
    if not offset:
        if line.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            problem = "is UTF-16; JSON Lines are UTF-8 (RFC 8259, 8.1): convert it"
            raise FormatError(problem, where=where)
        line = line.removeprefix(codecs.BOM_UTF8)
    if line.isspace():
        return None
    try:
        row = json.loads(line.decode())
    except UnicodeDecodeError as error:
        problem = f"byte {offset + error.start} (0x{line[error.start]:02X}) is not"
        raise FormatError(f"{problem} UTF-8", where=where) from None
    except (ValueError, RecursionError) as error:
        raise FormatError(f"is no JSON: {error}", where=where) from None
    if not isinstance(row, dict):
        raise FormatError("is no JSON object", where=where)
    if fields.text not in row:
        has = ", ".join(row) or "none"
        problem = f"has no field {fields.text!r} (it has: {has}); see --text-field"
        raise FormatError(problem, where=where)
    return document(row, fields, where)


def document(row: dict[str, Any], fields: Fields, where: Where) -> Text:
    """Return a row's document; without an id it is called ``FILE#NUMBER``.

    Raises ``FormatError`` where the text is none, or the id neither text nor a number.
    """
    text, name = row.get(fields.text), row.get(fields.id)
    if not isinstance(text, str):
        raise FormatError(f"{fields.text!r} is no text", where=where)
    if name is None or name == "":
        name = f"{where.file}#{where.line}"
    if isinstance(name, bool) or not isinstance(name, str | int):
        problem = f"{fields.id!r} is neither text nor a whole number; see --id-field"
        raise FormatError(problem, where=where)
    date, outlet = (
        None if one is None or (said := row.get(one)) is None else str(said)
        for one in (fields.date, fields.outlet)
    )
    found = Text(str(name), text, where, date, outlet)
    try:
        found.text.encode()
        found.name.encode()
    except UnicodeEncodeError as error:
        half = f"U+{ord(error.object[error.start]):04X}"
        problem = f"holds half a character ({half})"
        raise FormatError(problem, where=where) from None
    return found


def parquet(
    stream: BinaryIO,
    name: str,
    fields: Fields,
    on_problem: Callable[[FormatError], None],
    rows: Rows = WHOLE,
) -> Iterator[Text]:
    """Yield the rows of Parquet; those without a text go to ``on_problem``.

    Of ``rows`` those of the row groups are read. Raises ``FormatError`` for what is no
    Parquet, or lacks the column.
    """
    _needed(name)
    from pyarrow import ArrowException

    first, last, number = rows
    try:
        file = _parquet(stream)
        columns = (fields.text, fields.id, fields.date, fields.outlet)
        has = file.schema_arrow.names
        if fields.text not in has:
            problem = f"has no column {fields.text!r} (it has: {', '.join(has)})"
            raise FormatError(f"{problem}; see --text-field", where=Where(name))
        groups = range(first, file.num_row_groups if last is None else last)
        for batch in file.iter_batches(
            batch_size=_BATCH,
            row_groups=list(groups),
            columns=[column for column in columns if column in has],
            use_threads=False,
        ):
            for row in batch.to_pylist():
                try:
                    yield document(row, fields, Where(name, number))
                except FormatError as problem:
                    on_problem(problem)
                number += 1
    except ArrowException as error:
        raise _no_parquet(error, name) from None


def row_groups(stream: BinaryIO, name: str) -> list[tuple[int, int]]:
    """Return the rows and the bytes, unpacked, of each row group of Parquet."""
    _needed(name)
    from pyarrow import ArrowException

    try:
        about = _parquet(stream).metadata
    except ArrowException as error:
        raise _no_parquet(error, name) from None
    groups = map(about.row_group, range(about.num_row_groups))
    return [(group.num_rows, group.total_byte_size) for group in groups]


def _parquet(stream: BinaryIO) -> Any:  # noqa: ANN401 - untyped
    from pyarrow.parquet import ParquetFile

    return ParquetFile(stream)


def _no_parquet(error: Exception, name: str) -> FormatError:
    said = str(error).partition("\n")[0]
    return FormatError(f"is no Parquet that can be read: {said}", where=Where(name))


def _needed(name: str) -> None:
    from importlib.util import find_spec

    if find_spec("pyarrow") is None:
        raise FileError(
            f"{name}: Parquet is read with pyarrow, which is not installed: "
            "pip install 'glosskit[corpora]'"
        )
