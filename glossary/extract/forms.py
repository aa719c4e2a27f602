"""How the mentions of a candidate are written, and what it is written without."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from glossary.arabic import bare

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from glossary.extract.vocabulary import Vocabulary


class Written(NamedTuple):
    """A form as it stands in the texts."""

    words: tuple[int, ...]
    """Rows of the vocabulary."""
    mentions: int
    slot: int
    """Which word sequence of the candidate it spells."""


class Forms:
    """The written forms of candidates, in order of their slots."""

    def __init__(
        self,
        forms: tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int32]],
        group: NDArray[np.int64],
        types: Sequence[str],
        vocabulary: Vocabulary,
    ) -> None:
        """Take slots, counts and words of the forms; ``group`` is each slot's."""
        slot, counts, words = forms
        self._slot, self._count = slot.tolist(), counts.tolist()
        self._words = words
        self._length = (words >= 0).sum(axis=1).tolist()
        self._types, self._vocabulary = types, vocabulary
        owner = group[slot]
        groups = int(group.max(initial=-1)) + 1
        self._edges = np.searchsorted(owner, np.arange(groups + 1)).tolist()

    def of(self, group: int) -> list[Written]:
        """Return the forms of a candidate."""
        start, end = self._edges[group], self._edges[group + 1]
        rows = self._words[start:end].tolist()
        return [
            Written(tuple(words[:length]), count, slot)
            for words, length, count, slot in zip(
                rows,
                self._length[start:end],
                self._count[start:end],
                self._slot[start:end],
                strict=True,
            )
        ]

    def variants(self, forms: Iterable[Written]) -> tuple[tuple[str, int], ...]:
        """Return the forms as they stand in the texts, most frequent first."""
        found: dict[str, int] = {}
        types = self._types
        for words, count, _ in forms:
            form = " ".join([types[row] for row in words])
            found[form] = found.get(form, 0) + count
        if len(found) == 1:
            return tuple(found.items())
        return tuple(sorted(found.items(), key=lambda form: (-form[1], form[0])))

    def base(self, forms: Iterable[Written]) -> str:
        """Return the most frequent form without its proclitics, bare."""
        bases: dict[str, int] = {}
        words = self._vocabulary.words
        for (first, *others), count, _ in forms:
            rest = [bare(self._types[word]) for word in others]
            base = " ".join([words.base(first), *rest])
            bases[base] = bases.get(base, 0) + count
        if len(bases) == 1:
            return next(iter(bases))
        # Of equals not the one that writes ى for a final ي (المركزى).
        return min(bases, key=lambda base: (-bases[base], "ى " in f"{base} ", base))
