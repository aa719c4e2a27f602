"""Terms as a trie over labels, in compact arrays."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from glossary.matcher.forms import Spelling

PARENT = np.uint64(32)
"""How far an edge's node is shifted."""


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
            steps |= at[alive].astype(np.uint64) << PARENT
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
    leads[(joined >> PARENT).astype(np.int64)] = True
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
