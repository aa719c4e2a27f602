"""Several memories asked as one: the best of all their answers."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from tmx.memory.protocol import Kind, Side

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from tmx.memory.protocol import (
        Line,
        Match,
        MemoryReader,
        Query,
        Search,
        Subsegment,
    )

_ORDER = {kind: place for place, kind in enumerate(Kind)}


@dataclass(frozen=True, slots=True)
class Several:
    """Memories in order of preference; an answer's id is that of its own memory."""

    memories: tuple[MemoryReader, ...]

    def search(self, queries: Sequence[Query], how: Search) -> list[list[Match]]:
        """Return for each query the best matches of all memories.

        Equal scores: the better kind, then the memory that comes first.
        """
        answers = [one.search(queries, how) for one in self.memories]
        return [_best(found, how.limit) for found in zip(*answers, strict=True)]

    def concordance(
        self, text: str, *, side: Side = Side.BOTH, limit: int = 50
    ) -> list[Line]:
        """Return the lines of the first memory, then of the next, to the limit."""
        lines: list[Line] = []
        for one in self.memories:
            if len(lines) < limit:
                more = limit - len(lines)
                lines += one.concordance(text, side=side, limit=more)
        return lines

    def subsegments(
        self,
        text: str,
        *,
        limit: int = 5,
        stopwords: Collection[str] = frozenset(),
    ) -> list[Subsegment]:
        """Return the units with the longest runs of all memories.

        Of equal runs those of the memory that comes first.
        """
        found = chain.from_iterable(
            one.subsegments(text, limit=limit, stopwords=stopwords)
            for one in self.memories
        )
        return sorted(found, key=lambda one: (-one.content, -one.score))[:limit]


def _best(found: Sequence[Sequence[Match]], limit: int) -> list[Match]:
    ranked = sorted(
        chain.from_iterable(found), key=lambda one: (-one.score, _ORDER[one.kind])
    )
    return ranked[:limit]
