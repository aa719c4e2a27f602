"""The journal: which changes were made, newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from glossary.store.lists import LoggedChange
from glossary.store.schema import CHANGE, REVISION
from glossary.store.versions import Kind, to_change

if TYPE_CHECKING:
    from sqlalchemy import Connection

_NAMED = 5
"""Records that are named of a change; of the others the number is told."""


def changes(
    connection: Connection, who: str | None, before: int | None, limit: int
) -> list[LoggedChange]:
    """Return the latest changes that touched something, newest first."""
    touched = select(REVISION.c.id).where(REVISION.c.change_id == CHANGE.c.id).exists()
    query = select(CHANGE).where(touched).order_by(CHANGE.c.id.desc()).limit(limit)
    if who is not None:
        query = query.where(CHANGE.c.who == who)
    if before is not None:
        query = query.where(CHANGE.c.id < before)
    found = []
    for row in connection.execute(query).all():
        counts = _counts(connection, row.id)
        found.append(
            LoggedChange(
                number=row.id,
                change=to_change(row),
                undoes=row.undoes,
                undone_by=row.undone_by,
                concepts=counts.get(Kind.CONCEPT, 0),
                candidates=counts.get(Kind.CANDIDATE, 0),
                names=_names(connection, row.id),
            )
        )
    return found


def _counts(connection: Connection, number: int) -> dict[str, int]:
    query = (
        select(REVISION.c.kind, func.count().label("number"))
        .where(REVISION.c.change_id == number)
        .group_by(REVISION.c.kind)
    )
    return {row.kind: row.number for row in connection.execute(query)}


def _names(connection: Connection, number: int) -> tuple[str, ...]:
    """Return the first few ids and terms."""
    query = (
        select(REVISION.c.kind, REVISION.c.key)
        .where(REVISION.c.change_id == number)
        .order_by(REVISION.c.id)
        .limit(_NAMED)
    )
    return tuple(
        row.key if row.kind == Kind.CONCEPT else row.key.partition(":")[2]
        for row in connection.execute(query)
    )
