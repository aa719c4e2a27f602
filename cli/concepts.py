"""Concepts as the commands use them: found by id or term, listed, shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from glossary.errors import FileError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cli.config import Config
    from glossary.model import Concept, ConceptType
    from glossary.store import Stored, TermStore

WORKSPACE, BUILT_IN = "workspace", "built-in"
KEYS = (
    "id type source target status domain definition note revision origin languages"
    " provenance"
).split()


def record(
    concept: Concept, settings: Config, *, revision: int | None, origin: str
) -> dict[str, Any]:
    """Return a concept as the record that ``terms`` prints."""
    from glossary.record import to_record

    full = to_record(concept)
    source = concept.preferred(settings.source)
    target = concept.preferred(settings.target)
    return {
        "id": concept.id,
        "type": concept.type.value,
        "source": source.text if source else None,
        "target": target.text if target else None,
        "status": target.status.label if target else None,
        "domain": concept.subject,
        "definition": concept.definition,
        "note": concept.note,
        "revision": revision,
        "origin": origin,
        "languages": full["languages"],
        "provenance": full["provenance"],
    }


def with_packaged(own: Sequence[Concept]) -> list[Concept]:
    """Return a workspace's concepts and, behind them, the packaged ones.

    A concept of the workspace stands for the packaged one with its id.
    """
    from glossary.base import entries

    taken = {one.id for one in own}
    return [*own, *(e.concept for e in entries() if e.concept.id not in taken)]


def matched(store: TermStore) -> Iterator[Concept]:
    """Yield the packaged concepts that the workspace's candidates matched, by id.

    Those that the workspace has itself, and those whose candidates were all rejected,
    are left out.
    """
    from glossary.base import entries
    from glossary.model import Origin
    from glossary.store import State

    wanted = {
        stored.candidate.renderings[0].detail
        for stored in store.candidates()
        if stored.state is not State.REJECTED
        and stored.candidate.renderings
        and stored.candidate.renderings[0].origin is Origin.CURATED
    }
    for entry in entries():
        if entry.concept.id in wanted and store.get(entry.concept.id) is None:
            yield entry.concept


def resolve(store: TermStore, name: str, settings: Config) -> Stored:
    """Return the workspace's concept with an id or, failing that, a term.

    Raises ``FileError`` where there is none or, naming them, several.
    """
    from glossary.arabic import key

    stored = store.get(name)
    if stored:
        return stored
    found = {
        one.concept.id: one
        for tag in (settings.source, settings.target)
        for one in store.find(tag, key(name))
    }
    if len(found) == 1:
        return next(iter(found.values()))
    if found:
        raise FileError(f"{name} is in several concepts: {', '.join(found)}; name one")
    raise FileError(
        f"no concept has the id or term {name!r}; 'gloss terms list' shows them, "
        "'gloss terms accept' makes one of a candidate"
    )


def free_id(store: TermStore, base: str, made: dict[str, Concept] | None = None) -> str:
    """Return an id that no concept has: the base, or the base with a number."""
    name, number = base, 1
    while store.get(name) is not None or name in (made or {}):
        number += 1
        name = f"{base}-{number}"
    return name


def concept_type(text: str) -> ConceptType:
    """Return the type that an option names; raise ``FileError`` for no type."""
    from glossary.model import ConceptType

    try:
        return ConceptType(text)
    except ValueError:
        raise FileError(
            f"--type {text}: choose from {', '.join(ConceptType)}"
        ) from None
