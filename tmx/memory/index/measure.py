"""Candidates of a text measured.

Of many candidates the most promising are measured first, until none that is left can
be among the best.
"""

from __future__ import annotations

from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import cdist

from tmx.memory.index.order import Order
from tmx.memory.index.segment import LONGEST, Segment, again, bits, hashes_of, ranges
from tmx.memory.score import edits_allowed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from tmx.memory.index.best import Best

_STEP = 8192
"""Words whose distances are measured at a time, about."""
_GROWTH = 4
_TABLE = 32
"""Words of a vocabulary for which making a table is no dearer than one search."""
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


class Candidates(NamedTuple):
    """Entries of a segment."""

    entries: NDArray[np.int64]
    bounds: NDArray[np.float64]
    """No score is higher."""
    starts: NDArray[np.int64]
    """Their first tokens."""
    lengths: NDArray[np.int64]

    def only(self, rows: NDArray[Any] | slice) -> Candidates:
        """Return some of them."""
        one, two, three, four = self
        return Candidates(one[rows], two[rows], three[rows], four[rows])


class Ruler:
    """Measures entries of a segment against a text.

    ``words`` are the segment's identifiers of the text's distinct words, -1 for
    unknown ones. What is good enough goes into ``best``.
    """

    def __init__(
        self,
        segment: Segment,
        text: Text,
        words: NDArray[np.int64],
        best: Best,
        removed: NDArray[np.int64],
    ) -> None:
        self._segment = segment
        self._text = text
        self._words = words
        self._best = best
        low, high = np.searchsorted(removed, [segment.base, segment.through + 1])
        self._removed = removed[low:high]
        self._looked_up = 0
        self._letters = _latin if len(words) < _LATIN else _wide
        self._left = self._letters(np.array(text.order) + 1)

    @property
    def enough(self) -> int:
        """The number of units, the newest, that suffice of equally near ones."""
        return self._best.limit + len(self._removed)

    def measure(self, found: Candidates) -> None:
        """Measure ascending candidates until none that is left can be better."""
        step = max(_STEP // self._text.length, 1)
        if len(found.entries) <= step:
            if len(found.entries):
                self._take(found)
            return
        left, count = found, step // _GROWTH + 1
        ordered = False
        while len(left.entries):
            newest = self._segment.newest(left.entries)
            ahead = _greatest(left.bounds, newest, count)
            some = left.only(ahead)
            for start in range(0, len(ahead), step):
                row = ahead[start]
                if not self._best.may_take(left.bounds[row], newest[row]):
                    return
                self._take(some.only(slice(start, start + step)))
            wanted = self._best.wanted(left.bounds, newest)
            wanted[ahead] = False
            left = left.only(wanted)
            if len(left.entries) > step and not ordered:
                left = self._ordered(left)
                ordered = True
            count *= _GROWTH

    def _take(self, found: Candidates) -> None:
        scores = self._scores(found)
        good = (scores >= self._best.floor).nonzero()[0]
        if len(good):
            self.offer(found.entries[good], scores[good])

    def offer(self, entries: NDArray[Any], scores: NDArray[np.float64]) -> None:
        """Offer the newest units of entries that are good enough."""
        numbers, row = self._segment.numbers(entries, self.enough)
        if len(self._removed):
            stays = ~np.isin(numbers, self._removed)
            numbers, row = numbers[stays], row[stays]
        self._best.take(numbers, scores[row])

    @cached_property
    def _order(self) -> Order:
        return Order(self._segment, self._words[self._text.order])

    @cached_property
    def _table(self) -> NDArray[np.uint32]:
        """What each word of the segment is to the text: its place from 1, or 0.

        The last is for the gaps of frames.
        """
        table = np.zeros(len(self._segment.word_hashes) + 1, np.uint32)
        known = (self._words >= 0).nonzero()[0]
        table[self._words[known]] = known + 1
        return table

    def _ordered(self, found: Candidates) -> Candidates:
        """Return those ascending entries that keep enough words in the text's order."""
        kept = self._order.kept(found.entries, found.lengths)
        longer = np.maximum(found.lengths, self._text.length)
        bounds = np.minimum(found.bounds, 100 * kept / longer)
        return found._replace(bounds=bounds).only(bounds >= self._best.floor)

    def _scores(self, found: Candidates) -> NDArray[np.float64]:
        """Return scores; one below what is wanted may come out as too low."""
        lengths = found.lengths
        words = self._segment.words_at(ranges(found.starts, lengths))
        longer = np.maximum(lengths, self._text.length)
        most = edits_allowed(int(longer.max()), self._best.floor)
        edits = self.edits(self.symbols(words), lengths, most)
        scores: NDArray[np.float64] = 100 * (longer - edits) / longer
        return scores

    def edits(
        self, symbols: NDArray[Any], lengths: NDArray[np.int64], most: int | None = None
    ) -> NDArray[Any]:
        """Return how many edits lie between the text and each of several.

        They are told as ``symbols``, one after another. More than ``most`` edits may
        come out as any number above it.
        """
        letters = self._letters(symbols)
        ends = lengths.cumsum().tolist()
        each = [letters[start:end] for start, end in pairwise([0, *ends])]
        (edits,) = cdist(
            [self._left], each, scorer=Levenshtein.distance, score_cutoff=most
        )
        found: NDArray[Any] = edits
        return found

    def symbols(self, words: NDArray[np.uint32]) -> NDArray[Any]:
        """Return what each word is to the text, as ``_table`` says it."""
        mine = self._words
        self._looked_up += len(words)
        if len(self._segment.word_hashes) < _TABLE * self._looked_up:
            return self._table.take(words)
        order = np.argsort(mine, kind="stable")
        place = np.searchsorted(mine, words, sorter=order)
        place[place == len(mine)] = 0
        return np.where(mine[order[place]] == words, order[place] + 1, 0)


def _greatest(
    bounds: NDArray[np.float64], newest: NDArray[np.int64], count: int
) -> NDArray[np.int64]:
    """Return so many rows, those of the highest bounds, of equals the newest first."""
    rows = np.arange(len(bounds))
    if len(rows) > count:
        lowest = np.partition(bounds, -count)[-count]
        above = np.flatnonzero(bounds > lowest)
        level = np.flatnonzero(bounds == lowest)
        some = len(level) - (count - len(above))
        if some:
            level = level[np.argpartition(newest[level], some)[some:]]
        rows = np.concatenate((above, level))
    return rows[np.lexsort((-newest[rows], -bounds[rows]))]


def _latin(words: NDArray[Any]) -> str:
    """Return words as characters, so that distances are those of strings."""
    return words.astype(np.uint8).tobytes().decode("latin-1")


def _wide(words: NDArray[Any]) -> str:
    """Do the same for more words than a byte can tell apart."""
    return (words + _PLAIN).astype("<u4").tobytes().decode("utf-32-le")
