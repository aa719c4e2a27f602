"""Match keys on a server: what units are found by there, and which words they have.

Beside a SQLite file an index holds as much. The words are counted as units come, and
never less: how many units have one is an estimate, that none has it is certain.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sqlalchemy import select

from tmx.memory.keys import words
from tmx.memory.store.bulk import copy
from tmx.memory.store.schema import UNIT

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection

_PIECE = 2000
_HELD = 200_000
"""Words that are counted before their counts are written."""
_COUNTED = (
    "INSERT INTO memory_word SELECT * FROM "
    "unnest(%s::text[], %s::bigint[], %s::bigint[]) ON CONFLICT (word) DO UPDATE SET "
    "source = memory_word.source + excluded.source, "
    "target = memory_word.target + excluded.target"
)
_LONGEST_WORD = 500
"""Of a key on a server, in code points; PostgreSQL takes 2,046 bytes."""
_MOST_WORDS = 20_000
"""Of a key on a server; the words of a text must fit into a megabyte there."""


class Keys:
    """The keys of one transaction on their way in."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._source: Counter[str] = Counter()
        self._target: Counter[str] = Counter()

    def put(self, units: Iterable[tuple[int, str, str]]) -> None:
        """Write the keys of units: number, source and target."""
        copy(self._connection, "memory_key", (self._row(*unit) for unit in units))
        if len(self._source) + len(self._target) > _HELD:
            self.finish()

    def finish(self) -> None:
        """Write what is counted so far."""
        found = sorted({*self._source, *self._target})
        counts = [
            [counted[word] for word in found]
            for counted in (self._source, self._target)
        ]
        if found:
            self._connection.exec_driver_sql(_COUNTED, (found, *counts))
        self._source.clear()
        self._target.clear()

    def _row(self, unit_id: int, source: str, target: str) -> tuple[int, str, str, int]:
        left, right = _lexemes(source), _lexemes(target)
        count = len(left)
        left.insert(0, size(count))
        self._source.update(set(left))
        self._target.update(set(right))
        return unit_id, " ".join(left), " ".join(right), count


def _lexemes(text: str) -> list[str]:
    return [lexeme(word) for word in words(text)[:_MOST_WORDS]]


def size(words: int) -> str:
    """Return what stands before a source's key for its length, to be looked up too.

    No word of a key begins with ``#`` and goes on with a digit.
    """
    return f"#{words}"


def lexeme(word: str) -> str:
    """Return a word as a server's index holds it: without a space, and not too long."""
    return word[:_LONGEST_WORD].replace(" ", "_")


def rekey(connection: Connection) -> None:
    """Make the keys on a server anew; beside a file, the index does so by itself."""
    if connection.dialect.name != "postgresql":
        return
    connection.exec_driver_sql("TRUNCATE memory_key, memory_word")
    keys = Keys(connection)
    last = 0
    query = select(UNIT.c.id, UNIT.c.source, UNIT.c.target).order_by(UNIT.c.id)
    while rows := connection.execute(query.where(UNIT.c.id > last).limit(_PIECE)).all():
        keys.put((row.id, row.source, row.target) for row in rows)
        last = rows[-1].id
    keys.finish()
