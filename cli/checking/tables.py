"""Rows of TSV and CSV with the place of each cell, so that one can be rewritten."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from glossary.errors import FormatError, Where

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_FORMULA = "=+-@'"
_ARABIC = re.compile("[\u0600-\u06ff]")
_LATIN = re.compile("[A-Za-z]")
_MOST_LINES = 200
"""Lines that one quoted cell may span: more is a stray quotation mark."""


class Cell(NamedTuple):
    """A cell's text and where its raw form stands in the row."""

    text: str
    start: int
    end: int


class Row(NamedTuple):
    """A row as it stands in the file, its line end included."""

    line: int
    raw: str
    cells: tuple[Cell, ...]


class Layout(NamedTuple):
    """What the columns hold; ``first`` is data where the file has no header."""

    delimiter: str
    source: int
    target: int
    note: int | None
    first: Row | None


def rows(lines: Iterable[str], delimiter: str) -> Iterator[Row]:
    """Yield the rows of a table, blank ones too.

    A cell in quotes may hold the delimiter and line breaks (RFC 4180). In a TSV a text
    that merely begins and ends with a quotation mark keeps them: tools that write TSV
    quote a cell only where it must be.
    """
    rest = enumerate(lines, start=1)
    for number, line in rest:
        raw = line
        count = 1
        while _is_open(raw, delimiter) and count < _MOST_LINES:
            more = next(rest, None)
            if more is None:
                break
            raw += more[1]
            count += 1
        if _is_open(raw, delimiter):  # the quotation mark is no cell's beginning
            for offset, one in enumerate(raw.splitlines(keepends=True)):
                yield Row(number + offset, one, tuple(_plain_cells(one, delimiter)))
            continue
        yield Row(number, raw, tuple(_cells(raw, delimiter)))


def layout(
    found: Iterator[Row],
    delimiter: str,
    languages: tuple[str, str],
    name: str,
    say: Callable[[str], None],
) -> Layout:
    """Take the header off the rows, or see by the scripts that there is none.

    Raises ``FormatError`` where the columns of the two languages cannot be told.
    """
    from glossary import lang

    row = next((row for row in found if row.raw.strip()), None)
    if row is None:
        raise FormatError("is empty", where=Where(name))
    heads = [cell.text.strip() for cell in row.cells]
    lower = [head.lower() for head in heads]
    note = next((n for n, head in enumerate(lower) if head in ("note", "notes")), None)
    if "source" in lower and "target" in lower:
        return Layout(
            delimiter, lower.index("source"), lower.index("target"), note, None
        )
    tagged = [head for head in heads if len(head) < _MOST_LINES and lang.is_tag(head)]
    own = [lang.best(wanted, tagged) for wanted in languages]
    if own[0] is not None and own[1] is not None and own[0] != own[1]:
        return Layout(delimiter, heads.index(own[0]), heads.index(own[1]), note, None)
    sides = _sides(heads)
    if sides and [lang.direction(one) for one in languages] == ["rtl", "ltr"]:
        say(f"{name}: has no header row; column {sides[0] + 1} is {languages[0]} and "
            f"column {sides[1] + 1} is {languages[1]}")  # fmt: skip
        return Layout(delimiter, *sides, None, row)
    shown = delimiter.join(heads)[:60]
    raise FormatError(
        f"{shown!r} is no header; begin the file with a row that names the languages "
        f"of its columns, {languages[0]} and {languages[1]}",
        where=Where(name, row.line),
    )


def _sides(cells: list[str]) -> tuple[int, int] | None:
    """Return the Arabic and the English one of the first two cells."""
    if len(cells) < 2:  # noqa: PLR2004 - a pair
        return None
    arabic = [
        len(_ARABIC.findall(text)) > len(_LATIN.findall(text)) for text in cells[:2]
    ]
    latin = [_LATIN.search(text) is not None for text in cells[:2]]
    if arabic == [True, False] and latin[1]:
        return 0, 1
    if arabic == [False, True] and latin[0]:
        return 1, 0
    return None


def written(row: Row, column: int, text: str, delimiter: str) -> str:
    """Return the row with another text in one cell, everything else as it was."""
    cell = row.cells[column]
    old = row.raw[cell.start : cell.end]
    quoted = old.startswith('"') and old != cell.text
    guarded = _unguarded(_unquoted(old)) != _unquoted(old)
    new = f"'{text}" if guarded or text.startswith(tuple(_FORMULA)) else text
    # A mark that begins a cell opens a quotation: in a TSV one that is not closed.
    opens = new.startswith('"') and (delimiter == "," or new.count('"') % 2)
    if quoted or opens or any(char in new for char in (delimiter, "\r", "\n")):
        new = '"' + new.replace('"', '""') + '"'
    return row.raw[: cell.start] + new + row.raw[cell.end :]


def _cells(raw: str, delimiter: str) -> Iterator[Cell]:
    body = raw.rstrip("\r\n")
    place = 0
    while True:
        if body.startswith('"', place):
            end = _closing(body, place, delimiter)
        else:
            end = body.find(delimiter, place)
            end = len(body) if end < 0 else end
        inner = body[place:end]
        is_quoted = inner.startswith('"') and (
            delimiter == "," or re.search(r'""|[\t\r\n]', inner[1:-1]) is not None
        )
        text = _unquoted(inner) if is_quoted else inner
        yield Cell(_unguarded(text), place, end)
        if end >= len(body):
            return
        place = end + 1


def _plain_cells(raw: str, delimiter: str) -> Iterator[Cell]:
    place = 0
    for text in raw.rstrip("\r\n").split(delimiter):
        yield Cell(_unguarded(text), place, place + len(text))
        place += len(text) + 1


def _closing(body: str, place: int, delimiter: str) -> int:
    """Return where a cell ends that begins with a quotation mark."""
    found = _quoted(delimiter).match(body, place)
    if found:
        return found.end()
    stop = body.find(delimiter, place)
    return len(body) if stop < 0 else stop


def _quoted(delimiter: str) -> re.Pattern[str]:
    """Return what matches a cell in quotes; possessive, as a cell may be a megabyte."""
    return re.compile(rf'"(?:[^"]++|"")*+"(?={re.escape(delimiter)}|$)')


def _is_open(raw: str, delimiter: str) -> bool:
    """Tell whether a quoted cell is not closed by the end of the text."""
    body = raw.rstrip("\r\n")
    if '"' not in body:
        return False
    place = 0
    while place <= len(body):
        if body.startswith('"', place):
            found = _quoted(delimiter).match(body, place)
            if found is None:
                # In a TSV a text may begin with a quotation mark of its own.
                closed = re.match(r'"[^"\t]*"', body[place:])
                return closed is None and body.count('"', place) % 2 == 1
            place = found.end() + 1
            continue
        stop = body.find(delimiter, place)
        if stop < 0:
            return False
        place = stop + 1
    return False


def _unquoted(text: str) -> str:
    if len(text) > 1 and text[0] == text[-1] == '"':
        return text[1:-1].replace('""', '"')
    return text


def _unguarded(text: str) -> str:
    """Return the text without the apostrophe that keeps it from being a formula."""
    is_guarded = text[:1] == "'" and text[1:2] and text[1] in _FORMULA
    return text[1:] if is_guarded else text
