"""What PostgreSQL says, in words of ours."""

from __future__ import annotations

import sqlite3

import pytest
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from glossary.errors import StoreError
from glossary.store.failures import translated


class OperationalError(Exception):
    def __init__(self, message: str, sqlstate: str | None = None) -> None:
        super().__init__(message)
        self.sqlstate = sqlstate


@pytest.mark.parametrize(
    ("cause", "said"),
    [
        (OperationalError("no space", "53100"), "no room is left on the disk"),
        (OperationalError("timeout", "55P03"), "is locked: another process"),
        (OperationalError("standby", "25006"), "the server allows only reading"),
        (OperationalError("denied", "42501"), "ask for the right to read and write"),
        (OperationalError("password", "28P01"), "refused the password; see the URL"),
        (OperationalError("no db", "3D000"), "create the database first"),
        (OperationalError("refused"), "cannot be reached: see that the server runs"),
        (OperationalError("odd\nLINE 1", "XX000"), r"refused: odd$"),
        (ValueError(), r"refused: ValueError$"),
    ],
)
def test_server(cause: Exception, said: str) -> None:
    with pytest.raises(StoreError, match=rf"^db: the store .*{said}"), translated("db"):
        raise DBAPIError("SELECT", {}, cause)


def test_bare_driver_error() -> None:
    said = r"^db: the store refused: odd$"
    with pytest.raises(StoreError, match=said), translated("db"):
        raise sqlite3.DatabaseError("odd")


def test_no_connection_free() -> None:
    said = r"^db: the store has no connection free$"
    with pytest.raises(StoreError, match=said), translated("db"):
        raise PoolTimeoutError


def test_our_own_errors_pass() -> None:
    with pytest.raises(KeyError), translated("db"):
        raise KeyError("x")
