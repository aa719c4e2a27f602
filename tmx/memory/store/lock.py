"""The right to write an index: one process has it at a time."""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from glossary.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_LOCK = "lock"


@contextmanager
def writing(directory: Path, wait: float) -> Iterator[bool]:
    """Hold the right to write an index; tell whether it was to be had in time.

    SQLite does the locking, as it can on every system, and a killed process lets go.
    """
    try:
        directory.mkdir(parents=True, exist_ok=True)
        with closing(
            sqlite3.connect(directory / _LOCK, timeout=wait, isolation_level=None)
        ) as raw:
            yield _begins(raw)
    except OSError as error:
        raise StoreError(
            f"{directory}: the memory's index cannot be written: {error.strerror}; "
            "the units are stored, and the next search completes it"
        ) from error


def _begins(raw: sqlite3.Connection) -> bool:
    try:
        raw.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY:
            return False
        raise OSError(0, str(error)) from error
    return True
