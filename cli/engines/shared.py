"""Arrays in a directory that the machines of a cluster share."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

_MAPPED = 1 << 16
"""Bytes of a file from which on it is mapped."""


class Shared:
    """Arrays and results of steps, as files in a directory that every worker sees.

    A cluster repeats work whose worker was lost. What is repeated must find what the
    steps before it left, and not what it wrote itself: so each step writes files of its
    own, which appear whole, and a worker reads those of earlier steps. Files are never
    asked for before they can be there: network file systems remember what was missing.
    """

    def __init__(self, directory: str) -> None:
        self._directory = Path(directory)
        self._step = 0
        self._readable = 0
        self._own: set[str] = set()

    def __getstate__(self) -> tuple[Path, int]:
        return self._directory, self._step

    def __setstate__(self, state: tuple[Path, int]) -> None:
        """Become what one attempt of a worker sees."""
        self._directory, self._step = state
        self._readable = self._step - 1
        self._own = set()

    def begin(self) -> None:
        """Begin a step: what workers write from now on, others read after it."""
        self._step += 1
        self._readable = self._step

    def __getitem__(self, name: str) -> NDArray[Any]:
        last = self._step if name in self._own else self._readable
        for step in range(last, -1, -1):
            path = self._path(name, step)
            try:
                large = path.stat().st_size >= _MAPPED
            except FileNotFoundError:
                continue
            found: NDArray[Any] = np.load(
                path, mmap_mode="r" if large else None, allow_pickle=False
            )
            return np.asarray(found)
        raise KeyError(name)

    def __setitem__(self, name: str, array: NDArray[Any]) -> None:
        temporary = self._directory / f".{uuid4().hex}.npy"
        np.save(temporary, array, allow_pickle=False)
        temporary.replace(self._path(name, self._step))
        self._own.add(name)

    def _path(self, name: str, step: int) -> Path:
        return self._directory / f"{name}.{step}.npy"

    def keep_result(self, number: int, result: object) -> None:
        """Keep what a step returns for an item."""
        temporary = self._directory / f".{uuid4().hex}.result"
        with temporary.open("wb") as stream:
            pickle.dump(result, stream, pickle.HIGHEST_PROTOCOL)
        temporary.replace(self._result(number))

    def result(self, number: int) -> Any:  # noqa: ANN401 - whatever a step returns
        """Return what the step returned for an item, which is then forgotten."""
        path = self._result(number)
        with path.open("rb") as stream:
            found = pickle.load(stream)  # noqa: S301 - in our own directory, mode 0700
        path.unlink()
        return found

    def _result(self, number: int) -> Path:
        return self._directory / f"{number}.{self._step}.result"
