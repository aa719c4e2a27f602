"""The glossary as the server asks it: looked up by text, recognised in texts."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING, Any, NamedTuple

from cli.concepts import BUILT_IN, WORKSPACE, record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cli.config import Config
    from glossary.matcher import Matcher
    from glossary.model import Concept
    from glossary.store import TermStore


class Recognised(NamedTuple):
    """A term's place in a text with the concepts that it may stand for."""

    start: int
    end: int
    text: str
    concepts: list[dict[str, Any]]


class _Known(NamedTuple):
    """The glossary as of a change: how many changes the store had seen."""

    changes: int
    concepts: list[tuple[Concept, str]]
    matchers: dict[str, Matcher]


class Terms:
    """The workspace's concepts and, behind them, the packaged ones.

    The matchers are made when first asked for, and anew when the store has changed.
    """

    def __init__(self, store: TermStore, settings: Config) -> None:
        self._store, self._settings = store, settings
        self._lock = Lock()
        self._known = _Known(-1, [], {})

    def warm(self) -> None:
        """Make the matcher of the source language, so that no request waits for it."""
        self._matcher(self._current(), self._settings.source)

    def find(self, text: str, limit: int) -> list[dict[str, Any]]:
        """Return the concepts with a term that holds the text, exact ones first."""
        from glossary.arabic import key

        folded = key(text)
        found = [
            (min(_distance(one, folded)), place, one, origin)
            for place, (one, origin) in enumerate(self._current().concepts)
        ]
        best = sorted((one for one in found if one[0] < _NONE), key=lambda o: o[:2])
        return [self._record(one, origin) for _, _, one, origin in best[:limit]]

    def recognise(self, text: str, lang: str) -> Iterator[Recognised]:
        """Yield the terms of one language in a text, in order."""
        known = self._current()
        for one in self._matcher(known, lang).find(text):
            concepts = dict.fromkeys(entry.concept for entry in one.entries)
            yield Recognised(
                one.start,
                one.end,
                one.text,
                [self._record(*known.concepts[number]) for number in concepts],
            )

    def _matcher(self, known: _Known, lang: str) -> Matcher:
        from glossary.matcher import Matcher

        with self._lock:
            if lang not in known.matchers:
                concepts = [one for one, _ in known.concepts]
                known.matchers[lang] = Matcher.build(concepts, lang)
            return known.matchers[lang]

    def _current(self) -> _Known:
        changes = self._store.statistics().changes
        with self._lock:
            if self._known.changes != changes:
                self._known = _Known(changes, self._read(), {})
            return self._known

    def _read(self) -> list[tuple[Concept, str]]:
        from glossary.base import entries

        own = [stored.concept for stored in self._store.concepts()]
        taken = {one.id for one in own}
        return [
            *((one, WORKSPACE) for one in own),
            *((e.concept, BUILT_IN) for e in entries() if e.concept.id not in taken),
        ]

    def _record(self, concept: Concept, origin: str) -> dict[str, Any]:
        return record(concept, self._settings, revision=None, origin=origin)


_NONE = 1 << 30


def _distance(concept: Concept, folded: str) -> Iterator[int]:
    """Yield how much longer than the text each term is that holds it."""
    from glossary.arabic import key

    yield _NONE
    for section in concept.sections:
        for term in section.terms:
            own = key(term.text)
            if folded in own:
                yield len(own) - len(folded)
