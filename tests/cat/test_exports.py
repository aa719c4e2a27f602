"""The exports/ that the project ships are what ``gloss export`` writes today."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import ROOT, Gloss

FILES = {
    "gloss.tmx": ("--tmx",),
    "gloss.tbx": ("--tbx",),
    "gloss-v3.tbx": ("--tbx-version", "3", "--tbx"),
    "gloss.csv": ("--csv",),
    "gloss.txt": ("--omegat",),
    "gloss.po": ("--po",),
}


@pytest.mark.parametrize("name", FILES)
def test_fresh(gloss: Gloss, tmp_path: Path, name: str) -> None:
    gloss("export", "--all-builtin", *FILES[name], name)
    fresh = (tmp_path / name).read_bytes()
    same = fresh == (ROOT / "exports" / name).read_bytes()
    assert same, f"exports/{name} is stale; run: make exports"


def test_nothing_else_lies_there() -> None:
    here = {path.name for path in (ROOT / "exports").iterdir()}
    assert here == {*FILES, "README.md"}
