"""Every memory that the contract holds for, each test in a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.contract.store.conftest import url
from tmx.memory.store import open_memory

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tmx.memory.protocol import MemoryStore

__all__ = ["url"]


@pytest.fixture
def memory(url: str) -> Iterator[MemoryStore]:
    with open_memory(url, create=True) as opened:
        yield opened
