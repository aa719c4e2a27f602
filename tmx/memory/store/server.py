"""Finding units on PostgreSQL: the index's filter as a query with a GIN index.

A text of n words and one at least t per cent near it differ in at most (1 - t) × n of
the n words: an edit costs at most one of them, and where the other text is longer, what
it has more is edits too, which cost none. So of the text's distinct words at most so
many are missing there as can be bought by that number, the cheapest (those that come
once) first. Of any k words more than that, the other text has at least k: the rarest
are asked for, by the server's own statistics, with k = 1, 2 or 3, the more the longer
the text is. The filter is exact whatever the statistics say.
"""

from __future__ import annotations

import threading
from collections import Counter
from functools import partial
from math import ceil, floor, prod
from typing import TYPE_CHECKING, NamedTuple

from tmx.memory.index import Hit
from tmx.memory.keys import words as words_of
from tmx.memory.score import edits_allowed, score
from tmx.memory.store.bulk import lexeme, size
from tmx.memory.store.schema import lexemes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from tmx.memory.protocol import Side
    from tmx.memory.store.finder import Nearest, Words

_MOST_ASKED = 3
"""Words that must be there together; past this the query grows and finds no less."""
_LEAST = 1e-6
_FEW = 8
"""Lengths that a query names one by one."""
_OFTEN = 0.02
"""A share of units from which on the newest are looked through for words."""
_MANY = 1000
"""Units from which on a change is worth new statistics; of less, the server thinks."""
_FROM_INDEX = "SET LOCAL enable_seqscan = off; SET LOCAL jit = off"
NEAR = (
    "SELECT unit_id, source_key FROM memory_key "
    "WHERE length BETWEEN %s AND %s AND {} @@ %s::tsquery"
)
_HOLDING = "SELECT unit_id FROM memory_key WHERE {} @@ %s::tsquery"
_NEWEST = "ORDER BY unit_id DESC LIMIT %s"
# Found by their words first, and put in order then: not the other way round.
_RARE = f"WITH found AS MATERIALIZED ({_HOLDING}) SELECT unit_id FROM found {_NEWEST}"  # noqa: S608 - no text of a user
# What ANALYZE knows of the words: the most common ones with their frequencies.
_COMMON = (
    "SELECT most_common_elems::text::text[], most_common_elem_freqs FROM pg_stats "
    "WHERE schemaname = current_schema() AND tablename = 'memory_key_{}'"
)


class Filter(NamedTuple):
    """What a unit near a text must have."""

    query: str
    """For ``@@``: the words."""
    shortest: int
    longest: int


