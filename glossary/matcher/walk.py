"""All places in a text where the labels of terms stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from glossary.matcher.forms import ARTICLE, ENDING, PROCLITIC
from glossary.matcher.scan import Sign
from glossary.matcher.slots import Slots
from glossary.matcher.trie import PARENT

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from glossary.matcher.trie import Trie
    from glossary.matcher.vocabulary import Vocabulary

CLOSED = Sign.LETTER
"""Stands for the gap before a word with which no term can go on: a text begins."""


class Hits(NamedTuple):
    """Places where the labels of a term stand, as parallel arrays."""

    first: NDArray[np.int64]
    """The number of the first word."""
    last: NDArray[np.int64]
    node: NDArray[np.int32]
    code: NDArray[np.int32]
    """The first word's form, or the last's where that one has an ending."""
    added: NDArray[np.int64]
    """How many words after the first bear an article that the term has not."""

    def at(self, which: NDArray[np.int64] | NDArray[np.bool_] | slice) -> Hits:
        """Return some of the hits."""
        return Hits(
            self.first[which],
            self.last[which],
            self.node[which],
            self.code[which],
            self.added[which],
        )


class Edges:
    """The edges of a trie, and a summary of those that leave each node."""

    def __init__(self, trie: Trie) -> None:
        self._children = Slots()
        self._children.add(trie.edges + np.uint64(1), trie.children)
        parents = (trie.edges >> PARENT).astype(np.int64)
        self.ahead = np.zeros(len(trie.leads), np.uint64)
        """Of each node the bits of the labels that follow it; 0 where none does."""
        joined_bits(self.ahead, parents, bits_of(trie.edges >> np.uint64(1)))
        self.ends = trie.ends[1:] > trie.ends[:-1]
        """Whether a term ends at each node."""

    def child(
        self,
        node: NDArray[np.int32],
        label: NDArray[np.int32],
        parted: NDArray[np.bool_],
    ) -> NDArray[np.int32]:
        """Return the nodes to which labels lead from others, 0 for none."""
        wanted = node.astype(np.uint64) << PARENT
        wanted |= label.astype(np.uint64) << np.uint64(1)
        wanted |= parted
        wanted += np.uint64(1)
        return self._children.find(wanted)[0]


def bits_of(labels: NDArray[np.integer]) -> NDArray[np.uint64]:
    """Return one of 64 bits for each label."""
    return np.uint64(1) << (labels.astype(np.uint64) & np.uint64(63))


def joined_bits(
    summaries: NDArray[np.uint64], owners: NDArray[np.int64], bits: NDArray[np.uint64]
) -> None:
    """Set the bits of each owner's summary; owners are in ascending order."""
    if len(owners):
        starts = np.flatnonzero(np.diff(owners, prepend=-1))
        summaries[owners[starts]] = np.bitwise_or.reduceat(bits, starts)


def walk(
    edges: Edges,
    ids: NDArray[np.int32],
    gaps: NDArray[np.uint8],
    vocabulary: Vocabulary,
) -> Hits:
    """Return the places of all terms among words, in no order.

    ``ids`` are the words' rows in the vocabulary.
    """
    found = [_opened(vocabulary.alone(ids))]
    begun = _opened(vocabulary.begins(ids, gaps))
    while len(begun.last):
        word = begun.last + 1
        origin, label, form = vocabulary.follows(ids[word])
        begun, word = begun.at(origin), word[origin]
        node = edges.child(begun.node, label, gaps[word] >= Sign.BREAK)
        article = form & ARTICLE > 0
        # رئيس الحكومة, التقنيات المتقدمة: a phrase is made definite at its end.
        on = (node > 0) & ((begun.added == 0) | article)
        begun, word, node, form = begun.at(on), word[on], node[on], form[on]
        ending = form & ENDING > 0
        begun = begun._replace(
            last=word,
            node=node,
            code=np.where(ending, begun.code & PROCLITIC | form, begun.code),
            added=begun.added + article[on],
        )
        found.append(begun.at(edges.ends[node]))
        on = vocabulary.goes_on(ids, gaps, word, edges.ahead[node])
        begun = begun.at(on & ~ending)
    return Hits(*(np.concatenate(column) for column in zip(*found, strict=True)))


def _opened(
    begun: tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.int32]],
) -> Hits:
    """Return places of one word."""
    word, node, code = begun
    return Hits(word, word, node, code, np.zeros(len(word), np.int64))
