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
_EDGE = CLASSES.index("^")
_GAPS = len(Gap)
_PART = 1 << 15
"""Words scored together: what fits the processor's cache."""
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
        size = len(corpus.word)
        if not size:
            return np.zeros((0, len(self.labels)), np.float32)
        columns, classes = describe_words(vocabulary, corpus.types, self.letters)
        table = self._table(columns, len(corpus.types))
        starts = paragraphs(corpus)
        cuts = starts[np.searchsorted(starts, np.arange(_PART, size, _PART)) - 1]
        edges = np.unique(np.concatenate(([0], cuts, [size]))).tolist()
        found = np.empty((size, len(self.labels)), np.float32)
        move = np.exp(self.transitions)
        for start, end in pairwise(edges):
            here = starts[np.searchsorted(starts, start) : np.searchsorted(starts, end)]
            word, gap = corpus.word[start:end], corpus.gap[start:end]
            scores = self._scores(word, gap, here - start, table, classes)
            found[start:end] = _marginals(np.exp(scores), move, here - start)
        return found

    def _scores(
        self,
        word: NDArray[np.int32],
        gap: NDArray[np.int8],
        starts: NDArray[np.int64],
        table: NDArray[np.float32],
        classes: NDArray[np.int64],
    ) -> NDArray[np.float32]:
        """Return the score of each label for the words of some paragraphs."""
        size = len(word)
        number = np.zeros(size, np.int32)  # the paragraph of each word
        number[starts[1:]] = 1
        number = np.cumsum(number)
        scores = np.zeros((size, len(self.labels)), np.float32)
        for column, offset in enumerate(OFFSETS):
            here, there = _shifted(size, offset)
            same = number[here] == number[there]
            scores[here] += table[column][word[there]] * same[:, None]
        own = classes[word]
        first = np.zeros(size, bool)
        first[starts] = True
        last = np.roll(first, -1)
        before = np.where(first, _EDGE, np.roll(own, 1))
        after = np.where(last, _EDGE, np.roll(own, -1))
        gaps = gap.astype(np.int64)
        following = np.where(last, int(Gap.PARAGRAPH), np.roll(gaps, -1))
        scores += self.gaps[gaps, following]
        scores += self.before[gaps, before, own]
        scores += self.after[following, own, after]
        scores += self.around[before, own, after]
        scores -= scores.max(axis=1, keepdims=True)
        return np.maximum(scores, -_MOST)

    def _table(self, columns: Sequence[Column], size: int) -> NDArray[np.float32]:
        """Return the score that each of so many words gives its neighbours and itself.

        Shape (offsets, words, L).
        """
        unknown = len(self.words)
        padded = np.concatenate((self.words, np.zeros_like(self.words[:1])))
        table = np.zeros((size, *self.words.shape[1:]), np.float32)
        for values, codes in columns:
            rows = np.array([self.rows.get(value, unknown) for value in values])
            if codes is not None:
                rows = rows[codes]
            hit = np.flatnonzero(rows < unknown)
            if len(hit) > size // 2:
                table += padded[rows]
            else:
                table[hit] += padded[rows[hit]]
        return np.ascontiguousarray(table.transpose(1, 0, 2))


def paragraphs(corpus: Corpus) -> NDArray[np.int64]:
    """Return the rows at which paragraphs begin, the longest cut."""
    size = len(corpus.word)
    new = corpus.gap == Gap.PARAGRAPH
    new[0] = True
    new[1:] |= np.diff(corpus.document) != 0
    starts = np.flatnonzero(new)
    lengths = np.diff(starts, append=size)
    place = np.arange(size) - np.repeat(starts, lengths)
    return np.flatnonzero(place % LONGEST == 0)


def _shifted(size: int, offset: int) -> tuple[slice, slice]:
    """Return where each word and the word ``offset`` further on both exist."""
    low, high = max(0, -offset), min(size, size - offset)
    high = max(low, high)
    return slice(low, high), slice(low + offset, high + offset)


def _marginals(
    emit: NDArray[np.float32], move: NDArray[np.float32], starts: NDArray[np.int64]
) -> NDArray[np.float32]:
    """Run forward-backward over all paragraphs at once, a word of each a step.

    Inside, the words stand by step and not by paragraph, longest paragraph first, so
    that a step's words are one slice.
    """
    lengths = np.diff(starts, append=len(emit))
    order = np.argsort(-lengths, kind="stable")
    most = int(lengths[order[0]])
    running = np.searchsorted(-lengths[order], -np.arange(most))  # paragraphs a step
    rows = np.concatenate(
        [starts[order[:count]] + step for step, count in enumerate(running.tolist())]
    )
    edges = np.concatenate(([0], np.cumsum(running))).tolist()
    emit = emit[rows]
    ahead, back = emit.copy(), np.ones_like(emit)
    ahead[: edges[1]] /= ahead[: edges[1]].sum(axis=1, keepdims=True)
    for step in range(1, most):
        start, end = edges[step], edges[step + 1]
        before = edges[step - 1]
        now = ahead[before : before + end - start] @ move
        now *= emit[start:end]
        ahead[start:end] = now / now.sum(axis=1, keepdims=True)
    for step in range(most - 2, -1, -1):
        start, end = edges[step + 1], edges[step + 2]
        now = (back[start:end] * emit[start:end]) @ move.T
        now /= now.sum(axis=1, keepdims=True)
        back[edges[step] : edges[step] + end - start] = now
    ahead *= back
    ahead /= ahead.sum(axis=1, keepdims=True)
    back[rows] = ahead
    return back


@cache
def recogniser() -> Recogniser:
    """Return the packaged recogniser, loaded once."""
    packed: Any = resources.files("glossary.data").joinpath("recogniser.npz")
    with packed.open("rb") as stream, np.load(stream, allow_pickle=False) as table:
        arrays = dict(table)
    names = arrays.pop("attributes").tobytes().decode().split("\n")
    labels = arrays.pop("labels").tobytes().decode().split("\n")
    letters = arrays.pop("letters")
    return Recogniser(
        labels=tuple(labels),
        rows={name: row for row, name in enumerate(names)},
        letters=letters,
        **{name: array.astype(np.float32) for name, array in arrays.items()},
    )
