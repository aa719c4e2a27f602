"""A SQLite file with three concepts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from glossary.store import OnExisting, open_store
from tests.contract.store.samples import KEYS, candidate, change, concept

if TYPE_CHECKING:
    from pathlib import Path


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
