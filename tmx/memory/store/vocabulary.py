"""What a server's statistics say of a memory's words, and how queries name them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from tmx.memory.protocol import Side

# What ANALYZE knows of the words: the most common ones with their frequencies.
_COMMON = (
    "SELECT c.reltuples, s.most_common_elems::text::text[], s.most_common_elem_freqs "
    "FROM pg_class c LEFT JOIN pg_stats s ON s.tablename = %s "
    "AND s.schemaname = current_schema() WHERE c.oid = 'memory_key'::regclass"
)


class Known(NamedTuple):
    """What the server's statistics say of the words on a side."""

    units: float
    shares: dict[str, float]
    """Of units that have a word, for words that many have."""

    def share(self, word: str) -> float:
        """Return the share of units that have a word, as far as it is known."""
        return self.shares.get(word, self.least)

    @property
    def least(self) -> float:
        """Return what a word is taken to have that is not among the common ones."""
        return min(self.shares.values(), default=0.004) / 4


def read_known(connection: Connection, side: Side) -> Known:
    """Return what the last ANALYZE found out."""
    row = connection.exec_driver_sql(_COMMON, (f"memory_key_{side}",)).one()
    shares = dict(zip(row[1] or (), row[2] or (), strict=False))
    return Known(max(row[0], 1.0), shares)


def quoted(word: str) -> str:
    """Return a word as a ``tsquery`` has it."""
    escaped = word.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"
