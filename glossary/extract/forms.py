"""How the mentions of a candidate are written, and what it is written without."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from glossary.arabic import bare

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy as np
    from numpy.typing import NDArray

    from glossary.extract.corpus import Corpus
    from glossary.extract.vocabulary import Vocabulary

Written = tuple[int, ...]
"""The words of a mention as rows of the vocabulary."""


class Forms:
    """The written forms in a corpus."""

    def __init__(self, corpus: Corpus, vocabulary: Vocabulary) -> None:
        self._corpus = corpus
        self._vocabulary = vocabulary

    def counted(self, length: int, places: NDArray[np.int64]) -> dict[Written, int]:
        """Return the distinct forms of so many words at the places, with counts."""
        word = self._corpus.word
        columns = [word[places + step].tolist() for step in range(length)]
        found: dict[Written, int] = {}
        for rows in zip(*columns, strict=True):
            found[rows] = found.get(rows, 0) + 1
        return found

    def variants(
        self, forms: Iterable[dict[Written, int]]
    ) -> tuple[tuple[str, int], ...]:
        """Return the forms as they stand in the texts, most frequent first."""
        types = self._corpus.types
        found: dict[str, int] = {}
        for counted in forms:
            for rows, count in counted.items():
                form = " ".join([types[row] for row in rows])
                found[form] = found.get(form, 0) + count
        return tuple(sorted(found.items(), key=lambda form: (-form[1], form[0])))

    def base(self, forms: dict[Written, int]) -> str:
        """Return the most frequent form without its proclitics, bare."""
        heads, plain = self._plain
        bases: dict[str, int] = {}
        for (first, *others), count in forms.items():
            base = " ".join([heads[first], *[plain[word] for word in others]])
            bases[base] = bases.get(base, 0) + count
        if len(bases) == 1:
            return next(iter(bases))
        # Of equals not the one that writes ى for a final ي (المركزى).
        return min(bases, key=lambda base: (-bases[base], "ى " in f"{base} ", base))

    @cached_property
    def _plain(self) -> tuple[list[str], list[str]]:
        """Each word of the vocabulary without proclitics, and as it stands, bare."""
        heads = [reading.base for reading in self._vocabulary.readings]
        return heads, list(map(bare, self._corpus.types))
