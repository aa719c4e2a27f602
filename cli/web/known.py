"""What the glossary knows, indexed to be found in texts; made anew after a change."""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING

from cli.concepts import with_packaged
from glossary.model import Concept, LangSection, Term
from glossary.store import CandidateFilter, State

if TYPE_CHECKING:
    from glossary.matcher import Matcher
    from glossary.store import StoredCandidate, TermStore

_CANDIDATES = 5000
"""Open candidates that are marked in texts, the best ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Concepts, then open candidates, and the index over both."""

    concepts: tuple[Concept, ...]
    own: frozenset[str]
    """Ids of the concepts that are the workspace's."""
    candidates: tuple[StoredCandidate, ...]
    matcher: Matcher


@dataclass(slots=True)
class Knowledge:
    """Makes ``Known`` when it is asked for, and keeps it until the store changes."""

    store: TermStore
    source: str
    _known: Known | None = None
    _changes: int = -1
    _lock: Lock = field(default_factory=Lock)

    def now(self) -> Known:
        """Return what is known now."""
        with self._lock:
            changes = self.store.statistics().changes
            if self._known is None or changes != self._changes:
                self._known = self._made()
                self._changes = changes
            return self._known

    def _made(self) -> Known:
        from glossary.matcher import Matcher

        own = [stored.concept for stored in self.store.concepts()]
        wanted = CandidateFilter(state=State.OPEN)
        page = self.store.candidate_page(wanted, limit=_CANDIDATES)
        candidates = tuple(one.stored for one in page.items)
        concepts = tuple(with_packaged(own))
        return Known(
            concepts=concepts,
            own=frozenset(one.id for one in own),
            candidates=candidates,
            matcher=Matcher.build(
                [*concepts, *map(_as_concept, candidates)], self.source
            ),
        )


def _as_concept(stored: StoredCandidate) -> Concept:
    section = LangSection(lang=stored.lang, terms=(Term(text=stored.candidate.term),))
    return Concept(id=stored.candidate.term, sections=(section,))
