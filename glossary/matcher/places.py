"""Where the terms of many texts stand, as columns; objects are made when asked for."""

from __future__ import annotations

from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from glossary.matcher.model import Found

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from glossary.matcher.model import Entry

_FOUND = partial(tuple.__new__, Found)
"""Makes one of a row in a third of the time: texts have many terms."""


class Meaning(NamedTuple):
    """What places that are written alike stand for; see ``Found``."""

    text: str
    entries: tuple[Entry, ...]
    reason: str
    weak: bool


class Meanings:
    """Meanings by their numbers, kept as columns; they only grow."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.entries: list[tuple[Entry, ...]] = []
        self.reasons: list[str] = []
        self.weak: list[bool] = []

    def __len__(self) -> int:
        return len(self.texts)

    def __getitem__(self, number: int) -> Meaning:
        """Return a meaning."""
        return Meaning(
            self.texts[number],
            self.entries[number],
            self.reasons[number],
            self.weak[number],
        )

    def add(self, meaning: Meaning) -> int:
        """Take a meaning; return its number."""
        self.texts.append(meaning.text)
        self.entries.append(meaning.entries)
        self.reasons.append(meaning.reason)
        self.weak.append(meaning.weak)
        return len(self.texts) - 1


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
    meanings: Meanings
    """More than these places have: places written alike share one."""

    def after(self, count: int) -> Places:
        """Return the places as of texts that follow so many others."""
        texts = range(self.texts.start + count, self.texts.stop + count)
        return self._replace(texts=texts, text=self.text + count)

    def counts(self) -> list[int]:
        """Return how many places each text has."""
        found = np.bincount(self.text - self.texts.start, minlength=len(self.texts))
        counts: list[int] = found.tolist()
        return counts

    def rows(self) -> Iterator[Iterator[tuple[int, ...]]]:
        """Yield the rows of each text: start, end, whole, whole end and meaning.

        Those of one text are read before the next is asked for.
        """
        columns = (self.start, self.end, self.whole, self.whole_end, self.meaning)
        rows = zip(*(column.tolist() for column in columns), strict=True)
        for count in self.counts():
            yield islice(rows, count)

    def found(self) -> Iterator[list[Found]]:
        """Yield the terms of each text, made when it is asked for."""
        numbers, meanings = self.meaning.tolist(), self.meanings
        rows = zip(
            self.start.tolist(),
            self.end.tolist(),
            map(meanings.texts.__getitem__, numbers),
            map(meanings.entries.__getitem__, numbers),
            map(meanings.reasons.__getitem__, numbers),
            zip(self.whole.tolist(), self.whole_end.tolist(), strict=True),
            map(meanings.weak.__getitem__, numbers),
            strict=True,
        )
        found = map(_FOUND, rows)
        for count in self.counts():
            yield list(islice(found, count))


def together(parts: Sequence[Places]) -> Places:
    """Return the places of the same texts, found one part after the other."""
    if len(parts) == 1:
        return parts[0]
    columns = [
        [part.text, part.start, part.end, part.whole, part.whole_end, part.meaning]
        for part in parts
    ]
    text, start, end, whole, whole_end, meaning = map(
        np.concatenate, zip(*columns, strict=True)
    )
    last = parts[-1]
    return Places(
        last.texts, text, start, end, whole, whole_end, meaning, last.meanings
    )
