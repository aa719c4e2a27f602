"""Units on PostgreSQL that hold words, the newest ones: found by words or gone through.

Which is cheaper depends on how many units hold the words. How many hold one word, the
vocabulary says; how many hold several together nobody knows, as words come in phrases.
So the newest units are gone through first, and tell it for the others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tmx.memory.store.schema import lexemes
from tmx.memory.store.vocabulary import any_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from tmx.memory.protocol import Side
    from tmx.memory.store.vocabulary import Known

    Rows = Sequence[tuple[int, str]]
    """Units and their keys."""

_FEW = 3000
"""Units that are fetched without a look at the newest."""
_WINDOW = 10_000
"""Units that are gone through first."""
_DEAR = 3
"""A unit that is fetched costs as much as so many that are gone through."""
_NEWEST = (
    "SELECT unit_id, {column} FROM memory_key WHERE {holds} AND unit_id > %s "
    "ORDER BY unit_id DESC LIMIT %s"
)
# Found by their words first, and put in order then: not the other way round.
_ALL = (
    "WITH found AS MATERIALIZED (SELECT unit_id FROM memory_key WHERE {holds}) "
    "SELECT unit_id, {column} FROM memory_key WHERE unit_id IN "
    "(SELECT unit_id FROM found ORDER BY unit_id DESC LIMIT %s) ORDER BY unit_id DESC"
)
_ESCAPED = str.maketrans({sign: f"\\{sign}" for sign in "\\%_"})


def holding(
    connection: Connection,
    side: Side,
    wanted: Sequence[frozenset[str]],
    known: Known,
    limit: int,
) -> Rows:
    """Return the newest units that hold a form of each word, in order."""
    there = [known.of(forms) for forms in wanted]
    if not all(there):
        return []
    if min(sum(map(known.counts.__getitem__, forms)) for forms in there) > _FEW:
        last = connection.exec_driver_sql("SELECT max(unit_id) FROM memory_key")
        oldest = (last.scalar() or 0) - _WINDOW
        found = _newest(connection, side, wanted, oldest, limit)
        share = len(found) / _WINDOW
        if len(found) == limit or oldest <= 0:
            return found
        if share * share * known.units * _DEAR > limit:
            return _newest(connection, side, wanted, 0, limit)
    return _all(connection, side, there, limit)


def _newest(
    connection: Connection,
    side: Side,
    wanted: Sequence[frozenset[str]],
    oldest: int,
    limit: int,
) -> Rows:
    """Go through the units, the newest first, down to above the oldest."""
    column = f"{side}_key"
    # All forms end with the shortest one: to look for that first is quick.
    like, among = f"{column} LIKE %s", f"string_to_array({column}, ' ') && %s"
    endings = (min(forms, key=len).translate(_ESCAPED) for forms in wanted)
    holds = " AND ".join([like] * len(wanted) + [among] * len(wanted))
    statement = _NEWEST.format(column=column, holds=holds)
    patterns = (f"%{ending}%" for ending in endings)
    values = (*patterns, *map(list, wanted), oldest, limit)
    return [(row[0], row[1]) for row in connection.exec_driver_sql(statement, values)]


def _all(
    connection: Connection, side: Side, wanted: Sequence[Sequence[str]], limit: int
) -> Rows:
    """Find all units by their words, and return the newest."""
    column = f"{side}_key"
    holds = " AND ".join([f"{lexemes(column)} @@ %s::tsquery"] * len(wanted))
    statement = _ALL.format(column=column, holds=holds)
    rows = connection.exec_driver_sql(statement, (*map(any_of, wanted), limit))
    return [(row[0], row[1]) for row in rows]
