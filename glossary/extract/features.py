"""What is measured of each candidate before it is ranked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from glossary.arabic import Gap
from glossary.model import Origin

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from glossary.extract.corpus import Corpus
    from glossary.extract.groups import Group
    from glossary.extract.mentions import Mentions, Spans
    from glossary.extract.vocabulary import Vocabulary

_TELLS_NOTHING = 6.5
"""The Zipf frequency at which a word tells nothing."""
_LEAST_WEIRD = 0.2
TERM = "TERM"
"""The recogniser's type of what is a term and no name."""
RELATIVE = ("ي", "ية", "يين", "يون")
"""Endings of adjectives made from nouns."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Features:
    """Columns parallel to the groups, by name."""

    columns: dict[str, NDArray[np.float64]]
    types: tuple[str, ...]
    """The recogniser's types."""
    typed: NDArray[np.float64]
    """(groups, types): the mean probability that a mention is a whole such name."""


def measure(
    groups: Sequence[Group],
    mentions: Mentions,
    spans: Spans,
    corpus: Corpus,
    vocabulary: Vocabulary,
) -> Features:
    """Measure every group; ``spans`` are those of its mentions.

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
    types, chances = spans
    counts = np.bincount(mentions.group, minlength=mentions.groups).astype(float)
    columns = {"count": np.log(np.maximum(counts, 1))}
    named = [number for number, type_ in enumerate(types) if type_ != TERM]
    for name, values in (
        ("name", chances[:, named].sum(axis=1, dtype=np.float32)),
        ("term", chances[:, types.index(TERM)].astype(np.float32)),
    ):
        sums = mentions.total(values)
        columns[f"{name} mean"] = sums / np.maximum(counts, 1)
        columns[f"{name} sum"] = np.log1p(sums)
        if name == "name":
            best, second = mentions.best_two(values)
            columns |= {"name best": best, "name second": second}
    free = np.array([group.free for group in groups], float)
    columns["alone"] = free / np.maximum(counts, 1)
    first = _first_places(mentions)
    columns |= _words(groups, mentions, first, corpus, vocabulary)
    columns["cvalue"] = np.log1p(free + (counts - free) / 4) * np.log2(
        1 + columns["words"]
    )
    columns |= _association(
        first, mentions.length[_heads(mentions)], corpus, vocabulary
    )
    columns["known"] = np.array([_confidence(group) for group in groups])
    typed = np.stack([mentions.total(column) for column in chances.T], axis=1)
    return Features(
        columns=columns, types=types, typed=typed / np.maximum(counts, 1)[:, None]
    )


def _heads(mentions: Mentions) -> NDArray[np.int64]:
    """Return each group's first mention."""
    return np.searchsorted(mentions.group, np.arange(mentions.groups))


def _first_places(mentions: Mentions) -> NDArray[np.int64]:
    return mentions.place[_heads(mentions)]


def _words(
    groups: Sequence[Group],
    mentions: Mentions,
    first: NDArray[np.int64],
    corpus: Corpus,
    vocabulary: Vocabulary,
) -> dict[str, NDArray[np.float64]]:
    """Measure the words of each group's first mention."""
    length = mentions.length[_heads(mentions)]
    weird = np.zeros(len(groups))
    weirdest = np.zeros(len(groups))
    contrast = np.maximum(_LEAST_WEIRD, _TELLS_NOTHING - vocabulary.common)
    for step in range(int(length.max(initial=0))):
        rows = np.flatnonzero(length > step)
        here = contrast[corpus.word[first[rows] + step]]
        weird[rows] += here
        weirdest[rows] = np.maximum(weirdest[rows], here)
    word = corpus.word[first]
    single = length == 1
    endings = [reading.stem.endswith(RELATIVE) for reading in vocabulary.readings]
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
    first: NDArray[np.int64],
    length: NDArray[np.int64],
    corpus: Corpus,
    vocabulary: Vocabulary,
) -> dict[str, NDArray[np.float64]]:
    """Return the weakest tie between neighbours, 0 for single words."""
    lexeme = vocabulary.lexeme[corpus.word].astype(np.int64)
    width = len(vocabulary.numbers) + 1
    pairs = lexeme[:-1] * width + lexeme[1:]
    pairs = np.where(corpus.gap[1:] <= Gap.QUOTE, pairs, -1)
    names, together = np.unique(pairs, return_counts=True)
    alone = np.bincount(lexeme, minlength=width).astype(float)
    size = float(len(lexeme))
    pmi, llr = np.zeros(len(first)), np.zeros(len(first))
    for step in range(1, int(length.max(initial=0))):
        rows = np.flatnonzero(length > step)
        left = lexeme[first[rows] + step - 1]
        right = lexeme[first[rows] + step]
        spot = np.searchsorted(names, left * width + right)
        spot = np.minimum(spot, len(names) - 1)
        hit = names[spot] == left * width + right
        both = np.where(hit, together[spot], 1).astype(float)
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


def _confidence(group: Group) -> float:
    """Return how sure the first sense is, of which curated ones are not asked here."""
    if not group.senses or group.senses[0].renderings[0].origin is Origin.CURATED:
        return 0.0
    return group.senses[0].renderings[0].confidence
