"""Files in shards: together they hold what the files hold, in order."""

from __future__ import annotations

import gzip
import io
import json
import pickle
from pathlib import Path
from typing import Any

import pytest

from cli import extraction
from cli.documents.rows import Fields
from cli.engines.division import Division, problems
from glossary.errors import GlossError

TEXT = "زار الوفد باكو. وعاد الوفد من باكو.\n"


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    """Return files of every kind, some of them bad in part."""
    lines = [json.dumps({"id": f"r{number}", "text": TEXT}) for number in range(40)]
    lines[7] = "{"
    lines[20] = json.dumps({"text": "English"})
    (tmp_path / "0.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "1.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (tmp_path / "2.txt").write_text(TEXT * 50, encoding="utf-8")
    packed = "\n".join(lines).replace('"r', '"s')
    (tmp_path / "3.jsonl.gz").write_bytes(gzip.compress(packed.encode()))
    (tmp_path / "4.txt").write_bytes(b"\xff\xff\xff")
    (tmp_path / "5.txt").write_text(TEXT, encoding="utf-8")
    return [*sorted(map(str, tmp_path.iterdir())), f"{tmp_path}/none.txt"]


@pytest.mark.parametrize("size", [10, 300, 5_000, 10_000_000])
def test_shards_hold_what_the_files_hold(files: list[str], size: int) -> None:
    shelf: dict[str, Any] = {}
    shards = list(Division(fields=Fields(), root="/", size=size).shards(files, shelf))
    found, bad = [], []
    for number, shard in enumerate(shards):
        found += list(shard)
        bad += list(map(str, problems(shelf, number)))
    said: list[GlossError] = []
    whole = list(extraction.streamed(files, said, strict=False))
    text: dict[str, str] = {}
    for name, part, offset in found:
        assert offset == len(text.get(name, ""))
        text[name] = text.get(name, "") + part
    assert list(text.items()) == [(one.name, one.text) for one in whole]
    assert bad == list(map(str, said))
    assert len(shards) == 1 or size < 10_000_000


def test_strict_raises_where_it_is_read(files: list[str]) -> None:
    shelf: dict[str, Any] = {}
    (first, *_) = Division(fields=Fields(), root="/", size=10_000, strict=True).shards(
        files, shelf
    )
    with pytest.raises(GlossError, match=r"1\.jsonl:8: is no JSON"):
        list(first)


def test_standard_input_is_read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    stdin = io.TextIOWrapper(io.BytesIO(TEXT.encode()))
    monkeypatch.setattr("sys.stdin", stdin)
    shelf: dict[str, Any] = {}
    (shard,) = Division(fields=Fields(), root="/", size=1000).shards(["-"], shelf)
    assert [(one.name, one.text) for one in shard] == [("-", TEXT)]


def test_a_shard_names_its_files(files: list[str]) -> None:
    shards = list(Division(fields=Fields(), root="/", size=1000).shards(files, {}))
    first = str(shards[0])
    assert first.startswith(f"shard 0, {files[0]} to {files[1]}, from row ")


def test_a_fault_names_the_file(
    files: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise MemoryError("no room")

    (shard, *_) = Division(fields=Fields(), root="/", size=1000).shards(files, {})
    monkeypatch.setattr("cli.documents.corpora.read", broken)
    with pytest.raises(MemoryError) as caught:
        list(pickle.loads(pickle.dumps(shard)))
    assert caught.value.__notes__ == [f"in {files[0]}"]


def test_an_executor_may_start_anywhere(
    files: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = str(Path(files[0]).parent)
    (shard,) = Division(fields=Fields(), size=1000, root=root).shards(["0.txt"], {})
    monkeypatch.chdir("/")
    assert [(one.name, one.text) for one in shard] == [("0.txt", TEXT)]
    assert Path.cwd() == Path("/")
    division = Division(fields=Fields(), size=1000, root="/none")
    (shard,) = division.shards(["0.txt"], {})
    message = "^0.txt: the executor has no directory /none, or may not enter it$"
    with pytest.raises(GlossError, match=message):
        list(shard)
