"""New match keys for an old store; the texts stay as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, Table, bindparam, select, tuple_, update

from glossary.store.facets import refill
from glossary.store.schema import CANDIDATE, DECISION, TERM
from glossary.store.versions import BATCH

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Column, Connection, Row

    from glossary.store.concepts import Keys

KEY_SETTING = "key_version"
"""The setting that says which version of the keys is in the store."""


def rekey(connection: Connection, keys: Keys) -> None:
    """Make every key anew.

    Where the terms of two decisions now share a key, the later decision holds it; the
    other stays in the store without one.
    """
    _rekey(connection, keys, TERM, [TERM.c.concept_id, TERM.c.position], TERM.c.text)
    _rekey(connection, keys, CANDIDATE, [CANDIDATE.c.rank], CANDIDATE.c.term)
    refill(connection, keys)
    connection.execute(update(DECISION).values(key=None))
    query = select(DECISION.c.id, DECISION.c.lang, DECISION.c.term)
    holders: dict[tuple[str, str], str] = {}
    for row in connection.execute(query.order_by(DECISION.c.change_id, DECISION.c.id)):
        holders[row.lang, keys.make(row.lang, row.term)] = row.id
    if holders:
        own = update(DECISION).where(DECISION.c.id == bindparam("own_id"))
        rows = [{"own_id": name, "new": key} for (_, key), name in holders.items()]
        connection.execute(own.values(key=bindparam("new")), rows)


def _rekey(
    connection: Connection,
    keys: Keys,
    table: Table,
    place: Sequence[Column[Any]],
    text: Column[Any],
) -> None:
    same = [column == bindparam(f"own_{column.name}") for column in place]
    own = update(table).where(*same).values(key=bindparam("new"))
    query = select(*place, table.c.lang, text.label("said"))
    for page in _pages(connection, query.order_by(*place).limit(BATCH), place):
        rows = [
            {
                **{f"own_{one.name}": getattr(row, one.name) for one in place},
                "new": keys.make(row.lang, row.said),
            }
            for row in page
        ]
        connection.execute(own, rows)


def _pages(
    connection: Connection, query: Select[Any], place: Sequence[Column[Any]]
) -> Iterator[Sequence[Row[Any]]]:
    page = connection.execute(query).all()
    while page:
        yield page
        last = [getattr(page[-1], column.name) for column in place]
        page = connection.execute(query.where(tuple_(*place) > last)).all()
