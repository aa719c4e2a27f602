"""SQLite files that are missing, damaged, locked, read-only or full."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import event

from glossary.errors import SchemaError, StoreError
from glossary.store import ConceptFilter, OnExisting, check_store, open_store
from glossary.store.database import DatabaseStore
from tests.contract.store.samples import KEYS, change, concept
from tests.glossary.store.rights import owner, rights


def names(file: Path) -> list[str]:
    with open_store(str(file), **KEYS) as store:
        return [one.concept.id for one in store.concepts()]


def failed(file: Path) -> dict[str, str]:
    checks = check_store(str(file), key_version=1)
    return {check.name: check.detail for check in checks if not check.ok}


def test_missing(tmp_path: Path) -> None:
    file = tmp_path / "none.db"
    with pytest.raises(
        StoreError,
        match=r"none\.db: there is no store; run `gloss init` to make one$",
    ):
        open_store(str(file), **KEYS)
    assert not file.exists()
    assert list(failed(file)) == ["store"]


def test_missing_directory(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="see that its directory exists"):
        open_store(str(tmp_path / "no" / "a.db"), create=True, **KEYS)


def test_directory(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="this is a directory; name the store's file"):
        open_store(str(tmp_path), **KEYS)


def test_path_through_a_file(file: Path) -> None:
    with pytest.raises(StoreError, match="there is no store"):
        open_store(str(file / "a.db"), **KEYS)


def test_name_too_long(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"the store cannot be opened: .*too long"):
        open_store(str(tmp_path / ("a" * 300)), **KEYS)


@pytest.mark.parametrize(
    "name", ["a b.db", "مسرد.db", "50%.db", "a?b#c.db", "a&b=c.db"]
)
def test_any_name_will_do(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    with open_store(str(file), create=True, **KEYS) as store:
        store.put(concept(), expected=None, change=change())
    assert names(file) == ["knesset"]
    assert [one.name for one in tmp_path.iterdir()] == [name]


def test_empty_file(tmp_path: Path) -> None:
    file = tmp_path / "empty.db"
    file.touch()
    with pytest.raises(
        StoreError, match="there is no glossary in it; run `gloss init`"
    ):
        open_store(str(file), **KEYS)
    open_store(str(file), create=True, **KEYS).close()
    assert names(file) == []


def test_not_a_database(tmp_path: Path) -> None:
    file = tmp_path / "a.db"
    file.write_text("terms,with,commas\n" * 100)
    with pytest.raises(StoreError, match=r"a\.db: the store is not a database: name"):
        open_store(str(file), create=True, **KEYS)
    assert "is not a database" in failed(file)["store"]
    assert file.read_text() == "terms,with,commas\n" * 100


def test_another_programs_database_is_not_touched(tmp_path: Path) -> None:
    file = tmp_path / "a.db"
    with closing(sqlite3.connect(file)) as raw:
        raw.execute("CREATE TABLE invoice (id INTEGER)")
    before = file.read_bytes()
    with pytest.raises(SchemaError, match="belongs to another program"):
        open_store(str(file), create=True, **KEYS)
    assert file.read_bytes() == before
    assert "belongs to another program" in failed(file)["store"]


def test_damaged_pages(file: Path) -> None:
    many = [concept(f"c{number}") for number in range(2000)]
    with open_store(str(file), **KEYS) as store:
        store.put_many(many, change=change(), on_existing=OnExisting.REFUSE)
    content = bytearray(file.read_bytes())
    content[16 * 4096 :] = b"\xff" * (len(content) - 16 * 4096)
    file.write_bytes(content)
    with pytest.raises(StoreError, match=r"is damaged: run `gloss doctor`"):
        names(file)
    assert {"store-integrity", "store-concepts"} <= set(failed(file))


def test_damaged_first_page(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[100:4096] = b"\xff" * 3996
    file.write_bytes(content)
    with pytest.raises(StoreError, match=r"is damaged: run `gloss doctor`"):
        names(file)
    assert "is damaged" in failed(file)["store"]


def test_cut_short(file: Path) -> None:
    content = file.read_bytes()
    file.write_bytes(content[: len(content) // 2])
    assert "store-integrity" in failed(file) or "store" in failed(file)


@pytest.mark.parametrize(
    ("statement", "check", "said"),
    [
        (
            "UPDATE concept SET content = '{' WHERE id = '2'",
            "store-concepts",
            "1 of 3 are damaged: concept '2' is damaged in the store",
        ),
        (
            "UPDATE candidate SET content = '{}'",
            "store-candidates",
            "1 of 1 are damaged: candidate 'باكو' is damaged in the store",
        ),
        (
            "DELETE FROM concept WHERE id = '2'",
            "store-terms",
            "3 of 9 terms belong to no concept",
        ),
        (
            "DELETE FROM concept WHERE id = '2'",
            "store-foreign-keys",
            "names no concept",
        ),
        ("PRAGMA journal_mode=DELETE", "store-write-ahead", "journal mode delete"),
        ("DROP TABLE gloss_setting", "store", "no such table: gloss_setting"),
        ("DELETE FROM gloss_setting", "store-keys", "version 0 is older"),
        ("DROP TABLE term", "store-terms", "no such table: term"),
    ],
)
def test_checks_tell_what_is_wrong(
    file: Path, statement: str, check: str, said: str
) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as raw:
        raw.execute(statement)
    assert said in failed(file)[check]


def test_a_damaged_record_is_named(file: Path) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as raw:
        raw.execute("UPDATE concept SET content = '[]' WHERE id = '2'")
    with pytest.raises(StoreError, match=r"^concept '2' is damaged in the store: "):
        names(file)


def test_locked(file: Path) -> None:
    with (
        closing(sqlite3.connect(file, isolation_level=None)) as raw,
        open_store(str(file), wait=0.1, **KEYS) as store,
    ):
        raw.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="is locked: another process has been"):
            store.put(concept(), expected=None, change=change())
        assert store.get("knesset") is None
        raw.execute("ROLLBACK")
        assert store.put(concept(), expected=None, change=change()) == 1


def test_full(file: Path) -> None:
    with open_store(str(file), **KEYS) as store:
        assert isinstance(store, DatabaseStore)

        @event.listens_for(store.database.engine, "checkout")
        def limit(raw: sqlite3.Connection, *_: object) -> None:
            raw.execute("PRAGMA max_page_count=60")

        many = [concept(f"c{number}") for number in range(2000)]
        with pytest.raises(
            StoreError, match="cannot grow: no room is left on the disk"
        ):
            store.put_many(many, change=change(), on_existing=OnExisting.REFUSE)
    assert names(file) == ["1", "2", "3"]
    assert failed(file) == {}


@pytest.mark.parametrize(
    ("of_file", "of_directory"), [(0o444, 0o777), (0o666, 0o555), (0o444, 0o555)]
)
def test_read_only(lent: Path, of_file: int, of_directory: int) -> None:
    with rights(lent, of_file=of_file, of_directory=of_directory):
        assert names(lent) == ["1", "2", "3"]
        with open_store(str(lent), **KEYS) as store:
            assert len(list(store.candidates())) == 1
            assert len(store.history("1")) == 1
            assert len(store.find("en", "knesset")) == 3
            with pytest.raises(StoreError, match="cannot be changed: it is read-only"):
                store.put(concept(), expected=None, change=change())
        assert failed(lent) == {}


def test_read_only_beside_a_writer(lent: Path) -> None:
    with open_store(str(lent), **KEYS) as writer:
        writer.put(concept("4"), expected=None, change=change())
        with rights(lent, of_file=0o444, of_directory=0o555):
            assert names(lent) == ["1", "2", "3", "4"]
            with open_store(str(lent), **KEYS) as reader, owner():
                writer.put(concept("5"), expected=None, change=change())
                assert reader.get("5") is not None


def test_read_only_with_old_keys(lent: Path) -> None:
    newer = {**KEYS, "key_version": 2}
    with (
        rights(lent, of_file=0o444, of_directory=0o555),
        open_store(str(lent), **newer) as store,
    ):
        assert len(list(store.concepts())) == 3
        for search in (
            lambda: store.find("ar", "كنيست"),
            lambda: store.candidate("باكو"),
            lambda: list(store.concepts(ConceptFilter(text="كنيست"))),
        ):
            with pytest.raises(StoreError, match="make it writable once to search it"):
                search()


def test_not_readable(lent: Path) -> None:
    with (
        rights(lent, of_file=0o000, of_directory=0o755),
        pytest.raises(
            StoreError, match="see that its directory exists and that you may"
        ),
    ):
        names(lent)


def test_an_old_sqlite_is_refused(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 36, 0))
    with pytest.raises(StoreError, match=r"^SQLite 3\.37\.0 or later is needed; this "):
        names(file)


def test_a_commit_is_on_the_disk(file: Path) -> None:
    with open_store(str(file), **KEYS) as store:
        assert isinstance(store, DatabaseStore)
        with store.database.writing() as connection:
            modes = [
                connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
                for name in ("synchronous", "foreign_keys", "journal_mode")
            ]
    assert modes == [2, 1, "wal"]


def test_texts_are_strict(file: Path) -> None:
    with closing(sqlite3.connect(file)) as raw:
        tables = raw.execute(
            "SELECT name, strict FROM pragma_table_list "
            "WHERE schema = 'main' AND name NOT LIKE 'sqlite_%'"
        ).fetchall()
    assert len(tables) == 9
    assert all(strict for _, strict in tables)


LIMITED = """
import resource, sys
from glossary.errors import StoreError
from glossary.store import OnExisting, open_store
from tests.contract.store.samples import KEYS, change, concept

resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, resource.RLIM_INFINITY))
many = (concept(f"c{number}") for number in range(5000))
with open_store(sys.argv[1], **KEYS) as store:
    try:
        store.put_many(many, change=change(), on_existing=OnExisting.REFUSE)
    except StoreError as error:
        print(error)
"""


def test_a_file_that_may_not_grow(file: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, str(file)],
        cwd=Path(__file__).resolve().parents[3],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "its file system failed or is full; nothing of this" in done.stdout
    assert names(file) == ["1", "2", "3"]
    assert failed(file) == {}
