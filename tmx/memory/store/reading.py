"""Stored units read: by id, by text, all of them in order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from tmx.memory.index import Hit
from tmx.memory.protocol import MemoryStatistics
from tmx.memory.store.rows import Found, source_range, text_hash
from tmx.memory.store.schema import ARRIVAL, UNIT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import ColumnElement, Connection, Select

    from tmx.memory.protocol import Query, UnitFilter

_PIECE = 500
_COLUMNS = [
    *(
        UNIT.c[name]
        for name in ("id", "source", "target", "content", "before", "after")
    ),
    *(ARRIVAL.c[name] for name in ("origin", "who", "at", "domain")),
]
_FETCH = str(
    select(*_COLUMNS).join(ARRIVAL, ARRIVAL.c.id == UNIT.c.arrival_id).compile()
)


def fetch(connection: Connection, ids: Sequence[int]) -> dict[int, Found]:
    """Return the units of these ids, those that are there, by id."""
    found: dict[int, Found] = {}
    for start in range(0, len(ids), _PIECE):
        # Numbers of ours, written out: the statement is run more often than built.
        some = ",".join(map(str, ids[start : start + _PIECE]))
        rows = connection.exec_driver_sql(f"{_FETCH} WHERE memory_unit.id IN ({some})")
        found |= {row[0]: Found(*row) for row in rows}
    return found


def fetched(
    connection: Connection, ids: Sequence[int], together: int
) -> Iterator[Found]:
    """Yield the units of these ids in their order, those that are there."""
    for start in range(0, len(ids), together):
        some = ids[start : start + together]
        units = fetch(connection, some)
        yield from (units[number] for number in some if number in units)


def same_text(connection: Connection, query: Query, limit: int) -> list[Hit]:
    """Return the newest units with just this text, in its context and elsewhere."""
    low, high = source_range(query.text)
    same = select(UNIT.c.id).where(
        UNIT.c.pair.between(low, high), UNIT.c.source == query.text
    )
    same = same.order_by(UNIT.c.id.desc()).limit(limit)
    questions = [same]
    if query.before is not None:
        questions.append(same.where(UNIT.c.before == text_hash(query.before)))
    if query.after is not None:
        questions.append(same.where(UNIT.c.after == text_hash(query.after)))
    return [
        Hit(row[0], 100.0)
        for question in questions
        for row in connection.execute(question)
    ]


def stream(connection: Connection, wanted: UnitFilter) -> Iterator[Found]:
    """Yield the units that meet the filter in order of arrival, in constant memory."""
    rows = connection.execute(_listed(wanted).execution_options(yield_per=_PIECE))
    with rows:
        for row in rows:
            yield Found._make(row)


def statistics(connection: Connection) -> MemoryStatistics:
    """Count what the memory holds, from the totals of its arrivals."""
    units = func.coalesce(func.sum(ARRIVAL.c.units), 0)
    words = [
        func.coalesce(func.sum(column), 0)
        for column in (ARRIVAL.c.source_words, ARRIVAL.c.target_words)
    ]
    totals = connection.execute(select(units, *words)).one()

    def by(column: ColumnElement[Any]) -> list[tuple[str, int]]:
        query = select(column, units).where(column.is_not(None)).group_by(column)
        rows = [(str(said), int(number)) for said, number in connection.execute(query)]
        return sorted((row for row in rows if row[1]), key=lambda row: (-row[1], row))

    number, ours, theirs = map(int, totals)
    return MemoryStatistics(
        units=number,
        source_words=ours,
        target_words=theirs,
        origins=tuple(by(ARRIVAL.c.origin)),
        domains=tuple(by(ARRIVAL.c.domain)),
        months=tuple(sorted(by(func.substr(ARRIVAL.c.at, 1, 7)))),
    )


def _listed(wanted: UnitFilter) -> Select[tuple[object, ...]]:
    query = select(*_COLUMNS).join(ARRIVAL, ARRIVAL.c.id == UNIT.c.arrival_id)
    if wanted.origins:
        query = query.where(ARRIVAL.c.origin.in_(wanted.origins))
    if wanted.domains:
        query = query.where(ARRIVAL.c.domain.in_(wanted.domains))
    if wanted.since is not None:
        query = query.where(ARRIVAL.c.at >= wanted.since)
    if wanted.until is not None:
        query = query.where(ARRIVAL.c.at < wanted.until)
    return query.order_by(UNIT.c.id)
