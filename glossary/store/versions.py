"""Records under revision: what concepts and decisions have in common."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from sqlalchemy import delete, func, insert, select

from glossary.errors import StoreError
from glossary.store.protocol import Change
from glossary.store.schema import CHANGE, CONCEPT, DECISION, REVISION

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from sqlalchemy import Connection, Row

BATCH = 500
"""Rows a statement: past this nothing gets faster."""

_Item = TypeVar("_Item")
_Value = TypeVar("_Value")


class Kind(StrEnum):
    """Which of the two kinds of record a revision is of."""

    CONCEPT = "concept"
    CANDIDATE = "candidate"


class Version(NamedTuple):
    """A record's content, ``None`` where there is none, and its last revision."""

    content: str | None
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Step(Generic[_Value]):
    """A record's way from one version to the next content."""

    id: str
    before: Version
    content: str | None
    value: _Value | None
    """What ``content`` says."""

    @property
    def number(self) -> int:
        """The revision that the step makes."""
        return self.before.number + 1


class Recorded(NamedTuple):
    """A change with its number."""

    number: int
    change: Change


_JSON = json.JSONEncoder(
    ensure_ascii=False, check_circular=False, separators=(",", ":")
)


def encode(record: object) -> str:
    """Return compact JSON, keys in their order, Arabic unescaped."""
    return _JSON.encode(record)


def decode(content: str, what: str, read: Callable[[Any], _Value]) -> _Value:
    """Read what ``encode`` wrote; ``what`` names it where it makes no sense."""
    try:
        return read(json.loads(content))
    except (KeyError, TypeError, ValueError) as error:
        raise StoreError(
            f"{what} is damaged in the store: {error!r}; restore a backup copy"
        ) from error


def batches(
    items: Iterable[_Item], identify: Callable[[_Item], str]
) -> Iterator[dict[str, _Item]]:
    """Yield the items in order by their ids, no id twice in one batch."""
    batch: dict[str, _Item] = {}
    for item in items:
        name = identify(item)
        if name in batch or len(batch) == BATCH:
            yield batch
            batch = {}
        batch[name] = item
    if batch:
        yield batch


def current(
    connection: Connection, kind: Kind, ids: Sequence[str]
) -> dict[str, Version]:
    """Return the version of each record; the number goes on after a deletion."""
    table = CONCEPT if kind is Kind.CONCEPT else DECISION
    found = {
        row.id: Version(row.content, row.revision)
        for row in connection.execute(
            select(table.c.id, table.c.content, table.c.revision).where(
                table.c.id.in_(ids)
            )
        )
    }
    absent = [name for name in ids if name not in found]
    if absent:
        last = select(REVISION.c.key, func.max(REVISION.c.number).label("number"))
        query = last.where(REVISION.c.kind == kind, REVISION.c.key.in_(absent))
        gone = connection.execute(query.group_by(REVISION.c.key))
        found |= {row.key: Version(None, row.number) for row in gone}
    return {name: found.get(name, Version(None, 0)) for name in ids}


def begin_change(
    connection: Connection, change: Change, *, undoes: int | None = None
) -> int:
    """Write the header of a change and return its number."""
    row = {
        "at": change.at,
        "who": change.who,
        "why": change.why,
        "action": change.action,
        "undoes": undoes,
    }
    key = connection.execute(insert(CHANGE).values(row)).inserted_primary_key
    assert key is not None
    return int(key[0])


def drop_if_empty(connection: Connection, number: int) -> None:
    """Forget a change without revisions: nothing happened."""
    has_some = select(REVISION.c.id).where(REVISION.c.change_id == number).limit(1)
    if connection.execute(has_some).first() is None:
        connection.execute(delete(CHANGE).where(CHANGE.c.id == number))


def record(
    connection: Connection, number: int, kind: Kind, steps: Sequence[Step[Any]]
) -> None:
    """Write the revisions of a change."""
    rows = [
        {
            "change_id": number,
            "kind": kind.value,
            "key": step.id,
            "number": step.number,
            "before": step.before.content,
            "after": step.content,
        }
        for step in steps
    ]
    connection.execute(insert(REVISION), rows)


def latest_change(connection: Connection, kind: Kind, name: str) -> Recorded | None:
    """Return the change that a record was last touched by."""
    query = (
        select(CHANGE)
        .join(REVISION, REVISION.c.change_id == CHANGE.c.id)
        .where(REVISION.c.kind == kind, REVISION.c.key == name)
        .order_by(REVISION.c.number.desc())
        .limit(1)
    )
    row = connection.execute(query).first()
    return Recorded(row.id, to_change(row)) if row else None


def to_change(row: Row[Any]) -> Change:
    """Return the header that a row of the table of changes holds."""
    return Change(who=row.who, at=row.at, action=row.action, why=row.why)


def by_whom(connection: Connection, kind: Kind, name: str) -> str:
    """Say who touched a record last, as part of a message."""
    latest = latest_change(connection, kind, name)
    if latest is None:
        return "by nobody on record"
    made = latest.change
    return f"by {made.who} at {made.at}: {made.action}"
