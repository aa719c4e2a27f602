"""Candidates in the making: known terms, recurring sequences and what joins them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from glossary.extract.counting import begun, longer, looked_up, numbered

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from glossary.knowledge import Sense
    from glossary.model import ConceptType

TOGETHER = 1.3
"""A sequence has at most so many times the mentions of a longer one where the two
nearly always come together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """One candidate in the making."""

    number: int
    """Its row in the tables."""
    senses: tuple[Sense, ...] = ()
    head: str | None = None
    """The form that stands for the group, where it occurs."""
    count: int
    """Occurrences of all its forms."""
    free: int
    """Occurrences outside longer candidates."""

    @property
    def type(self) -> ConceptType | None:
        """What the glossary or the gazetteer says it is; ``None`` for an unknown."""
        return self.senses[0].type if self.senses else None


class Recurring(NamedTuple):
    """Recurring sequences that nothing knows; parallel arrays."""

    slots: NDArray[np.int64]
    numbers: NDArray[np.uint64]
    """Ascending."""
    counts: NDArray[np.int64]
    words: NDArray[np.int32]
    """Of the first mention, as rows of the vocabulary; -1 after the last."""


def outshone(
    some: Recurring,
    scores: NDArray[np.float64],
    lexeme: NDArray[np.int32],
    form: NDArray[np.int32],
) -> NDArray[np.bool_]:
    """Tell which sequences nearly always hold a part that has a higher score.

    Of two sequences that nearly always come together the one with the higher score is
    kept: العلاقات الثنائية, not مستقبل العلاقات الثنائية; but وقف إطلاق النار, not
    إطلاق النار.
    """
    found = np.zeros(len(some.slots), bool)
    length = (some.words >= 0).sum(axis=1)
    most = TOGETHER * some.counts
    for start in range(some.words.shape[1]):
        rows = np.flatnonzero(length > start)
        hashes = begun(lexeme[some.words[rows, start]])
        for end in range(start + 1, some.words.shape[1] + 1):
            if end > start + 1:
                on = length[rows] >= end
                rows, hashes = rows[on], hashes[on]
                hashes = longer(hashes, form[some.words[rows, end - 1]])
            hits, inner = looked_up(numbered(hashes, end - start), some.numbers)
            whole = rows[hits]
            better = (scores[inner] > scores[whole]) & (inner != whole)
            better &= some.counts[inner] <= most[whole]
            found[whole[better]] = True
    return found
