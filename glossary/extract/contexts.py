"""Sentences that show a candidate in use."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

import numpy as np

from glossary.arabic import sentences
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
        self._spans: dict[int, tuple[list[int], list[int]]] = {}

    def of(
        self, places: Sequence[int], lengths: Sequence[int], skips: Sequence[int]
    ) -> list[Evidence]:
        """Return the mentions at rows of the corpus, each of so many words.

        Each begins ``skip`` code points into its first word, after the proclitics.
        """
        corpus = self._corpus
        first = np.array(places, np.int64)
        starts = (corpus.start[first] + np.array(skips, np.int64)).tolist()
        ends = corpus.end[first + np.array(lengths, np.int64) - 1].tolist()
        numbers = corpus.document[first].tolist()
        return [
            self._mention(*mention)
            for mention in zip(numbers, starts, ends, strict=True)
        ]

    def _mention(self, number: int, start: int, end: int) -> Evidence:
        document = self._corpus.documents[number]
        found = self._spans.get(number)
        if found is None:
            spans = sentences(document.text)
            found = [span.start for span in spans], [span.end for span in spans]
            self._spans[number] = found
        lefts, rights = found
        sentence = bisect_right(lefts, start) - 1
        left = max(lefts[sentence], start - MARGIN)
        right = max(end, min(rights[sentence], end + MARGIN))
        return Evidence(
            document=document.name,
            start=start,
            end=end,
            text=document.text[left:right],
        )


def spread(places: Sequence[int], documents: Sequence[int], most: int) -> list[int]:
    """Choose up to ``most`` places: the first of each document, then the next ones."""
    if len(places) <= most:
        return list(places)
    first: dict[int, int] = {}
    for place, document in zip(places, documents, strict=True):
        first.setdefault(document, place)
    chosen = list(first.values())[:most]
    rest = [place for place in places if place not in set(chosen)]
    return sorted(chosen + rest[: most - len(chosen)])
