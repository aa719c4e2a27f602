"""Where to go on in a broken document: the last bytes that a parser was given."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_SIZE = 1 << 17


class Window:
    """The last bytes given to the parser, to find the entry after a break in."""

    def __init__(self, entry: str) -> None:
        self._start = re.compile(rb"<" + re.escape(entry).encode() + rb"[\s/>]")
        self._end = f"</{entry}>".encode()
        self._bytes = b""
        self._closed = 0
        self.done = 0
        self.tags = 0
        """How many there are since the last element that was passed."""
        self.line = 1
        self.overrun = False
        """Whether the error was found so late that its place had been forgotten."""

    def add(self, chunk: bytes) -> None:
        """Remember what the parser is given, and forget what is long past."""
        self._bytes += chunk
        self.tags += chunk.count(b"<")
        if len(self._bytes) > 2 * _SIZE:
            cut = self._bytes.rfind(b">", 0, len(self._bytes) - _SIZE) + 1
            self._closed += self._bytes.count(self._end, 0, cut)
            self._drop(cut)

    def passed(self, *, is_entry: bool) -> None:
        """Count an element that the parser has completed."""
        self.done += is_entry
        self.tags = 0

    @property
    def last_line(self) -> int:
        """The line of the last byte given to the parser."""
        return self.line + self._bytes.count(b"\n")

    def clear(self) -> None:
        """Forget the bytes: the caller will add them again."""
        self._bytes = b""
        self.tags = 0

    def resume(self, line: int, more: Callable[[], bytes | None]) -> bytes | None:
        """Return the bytes from the next entry on; ``line`` becomes theirs.

        Entries that were read are told by their end tags, the broken one by the error's
        line.
        """
        self.overrun = line < self.line
        position = 0
        for _ in range(self.done - self._closed):
            found = self._bytes.find(self._end, position)
            if found < 0:
                return None
            position = found + len(self._end)
        broken = self._start.search(self._bytes, position)
        if broken and self.line + self._bytes.count(b"\n", 0, broken.start()) <= line:
            position = broken.end()
        self._drop(max(position, self._offset(line)))
        while not (found_start := self._start.search(self._bytes)):
            chunk = more()
            if not chunk:
                return None
            # A start tag's name may be cut in two by the pieces' edge.
            self._drop(max(0, len(self._bytes) - 64))
            self._bytes += chunk
        self._drop(found_start.start())
        self._closed = self.done
        return self._bytes

    def _offset(self, line: int) -> int:
        before = self._bytes.split(b"\n", max(0, line - self.line))
        return sum(len(one) + 1 for one in before[:-1])

    def _drop(self, cut: int) -> None:
        self.line += self._bytes.count(b"\n", 0, cut)
        self._bytes = self._bytes[cut:]
