"""The header row of a CSV or TSV glossary: its delimiter, languages and columns."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from glossary import lang
from glossary.errors import FormatError, Where
from glossary.formats.report import OnProblem, report

if TYPE_CHECKING:
    from collections.abc import Iterator

COLUMNS = ("status", "domain", "definition", "note", "id", "type", "kind")
_DELIMITERS = ",;\t|"
_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]+)*")
_NAMES = {"arabic": "ar", "english": "en"}
_LANGUAGES = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What each column holds; columns count from 0, ``line`` from 1."""

    line: int
    delimiter: str
    width: int
    languages: tuple[tuple[int, str], ...]
    """(column, tag); the first is the source."""
    columns: dict[str, int]
    unknown: tuple[str, ...]


def read_header(
    lines: Iterator[str], name: str, pair: tuple[str, str], on_problem: OnProblem
) -> Header:
    """Take the header off ``lines``; ``pair`` is what ``source,target`` stand for.

    A ``sep=;`` line as Excel writes it is obeyed. Unknown columns are problems.
    """
    delimiters = _DELIMITERS
    for number, line in enumerate(lines, start=1):  # noqa: B007 - used after the loop
        text = line.removeprefix("\ufeff").strip("\r\n")
        if re.fullmatch(r"sep=.", text):
            delimiters = text[-1]
        elif text.strip(" \t,;|"):
            break
    else:
        raise FormatError("the file is empty", where=Where(name))
    headers = [_parse(text, number, one, pair) for one in delimiters]
    header = max(headers, key=lambda one: (len(one.languages), len(one.columns)))
    if len(header.languages) < _LANGUAGES:
        problem = (
            f"{text!r} is no header; begin the file with a row that names two "
            "languages, like 'ar,en' or 'ar,en,status,domain,definition,note,id'"
        )
        raise FormatError(problem, where=Where(name, number))
    for column in header.unknown:
        problem = (
            f"the column {column!r} is not read; the columns are language tags "
            f"and {', '.join(COLUMNS)}"
        )
        report(FormatError(problem, where=Where(name, number)), on_problem)
    return header


def _parse(text: str, line: int, delimiter: str, pair: tuple[str, str]) -> Header:
    cells = [cell.strip() for cell in next(csv.reader([text], delimiter=delimiter))]
    languages: list[tuple[int, str]] = []
    columns: dict[str, int] = {}
    unknown: list[str] = []
    for number, cell in enumerate(cells):
        word = cell.lower()
        tag = {"source": pair[0], "target": pair[1]}.get(word) or _NAMES.get(word)
        if word in COLUMNS and word not in columns:
            columns[word] = number
        elif tag or (_TAG.fullmatch(cell) and lang.is_tag(cell)):
            languages.append((number, tag or cell))
        elif cell:
            unknown.append(cell)
    if [cell.lower() for cell in cells].count("source") and languages:
        languages.sort(key=lambda one: cells[one[0]].lower() != "source")
    return Header(
        line=line,
        delimiter=delimiter,
        width=len(cells),
        languages=tuple(languages),
        columns=columns,
        unknown=tuple(unknown),
    )
