"""Terms as a trie over labels, in compact arrays; all matches of a text at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from glossary.matcher.forms import ARTICLE, ENDING, PROCLITIC
from glossary.matcher.scan import Sign

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from glossary.matcher.forms import Spelling
    from glossary.matcher.rows import Rows

_PARENT = np.uint64(32)
CLOSED = Sign.LETTER
"""Stands for the gap before a word with which no term can go on: a text begins."""


class Trie(NamedTuple):
    """Nodes are numbered level by level; labels by their place in a list."""

    root: NDArray[np.int32]
    """The node of each label at the start of a term, or -1."""
    edges: NDArray[np.uint64]
    """Sorted: parent node, label, whether punctuation parts them."""
    children: NDArray[np.int32]
    """The node to which each edge leads."""
    leads: NDArray[np.bool_]
    """Whether a node has children."""
    ends: NDArray[np.int64]
    """Where each node's rows of ``spellings`` end; one more at the start."""
    spellings: NDArray[np.int32]
    """Numbers of the spellings that end at each node, in order."""


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


def build(spellings: Sequence[Spelling], numbers: Mapping[str, int]) -> Trie:
    """Return the trie of spellings; ``numbers`` numbers their labels."""
    lengths = np.fromiter((len(s.labels) for s in spellings), np.int64, len(spellings))
    packed = np.fromiter(
        (
            numbers[label] << 1 | parted
            for s in spellings
            for label, parted in zip(s.labels, s.parted, strict=True)
        ),
        np.uint64,
        int(lengths.sum()),
    )
    starts = np.cumsum(lengths) - lengths
    at = np.zeros(len(spellings), np.int64)
    root = np.full(len(numbers), -1, np.int32)
    edges, count = [np.zeros(0, np.uint64)], 0
    for level in range(int(lengths.max(initial=0))):
        alive = np.flatnonzero(lengths > level)
        steps = packed[starts[alive] + level]
        if level:
            steps |= at[alive].astype(np.uint64) << _PARENT
        unique, which = np.unique(steps, return_inverse=True)
        at[alive] = count + which
        if level:
            edges.append(unique)
        else:
            root[(unique >> np.uint64(1)).astype(np.int64)] = np.arange(len(unique))
        count += len(unique)
    joined = np.concatenate(edges)
    roots = count - len(joined)
    leads = np.zeros(count, np.bool_)
    leads[(joined >> _PARENT).astype(np.int64)] = True
    order = np.argsort(at, kind="stable")
    return Trie(
        root=root,
        edges=joined,
        children=np.arange(roots, count, dtype=np.int32),
        leads=leads,
        ends=np.concatenate(
            (np.zeros(1, np.int64), np.cumsum(np.bincount(at, minlength=count)))
        ),
        spellings=order.astype(np.int32),
    )


def walk(
    trie: Trie,
    ids: NDArray[np.int32],
    gaps: NDArray[np.uint8],
    first: Rows,
    later: Rows,
) -> Hits:
    """Return the places of all terms among words, in no order.

    ``ids`` are the words' rows in ``first``, which holds nodes and codes, and in
    ``later``, which holds labels and codes.
    """
    some = np.flatnonzero(ids)
    origin, forms = first.gather(ids[some])
    node, code = forms[:, 0], forms[:, 1]
    begun = word = some[origin]
    added = np.zeros(len(word), np.int64)
    found = []
    while len(word):
        final = trie.ends[node + 1] > trie.ends[node]
        found.append(Hits(begun, word, node, code, added).at(final))
        on = trie.leads[node] & (code & ENDING == 0) & (word + 1 < len(ids))
        begun, word, node, code, added = (
            array[on] for array in (begun, word + 1, node, code, added)
        )
        origin, forms = later.gather(ids[word])
        label, form = forms[:, 0], forms[:, 1]
        begun, word, node, code, added = (
            array[origin] for array in (begun, word, node, code, added)
        )
        wanted = node.astype(np.uint64) << _PARENT
        wanted |= label.astype(np.uint64) << np.uint64(1)
        wanted |= (gaps[word] >= Sign.BREAK).astype(np.uint64)
        places = np.searchsorted(trie.edges, wanted)
        places[places == len(trie.edges)] = 0
        article = form & ARTICLE > 0
        # رئيس الحكومة, التقنيات المتقدمة: a phrase is made definite at its end.
        on = (added == 0) | article
        on &= gaps[word] < CLOSED
        on &= trie.edges[places] == wanted if len(trie.edges) else False
        begun, word, places = begun[on], word[on], places[on]
        node = trie.children[places]
        ending = form[on] & ENDING > 0
        code = np.where(ending, code[on] & PROCLITIC | form[on], code[on])
        added = (added + article)[on]
    if not found:
        none = np.zeros(0, np.int64)
        few = np.zeros(0, np.int32)
        return Hits(none, none, few, few, none)
    return Hits(*(np.concatenate(column) for column in zip(*found, strict=True)))
