"""The text of a memory as a window that moves: what has been read is forgotten."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.errors import FormatError, Where
from glossary.xmlsource import MOST_FLAWS, UNREAD

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterator

    from glossary.xmlsource import XmlSource

LONGEST = 10_000_000
"""How many characters of one unit, tag or comment are held at most."""


class Window:
    """Characters from ``position`` on, with their lines; tells flaws as they come."""

    def __init__(
        self,
        source: XmlSource,
        *,
        name: str,
        on_problem: Callable[[FormatError], None] | None,
    ) -> None:
        self.text = ""
        self.position = 0
        self.at_end = False
        self.stopped = False
        """Whether the rest was given up, so that its end tells nothing."""
        self.has_unread = False
        """Whether bytes were met that could not be decoded."""
        self._name = name
        self._on_problem = on_problem
        self._source = source
        self._pieces = source.texts()
        self._line = 1
        self._counted = 0
        self._told = 0
        self._problems = 0
        self._fresh = 0
        # Where a mark was looked for in vain, as an offset from the file's start.
        self._dropped = 0
        self._absent: dict[str, int] = {}

    def pieces(self) -> Iterator[bytes]:
        """Yield what is still to come for another parser, and keep it here too."""
        while self.more():
            yield self.text[self._fresh :].encode("utf-8", "replace")

    def more(self) -> bool:
        """Read on, as much again as is held; return whether there was more."""
        held = len(self.text) - self.position
        if self.at_end or held > LONGEST:
            return False
        fresh: list[str] = []
        size = 0
        try:
            while size <= held and (piece := next(self._pieces, None)) is not None:
                fresh.append(piece)
                size += len(piece)
        except FormatError as error:
            if not self.text:  # nothing at all can be read
                raise
            self.stop()
            self.report(error)
        if not size:
            self.at_end = True
            return False
        self._drop()
        self._fresh = len(self.text)
        self.text += "".join(fresh)
        for flaw in self._source.flaws[self._told :]:
            if flaw.lossy:
                self.has_unread |= flaw.rule == "encoding"
                self.problem(flaw.message, flaw.line)
        self._told = len(self._source.flaws)
        return True

    def _drop(self) -> None:
        self.line(self.position)
        self._dropped += self.position
        self.text = self.text[self.position :]
        self.position = self._counted = 0

    def line(self, position: int) -> int:
        """Return the line of a position; ask in the text's order."""
        if position < self._counted:
            return self._line - self.text.count("\n", position, self._counted)
        self._line += self.text.count("\n", self._counted, position)
        self._counted = position
        return self._line

    def find(self, mark: str, start: int) -> int:
        """Return where a mark is from ``start`` on, -1 where it is not held.

        A search in vain is remembered, so that asking again costs nothing.
        """
        known = self._absent.get(mark, 0) - self._dropped
        found = self.text.find(mark, max(start, known))
        if found < 0:
            self._absent[mark] = self._dropped + len(self.text) - len(mark) + 1
        return found

    def skip_past(self, mark: str) -> bool:
        """Move behind the next mark, however far; return whether there is one."""
        while (found := self.text.find(mark, self.position)) < 0:
            self.position = max(self.position, len(self.text) - len(mark) + 1)
            if not self.more():
                self.position = len(self.text)
                return False
        self.position = found + len(mark)
        return True

    def skip_to(self, start: re.Pattern[str]) -> None:
        """Move to the next match, or to the end; a match has at most 99 characters."""
        while not (found := start.search(self.text, self.position)):
            self.position = max(self.position, len(self.text) - 99)
            if not self.more():
                self.position = len(self.text)
                return
        self.position = found.start()

    def problem(self, message: str, line: int | None) -> None:
        """Report a problem; after very many, say so and end the reading."""
        self._problems += 1
        message = UNREAD.sub("\ufffd", message)
        if self._problems > 2 * MOST_FLAWS:
            message = f"more than {2 * MOST_FLAWS} problems: the rest is not read"
            self.stop()
            self.text, self.position, self._counted = "", 0, 0
        if self._problems <= 2 * MOST_FLAWS + 1:
            self.report(FormatError(message, where=Where(self._name, line)))

    def stop(self) -> None:
        """Read no more of the file; what is held may still be read."""
        self.at_end = self.stopped = True

    def report(self, error: FormatError) -> None:
        """Hand an error on, or raise it where nobody collects them."""
        if self._on_problem is None:
            raise error
        self._on_problem(error)
