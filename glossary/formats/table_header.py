"""The header row of a table of terms: which column holds what."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from glossary import lang

if TYPE_CHECKING:
    from collections.abc import Sequence

COLUMNS = ("status", "domain", "definition", "note", "id", "type", "kind")
_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]+)*")
_NAMES = {"arabic": "ar", "english": "en"}
_LANGUAGES = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What each column holds; columns count from 0, ``line`` from 1."""

    line: int
    width: int
    languages: tuple[tuple[int, str], ...]
    """(column, tag); the first is the source."""
    columns: dict[str, int]
    unknown: tuple[str, ...]

    @property
    def is_one(self) -> bool:
        """Whether the row names two languages, as a header must."""
        return len(self.languages) >= _LANGUAGES

    def unread(self) -> tuple[str, ...]:
        """Return what to say of each column that is not read."""
        return tuple(
            f"the column {column!r} is not read; the columns are language tags "
            f"and {', '.join(COLUMNS)}"
            for column in self.unknown
        )


def parse_header(texts: Sequence[str], line: int, pair: tuple[str, str]) -> Header:
    """Return what the cells of a row say; ``pair`` is what ``source,target`` mean."""
    cells = [cell.strip() for cell in texts]
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
        width=len(cells),
        languages=tuple(languages),
        columns=columns,
        unknown=tuple(unknown),
    )


def no_header(text: str) -> str:
    """Return what to say of a first row that names no two languages."""
    return (
        f"{text!r} is no header; begin the file with a row that names two "
        "languages, like 'ar,en' or 'ar,en,status,domain,definition,note,id'"
    )
