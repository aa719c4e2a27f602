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
        self._bare: dict[int, str] = {}
        owner = group[slot]
        groups = int(group.max(initial=-1)) + 1
        self._edges = np.searchsorted(owner, np.arange(groups + 1)).tolist()

    def _later(self, word: int) -> str:
        """Return a word that is not the first of its form, bare."""
        found = self._bare.get(word)
        if found is None:
            found = self._bare[word] = bare(self._types[word])
        return found

    def _without_proclitics(self, words: Sequence[int]) -> str:
        """Return a form without the proclitics of its first word, bare."""
        first = self._vocabulary.words.base(words[0])
        if len(words) == 1:
            return first
        return " ".join([first, *[self._later(word) for word in words[1:]]])

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

    def written(self, group: int, main: int) -> tuple[str, tuple[tuple[str, int], ...]]:
        """Return a candidate's ``base`` by its main slot, and its ``variants``."""
        start = self._edges[group]
        if self._edges[group + 1] - start > 1:
            forms = self.of(group)
            return self.base([one for one in forms if one.slot == main]), self.variants(
                forms
            )
        words = self._words[start, : self._length[start]].tolist()
        form = " ".join([self._types[word] for word in words])
        return self._without_proclitics(words), ((form, self._count[start]),)

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
        for words, count, _ in forms:
            base = self._without_proclitics(words)
            bases[base] = bases.get(base, 0) + count
        if len(bases) == 1:
            return next(iter(bases))
        # Of equals not the one that writes ى for a final ي (المركزى).
        return min(bases, key=lambda base: (-bases[base], "ى " in f"{base} ", base))
