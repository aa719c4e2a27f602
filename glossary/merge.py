"""Two descendants of one glossary made one: a three-way merge, field by field."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from glossary.model import Concept, LangSection, Term

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


class Conflict(NamedTuple):
    """A field that both sides changed, each in its way; ours is kept."""

    concept: str
    field: str
    ours: str | None
    theirs: str | None


class Merge(NamedTuple):
    """The merged glossary, and what was not to be decided."""

    concepts: list[Concept]
    conflicts: list[Conflict]


def merge(
    base: Iterable[Concept], ours: Iterable[Concept], theirs: Iterable[Concept]
) -> Merge:
    """Merge by id: what one side changed stands, what both changed is a conflict.

    The order is ours, then what is new of theirs. Terms are merged one by one, so that
    two people may add synonyms to one concept. Who changed a concept last, and when, is
    taken from the side that changed more lately.
    """
    conflicts: list[Conflict] = []
    known, left, right = (
        {one.id: one for one in side} for side in (base, ours, theirs)
    )

    def tell(concept: str, field: str, mine: object, other: object) -> None:
        words = (None if one is None else _short(one) for one in (mine, other))
        conflicts.append(Conflict(concept, field, *words))

    merged = []
    for name in dict.fromkeys([*left, *right]):
        old, mine, other = known.get(name), left.get(name), right.get(name)
        done = _whole(name, old, mine, other, tell)
        if done is not None:
            merged.append(done)
    return Merge(merged, conflicts)


def _whole(
    name: str,
    old: Concept | None,
    mine: Concept | None,
    other: Concept | None,
    tell: Callable[[str, str, object, object], None],
) -> Concept | None:
    if other in (mine, old):
        return mine
    if mine == old:
        return other
    if mine is None or other is None:  # one removed what the other changed
        tell(name, "concept", mine, other)
        return mine or other
    return _concept(old or Concept(id=name), mine, other, tell)


def _concept(
    old: Concept,
    mine: Concept,
    other: Concept,
    tell: Callable[[str, str, object, object], None],
) -> Concept:
    plain = ("type", "subject", "definition", "note", "extra")
    values = {
        field: _value(mine.id, field, (old, mine, other), tell) for field in plain
    }
    latest = max(mine, other, key=lambda one: one.provenance.changed or "")
    tags = dict.fromkeys(one.lang for side in (mine, other) for one in side.sections)
    sections = []
    for tag in tags:
        sides = [
            next((one for one in side.sections if one.lang == tag), None)
            for side in (old, mine, other)
        ]
        found = _section(mine.id, tag, sides, tell)
        if found is not None:
            sections.append(found)
    return replace(
        mine, **values, sections=tuple(sections), provenance=latest.provenance
    )


def _section(
    name: str,
    tag: str,
    sides: list[LangSection | None],
    tell: Callable[[str, str, object, object], None],
) -> LangSection | None:
    old, mine, other = (one or LangSection(lang=tag, terms=()) for one in sides)
    values = {
        field: _value(name, field, (old, mine, other), tell, f"{tag}.")
        for field in ("definition", "note", "extra")
    }
    known, left, right = ({t.text: t for t in one.terms} for one in (old, mine, other))
    terms = []
    for text in dict.fromkeys([*left, *right]):
        before, ours, theirs = known.get(text), left.get(text), right.get(text)
        term: Term | None
        if theirs in (ours, before):
            term = ours
        elif ours == before:
            term = theirs
        elif ours is None or theirs is None:
            tell(name, f"{tag}.term[{text}]", ours, theirs)
            term = ours or theirs
        else:
            start = before or ours
            own = {
                field.name: _value(
                    name,
                    field.name,
                    (start, ours, theirs),
                    tell,
                    f"{tag}.term[{text}].",
                )
                for field in fields(Term)
            }
            term = Term(**own)
        if term is not None:
            terms.append(term)
    return replace(mine, terms=tuple(terms), **values) if terms else None


def _value(
    name: str,
    field: str,
    sides: tuple[Any, Any, Any],
    tell: Callable[[str, str, object, object], None],
    prefix: str = "",
) -> Any:  # noqa: ANN401 - a field of any kind
    old, mine, other = (getattr(one, field) for one in sides)
    if other in (mine, old):
        return mine
    if mine == old:
        return other
    tell(name, prefix + field, mine, other)
    return mine


def _short(value: object) -> str:
    match value:
        case Concept():
            return value.id
        case Term():
            return value.text
        case _:
            return str(value)
