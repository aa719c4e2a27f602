"""Examining a store for ``gloss doctor``: also a damaged one, which does not open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import Select, func, select

from glossary.errors import GlossError, StoreError
from glossary.store import concepts
from glossary.store.connection import connect
from glossary.store.contents import to_candidate
from glossary.store.migrations import layout, newest, read_format
from glossary.store.protocol import Check
from glossary.store.schema import CANDIDATE, CONCEPT, TERM
from glossary.store.versions import BATCH

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqlalchemy import Connection

    from glossary.store.connection import Database
    from glossary.store.migrations import Format

_PROBLEMS = 20
"""As many faults are told one by one; a damaged file may have a million."""


class _Answer(NamedTuple):
    ok: bool
    detail: str


def check_store(url: str, *, key_version: int, wait: float = 30.0) -> Iterator[Check]:
    """Yield a check for each thing that can be wrong with a store, changing nothing.

    Raises nothing for a store that is missing or damaged: that is a check that failed,
    and ends the examination where there is no database to examine.
    """
    try:
        database = connect(url, create=False, wait=wait)
    except StoreError as error:
        yield Check("store", ok=False, detail=str(error))
        return
    try:
        yield from _checks(database, key_version)
    finally:
        database.engine.dispose()


def _checks(database: Database, key_version: int) -> Iterator[Check]:
    def about(name: str, examine: Callable[[Connection], _Answer]) -> Check:
        try:
            with database.reading() as connection:
                return Check(name, *examine(connection))
        except GlossError as error:
            return Check(name, ok=False, detail=str(error))

    first = about("store", lambda connection: _opens(connection, database))
    yield first
    if not first.ok:
        return
    if database.is_file:
        yield about("store-integrity", _integrity)
        yield about("store-foreign-keys", _foreign_keys)
    if database.is_file and not database.read_only:
        yield about("store-write-ahead", _write_ahead)
    wanted = newest(key_version)
    yield about("store-schema", lambda connection: _schema(connection, wanted))
    yield about("store-keys", lambda connection: _keys(connection, wanted))
    yield about("store-terms", _terms)
    yield about("store-concepts", _concepts)
    yield about("store-candidates", _candidates)


def _opens(connection: Connection, database: Database) -> _Answer:
    if layout(connection, database.name) is None:
        return _Answer(
            ok=False, detail=f"{database.name}: no glossary in it; run `gloss init`"
        )
    may = "read-only" if database.read_only else "writable"
    return _Answer(ok=True, detail=f"{database.name} ({may})")


def _integrity(connection: Connection) -> _Answer:
    rows = connection.exec_driver_sql(f"PRAGMA integrity_check({_PROBLEMS})")
    said = [str(row[0]) for row in rows]
    return _Answer(ok=said == ["ok"], detail="; ".join(said))


def _foreign_keys(connection: Connection) -> _Answer:
    rows = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchmany(_PROBLEMS)
    said = [f"{row[0]} row {row[1]} names no {row[2]}" for row in rows]
    return _Answer(ok=not said, detail="; ".join(said) or "ok")


def _write_ahead(connection: Connection) -> _Answer:
    mode = connection.exec_driver_sql("PRAGMA journal_mode").scalar_one()
    if mode == "wal":
        return _Answer(ok=True, detail="readers and a writer do not wait")
    return _Answer(
        ok=False,
        detail=f"journal mode {mode}: readers wait for writers; a local disk mends it",
    )


def _schema(connection: Connection, wanted: Format) -> _Answer:
    had = read_format(connection).migrations
    if unknown := sorted(set(had) - set(wanted.migrations)):
        detail = f"newer: update gloss, which does not know {unknown[0]!r}"
        return _Answer(ok=False, detail=detail)
    if had != wanted.migrations:
        return _Answer(ok=False, detail=f"{had[-1]}: any command will update it")
    return _Answer(ok=True, detail=had[-1])


def _keys(connection: Connection, wanted: Format) -> _Answer:
    had = read_format(connection).key_version
    if had > wanted.key_version:
        return _Answer(ok=False, detail=f"version {had} is newer: update gloss")
    if had < wanted.key_version:
        detail = f"version {had} is older: any command will make new ones"
        return _Answer(ok=False, detail=detail)
    return _Answer(ok=True, detail=f"version {had}")


def _terms(connection: Connection) -> _Answer:
    total = connection.execute(select(func.count()).select_from(TERM)).scalar_one()
    lost = TERM.c.concept_id.not_in(select(CONCEPT.c.id))
    query = select(func.count()).select_from(TERM).where(lost)
    if orphans := connection.execute(query).scalar_one():
        detail = f"{orphans} of {total} terms belong to no concept"
        return _Answer(ok=False, detail=detail)
    return _Answer(ok=True, detail=f"{total} terms")


def _concepts(connection: Connection) -> _Answer:
    return _legible(
        connection,
        select(CONCEPT.c.id, CONCEPT.c.content).order_by(CONCEPT.c.id),
        concepts.to_concept,
    )


def _candidates(connection: Connection) -> _Answer:
    return _legible(
        connection,
        select(CANDIDATE.c.term, CANDIDATE.c.content).order_by(CANDIDATE.c.rank),
        to_candidate,
    )


def _legible(
    connection: Connection, query: Select[Any], read: Callable[[str, str], object]
) -> _Answer:
    """Read every record of a table and tell the first that makes no sense."""
    total = faults = 0
    first = ""
    rows = connection.execute(query.execution_options(yield_per=BATCH))
    for total, (name, content) in enumerate(rows, start=1):  # noqa: B007 - the count
        try:
            read(name, content)
        except StoreError as error:
            faults += 1
            first = first or str(error)
    if faults:
        return _Answer(ok=False, detail=f"{faults} of {total} are damaged: {first}")
    return _Answer(ok=True, detail=f"{total} records")
