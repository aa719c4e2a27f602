"""Which concepts and terms an export takes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cli.config import Config
    from cli.formats import Exchange
    from glossary.model import Concept, Status
    from glossary.store import TermStore


class Filter:
    """Which concepts and terms go out."""

    def __init__(
        self, statuses: frozenset[Status], domains: frozenset[str], text: str | None
    ) -> None:
        self._statuses = statuses
        self._domains = domains
        self._text = text

    def apply(
        self, concepts: Iterable[Concept], settings: Config, how: Exchange
    ) -> Iterator[Concept]:
        """Yield what is left of the concepts that have both languages."""
        if self._text is not None:
            from glossary.presence import present

            concepts = present(concepts, self._text, settings.source)
        for concept in concepts:
            if self._domains and concept.subject not in self._domains:
                continue
            kept = self._of_status(concept) if self._statuses else concept
            if kept.preferred(settings.source) and kept.preferred(settings.target):
                yield kept
            elif kept is concept:
                how.losses.add("concepts without both languages")

    def _of_status(self, concept: Concept) -> Concept:
        sections = (
            replace(
                section,
                terms=tuple(t for t in section.terms if t.status in self._statuses),
            )
            for section in concept.sections
        )
        return replace(concept, sections=tuple(one for one in sections if one.terms))


def statuses(words: list[str] | None) -> frozenset[Status]:
    """Return the statuses that an option names; raise ``FileError`` for others."""
    from glossary.errors import FileError
    from glossary.record import parse_status

    try:
        return frozenset(parse_status(word) for word in words or ())
    except ValueError as error:
        raise FileError(
            f"--status: {error}; use preferred, admitted, deprecated or superseded"
        ) from None


def texts(names: list[str] | None) -> str | None:
    """Return the text of articles of any kind, in one; ``None`` for no names."""
    from cli import documents

    return "\n\n".join(map(documents.read, names)) if names else None


def concepts(store: TermStore | None, only: str | None) -> Iterator[Concept]:
    """Yield the concepts to write, in the order of their ids."""
    from heapq import merge

    from cli.concepts import matched
    from glossary.base import entries
    from glossary.errors import FileError

    if only not in (None, "curated", "matched"):
        raise FileError(f"--only {only}: choose curated or matched")
    if store is None:
        yield from (entry.concept for entry in entries())
        return
    curated = (stored.concept for stored in store.concepts())
    found = list(matched(store)) if only != "curated" else []
    yield from merge(
        curated if only != "matched" else (), found, key=lambda concept: concept.id
    )
