"""Files at URLs (s3://, gs://, hdfs://, https://), through fsspec if it is there."""

from __future__ import annotations

import contextlib
import io
import re
from typing import TYPE_CHECKING, Any, BinaryIO

from glossary.errors import FileError

if TYPE_CHECKING:
    from collections.abc import Iterator

_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")


def is_url(name: str) -> bool:
    """Tell URLs from paths."""
    return _URL.match(name) is not None


@contextlib.contextmanager
def open_binary(name: str) -> Iterator[BinaryIO]:
    """Open a URL for reading bytes; it can be searched where the store allows it."""
    system, path = _system(name)
    with _said(name):
        stream = system.open(path, "rb")
    with stream:
        yield io.BufferedReader(_Stream(stream, name), 1 << 20)


def read_bytes(name: str) -> bytes:
    """Return all that is at a URL."""
    with open_binary(name) as stream:
        return stream.read()


def size(name: str) -> int | None:
    """Return the bytes at a URL; ``None`` where the store does not say."""
    system, path = _system(name)
    with _said(name):
        found: int | None = system.info(path).get("size")
    return found


def expand(name: str) -> tuple[list[str], bool]:
    """Return the URLs of the files that a URL names, and whether it is a directory.

    They are those in it, or those that its wildcards match, in sorted order.
    """
    if name.lower().startswith(("http://", "https://")):
        return [name], False  # the web lists no directories, and ? begins a query
    system, path = _system(name)
    with _said(name):
        if any(char in path for char in "*?["):
            found = system.glob(path, detail=True)
            found = [one for one, about in found.items() if about["type"] == "file"]
            if not found:
                raise FileError(f"{name}: matches no file; check the spelling")
        elif system.isdir(path):
            return sorted(map(system.unstrip_protocol, system.find(path))), True
        else:
            return [name], False
    return sorted(map(system.unstrip_protocol, found)), False


def _system(name: str) -> tuple[Any, str]:
    """Return what reads a URL, and the path that it knows it by."""
    try:
        import fsspec
    except ImportError:
        raise FileError(
            f"{name}: a URL is read with fsspec, which is not installed: "
            "pip install 'glosskit[corpora]'"
        ) from None
    try:
        return fsspec.core.url_to_fs(name)  # type: ignore[no-any-return]
    except (ImportError, ValueError) as error:  # it names the package that is missing
        raise FileError(f"{name}: {error}") from None


@contextlib.contextmanager
def _said(name: str) -> Iterator[None]:
    try:
        yield
    except FileError:
        raise
    except FileNotFoundError:
        raise FileError(f"{name}: no such file; check the spelling") from None
    except Exception as error:  # noqa: BLE001 - each store has errors of its own
        said = str(error) or type(error).__name__
        raise FileError(f"{name}: cannot be read: {said}") from None


class _Stream(io.RawIOBase):
    """A stream from a store, whose failures are ``FileError``."""

    def __init__(self, stream: Any, name: str) -> None:  # noqa: ANN401 - fsspec's
        self._stream, self._name = stream, name

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return bool(self._stream.seekable())

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        with _said(self._name):
            data = self._stream.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        with _said(self._name):
            return int(self._stream.seek(offset, whence))

    def tell(self) -> int:
        return int(self._stream.tell())
