"""What can go wrong, said so that the reader knows what, where and what to do."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Where:
    """A place in an input: a file and, where known, a line (from 1) or a unit."""

    file: str
    line: int | None = None
    unit: str | None = None

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        return place if self.unit is None else f"{place} ({self.unit})"


class GlossError(Exception):
    """The user's input, options, files or store are at fault, not the program."""


class FormatError(GlossError):
    """An input or output breaks the rules of its format."""

    def __init__(self, problem: str, *, where: Where) -> None:
        self.problem = problem
        self.where = where
        super().__init__(f"{where}: {problem}")


class ConfigError(FormatError):
    """A setting in ``gloss.toml`` or an option has no meaning."""


class FileError(GlossError):
    """A path cannot be read or written."""


class LanguageError(GlossError):
    """A string is not a language tag, or a text lacks the language asked for."""


class StoreError(GlossError):
    """The workspace's database is missing, damaged, locked or read-only."""


class ConflictError(StoreError):
    """A change was based on a revision that is no longer the latest."""


class SchemaError(StoreError):
    """The database was written by a version whose tables we do not know."""
