"""Excel workbooks read as tables of terms: safely, and as the sheets show them."""

from __future__ import annotations

import io
import zipfile
import zlib
from contextlib import contextmanager
from typing import TYPE_CHECKING
from xml.parsers.expat import ExpatError

from glossary.errors import FormatError, Where
from glossary.formats import table
from glossary.formats.report import OnProblem, report
from glossary.formats.table_header import no_header, parse_header
from glossary.formats.workbook import MAIN, Workbook

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossary.formats.cells import Cell, Row
    from glossary.formats.table_header import Header
    from glossary.formats.workbook import Sheet
    from glossary.losses import Losses
    from glossary.model import Concept

MOST = 64 << 20
"""Bytes that a workbook may have unpacked, and characters that it may show."""
_MOST_SHEETS = 100
_MOST_PARTS = 1000
_MOST_TAGS, _MOST_LINES = 3_000_000, 200_000
_MOST_OF_REST = 8 << 20
"""Bytes in a part beside the sheets and their strings, which are read as a tree."""
# A real sheet shrinks to a tenth; DEFLATE can go to a thousandth.
_SUSPECT, _MOST_RATIO = 16 << 20, 150
_LOOK = 20
"""Rows at the top of a sheet among which the header is sought."""
_DOCTYPE = b"<!DOCTYPE"
_STORED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


def read_xlsx(
    data: bytes,
    *,
    losses: Losses,
    name: str = "<xlsx>",
    languages: tuple[str, str] = ("ar", "en"),
    on_problem: OnProblem = None,
) -> Iterator[Concept]:
    """Yield the concepts of every sheet; else as ``xlsx_tables``."""
    seen: set[str] = set()
    for found in xlsx_tables(
        data, losses=losses, name=name, languages=languages, on_problem=on_problem
    ):
        yield from table.concepts(found, on_problem, seen)


def xlsx_tables(
    data: bytes,
    *,
    losses: Losses,
    name: str,
    languages: tuple[str, str],
    on_problem: OnProblem = None,
) -> Iterator[table.Table]:
    """Yield the table of every sheet that has a header row near its top.

    The rows of one have to be taken before the next is asked for. ``languages`` are
    those of columns called ``source`` and ``target``. Formulas are not evaluated: the
    value that was saved with one is read, and it is a problem where there is none.
    Sheets without a header are counted as lost. Raises ``FormatError`` for a file that
    is damaged, locked, no workbook or too large.
    """
    with _readable(name):
        archive = zipfile.ZipFile(io.BytesIO(data))
    with archive:
        with _readable(name):
            _inspect(archive, name)
            book = Workbook(archive)
        yield from _tables(book, name, languages, losses, on_problem)


def _tables(
    book: Workbook,
    name: str,
    languages: tuple[str, str],
    losses: Losses,
    on_problem: OnProblem,
) -> Iterator[table.Table]:
    if len(book.sheets) > _MOST_SHEETS:
        raise FormatError(f"has more than {_MOST_SHEETS} sheets", where=Where(name))
    shown = ""
    found = False
    for sheet in book.sheets:
        rows = _rows(book, sheet, name)
        top: list[Row] = []
        header = _header(rows, top, languages)
        if header is None:
            shown = shown or next((_line(cells) for _, cells in top), "")
            if top:
                losses.add(f"the sheet {sheet.title!r}, which has no header row")
            continue
        found = True
        place = f"{name} [{sheet.title}]" if len(book.sheets) > 1 else name
        for problem in header.unread():
            report(FormatError(problem, where=Where(place, header.line)), on_problem)
        parsed = _parsed(rows, header, place, on_problem)
        yield table.Table(place, header, parsed)
    if not found:
        problem = no_header(shown) if shown else "holds no rows"
        raise FormatError(problem, where=Where(name))


def _inspect(archive: zipfile.ZipFile, name: str) -> None:
    """Refuse what is unsafe to parse."""
    parts = archive.infolist()
    if MAIN not in {one.filename for one in parts}:
        raise FormatError(
            "is a ZIP archive but no Excel workbook; save it as XLSX or CSV",
            where=Where(name),
        )
    _weigh(parts, name)
    tags = 0
    for part in parts:
        if not part.filename.endswith((".xml", ".rels")):
            continue
        # zipfile gives no byte beyond the size that was weighed.
        content = archive.read(part)
        if _DOCTYPE in content[: 1 << 20].replace(b"\0", b""):
            raise FormatError(
                f"declares a document type in {part.filename}, as no workbook "
                "does; save it again",
                where=Where(name),
            )
        tags += content.count(b"<")
        if tags > _MOST_TAGS:
            problem = f"has more than {_MOST_TAGS:,} tags; split it"
            raise FormatError(problem, where=Where(name))
        is_sheet = part.filename.startswith("xl/worksheets/")
        if is_sheet and content.count(b"<row") > _MOST_LINES:
            problem = f"has a sheet of more than {_MOST_LINES:,} rows; split it"
            raise FormatError(problem, where=Where(name))


