"""How many units of a memory on a server have a word, and how queries name words."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from sqlalchemy import Connection

    from tmx.memory.protocol import Side

_COUNTS = (
    "SELECT '', coalesce(max(unit_id), 0) FROM memory_key UNION ALL "
    "SELECT word, {side} FROM memory_word WHERE word = ANY(%s::text[]) AND {side} > 0"
)


class Known(NamedTuple):
    """How many units there are at most, and in how many some words are."""

    units: int
    counts: dict[str, int]
    """Of the words that any unit has."""

    def share(self, word: str) -> float:
        """Return the share of units that have a word, about."""
        return min(1.0, self.counts.get(word, 0) / max(1, self.units))

    def of(self, forms: Iterable[str]) -> list[str]:
        """Return those of some words that there are."""
        return [form for form in forms if form in self.counts]


def read_known(connection: Connection, side: Side, words: Collection[str]) -> Known:
    """Return what is known of some words on a side."""
    rows = connection.exec_driver_sql(_COUNTS.format(side=side), (list(words),))
    counts: dict[str, int] = {row[0]: row[1] for row in rows}
    return Known(counts.pop(""), counts)


def quoted(word: str) -> str:
    """Return a word as a ``tsquery`` has it."""
    escaped = word.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"


def any_of(words: Iterable[str]) -> str:
    """Return what a unit meets in a ``tsquery`` that has any of some words."""
    return f"({'|'.join(map(quoted, words))})"
