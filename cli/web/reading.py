"""An article as running text with its terms marked."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cli.web.known import Known
    from glossary.model import Concept
    from glossary.store import StoredCandidate

PART = 40_000
"""Characters of an article on one page, about: a page ends with a paragraph."""


class Item(NamedTuple):
    """A concept or a candidate that the text speaks of."""

    number: int
    concept: Concept | None
    candidate: StoredCandidate | None
    own: bool
    """Whether the workspace has it."""
    mentions: int


class Piece(NamedTuple):
    """A stretch of text: plain, or a mention of an item."""

    text: str
    start: int
    items: tuple[int, ...]
    """What it may mean; empty for plain text."""
    kind: str
    """``own``, ``packaged``, ``candidate`` or ``doubtful``; empty for plain text."""
    here: bool
    """Whether this is the place that was asked for."""


class Marked(NamedTuple):
    """A part of an article."""

    paragraphs: list[list[Piece]]
    items: list[Item]
    part: int
    parts: int


def marked(text: str, known: Known, *, part: int, at: int | None) -> Marked:
    """Mark the terms in a part of a text; ``at`` chooses the part that holds it."""
    bounds = list(_parts(text))
    if at is not None:
        held = [n for n, (start, end) in enumerate(bounds) if start <= at < end]
        part = held[0] if held else 0
    part = min(part, len(bounds) - 1)
    start, end = bounds[part]
    pieces = list(_pieces(text[start:end], start, known, at))
    counts = Counter(item for one in pieces for item in one.items)
    items = [_item(number, count, known) for number, count in counts.most_common()]
    return Marked(_paragraphs(pieces), items, part, len(bounds))


def _parts(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    while len(text) - start > PART:
        end = text.find("\n", start + PART, start + 2 * PART) + 1
        # A text without lines is parted between words, one without spaces anywhere.
        end = end or text.rfind(" ", start, start + PART) + 1 or start + PART
        yield start, end
        start = end
    if start < len(text) or not text:
        yield start, len(text)


def _pieces(text: str, offset: int, known: Known, at: int | None) -> Iterator[Piece]:
    place = 0

    def piece(start: int, end: int, items: tuple[int, ...] = ()) -> Piece:
        here = at is not None and offset + start <= at < offset + end
        kind = kind_of(items, known) if items else ""
        return Piece(text[start:end], offset + start, items, kind, here)

    for found in known.matcher.find(text):
        if found.start > place:
            yield piece(place, found.start)
        meant = tuple(dict.fromkeys(entry.concept for entry in found.entries))
        yield piece(found.start, found.end, _answered(meant, known))
        place = found.end
    if place < len(text):
        yield piece(place, len(text))


def _answered(meant: tuple[int, ...], known: Known) -> tuple[int, ...]:
    """Leave out what is answered: a candidate by a concept, both by one of yours."""
    concepts = tuple(one for one in meant if one < len(known.concepts))
    own = tuple(one for one in concepts if known.concepts[one].id in known.own)
    return own or concepts or meant[:1]


def kind_of(meant: tuple[int, ...], known: Known) -> str:
    """Return the kind of a mention that may mean these items."""
    items = _answered(meant, known)
    if len(items) > 1:
        return "doubtful"
    if items[0] >= len(known.concepts):
        return "candidate"
    return "own" if known.concepts[items[0]].id in known.own else "packaged"


def _item(number: int, count: int, known: Known) -> Item:
    if number >= len(known.concepts):
        candidate = known.candidates[number - len(known.concepts)]
        return Item(number, None, candidate, own=False, mentions=count)
    concept = known.concepts[number]
    return Item(number, concept, None, own=concept.id in known.own, mentions=count)


def _paragraphs(pieces: list[Piece]) -> list[list[Piece]]:
    """Part the pieces at line feeds."""
    found: list[list[Piece]] = [[]]
    for one in pieces:
        start = one.start
        for number, line in enumerate(one.text.split("\n")):
            if number and not one.items:
                found.append([])
            if line:
                found[-1].append(one._replace(text=line, start=start))
            start += len(line) + 1
    return [paragraph for paragraph in found if paragraph]
