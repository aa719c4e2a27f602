"""What is measured of each candidate before it is ranked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from glossary.arabic import Gap
from glossary.extract.counting import distinct, looked_up
from glossary.extract.mentions import TERM, Stats
from glossary.extract.shard import RELATIVE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from glossary.extract.shard import Shard
    from glossary.extract.shelf import Shelf
    from glossary.extract.vocabulary import Vocabulary

_TELLS_NOTHING = 6.5
"""The Zipf frequency at which a word tells nothing."""
_LEAST_WEIRD = 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Candidates in the making, side by side; parallel arrays."""

    stats: Stats
    free: NDArray[np.int64]
    """Occurrences outside longer candidates."""
    words: NDArray[np.int32]
    """The words of the first mention, as rows of the vocabulary; -1 after the last."""
    known: NDArray[np.float64]
    """The confidence of the gazetteer's first sense, else 0."""

    @property
    def length(self) -> NDArray[np.int64]:
        """Words of the first mention."""
        length: NDArray[np.int64] = (self.words >= 0).sum(axis=1)
        return length


@dataclass(frozen=True, slots=True, kw_only=True)
class Features:
    """Columns parallel to the groups, by name."""

    columns: dict[str, NDArray[np.float64]]
    types: tuple[str, ...]
    """The recogniser's types."""
    typed: NDArray[np.float64]
    """(groups, types): the mean probability that a mention is a whole such name."""


class Ties(NamedTuple):
    """How often words stand, by themselves and side by side, in all texts."""

    pairs: NDArray[np.uint64]
    """Two lexemes, the first in the upper half; sorted."""
    together: NDArray[np.int64]
    alone: NDArray[np.int64]
    """By lexeme."""
    size: int
    """Words of the texts."""


def first_words(
    shelf: Shelf,
    shards: int,
    where: tuple[NDArray[np.int64], NDArray[np.int64]],
    length: NDArray[np.int64],
) -> NDArray[np.int32]:
    """Return the words of so many at (shard, place), -1 after the last."""
    shard, place = where
    found = np.full((len(length), int(length.max(initial=1))), -1, np.int32)
    order = np.argsort(shard, kind="stable")
    edges = np.searchsorted(shard[order], np.arange(shards + 1))
    for number in range(shards):
        rows = order[edges[number] : edges[number + 1]]
        if len(rows):
            word = shelf[f"{number}.word"]
            for step in range(int(length[rows].max())):
                on = rows[length[rows] > step]
                found[on, step] = word[place[on] + step]
    return found


def pairs_of(words: NDArray[np.int32], lexeme: NDArray[np.int32]) -> NDArray[np.uint64]:
    """Return the distinct pairs of neighbours in sequences of words."""
    found = [
        _pairs(lexeme[one[both]], lexeme[other[both]])
        for one, other in zip(words.T[:-1], words.T[1:], strict=True)
        for both in [other >= 0]
    ]
    return distinct(np.concatenate([np.zeros(0, np.uint64), *found]))


def _pairs(left: NDArray[np.integer], right: NDArray[np.integer]) -> NDArray[np.uint64]:
    return (left.astype(np.uint64) << np.uint64(32)) | right.astype(np.uint64)


def count_pairs(shard: Shard, wanted: NDArray[np.uint64]) -> NDArray[np.int64]:
    """Count the sorted pairs of lexemes that stand side by side in a shard."""
    lexeme = shard.lexeme
    left = (wanted >> np.uint64(32)).astype(np.int64)
    begins = np.zeros(int(max(lexeme.max(initial=0), left.max(initial=0))) + 1, bool)
    begins[left] = True
    rows = np.flatnonzero(begins[lexeme[:-1]] & (shard.gap[1:] <= Gap.QUOTE))
    _, spots = looked_up(_pairs(lexeme[rows], lexeme[rows + 1]), wanted)
    return np.bincount(spots, minlength=len(wanted))


