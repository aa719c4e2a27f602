"""How much of the articles' running text the glossary knows."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

from cli import documents
from cli.web.articles import numbered
from cli.web.reading import kind_of
from glossary.errors import GlossError

if TYPE_CHECKING:
    from cli.config import Workspace
    from cli.web.known import Knowledge, Known

_ENOUGH = 400_000
"""Characters that are read, from the first article on: a page is waited for."""
KINDS = ("own", "packaged", "candidate", "doubtful", "")
"""What a word may be, the last: nothing that is known."""


class Covered(NamedTuple):
    """An article by its words."""

    number: int
    name: str
    words: int
    kinds: tuple[tuple[str, int], ...]
    """Words of each of ``KINDS``."""


@dataclass(slots=True)
class Coverage:
    """Counts the words, and keeps the count until the store changes."""

    workspace: Workspace
    knowledge: Knowledge
    _last: tuple[Known, list[Covered], int] | None = None
    _lock: Lock = field(default_factory=Lock)

    def now(self) -> tuple[list[Covered], int]:
        """Return the articles that were read, and how many were not."""
        known = self.knowledge.now()
        with self._lock:
            if self._last is None or self._last[0] is not known:
                self._last = (known, *self._counted(known))
            return self._last[1], self._last[2]

    def _counted(self, known: Known) -> tuple[list[Covered], int]:
        articles = numbered(self.workspace)
        found: list[Covered] = []
        read = left = 0
        for number, name in enumerate(articles.files, start=1):
            if read >= _ENOUGH:
                left += 1
                continue
            try:
                text = documents.read(name)
            except GlossError:
                left += 1
                continue
            text = text[: _ENOUGH - read]
            read += len(text)
            found.append(_covered(number, articles.shown(number), text, known))
        return found, left


def _covered(number: int, name: str, text: str, known: Known) -> Covered:
    kinds = Counter[str]()
    for one in known.matcher.find(text):
        items = tuple(dict.fromkeys(entry.concept for entry in one.entries))
        kinds[kind_of(items, known)] += len(text[one.start : one.end].split())
    words = len(text.split())
    kinds[""] = max(0, words - kinds.total())
    return Covered(number, name, words, tuple((kind, kinds[kind]) for kind in KINDS))
