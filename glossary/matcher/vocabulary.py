"""What the words of texts may be as words of terms, worked out once for each word."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from glossary.matcher.rows import Rows

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from glossary.matcher.forms import Forms, Language
    from glossary.matcher.scan import Words

_SLOTS = 18
"""The cache has two to this power places, one for each word that hashes there."""
_MOST = 1 << 18
"""With more words than this the vocabulary begins anew: memory stays bounded."""


class Vocabulary:
    """A cache from words, by their hash, to the forms that they may be."""

    def __init__(
        self,
        language: Language,
        root: NDArray[np.int32],
    ) -> None:
        self._language, self._root = language, root
        self._clear()

    def _clear(self) -> None:
        self.first, self.later = Rows(), Rows()
        self._rows: dict[int, int] = {}
        self._hashes = np.zeros(1 << _SLOTS, np.uint64)
        self._ids = np.zeros(1 << _SLOTS, np.int32)

    def begin(self) -> bool:
        """Forget the words where they are many, and tell so: ids are then void."""
        many = len(self._rows) > _MOST
        if many:
            self._clear()
        return many

    def ids(self, text: str, words: Words) -> NDArray[np.int32]:
        """Return each word's row in ``first`` and ``later``; 0 for no term's word."""
        slots = (words.hashes >> np.uint64(64 - _SLOTS)).astype(np.int64)
        ids = self._ids[slots]
        missing = np.flatnonzero(self._hashes[slots] != words.hashes)
        if not len(missing):
            return ids
        new, example, which = np.unique(
            words.hashes[missing], return_index=True, return_inverse=True
        )
        known = self._known(text, words, new, missing[example])
        ids[missing] = known[which]
        slots = (new >> np.uint64(64 - _SLOTS)).astype(np.int64)
        self._hashes[slots], self._ids[slots] = new, known
        return ids

    def _known(
        self,
        text: str,
        words: Words,
        hashes: NDArray[np.uint64],
        places: NDArray[np.int64],
    ) -> NDArray[np.int32]:
        """Return the rows of the words at some places, new or not in their slot."""
        rows = list(map(self._rows.get, hashes.tolist()))
        new = [number for number, row in enumerate(rows) if row is None]
        if new:
            places = places[new]
            spans = zip(
                words.starts[places].tolist(), words.ends[places].tolist(), strict=True
            )
            learnt = self._learn([text[start:end] for start, end in spans])
            for number, row in zip(new, learnt, strict=True):
                rows[number] = row
            self._rows.update(zip(hashes[new].tolist(), learnt, strict=True))
        return np.array(rows, np.int32)

    def _learn(self, words: list[str]) -> list[int]:
        """Add rows for the words that may belong to terms; return the row of each."""
        begins, follows = self._language.forms(words)
        known = np.zeros(len(words), bool)
        known[begins.word] = known[follows.word] = True
        rows = np.where(known, len(self.first) + np.cumsum(known) - 1, 0)
        _extend(self.first, known, begins, self._root[begins.label])
        _extend(self.later, known, follows, follows.label)
        learnt: list[int] = rows.tolist()
        return learnt


def _extend(
    rows: Rows, known: NDArray[np.bool_], forms: Forms, values: NDArray[np.integer]
) -> None:
    """Add a row for each known word: its forms' values and codes."""
    order = np.argsort(forms.word, kind="stable")
    lengths = np.bincount(forms.word, minlength=len(known))[known]
    rows.extend(lengths, np.stack((values, forms.code), axis=1)[order])