def measure(
    table: Table, vocabulary: Vocabulary, ties: Ties, types: Sequence[str]
) -> Features:
    """Measure every candidate.

    - name, term: how likely the mentions are names or terms: the mean, the logarithm
      of one plus the sum, for names the best and the second best;
    - count: the logarithm of the mentions; alone: the share outside longer candidates;
    - words: their number;
    - weird, weirdest: contrast with general Arabic (Ahmad et al. 1999) in powers of
      ten, the mean of the words and the most; cvalue: C-value (Frantzi, Ananiadou and
      Mima 2000) as a logarithm;
    - pmi, llr: the least association of neighbouring words, pointwise mutual
      information and the logarithm of the log-likelihood ratio (Dunning 1993);
    - known: the confidence of the glossary's or gazetteer's first sense, else 0.
    """
    stats = table.stats
    counts = stats.count.astype(float)
    most = np.maximum(counts, 1)
    term = stats.typed[:, list(types).index(TERM)]
    columns = {
        "count": np.log(most),
        "name mean": stats.name / most,
        "name sum": np.log1p(stats.name),
        "name best": stats.best.astype(float),
        "name second": np.where(
            stats.count == 1, stats.best, np.maximum(stats.second, 0)
        ).astype(float),
        "term mean": term / most,
        "term sum": np.log1p(term),
        "alone": table.free / most,
        **_words(table, vocabulary),
    }
    columns["cvalue"] = np.log1p(table.free + (counts - table.free) / 4) * np.log2(
        1 + columns["words"]
    )
    columns |= _association(table.words, vocabulary.lexeme, ties)
    columns["known"] = table.known
    return Features(
        columns=columns, types=tuple(types), typed=stats.typed / most[:, None]
    )


def _words(table: Table, vocabulary: Vocabulary) -> dict[str, NDArray[np.float64]]:
    """Measure the words of each group's first mention."""
    length = table.length
    weird = np.zeros(len(length))
    weirdest = np.zeros(len(length))
    contrast = np.maximum(_LEAST_WEIRD, _TELLS_NOTHING - vocabulary.common)
    for words in table.words.T:
        rows = np.flatnonzero(words >= 0)
        here = contrast[words[rows]]
        weird[rows] += here
        weirdest[rows] = np.maximum(weirdest[rows], here)
    word = table.words[:, 0]
    single = length == 1
    endings = [stem.endswith(RELATIVE) for stem in vocabulary.words.stem]
    adjective = np.array(endings, bool)[word]
    generic = vocabulary.generic[word]
    return {
        "words": length.astype(float),
        "weird": weird / np.maximum(length, 1),
        "weirdest": weirdest,
        "verb": (single & vocabulary.verb[word]).astype(float),
        "adjective": (single & adjective & vocabulary.noun[word]).astype(float),
        "generic": (single & generic).astype(float),
        "headed": (~single & generic).astype(float),
        "definite": vocabulary.article[word].astype(float),
        "foreign": vocabulary.foreign[word].astype(float),
        "one word": single.astype(float),
    }


def _association(
    words: NDArray[np.int32], lexeme: NDArray[np.int32], ties: Ties
) -> dict[str, NDArray[np.float64]]:
    """Return the weakest tie between neighbours, 0 for single words."""
    size = float(ties.size)
    alone = ties.alone.astype(float)
    pmi, llr = np.zeros(len(words)), np.zeros(len(words))
    for step in range(1, words.shape[1]):
        rows = np.flatnonzero(words[:, step] >= 0)
        left, right = lexeme[words[rows, step - 1]], lexeme[words[rows, step]]
        both = np.ones(len(rows))
        hits, spots = looked_up(_pairs(left, right), ties.pairs)
        both[hits] = np.maximum(ties.together[spots], 1)
        tie = np.log(both * size / (alone[left] * alone[right]))
        ratio = np.log1p(_likelihood_ratio(both, alone[left], alone[right], size))
        new = step == 1
        pmi[rows] = tie if new else np.minimum(pmi[rows], tie)
        llr[rows] = ratio if new else np.minimum(llr[rows], ratio)
    return {"pmi": pmi, "llr": llr}


def _likelihood_ratio(
    both: NDArray[np.float64],
    left: NDArray[np.float64],
    right: NDArray[np.float64],
    size: float,
) -> NDArray[np.float64]:
    """Return Dunning's G² of a pair of words from its two by two table."""
    observed = (both, left - both, right - both, size - left - right + both)
    sums = ((left, right), (left, size - right), (size - left, right))
    rows = (*sums, (size - left, size - right))
    total = np.zeros(len(both))
    for seen, (one, other) in zip(observed, rows, strict=True):
        expected = np.maximum(one * other / size, 1e-12)
        seen_ = np.maximum(seen, 1e-12)
        total += seen_ * np.log(seen_ / expected)
    return np.maximum(2 * total, 0)
