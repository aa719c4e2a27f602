"""The memory in a SQLite file: its index, other versions, damage, rights."""

from __future__ import annotations

import json
import shutil
import sqlite3
import tracemalloc
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from sqlalchemy import text

from glossary.errors import SchemaError, StoreError
from glossary.store import check_store, open_store
from glossary.store.connection import connect
from glossary.store.parts import Migration
from tests.contract.memory.samples import ARRIVAL, MEETING, VISIT, brief, fill, unit
from tests.contract.store.samples import KEYS
from tests.glossary.store.rights import rights
from tests.tmx.memory.importers import take
from tmx.memory.protocol import Query, Search, Side
from tmx.memory.store import check_memory, open_memory, part, rebuild_index
from tmx.memory.store.local import SideIndex


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr("tmx.memory.index.index._WAITING", 0)  # units go to files
    name = str(tmp_path / "gloss.db")
    with open_memory(name, create=True) as memory:
        fill(memory, MEETING, VISIT)
    return name


def index_of(file: str, side: str = "source") -> Path:
    return Path(file).with_suffix(".memory") / side


def checks(file: str) -> dict[str, tuple[bool, str]]:
    return {one.name: (one.ok, one.detail) for one in check_memory(file)}


def finds(file: str) -> list[int]:
    with open_memory(file) as memory:
        answers = memory.search([Query(text=MEETING), Query(text=VISIT)], Search())
        return [match.id for found in answers for match in found]


def change(file: str, statement: str) -> None:
    with closing(sqlite3.connect(file)) as raw, raw:
        raw.execute(statement)


def test_glossary_and_memory_share_a_file(tmp_path: Path) -> None:
    file = str(tmp_path / "gloss.db")
    assert list(check_memory(file)) == []
    with open_store(file, create=True, **KEYS):
        assert list(check_memory(file)) == []
        with open_memory(file) as memory:
            fill(memory, MEETING)
    assert finds(file) == [1]
    assert all(one.ok for one in check_store(file, key_version=1))


def test_a_glossary_may_come_later(file: str) -> None:
    open_store(file, create=True, **KEYS).close()
    assert finds(file) == [1, 2]
    assert all(one.ok for one in check_store(file, key_version=1))


