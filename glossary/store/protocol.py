"""What a term store takes, keeps and answers, whatever database is behind it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, Protocol, Self

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from glossary.model import Candidate, Concept, ConceptType, Status
    from glossary.store.lists import (
        CandidateCount,
        CandidateFilter,
        CandidatePage,
        ConceptPage,
        LoggedChange,
    )


class State(StrEnum):
    """What a person decided about a candidate."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    LATER = "later"


class OnExisting(StrEnum):
    """What becomes of a concept whose id the store holds already."""

    REPLACE = "replace"
    KEEP = "keep"
    REFUSE = "refuse"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Who did what, when and why: the header of a set of revisions."""

    who: str
    at: str
    """ISO 8601 in UTC: ``2026-03-01T09:30:00Z``."""
    action: str
    """A verb for people to read: ``edit``, ``merge``, ``import terms.csv``."""
    why: str | None = None

    def __post_init__(self) -> None:
        offset = datetime.fromisoformat(self.at).utcoffset()
        if offset is None or offset != UTC.utcoffset(None):
            raise ValueError(f"{self.at!r} is not a time in UTC")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """A concept with the revision to hand back when it is changed."""

    concept: Concept
    revision: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One concept's step in a change.

    ``expected`` is the revision that was read, ``None`` where the concept must be new;
    ``after`` is ``None`` to delete it.
    """

    id: str
    expected: int | None
    after: Concept | None

    def __post_init__(self) -> None:
        if self.after is not None and self.after.id != self.id:
            raise ValueError("an edit keeps the id; delete and put to change it")
        if self.after is None and self.expected is None:
            raise ValueError("only what was read can be deleted")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a person says about every candidate that shares the term's match key."""

    term: str
    state: State
    concept: str | None = None
    """The id of the concept that the term became part of."""
    lang: str = "ar"
    was: State | None = None
    """The state that the person saw; ``None`` overrules whatever it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredCandidate:
    """A candidate of the last extraction with what was decided about it."""

    candidate: Candidate
    lang: str
    state: State
    concept: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """One step of a concept; ``None`` before it was made and after its end."""

    number: int
    """Counts from 1 for each concept, on through deletion and renewal."""
    before: Concept | None
    after: Concept | None
    change: Change
    change_number: int
    undoes: int | None
    """The number of the change that this one took back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeSet:
    """A change with the ids of its concepts and the terms of its decisions."""

    number: int
    change: Change
    concepts: tuple[str, ...]
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConceptFilter:
    """Which concepts to list; a concept must meet every condition that is set."""

    type: ConceptType | None = None
    subject: str | None = None
    statuses: tuple[Status, ...] = ()
    """At least one term has one of these."""
    text: str | None = None
    """Part of a term in any language, compared by match keys."""


class Counts(NamedTuple):
    """What a bulk put did, in concepts."""

    added: int
    replaced: int
    unchanged: int
    """The same as what was there: no revision was written."""
    kept: int
    """Different from what was there, which ``OnExisting.KEEP`` left in place."""


class Statistics(NamedTuple):
    """How much a store holds."""

    concepts: int
    candidates: int
    changes: int


class Check(NamedTuple):
    """One answer of the examination of a store."""

    name: str
    ok: bool
    detail: str


class TermStore(Protocol):
    """Keeps concepts, candidates and their history; every change is atomic.

    Each method may raise ``StoreError``, and those that change something
    ``ConflictError`` where another change came first. Iterators read one consistent
    state in constant memory and hold a connection until they end or are closed.
    """

    def get(self, concept_id: str) -> Stored | None:
        """Return one concept, or ``None`` where the store has none of that id."""

    def concepts(self, wanted: ConceptFilter = ...) -> Iterator[Stored]:
        """Yield the concepts that meet the filter in order of their ids."""

    def concept_page(
        self, wanted: ConceptFilter = ..., *, first: int = ..., limit: int = ...
    ) -> ConceptPage:
        """Return the concepts of ``concepts`` from the place ``first``, from 0, on."""

    def find(self, lang: str, key: str) -> list[Stored]:
        """Return the concepts with a term of this match key, in order of their ids.

        ``lang`` is answered by narrower tags too: ``ar`` by ``ar-SA``.
        """

    def put(self, concept: Concept, *, expected: int | None, change: Change) -> int:
        """Write one concept and return its revision, the old one if nothing differs."""

    def put_many(
        self, concepts: Iterable[Concept], *, change: Change, on_existing: OnExisting
    ) -> Counts:
        """Write all concepts or, where one fails, none.

        A later concept of the same id meets the earlier one as an existing one.
        """

    def delete(self, concept_id: str, *, expected: int, change: Change) -> None:
        """Remove one concept; its history stays."""

    def apply(
        self, steps: Sequence[Edit | Decision], *, change: Change
    ) -> dict[str, int]:
        """Take all steps in order or, where one conflicts, none.

        Return the revision of each concept that was put.
        """

    def save_candidates(
        self, ranked: Iterable[Candidate], *, change: Change, lang: str = ...
    ) -> int:
        """Replace the candidates by these, best first, and return their number.

        Decisions stay, also those whose candidate is gone for now.
        """

    def candidates(
        self, state: State | None = ..., *, without: Collection[str] = ...
    ) -> Iterator[StoredCandidate]:
        """Yield the candidates, best first, but for those of some match keys."""

    def candidate(self, term: str, *, lang: str = ...) -> StoredCandidate | None:
        """Return the best candidate that shares the term's match key."""

    def candidate_page(
        self,
        wanted: CandidateFilter = ...,
        *,
        after: int = ...,
        before: int | None = ...,
        limit: int = ...,
    ) -> CandidatePage:
        """Return the first candidates that rank after ``after``, best first.

        With ``before`` those are meant that come last before that rank. A decision
        moves none of the others.
        """

    def candidate_counts(self) -> list[CandidateCount]:
        """Count the candidates by state, type and origin, in order of the three."""

    def decisions(self, concept_id: str) -> list[Decision]:
        """Return the decisions that name a concept, in order of their terms."""

    def decide(self, decision: Decision, *, change: Change) -> None:
        """Write one decision."""

    def history(self, concept_id: str) -> list[Revision]:
        """Return the revisions of a concept, oldest first."""

    def changes(
        self, *, who: str | None = ..., before: int | None = ..., limit: int = ...
    ) -> list[LoggedChange]:
        """Return the latest changes, those before a number if asked, newest first."""

    def undo(
        self,
        change: Change,
        *,
        concept_id: str | None = None,
        number: int | None = None,
    ) -> ChangeSet:
        """Take back a whole change and return what was taken back.

        By default that is the last change in force, or the last one that touched
        ``concept_id``; said again, it goes further back. ``number`` names any change in
        force instead, also an undoing one, which redoes.
        """

    def statistics(self) -> Statistics:
        """Count what the store holds."""

    def close(self) -> None:
        """Release the database; iterators in progress keep their connection."""

    def __enter__(self) -> Self: ...

    def __exit__(self, *_: object) -> None: ...
