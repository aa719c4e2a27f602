"""Streams under the exchange formats: gzip by name, text by byte-order mark."""

from __future__ import annotations

import codecs
import gzip
import io
from typing import TYPE_CHECKING, BinaryIO

from glossary.errors import FormatError, Where

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

# Real memories pack to a tenth; a bomb of gzip to a thousandth.
_MOST_TIMES = 300
_LARGE = 1 << 26


def unpacked(stream: BinaryIO, name: str) -> BinaryIO:
    """Return the stream, through gzip where the name says so."""
    if not name.lower().endswith(".gz"):
        return stream
    return io.BufferedReader(_Gzip(stream, name))


class _Gzip(io.RawIOBase):
    """A gzip stream whose damage or unreasonable growth is a ``FormatError``."""

    def __init__(self, stream: BinaryIO, name: str) -> None:
        self._packed = _Counted(stream)
        self._file, self._name = gzip.GzipFile(fileobj=self._packed), name
        self._size = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        try:
            data = self._file.read(len(buffer))
        except (OSError, EOFError) as error:
            problem = f"is no whole gzip file: {error}"
            raise FormatError(problem, where=Where(self._name)) from None
        self._size += len(data)
        if self._size > max(_LARGE, _MOST_TIMES * self._packed.count):
            problem = (
                f"unpacks to more than {_MOST_TIMES} times its size, as no memory "
                "does; unpack it first if it is to be trusted"
            )
            raise FormatError(problem, where=Where(self._name))
        buffer[: len(data)] = data
        return len(data)


class _Counted(io.RawIOBase):
    """A stream that knows how much of it has been read."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.count = 0

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1, /) -> bytes:
        data = self._stream.read(size)
        self.count += len(data)
        return data


def packed(pieces: Iterable[bytes], name: str) -> Iterator[bytes]:
    """Yield the pieces, through gzip where the name says so, without a date in it."""
    if not name.lower().endswith(".gz"):
        yield from pieces
        return
    buffer = io.BytesIO()
    with gzip.GzipFile("", "wb", fileobj=buffer, mtime=0) as stream:
        for piece in pieces:
            stream.write(piece)
            yield buffer.getvalue()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue()


def text_lines(
    stream: BinaryIO,
    name: str,
    on_problem: Callable[[FormatError], None] | None = None,
) -> Iterator[str]:
    """Yield the lines of a text with their ends, by byte-order mark, else as UTF-8.

    A line that cannot be decoded goes to ``on_problem`` with its byte offset, and the
    others are yielded; without it, and for the whole of a UTF-16 text, it raises.
    """
    peek = getattr(stream, "peek", None)
    head = peek(4)[:4] if peek else b""
    if head[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        try:
            yield from io.TextIOWrapper(stream, "utf-16", newline="")
        except UnicodeError as error:
            problem = f"is not UTF-16 throughout: {error}"
            raise FormatError(problem, where=Where(name)) from None
        return
    offset = 0
    for number, line in enumerate(stream, start=1):
        try:
            yield line.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError as error:
            byte = line[error.start]
            bad = FormatError(
                f"byte {offset + error.start} (0x{byte:02X}) is not UTF-8; "
                "convert the file to UTF-8",
                where=Where(name, number),
            )
            if on_problem is None:
                raise bad from None
            on_problem(bad)
            yield "\n"  # what follows keeps its line number
        offset += len(line)
