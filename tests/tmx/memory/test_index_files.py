"""The index on the disk: damage, death in the middle, one writer and many readers."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from glossary.errors import StoreError
from tmx.memory.index import Hit, Index, IndexDamaged
from tmx.memory.index import build as build_module
from tmx.memory.index import directory as directory_module
from tmx.memory.index import index as index_module

ROOT = Path(__file__).resolve().parents[3]
TEXTS = [f"زار الوزير رقم{n} مدينة بغداد أمس" for n in range(40)]


@pytest.fixture
def directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(index_module, "_WAITING", 8)  # so that there are files
    index = Index.open(tmp_path / "memory")
    index.add(enumerate(TEXTS, 1))
    index.remove([3])
    return tmp_path / "memory"


def found(index: Index, text: str) -> list[Hit]:
    return index.matches(text, minimum=100, limit=3)


def test_an_empty_index_finds_nothing(tmp_path: Path) -> None:
    index = Index.open(tmp_path / "new" / "memory")
    assert index.through == index.units == 0
    assert found(index, TEXTS[0]) == []
    assert index.containing([["بغداد"]], limit=5) == []
    assert list(index.words()) == []
    index.add([])
    assert index.through == 0


def test_what_is_added_stays(directory: Path) -> None:
    index = Index.open(directory)
    assert (index.through, index.units) == (40, 39)
    assert found(index, TEXTS[7]) == [Hit(8, 100.0)]
    assert found(index, TEXTS[2]) == []
    held = index.containing([["بغداد"], ["رقم5", "رقم2", "رقم4"]], limit=9)
    assert [one.number for one in held] == [6, 5]
    assert set(index.words()) >= {"بغداد", "رقم39", "الوزير"}
    assert index.matches("", minimum=1, limit=3) == []
    assert index.matches(TEXTS[0], minimum=50, limit=0) == []


def test_a_batch_of_questions(directory: Path) -> None:
    index = Index.open(directory)
    answers = [
        index.matches(text, minimum=90, limit=1) for text in (TEXTS[4], "غير ذلك")
    ]
    assert answers == [[Hit(5, 100.0)], []]


@pytest.mark.parametrize("size", [254, 255, 256, 257, 600])
def test_long_units(directory: Path, size: int) -> None:
    index = Index.open(directory)
    unit = [f"كلمة{n}" for n in range(size)]
    index.add([(100, " ".join(unit))])
    changed = " ".join([*unit[:-3], "شيء", "آخر"])
    (hit,) = index.matches(changed, minimum=90, limit=1)
    assert hit == Hit(100, 100 * (size - 3) / size)


def test_units_that_are_all_longer_than_the_text(directory: Path) -> None:
    index = Index.open(directory)
    text = "وصل الوزير أمس إلى المدينة"
    index.add([(100, f"{text} القديمة")])
    assert index.matches(text, minimum=80, limit=1) == [Hit(100, 100 * 5 / 6)]
    alone = Index.open(directory.parent / "alone")
    alone.add([(1, f"{text} القديمة")])
    assert alone.matches(text, minimum=80, limit=1) == [Hit(1, 100 * 5 / 6)]


def test_numbers_ascend(directory: Path) -> None:
    index = Index.open(directory)
    with pytest.raises(ValueError, match="unit 40 comes after 40"):
        index.add([(40, "مرة أخرى")])
    with pytest.raises(ValueError, match="unit 41 comes after 50"):
        index.add([(50, "نعم"), (41, "لا")])
    assert Index.open(directory).through == 40


def test_units_without_words_count(directory: Path) -> None:
    index = Index.open(directory)
    index.add([(41, ""), (42, "ء"), (43, "***")])
    assert (index.through, index.units) == (43, 40)
    assert found(index, "***") == [Hit(43, 100.0)]


def test_a_few_units_wait_in_the_list(directory: Path) -> None:
    files = sorted(directory.glob("*.*"))
    index = Index.open(directory)
    for number in range(41, 49):
        index.add([(number, f"نص رقم{number}" if number != 44 else "")])
        assert sorted(directory.glob("*.*")) == files
    assert (index.through, index.units) == (48, 46)
    index.remove([42, 43])
    assert found(index, "نص رقم43") == []
    assert found(Index.open(directory), "نص رقم48") == [Hit(48, 100.0)]
    index.remove([48, 4])
    assert (index.through, index.units) == (48, 42)
    index.add([(49, "نص رقم49")])
    with pytest.raises(ValueError, match="unit 49 comes after 49"):
        index.add([(49, "مرة أخرى")])
    with pytest.raises(ValueError, match="unit 50 comes after 51"):
        index.add([(51, "نعم"), (50, "لا")])
    index.add((number, f"نص رقم{number}") for number in range(50, 56))
    assert len(list(directory.glob("*.units"))) == 1
    assert index._state.waiting == ()
    assert (index.through, index.units) == (55, 49)
    for number in (45, 47, 49, 55, 1):
        text = f"نص رقم{number}" if number > 1 else TEXTS[0]
        assert found(Index.open(directory), text) == [Hit(number, 100.0)]
    assert found(index, "نص رقم48") == []


def test_a_long_unit_does_not_wait(directory: Path) -> None:
    index = Index.open(directory)
    index.add([(41, "كلمة " * 2000)])
    assert index._state.waiting == ()
    assert index.units == 40


def test_equal_units_come_newest_first(directory: Path) -> None:
    index = Index.open(directory)
    index.add((n, "النص نفسه") for n in range(100, 5000))
    index.add([(6000, "النص نفسه!")])
    assert [hit.number for hit in found(index, "النص نفسه")] == [6000, 4999, 4998]


def test_many_removed_units_leave_the_files(directory: Path) -> None:
    index = Index.open(directory)
    index.remove(range(1, 31))
    assert index.units == 10
    assert not list(directory.glob("*.removed"))
    assert "رقم5" in set(index.words()) or found(index, TEXTS[30]) == [Hit(31, 100.0)]
    index.remove(range(1, 100))
    assert (index.units, index.through) == (0, 40)
    assert not list(directory.glob("*.units"))
    index.add([(41, TEXTS[0])])
    assert found(Index.open(directory), TEXTS[0]) == [Hit(41, 100.0)]


def test_a_closed_index_finds_nothing(directory: Path) -> None:
    index = Index.open(directory)
    index.close()
    assert found(index, TEXTS[0]) == []


@pytest.mark.parametrize("name", ["index", "*.units", "*.removed"])
def test_a_file_cut_short_is_damage(directory: Path, name: str) -> None:
    (path,) = directory.glob(name)
    whole = path.read_bytes()
    for size in {0, 7, len(whole) // 2, len(whole) - 1}:
        path.write_bytes(whole[:size])
        with pytest.raises(IndexDamaged, match=r"must be built again$"):
            Index.open(directory)
    path.write_bytes(whole + b"\0")
    with pytest.raises(IndexDamaged):
        Index.open(directory)


@pytest.mark.parametrize("name", ["index", "*.units", "*.removed"])
def test_every_byte_is_checked(directory: Path, name: str) -> None:
    (path,) = directory.glob(name)
    whole = bytearray(path.read_bytes())
    padding = 0
    for place in range(0, len(whole), 37 if len(whole) > 1000 else 1):
        whole[place] ^= 0x41
        path.write_bytes(whole)
        try:
            Index.open(directory).verify()
            padding += 1
        except IndexDamaged:
            pass
        whole[place] ^= 0x41
    path.write_bytes(whole)
    Index.open(directory).verify()
    assert padding <= 24  # between two arrays there may be nothing that counts


def test_a_missing_file_is_damage(directory: Path) -> None:
    (path,) = directory.glob("*.units")
    path.unlink()
    with pytest.raises(IndexDamaged, match=f"{path.name} is missing"):
        Index.open(directory)


def test_a_list_that_vanishes_is_damage(directory: Path) -> None:
    index = Index.open(directory)
    (directory / "index").unlink()
    with pytest.raises(IndexDamaged, match="it is missing"):
        index.refresh()


def test_another_version_is_damage(
    directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(directory_module, "KEY_VERSION", -1)
        with pytest.raises(IndexDamaged, match="its keys have version"):
            Index.open(directory)
    monkeypatch.setattr("tmx.memory.index.files.VERSION", 999)
    with pytest.raises(IndexDamaged, match="it has version 5, not 999"):
        Index.open(directory)


def test_a_segment_of_another_version_is_damage(directory: Path) -> None:
    (path,) = directory.glob("*.units")
    data = bytearray(path.read_bytes())
    data[8] = 77
    path.write_bytes(data)
    with pytest.raises(IndexDamaged, match="it has version 77, not 5"):
        Index.open(directory)


def test_arrays_that_point_nowhere_are_damage(directory: Path) -> None:
    (segment,) = Index.open(directory)._state.segments
    (path,) = directory.glob("*.units")
    data = path.read_bytes()
    postings = segment.postings.tobytes()
    assert data.count(postings) == 1
    path.write_bytes(data.replace(postings, b"\xee" * len(postings)))
    index = Index.open(directory)
    with pytest.raises(IndexDamaged, match="inconsistent"):
        index.containing([["بغداد"]], limit=5)


def test_a_source_that_fails_adds_nothing(
    directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build_module, "BATCH", 10)

    def units() -> Iterator[tuple[int, str]]:
        yield from enumerate(TEXTS, 41)
        raise OSError("the file went away")

    before = sorted(path.name for path in directory.iterdir())
    index = Index.open(directory)
    with pytest.raises(OSError, match="the file went away"):
        index.add(units())
    assert index.through == Index.open(directory).through == 40
    assert sorted(path.name for path in directory.iterdir()) == before


def test_a_full_disk_adds_nothing(directory: Path) -> None:
    program = (
        "import resource, signal, sys, pathlib\n"
        "from glossary.errors import StoreError\n"
        "from tmx.memory.index import Index\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "index = Index.open(pathlib.Path(sys.argv[1]))\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))\n"
        "try:\n"
        "    index.add((n, f'كلمة{n} أخرى{n}') for n in range(41, 5000))\n"
        "except StoreError as error:\n"
        "    print(error)\n"
    )
    done = run(program, directory)
    assert "the memory's index cannot be written: File too large" in done.stdout
    index = Index.open(directory)
    index.verify()
    assert index.through == 40
    assert len(list(directory.iterdir())) == 3


def run(program: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", program, *map(str, arguments)],
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


DYING = """
import os, pathlib, sys
from tmx.memory.index import Index, build, files
from tmx.memory.index import index as whole