def test_without_a_file_there_is_no_memory(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no store; run `gloss init`"):
        open_memory(str(tmp_path / "none.db"))


def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    file = str(tmp_path / "other.db")
    change(file, "CREATE TABLE accounts (id)")
    with pytest.raises(SchemaError, match="belongs to another program"):
        open_memory(file)
    assert checks(file) == {}


def test_checks_of_a_sound_memory(file: str) -> None:
    assert checks(file) == {
        "store-memory": (True, "0002-words"),
        "store-memory-counts": (True, "2 units"),
        "store-memory-units": (True, "2 units read"),
        "store-memory-index-source": (True, "2 units"),
    }


def _lose(directory: Path) -> None:
    shutil.rmtree(directory)


def _cut(directory: Path) -> None:
    for path in directory.glob("*/*.units"):
        path.write_bytes(path.read_bytes()[:-64])


def _garble_list(directory: Path) -> None:
    for path in directory.glob("*/index"):
        path.write_bytes(b"{}")


def _garble_state(directory: Path) -> None:
    (directory / "state.json").write_text("[1")


def _swap(directory: Path) -> None:
    state = json.loads((directory / "state.json").read_text())
    (directory / "state.json").write_text(json.dumps({**state, "identity": "x"}))


@pytest.mark.parametrize("harm", [_lose, _cut, _garble_list, _garble_state, _swap])
def test_an_index_that_is_no_good_is_built_anew(file: str, harm: object) -> None:
    harm(index_of(file))  # type: ignore[operator]
    said = checks(file)["store-memory-index-source"]
    assert said[0] == (harm is _lose)
    assert finds(file) == [1, 2]
    assert checks(file)["store-memory-index-source"] == (True, "2 units")


def test_an_index_is_built_anew_on_request(file: str) -> None:
    path = next(index_of(file).glob("*/*.units"))
    data = bytearray(path.read_bytes())
    data[4096] ^= 255  # the first byte behind the head
    path.write_bytes(data)
    ok, said = checks(file)["store-memory-index-source"]
    assert (ok, "checksum" in said) == (False, True)
    assert rebuild_index(file) == 1
    assert checks(file)["store-memory-index-source"] == (True, "2 units")
    assert finds(file) == [1, 2]


def test_an_index_of_before_follows(file: str, tmp_path: Path) -> None:
    shutil.copytree(index_of(file), tmp_path / "old")
    with open_memory(file) as memory:
        fill(memory, "نص ثالث")
        memory.delete([1])
    shutil.rmtree(index_of(file))
    shutil.copytree(tmp_path / "old", index_of(file))
    assert checks(file)["store-memory-index-source"] == (
        True,
        "1 units behind; the next search adds them",
    )
    assert finds(file) == [2]
    assert checks(file)["store-memory-index-source"] == (True, "2 units")


def test_an_index_ahead_of_a_restored_file_is_built_anew(
    file: str, tmp_path: Path
) -> None:
    shutil.copy(file, tmp_path / "backup")
    with open_memory(file) as memory:
        fill(memory, f"{MEETING} ثم")
    shutil.copy(tmp_path / "backup", file)
    assert finds(file) == [1, 2]


def test_an_open_memory_sees_what_another_adds(file: str) -> None:
    with open_memory(file) as reader, open_memory(file) as writer:
        query = [Query(text="نص جديد تماما")]
        assert reader.search(query, Search()) == [[]]
        (new,) = fill(writer, "نص جديد تماما")
        (found,) = reader.search(query, Search())
        assert brief(found) == [(new, 100, "exact")]
        rebuild_index(file)
        writer.delete([new])
        assert reader.search(query, Search()) == [[]]


def test_while_another_indexes_the_old_index_serves(file: str) -> None:
    with open_memory(file, wait=0.1) as memory:
        assert finds(file) == [1, 2]
        with closing(sqlite3.connect(index_of(file) / "lock")) as lock:
            lock.execute("BEGIN EXCLUSIVE")
            memory.add_many([unit(f"{MEETING} ثم")], arrival=ARRIVAL)
            assert finds(file) == [1, 2]
            shutil.rmtree(index_of(file) / "1")
            with pytest.raises(StoreError, match="another process is building"):
                memory.search([Query(text=MEETING)], Search())
        assert len(memory.search([Query(text=MEETING)], Search())[0]) == 2


def test_an_index_of_targets_comes_when_it_is_asked_for(file: str) -> None:
    assert not index_of(file, "target").exists()
    with open_memory(file) as memory:
        assert memory.concordance(VISIT, side=Side.TARGET)[0].id == 2
        fill(memory, "زار الوفد كوبا")
        found = memory.concordance("كوبا", side=Side.TARGET)
        assert [one.id for one in found] == [3, 2]
    assert checks(file)["store-memory-index-target"] == (True, "3 units")


def test_a_read_only_memory_is_searched(file: str) -> None:
    with TemporaryDirectory() as lent:  # where every user of the machine may read
        Path(lent).chmod(0o755)
        copy = Path(shutil.copy(file, lent))
        shutil.copytree(index_of(file).parent, copy.with_suffix(".memory"))
        with rights(copy, of_file=0o444, of_directory=0o555):
            assert finds(str(copy)) == [1, 2]
            with (
                open_memory(str(copy)) as memory,
                pytest.raises(StoreError, match="read-only"),
            ):
                fill(memory, "x")
        # Without the index, which it may not write, it says why it cannot answer.
        shutil.rmtree(copy.with_suffix(".memory"))
        with (
            rights(copy, of_file=0o444, of_directory=0o555),
            pytest.raises(StoreError, match="index cannot be written"),
        ):
            finds(str(copy))


def test_a_damaged_unit_is_named(file: str) -> None:
    change(file, "UPDATE memory_unit SET content = '[' WHERE id = 2")
    with open_memory(file) as memory, pytest.raises(StoreError, match="unit 2 of the"):
        list(memory.units())
    ok, said = checks(file)["store-memory-units"]
    assert not ok
    assert said.startswith("1 of 2 are damaged: unit 2 of the memory is damaged")


def test_counts_that_are_off_are_told(file: str) -> None:
    change(file, "DELETE FROM memory_unit WHERE id = 2")
    assert checks(file)["store-memory-counts"] == (
        False,
        "1 units, where the arrivals say 2",
    )


def test_a_stamp_that_is_gone_is_told(file: str) -> None:
    change(file, "DELETE FROM gloss_setting WHERE name = 'memory_last_id'")
    with open_memory(file) as memory, pytest.raises(StoreError, match="how far it has"):
        memory.search([Query(text="x")], Search())


def test_a_newer_memory_is_refused(file: str) -> None:
    change(file, "INSERT INTO gloss_migration VALUES ('memory', '9999-later')")
    with pytest.raises(SchemaError, match="does not know '9999-later'"):
        open_memory(file)
    assert checks(file)["store-memory"] == (False, "9999-later is newer: update gloss")


def test_an_update_while_it_is_open_stops_writing(file: str) -> None:
    with open_memory(file) as memory:
        change(file, "INSERT INTO gloss_migration VALUES ('memory', '9999-later')")
        with pytest.raises(SchemaError, match="updated by a newer gloss while"):
            fill(memory, "x")


def test_steps_of_the_memory_are_its_own(file: str) -> None:
    step = Migration("0003-more", lambda c: c.execute(text("CREATE TABLE more (id)")))
    database = connect(file, create=False, wait=1)
    made = part.memory_part([*part.MIGRATIONS, step]).prepare(
        database, create=False, rekey=lambda _: None
    )
    assert made.migrations == ("0001-memory", "0002-words", "0003-more")
    with database.reading() as connection:
        rows = connection.execute(text("SELECT part, name FROM gloss_migration"))
        assert sorted(map(tuple, rows)) == [
            ("memory", "0001-memory"),
            ("memory", "0002-words"),
            ("memory", "0003-more"),
        ]
    database.engine.dispose()


def test_memory_use_does_not_grow(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The index has a bound of its own, which is beyond what a quick test reaches.
    monkeypatch.setattr(SideIndex, "follow", lambda _self, _wait: None)
    peaks = []
    for number in (4_000, 16_000):
        file = str(tmp_path / f"{number}.db")
        open_memory(file, create=True).close()
        tracemalloc.start()
        take(file, "a", number)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 1.2 * peaks[0]
