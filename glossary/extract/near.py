"""What the recogniser sees around each word of some paragraphs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from glossary.arabic import Gap
from glossary.extract.attributes import CLASSES

if TYPE_CHECKING:
    from numpy.typing import NDArray

_EDGE = CLASSES.index("^")


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """What stands around the words of some paragraphs."""

    words: NDArray[np.int32]
    paragraph: NDArray[np.int32]
    """Ascending numbers."""
    gap: NDArray[np.int64]
    following: NDArray[np.int64]
    """The gap after the word."""
    before: NDArray[np.int64]
    own: NDArray[np.int64]
    after: NDArray[np.int64]
    """Classes."""

    @classmethod
    def of(
        cls,
        word: NDArray[np.int32],
        gap: NDArray[np.int8],
        classes: NDArray[np.int64],
        starts: NDArray[np.int64],
    ) -> Near:
        """Look around words; paragraphs begin at ``starts``."""
        first = np.zeros(len(word), bool)
        first[starts] = True
        last = np.roll(first, -1)
        gaps = gap.astype(np.int64)
        return cls(
            words=word,
            paragraph=np.cumsum(first, dtype=np.int32),
            gap=gaps,
            following=np.where(last, int(Gap.PARAGRAPH), np.roll(gaps, -1)),
            before=np.where(first, _EDGE, np.roll(classes, 1)),
            own=classes,
            after=np.where(last, _EDGE, np.roll(classes, -1)),
        )

    def word(self, offset: int, nothing: int) -> NDArray[np.int64]:
        """Return the word so far from each, ``nothing`` beyond its paragraph."""
        found = np.full(len(self.words), nothing, np.int64)
        here, there = _shifted(len(found), offset)
        same = self.paragraph[here] == self.paragraph[there]
        found[here] = np.where(same, self.words[there], nothing)
        return found


def _shifted(size: int, offset: int) -> tuple[slice, slice]:
    """Return where each word and the word ``offset`` further on both exist."""
    low, high = max(0, -offset), min(size, size - offset)
    high = max(low, high)
    return slice(low, high), slice(low + offset, high + offset)