def _weigh(parts: list[zipfile.ZipInfo], name: str) -> None:
    if len(parts) > _MOST_PARTS or sum(one.file_size for one in parts) > MOST:
        raise FormatError(
            f"is larger than {MOST >> 20} MB when unpacked, or has more than "
            f"{_MOST_PARTS} parts; split it or save it as CSV",
            where=Where(name),
        )
    for one in parts:
        in_rows = one.filename.startswith(("xl/worksheets/", "xl/sharedStrings"))
        if (
            one.file_size > _MOST_OF_REST
            and not in_rows
            and one.filename.endswith(".xml")
        ):
            problem = f"has a part {one.filename} of more than {_MOST_OF_REST >> 20} MB"
            raise FormatError(problem, where=Where(name))
        dense = one.file_size > _MOST_RATIO * max(one.compress_size, 1)
        if one.file_size > _SUSPECT and dense:
            raise FormatError(
                f"unpacks {one.filename} to {one.file_size // one.compress_size} times "
                "its size, as no workbook does",
                where=Where(name),
            )
        if one.compress_type not in _STORED:
            raise FormatError(
                "is packed in a way that Excel does not know; save it again",
                where=Where(name),
            )


@contextmanager
def _readable(name: str) -> Iterator[None]:
    """Turn whatever a damaged workbook raises below into an error of ours."""
    try:
        yield
    except FormatError:
        raise
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        problem = f"is a damaged ZIP archive ({error}); save the workbook again"
        raise FormatError(problem, where=Where(name)) from None
    except (RuntimeError, NotImplementedError) as error:
        problem = f"cannot be unpacked ({error}); save it without a password"
        raise FormatError(problem, where=Where(name)) from None
    except (ExpatError, KeyError, ValueError) as error:
        words = " ".join(str(error).split())[:200] or type(error).__name__
        problem = f"cannot be read as a workbook ({words}); save it again"
        raise FormatError(problem, where=Where(name)) from error


def _rows(book: Workbook, sheet: Sheet, name: str) -> Iterator[Row]:
    """Yield the rows of a sheet as long as they show no more than a file may hold.

    A shared string may stand in every cell, so the size of the parts is no bound.
    """
    shown = 0
    with _readable(name):
        for number, cells in book.rows(sheet):
            shown += sum(len(cell.text) for cell in cells)
            if shown > MOST:
                problem = f"shows more than {MOST:,} characters; split it"
                raise FormatError(problem, where=Where(name, number))
            yield number, cells


def _header(
    rows: Iterator[Row],
    top: list[Row],
    pair: tuple[str, str],
) -> Header | None:
    """Take rows until one names two languages; ``top`` gets the others."""
    for number, cells in rows:
        texts = [cell.text for cell in cells]
        while texts and not texts[-1].strip():
            texts.pop()
        header = parse_header(texts, number, pair)
        # A row of data may hold a word that looks like a tag, but hardly two of them.
        if header.is_one and len(header.unknown) <= len(texts) // 2:
            return header
        top.append((number, cells))
        if len(top) >= _LOOK:
            return None
    return None


def _line(cells: list[Cell]) -> str:
    return ",".join(cell.text for cell in cells if cell.text)[:80]


def _parsed(
    rows: Iterator[Row],
    header: Header,
    place: str,
    on_problem: OnProblem,
) -> Iterator[table.Row]:
    wanted = {column for column, _ in header.languages} | set(header.columns.values())
    for number, cells in rows:
        try:
            for column, cell in enumerate(cells):
                if cell.problem and column in wanted:
                    raise ValueError(f"column {column + 1} holds {cell.problem}")  # noqa: TRY301 - told like the others
                if cell.text.strip() and column >= header.width:
                    raise ValueError(  # noqa: TRY301 - the same
                        f"column {column + 1} has no name in the header row"
                    )
            texts = [cell.text for cell in cells[: header.width]]
            if any(text.strip() for text in texts):
                yield table.parse_row(texts, number, header)
        except ValueError as error:
            report(FormatError(str(error), where=Where(place, number)), on_problem)
