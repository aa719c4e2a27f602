"""Examining a memory for ``gloss doctor``, and building its index anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from glossary.errors import GlossError, StoreError
from glossary.store.connection import connect
from glossary.store.protocol import Check
from tmx.memory.keys import KEY_VERSION
from tmx.memory.store.database import LOCK, index_directory
from tmx.memory.store.local import SideIndex
from tmx.memory.store.part import memory_part, read_stamp
from tmx.memory.store.reading import fetch
from tmx.memory.store.schema import ARRIVAL, KEY, UNIT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqlalchemy import Connection

    from glossary.store.connection import Database

_SIDES = ("source", "target")
_READ = 20_000
"""Units whose content is read; of more, so many evenly spread."""
_PIECE = 500


def check_memory(url: str, *, wait: float = 30.0) -> Iterator[Check]:
    """Yield a check for each thing that can be wrong with a memory, changing nothing.

    Nothing where there is no memory, or no database to examine.
    """
    try:
        database = connect(url, create=False, wait=wait, lock=LOCK)
    except StoreError:
        return
    try:
        yield from _checks(database, url)
    finally:
        database.engine.dispose()


def rebuild_index(url: str, *, wait: float = 30.0) -> int:
    """Build the indexes beside a SQLite file anew; return how many there are.

    Only those that somebody has used. A server keeps its index itself.
    """
    database = connect(url, create=False, wait=wait, lock=LOCK)
    number = 0
    try:
        for side in _indexes(database, url).values():
            if side.exists():
                side.build_anew(wait)
                side.close()
                number += 1
    finally:
        database.engine.dispose()
    return number


def _checks(database: Database, url: str) -> Iterator[Check]:
    def about(name: str, examine: Callable[[Connection], tuple[bool, str]]) -> Check:
        try:
            with database.reading() as connection:
                ok, detail = examine(connection)
                return Check(name, ok=ok, detail=detail)
        except GlossError as error:
            return Check(name, ok=False, detail=str(error))

    try:
        with database.reading() as connection:
            found = memory_part().layout(connection, database.name)
    except GlossError:
        return  # the examination of the glossary says it
    if found is None:
        return
    yield about("store-memory", _schema)
    yield about("store-memory-counts", _counts)
    yield about("store-memory-units", _units)
    for name, side in _indexes(database, url).items():
        if name == "source" or side.exists():
            yield about(
                f"store-memory-index-{name}",
                lambda connection, side=side: side.describe(read_stamp(connection)),  # type: ignore[misc]
            )
            side.close()


def _indexes(database: Database, url: str) -> dict[str, SideIndex]:
    if not database.is_file:
        return {}
    directory = index_directory(url)
    return {side: SideIndex(database, directory / side, side) for side in _SIDES}


def _schema(connection: Connection) -> tuple[bool, str]:
    had, wanted = memory_part().read_format(connection), memory_part().newest()
    if had.key_version > KEY_VERSION or set(had.migrations) - set(wanted.migrations):
        return False, f"{had.migrations[-1]} is newer: update gloss"
    if had != wanted:
        return False, f"{had.migrations[-1]}: any search will update it"
    return True, had.migrations[-1]


def _counts(connection: Connection) -> tuple[bool, str]:
    total = connection.execute(select(func.count()).select_from(UNIT)).scalar_one()
    said = connection.execute(select(func.sum(ARRIVAL.c.units))).scalar_one() or 0
    if total != said:
        return False, f"{total} units, where the arrivals say {said}"
    last = connection.execute(select(func.max(UNIT.c.id))).scalar_one() or 0
    if last > read_stamp(connection).last_id:
        return False, f"unit {last} is beyond the last one given"
    if connection.dialect.name == "postgresql":
        keys = connection.execute(select(func.count()).select_from(KEY)).scalar_one()
        if keys != total:
            return False, f"{total} units, and {keys} with match keys"
    return True, f"{total} units"


def _units(connection: Connection) -> tuple[bool, str]:
    """Read units, evenly spread where there are many, and tell the first damaged."""
    last = read_stamp(connection).last_id
    ids = range(1, last + 1, 1 + last // _READ)
    total = faults = 0
    first = ""
    for start in range(0, len(ids), _PIECE):
        for found in fetch(connection, ids[start : start + _PIECE]).values():
            total += 1
            try:
                found.unit()
            except StoreError as error:
                faults += 1
                first = first or str(error)
    if faults:
        return False, f"{faults} of {total} are damaged: {first}"
    return True, f"{total} units read"
