"""Where the terms of many texts stand, as columns; objects are made when asked for."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from glossary.matcher.model import Found

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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

    def rows(self) -> Iterator[Iterator[tuple[int, ...]]]:
        """Yield the rows of each text: start, end, whole, whole end and meaning.

        Those of one text are read before the next is asked for.
        """
        columns = (self.start, self.end, self.whole, self.whole_end, self.meaning)
        rows = zip(*(column.tolist() for column in columns), strict=True)
        counts = np.bincount(self.text - self.texts.start, minlength=len(self.texts))
        for count in counts.tolist():
            yield islice(rows, count)

    def found(self) -> Iterator[list[Found]]:
        """Yield the terms of each text, made when it is asked for."""
        meanings = self.meanings
        for rows in self.rows():
            yield [
                _NEW(
                    Found,
                    (
                        start,
                        end,
                        (meaning := meanings[number])[0],
                        meaning[1],
                        meaning[2],
                        (whole, whole_end),
                        meaning[3],
                    ),
                )
                for start, end, whole, whole_end, number in rows
            ]
