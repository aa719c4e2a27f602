"""SQLite files with three concepts."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest

from glossary.store import OnExisting, open_store
from tests.contract.store.samples import KEYS, candidate, change, concept

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "glossary.db"
    with open_store(str(path), create=True, **KEYS) as store:
        store.put_many(
            [concept("1"), concept("2"), concept("3")],
            change=change(),
            on_existing=OnExisting.REFUSE,
        )
        store.save_candidates([candidate("باكو")], change=change())
    return path


@pytest.fixture
def lent(file: Path) -> Iterator[Path]:
    """Copy the file to where every user of the machine can reach it."""
    with TemporaryDirectory() as directory:
        yield Path(shutil.copy(file, directory))
