"""Taking units: in pieces, so that memory does not grow, within one transaction."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import delete, insert, select, update

from tmx.memory.protocol import MemoryCounts, OnDuplicate
from tmx.memory.store import bulk
from tmx.memory.store.keyed import Keys
from tmx.memory.store.part import Stamp, read_stamp, write_stamp
from tmx.memory.store.rows import LACKING, TARGET_BITS, Row, to_rows, word_count
from tmx.memory.store.schema import ARRIVAL, KEY, REMOVED, UNIT

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection

    from tmx.memory.protocol import Batch

PIECE = 2000
"""Units a statement: past this nothing gets faster."""


class _Known(NamedTuple):
    """A unit of the same source: stored, or in the piece under way."""

    target: str
    content: str
    id: int | None
    place: int
    """In the piece, where it has no id yet."""


class Intake:
    """The units of one transaction on their way in."""

    def __init__(
        self,
        connection: Connection,
        languages: tuple[str, str],
        on_duplicate: OnDuplicate,
    ) -> None:
        self._connection = connection
        self._languages = languages
        self._on_duplicate = on_duplicate
        self._stamp = read_stamp(connection)
        self._last_id = self._stamp.last_id
        self._arrivals: dict[tuple[str, str, str, str | None], int] = {}
        self._totals: dict[int, list[int]] = defaultdict(lambda: [0, 0, 0])
        self._removed = 0
        self._counts: Counter[str] = Counter()
        self._keys = Keys(connection) if bulk.is_server(connection) else None

    def take(self, batch: Batch) -> None:
        """Store the units of a batch, by the policy for duplicates."""
        rows = to_rows(batch.units, self._languages, self._counts)
        arrivals: dict[str | None, int] = {}
        while piece := list(islice(rows, PIECE)):
            stored = []
            for place, row in enumerate(self._kept(piece), start=self._last_id + 1):
                if row.domain not in arrivals:
                    arrivals[row.domain] = self._arrival(batch, row.domain)
                arrival = arrivals[row.domain]
                total = self._totals[arrival]
                total[0] += 1
                total[1] += word_count(row.source)
                total[2] += word_count(row.target)
                stored.append((place, arrival, *row[:6]))
            self._last_id += len(stored)
            bulk.insert_units(self._connection, stored)
            if self._keys:
                self._keys.put((row[0], row[2], row[3]) for row in stored)

    def finish(self) -> MemoryCounts:
        """Write what the memory says of itself, and return what was done."""
        if self._keys:
            self._keys.finish()
        own = update(ARRIVAL)
        for arrival, (units, source_words, target_words) in self._totals.items():
            more = {
                "units": ARRIVAL.c.units + units,
                "source_words": ARRIVAL.c.source_words + source_words,
                "target_words": ARRIVAL.c.target_words + target_words,
            }
            self._connection.execute(own.where(ARRIVAL.c.id == arrival).values(more))
        removed = self._stamp.last_removed + self._removed
        stamp = Stamp(self._stamp.identity, self._last_id, removed)
        if stamp != self._stamp:
            write_stamp(self._connection, stamp)
        said = self._counts
        return MemoryCounts(
            said["added"], said["replaced"], said["skipped"], said[LACKING]
        )

    def changes(self) -> int:
        """Return how many units came or went."""
        return self._last_id - self._stamp.last_id + self._removed

    def remove(self, ids: Iterable[int]) -> int:
        """Take out units; return how many there were."""
        total, rest = 0, iter(ids)
        while some := list(islice(rest, PIECE)):
            total += self._remove(sorted(set(some)))
        return total

    def _kept(self, piece: list[Row]) -> Iterable[Row]:
        if self._on_duplicate is OnDuplicate.ADD:
            self._counts["added"] += len(piece)
            return piece
        if self._on_duplicate is OnDuplicate.SKIP:
            return self._new(piece)
        return self._replacing(piece)

    def _new(self, piece: list[Row]) -> list[Row]:
        """Return the rows whose texts neither the memory has nor an earlier row."""
        kept: list[Row] = []
        known = set(bulk.same_pairs(self._connection, {row.pair for row in piece}))
        for row in piece:
            said = (row.pair, row.source, row.target)
            if said not in known:
                known.add(said)
                kept.append(row)
        self._counts["added"] += len(kept)
        self._counts["skipped"] += len(piece) - len(kept)
        return kept

    def _replacing(self, piece: list[Row]) -> Iterable[Row]:
        """Return the rows to store, when those they take the place of are removed."""
        known = self._same_sources(piece)
        kept: list[Row | None] = []
        gone: list[int] = []
        for row in piece:
            said = (row.pair >> TARGET_BITS, row.source)
            old = known[said]
            if [(one.target, one.content) for one in old] == [
                (row.target, row.content)
            ]:
                self._counts["skipped"] += 1
                continue
            for one in old:
                if one.id is None:
                    kept[one.place] = None
                    self._counts["skipped"] += 1
                else:
                    gone.append(one.id)
            if all(one.id is not None for one in old):
                self._counts["replaced" if old else "added"] += 1
            known[said] = [_Known(row.target, row.content, None, len(kept))]
            kept.append(row)
        self.remove(gone)
        return [row for row in kept if row is not None]

    def _same_sources(
        self, piece: list[Row]
    ) -> defaultdict[tuple[int, str], list[_Known]]:
        lows = {row.pair >> TARGET_BITS << TARGET_BITS for row in piece}
        known: defaultdict[tuple[int, str], list[_Known]] = defaultdict(list)
        for row in bulk.same_sources(self._connection, sorted(lows)):
            name, pair, source, target, content = row
            known[pair >> TARGET_BITS, source].append(_Known(target, content, name, 0))
        return known

    def _remove(self, ids: list[int]) -> int:
        query = select(UNIT.c.id, UNIT.c.arrival_id, UNIT.c.source, UNIT.c.target)
        rows = self._connection.execute(query.where(UNIT.c.id.in_(ids))).all()
        for row in rows:
            total = self._totals[row.arrival_id]
            total[0] -= 1
            total[1] -= word_count(row.source)
            total[2] -= word_count(row.target)
        found = [row.id for row in rows]
        self._connection.execute(delete(UNIT).where(UNIT.c.id.in_(found)))
        if self._keys:
            self._connection.execute(delete(KEY).where(KEY.c.unit_id.in_(found)))
        elif found:
            first = self._stamp.last_removed + self._removed + 1
            gone = [
                {"seq": seq, "unit_id": name}
                for seq, name in enumerate(sorted(found), start=first)
            ]
            self._connection.execute(insert(REMOVED), gone)
        self._removed += len(found)
        return len(found)

    def _arrival(self, batch: Batch, domain: str | None) -> int:
        """Return the number of the arrival, made when it is first needed."""
        said = batch.arrival
        domain = said.domain or domain
        name = (said.origin, said.who, said.at, domain)
        number = self._arrivals.get(name)
        if number is None:
            number = bulk.next_arrival(self._connection)
            self._arrivals[name] = number
            row = dict(zip(("origin", "who", "at", "domain"), name, strict=True))
            counts = {"units": 0, "source_words": 0, "target_words": 0}
            self._connection.execute(
                insert(ARRIVAL).values({"id": number, **row, **counts})
            )
        return number
