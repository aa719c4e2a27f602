"""How well the words of one text explain those of another, sentence by sentence."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from tmx.align.dictionary import Links, Vocabulary

    Matrix = NDArray[np.float32]
    Numbers = NDArray[np.int64]

# A word with a link is explained by its translation or, as often, by chance; one
# without any link says little against two sentences. Of some values tried these were
# about the best; F1 hardly changes near them (docs/quality.md says on what texts).
_SHARE = 0.5
_ODDS = _SHARE / (1 - _SHARE)
_UNMATCHED = math.log(1 - _SHARE)
_UNKNOWN = -0.1


def explained(
    left: Vocabulary, right: Vocabulary, links: Links, *, widths: Sequence[int]
) -> tuple[Matrix, dict[int, Matrix]]:
    """Return how well sentences of ``right`` explain the words of those of ``left``.

    First the log likelihood of each left sentence if no word were explained, then for
    each width w the gain of left sentence i (row) from the right sentences j … j+w-1.
    A word's gain is that of its best link, more for a rare word, less where the right
    sentences are long.
    """
    rarity = (left.total + 1.0) / (np.array(left.counts, np.float64) + 0.5)
    here, there = _occurrences(left), _occurrences(right)
    rows, places = _expand(links.target, there)
    hits = _best(links.source[rows], places, links.weight[rows], len(right.sentences))
    sizes = np.array([max(len(one), 1) for one in right.sentences], np.float64)
    gains = {}
    for width in widths:
        if width > len(sizes):
            continue
        columns = len(sizes) - width + 1
        types, starts, weights = _pooled(hits, width, columns)
        size = np.convolve(sizes, np.ones(width), "valid")[starts]
        value = np.log1p(_ODDS * weights * rarity[types] / size)
        pairs, sentences = _expand(types, here)
        cells = sentences * columns + starts[pairs]
        shape = (len(left.sentences), columns)
        flat = np.bincount(cells, value[pairs], shape[0] * shape[1])
        gains[width] = flat.reshape(shape).astype(np.float32)
    return _silent(left, links), gains


def _silent(left: Vocabulary, links: Links) -> Matrix:
    linked = np.zeros(len(left), bool)
    linked[links.source] = True
    return np.array(
        [
            _UNMATCHED * (known := int(linked[sentence].sum()))
            + _UNKNOWN * (len(sentence) - known)
            for sentence in left.sentences
        ],
        np.float32,
    )


class _Occurrences(NamedTuple):
    """The sentences that hold each type, one after the other."""

    sentences: Numbers
    first: Numbers
    counts: Numbers


def _occurrences(side: Vocabulary) -> _Occurrences:
    sizes = [len(one) for one in side.sentences]
    types = np.concatenate([np.zeros(0, np.int64), *side.sentences])
    sentences = np.repeat(np.arange(len(sizes)), sizes)
    count = np.bincount(types, minlength=len(side))
    first = np.concatenate([np.zeros(1, np.int64), np.cumsum(count)[:-1]])
    return _Occurrences(sentences[np.argsort(types, kind="stable")], first, count)


def _expand(types: Numbers, where: _Occurrences) -> tuple[Numbers, Numbers]:
    """Return (row, sentence) for each sentence that holds the type of a row."""
    count = where.counts[types]
    rows = np.repeat(np.arange(len(types)), count)
    step = np.arange(len(rows)) - np.repeat(np.cumsum(count) - count, count)
    return rows, where.sentences[where.first[types][rows] + step]


def _best(
    types: Numbers, places: Numbers, weights: Matrix, columns: int
) -> tuple[Numbers, Numbers, Matrix]:
    """Return (type, place, weight), each pair once with its greatest weight."""
    cells = types * columns + places
    order = np.argsort(cells, kind="stable")
    cells = cells[order]
    first = np.flatnonzero(np.concatenate([np.ones(1, bool), cells[1:] != cells[:-1]]))
    if not len(cells):
        return types, places, weights
    best = np.maximum.reduceat(weights[order], first)
    return cells[first] // columns, cells[first] % columns, best


def _pooled(
    hits: tuple[Numbers, Numbers, Matrix], width: int, columns: int
) -> tuple[Numbers, Numbers, Matrix]:
    """Return the hits by the first of the sentences that are joined."""
    types, places, weights = hits
    starts = np.concatenate([places - step for step in range(width)])
    inside = (starts >= 0) & (starts < columns)
    return _best(
        np.tile(types, width)[inside],
        starts[inside],
        np.tile(weights, width)[inside],
        columns,
    )
