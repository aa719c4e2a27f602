"""Engines and transactions: the one place where SQLite and PostgreSQL differ."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import (
    URL,
    Connection,
    Engine,
    QueuePool,
    create_engine,
    event,
    make_url,
)
from sqlalchemy.exc import ArgumentError

from glossary.errors import StoreError
from glossary.store.failures import READ_ONLY, translated

if TYPE_CHECKING:
    from collections.abc import Iterator

OLDEST_SQLITE = (3, 37, 0)
"""The first with STRICT tables: https://sqlite.org/stricttables.html"""

_WRITES = "gloss_writes"
# Any number serves that nothing else in the database locks by.
_ADVISORY_LOCK = 7_163_745_521


@dataclass(frozen=True, slots=True, kw_only=True)
class Database:
    """A database by the name that messages give it, with how to read and write it."""

    name: str
    engine: Engine
    is_file: bool
    """Whether this is a SQLite file."""
    read_only: bool = False

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Open a transaction that sees one state of the database."""
        with translated(self.name), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Open the only writing transaction there is; others wait for its end.

        What it did is on the disk when the context ends, or undone where it raises.
        """
        if self.read_only:
            raise StoreError(f"{self.name}: the store {READ_ONLY}")
        writer = self.engine.execution_options(**{_WRITES: True})
        with translated(self.name), writer.begin() as connection:
            yield connection

    def write_ahead(self) -> None:
        """Give a SQLite file a write-ahead log, for good; elsewhere do nothing.

        Readers and a writer then leave each other alone. A file system that cannot
        share memory leaves the file as it was, which is slower and as safe.
        """
        if self.is_file:
            with (
                translated(self.name),
                closing(self.engine.raw_connection()) as raw,
                closing(raw.cursor()) as cursor,
            ):
                cursor.execute("PRAGMA journal_mode=WAL")


def connect(
    url: str, *, create: bool, wait: float, lock: int = _ADVISORY_LOCK
) -> Database:
    """Return the database that a URL or the path of a SQLite file names.

    A SQLite file must exist unless ``create``; one that may not be written is opened
    for reading. ``wait`` is how many seconds a writer waits for another one; on a
    server, only writers of the same ``lock`` wait for each other.
    """
    if "://" not in url:
        return _sqlite(Path(url), create=create, wait=wait)
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise StoreError(f"{url!r} is not the URL of a store") from error
    backend = parsed.get_backend_name() if parsed.drivername else ""
    if backend == "postgresql":
        return _postgresql(parsed, wait=wait, lock=lock)
    file = parsed.database
    if backend == "sqlite" and file and file != ":memory:" and not parsed.query:
        return _sqlite(Path(file), create=create, wait=wait)
    raise StoreError(
        f"{parsed.render_as_string()!r} names no store: give a SQLite file "
        "(sqlite:///glossary.db) or a PostgreSQL database (postgresql://user@host/name)"
    )


def _sqlite(path: Path, *, create: bool, wait: float) -> Database:
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        raise StoreError(
            f"SQLite {'.'.join(map(str, OLDEST_SQLITE))} or later is needed; "
            f"this Python has {sqlite3.sqlite_version}"
        )
    exists = _is_there(path)
    if not exists and not create:
        raise StoreError(f"{path}: there is no store; run `gloss init` to make one")
    read_only = exists and not (_may_write(path) and _may_write(path.absolute().parent))
    mode = "rwc" if create and not exists else "ro" if read_only else "rw"
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    # Without a log beside the file nobody writes it now, and what may not be written
    # has no place for the shared memory that reading beside a writer needs.
    if read_only and not path.with_name(f"{path.name}-wal").exists():
        uri += "&immutable=1"

    def opened() -> sqlite3.Connection:
        raw = sqlite3.connect(
            uri, uri=True, timeout=wait, isolation_level=None, check_same_thread=False
        )
        # FULL: a committed change outlasts a power cut, not only a crash.
        for pragma in ("foreign_keys=ON", "synchronous=FULL", "trusted_schema=OFF"):
            raw.execute(f"PRAGMA {pragma}")
        return raw

    engine = create_engine(
        "sqlite://", creator=opened, poolclass=QueuePool, max_overflow=-1
    )
    event.listen(engine, "begin", _begin_sqlite)
    return Database(name=str(path), engine=engine, is_file=True, read_only=read_only)


def _begin_sqlite(connection: Connection) -> None:
    """Begin by hand: sqlite3 itself would begin late, and then fail on a lock.

    A transaction that will write says so first. A plain BEGIN that turns to writing
    fails at once where another has written since: no waiting can help it.
    """
    writes = connection.get_execution_options().get(_WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _is_there(path: Path) -> bool:
    try:
        if path.is_dir():
            raise StoreError(f"{path}: this is a directory; name the store's file")
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError as error:
        raise StoreError(f"{path}: the store cannot be opened: {error}") from error
    return True


def _may_write(path: Path) -> bool:
    effective = os.access in os.supports_effective_ids
    return os.access(path, os.W_OK, effective_ids=effective)


def _postgresql(url: URL, *, wait: float, lock: int) -> Database:
    try:
        engine = create_engine(
            url.set(drivername="postgresql+psycopg"), max_overflow=-1
        )
    except ModuleNotFoundError as error:
        raise StoreError(
            "a store on PostgreSQL needs psycopg; install glosskit[postgres]"
        ) from error

    def begin(connection: Connection) -> None:
        """Let one writer in at a time, as SQLite does; readers see one snapshot."""
        if connection.get_execution_options().get(_WRITES):
            milliseconds = max(1, round(wait * 1000))
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = {milliseconds}")
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({lock})")
        else:
            connection.exec_driver_sql(
                "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"
            )

    event.listen(engine, "begin", begin)
    return Database(name=url.render_as_string(), engine=engine, is_file=False)
