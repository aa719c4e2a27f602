"""Stores of every released schema open, and updating is all or nothing."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from glossary.errors import SchemaError, StoreError
from glossary.store import State, check_store, open_store
from glossary.store.concepts import Keys
from glossary.store.connection import connect
from glossary.store.migrations import FIRST, MIGRATIONS, Migration, newest, prepare
from tests.contract.store.samples import KEYS, change
from tests.glossary.store.rights import rights

if TYPE_CHECKING:
    from sqlalchemy import Connection

RELEASED = sorted((Path(__file__).parent / "schemas").glob("*.sql"))


def load(dump: Path, file: Path) -> Path:
    with closing(sqlite3.connect(file)) as raw:
        raw.executescript(dump.read_text(encoding="utf-8"))
    return file


def layout_of(file: Path) -> set[tuple[str, ...]]:
    with closing(sqlite3.connect(file)) as raw:
        tables = [
            name
            for (name,) in raw.execute(
                "SELECT name FROM sqlite_schema WHERE type = 'table'"
            )
        ]
        return {
            (table, part, *map(str, row[1:]))
            for table in tables
            for part in ("table_xinfo", "index_list", "foreign_key_list")
            for row in raw.execute(f"PRAGMA {part}({table})")
        }


def test_every_schema_has_its_dump() -> None:
    names = [FIRST, *(step.name for step in MIGRATIONS)]
    assert [dump.stem for dump in RELEASED] == names


@pytest.mark.parametrize("dump", RELEASED, ids=lambda dump: dump.stem)
def test_a_released_store_is_updated(dump: Path, tmp_path: Path) -> None:
    file = load(dump, tmp_path / "old.db")
    with open_store(str(file), **KEYS) as store:
        assert [one.concept.id for one in store.concepts()] == ["baku", "knesset"]
        assert [one.concept.id for one in store.find("en", "knesset")] == ["knesset"]
        assert [one.state for one in store.candidates()] == [State.ACCEPTED, State.OPEN]
        assert [one.change.action for one in store.history("knesset")] == [
            "import",
            "edit",
        ]
        assert store.undo(change("undo")).change.action == "edit"
    checks = list(check_store(str(file), key_version=1))
    assert all(check.ok for check in checks), checks


@pytest.mark.parametrize("dump", RELEASED, ids=lambda dump: dump.stem)
def test_old_and_new_stores_are_laid_out_alike(dump: Path, tmp_path: Path) -> None:
    file = load(dump, tmp_path / "old.db")
    open_store(str(file), **KEYS).close()
    new = tmp_path / "new.db"
    open_store(str(new), create=True, **KEYS).close()
    assert layout_of(file) == layout_of(new)


def _add_table(connection: Connection) -> None:
    connection.exec_driver_sql("CREATE TABLE later (id INTEGER) STRICT")


def _fail(connection: Connection) -> None:
    connection.exec_driver_sql("INSERT INTO nowhere VALUES (1)")


RELEASES = (FIRST, *(step.name for step in MIGRATIONS))
GOOD = Migration("9001-later", _add_table)
BAD = Migration("9002-worse", _fail)


def update(file: Path, *more: Migration, keys: int = 1) -> tuple[str, ...]:
    """Bring a store up to date for a version with more steps than there are."""
    steps = (*MIGRATIONS, *more)
    database = connect(str(file), create=False, wait=1)
    try:
        made = Keys(KEYS["keys"], keys)
        return prepare(database, made, create=False, steps=steps).migrations
    finally:
        database.engine.dispose()


def test_steps_are_taken_once_and_in_order(file: Path) -> None:
    taken: list[str] = []
    steps = [
        Migration(name, lambda _, name=name: taken.append(name))  # type: ignore[misc]
        for name in ("9001-b", "9002-a")
    ]
    assert update(file, steps[0]) == (*RELEASES, "9001-b")
    assert update(file, *steps) == (*RELEASES, "9001-b", "9002-a")
    assert update(file, *steps) == (*RELEASES, "9001-b", "9002-a")
    assert taken == ["9001-b", "9002-a"]


def test_a_step_that_fails_leaves_all_as_it_was(file: Path) -> None:
    before = layout_of(file)
    with pytest.raises(StoreError, match="no such table: nowhere"):
        update(file, GOOD, BAD, keys=2)
    assert layout_of(file) == before
    with open_store(str(file), **KEYS) as store:
        assert len(list(store.concepts())) == 3


def test_an_updated_store_is_closed_to_the_older_gloss(file: Path) -> None:
    update(file, GOOD)
    with pytest.raises(SchemaError, match="does not know '9001-later'"):
        open_store(str(file), **KEYS)


def test_a_read_only_store_is_not_updated(lent: Path) -> None:
    with (
        rights(lent, of_file=0o444, of_directory=0o555),
        pytest.raises(SchemaError, match="older version of gloss and read-only; make"),
    ):
        update(lent, GOOD)


def test_an_older_store_is_told(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "glossary.store.checks.newest", lambda keys: newest(keys, [*MIGRATIONS, GOOD])
    )
    found = {check.name: check for check in check_store(str(file), key_version=1)}
    last = RELEASES[-1]
    assert found["store-schema"].detail == f"{last}: any command will update it"
    assert not found["store-schema"].ok