build.BATCH = 10
whole._WAITING = 8
calls = int(sys.argv[2])


def dying(function):
    def counted(*arguments, **keywords):
        global calls
        calls -= 1
        if calls == 0:
            os._exit(9)
        return function(*arguments, **keywords)
    return counted


for name in ("fsync", "replace", "unlink"):
    setattr(os, name, dying(getattr(os, name)))
pathlib.Path.replace = dying(pathlib.Path.replace)
pathlib.Path.unlink = dying(pathlib.Path.unlink)
files.ArrayFile.append = dying(files.ArrayFile.append)
index = Index.open(pathlib.Path(sys.argv[1]))
index.add((n, f"زار الوزير رقم{n} مدينة") for n in range(41, 71))
index.remove([41])
"""


def test_death_at_any_moment_leaves_the_old_or_the_new(directory: Path) -> None:
    states = set()
    for calls in [*range(3, 140, 27), 10_000]:
        shutil.rmtree(directory)
        index = Index.open(directory)
        index.add(enumerate(TEXTS, 1))
        index.remove([3])
        done = run(DYING, directory, calls)
        assert done.returncode in {0, 9}, done.stderr
        index = Index.open(directory)
        index.verify()
        assert (index.through, index.units) in {(40, 39), (70, 69), (70, 68)}
        states.add(index.units)
        assert found(index, TEXTS[5]) == [Hit(6, 100.0)]
        more = found(index, "زار الوزير رقم55 مدينة")
        assert more == ([Hit(55, 100.0)] if index.through == 70 else [])
        index.add((n, f"بعد ذلك رقم{n}") for n in range(100, 110))
        after = found(Index.open(directory), "بعد ذلك رقم100")
        assert after == [Hit(100, 100.0)]
        named = 1 + len(index._state.segments) + bool(len(index._state.removed))
        assert len(list(directory.iterdir())) <= named + 1  # a list half written
    assert states >= {39, 68}


def test_a_reader_sees_what_is_added_when_it_asks(directory: Path) -> None:
    reader, writer = Index.open(directory), Index.open(directory)
    assert not reader.refresh()
    writer.add([(41, "نص جديد")])
    assert found(reader, "نص جديد") == []
    assert found(reader, TEXTS[7]) == [Hit(8, 100.0)]
    assert reader.refresh()
    assert found(reader, "نص جديد") == [Hit(41, 100.0)]
    writer.remove([41])
    assert reader.refresh()
    assert found(reader, "نص جديد") == []


READING = """
import pathlib, sys
from tmx.memory.index import Index
index = Index.open(pathlib.Path(sys.argv[1]))
times = 0
while index.through < 80:
    index.refresh()
    last = index.through
    text = f"زار الوزير رقم{last} مدينة بغداد أمس"
    (hit,) = index.matches(text, minimum=100, limit=5)
    assert hit.number == last, (hit, last)
    times += 1
    if times == 1:
        print("ready", flush=True)
"""


def test_readers_and_a_writer_at_once(tmp_path: Path) -> None:
    directory = tmp_path / "memory"
    index = Index.open(directory)
    index.add([(1, "زار الوزير رقم1 مدينة بغداد أمس")])
    readers = [
        subprocess.Popen(
            [sys.executable, "-c", READING, str(directory)],
            env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    for reader in readers:
        assert reader.stdout is not None
        assert reader.stdout.readline() == "ready\n"
    for n in range(2, 81):
        index.add([(n, f"زار الوزير رقم{n} مدينة بغداد أمس")])
    for reader in readers:
        _, problems = reader.communicate(timeout=60)
        assert reader.returncode == 0, problems
    assert index.units == 80


def test_the_error_is_one_of_the_store() -> None:
    assert issubclass(IndexDamaged, StoreError)