class ServerFinder:
    """Finds units of a memory on PostgreSQL."""

    def __init__(self) -> None:
        self._common: dict[str, dict[str, float]] = {}
        self._guard = threading.Lock()

    def nearest(self, connection: Connection) -> Nearest:
        """Return what finds the units nearest to a text."""
        connection.exec_driver_sql(_FROM_INDEX)
        return partial(self._nearest, connection, self.frequencies(connection))

    def _nearest(
        self,
        connection: Connection,
        common: dict[str, float],
        text: str,
        *,
        minimum: float,
        limit: int,
    ) -> list[Hit]:
        keys = [lexeme(word) for word in words_of(text)]
        if not keys or minimum > 100:  # noqa: PLR2004 - per cent
            return []
        wanted = near(keys, max(minimum, _LEAST), common)
        statement = NEAR.format(lexemes("source_key"))
        rows = connection.exec_driver_sql(
            statement, (wanted.shortest, wanted.longest, wanted.query)
        )
        hits = (Hit(row[0], score(keys, row[1].split(" ")[1:])) for row in rows)
        found = [hit for hit in hits if hit.score >= minimum]
        found.sort(key=lambda hit: (-hit.score, -hit.number))
        return found[:limit]

    def containing(
        self, connection: Connection, side: Side, words: Words, limit: int
    ) -> list[int]:
        """Return the newest units whose text on a side holds all words."""
        query = "&".join(
            f"({'|'.join(_quoted(lexeme(form)) for form in forms)})" for forms in words
        )
        connection.exec_driver_sql(_FROM_INDEX)
        common = self.frequencies(connection, side.value)
        share = prod(
            sum(common.get(lexeme(form), 0.0) for form in forms) for forms in words
        )
        often = share > _OFTEN
        statement = f"{_HOLDING} {_NEWEST}" if often else _RARE
        rows = connection.exec_driver_sql(
            statement.format(lexemes(f"{side.value}_key")), (query, limit)
        )
        return [row[0] for row in rows]

    def settle(self, connection: Connection, changes: int) -> None:
        """Have the server count the words anew where there are many more of them."""
        if changes >= _MANY:
            for index in ("memory_key_source", "memory_key_target"):
                connection.exec_driver_sql(f"SELECT gin_clean_pending_list('{index}')")
            connection.exec_driver_sql("ANALYZE memory_key")

    def follow(self) -> None:
        """Forget the old statistics."""
        self._common = {}

    def close(self) -> None:
        """Do nothing: all is in the database."""

    def frequencies(
        self, connection: Connection, side: str = "source"
    ) -> dict[str, float]:
        """Return the share of units that has a word, for words that many have."""
        with self._guard:
            if side not in self._common:
                row = connection.exec_driver_sql(_COMMON.format(side)).first()
                both = row if row and row[0] and row[1] else ((), ())
                self._common[side] = dict(zip(*both, strict=False))
            return self._common[side]


def near(keys: Sequence[str], minimum: float, common: dict[str, float]) -> Filter:
    """Return the filter that every unit of at least the minimum passes."""
    count = len(keys)
    lost = edits_allowed(count, minimum)
    counts = Counter(keys)
    rarest = sorted(counts, key=lambda word: (common.get(word, 0.0), -len(word), word))
    chosen: Sequence[str] = rarest
    asked = 1
    for together in range(_MOST_ASKED, 0, -1):
        some = _enough(rarest, counts, lost, together)
        if some is not None:
            chosen, asked = some, together
            break
    ratio = minimum / 100
    shortest = max(1, floor(count * ratio))
    longest = ceil(count / ratio) if ratio > count / 2**30 else 2**31 - 1
    query = at_least(asked, [_quoted(word) for word in chosen])
    if longest - shortest <= _FEW:
        # Few words, perhaps none of them rare: the length narrows the search best.
        sizes = (_quoted(size(number)) for number in range(shortest, longest + 1))
        query = f"({query})&({'|'.join(sizes)})"
    return Filter(query, shortest, longest)


def _enough(
    rarest: Sequence[str], counts: Counter[str], lost: int, together: int
) -> Sequence[str] | None:
    """Return the rarest words of which so many are left whichever are lost."""
    for number in range(together, len(rarest) + 1):
        some = rarest[:number]
        budget, missing = lost, 0
        for cost in sorted(counts[word] for word in some):
            budget -= cost
            missing += budget >= 0
        if number - missing >= together:
            return some
    return None


def at_least(number: int, terms: Sequence[str]) -> str:
    """Return the query for so many of some terms, ``number`` ≤ their number.

    By halves, so that it grows with n × log n where all choices would with n squared.
    """
    if number == len(terms):
        return "&".join(terms)
    if number == 1:
        return "|".join(terms)
    half = len(terms) // 2
    left, right = terms[:half], terms[half:]
    ways = []
    for ours in range(number + 1):
        theirs = number - ours
        if ours <= len(left) and theirs <= len(right):
            sides = [(ours, left), (theirs, right)]
            ways.append(
                "&".join(f"({at_least(n, some)})" for n, some in sides if n > 0)
            )
    return "|".join(f"({way})" for way in ways)


def _quoted(word: str) -> str:
    escaped = word.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"
