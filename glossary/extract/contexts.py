"""Sentences that show a candidate in use."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from glossary.arabic import Span, sentences
from glossary.model import Evidence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from glossary.extract.corpus import Corpus


MARGIN = 2_000
"""Code points around a mention beyond which a sentence is cut: no text is one."""


class Contexts:
    """Finds the sentence of a mention; a document is split once, when first asked."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._spans: dict[int, list[Span]] = {}

    def of(self, place: int, length: int, skip: int) -> Evidence:
        """Return the mention of ``length`` words at a row of the corpus.

        It begins ``skip`` code points into its first word, after the proclitics.
        """
        corpus = self._corpus
        number = int(corpus.document[place])
        document = corpus.documents[number]
        start = int(corpus.start[place]) + skip
        end = int(corpus.end[place + length - 1])
        spans = self._spans.get(number)
        if spans is None:
            spans = self._spans[number] = sentences(document.text)
        sentence = spans[bisect_right(spans, (start, len(document.text))) - 1]
        left = max(sentence.start, start - MARGIN)
        right = max(end, min(sentence.end, end + MARGIN))
        return Evidence(
            document=document.name,
            start=start,
            end=end,
            text=document.text[left:right],
        )


def spread(places: Sequence[int], documents: Sequence[int], most: int) -> list[int]:
    """Choose up to ``most`` places: the first of each document, then the next ones."""
    first: dict[int, int] = {}
    for place, document in zip(places, documents, strict=True):
        first.setdefault(document, place)
    chosen = list(first.values())[:most]
    rest = [place for place in places if place not in set(chosen)]
    return sorted(chosen + rest[: most - len(chosen)])
