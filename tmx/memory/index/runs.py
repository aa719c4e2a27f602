"""Runs of words that a text shares with units, longest first in what they say.

What a run says is counted in content words: those that bear meaning, which the caller
knows. The words of a text may stand in a unit in other forms, with clitics for example.
Places count words from 0.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple, Self

import numpy as np

from tmx.memory.index.segment import ranges

if TYPE_CHECKING:
    from numpy.typing import NDArray

LEAST = 3
"""Content words of a run that is worth showing."""
OF_WHOLE = 2
"""Content words of a run that is a whole unit."""
SHORT = 5
"""Words of such a unit at most, for it to be found by no more."""
MOST = 1000
"""Of more units that hold the words of a run, the newest are looked at."""
_SHIFT = np.int64(32)
_TOKEN = np.int64((1 << 32) - 1)


class Run(NamedTuple):
    """What a unit shares with a text; the greater, the more worth showing."""

    content: int
    """Content words."""
    length: int
    """Words."""
    is_whole: bool
    """Whether it is all of the unit."""
    start: int
    """Where it begins in the text."""
    unit_start: int
    """Where it begins in the unit."""


class Sharing(NamedTuple):
    """A unit with its best run."""

    number: int
    run: Run


class Sought(NamedTuple):
    """A text whose runs are looked for."""

    words: tuple[tuple[str, ...], ...]
    """The forms of each word, by their match keys."""
    content: tuple[bool, ...]
    """Which words bear meaning."""

    def windows(self, content: int) -> list[tuple[int, ...]]:
        """Return where every run of so many content words has them."""
        places = [place for place, bears in enumerate(self.content) if bears]
        return list(zip(*(places[first:] for first in range(content)), strict=False))


Sharers = Callable[[int], list[Sharing]]
"""Returns the units with a run of at least so many content words, in no order; of 2,
those that are such a run as a whole. There may be others with shorter runs among them.
"""


class Codes(NamedTuple):
    """The forms of a text's words as numbers from 0, and where each is meant."""

    forms: list[str]
    starts: NDArray[np.int64]
    counts: NDArray[np.int64]
    places: NDArray[np.int64]
    """Of the first form, then of the second, …"""

    @classmethod
    def of(cls, sought: Sought) -> Self:
        """Return the forms of a text in order of their first meaning."""
        meant: dict[str, list[int]] = {}
        for place, forms in enumerate(sought.words):
            for form in forms:
                meant.setdefault(form, []).append(place)
        counts = np.array(list(map(len, meant.values())), np.int64)
        places = [place for some in meant.values() for place in some]
        starts = np.cumsum(counts) - counts
        return cls(list(meant), starts, counts, np.array(places, np.int64))


def best_runs(
    sought: Sought, codes: Codes, tokens: NDArray[Any], lengths: NDArray[np.int64]
) -> list[tuple[int, Run]]:
    """Return the best run of each unit that has one worth showing, by the unit's row.

    ``tokens`` are the units' words by their codes, -1 for words of no use, the units of
    some lengths one after another. Of equal runs the first in the text is meant.
    """
    at = (tokens >= 0).nonzero()[0]
    if not len(at):
        return []
    found = tokens[at]
    counts = codes.counts[found]
    token = np.repeat(at, counts)
    place = codes.places[ranges(codes.starts[found], counts)]
    # Words that follow each other in text and unit alike do so in this order too.
    shift = token - place + len(sought.words)
    order = np.sort((shift << _SHIFT) | token)
    shift, token = order >> _SHIFT, order & _TOKEN
    place = token - shift + len(sought.words)
    begins = np.cumsum(lengths) - lengths
    first = np.ones(len(order), bool)
    first[1:] = (np.diff(shift) != 0) | (np.diff(token) != 1)
    first |= np.isin(token, begins)
    edges = first.nonzero()[0]
    sizes = np.diff(np.append(edges, len(order)))
    content = np.add.reduceat(np.array(sought.content, np.int64)[place], edges)
    rows = np.searchsorted(begins, token[edges], side="right") - 1
    whole = sizes == lengths[rows]
    good = (content >= LEAST) | (whole & (content >= OF_WHOLE))
    runs = zip(
        rows[good].tolist(),
        content[good].tolist(),
        sizes[good].tolist(),
        whole[good].tolist(),
        place[edges][good].tolist(),
        (token[edges] - begins[rows])[good].tolist(),
        strict=True,
    )
    best: dict[int, Run] = {}
    for row, *shape in runs:
        run = Run(*shape)
        if row not in best or run[:3] > best[row][:3]:
            best[row] = run
    return list(best.items())
