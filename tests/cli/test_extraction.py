"""Where and by whom ``gloss extract`` works."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from cli import extraction
from cli.config import Config
from cli.documents.rows import Fields
from cli.engines import Work, processes
from glossary.errors import GlossError
from glossary.extract.shelf import Disk, Here

GLOSS = Path(sys.executable).with_name("gloss")
STORY = "زار سامي الحداد الكنيست في باكو. وعاد الحداد من باكو إلى الكنيست.\n"


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in range(6):
        (folder / f"{number}.txt").write_text(STORY * (number + 1), "utf-8")
    return folder


def run(*arguments: str | Path) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [GLOSS, "extract", *arguments, "--format", "jsonl"],
        capture_output=True,
        check=False,
    )


def test_processes_and_memory_do_not_show(articles: Path) -> None:
    plain = run(articles)
    assert plain.returncode == 0
    assert plain.stdout.count(b"\n") >= 3
    for options in (("--jobs", "2"), ("--memory", "1"), ("--jobs", "1")):
        other = run(articles, *options)
        assert (other.returncode, other.stdout) == (0, plain.stdout), options


@pytest.mark.parametrize("option", ["--jobs", "--memory"])
def test_none_is_too_few(articles: Path, option: str) -> None:
    assert run(articles, option, "0").returncode == 2


def test_small_texts_start_no_process(articles: Path) -> None:
    names = extraction.named([str(articles)])
    assert extraction.processes(extraction.size_of(names), None) == 1
    with extraction.workbench(extraction.size_of(names), None) as bench:
        assert isinstance(bench.shelf, dict)
        assert isinstance(bench.workers, Here)


def test_large_texts_are_put_on_disk(
    articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(extraction, "LARGE", 100)
    monkeypatch.setattr(extraction, "SHARED", 100)
    monkeypatch.setattr(extraction, "_cores", lambda: 2)
    names = extraction.named([str(articles)])
    assert extraction.processes(extraction.size_of(names), None) == 2
    assert extraction.processes(extraction.size_of(names), 1) == 1
    sizes = []
    for memory in (None, 60):
        with extraction.workbench(extraction.size_of(names), memory) as bench:
            assert isinstance(bench.shelf, Disk)
            assert isinstance(bench.workers, Here)
            sizes.append(bench.size)
    assert sizes[1] < sizes[0]


def test_processes_read_the_files_themselves(articles: Path) -> None:
    names = extraction.named([str(articles)])
    work = Work(fields=Fields(), jobs=2)
    found: list[GlossError] = []
    with extraction.at_work(names, work, Config(), found, strict=False) as made:
        texts, bench = made
        assert texts == ()
        assert isinstance(bench.workers, processes.Processes)
        assert bench.shards is not None
        (shard,) = bench.shards
        assert [one.name for one in shard] == names


def test_unreadable_texts_are_said_and_the_others_used(articles: Path) -> None:
    (articles / "broken.txt").write_bytes(b"\xff\xfe\xff")
    (articles / "latin.txt").write_text("no Arabic", "utf-8")
    for options in ((), ("--jobs", "2")):
        found = run(articles, *options)
        assert found.returncode == 2
        assert found.stdout.count(b"\n") >= 3
        assert b"latin.txt: holds no Arabic text" in found.stderr
        assert b"broken.txt" in found.stderr
    for options in ((), ("--jobs", "2")):
        found = run(articles, "--strict", *options)
        assert (found.returncode, found.stdout) == (2, b"")
        assert found.stderr.count(b"broken.txt") == 1


def test_no_text_at_all_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("no Arabic", "utf-8")
    for options in ((), ("--jobs", "2")):
        found = run(tmp_path, *options)
        assert (found.returncode, found.stdout) == (2, b"")
        assert found.stderr.count(b"holds no Arabic text") == 1
