"""What shares a database: each part has tables, migrations and keys of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import delete, insert, inspect, select

from glossary.errors import SchemaError, StoreError
from glossary.store.schema import MIGRATION, SETTING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sqlalchemy import Connection

    from glossary.store.connection import Database


class Migration(NamedTuple):
    """A step from one schema to the next."""

    name: str
    """Begins with a number in four digits; never changed once released."""
    run: Callable[[Connection], None]


class Format(NamedTuple):
    """How a part is laid out: the migrations it has had and its version of keys."""

    migrations: tuple[str, ...]
    key_version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A store's share of a database."""

    name: str
    noun: str
    """What it holds, for messages."""
    first: str
    """The migration of its first release; a new store gets today's tables at once."""
    steps: Sequence[Migration]
    """The steps since ``first``, oldest first."""
    key_setting: str
    """The setting that holds the version of its keys."""
    key_version: int
    create: Callable[[Connection], None]
    """Makes the tables of today, empty."""

    def newest(self) -> Format:
        """Return the layout of a store that is up to date."""
        names = (self.first, *(step.name for step in self.steps))
        return Format(names, self.key_version)

    def read_format(self, connection: Connection) -> Format:
        """Return what the database's tables say of this part's layout."""
        query = select(MIGRATION.c.name).where(MIGRATION.c.part == self.name)
        names = connection.execute(query.order_by(MIGRATION.c.name)).scalars().all()
        # The other tables are there only if the part is.
        version = read_setting(connection, self.key_setting) if names else None
        return Format(tuple(names), int(version or 0))

    def layout(self, connection: Connection, name: str) -> Format | None:
        """Return how the part is laid out, or ``None`` where it has no tables.

        Raises ``SchemaError`` where the tables are none of ours.
        """
        tables = inspect(connection).get_table_names()
        if MIGRATION.name in tables:
            found = self.read_format(connection)
            return found if found.migrations else None
        if tables:
            raise SchemaError(
                f"{name}: the database belongs to another program: it has a table "
                f"{min(tables)!r}; name an empty one"
            )
        return None

    def prepare(
        self,
        database: Database,
        *,
        create: bool,
        rekey: Callable[[Connection], None],
    ) -> Format:
        """Make or update the tables, and return how the part is laid out now.

        ``rekey`` makes every key anew, where they are old or a step was taken. A store
        that may only be read is left as it is; its keys may then be old. Raises
        ``SchemaError`` where the database is of another program or a newer version.
        """
        with database.reading() as connection:
            found = self.layout(connection, database.name)
        wanted = self.newest()
        if found is None and (not create or database.read_only):
            raise StoreError(
                f"{database.name}: there is no {self.noun} in it; "
                "run `gloss init` to make one"
            )
        if found is not None:
            self._check_known(database.name, found)
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
            self._update(connection, database.name, rekey)
        return wanted

    def _check_known(self, name: str, found: Format) -> None:
        """Raise ``SchemaError`` where a store is newer than this version of gloss."""
        unknown = sorted(set(found.migrations) - set(self.newest().migrations))
        newer = f"{name}: the store was written by a newer gloss; update gloss"
        if unknown:
            raise SchemaError(f"{newer} (it does not know {unknown[0]!r})")
        if found.key_version > self.key_version:
            raise SchemaError(
                f"{newer} (its match keys are of version {found.key_version}, not "
                f"{self.key_version})"
            )

    def _update(
        self, connection: Connection, name: str, rekey: Callable[[Connection], None]
    ) -> None:
        # Another process may have been here while this one waited for its turn.
        found = self.layout(connection, name)
        had: tuple[str, ...] = ()
        if found is None:
            self.create(connection)
        else:
            had = found.migrations
            self._check_known(name, found)
            new = [step for step in self.steps if step.name not in had]
            for step in new:
                step.run(connection)
            if new or found.key_version < self.key_version:
                rekey(connection)
        write_setting(connection, self.key_setting, str(self.key_version))
        missing = [one for one in self.newest().migrations if one not in had]
        if missing:
            rows = [{"part": self.name, "name": one} for one in missing]
            connection.execute(insert(MIGRATION), rows)


def read_setting(connection: Connection, name: str) -> str | None:
    """Return a setting of the database, or ``None`` where it has none."""
    query = select(SETTING.c.value).where(SETTING.c.name == name)
    return connection.execute(query).scalar()


def write_setting(connection: Connection, name: str, value: str) -> None:
    """Put a setting in the place of what there was."""
    connection.execute(delete(SETTING).where(SETTING.c.name == name))
    connection.execute(insert(SETTING).values({"name": name, "value": value}))
