"""How likely an Arabic spelling is for a Latin one: P(Arabic letters | Latin word).

Each Latin letter gives no Arabic letter, one or two, with probabilities that depend on
its context; the sum is over all ways to cut the Arabic word (a monotone transducer
trained like the aligner of Jiampojamarn, Kondrak and Sherif 2007). The Arabic article
may stand where the Latin word has none.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from glossary.names.alphabet import ARABIC, ARTICLE, LATIN, encode
from glossary.names.network import Floats, Network, softmax

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

ARTICLE_ADDED = 0.1
"""How likely Arabic writes an article that the Latin spelling leaves out."""
FLOOR = -60.0
"""Log-likelihood below which words have nothing in common."""
_BATCH = 2048
_BLOCK = 8192
"""Pairs worked on at once: their rows stay in the processor's cache."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arabic:
    """Arabic words as the numbers of the pieces that end at each letter."""

    lengths: NDArray[np.int64]
    single: NDArray[np.int32]
    double: NDArray[np.int32]
    article: NDArray[np.bool_]
    background: Floats
    """Log-probability of the letters in any name, by letter pairs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Latin:
    """Latin words as probabilities of Arabic pieces, a row for each letter."""

    lengths: NDArray[np.int64]
    starts: NDArray[np.int64]
    rows: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """The trained table: ``pairs`` numbers the pieces of two letters, -1 for none."""

    network: Network
    pairs: NDArray[np.int16]
    bigrams: Floats

    def latin(self, words: Sequence[str]) -> Latin:
        """Return what the model expects Arabic to write for each word."""
        letters, lengths = encode(words, LATIN)
        pieces = self.network.output.shape[1]
        rows = np.zeros((int(lengths.sum()) + 1, pieces + 1), np.float32)
        starts = np.concatenate((np.zeros(1, np.int64), np.cumsum(lengths)))
        for low in range(0, len(words), _BATCH):
            part = slice(low, low + _BATCH)
            width = max(1, int(lengths[part].max()))
            block = letters[part, :width]
            inside = block > 0
            hidden = self.network.contexts(block, lengths[part])
            logits = np.maximum(hidden, 0) @ self.network.output
            logits += self.network.letter[block[inside]]
            end = min(low + _BATCH, len(words))
            rows[starts[low] : starts[end], :-1] = softmax(logits)
        return Latin(lengths=lengths, starts=starts[:-1], rows=rows)

    def arabic(self, words: Sequence[str]) -> Arabic:
        """Return the words ready for :func:`likelihood`."""
        letters, lengths = encode(words, ARABIC)
        none = self.network.output.shape[1]
        single = np.where(letters > 0, letters, none).astype(np.int32)
        double = np.full_like(single, none)
        found = self.pairs[letters[:, :-1], letters[:, 1:]]
        double[:, 1:] = np.where(found >= 0, found, none)
        previous = np.pad(letters, ((0, 0), (1, 0)))[:, :-1]
        steps = np.where(letters > 0, self.bigrams[previous, letters], 0)
        at_end = letters[np.arange(len(words)), np.maximum(lengths - 1, 0)]
        article = [
            word.startswith(ARTICLE) and len(word) > len(ARTICLE) + 1 for word in words
        ]
        return Arabic(
            lengths=lengths,
            single=single,
            double=double,
            article=np.array(article, np.bool_),
            background=(steps.sum(1) + self.bigrams[at_end, 0]).astype(np.float32),
        )


def likelihood(
    arabic: Arabic, latin: Latin, pairs: tuple[NDArray[np.int64], NDArray[np.int64]]
) -> Floats:
    """Return log P(Arabic | Latin) of the pairs of numbers; ``FLOOR`` for none."""
    ones, others = pairs
    result = np.full(len(ones), FLOOR, np.float32)
    order = np.lexsort((latin.lengths[others], arabic.lengths[ones]))
    for low in range(0, len(order), _BLOCK):
        block = order[low : low + _BLOCK]
        block = block[np.argsort(-latin.lengths[others[block]], kind="stable")]
        result[block] = _block(arabic, latin, ones[block], others[block])
    return result


def _block(
    arabic: Arabic,
    latin: Latin,
    ones: NDArray[np.int64],
    others: NDArray[np.int64],
) -> Floats:
    """Sum over all cuts of pairs whose Latin words are sorted from the longest down."""
    lengths = latin.lengths[others]
    width = int(arabic.lengths[ones].max())
    count = len(ones)
    single, double = arabic.single[ones, :width], arabic.double[ones, :width]
    reached = np.zeros((count, width + 1), np.float32)
    reached[:, 0] = 1
    if width > len(ARTICLE):
        reached[arabic.article[ones], len(ARTICLE)] = ARTICLE_ADDED
    cells, columns = latin.rows.reshape(-1), latin.rows.shape[1]
    for step in range(int(lengths.max(initial=0))):
        live = int(np.searchsorted(-lengths, -step, side="left"))
        at = ((latin.starts[others[:live]] + step) * columns)[:, None]
        before = reached[:live]
        after = before * cells[at]
        after[:, 1:] += before[:, :-1] * cells[at + single[:live]]
        after[:, 2:] += before[:, :-2] * cells[at + double[:live, 1:]]
        reached[:live] = after
    ends = reached[np.arange(count), arabic.lengths[ones]]
    with np.errstate(divide="ignore"):
        return np.maximum(np.log(ends), np.float32(FLOOR))
