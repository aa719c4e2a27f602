"""The header row of a CSV or TSV glossary: its delimiter, languages and columns."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING, NamedTuple

from glossary.errors import FormatError, Where
from glossary.formats.report import OnProblem, report
from glossary.formats.table_header import Header, no_header, parse_header

if TYPE_CHECKING:
    from collections.abc import Iterator

_DELIMITERS = ",;\t|"


class Layout(NamedTuple):
    """How the rows below the header are written."""

    delimiter: str
    header: Header


def read_header(
    lines: Iterator[str], name: str, pair: tuple[str, str], on_problem: OnProblem
) -> Layout:
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
    try:
        layouts = [
            Layout(one, parse_header(_split(text, one), number, pair))
            for one in delimiters
        ]
    except csv.Error:
        raise FormatError(
            "a carriage return stands alone in the header: the lines end as on old "
            "Macs, or the file is damaged; save it anew with line feeds",
            where=Where(name, number),
        ) from None
    best = max(
        layouts, key=lambda one: (len(one.header.languages), len(one.header.columns))
    )
    if not best.header.is_one:
        raise FormatError(no_header(text), where=Where(name, number))
    for problem in best.header.unread():
        report(FormatError(problem, where=Where(name, number)), on_problem)
    return best


def _split(text: str, delimiter: str) -> list[str]:
    return next(csv.reader([text], delimiter=delimiter))
