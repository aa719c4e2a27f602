"""Candidates of a text and what they score.

Of many candidates the most promising are measured first, until none that is left can
be among the best.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from rapidfuzz.distance import Levenshtein

from tmx.memory.index.segment import LONGEST, Segment, again, bits, hashes_of, ranges
from tmx.memory.score import edits_allowed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

_STEP = 512
"""Entries whose distances are measured at a time, the most promising first."""
_TABLE = 32
"""Words of a vocabulary for which a table is no dearer than one search."""
_LATIN = 256
_PLAIN = 0x10000
"""Code points from here on stand for words; there are no surrogates among them."""


class Text(NamedTuple):
    """A text that is looked for."""

    order: list[int]
    """Its words as places in ``distinct``."""
    distinct: NDArray[np.uint64]
    """The hashes of its different words."""
    terms: NDArray[np.uint64]
    """The same, and the hashes of the words' further occurrences."""
    low: NDArray[np.uint64]
    """The bit of each term in the lower half of a signature."""
    high: NDArray[np.uint64]

    @property
    def length(self) -> int:
        """The number of its words."""
        return len(self.order)


class Near(NamedTuple):
    """Units near a text and their scores, best first; of equals the newest first."""

    numbers: NDArray[np.int64]
    scores: NDArray[np.float64]


class Candidates(NamedTuple):
    """Candidates of a segment."""

    entries: NDArray[np.int64]
    bounds: NDArray[np.float64]
    """No score is higher."""
    starts: NDArray[np.int64]
    """Their first tokens."""
    lengths: NDArray[np.int64]
    words: NDArray[np.int64]
    """The segment's identifiers of the text's distinct words, -1 for unknown ones."""

    def only(self, rows: NDArray[Any] | slice) -> Candidates:
        """Return some of them."""
        one, two, three, four, words = self
        return Candidates(one[rows], two[rows], three[rows], four[rows], words)


NONE = Near(np.zeros(0, np.int64), np.zeros(0))


def text_of(words: Sequence[str]) -> Text:
    """Return what is looked for from match keys."""
    places: dict[str, int] = {}
    order = [places.setdefault(word, len(places)) for word in words[:LONGEST]]
    distinct = terms = hashes_of(list(places))
    if len(places) < len(order):
        seen = [0] * len(places)
        further: list[tuple[int, int]] = []
        for place in order:
            if seen[place]:
                further.append((place, seen[place]))
            seen[place] += 1
        which, times = np.array(further).T
        terms = np.concatenate((distinct, again(distinct[which], times)))
    return Text(order, distinct, terms, *bits(terms))


def measured(  # noqa: PLR0913, PLR0917 - the question's parts, once each
    segment: Segment,
    text: Text,
    found: Candidates,
    minimum: float,
    limit: int,
    removed: NDArray[np.int64],
) -> Near:
    """Measure the candidates, the most promising first, until none can be better."""
    if len(found.entries) > _STEP:
        bounds = np.minimum(found.bounds, _word_bounds(segment, text, found))
        found = found._replace(bounds=bounds).only(bounds >= minimum)
        newest = segment.newest(found.entries)
        found = found.only(np.lexsort((-newest, -found.bounds)))
    best = NONE
    for start in range(0, len(found.entries), _STEP):
        some = found.only(slice(start, start + _STEP))
        if len(best.numbers) >= limit:
            ahead = (some.bounds[0], segment.newest(some.entries[:1])[0])
            if (best.scores[-1], best.numbers[-1]) >= ahead:
                break
            minimum = max(minimum, float(best.scores[-1]))
        scores = _scores(segment, text, some, minimum)
        good = (scores >= minimum).nonzero()[0]
        if len(good):
            numbers, row = segment.numbers(some.entries[good])
            more = Near(numbers, scores[good][row])
            best = merged([best, _without(more, removed)], limit)
    return best


def _word_bounds(
    segment: Segment, text: Text, found: Candidates
) -> NDArray[np.float64]:
    """Return for ascending entries what their scores are if only order is amiss."""
    table = np.zeros(len(segment.word_hashes), np.uint8)
    table[found.words[found.words >= 0]] = 1
    bounds = np.empty(len(found.entries))
    edges = [0, *(np.flatnonzero(np.diff(found.lengths)) + 1).tolist(), len(bounds)]
    for start, end in pairwise(edges):
        length = int(found.lengths[start])
        words = segment.words_of(found.entries[start:end], length)
        shared = table.take(words)
        common = np.add.reduceat(
            shared, np.arange(0, len(words), length), dtype=np.int64
        )
        bounds[start:end] = 100 * np.minimum(common, text.length)
        bounds[start:end] /= max(length, text.length)
    return bounds


def _without(found: Near, removed: NDArray[np.int64]) -> Near:
    """Leave out units that were removed."""
    if not len(removed):
        return found
    places = np.searchsorted(removed, found.numbers)
    places[places == len(removed)] = 0
    stays = removed[places] != found.numbers
    return Near(found.numbers[stays], found.scores[stays])


def merged(parts: Sequence[Near], limit: int) -> Near:
    """Return the best of several answers."""
    parts = [part for part in parts if len(part.numbers)] or [NONE]
    numbers = np.concatenate([part.numbers for part in parts])
    scores = np.concatenate([part.scores for part in parts])
    order = np.lexsort((-numbers, -scores))[:limit]
    return Near(numbers[order], scores[order])


def _scores(
    segment: Segment, text: Text, found: Candidates, minimum: float
) -> NDArray[np.float64]:
    """Return the scores of candidates; one below the minimum may come out as 0."""
    lengths = found.lengths
    words = segment.words_at(ranges(found.starts, lengths))
    symbols = _symbols(found.words, words, len(segment.word_hashes))
    letters = _latin if len(found.words) < _LATIN else _wide
    left, right = letters(np.array(text.order)), letters(symbols)
    ends = lengths.cumsum().tolist()
    longer = np.maximum(lengths, text.length)
    most = edits_allowed(int(longer.max()), minimum)
    distance = Levenshtein.distance
    edits = [
        distance(left, right[start:end], score_cutoff=most)
        for start, end in zip([0, *ends], ends, strict=False)
    ]
    scores: NDArray[np.float64] = 100 * (longer - np.array(edits)) / longer
    return scores


def _symbols(
    mine: NDArray[np.int64], words: NDArray[np.uint32], vocabulary: int
) -> NDArray[Any]:
    """Return for each word its place among mine, or how many mine are."""
    if vocabulary < _TABLE * len(words):
        table = np.full(vocabulary, len(mine), np.uint32)
        known = np.flatnonzero(mine >= 0)
        table[mine[known]] = known
        return table[words]
    order = np.argsort(mine, kind="stable")
    place = np.searchsorted(mine, words, sorter=order)
    place[place == len(mine)] = 0
    return np.where(mine[order[place]] == words, order[place], len(mine))


def _latin(words: NDArray[Any]) -> str:
    """Return words as characters, so that distances are those of strings."""
    return words.astype(np.uint8).tobytes().decode("latin-1")


def _wide(words: NDArray[Any]) -> str:
    """Do the same for more words than a byte can tell apart."""
    return (words + _PLAIN).astype("<u4").tobytes().decode("utf-32-le")
