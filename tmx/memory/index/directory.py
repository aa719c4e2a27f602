"""The directory of an index: which of its files count, and how that changes.

A small file, the list, names them. It is replaced in one step after everything that it
names is on the disk; files that no list names are deleted. The list itself holds the
few units that were added last, until they are worth a file.
"""

from __future__ import annotations

from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, ClassVar, NamedTuple

import numpy as np

from glossary.errors import StoreError
from tmx.memory.index.build import batches
from tmx.memory.index.files import (
    ArrayFile,
    IndexDamaged,
    map_arrays,
    read_list,
    sync_directory,
    write_list,
)
from tmx.memory.index.segment import Segment
from tmx.memory.keys import KEY_VERSION

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

_UNITS = ".units"
_REMOVED = ".removed"
_ATTEMPTS = 50
"""A file that a list names is missing only when there is a newer list."""


Waiting = tuple[tuple[int, str], ...]
"""Units, number and text, ascending."""


class State(NamedTuple):
    """What a list says, with its files mapped."""

    segments: tuple[Segment, ...]
    """The oldest, with the lowest numbers, first."""
    removed: NDArray[np.int64]
    """Units that the segments' files hold and that count no more; ascending."""
    waiting: Waiting
    """The units that the list holds. They are the last segment, which has no file."""
    through: int
    stamp: tuple[int, int, int]


class Directory:
    """The files of an index."""

    nothing: ClassVar[NDArray[np.int64]] = np.zeros(0, np.int64)

    def __init__(self, path: Path) -> None:
        self.path = path
        self._list = path / "index"

    def exists(self) -> bool:
        """Tell whether there is an index."""
        return self._list.exists()

    def stamp(self) -> tuple[int, int, int]:
        """Return what changes whenever the list is replaced."""
        try:
            found = self._list.stat()
        except FileNotFoundError as error:
            raise IndexDamaged(self._list, "it is missing") from error
        return found.st_ino, found.st_mtime_ns, found.st_size

    def read(self, *, whole: bool = False) -> State:
        """Read the list and map its files; ``whole`` compares them with checksums."""
        for _ in range(_ATTEMPTS):
            try:
                return self._state(whole=whole)
            except FileNotFoundError as error:
                missing = error
        raise IndexDamaged(self.path, f"{missing.filename} is missing") from missing

    def save(self, write: Callable[[ArrayFile], None]) -> Segment:
        """Write a segment's file, which no list names yet, and map it."""
        return Segment.of_file(map_arrays(self._write(write, _UNITS)))

    def publish(
        self,
        segments: Sequence[Segment],
        removed: NDArray[np.int64],
        waiting: Waiting,
        through: int,
    ) -> None:
        """Make these segments, saved before, and units the index."""
        with self._written():
            self.path.mkdir(parents=True, exist_ok=True)
        names = [segment.file.path.name for segment in segments if segment.file]
        gone = None
        if len(removed):
            gone = self._write(lambda out: _write_removed(removed, out), _REMOVED).name
        content = {
            "keys": KEY_VERSION,
            "segments": names,
            "removed": gone,
            "waiting": waiting,
            "through": through,
            "last": self._last(),
        }
        with self._written():
            sync_directory(self.path)
            write_list(self._list, content)
            sync_directory(self.path)

    def wait(self, waiting: Waiting, through: int) -> None:
        """Have the list hold these units; the files stay what they are.

        As the old list is as good, nothing waits until the new one has its name.
        """
        content = read_list(self._list)
        with self._written():
            write_list(self._list, {**content, "waiting": waiting, "through": through})

    @contextmanager
    def swept(self) -> Iterator[None]:
        """Delete what the list does not name before and after, come what may."""
        self.sweep()
        try:
            yield
        finally:
            self.sweep()

    def sweep(self) -> None:
        """Delete the files that the list does not name: old and broken-off ones."""
        content = read_list(self._list)
        named = {*content["segments"], content["removed"]}
        for path in self._files():
            if path.name not in named:
                with suppress(OSError):  # a system may hold on to mapped files
                    path.unlink()

    def _state(self, *, whole: bool) -> State:
        stamp = self.stamp()
        content = read_list(self._list)
        if content["keys"] != KEY_VERSION:
            raise IndexDamaged(
                self._list,
                f"its keys have version {content['keys']}, not {KEY_VERSION}",
            )
        files = [map_arrays(self.path / name) for name in content["segments"]]
        segments = tuple(map(Segment.of_file, files))
        removed = self.nothing
        if content["removed"]:
            file = map_arrays(self.path / content["removed"])
            removed = file.arrays["removed"]
            files.append(file)
        if whole:
            for file in files:
                file.verify()
        waiting = tuple((number, text) for number, text in content["waiting"])
        last = (batch for batch in batches(waiting, 0) if batch.units)
        return State((*segments, *last), removed, waiting, content["through"], stamp)

    def _write(self, write: Callable[[ArrayFile], None], suffix: str) -> Path:
        path = self.path / f"{self._last() + 1:08x}{suffix}"
        with self._written():
            out = ArrayFile(path)
            try:
                write(out)
            finally:
                out.close()
        return path

    def _last(self) -> int:
        """Return the highest number that a file had, so that none has it twice."""
        last = 0
        with suppress(FileNotFoundError, IndexDamaged):
            last = int(read_list(self._list)["last"])
        return max([last, *(int(path.stem, 16) for path in self._files())])

    def _files(self) -> list[Path]:
        """Return the files that are there, named by a list or not."""
        found = [*self.path.glob(f"*{_UNITS}"), *self.path.glob(f"*{_REMOVED}")]
        return [path for path in found if _numbered(path.stem)]

    @contextmanager
    def _written(self) -> Iterator[None]:
        """Report as the store's error that the index cannot be written."""
        try:
            yield
        except OSError as error:
            raise StoreError(
                f"{self.path}: the memory's index cannot be written: {error.strerror}"
            ) from error


def _numbered(stem: str) -> bool:
    """Tell whether a file's name is one of ours."""
    return len(stem) == 8 and not set(stem) - set("0123456789abcdef")  # noqa: PLR2004


def _write_removed(removed: NDArray[np.int64], out: ArrayFile) -> None:
    out.whole("removed", removed, np.int64)
    out.finish({})
