"""Finding units on PostgreSQL: the index's filter as a query with a GIN index.

A text of n words and one at least t per cent near it differ in at most (1 - t) × n of
the n words: an edit costs at most one of them, and where the other text is longer, what
it has more is edits too, which cost none. So of one group of words more than can be
lost, one is whole in the other text. Each group begins with one of the rarest words,
by the memory's vocabulary, and has others added until few units should hold it:
looking at a unit costs as much as following the lists of some more words. The filter is
exact whatever the vocabulary says.
"""

from __future__ import annotations

from functools import lru_cache
from heapq import heapify, heapreplace
from math import ceil, floor
from typing import TYPE_CHECKING, NamedTuple

from tmx.memory.index import Hit, Holding
from tmx.memory.keys import words as words_of
from tmx.memory.protocol import Side
from tmx.memory.score import edits_allowed, score
from tmx.memory.store.held import holding
from tmx.memory.store.keyed import lexeme, size
from tmx.memory.store.lines import phrase_start
from tmx.memory.store.schema import lexemes
from tmx.memory.store.shared import sharing
from tmx.memory.store.vocabulary import any_of, quoted, read_known

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from tmx.memory.index import Sharers, Sought
    from tmx.memory.store.finder import Nearest, Words
    from tmx.memory.store.vocabulary import Known

_ENOUGH = 10
"""Units that a group may find without more words to narrow it."""
_DENSE = 0.1
"""A share of units from which on a word's list is too long to narrow a small group."""
_SMALL = 100
_SIZED = 1000
"""Units from which on a group is narrowed by the lengths that may be near."""
_PHRASE = 4
"""Words nearer than this may come together always, and narrow no more than one."""
_CHOICE = 8
"""Words, the rarest, of which one apart from those of a group is looked for."""
_SCANS = 64
"""Groups of several words that are looked for one by one."""
_LEAST = 1e-6
_WIDE = 0.6
"""A share of units of which lengths narrow nothing: they cost more than they spare."""
_FEW, _SOME = 8, 40
"""Lengths that a query names one by one, for a group at all and for a large one."""
_MANY = 1000
"""Units from which on a change is worth new statistics; of less, the server thinks."""
_FROM_INDEX = "SET LOCAL enable_seqscan = off; SET LOCAL jit = off"
_NEAR = (
    "SELECT source_key, array_agg(unit_id) FROM memory_key "
    "WHERE length BETWEEN %s AND %s AND ({}) GROUP BY source_key"
)


class Filter(NamedTuple):
    """What a unit near a text must have."""

    queries: list[str]
    """For ``@@``, one of them: the words."""
    shortest: int
    longest: int

    def statement(self) -> tuple[str, tuple[object, ...]]:
        """Return the SQL for the keys near a text and their units, and its values."""
        matched = f"{lexemes('source_key')} @@ %s::tsquery"
        conditions = " OR ".join([matched] * len(self.queries))
        values = (self.shortest, self.longest, *self.queries)
        return _NEAR.format(conditions), values


class ServerFinder:
    """Finds units of a memory on PostgreSQL."""

    def nearest(self, connection: Connection) -> Nearest:
        """Return what finds the units nearest to a text."""
        connection.exec_driver_sql(_FROM_INDEX)

        @lru_cache(maxsize=1)  # asked again for the same text with a higher limit
        def every(text: str, minimum: float) -> list[Hit]:
            return _near(connection, text, minimum)

        def nearest(text: str, *, minimum: float, limit: int) -> list[Hit]:
            return every(text, minimum)[:limit]

        return nearest

    def containing(
        self, connection: Connection, side: Side, words: Words, limit: int
    ) -> list[Holding]:
        """Return the newest units whose text on a side holds all words."""
        connection.exec_driver_sql(_FROM_INDEX)
        wanted = [frozenset(map(lexeme, forms)) for forms in words]
        known = read_known(connection, side, frozenset().union(*wanted))
        found = holding(connection, side, wanted, known, limit)
        return [
            Holding(unit, phrase_start(key.split(" "), wanted) is not None)
            for unit, key in found
        ]

    def sharing(self, connection: Connection, sought: Sought) -> Sharers:
        """Return what finds the units that share a run of words with a text."""
        connection.exec_driver_sql(_FROM_INDEX)
        return sharing(connection, sought)

    def settle(self, connection: Connection, changes: int) -> None:
        """Have the server count the words anew where there are many more of them."""
        if changes >= _MANY:
            for index in ("memory_key_source", "memory_key_target"):
                connection.exec_driver_sql(f"SELECT gin_clean_pending_list('{index}')")
            connection.exec_driver_sql("ANALYZE memory_key")

    def follow(self) -> None:
        """Do nothing: all is in the database."""

    def close(self) -> None:
        """Do nothing either."""


