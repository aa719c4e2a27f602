"""Which words of a text are names, and of what: a small sequence model.

A linear-chain conditional random field (Lafferty, McCallum and Pereira 2001) over the
words of a paragraph. What it sees of a word depends on the word and its neighbours'
classes alone, so that scores are sums of table rows and numpy tags all paragraphs of a
corpus side by side. ``bench/train_recogniser.py`` makes the table.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from glossary.arabic import Gap
from glossary.extract.attributes import CLASSES, describe_words
from glossary.extract.counting import distinct
from glossary.extract.near import Near
from glossary.extract.weights import unpacked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from glossary.extract.attributes import Column
    from glossary.extract.corpus import Corpus
    from glossary.extract.vocabulary import Vocabulary

OFFSETS = (-2, -1, 0, 1, 2)
"""The words whose attributes count for a word, from it."""
LONGEST = 128
"""Words after which a paragraph without an end is cut."""
_GAPS = len(Gap)
_PART = 1 << 15
"""Words scored together: what fits the processor's cache."""
_BLOCK = 1 << 9
"""Words whose attributes are added up together, likewise."""
_TILE = 64
"""Words multiplied together: a multiple of what processors' registers hold."""
_MOST = 60.0
"""Scores are kept below this, so that their exponents stay finite."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recogniser:
    """The learned scores; ``L`` labels, ``C`` word classes, ``G`` gaps."""

    labels: tuple[str, ...]
    """``O``, and ``B-`` and ``I-`` with each type."""
    rows: dict[str, int]
    """Attribute to its row in ``words``."""
    words: NDArray[np.float32]
    """(attributes, offsets, L)"""
    gaps: NDArray[np.float32]
    """(G before, G after, L)"""
    before: NDArray[np.float32]
    """(G before, C of the word before, C, L)"""
    after: NDArray[np.float32]
    """(G after, C, C of the word after, L)"""
    around: NDArray[np.float32]
    """(C before, C, C after, L)"""
    transitions: NDArray[np.float32]
    """(L, L)"""
    letters: NDArray[np.float16]
    """The weights of ``letters.name_likeness``."""

    def probabilities(
        self, corpus: Corpus, vocabulary: Vocabulary
    ) -> NDArray[np.float32]:
        """Return each word's probability of each label, (words, L)."""
        columns, classes = describe_words(vocabulary, corpus.types, self.letters)
        table = self.table(self.attributes(columns, len(corpus.types)))
        return self.tagged(
            corpus.word, corpus.gap, corpus.document, table, classes[corpus.word]
        )

    def attributes(self, columns: Sequence[Column], size: int) -> NDArray[np.int32]:
        """Return the rows of ``words`` that the attributes of so many words are.

        One column for each kind; the row after the last stands for an unknown one.
        """
        unknown = len(self.words)
        found = np.empty((size, len(columns)), np.int32)
        for number, (values, codes) in enumerate(columns):
            rows = np.array([self.rows.get(value, unknown) for value in values])
            found[:, number] = rows if codes is None else rows[codes]
        return found

    def table(self, attributes: NDArray[np.int32]) -> NDArray[np.float32]:
        """Return the score that each of some words gives its neighbours and itself.

        Shape (offsets, words + 1, L); the last row is that of no word.
        """
        padded = np.concatenate((self.words, np.zeros_like(self.words[:1])))
        size, shape = len(attributes), self.words.shape[1:]
        table = np.zeros((shape[0], size + 1, shape[1]), np.float32)
        sums, more = (np.empty((_BLOCK, *shape), np.float32) for _ in range(2))
        for start in range(0, size, _BLOCK):
            columns = attributes[start : start + _BLOCK].T
            here = len(columns[0])
            sums[:here] = 0
            for rows in columns:
                np.take(padded, rows, axis=0, out=more[:here], mode="clip")
                sums[:here] += more[:here]
            table[:, start : start + here] = sums[:here].transpose(1, 0, 2)
        return table

    def tagged(
        self,
        word: NDArray[np.int32],
        gap: NDArray[np.int8],
        document: NDArray[np.int32],
        table: NDArray[np.float32],
        classes: NDArray[np.int64],
    ) -> NDArray[np.float32]:
        """Return the probability of each label, (words, L), for words in their order.

        ``word`` are rows of ``table``; ``classes`` are those of each word. A paragraph
        has the same probabilities whatever stands beside it.
        """
        size = len(word)
        found = np.empty((size, len(self.labels)), np.float32)
        if not size:
            return found
        starts = _starts(gap, document)
        cuts = starts[np.searchsorted(starts, np.arange(_PART, size, _PART)) - 1]
        edges = distinct(np.concatenate(([0], cuts, [size]))).tolist()
        move = np.exp(self.transitions)
        flat = [one.reshape(-1, len(self.labels)) for one in self._classed]
        for start, end in pairwise(edges):
            here = starts[np.searchsorted(starts, start) : np.searchsorted(starts, end)]
            part = slice(start, end)
            near = Near.of(word[part], gap[part], classes[part], here - start)
            scores = self._scores(near, table, flat)
            found[part] = _marginals(np.exp(scores), move, here - start)
        return found

    @property
    def _classed(self) -> tuple[NDArray[np.float32], ...]:
        return self.gaps, self.before, self.after, self.around

    def _scores(
        self,
        near: Near,
        table: NDArray[np.float32],
        flat: Sequence[NDArray[np.float32]],
    ) -> NDArray[np.float32]:
        """Return the score of each label for the words of some paragraphs.

        ``flat`` are the tables of gaps and classes with one index.
        """
        size = len(near.gap)
        scores = np.zeros((size, len(self.labels)), np.float32)
        more = np.empty_like(scores)
        nothing = table.shape[1] - 1
        for column, offset in enumerate(OFFSETS):
            rows = near.word(offset, nothing)
            np.take(table[column], rows, axis=0, out=more, mode="clip")
            scores += more
        kinds = len(CLASSES)
        pairs = (
            near.gap * _GAPS + near.following,
            (near.gap * kinds + near.before) * kinds + near.own,
            (near.following * kinds + near.own) * kinds + near.after,
            (near.before * kinds + near.own) * kinds + near.after,
        )
        for one, rows in zip(flat, pairs, strict=True):
            np.take(one, rows, axis=0, out=more, mode="clip")
            scores += more
        scores -= scores.max(axis=1, keepdims=True)
        return np.maximum(scores, -_MOST, out=scores)


