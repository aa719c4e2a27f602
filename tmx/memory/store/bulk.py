"""What is done to so many rows at once that it matters how a database takes them."""

from __future__ import annotations

import json
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError

from tmx.memory.keys import words
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
_PIECE = 2000
_LONGEST_WORD = 500
"""Of a key on a server, in code points; PostgreSQL takes 2,046 bytes."""
_MOST_WORDS = 20_000
"""Of a key on a server; the words of a text must fit into a megabyte there."""


def is_server(connection: Connection) -> bool:
    """Tell whether the database is PostgreSQL."""
    return connection.dialect.name == "postgresql"


def insert_units(connection: Connection, rows: Sequence[StoredRow]) -> None:
    """Insert units, on a server with their keys."""
    if not rows:
        return
    if not is_server(connection):
        connection.exec_driver_sql(_INSERT, list(rows))
        return
    copy(connection, "memory_unit", rows)
    copy(connection, "memory_key", (key_row(row[0], row[2], row[3]) for row in rows))


def key_row(unit_id: int, source: str, target: str) -> tuple[int, str, str, int]:
    """Return what a unit is found by on a server: a row of ``memory_key``."""
    left = [lexeme(word) for word in words(source)[:_MOST_WORDS]]
    right = [lexeme(word) for word in words(target)[:_MOST_WORDS]]
    return unit_id, " ".join([size(len(left)), *left]), " ".join(right), len(left)


def size(words: int) -> str:
    """Return what stands before a source's key for its length, to be looked up too.

    No word of a key begins with ``#`` and goes on with a digit.
    """
    return f"#{words}"


def lexeme(word: str) -> str:
    """Return a word as a server's index holds it: without a space, and not too long."""
    return word[:_LONGEST_WORD].replace(" ", "_")


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


def rekey(connection: Connection) -> None:
    """Make the keys on a server anew; beside a file, the index does so by itself."""
    if not is_server(connection):
        return
    connection.exec_driver_sql("TRUNCATE memory_key")
    last = 0
    query = select(UNIT.c.id, UNIT.c.source, UNIT.c.target).order_by(UNIT.c.id)
    while rows := connection.execute(query.where(UNIT.c.id > last).limit(_PIECE)).all():
        copy(connection, "memory_key", (key_row(*row) for row in rows))
        last = rows[-1].id


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
