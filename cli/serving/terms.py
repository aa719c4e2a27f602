"""The glossary as the server asks it: looked up by text, recognised in texts."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING, Any, NamedTuple

from cli.concepts import BUILT_IN, WORKSPACE, record, with_packaged

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
    concepts: list[Concept]
    own: int
    """How many of them, the first ones, are the workspace's."""
    keys: list[tuple[str, ...]]
    """The match keys of each concept's terms."""
    matchers: dict[str, Matcher]


class Terms:
    """The workspace's concepts and, behind them, the packaged ones.

    The matchers are made when first asked for, and anew when the store has changed.
    """

    def __init__(self, store: TermStore, settings: Config) -> None:
        self._store, self._settings = store, settings
        self._lock = Lock()
        self._known = _Known(-1, [], 0, [], {})

    def warm(self) -> None:
        """Make the matcher of the source language, so that no request waits for it."""
        self._matcher(self._current(), self._settings.source)

    def find(self, text: str, limit: int) -> list[dict[str, Any]]:
        """Return the concepts with a term that holds the text, exact ones first."""
        from glossary.arabic import key

        folded, known = key(text), self._current()
        longer = (
            (len(own) - len(folded), place)
            for place, keys in enumerate(known.keys)
            if (own := min((one for one in keys if folded in one), key=len, default=""))
        )
        return [self._record(known, place) for _, place in sorted(longer)[:limit]]

    def recognise(self, text: str, lang: str) -> Iterator[Recognised]:
        """Yield the terms of one language in a text, in order."""
        known = self._current()
        for one in self._matcher(known, lang).find(text):
            concepts = dict.fromkeys(entry.concept for entry in one.entries)
            yield Recognised(
                one.start,
                one.end,
                one.text,
                [self._record(known, number) for number in concepts],
            )

    def _matcher(self, known: _Known, lang: str) -> Matcher:
        from glossary.matcher import Matcher

        with self._lock:
            if lang not in known.matchers:
                known.matchers[lang] = Matcher.build(known.concepts, lang)
            return known.matchers[lang]

    def _current(self) -> _Known:
        changes = self._store.statistics().changes
        with self._lock:
            if self._known.changes != changes:
                self._known = self._read(changes)
            return self._known

    def _read(self, changes: int) -> _Known:
        from glossary.arabic import key

        own = [stored.concept for stored in self._store.concepts()]
        concepts = with_packaged(own)
        keys = [
            tuple(key(term.text) for section in one.sections for term in section.terms)
            for one in concepts
        ]
        return _Known(changes, concepts, len(own), keys, {})

    def _record(self, known: _Known, place: int) -> dict[str, Any]:
        origin = WORKSPACE if place < known.own else BUILT_IN
        return record(
            known.concepts[place], self._settings, revision=None, origin=origin
        )
