"""The glossary's part of a database: its tables, their migrations, its keys."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from glossary.store.keys import KEY_SETTING, rekey
from glossary.store.parts import Format, Migration, Part
from glossary.store.schema import FACET, METADATA

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from glossary.store.concepts import Keys
    from glossary.store.connection import Database

__all__ = [
    "FIRST",
    "MIGRATIONS",
    "Format",
    "Migration",
    "layout",
    "newest",
    "prepare",
    "read_format",
]

PART = "terms"
FIRST = "0001-terms"
"""The tables of the first release; a new store gets those of today at once."""

MIGRATIONS: tuple[Migration, ...] = (
    # Its rows are made with the keys, which are made anew after any step.
    Migration("0002-candidate-facets", FACET.create),
)
"""The steps since ``FIRST``, oldest first."""


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
    part = _part(keys.version, steps)
    return part.prepare(database, create=create, rekey=partial(rekey, keys=keys))


def newest(key_version: int, steps: Sequence[Migration] = MIGRATIONS) -> Format:
    """Return the layout of a store that is up to date."""
    return _part(key_version, steps).newest()


def layout(connection: Connection, name: str) -> Format | None:
    """Return how a store is laid out, or ``None`` where there are no tables at all.

    Raises ``SchemaError`` where the tables are none of ours.
    """
    return _part(0).layout(connection, name)


def read_format(connection: Connection) -> Format:
    """Return what the store's tables say of their layout."""
    return _part(0).read_format(connection)


def _part(key_version: int, steps: Sequence[Migration] = MIGRATIONS) -> Part:
    return Part(
        name=PART,
        noun="glossary",
        first=FIRST,
        steps=steps,
        key_setting=KEY_SETTING,
        key_version=key_version,
        create=METADATA.create_all,
    )
