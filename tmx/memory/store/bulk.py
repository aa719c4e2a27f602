"""What is done to so many rows at once that it matters how a database takes them."""

from __future__ import annotations

import json
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError

from tmx.memory.store.rows import SPREAD
from tmx.memory.store.schema import ARRIVAL, UNIT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sqlalchemy import Connection

StoredRow = tuple[int, int, str, str, str, int, int | None, int | None]
"""The columns of ``memory_unit``, in their order."""

_INSERT = f"INSERT INTO memory_unit VALUES ({','.join('?' * len(UNIT.columns))})"  # noqa: S608 - no text of a user
_SAME_PAIRS = (
    "SELECT u.pair, u.source, u.target FROM {} JOIN memory_unit u ON u.pair = w.value"
)
_SAME_SOURCES = (
    "SELECT u.id, u.pair, u.source, u.target, u.content FROM {} JOIN memory_unit u "
    "ON u.pair BETWEEN w.value AND w.value + {} ORDER BY u.id"
)


def is_server(connection: Connection) -> bool:
    """Tell whether the database is PostgreSQL."""
    return connection.dialect.name == "postgresql"


def insert_units(connection: Connection, rows: Sequence[StoredRow]) -> None:
    """Insert units."""
    if not rows:
        return
    if not is_server(connection):
        connection.exec_driver_sql(_INSERT, list(rows))
        return
    copy(connection, "memory_unit", rows)


def copy(connection: Connection, table: str, rows: Iterable[Sequence[Any]]) -> None:
    """Append rows to a table of PostgreSQL."""
    import psycopg  # noqa: PLC0415 - only a server needs it

    raw: Any = connection.connection.driver_connection
    try:
        with raw.cursor() as cursor, cursor.copy(f"COPY {table} FROM STDIN") as out:
            for row in rows:
                out.write_row(row)
    except psycopg.Error as error:
        raise DBAPIError(f"COPY {table}", None, error) from error


def same_pairs(
    connection: Connection, pairs: Iterable[int]
) -> Iterable[tuple[Any, ...]]:
    """Return pair, source and target of the units with these hashes."""
    return _joined(connection, _SAME_PAIRS, pairs)


def same_sources(
    connection: Connection, lows: Iterable[int]
) -> Iterable[tuple[Any, ...]]:
    """Return id, pair, source, target and content of units by the sources' hashes."""
    return _joined(connection, _SAME_SOURCES, lows)


def _joined(
    connection: Connection, query: str, numbers: Iterable[int]
) -> Iterable[tuple[Any, ...]]:
    """Run a query against a list of numbers, whatever its length."""
    some = sorted(numbers)
    if is_server(connection):
        there = query.format("unnest(%s::bigint[]) AS w(value)", SPREAD)
        return map(tuple, connection.exec_driver_sql(there, (some,)))
    here = query.format("json_each(?) AS w", SPREAD)
    return map(tuple, connection.exec_driver_sql(here, (json.dumps(some),)))


def next_arrival(connection: Connection) -> int:
    """Return the next number for an arrival."""
    return (connection.execute(select(func.max(ARRIVAL.c.id))).scalar() or 0) + 1


@contextmanager
def streamed(
    connection: Connection, query: str, parameters: tuple[Any, ...]
) -> Iterator[Iterator[tuple[Any, ...]]]:
    """Run a query of SQLite and give its rows as they come, as the driver does."""
    raw: Any = connection.connection.driver_connection
    cursor = raw.execute(query, parameters)
    try:
        yield cursor
    finally:
        cursor.close()
