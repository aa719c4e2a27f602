"""Counting word sequences, and finding known terms, by arithmetic on arrays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from glossary.arabic import Gap

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from glossary.extract.corpus import Corpus
    from glossary.extract.vocabulary import Vocabulary

LONGEST = 6
"""The most words a counted sequence may have; known terms may be longer."""


class Gram(NamedTuple):
    """A word sequence and where it begins."""

    words: tuple[int, ...]
    """The first word's lexeme, then the forms of the others."""
    places: NDArray[np.int64]
    """Rows of the corpus, ascending."""


def recurring(
    corpus: Corpus, vocabulary: Vocabulary, *, least: int = 2
) -> Iterator[Gram]:
    """Yield the sequences that occur ``least`` times or more, shorter ones first.

    A sequence runs over spaces only, holds no stop word, begins with no weak word, its
    later words bear no proclitic but ل, and none stands twice in a row.
    """
    lexeme, form = vocabulary.lexeme[corpus.word], vocabulary.form[corpus.word]
    inside = ~(vocabulary.stop | vocabulary.verb)[corpus.word]
    later = inside & ~vocabulary.bound[corpus.word] & (corpus.gap == Gap.SPACE)
    later[1:] &= lexeme[1:] != lexeme[:-1]  # a word said twice is no phrase
    places = np.flatnonzero(inside & ~vocabulary.weak[corpus.word])
    ids = lexeme[places].astype(np.int64)
    width = len(vocabulary.numbers)
    for length in range(1, LONGEST + 1):
        if length > 1:
            after = places + length - 1
            fits = after < len(later)
            fits[fits] = later[after[fits]]
            places, ids = places[fits], ids[fits] * width + form[after[fits]]
        order = np.argsort(ids, kind="stable")
        places, ids = places[order], ids[order]
        heads = np.flatnonzero(np.diff(ids, prepend=-1))
        counts = np.diff(heads, append=len(ids))
        frequent = counts >= least
        kept = np.repeat(frequent, counts)
        places = places[kept]
        ids = np.repeat(np.arange(int(frequent.sum())), counts[frequent])
        for group in _in_order(places, counts[frequent]):
            yield Gram(_words(group[0], length, lexeme, form), group)


def _in_order(
    places: NDArray[np.int64], counts: NDArray[np.int64]
) -> list[NDArray[np.int64]]:
    """Split places into runs of these lengths, in the order of their first place."""
    if not len(places):
        return []
    groups = np.split(places, np.cumsum(counts)[:-1])
    firsts = places[np.cumsum(counts) - counts]
    return [groups[number] for number in np.argsort(firsts, kind="stable").tolist()]


def _words(
    place: int, length: int, lexeme: NDArray[np.int32], form: NDArray[np.int32]
) -> tuple[int, ...]:
    return (int(lexeme[place]), *form[place + 1 : place + length].tolist())


@dataclass(frozen=True, slots=True)
class Trie:
    """Known word sequences, packed for matching all places of a corpus at once."""

    edges: NDArray[np.int64]
    """``node * width + word``, sorted."""
    targets: NDArray[np.int64]
    ends: Mapping[int, int]
    """Node to the index of the sequence that ends there."""
    width: int


def trie(sequences: Sequence[Sequence[int]], width: int) -> Trie:
    """Build a trie over word numbers below ``width``; node 0 is the root."""
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
    return Trie(edges, targets, ends, width)


def matches(
    corpus: Corpus, vocabulary: Vocabulary, known: Trie
) -> Iterable[tuple[int, int, NDArray[np.int64]]]:
    """Return (sequence's index, its length, its places), every overlap included.

    Unlike ``recurring`` it runs over quotation marks and hyphens too.
    """
    found: list[tuple[int, int, NDArray[np.int64]]] = []
    if not len(known.edges) or not len(corpus.word):
        return found
    lexeme, form = vocabulary.lexeme[corpus.word], vocabulary.form[corpus.word]
    places = np.arange(len(corpus.word))
    nodes = np.zeros(len(places), np.int64)
    length = 0
    while len(places):
        words = lexeme[places] if not length else form[places + length]
        wanted = nodes * known.width + words
        spots = np.minimum(np.searchsorted(known.edges, wanted), len(known.edges) - 1)
        hit = known.edges[spots] == wanted
        places, nodes = places[hit], known.targets[spots[hit]]
        length += 1
        order = np.argsort(nodes, kind="stable")
        heads = np.flatnonzero(np.diff(nodes[order], prepend=-1))
        runs = np.split(places[order], heads[1:]) if len(heads) else []
        found += [
            (known.ends[node], length, run)
            for node, run in zip(nodes[order[heads]].tolist(), runs, strict=True)
            if node in known.ends
        ]
        going = places + length < len(corpus.word)
        places, nodes = places[going], nodes[going]
        joined = corpus.gap[places + length] <= Gap.QUOTE
        places, nodes = places[joined], nodes[joined]
    return found
