"""Several processes at one database, processes that are killed, and a full disk."""

from __future__ import annotations

import multiprocessing
import random
import shutil
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import create_engine, text

from glossary.errors import StoreError
from glossary.store import check_store, open_store
from tests.contract.store.conftest import url
from tests.contract.store.samples import KEYS
from tests.tmx.memory import importers
from tmx.memory.protocol import Query, Search
from tmx.memory.store import check_memory, open_memory

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.context import ForkServerContext, ForkServerProcess

HELD, MORE = 500, 2500
_OLD_KEYS = "UPDATE gloss_setting SET value = '1' WHERE name = 'memory_key_version'"

__all__ = ["url"]


@pytest.fixture(scope="module")
def processes() -> ForkServerContext:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.tmx.memory.importers"])
    return context


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a directory with a memory of some units."""
    directory = tmp_path_factory.mktemp("held")
    open_store(str(directory / "gloss.db"), create=True, **KEYS).close()
    importers.take(str(directory / "gloss.db"), "a", HELD)
    return directory


@pytest.fixture
def file(held: Path, tmp_path: Path) -> str:
    return str(shutil.copytree(held, tmp_path / "copy") / "gloss.db")


def start(
    processes: ForkServerContext, task: Callable[..., None], *arguments: object
) -> ForkServerProcess:
    process = processes.Process(target=task, args=arguments)
    process.start()
    return process


def is_sound(file: str, *counts: int) -> int:
    """Check the store, its memory and all answers; return the number of units."""
    checks = [*check_store(file, key_version=1), *check_memory(file)]
    assert all(one.ok for one in checks), checks
    with open_memory(file) as memory:
        number = memory.statistics().units
        assert number in counts
        stored = list(memory.units())
        assert len(stored) == number
        some = random.Random(number).sample(stored, 20)
        texts = [one.unit.variants[0].plain for one in [*some, stored[-1]]]
        answers = memory.search([Query(text=text) for text in texts], Search(limit=1))
        assert [one.source for (one,) in answers] == texts
    return number


def test_a_killed_import_leaves_all_or_nothing(
    processes: ForkServerContext, held: Path, tmp_path: Path
) -> None:
    chance = random.Random(7)
    # The first process waits until the server of processes has started.
    whole = min(_duration(processes, held, tmp_path / n) for n in "ab")
    seen = set()
    for turn in range(10):
        file = str(shutil.copytree(held, tmp_path / str(turn)) / "gloss.db")
        process = start(processes, importers.take, file, "b", MORE)
        time.sleep((turn + chance.random()) / 10 * whole)
        process.kill()
        process.join()
        seen.add(is_sound(file, HELD, HELD + MORE))
        importers.take(file, "b", MORE)
        with open_memory(file) as memory:
            assert memory.statistics().units == HELD + MORE
    assert HELD in seen


def test_a_killed_building_of_the_index_leaves_one(
    processes: ForkServerContext, held: Path, tmp_path: Path
) -> None:
    chance = random.Random(8)
    file = str(shutil.copytree(held, tmp_path / "copy") / "gloss.db")
    importers.take(file, "b", MORE)
    for turn in range(8):
        process = start(processes, importers.rebuild, file)
        time.sleep((turn + chance.random()) / 40)
        process.kill()
        process.join()
        is_sound(file, HELD + MORE)
    importers.take(file, "c", 10)
    is_sound(file, HELD + MORE + 10)
    with_index = Path(file).with_suffix(".memory") / "source"
    assert sum(one.is_dir() for one in with_index.iterdir()) <= 2


def test_a_killed_change_of_keys_or_import_on_any_database(
    processes: ForkServerContext, url: str
) -> None:
    open_memory(url, create=True).close()
    importers.take(url, "a", HELD)
    engine = create_engine(url)
    for turn in range(6):
        with engine.begin() as connection:
            connection.execute(text(_OLD_KEYS))
        process = start(processes, importers.rekeyed, url)
        time.sleep(turn / 20)
        process.kill()
        process.join()
        process = start(processes, importers.take, url, f"k{turn}", MORE)
        time.sleep(turn / 5)
        process.kill()
        process.join()
        importers.take(url, f"k{turn}", MORE)
        assert is_answering(url) == HELD + (turn + 1) * MORE
    engine.dispose()


def is_answering(url: str) -> int:
    """Compare what is counted, listed and found; return the number of units."""
    assert all(one.ok for one in check_memory(url)), list(check_memory(url))
    with open_memory(url) as memory:
        stored = list(memory.units())
        assert memory.statistics().units == len(stored)
        some = random.Random(len(stored)).sample(stored, 20)
        texts = [one.unit.variants[0].plain for one in some]
        answers = memory.search([Query(text=one) for one in texts], Search(limit=1))
        assert [one.source for (one,) in answers] == texts
        assert len(memory.concordance(texts[0].split()[0])) > 0
    return len(stored)


def _duration(processes: ForkServerContext, held: Path, tmp_path: Path) -> float:
    file = str(shutil.copytree(held, tmp_path) / "gloss.db")
    begun = time.monotonic()
    process = start(processes, importers.take, file, "b", MORE)
    process.join()
    assert process.exitcode == 0
    return time.monotonic() - begun


def test_four_importers_and_a_searcher(processes: ForkServerContext, file: str) -> None:
    said = processes.Queue()
    writers = [
        start(processes, importers.take_often, file, name, 3, 150) for name in "cdef"
    ]
    writers.append(start(processes, importers.replace_often, file, "g", 3, 100))
    asking = start(processes, importers.ask_often, file, "a", 15, said)
    for process in (*writers, asking):
        process.join(60)
        assert process.exitcode == 0
    assert said.get(timeout=10).startswith("found ")
    is_sound(file, HELD + 4 * 450 + 100)


def test_a_full_disk_is_said_and_nothing_is_lost(
    processes: ForkServerContext, file: str
) -> None:
    said = processes.Queue()
    room = Path(file).stat().st_size + 400_000
    process = start(processes, importers.take_with_little_room, file, room, said)
    process.join(60)
    assert "nothing of this change was kept" in said.get(timeout=10)
    is_sound(file, HELD)


def test_room_for_the_units_but_not_for_their_index(file: str, tmp_path: Path) -> None:
    index = Path(file).with_suffix(".memory")
    moved = index.rename(tmp_path / "index")
    index.write_text("in the way")
    with pytest.raises(StoreError, match=r"cannot be written: .*the units are stored"):
        importers.take(file, "b", 10)
    index.unlink()
    moved.rename(index)
    is_sound(file, HELD + 10)
