"""Concepts as rows: reading, writing, and the keys that their terms are found by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import Select, bindparam, delete, func, insert, or_, select, update

from glossary import lang
from glossary.record import from_record, to_record
from glossary.store.lists import ConceptPage
from glossary.store.protocol import ConceptFilter, Stored
from glossary.store.schema import CONCEPT, TERM
from glossary.store.versions import BATCH, Kind, Step, decode, encode, record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sqlalchemy import ColumnElement, Connection, Row

    from glossary.model import Concept


class Keys(NamedTuple):
    """How match keys are made, from a language and a text, and in which version."""

    make: Callable[[str, str], str]
    version: int


def to_content(concept: Concept) -> str:
    """Return the concept as the store holds it."""
    return encode(to_record(concept))


def to_concept(concept_id: str, content: str) -> Concept:
    """Return the concept that ``to_content`` wrote."""
    return decode(content, f"concept {concept_id!r}", from_record)


def get(connection: Connection, concept_id: str) -> Stored | None:
    """Return one concept, or ``None``."""
    row = connection.execute(_query().where(CONCEPT.c.id == concept_id)).first()
    return _stored(row) if row else None


def stream(
    connection: Connection, keys: Keys, wanted: ConceptFilter
) -> Iterator[Stored]:
    """Yield the concepts that meet the filter in order of their ids."""
    query = _query().where(*_conditions(connection, keys, wanted))
    query = query.order_by(CONCEPT.c.id).execution_options(yield_per=BATCH)
    with connection.execute(query) as rows:
        for row in rows:
            yield _stored(row)


def page(
    connection: Connection, keys: Keys, wanted: ConceptFilter, first: int, limit: int
) -> ConceptPage:
    """Return some of the concepts that meet the filter, and how many there are."""
    conditions = list(_conditions(connection, keys, wanted))
    counted = select(func.count()).select_from(CONCEPT).where(*conditions)
    query = _query().where(*conditions).order_by(CONCEPT.c.id)
    rows = connection.execute(query.offset(first).limit(limit))
    items = tuple(_stored(row) for row in rows)
    return ConceptPage(items, connection.execute(counted).scalar_one())


def find(connection: Connection, wanted: str, key: str) -> list[Stored]:
    """Return the concepts with a term of that key in a language, in order of ids."""
    query = (
        _query()
        .add_columns(TERM.c.lang)
        .join(TERM, TERM.c.concept_id == CONCEPT.c.id)
        .where(TERM.c.key == key)
        .order_by(CONCEPT.c.id)
    )
    rows = connection.execute(query)
    found = {row.id: row for row in rows if lang.matches(wanted, row.lang)}
    return [_stored(row) for row in found.values()]


def write(
    connection: Connection, keys: Keys, number: int, steps: Sequence[Step[Concept]]
) -> None:
    """Take the steps of a change, with terms and revisions; no id comes twice."""
    kept = [step for step in steps if step.value is not None]
    changed = [step for step in steps if step.before.content is not None]
    gone = [step.id for step in changed if step.value is None]
    if gone:
        connection.execute(delete(CONCEPT).where(CONCEPT.c.id.in_(gone)))
    if changed:
        ids = [step.id for step in changed]
        connection.execute(delete(TERM).where(TERM.c.concept_id.in_(ids)))
    replaced = [_columns(step) for step in kept if step.before.content is not None]
    if replaced:
        same = CONCEPT.c.id == bindparam("own_id")
        connection.execute(update(CONCEPT).where(same), replaced)
    added = [_columns(step) for step in kept if step.before.content is None]
    if added:
        rows = [{"id": row.pop("own_id"), **row} for row in added]
        connection.execute(insert(CONCEPT), rows)
    terms = [row for step in kept for row in _terms(step, keys)]
    if terms:
        connection.execute(insert(TERM), terms)
    record(connection, number, Kind.CONCEPT, steps)


def _query() -> Select[Any]:
    return select(CONCEPT.c.id, CONCEPT.c.content, CONCEPT.c.revision)


def _stored(row: Row[Any]) -> Stored:
    return Stored(concept=to_concept(row.id, row.content), revision=row.revision)


def _columns(step: Step[Concept]) -> dict[str, Any]:
    assert step.value is not None
    return {
        "own_id": step.id,
        "content": step.content,
        "revision": step.number,
        "type": step.value.type.value,
        "domain": step.value.subject,
    }


def _terms(step: Step[Concept], keys: Keys) -> Iterator[dict[str, Any]]:
    assert step.value is not None
    position = 0
    for section in step.value.sections:
        for term in section.terms:
            yield {
                "concept_id": step.id,
                "position": position,
                "lang": section.lang,
                "text": term.text,
                "key": keys.make(section.lang, term.text),
                "status": term.status.label,
                "kind": term.kind.value if term.kind else None,
            }
            position += 1


def _conditions(
    connection: Connection, keys: Keys, wanted: ConceptFilter
) -> Iterator[ColumnElement[bool]]:
    if wanted.type is not None:
        yield CONCEPT.c.type == wanted.type.value
    if wanted.subject is not None:
        yield CONCEPT.c.domain == wanted.subject
    if wanted.statuses:
        labels = [status.label for status in wanted.statuses]
        yield _has_term(TERM.c.status.in_(labels))
    if wanted.text is not None:
        tags = connection.execute(select(TERM.c.lang).distinct()).scalars()
        asked = {tag: keys.make(tag, wanted.text) for tag in tags}
        # Not LIKE, which ignores case in SQLite and heeds it in PostgreSQL. A text
        # that leaves no key, a lone full stop say, is part of no term.
        parts = [
            _has_term(
                (TERM.c.lang == tag) & (func.replace(TERM.c.key, key, "") != TERM.c.key)
            )
            for tag, key in asked.items()
            if key
        ]
        yield or_(*parts) if parts else CONCEPT.c.id.in_([])


def _has_term(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    return (
        select(TERM.c.concept_id)
        .where(TERM.c.concept_id == CONCEPT.c.id, condition)
        .exists()
    )
