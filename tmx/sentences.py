"""Texts as sentences with their places: what alignment and a translator work on."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from glossary.arabic.sentences import openings, sentences

if TYPE_CHECKING:
    from collections.abc import Iterator


class Sentence(NamedTuple):
    """A sentence: ``start`` and ``end`` are code points from 0 in its text."""

    start: int
    end: int
    text: str
    """As it stands, but that a line break within it is a space."""
    opening: bool
    """Whether a paragraph begins with it."""


def segment(text: str) -> Iterator[Sentence]:
    """Yield the sentences of a text in order."""
    spans = sentences(text)
    for span, opening in zip(spans, openings(text, spans), strict=True):
        yield Sentence(
            *span, " ".join(text[span.start : span.end].splitlines()), opening
        )
