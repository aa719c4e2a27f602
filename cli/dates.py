"""When and where an article appeared: from a list, its HTML or its path."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple

from cli import documents, files
from glossary.errors import FormatError, Where

if TYPE_CHECKING:
    from cli.documents.rows import Text

_IN_PATH = re.compile(
    r"(?<!\d)((?:19|20)\d\d)(?:[-_./]?(0[1-9]|1[0-2])(?:[-_./]?(0[1-9]|[12]\d|3[01]))?)?(?!\d)"
)
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_META = (
    ("meta[property='article:published_time']", "content"),
    ("meta[itemprop='datePublished']", "content"),
    ("meta[name='date']", "content"),
    ("time[datetime]", "datetime"),
)


class Dated(NamedTuple):
    """What is known of an article; ``None`` for what is not."""

    date: str | None
    """``2024``, ``2024-05`` or ``2024-05-03``."""
    outlet: str | None


def dated(text: Text, known: dict[str, Dated]) -> Dated:
    """Return the date and the outlet of an article.

    ``known`` holds what a list says, by path as given or by file name, and goes first;
    then come the row's fields, or the page's own date and that in the path. The outlet
    of a file is its directory.
    """
    name = text.name
    listed = known.get(name) or known.get(PurePath(name).name) or Dated(None, None)
    date = listed.date or _of_row(text) or _of_page(name) or date_in(name)
    is_row = text.where.line is not None
    folder = "" if is_row else PurePath(name).parent.name
    return Dated(date, listed.outlet or text.outlet or folder)


def _of_row(text: Text) -> str | None:
    """Return the date at the start of what a row says: ISO 8601, its time left out."""
    found = _DATE.match(text.date or "")
    return found[0] if found and _is_date(found[0]) else None


def date_in(path: str) -> str | None:
    """Return the last date in a path: ``news/2024/05/03-x.txt``, ``20240503.txt``."""
    found = None
    for match in _IN_PATH.finditer(path):
        parts = "-".join(part for part in match.groups() if part)
        if _is_date(parts):
            found = parts
    return found


def listed(name: str) -> dict[str, Dated]:
    """Read a list of documents with their dates and, if it has them, outlets.

    The columns ``document``, ``date`` and ``outlet`` are named in the first row of a
    TSV or CSV file. Raises ``FormatError`` for what is none and for what is no date.
    """
    import csv

    text = files.read_text(name)
    delimiter = "\t" if "\t" in text.partition("\n")[0] else ","
    rows = csv.DictReader(text.splitlines(), delimiter=delimiter)
    if not {"document", "date"} <= set(rows.fieldnames or ()):
        problem = "names no columns 'document' and 'date' in its first row"
        raise FormatError(problem, where=Where(name, 1))
    found = {}
    for row in rows:
        date = (row["date"] or "").strip()
        if not _is_date(date):
            raise FormatError(
                f"{date!r} is no date; write 2024-05-03, 2024-05 or 2024",
                where=Where(name, rows.line_num),
            )
        found[row["document"]] = Dated(date, row.get("outlet") or None)
    return found


def _of_page(name: str) -> str | None:
    """Return the date that an HTML page says it was published on."""
    if PurePath(name).suffix.lower() not in documents.HTML_SUFFIXES:
        return None
    from selectolax.lexbor import LexborHTMLParser

    page = LexborHTMLParser(files.read_bytes(name))
    for selector, attribute in _META:
        for node in page.css(selector):
            date = (node.attributes.get(attribute) or "")[:10]
            if _is_date(date):
                return date
    return None


def _is_date(text: str) -> bool:
    if not _DATE.fullmatch(text):
        return False
    try:
        dt.date(*[*map(int, text.split("-")), 1, 1][:3])
    except ValueError:
        return False
    return True
