"""What databases complain about, said so that a translator knows what to do."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from glossary.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator

_LOCKED = (
    "is locked: another process has been writing to it all the while; "
    "wait until it is done and try again"
)
_FULL = (
    "cannot grow: no room is left on the disk; nothing of this change was kept; "
    "free some space and try again"
)
READ_ONLY = (
    "cannot be changed: it is read-only; make the file and its directory writable"
)

# Primary result codes: https://sqlite.org/rescode.html
_SQLITE = {
    sqlite3.SQLITE_BUSY: _LOCKED,
    sqlite3.SQLITE_LOCKED: _LOCKED,
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_READONLY: READ_ONLY,
    sqlite3.SQLITE_PERM: "cannot be opened: you have no permission to",
    sqlite3.SQLITE_CANTOPEN: (
        "cannot be opened: see that its directory exists and that you may read it"
    ),
    sqlite3.SQLITE_IOERR: (
        "cannot be read or written: the disk or its file system failed or is full; "
        "nothing of this change was kept"
    ),
    sqlite3.SQLITE_CORRUPT: (
        "is damaged: run `gloss doctor` to see how far, and restore a backup copy"
    ),
    sqlite3.SQLITE_NOTADB: (
        "is not a database: name the store's own file, or restore a backup copy"
    ),
    sqlite3.SQLITE_TOOBIG: "cannot take a text this long",
}

# PostgreSQL appendix A: five characters, the first two are the class.
_POSTGRESQL = {
    "53100": _FULL,
    "55P03": _LOCKED,
    "40P01": _LOCKED,
    "25006": "cannot be changed: the server allows only reading",
    "42501": "cannot be used: ask for the right to read and write its tables",
    "28000": "cannot be opened: the server refused the user; see the URL",
    "28P01": "cannot be opened: the server refused the password; see the URL",
    "3D000": "does not exist on the server: create the database first",
    "42P01": "is damaged: a table is missing; restore a backup copy",
}


@contextmanager
def translated(name: str) -> Iterator[None]:
    """Turn what the database called ``name`` raises into a ``StoreError``."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        raise StoreError(f"{name}: the store {_problem(cause)}") from error
    except PoolTimeoutError as error:
        raise StoreError(f"{name}: the store has no connection free") from error
    except UnicodeEncodeError as error:
        code = ord(error.object[error.start])
        raise StoreError(
            f"{name}: the store cannot hold U+{code:04X}, which is half of a "
            "character; remove it from the text"
        ) from error


def _problem(cause: BaseException | None) -> str:
    said = (str(cause).strip() or type(cause).__name__).splitlines()[0]
    code = getattr(cause, "sqlite_errorcode", None)
    if code is not None:
        known = _SQLITE.get(code & 0xFF)
    elif state := getattr(cause, "sqlstate", None):
        known = _POSTGRESQL.get(state)
    elif type(cause).__name__ == "OperationalError":
        known = "cannot be reached: see that the server runs and that the URL is right"
    else:
        known = None
    return f"{known} ({said})" if known else f"refused: {said}"
