"""Sentences that show a candidate in use."""

from __future__ import annotations

from bisect import bisect_right
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

from glossary.arabic import bare, sentences
from glossary.model import Evidence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from glossary.extract.corpus import Corpus
    from glossary.extract.groups import Group
    from glossary.extract.vocabulary import Vocabulary


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


def shown(
    groups: Sequence[Group], most: Sequence[int], corpus: Corpus, vocabulary: Vocabulary
) -> Iterator[list[Evidence]]:
    """Yield up to so many contexts of each group, in reading order."""
    chosen = [
        _chosen(group, number, corpus)
        for group, number in zip(groups, most, strict=True)
    ]
    pairs = [pair for some in chosen for pair in some]
    places, lengths = [place for place, _ in pairs], [length for _, length in pairs]
    rows = corpus.word[np.array(places, np.int64)].tolist()
    skip = {row: _skip(row, corpus, vocabulary) for row in set(rows)}
    found = iter(Contexts(corpus).of(places, lengths, [skip[row] for row in rows]))
    for some in chosen:
        yield list(islice(found, len(some)))


def _chosen(group: Group, most: int, corpus: Corpus) -> list[tuple[int, int]]:
    """Return (place, words) of the mentions to show."""
    if most == 1:
        place, words = min(
            (int(rows[0]), len(words)) for words, rows in group.mentions.items()
        )
        return [(place, words)]
    places = {
        place: len(words)
        for words, rows in group.mentions.items()
        for place in rows[: 8 * most].tolist()
    }
    ordered = sorted(places)
    documents = corpus.document[ordered].tolist()
    return [(place, places[place]) for place in spread(ordered, documents, most)]


def _skip(row: int, corpus: Corpus, vocabulary: Vocabulary) -> int:
    """Return how many code points of a written word come before the stem.

    Vowel signs and tatweel after a proclitic (وَالكنيست) go with it. Where ل has
    swallowed the alef of the article (للكنيست), the whole word is the mention.
    """
    reading = vocabulary.readings[row]
    left = len(reading.proclitics)
    if not left or (reading.article and reading.proclitics.endswith("ل")):
        return 0
    for skip, letter in enumerate(corpus.types[row]):
        if bare(letter):
            if not left:
                return skip
            left -= 1
    return 0
