"""Candidates as rows, and what people decided about them, kept apart from them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, and_, bindparam, delete, func, insert, select, update

from glossary.store.contents import to_candidate, to_record
from glossary.store.facets import facet
from glossary.store.protocol import Decision, State, StoredCandidate
from glossary.store.schema import CANDIDATE, DECISION, FACET
from glossary.store.versions import BATCH, Kind, Step, decode, encode, record

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from sqlalchemy import Connection, Row, Table

    from glossary.model import Candidate
    from glossary.store.concepts import Keys


def save(
    connection: Connection, keys: Keys, candidates: Iterable[Candidate], lang: str
) -> int:
    """Replace the candidates by these, ranked as they come, and return their number."""
    connection.execute(delete(FACET))  # first: a delete without references is quick
    connection.execute(delete(CANDIDATE))
    add_rows, add_facets = (_inserter(connection, one) for one in (CANDIDATE, FACET))
    rank = 0
    rows: list[dict[str, Any]] = []
    facets: list[dict[str, Any]] = []
    for rank, candidate in enumerate(candidates, start=1):
        rows.append(
            {
                "rank": rank,
                "lang": lang,
                "term": candidate.term,
                "key": keys.make(lang, candidate.term),
                "content": encode(to_record(candidate)),
            }
        )
        facets.append(facet(keys, rank, lang, candidate))
        if len(rows) == BATCH:
            add_rows(rows)
            add_facets(facets)
            rows, facets = [], []
    if rows:
        add_rows(rows)
        add_facets(facets)
    return rank


def _inserter(
    connection: Connection, table: Table
) -> Callable[[list[dict[str, Any]]], None]:
    """Return what inserts rows into a table as the driver takes them.

    SQLAlchemy looks at each value of each row, for longer than SQLite writes it; none
    of these needs a conversion.
    """
    statement = insert(table).compile(dialect=connection.dialect)
    names, text = statement.positiontup, str(statement)

    def add(rows: list[dict[str, Any]]) -> None:
        values = [tuple(row[name] for name in names) for row in rows] if names else rows
        connection.exec_driver_sql(text, values)

    return add


def stream(
    connection: Connection, state: State | None, without: Collection[str]
) -> Iterator[StoredCandidate]:
    """Yield the candidates in that state, or all, by rank, but for some keys."""
    query = _query().order_by(CANDIDATE.c.rank)
    if state is not None:
        decided = func.coalesce(DECISION.c.state, State.OPEN.value)
        query = query.where(decided == state.value)
    with connection.execute(query.execution_options(yield_per=BATCH)) as rows:
        for row in rows:
            if row.key not in without:
                yield stored(row)


def get(connection: Connection, lang: str, key: str) -> StoredCandidate | None:
    """Return the first candidate with that key, or ``None``."""
    query = _query().where(CANDIDATE.c.key == key, CANDIDATE.c.lang == lang)
    row = connection.execute(query.order_by(CANDIDATE.c.rank).limit(1)).first()
    return stored(row) if row else None


def decisions(connection: Connection, concept_id: str) -> list[Decision]:
    """Return the decisions that name a concept, in order of their terms."""
    query = select(DECISION).where(DECISION.c.concept_id == concept_id)
    return [
        Decision(
            term=row.term, lang=row.lang, state=State(row.state), concept=row.concept_id
        )
        for row in connection.execute(query.order_by(DECISION.c.term, DECISION.c.lang))
    ]


def identities(
    connection: Connection, keys: Keys, wanted: Sequence[Decision]
) -> list[str]:
    """Return the id under which each decision stands, or will stand.

    It is that of the term first decided among those that share its key.
    """
    asked = [(one.lang, keys.make(one.lang, one.term)) for one in wanted]
    rows = connection.execute(
        select(DECISION.c.id, DECISION.c.lang, DECISION.c.key).where(
            DECISION.c.key.in_([key for _, key in asked])
        )
    )
    known = {(row.lang, row.key): row.id for row in rows}
    for one, both in zip(wanted, asked, strict=True):
        known.setdefault(both, f"{one.lang}:{one.term}")
    return [known[both] for both in asked]


def to_content(decision: Decision) -> str:
    """Return what a decision says, as its revisions hold it."""
    return encode({"state": decision.state.value, "concept": decision.concept})


def to_decision(decision_id: str, content: str) -> Decision:
    """Return the decision of that id that ``to_content`` wrote."""
    lang, _, term = decision_id.partition(":")

    def read(said: dict[str, Any]) -> Decision:
        state, concept = State(said["state"]), said["concept"]
        return Decision(term=term, lang=lang, state=state, concept=concept)

    return decode(content, f"the decision about {term!r}", read)


def write(
    connection: Connection, keys: Keys, number: int, steps: Sequence[Step[Decision]]
) -> None:
    """Take the steps of a change, with their revisions; no id comes twice."""
    rows = [_columns(step, step.value, keys, number) for step in steps if step.value]
    ids = [step.id for step in steps]
    connection.execute(delete(DECISION).where(DECISION.c.id.in_(ids)))
    if rows:
        held = (DECISION.c.key == bindparam("k")) & (DECISION.c.lang == bindparam("l"))
        asked = [{"k": row["key"], "l": row["lang"]} for row in rows]
        connection.execute(update(DECISION).where(held).values({"key": None}), asked)
        connection.execute(insert(DECISION), rows)
    record(connection, number, Kind.CANDIDATE, steps)


def _query() -> Select[Any]:
    same = and_(DECISION.c.key == CANDIDATE.c.key, DECISION.c.lang == CANDIDATE.c.lang)
    return select(
        CANDIDATE.c.lang,
        CANDIDATE.c.term,
        CANDIDATE.c.key,
        CANDIDATE.c.content,
        DECISION.c.state,
        DECISION.c.concept_id,
    ).select_from(CANDIDATE.outerjoin(DECISION, same))


def stored(row: Row[Any]) -> StoredCandidate:
    """Return the candidate of a row with its language, state and concept."""
    return StoredCandidate(
        candidate=to_candidate(row.term, row.content),
        lang=row.lang,
        state=State(row.state or State.OPEN),
        concept=row.concept_id,
    )


def _columns(
    step: Step[Decision], decision: Decision, keys: Keys, number: int
) -> dict[str, Any]:
    lang, _, term = step.id.partition(":")
    return {
        "id": step.id,
        "content": step.content,
        "revision": step.number,
        "change_id": number,
        "lang": lang,
        "term": term,
        "key": keys.make(lang, term),
        "state": decision.state.value,
        "concept_id": decision.concept,
    }
