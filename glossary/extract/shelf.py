"""Where extraction keeps the arrays of its shards, and who works on them.

Texts that fit in memory are worked on here and now. For larger ones the shell gives a
directory for the arrays and processes for the work; what comes out is the same.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from numpy.typing import NDArray

_SMALL = 1 << 16
"""Bytes of a file that it is not worth while to map."""
Item = TypeVar("Item")
Result = TypeVar("Result")


class Shelf(Protocol):
    """Arrays by name; a ``dict`` is one."""

    def __getitem__(self, name: str, /) -> NDArray[Any]: ...

    def __setitem__(self, name: str, array: NDArray[Any], /) -> None: ...


class Disk:
    """Arrays as files in a directory, which its maker takes away at the end."""

    def __init__(self, directory: str) -> None:
        self._directory = Path(directory)

    def __getitem__(self, name: str) -> NDArray[Any]:
        path = self._path(name)
        if path.stat().st_size < _SMALL:
            small: NDArray[Any] = np.load(path, allow_pickle=False)
            return small
        # Mapped, so that what one asks of a table of all shards is all that is read.
        return np.asarray(np.load(path, mmap_mode="r", allow_pickle=False))

    def __setitem__(self, name: str, array: NDArray[Any]) -> None:
        np.save(self._path(name), array, allow_pickle=False)

    def _path(self, name: str) -> Path:
        return self._directory / f"{name}.npy"


class Workers(Protocol):
    """Whoever applies a step to shards."""

    def map(
        self, step: Callable[[Item], Result], items: Iterable[Item]
    ) -> Iterator[Result]:
        """Yield the result of each item, in the order of the items."""
        ...


class Here:
    """This process."""

    def map(
        self, step: Callable[[Item], Result], items: Iterable[Item]
    ) -> Iterator[Result]:
        """Yield the result of each item, in the order of the items."""
        return map(step, items)