def _near(connection: Connection, text: str, minimum: float) -> list[Hit]:
    """Return all units of at least the minimum, best first; of equals the newest."""
    keys = [lexeme(word) for word in words_of(text)]
    if not keys or minimum > 100:  # noqa: PLR2004 - per cent
        return []
    least = max(minimum, _LEAST)
    sizes = sizes_of(*lengths(len(keys), least))
    known = read_known(connection, Side.SOURCE, [*keys, *sizes])
    statement, values = near(keys, least, known).statement()
    hits: list[Hit] = []
    for key, units in connection.exec_driver_sql(statement, values):
        nearness = score(keys, key.split(" ")[1:])
        if nearness >= minimum:
            hits += (Hit(unit, nearness) for unit in units)
    hits.sort(key=lambda hit: (-hit.score, -hit.number))
    return hits


def near(keys: Sequence[str], minimum: float, known: Known) -> Filter:
    """Return the filter that every unit of at least the minimum passes."""
    shortest, longest = lengths(len(keys), minimum)
    named = sizes_of(shortest, longest)
    narrows = named and sum(map(known.share, named)) <= _WIDE
    sizes = f"&{any_of(named)}" if narrows else ""
    most = 0 if longest - shortest <= _FEW else _SIZED
    alone: list[str] = []
    narrowed: list[str] = []
    for words, units in groups(keys, edits_allowed(len(keys), minimum), known):
        query = "&".join(map(quoted, words))
        if units > most:
            query += sizes
        (narrowed if "&" in query else alone).append(query)
    if len(narrowed) > _SCANS:
        alone, narrowed = [*alone, *(f"({query})" for query in narrowed)], []
    # What needs no more words is looked for at once: every word's list is read whole.
    return Filter([*filter(None, ["|".join(alone)]), *narrowed], shortest, longest)


def lengths(count: int, minimum: float) -> tuple[int, int]:
    """Return the fewest and most words of a text near one of so many words."""
    ratio = minimum / 100
    longest = ceil(count / ratio) if ratio > count / 2**30 else 2**31 - 1
    return max(1, floor(count * ratio)), longest


def sizes_of(shortest: int, longest: int) -> list[str]:
    """Return what stands in keys for some lengths; nothing for very many."""
    few = longest - shortest <= _SOME
    return [size(number) for number in range(shortest, longest + 1)] if few else []


def groups(
    keys: Sequence[str], lost: int, known: Known
) -> list[tuple[list[str], float]]:
    """Return groups of words, one more than can be lost, and how many units hold each.

    Fewer where there are not as many different words: one of them is there in any case.
    """
    shares = {word: known.share(word) for word in keys}
    where = {word: place for place, word in enumerate(keys)}
    rarest = sorted(shares, key=lambda word: (shares[word], -len(word), word))
    found = [[word] for word in rarest[: lost + 1]]
    widest = [
        (-shares[word] * known.units, number) for number, (word,) in enumerate(found)
    ]
    heapify(widest)
    rest = rarest[lost + 1 :]
    while rest:
        units, number = widest[0]
        places = [where[word] for word in found[number]]
        word = next(
            (one for one in rest[:_CHOICE] if _is_apart(where[one], places)), rest[0]
        )
        if -units < (_ENOUGH if shares[word] < _DENSE else _SMALL):
            break
        rest.remove(word)
        found[number].append(word)
        heapreplace(widest, (units * shares[word], number))
    return [(found[number], -units) for units, number in sorted(widest)]


def _is_apart(place: int, others: Sequence[int]) -> bool:
    """Tell whether a word is so far from others that they make no phrase."""
    return all(abs(place - other) > _PHRASE for other in others)
