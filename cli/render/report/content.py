"""What a report of candidates shows, whatever its format."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from glossary.model import Origin

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from glossary.model import Candidate, Evidence, Rendering


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Candidates, best first, and the texts they were found in."""

    candidates: Sequence[Candidate]
    texts: Mapping[str, str]
    """By the name under which contexts cite a text, in reading order."""
    mentions: Mapping[str, Sequence[tuple[str, int]]] = field(default_factory=dict)
    """By term: document and offset of each mention whose place is known."""
    source: str = "ar"
    target: str = "en"


class Quote(NamedTuple):
    """A sentence around a mention, in three parts that make it up."""

    document: str
    start: int
    before: str
    mention: str
    after: str


def quotes(candidate: Candidate, report: Report) -> Iterator[Quote]:
    """Yield the candidate's contexts with the mention apart."""
    for context in candidate.contexts:
        yield quote(context, report.texts[context.document])


def quote(context: Evidence, text: str) -> Quote:
    """Part a context at its mention; ``text`` is the document it is from.

    A sentence may hold the mention's word more than once: the document tells which
    is meant. Raises ``ValueError`` where the context is from another text.
    """
    mention = text[context.start : context.end]
    place = context.text.find(mention)
    while place >= 0:
        left = context.start - place
        if left >= 0 and text.startswith(context.text, left):
            after = context.text[place + len(mention) :]
            before = context.text[:place]
            return Quote(context.document, context.start, before, mention, after)
        place = context.text.find(mention, place + 1)
    raise ValueError(f"{context.text!r} does not stand in {context.document}")


def best(candidate: Candidate) -> Rendering | None:
    """Return the first of the proposed translations."""
    return candidate.renderings[0] if candidate.renderings else None


def is_guess(rendering: Rendering) -> bool:
    """Tell whether a translation comes from the letters alone, and must say so."""
    return rendering.origin is Origin.ROMANISED


def other_forms(candidate: Candidate) -> list[tuple[str, int]]:
    """Return the surface forms that differ from the term, most frequent first."""
    return [(form, n) for form, n in candidate.variants if form != candidate.term]
