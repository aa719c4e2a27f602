"""What the words of texts may be as words of terms, worked out once for each word."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from glossary.matcher.memo import Memo
from glossary.matcher.rows import Rows

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from glossary.matcher.forms import Forms, Language
    from glossary.matcher.scan import Words

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
        self.first, self.later = Rows(2), Rows(2)
        self._memo = Memo()

    def begin(self) -> None:
        """Forget the words where they are many."""
        if len(self._memo) > _MOST:
            self._clear()

    def ids(self, text: str, words: Words) -> NDArray[np.int32]:
        """Return each word's row in ``first`` and ``later``; 0 for no term's word."""

        def learn(places: NDArray[np.int64]) -> NDArray[np.int32]:
            starts, ends = words.starts[places].tolist(), words.ends[places].tolist()
            spans = map(slice, starts, ends)
            return self._learn(list(map(text.__getitem__, spans)))

        return self._memo.numbers(words.hashes, learn)

    def _learn(self, words: list[str]) -> NDArray[np.int32]:
        """Add rows for the words that may belong to terms; return the row of each."""
        begins, follows = self._language.forms(words)
        known = np.zeros(len(words), bool)
        known[begins.word] = known[follows.word] = True
        rows = np.where(known, len(self.first) + np.cumsum(known) - 1, 0)
        _extend(self.first, known, begins, self._root[begins.label])
        _extend(self.later, known, follows, follows.label)
        return rows.astype(np.int32)


def _extend(
    rows: Rows, known: NDArray[np.bool_], forms: Forms, values: NDArray[np.integer]
) -> None:
    """Add a row for each known word: its forms' values and codes."""
    order = np.argsort(forms.word, kind="stable")
    lengths = np.bincount(forms.word, minlength=len(known))[known]
    rows.extend(lengths, np.stack((values, forms.code), axis=1)[order])