def paragraphs(corpus: Corpus) -> NDArray[np.int64]:
    """Return the rows at which paragraphs begin, the longest cut."""
    return _starts(corpus.gap, corpus.document)


def _starts(gap: NDArray[np.int8], document: NDArray[np.int32]) -> NDArray[np.int64]:
    """Return the same for words with these gaps and documents."""
    size = len(gap)
    new = gap == Gap.PARAGRAPH
    new[:1] = True
    new[1:] |= np.diff(document) != 0
    starts = np.flatnonzero(new)
    lengths = np.diff(starts, append=size)
    place = np.arange(size) - np.repeat(starts, lengths)
    return np.flatnonzero(place % LONGEST == 0)


def _marginals(
    emit: NDArray[np.float32], move: NDArray[np.float32], starts: NDArray[np.int64]
) -> NDArray[np.float32]:
    """Run forward-backward over all paragraphs at once, a word of each a step.

    Inside, the words stand by step and not by paragraph, longest paragraph first, so
    that a step's words are one slice. Slices are multiplied in tiles of one size: the
    libraries below add in another order where the size is another, and a paragraph's
    result would depend on how many stand beside it.
    """
    size = len(emit)
    lengths = np.diff(starts, append=size)
    order = np.argsort(-lengths, kind="stable")
    most = int(lengths[order[0]])
    running = np.searchsorted(-lengths[order], -np.arange(most))  # paragraphs a step
    rows = np.concatenate(
        [starts[order[:count]] + step for step, count in enumerate(running.tolist())]
    )
    edges = np.concatenate(([0], np.cumsum(running))).tolist()
    emit = emit[rows]
    ahead = np.ones((size + _TILE, emit.shape[1]), np.float32)
    ahead[:size] = emit
    back = np.ones((size + _TILE, emit.shape[1]), np.float32)
    ahead[: edges[1]] /= ahead[: edges[1]].sum(axis=1, keepdims=True)
    for step in range(1, most):
        start, end = edges[step], edges[step + 1]
        now = _product(ahead, edges[step - 1], end - start, move)
        now *= emit[start:end]
        now /= now.sum(axis=1, keepdims=True)
        ahead[start:end] = now
    back_move = np.ascontiguousarray(move.T)
    weighed = np.ones_like(back)
    for step in range(most - 2, -1, -1):
        start, end = edges[step + 1], edges[step + 2]
        np.multiply(back[start:end], emit[start:end], out=weighed[start:end])
        now = _product(weighed, start, end - start, back_move)
        now /= now.sum(axis=1, keepdims=True)
        back[edges[step] : edges[step] + end - start] = now
    found = ahead[:size]
    found *= back[:size]
    found /= found.sum(axis=1, keepdims=True)
    emit[rows] = found
    return emit


def _product(
    table: NDArray[np.float32], start: int, size: int, matrix: NDArray[np.float32]
) -> NDArray[np.float32]:
    """Return so many rows of a table times a matrix; a tile more must be there."""
    tiles = -(-size // _TILE)
    rows = table[start : start + tiles * _TILE]
    found: NDArray[np.float32] = np.matmul(
        rows.reshape(tiles, _TILE, len(matrix)), matrix
    ).reshape(-1, matrix.shape[1])[:size]
    return found


@cache
def recogniser() -> Recogniser:
    """Return the packaged recogniser, loaded once."""
    packed: Any = resources.files("glossary.data").joinpath("recogniser.npz")
    with packed.open("rb") as stream, np.load(stream, allow_pickle=False) as table:
        arrays = unpacked(table)
    names = arrays.pop("attributes").tobytes().decode().split("\n")
    labels = arrays.pop("labels").tobytes().decode().split("\n")
    letters = arrays.pop("letters").astype(np.float16, copy=False)
    return Recogniser(
        labels=tuple(labels),
        rows=dict(zip(names, range(len(names)), strict=True)),
        letters=letters,
        **{name: one.astype(np.float32, copy=False) for name, one in arrays.items()},
    )
