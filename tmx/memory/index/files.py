"""Named arrays in one file that is mapped, not read; and the list of such files.

A file is written once, under a name that was never used, and is never changed. Its
head says what it should hold; a file of another size, version or head is refused at
opening, and ``verify`` compares every byte with its checksum.
"""

from __future__ import annotations

import json
import mmap
import os
import zlib
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from glossary.errors import StoreError

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import DTypeLike, NDArray

VERSION = 5
"""Of the layout of files and list; another one is ``IndexDamaged``: build it again."""
_MAGIC = b"glossidx"
_HEAD = 4096
_ALIGNED = 64
_CHUNK = 1 << 22

Arrays = dict[str, "NDArray[Any]"]


class IndexDamaged(StoreError):  # noqa: N818 - says what it is, as the others do
    """The index's files are damaged, cut short or of another version: build it anew."""

    def __init__(self, path: Path, problem: str) -> None:
        self.path = path
        super().__init__(f"{path}: {problem}; the index must be built again")


class Mapped(NamedTuple):
    """A file of arrays, mapped."""

    path: Path
    arrays: Arrays
    facts: dict[str, int]
    checksums: dict[str, int]
    memory: mmap.mmap

    def release(self) -> None:
        """Give back the memory of what was read; it is read again when asked for."""
        if hasattr(mmap, "MADV_DONTNEED"):
            self.memory.madvise(mmap.MADV_DONTNEED)

    def verify(self) -> None:
        """Compare every array with its checksum."""
        for name, array in self.arrays.items():
            found = 0
            flat = array.view(np.uint8)
            for start in range(0, len(flat), _CHUNK):
                found = zlib.crc32(flat[start : start + _CHUNK].data, found)
            if found != self.checksums[name]:
                raise IndexDamaged(self.path, f"{name} does not match its checksum")


class ArrayFile:
    """Writes arrays one after another, each in pieces; ``finish`` makes it durable."""

    def __init__(self, path: Path) -> None:
        self._stream = path.open("xb")
        self._stream.write(bytes(_HEAD))
        self._arrays: dict[str, list[Any]] = {}
        self._name = ""

    def begin(self, name: str, dtype: DTypeLike) -> None:
        """Begin the next array."""
        self._stream.write(bytes(-self._stream.tell() % _ALIGNED))
        self._name = name
        self._arrays[name] = [np.dtype(dtype).str, 0, self._stream.tell(), 0]

    def append(self, piece: NDArray[Any]) -> None:
        """Write more of the array that was begun last."""
        entry = self._arrays[self._name]
        data = np.ascontiguousarray(piece, dtype=entry[0])
        self._stream.write(data.data)
        entry[1] += len(data)
        entry[3] = zlib.crc32(data.data, entry[3])

    def whole(self, name: str, array: NDArray[Any], dtype: DTypeLike) -> None:
        """Write an array at once."""
        self.begin(name, dtype)
        self.append(array)

    def finish(self, facts: dict[str, int]) -> None:
        """Write the head and wait until everything is on the disk."""
        head = json.dumps(
            {"arrays": self._arrays, "facts": facts, "size": self._stream.tell()}
        ).encode()
        self._stream.seek(0)
        self._stream.write(_sealed(head))
        self._stream.flush()
        os.fsync(self._stream.fileno())
        self._stream.close()

    def close(self) -> None:
        """Give up a file that was not finished."""
        self._stream.close()


def _sealed(head: bytes) -> bytes:
    """Return a head behind its magic, version, length and checksum."""
    numbers = np.array([VERSION, len(head), zlib.crc32(head)], dtype="<u4")
    return _MAGIC + numbers.tobytes() + head


def map_arrays(path: Path) -> Mapped:
    """Map a file of arrays; only its head is read."""
    with path.open("rb") as stream:
        head = _head(path, stream.read(_HEAD))
        size = os.fstat(stream.fileno()).st_size
        if size != head["size"]:
            raise IndexDamaged(path, f"it has {size} bytes, not {head['size']}")
        mapped = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
    arrays = {
        name: np.ndarray((count,), dtype=dtype, buffer=mapped, offset=offset)
        for name, (dtype, count, offset, _) in head["arrays"].items()
    }
    checksums = {name: entry[3] for name, entry in head["arrays"].items()}
    return Mapped(path, arrays, head["facts"], checksums, mapped)


def _head(path: Path, data: bytes) -> dict[str, Any]:
    """Return the head that a file begins with."""
    start = len(_MAGIC) + 12
    if len(data) < _HEAD or not data.startswith(_MAGIC):
        raise IndexDamaged(path, "it is not a file of the index")
    version, length, checksum = np.frombuffer(data, "<u4", 3, len(_MAGIC)).tolist()
    if version != VERSION:
        raise IndexDamaged(path, f"it has version {version}, not {VERSION}")
    head = data[start : start + length]
    if zlib.crc32(head) != checksum or any(data[start + length :]):
        raise IndexDamaged(path, "its head does not match its checksum")
    found: dict[str, Any] = json.loads(head)
    return found


def write_list(path: Path, content: dict[str, Any]) -> None:
    """Put a small JSON file in place of the old one: the old or the new, never half.

    Which of them, after a power cut, only ``sync_directory`` decides.
    """
    body = json.dumps({"version": VERSION, **content}).encode()
    fresh = path.with_name(f"{path.name}.new")
    with fresh.open("wb") as stream:
        stream.write(b"%08x\n%s\n" % (zlib.crc32(body), body))
        stream.flush()
        os.fsync(stream.fileno())
    fresh.replace(path)


def read_list(path: Path) -> dict[str, Any]:
    """Read what ``write_list`` wrote."""
    checksum, _, body = path.read_bytes().partition(b"\n")
    if not body.endswith(b"\n") or checksum != b"%08x" % zlib.crc32(body[:-1]):
        raise IndexDamaged(path, "it does not match its checksum")
    found: dict[str, Any] = json.loads(body)
    if found["version"] != VERSION:
        raise IndexDamaged(path, f"it has version {found['version']}, not {VERSION}")
    return found


def sync_directory(directory: Path) -> None:
    """Make the names in a directory durable, where the system can."""
    if os.name == "nt":
        return
    handle = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
