"""Changes of concepts and decisions, step by step, each against what was read."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from glossary.errors import ConflictError
from glossary.store import candidates, concepts
from glossary.store.protocol import Counts, Decision, Edit, OnExisting, State
from glossary.store.versions import Kind, Step, Version, batches, by_whom, current

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sqlalchemy import Connection

    from glossary.model import Concept
    from glossary.store.concepts import Keys


def apply(
    connection: Connection, keys: Keys, number: int, edits: Sequence[Edit | Decision]
) -> dict[str, int]:
    """Take the steps in order and return the revision of each concept that was put."""
    revisions: dict[str, int | None] = {}
    for is_edit, group in groupby(edits, lambda one: isinstance(one, Edit)):
        if is_edit:
            some = (one for one in group if isinstance(one, Edit))
            for batch in batches(some, lambda one: one.id):
                revisions |= _edit(connection, keys, number, batch)
        else:
            _decide(
                connection,
                keys,
                number,
                (one for one in group if isinstance(one, Decision)),
            )
    return {name: one for name, one in revisions.items() if one is not None}


def put_many(
    connection: Connection,
    keys: Keys,
    number: int,
    items: Iterable[Concept],
    on_existing: OnExisting,
) -> Counts:
    """Put the concepts in order and count what happened to them."""
    total = Counts(0, 0, 0, 0)
    for batch in batches(items, lambda one: one.id):
        versions = current(connection, Kind.CONCEPT, list(batch))
        steps = [_step(name, versions[name], one) for name, one in batch.items()]
        new = [step for step in steps if step.before.content is None]
        known = [step for step in steps if step.before.content is not None]
        other = [step for step in known if step.before.content != step.content]
        if known and on_existing is OnExisting.REFUSE:
            raise _exists(connection, known[0].id, known[0].before)
        replaced = other if on_existing is OnExisting.REPLACE else []
        if new or replaced:
            concepts.write(connection, keys, number, new + replaced)
        counts = (
            len(new),
            len(replaced),
            len(known) - len(other),
            len(other) - len(replaced),
        )
        total = Counts(*(a + b for a, b in zip(total, counts, strict=True)))
    return total


def _edit(
    connection: Connection, keys: Keys, number: int, batch: dict[str, Edit]
) -> dict[str, int | None]:
    versions = current(connection, Kind.CONCEPT, list(batch))
    steps = []
    for name, edit in batch.items():
        _expect(connection, edit, versions[name])
        steps.append(_step(name, versions[name], edit.after))
    changing = [step for step in steps if step.content != step.before.content]
    if changing:
        concepts.write(connection, keys, number, changing)
    moved = {step.id: step.number for step in changing}
    return {
        step.id: None
        if step.content is None
        else moved.get(step.id, step.before.number)
        for step in steps
    }


def _step(name: str, before: Version, after: Concept | None) -> Step[Concept]:
    content = None if after is None else concepts.to_content(after)
    return Step(id=name, before=before, content=content, value=after)


def _expect(connection: Connection, edit: Edit, found: Version) -> None:
    if edit.expected is None:
        if found.content is not None:
            raise _exists(connection, edit.id, found)
        return
    if found.content is not None and found.number == edit.expected:
        return
    whom = by_whom(connection, Kind.CONCEPT, edit.id)
    if found.number == 0:
        raise ConflictError(f"concept {edit.id!r} does not exist: nothing to change")
    if found.content is None:
        raise ConflictError(
            f"concept {edit.id!r} was removed (revision {found.number}, {whom}) after "
            f"you read revision {edit.expected}; put it anew if it is still wanted"
        )
    raise ConflictError(
        f"concept {edit.id!r} is at revision {found.number} ({whom}), not at "
        f"{edit.expected}, which you read; read it again and repeat your change"
    )


def _exists(connection: Connection, name: str, found: Version) -> ConflictError:
    whom = by_whom(connection, Kind.CONCEPT, name)
    return ConflictError(
        f"concept {name!r} exists already (revision {found.number}, {whom}); "
        "change that one, or give the new one another id"
    )


def _decide(
    connection: Connection, keys: Keys, number: int, wanted: Iterator[Decision]
) -> None:
    def shared(one: Decision) -> str:
        return f"{one.lang}:{keys.make(one.lang, one.term)}"

    for batch in batches(wanted, shared):
        some = list(batch.values())
        ids = candidates.identities(connection, keys, some)
        versions = current(connection, Kind.CANDIDATE, ids)
        steps = []
        for name, decision in zip(ids, some, strict=True):
            before = versions[name]
            _agree(connection, name, before, decision)
            content = candidates.to_content(decision)
            if content != before.content:
                step = Step(id=name, before=before, content=content, value=decision)
                steps.append(step)
        if steps:
            candidates.write(connection, keys, number, steps)


def _agree(
    connection: Connection, name: str, found: Version, decision: Decision
) -> None:
    if decision.was is None:
        return
    state = State.OPEN
    if found.content is not None:
        state = candidates.to_decision(name, found.content).state
    if state is not decision.was:
        whom = by_whom(connection, Kind.CANDIDATE, name)
        raise ConflictError(
            f"candidate {decision.term!r} is {state} ({whom}), not {decision.was} as "
            "you saw it; look again and decide anew"
        )
