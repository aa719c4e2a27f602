"""Known word sequences, packed for matching all places of a shard at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from glossary.arabic import Gap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Trie:
    """Word sequences that begin alike share their nodes; node 0 is the root."""

    edges: NDArray[np.int64]
    """``node * width + word``, sorted."""
    targets: NDArray[np.int64]
    ends: NDArray[np.int64]
    """The index of the sequence that ends at each node; -1 for none."""
    width: int


class Places(NamedTuple):
    """Where one sequence stands."""

    sequence: int
    length: int
    places: NDArray[np.int64]


def trie(sequences: Sequence[Sequence[int]], width: int) -> Trie:
    """Build a trie over word numbers below ``width``; the first of equals counts."""
    children: dict[int, int] = {}
    ends: dict[int, int] = {}
    nodes = 1
    for index, sequence in enumerate(sequences):
        node = 0
        for word in sequence:
            edge = node * width + word
            if edge not in children:
                children[edge] = nodes
                nodes += 1
            node = children[edge]
        ends.setdefault(node, index)
    edges = np.array(sorted(children), np.int64)
    targets = np.array([children[edge] for edge in sorted(children)], np.int64)
    at = np.full(nodes, -1, np.int64)
    at[list(ends)] = list(ends.values())
    return Trie(edges, targets, at, width)


def matches(
    lexeme: NDArray[np.integer],
    form: NDArray[np.integer],
    gap: NDArray[np.int8],
    known: Trie,
) -> list[Places]:
    """Return the places of every sequence, every overlap included, shorter ones first.

    Unlike counted sequences they run over quotation marks and hyphens too.
    """
    found: list[Places] = []
    if not len(known.edges) or not len(lexeme):
        return found
    first = known.edges[known.edges < known.width]
    begins = np.zeros(known.width, bool)
    begins[first] = True
    places = np.flatnonzero(begins[lexeme])
    nodes = np.zeros(len(places), np.int64)
    length = 0
    while len(places):
        words = lexeme[places] if not length else form[places + length]
        wanted = nodes * known.width + words
        spots = np.minimum(np.searchsorted(known.edges, wanted), len(known.edges) - 1)
        hit = known.edges[spots] == wanted
        places, nodes = places[hit], known.targets[spots[hit]]
        length += 1
        found += _ended(nodes, places, length, known)
        going = places + length < len(lexeme)
        places, nodes = places[going], nodes[going]
        joined = gap[places + length] <= Gap.QUOTE
        places, nodes = places[joined], nodes[joined]
    return found


def _ended(
    nodes: NDArray[np.int64], places: NDArray[np.int64], length: int, known: Trie
) -> list[Places]:
    """Return the sequences that end at the nodes reached, in the order of these."""
    ended = known.ends[nodes] >= 0
    nodes, places = nodes[ended], places[ended]
    order = np.argsort(nodes, kind="stable")
    heads = np.flatnonzero(np.diff(nodes[order], prepend=-1))
    runs = np.split(places[order], heads[1:]) if len(heads) else []
    ends = known.ends[nodes[order[heads]]].tolist()
    return [Places(end, length, run) for end, run in zip(ends, runs, strict=True)]
