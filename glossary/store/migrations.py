"""Making the tables of a store, and bringing those of an older version up to date."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import insert, inspect, select

from glossary.errors import SchemaError, StoreError
from glossary.store.keys import read_version, rekey, write_version
from glossary.store.schema import METADATA, MIGRATION

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sqlalchemy import Connection

    from glossary.store.concepts import Keys
    from glossary.store.connection import Database

PART = "terms"
FIRST = "0001-terms"
"""The tables of the first release; a new store gets those of today at once."""


class Migration(NamedTuple):
    """A step from one schema to the next."""

    name: str
    """Begins with a number in four digits; never changed once released."""
    run: Callable[[Connection], None]


MIGRATIONS: tuple[Migration, ...] = ()
"""The steps since ``FIRST``, oldest first."""


class Format(NamedTuple):
    """How a store is laid out: the migrations it has had and its version of keys."""

    migrations: tuple[str, ...]
    key_version: int


def prepare(
    database: Database,
    keys: Keys,
    *,
    create: bool,
    steps: Sequence[Migration] = MIGRATIONS,
) -> Format:
    """Make or update the tables and keys, and return how the store is laid out now.

    A store that may only be read is left as it is; its keys may then be old. Raises
    ``SchemaError`` where the database is of another program or a newer version.
    """
    with database.reading() as connection:
        found = layout(connection, database.name)
    wanted = newest(keys.version, steps)
    if found is None and not create:
        raise StoreError(
            f"{database.name}: there is no glossary in it; run `gloss init` to make one"
        )
    if found is not None:
        _check_known(database.name, found, wanted)
        if database.read_only:
            if found.migrations == wanted.migrations:
                return found
            raise SchemaError(
                f"{database.name}: the store is of an older version of gloss and "
                "read-only; make it writable once, so that it can be updated"
            )
    database.write_ahead()
    if found == wanted:
        return found
    with database.writing() as connection:
        _update(connection, database.name, keys, wanted, steps)
    return wanted


def newest(key_version: int, steps: Sequence[Migration] = MIGRATIONS) -> Format:
    """Return the layout of a store that is up to date."""
    return Format((FIRST, *(step.name for step in steps)), key_version)


def layout(connection: Connection, name: str) -> Format | None:
    """Return how a store is laid out, or ``None`` where there are no tables at all.

    Raises ``SchemaError`` where the tables are none of ours.
    """
    tables = inspect(connection).get_table_names()
    if MIGRATION.name in tables:
        found = read_format(connection)
        return found if found.migrations else None
    if tables:
        raise SchemaError(
            f"{name}: the database belongs to another program: it has a table "
            f"{min(tables)!r}; name an empty one"
        )
    return None


def read_format(connection: Connection) -> Format:
    """Return what the store's tables say of their layout."""
    query = select(MIGRATION.c.name).where(MIGRATION.c.part == PART)
    names = connection.execute(query.order_by(MIGRATION.c.name)).scalars().all()
    # The other tables are there only if our part is.
    return Format(tuple(names), read_version(connection) if names else 0)


def _check_known(name: str, found: Format, wanted: Format) -> None:
    """Raise ``SchemaError`` where a store is newer than this version of gloss."""
    unknown = sorted(set(found.migrations) - set(wanted.migrations))
    newer = f"{name}: the store was written by a newer gloss; update gloss"
    if unknown:
        raise SchemaError(f"{newer} (it does not know {unknown[0]!r})")
    if found.key_version > wanted.key_version:
        raise SchemaError(
            f"{newer} (its match keys are of version {found.key_version}, not "
            f"{wanted.key_version})"
        )


def _update(
    connection: Connection,
    name: str,
    keys: Keys,
    wanted: Format,
    steps: Sequence[Migration],
) -> None:
    # Another process may have been here while this one waited for its turn.
    found = layout(connection, name)
    if found is None:
        METADATA.create_all(connection, checkfirst=True)
        write_version(connection, keys)
        missing = wanted.migrations
    else:
        _check_known(name, found, wanted)
        for step in steps:
            if step.name not in found.migrations:
                step.run(connection)
        if found.key_version < keys.version:
            rekey(connection, keys)
        missing = tuple(one for one in wanted.migrations if one not in found.migrations)
    if missing:
        rows = [{"part": PART, "name": one} for one in missing]
        connection.execute(insert(MIGRATION), rows)
