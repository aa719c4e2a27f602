"""The shelf of a cluster: what is repeated finds what it found the first time."""

from __future__ import annotations

import pickle
from pathlib import Path

import numpy as np
import pytest

from cli.engines.shared import Shared


def worker(shelf: Shared) -> Shared:
    """Return the shelf as an attempt of a worker gets it."""
    found = pickle.loads(pickle.dumps(shelf))
    assert isinstance(found, Shared)
    return found


def test_a_repeated_step_reads_what_the_step_before_left(tmp_path: Path) -> None:
    shelf = Shared(str(tmp_path))
    shelf["0.word"] = np.array([1, 2])
    shelf.begin()
    for _ in range(3):
        attempt = worker(shelf)
        attempt["0.word"] = attempt["0.word"] * 10
        assert attempt["0.word"].tolist() == [10, 20]  # it sees what it wrote
    assert shelf["0.word"].tolist() == [10, 20]
    shelf.begin()
    later = worker(shelf)
    assert later["0.word"].tolist() == [10, 20]
    shelf["0.word"] = np.array([7])  # the driver, while a step goes on
    assert shelf["0.word"].tolist() == [7]
    assert later["0.word"].tolist() == [10, 20]


def test_large_arrays_are_mapped_and_missing_ones_told(tmp_path: Path) -> None:
    shelf = Shared(str(tmp_path))
    shelf["large"] = np.arange(100_000)
    assert shelf["large"].base is not None
    assert shelf["large"][99_999] == 99_999
    with pytest.raises(KeyError, match="none"):
        shelf["none"]


def test_a_result_is_read_once(tmp_path: Path) -> None:
    shelf = Shared(str(tmp_path))
    shelf.begin()
    worker(shelf).keep_result(3, ("found", [1]))
    assert shelf.result(3) == ("found", [1])
    assert list(tmp_path.iterdir()) == []
