from __future__ import annotations

import subprocess
import sys

import pytest
from sqlalchemy import insert

from glossary.errors import SchemaError, StoreError
from glossary.store import ConceptFilter, Decision, State, check_store, open_store
from glossary.store.connection import connect
from glossary.store.schema import METADATA, MIGRATION
from tests.contract.store.samples import KEYS, candidate, change, concept


def test_a_store_stays(url: str) -> None:
    with open_store(url, create=True, **KEYS) as store:
        store.put(concept(), expected=None, change=change())
    with open_store(url, **KEYS) as store:
        assert store.statistics() == (1, 0, 1)
    with open_store(url, create=True, **KEYS) as store:
        assert store.statistics() == (1, 0, 1)


def test_a_store_must_be_made_first(url: str) -> None:
    with pytest.raises(StoreError, match=r"run `gloss init` to make one$"):
        open_store(url, **KEYS)
    assert [check.ok for check in check_store(url, key_version=1)] == [False]


def test_another_programs_tables_are_left_alone(url: str) -> None:
    database = connect(url, create=True, wait=1)
    with database.writing() as connection:
        connection.exec_driver_sql("CREATE TABLE invoice (id INTEGER)")
    database.engine.dispose()
    with pytest.raises(
        SchemaError, match=r"belongs to another program: it has a table 'invoice'"
    ):
        open_store(url, create=True, **KEYS)


def test_another_part_may_share_the_database(url: str) -> None:
    database = connect(url, create=True, wait=1)
    with database.writing() as connection:
        METADATA.create_all(connection, tables=[MIGRATION])
        row = {"part": "memory", "name": "0001-units"}
        connection.execute(insert(MIGRATION).values(row))
    database.engine.dispose()
    with pytest.raises(
        StoreError, match=r"there is no glossary in it; run `gloss init"
    ):
        open_store(url, **KEYS)
    with open_store(url, create=True, **KEYS) as store:
        store.put(concept(), expected=None, change=change())
    assert all(check.ok for check in check_store(url, key_version=1))


def test_older_keys_are_made_anew(url: str) -> None:
    with open_store(url, create=True, **KEYS) as store:
        many = (concept(f"{number:04}") for number in range(600))
        for one in many:
            store.put(one, expected=None, change=change())
        store.save_candidates([candidate("الكنيست")], change=change())
        store.decide(Decision(term="الكنيست", state=State.LATER), change=change())
        before = list(store.concepts())

    def newer(lang: str, text: str) -> str:
        return f"{lang}-{text[::-1]}"

    with open_store(url, keys=newer, key_version=2) as store:
        assert list(store.concepts()) == before
        assert store.find("ar", "الكنيست") == []
        assert len(store.find("ar", "ar-تسينكلا")) == 600
        assert list(store.concepts(ConceptFilter(text="knesset"))) == []
        assert len(list(store.concepts(ConceptFilter(text="Knesset")))) == 600
        assert [one.state for one in store.candidates()] == [State.LATER]
        assert store.candidate("الكنيست") is not None
    with pytest.raises(
        SchemaError, match=r"newer gloss; .*match keys are of version 2"
    ):
        open_store(url, **KEYS)


def test_a_newer_schema_is_refused(url: str) -> None:
    open_store(url, create=True, **KEYS).close()
    database = connect(url, create=False, wait=1)
    with database.writing() as connection:
        row = {"part": "terms", "name": "9999-future"}
        connection.execute(insert(MIGRATION).values(row))
    database.engine.dispose()
    with pytest.raises(
        SchemaError,
        match=r"written by a newer gloss; update gloss \(it does not know '9999-future",
    ):
        open_store(url, **KEYS)
    found = {check.name: check for check in check_store(url, key_version=1)}
    assert not found["store-schema"].ok
    assert "9999-future" in found["store-schema"].detail


def test_an_update_by_another_process_stops_writing(url: str) -> None:
    with open_store(url, create=True, **KEYS) as old:
        old.put(concept(), expected=None, change=change())
        open_store(url, keys=KEYS["keys"], key_version=2).close()
        with pytest.raises(SchemaError, match="updated by a newer gloss while"):
            old.put(concept(note="x"), expected=1, change=change())
        assert old.get("knesset") is not None


def test_checks_of_a_sound_store(url: str) -> None:
    with open_store(url, create=True, **KEYS) as store:
        store.put(concept(), expected=None, change=change())
        store.save_candidates([candidate("باكو")], change=change())
    found = {check.name: check for check in check_store(url, key_version=1)}
    assert all(check.ok for check in found.values())
    assert found["store-concepts"].detail == "1 records"
    assert found["store-terms"].detail == "3 terms"
    assert found["store-schema"].detail == "0002-candidate-facets"


def test_keys_of_another_version_are_told(url: str) -> None:
    open_store(url, create=True, **{**KEYS, "key_version": 2}).close()
    for version, said in [(1, "newer"), (3, "older")]:
        found = {check.name: check for check in check_store(url, key_version=version)}
        assert not found["store-keys"].ok
        assert said in found["store-keys"].detail


@pytest.mark.parametrize(
    "url",
    [
        "mysql://u:secret@h/d",
        "sqlite://",
        "sqlite:///:memory:",
        "sqlite:///a.db?mode=x",
    ],
)
def test_other_urls_are_refused(url: str) -> None:
    with pytest.raises(StoreError, match="names no store: give a SQLite file") as error:
        open_store(url, **KEYS)
    assert "secret" not in str(error.value)


def test_nonsense_is_no_url() -> None:
    with pytest.raises(StoreError, match=r"^'://' is not the URL of a store$"):
        open_store("://", **KEYS)


def test_a_server_that_is_not_there() -> None:
    pytest.importorskip("psycopg", reason="psycopg is an optional part")
    url = "postgresql://gloss:secret@127.0.0.1:9/none"
    with pytest.raises(StoreError, match=r"the store cannot be reached: see that") as e:
        open_store(url, **KEYS)
    assert "secret" not in str(e.value)


def test_without_psycopg(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(StoreError, match=r"install glosskit\[postgres\]$"):
        open_store("postgresql://gloss@127.0.0.1/none", **KEYS)


def test_only_the_store_imports_its_dependency() -> None:
    code = "import sys, glossary, glossary.model; sys.exit('sqlalchemy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
