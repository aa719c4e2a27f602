"""Where the terms of many texts stand, as columns; objects are made when asked for."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from glossary.matcher.model import Found

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from glossary.matcher.model import Entry

_NEW = tuple.__new__
"""Makes a named tuple in a third of the time: texts have many terms."""


class Meaning(NamedTuple):
    """What places that are written alike stand for; see ``Found``."""

    text: str
    entries: tuple[Entry, ...]
    reason: str
    weak: bool


class Places(NamedTuple):
    """The terms in consecutive texts as parallel columns, in order."""

    texts: range
    """The numbers of the texts, from 0."""
    text: NDArray[np.int64]
    """The number of each place's text."""
    start: NDArray[np.int64]
    """Code points of that text: the term's, then the whole words'."""
    end: NDArray[np.int64]
    whole: NDArray[np.int64]
    whole_end: NDArray[np.int64]
    meaning: NDArray[np.int64]
    """The row of ``meanings``."""
    meanings: Sequence[Meaning]
    """More than these places have: places written alike share one."""

    def after(self, count: int) -> Places:
        """Return the places as of texts that follow so many others."""
        texts = range(self.texts.start + count, self.texts.stop + count)
        return self._replace(texts=texts, text=self.text + count)

    def found(self) -> list[list[Found]]:
        """Return the terms of each text."""
        meanings = self.meanings
        columns = (self.start, self.end, self.whole, self.whole_end, self.meaning)
        found: list[Found] = []
        for start, end, whole, whole_end, number in zip(
            *(column.tolist() for column in columns), strict=True
        ):
            text, entries, reason, weak = meanings[number]
            values = start, end, text, entries, reason, (whole, whole_end), weak
            found.append(_NEW(Found, values))
        if len(self.texts) == 1:
            return [found]
        wanted = np.arange(self.texts.start, self.texts.stop + 1)
        bounds = np.searchsorted(self.text, wanted).tolist()
        return [found[begin:end] for begin, end in pairwise(bounds)]
