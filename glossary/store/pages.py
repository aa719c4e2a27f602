"""Candidates a page at a time, filtered and counted by their facets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import Select, and_, func, or_, select

from glossary.model import ConceptType, Origin
from glossary.store.candidates import stored
from glossary.store.facets import parts
from glossary.store.lists import (
    CandidateCount,
    CandidateFilter,
    CandidatePage,
    Ranked,
)
from glossary.store.protocol import State
from glossary.store.schema import CANDIDATE, DECISION, FACET

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import ColumnElement, Connection

    from glossary.store.concepts import Keys

_SAME = and_(DECISION.c.key == FACET.c.key, DECISION.c.lang == FACET.c.lang)


class Window(NamedTuple):
    """Which ranks a page may have, the two bounds excluded, and how many items."""

    after: int
    before: int | None
    limit: int


def candidate_page(
    connection: Connection,
    keys: Keys,
    wanted: CandidateFilter,
    window: Window,
) -> CandidatePage:
    """Return the candidates next to a rank that meet the filter."""
    conditions = list(_conditions(keys, wanted))
    query: Select[Any] = (
        select(
            FACET.c.rank,
            CANDIDATE.c.lang,
            CANDIDATE.c.term,
            CANDIDATE.c.content,
            DECISION.c.state,
            DECISION.c.concept_id,
        )
        .select_from(FACET)
        .join(CANDIDATE, CANDIDATE.c.rank == FACET.c.rank)
        .outerjoin(DECISION, _SAME)
        .where(*conditions, *_in_state(wanted.state), FACET.c.rank > window.after)
    )
    if window.before is None:
        query = query.order_by(FACET.c.rank)
    else:
        query = query.where(FACET.c.rank < window.before).order_by(FACET.c.rank.desc())
    rows = connection.execute(query.limit(window.limit)).all()
    items = sorted((Ranked(row.rank, stored(row)) for row in rows), key=_rank)
    if not (window.after or window.before) and len(items) < window.limit:
        return CandidatePage(tuple(items), len(items), 0)  # these are all
    total = _count(connection, conditions, wanted.state)
    earlier = [*conditions, FACET.c.rank < items[0].rank] if items else conditions
    moved = window.after or window.before
    less = _count(connection, earlier, wanted.state) if moved else 0
    return CandidatePage(tuple(items), total, less)


def candidate_counts(connection: Connection) -> list[CandidateCount]:
    """Count the candidates by state, type and origin."""
    state = func.coalesce(DECISION.c.state, State.OPEN.value).label("state")
    groups = (state, FACET.c.type, FACET.c.origin)
    query = (
        select(*groups, func.count().label("number"))
        .select_from(FACET)
        .outerjoin(DECISION, _SAME)
        .group_by(*groups)
    )
    counts = [
        CandidateCount(
            State(row.state),
            ConceptType(row.type),
            Origin(row.origin) if row.origin else None,
            row.number,
        )
        for row in connection.execute(query)
    ]
    return sorted(counts, key=lambda one: (one.state, one.type, one.origin or ""))


def _rank(one: Ranked) -> int:
    return one.rank


def _count(
    connection: Connection, conditions: list[ColumnElement[bool]], state: State | None
) -> int:
    """Count what meets the conditions.

    Candidates are many and decisions few: the open ones are counted as those that
    nobody decided on.
    """
    every = select(func.count()).select_from(FACET).where(*conditions)
    if state is None:
        return int(connection.execute(every).scalar_one())
    decided = _decided().where(*conditions)
    if state is not State.OPEN:
        one = decided.where(DECISION.c.state == state.value)
        return int(connection.execute(one).scalar_one())
    gone = decided.where(DECISION.c.state != state.value)
    everything = connection.execute(every).scalar_one()
    return int(everything - connection.execute(gone).scalar_one())


def _decided() -> Select[Any]:
    return select(func.count()).select_from(DECISION).join(FACET, _SAME)


def _in_state(state: State | None) -> list[ColumnElement[bool]]:
    if state is None:
        return []
    if state is State.OPEN:
        return [or_(DECISION.c.state.is_(None), DECISION.c.state == state.value)]
    return [DECISION.c.state == state.value]


def _conditions(keys: Keys, wanted: CandidateFilter) -> Iterator[ColumnElement[bool]]:
    if wanted.type is not None:
        yield FACET.c.type == wanted.type.value
    if wanted.origin is not None:
        yield FACET.c.origin == wanted.origin.value
    if wanted.confidence is not None:
        yield FACET.c.confidence >= parts(wanted.confidence)
        yield FACET.c.origin.is_not(None)
        yield FACET.c.origin != Origin.ROMANISED.value
    if wanted.text is not None:
        # One key for all forms: what is typed may be of either language. Not LIKE,
        # which ignores case in SQLite and heeds it in PostgreSQL.
        asked = keys.make("ar", wanted.text)
        if asked:
            yield func.replace(FACET.c.forms, asked, "") != FACET.c.forms
        else:
            yield FACET.c.rank.is_(None)
