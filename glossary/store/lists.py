"""What a term store answers when it is asked for lists, a page at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from glossary.model import ConceptType, Origin
    from glossary.store.protocol import Change, State, Stored, StoredCandidate


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateFilter:
    """Which candidates to list; one must meet every condition that is set."""

    state: State | None = None
    type: ConceptType | None = None
    origin: Origin | None = None
    """Where the best proposal came from."""
    confidence: float | None = None
    """The best proposal is at least this sure, and no guess from the letters."""
    text: str | None = None
    """Part of a form or of a proposed translation, compared by match keys."""


class Ranked(NamedTuple):
    """A candidate with its place in the last extraction, from 1."""

    rank: int
    stored: StoredCandidate


class CandidatePage(NamedTuple):
    """Some of the candidates that meet a filter, by rank."""

    items: tuple[Ranked, ...]
    total: int
    """How many meet the filter."""
    before: int
    """How many of them come before these."""


class CandidateCount(NamedTuple):
    """How many candidates have these three in common."""

    state: State
    type: ConceptType
    origin: Origin | None
    number: int


class ConceptPage(NamedTuple):
    """Some of the concepts that meet a filter, by id."""

    items: tuple[Stored, ...]
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedChange:
    """A change as the journal tells it."""

    number: int
    change: Change
    undoes: int | None
    undone_by: int | None
    concepts: int
    """How many concepts it touched."""
    candidates: int
    """On how many candidates it decided."""
    names: tuple[str, ...]
    """The first few of both: ids of concepts, then terms."""
