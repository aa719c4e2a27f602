"""Several processes at one SQLite file, and processes that are killed."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from glossary.store import check_store, open_store
from tests.contract.store.samples import KEYS

ROOT = Path(__file__).resolve().parents[3]

WRITER = """
import sys
from glossary.errors import ConflictError
from glossary.store import open_store
from tests.contract.store.samples import KEYS, change, concept

file, name = sys.argv[1:]
with open_store(file, create=True, **KEYS) as store:
    for turn in range(25):
        store.put(concept(f"{name}-{turn}"), expected=None, change=change())
        while True:
            found = store.get("shared")
            note = (found.concept.note or "") + name if found else name
            one = concept("shared", note=note)
            try:
                store.put(
                    one, expected=found.revision if found else None, change=change()
                )
                break
            except ConflictError:
                pass
"""

IMPORTER = """
import sys
from glossary.store import OnExisting, open_store
from tests.contract.store.samples import KEYS, change, concept

def source():
    for number in range(100000):
        if number == 3000:
            print("writing", flush=True)
        yield concept(f"c{number}")

with open_store(sys.argv[1], **KEYS) as store:
    store.put_many(source(), change=change("import"), on_existing=OnExisting.REPLACE)
"""

FEW = IMPORTER.replace("range(100000)", "range(3001)")


def start(code: str, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        cwd=ROOT,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def ends(process: subprocess.Popen[str]) -> None:
    _, said = process.communicate(timeout=120)
    assert process.returncode == 0, said


def test_four_writers_lose_nothing(tmp_path: Path) -> None:
    file = str(tmp_path / "glossary.db")
    writers = [start(WRITER, file, name) for name in "abcd"]
    for writer in writers:
        ends(writer)
    with open_store(file, **KEYS) as store:
        shared = store.get("shared")
        assert shared is not None
        assert shared.revision == 100
        assert sorted(shared.concept.note or "") == sorted("abcd" * 25)
        assert store.statistics() == (101, 0, 200)


@pytest.mark.parametrize("delay", [0, 0.05, 0.2])
def test_a_killed_import_leaves_nothing(file: Path, delay: float) -> None:
    process = start(IMPORTER, str(file))
    assert process.stdout is not None
    assert process.stdout.readline() == "writing\n"
    time.sleep(delay)
    process.kill()
    process.communicate()
    _is_sound(file, {(3, 1, 2)})


@pytest.mark.slow
def test_an_import_killed_about_its_end(file: Path) -> None:
    for delay in (0, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5):
        process = start(FEW, str(file))
        assert process.stdout is not None
        assert process.stdout.readline() == "writing\n"
        time.sleep(delay)
        process.kill()
        process.communicate()
        _is_sound(file, {(3, 1, 2), (3004, 1, 3)})


def test_imports_wait_for_each_other(file: Path) -> None:
    other = IMPORTER.replace('f"c{number}"', 'f"d{number}"')
    few = [code.replace("range(100000)", "range(4000)") for code in (IMPORTER, other)]
    for process in [start(code, str(file)) for code in few]:
        ends(process)
    _is_sound(file, {(8003, 1, 4)})


def _is_sound(file: Path, states: set[tuple[int, int, int]]) -> None:
    checks = list(check_store(str(file), key_version=1))
    assert all(check.ok for check in checks), checks
    with open_store(str(file), **KEYS) as store:
        assert tuple(store.statistics()) in states
        assert len(list(store.concepts())) == store.statistics().concepts
