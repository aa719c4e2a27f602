"""The mentions of all candidates in the making, side by side in arrays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from glossary.extract.groups import Group


_BLOCK = 1 << 15
"""Mentions worked on together: what fits the processor's cache."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentions:
    """One row a mention, those of a group together and the groups in their order."""

    group: NDArray[np.int64]
    place: NDArray[np.int64]
    """The row of the mention's first word in the corpus."""
    length: NDArray[np.int64]
    """Words."""
    groups: int

    def total(self, values: NDArray[np.floating]) -> NDArray[np.float64]:
        """Return the sum of a value of each mention over each group."""
        sums = np.bincount(self.group, values, minlength=self.groups)
        return sums.astype(np.float64)

    def documents(self, document: NDArray[np.int32]) -> list[int]:
        """Return how many documents hold each group; ``document`` is each word's."""
        size = int(document.max(initial=0)) + 1
        pairs = np.unique(self.group * size + document[self.place])
        counts: list[int] = np.bincount(pairs // size, minlength=self.groups).tolist()
        return counts

    def best_two(
        self, values: NDArray[np.floating]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return each group's highest value, and the next; the same if it has one."""
        if not self.groups:
            return np.zeros(0), np.zeros(0)
        counts = np.bincount(self.group, minlength=self.groups)
        heads = np.cumsum(counts) - counts
        best = np.maximum.reduceat(values, heads)
        at_best = np.flatnonzero(values == best[self.group])
        _, first = np.unique(self.group[at_best], return_index=True)
        rest = values.copy()
        rest[at_best[first]] = -np.inf
        second = np.maximum.reduceat(rest, heads)
        second = np.where(counts == 1, best, second)
        return best.astype(np.float64), second.astype(np.float64)


def flat(groups: Sequence[Group]) -> Mentions:
    """Put the mentions of groups into arrays."""
    parts = [
        (number, len(words), places)
        for number, group in enumerate(groups)
        for words, places in group.mentions.items()
    ]
    sizes = [len(places) for _, _, places in parts]
    none = np.zeros(0, np.int64)
    return Mentions(
        group=np.repeat([number for number, _, _ in parts], sizes).astype(np.int64),
        place=np.concatenate([none, *(places for _, _, places in parts)]),
        length=np.repeat([length for _, length, _ in parts], sizes).astype(np.int64),
        groups=len(groups),
    )


class Spans(NamedTuple):
    """How likely each mention is one whole name of each type."""

    types: tuple[str, ...]
    """The recogniser's."""
    chances: NDArray[np.float16]
    """(mentions, types)"""


def span_probabilities(
    mentions: Mentions, probabilities: NDArray[np.float32], labels: Sequence[str]
) -> Spans:
    """Return how likely each mention is one whole name of each type.

    The probability of a span is at most that of its weakest word: it begins at the
    first, goes on to the last and no further.
    """
    types = tuple(label[2:] for label in labels if label.startswith("B-"))
    begin = np.array([labels.index(f"B-{type_}") for type_ in types])
    inside = np.array([labels.index(f"I-{type_}") for type_ in types])
    chances = np.empty((len(mentions.place), len(types)), np.float16)
    for start in range(0, len(chances), _BLOCK):
        here = slice(start, start + _BLOCK)
        place, length = mentions.place[here], mentions.length[here]
        found = probabilities[place[:, None], begin]
        for step in range(1, int(length.max())):
            rows = np.flatnonzero(length > step)
            later = probabilities[place[rows, None] + step, inside]
            found[rows] = np.minimum(found[rows], later)
        end = place + length
        rows = np.flatnonzero(end < len(probabilities))
        longer = 1 - probabilities[end[rows, None], inside]
        found[rows] = np.minimum(found[rows], longer)
        chances[here] = found
    return Spans(types, chances)
