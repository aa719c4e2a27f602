"""What the words of texts may be as words of terms, worked out once for each word."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from glossary.matcher.forms import ENDING
from glossary.matcher.memo import Memo
from glossary.matcher.rows import Rows, room
from glossary.matcher.walk import CLOSED, bits_of, joined_bits

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from glossary.matcher.batch import Batch
    from glossary.matcher.forms import Forms, Language
    from glossary.matcher.walk import Edges

    Places = NDArray[np.int64]

_MOST = 1 << 18
"""With more words than this the vocabulary begins anew: memory stays bounded."""


class Vocabulary:
    """A cache from words, by their hash, to the forms that they may be.

    A word's forms make a row; row 0 is of words that belong to no term.
    """

    def __init__(
        self, language: Language, root: NDArray[np.int32], edges: Edges
    ) -> None:
        self._language, self._root, self._edges = language, root, edges
        self._clear()

    def _clear(self) -> None:
        self._memo = Memo()
        self._alone = Rows(2)
        """Nodes at which a term of one word ends, and codes."""
        self._first = Rows(2)
        """Nodes from which a term goes on, and codes."""
        self._later = Rows(2)
        """Labels and codes of words that go on with a term."""
        self._is_alone = np.zeros(1 << 10, bool)
        # A term can go on from one row to another only where they share a bit.
        self._ahead = np.zeros(1 << 10, np.uint64)
        self._within = np.zeros(1 << 10, np.uint64)

    def begin(self) -> None:
        """Forget the words where they are many."""
        if len(self._memo) > _MOST:
            self._clear()

    def ids(self, batch: Batch) -> NDArray[np.int32]:
        """Return each word's row, 0 for no term's word."""
        text, words = batch.text, batch.words

        def learn(places: Places) -> NDArray[np.int32]:
            starts, ends = words.starts[places].tolist(), words.ends[places].tolist()
            spans = map(slice, starts, ends)
            return self._learn(list(map(text.__getitem__, spans)))

        return self._memo.numbers(batch.word_hashes(), learn)

    def alone(
        self, ids: NDArray[np.int32]
    ) -> tuple[Places, NDArray[np.int32], NDArray[np.int32]]:
        """Return the words that are terms by themselves, with nodes and codes."""
        return _gathered(self._alone, ids, np.flatnonzero(self._is_alone[ids]))

    def begins(
        self, ids: NDArray[np.int32], gaps: NDArray[np.uint8]
    ) -> tuple[Places, NDArray[np.int32], NDArray[np.int32]]:
        """Return the words with which a term may begin that goes on, likewise."""
        on = self._ahead[ids[:-1]] & self._within[ids[1:]] != 0
        on &= gaps[1:] < CLOSED
        return _gathered(self._first, ids, np.flatnonzero(on))

    def goes_on(
        self,
        ids: NDArray[np.int32],
        gaps: NDArray[np.uint8],
        words: Places,
        ahead: NDArray[np.uint64],
    ) -> NDArray[np.bool_]:
        """Tell after which words terms may go on; ``ahead`` are their next words'."""
        after = np.minimum(words + 1, len(ids) - 1)
        on: NDArray[np.bool_] = self._within[ids[after]] & ahead != 0
        on &= gaps[after] < CLOSED
        on &= after > words
        return on

    def follows(
        self, ids: NDArray[np.int32]
    ) -> tuple[Places, NDArray[np.int32], NDArray[np.int32]]:
        """Return how words go on: which of them, with labels and codes."""
        origin, forms = self._later.gather(ids)
        return origin, forms[:, 0], forms[:, 1]

    def _learn(self, words: list[str]) -> NDArray[np.int32]:
        """Add rows for the words that may belong to terms; return the row of each."""
        begins, follows = map(_ordered, self._language.forms(words))
        known = np.zeros(len(words), bool)
        known[begins.word] = known[follows.word] = True
        count = len(self._later) + int(known.sum())
        rows = np.where(known, len(self._later) + np.cumsum(known) - 1, 0)
        node = self._root[begins.label]
        ahead = self._edges.ahead[node]
        alone = self._edges.ends[node]
        first = (ahead != 0) & (begins.code & ENDING == 0)
        _extend(self._alone, known, begins.at(alone), node[alone])
        _extend(self._first, known, begins.at(first), node[first])
        _extend(self._later, known, follows, follows.label)
        self._is_alone = room(self._is_alone, count)
        self._is_alone[rows[begins.word[alone]]] = True
        self._ahead = room(self._ahead, count)
        self._within = room(self._within, count)
        joined_bits(self._ahead, rows[begins.word[first]], ahead[first])
        joined_bits(self._within, rows[follows.word], bits_of(follows.label))
        return rows.astype(np.int32)


def _gathered(
    rows: Rows, ids: NDArray[np.int32], words: Places
) -> tuple[Places, NDArray[np.int32], NDArray[np.int32]]:
    """Return some of the words, once for each form in their rows, and its numbers."""
    origin, forms = rows.gather(ids[words])
    return words[origin], forms[:, 0], forms[:, 1]


def _ordered(forms: Forms) -> Forms:
    """Return forms in the order of their words."""
    return forms.at(np.argsort(forms.word, kind="stable"))


def _extend(
    rows: Rows, known: NDArray[np.bool_], forms: Forms, values: NDArray[np.integer]
) -> None:
    """Add a row for each known word: its forms' values and codes."""
    lengths = np.bincount(forms.word, minlength=len(known))[known]
    rows.extend(lengths, np.stack((values, forms.code), axis=1))
