"""What happened to concepts and decisions, and taking it back."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import ColumnElement, select, update

from glossary.errors import ConflictError, StoreError
from glossary.store import candidates, concepts
from glossary.store.protocol import Change, ChangeSet, Revision
from glossary.store.schema import CHANGE, REVISION
from glossary.store.versions import (
    BATCH,
    Kind,
    Step,
    Version,
    batches,
    begin_change,
    by_whom,
    current,
    to_change,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sqlalchemy import Connection, Row

    from glossary.store.concepts import Keys

_Value = TypeVar("_Value")


def history(connection: Connection, concept_id: str) -> list[Revision]:
    """Return the revisions of a concept, oldest first."""
    query = (
        select(REVISION, CHANGE)
        .join(CHANGE, REVISION.c.change_id == CHANGE.c.id)
        .where(REVISION.c.kind == Kind.CONCEPT, REVISION.c.key == concept_id)
        .order_by(REVISION.c.number)
    )
    return [
        Revision(
            number=row.number,
            before=row.before and concepts.to_concept(concept_id, row.before),
            after=row.after and concepts.to_concept(concept_id, row.after),
            change=to_change(row),
            change_number=row.change_id,
            undoes=row.undoes,
        )
        for row in connection.execute(query)
    ]


def undo(
    connection: Connection,
    keys: Keys,
    change: Change,
    *,
    concept_id: str | None,
    number: int | None,
) -> ChangeSet:
    """Put everything that a change touched back to what it was, as a new change."""
    taken = (
        _last(connection, concept_id) if number is None else _named(connection, number)
    )
    undoing = begin_change(connection, change, undoes=taken.id)
    touched: dict[Kind, dict[str, None]] = {kind: {} for kind in Kind}
    for name, rows in groupby(_backwards(connection, taken.id), lambda row: row.kind):
        kind = Kind(name)
        for batch in batches(rows, lambda row: row.key):
            _restore(connection, keys, undoing, kind, list(batch.values()))
            touched[kind] |= dict.fromkeys(batch)
    if not any(touched.values()):
        raise StoreError(
            f"change {taken.id} ({taken.action}) cannot be undone: it touched no "
            "concept and no decision"
        )
    _mark(connection, taken, undoing)
    terms = (name.partition(":")[2] for name in touched[Kind.CANDIDATE])
    return ChangeSet(
        number=taken.id,
        change=to_change(taken),
        concepts=tuple(sorted(touched[Kind.CONCEPT])),
        terms=tuple(sorted(terms)),
    )


def _last(connection: Connection, concept_id: str | None) -> Row[Any]:
    """Return the last change in force that itself undid none."""
    touching: list[ColumnElement[bool]] = [REVISION.c.change_id == CHANGE.c.id]
    if concept_id is not None:
        touching += [REVISION.c.kind == Kind.CONCEPT, REVISION.c.key == concept_id]
    query = (
        select(CHANGE)
        .where(
            CHANGE.c.undoes.is_(None),
            CHANGE.c.undone_by.is_(None),
            select(REVISION.c.id).where(*touching).exists(),
        )
        .order_by(CHANGE.c.id.desc())
        .limit(1)
    )
    row = connection.execute(query).first()
    if row is None:
        of = "" if concept_id is None else f" of concept {concept_id!r}"
        raise StoreError(f"there is no change{of} to undo")
    return row


def _named(connection: Connection, number: int) -> Row[Any]:
    row = connection.execute(select(CHANGE).where(CHANGE.c.id == number)).first()
    if row is None:
        raise StoreError(f"there is no change {number}; see the history")
    if row.undone_by is not None:
        raise ConflictError(
            f"change {number} is undone already, by change {row.undone_by}"
        )
    return row


def _backwards(connection: Connection, number: int) -> Iterator[Row[Any]]:
    """Yield the revisions of a change from the last to the first, page by page."""
    query = select(REVISION).where(REVISION.c.change_id == number)
    query = query.order_by(REVISION.c.id.desc()).limit(BATCH)
    page: Sequence[Row[Any]] = connection.execute(query).all()
    while page:
        yield from page
        page = connection.execute(query.where(REVISION.c.id < page[-1].id)).all()


def _restore(
    connection: Connection, keys: Keys, number: int, kind: Kind, rows: list[Row[Any]]
) -> None:
    versions = current(connection, kind, [row.key for row in rows])
    for row in rows:
        if versions[row.key].content != row.after:
            whom = by_whom(connection, kind, row.key)
            name = row.key if kind is Kind.CONCEPT else row.key.partition(":")[2]
            raise ConflictError(
                f"{kind} {name!r} has changed since ({whom}); undo that first"
            )
    if kind is Kind.CONCEPT:
        whole = [_back(row, versions[row.key], concepts.to_concept) for row in rows]
        concepts.write(connection, keys, number, whole)
    else:
        said = [_back(row, versions[row.key], candidates.to_decision) for row in rows]
        candidates.write(connection, keys, number, said)


def _back(
    row: Row[Any], before: Version, read: Callable[[str, str], _Value]
) -> Step[_Value]:
    value = None if row.before is None else read(row.key, row.before)
    return Step(id=row.key, before=before, content=row.before, value=value)


def _mark(connection: Connection, taken: Row[Any], undoing: int) -> None:
    """Note that a change is out of force and, if it was an undo, its own is back in."""
    marks: list[tuple[int, int | None]] = [(taken.id, undoing)]
    if taken.undoes is not None:
        marks.append((taken.undoes, None))
    for number, by in marks:
        connection.execute(
            update(CHANGE).where(CHANGE.c.id == number).values(undone_by=by)
        )
