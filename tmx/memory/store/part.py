"""The memory's part of a database: how it is made, and what it says of itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from uuid import uuid4

from sqlalchemy import select

from glossary.errors import LanguageError, StoreError
from glossary.store.parts import Migration, Part, read_setting, write_setting
from glossary.store.schema import MIGRATION, SETTING
from tmx.memory.keys import KEY_VERSION
from tmx.memory.store.schema import METADATA, SERVER, WORD

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sqlalchemy import Connection

FIRST = "0001-memory"
MIGRATIONS: tuple[Migration, ...] = (
    # Its rows are made with the keys, which are made anew after any step.
    Migration("0002-words", lambda connection: _on_server(connection, WORD.create)),
)
"""The steps since ``FIRST``, oldest first."""

_LANGUAGES = "memory_languages"
_IDENTITY, _LAST_ID, _LAST_REMOVED = (
    "memory_identity",
    "memory_last_id",
    "memory_last_removed",
)


class Stamp(NamedTuple):
    """Which memory this is and how far it has come, for the index to be in step."""

    identity: str
    last_id: int
    """The highest id given so far."""
    last_removed: int
    """The number of removals so far."""


def memory_part(
    steps: Sequence[Migration] = MIGRATIONS, key_version: int = KEY_VERSION
) -> Part:
    """Return the part; only a server keeps match keys in its tables."""
    return Part(
        name="memory",
        noun="translation memory",
        first=FIRST,
        steps=steps,
        key_setting="memory_key_version",
        key_version=key_version,
        create=_create,
    )


def _create(connection: Connection) -> None:
    for table in (MIGRATION, SETTING):
        table.create(connection, checkfirst=True)
    METADATA.create_all(connection)
    _on_server(connection, SERVER.create_all)
    write_setting(connection, _IDENTITY, uuid4().hex)
    write_setting(connection, _LAST_ID, "0")
    write_setting(connection, _LAST_REMOVED, "0")


def _on_server(connection: Connection, make: Callable[[Connection], None]) -> None:
    if connection.dialect.name == "postgresql":
        make(connection)


def read_stamp(connection: Connection) -> Stamp:
    """Return how far the memory has come."""
    names = (_IDENTITY, _LAST_ID, _LAST_REMOVED)
    rows = connection.execute(select(SETTING).where(SETTING.c.name.in_(names)))
    found = {row.name: row.value for row in rows}
    try:
        identity, last_id, last_removed = (found[name] for name in names)
        return Stamp(identity, int(last_id), int(last_removed))
    except (KeyError, ValueError) as error:
        raise StoreError(
            f"the memory is damaged: it does not say how far it has come ({error!r}); "
            "restore a backup copy"
        ) from error


def write_stamp(connection: Connection, stamp: Stamp) -> None:
    """Note how far the memory has come."""
    write_setting(connection, _LAST_ID, str(stamp.last_id))
    write_setting(connection, _LAST_REMOVED, str(stamp.last_removed))


def has_languages(connection: Connection, languages: tuple[str, str]) -> bool:
    """Tell whether a memory is of these languages; ``False`` where it has none yet.

    Raises ``LanguageError`` where it is of others.
    """
    had = read_setting(connection, _LANGUAGES)
    if had is not None and had != " ".join(languages):
        raise LanguageError(
            f"this memory is {had.replace(' ', ' to ')}, not {languages[0]} to "
            f"{languages[1]}; make a workspace for each pair of languages"
        )
    return had is not None


def write_languages(connection: Connection, languages: tuple[str, str]) -> None:
    """Note the languages of a memory."""
    write_setting(connection, _LANGUAGES, " ".join(languages))
