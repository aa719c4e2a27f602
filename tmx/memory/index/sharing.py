"""The units of a segment that share runs of words with a text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from tmx.memory.index.runs import (
    LEAST,
    MOST,
    OF_WHOLE,
    SHORT,
    Codes,
    Sharing,
    Sought,
    best_runs,
)
from tmx.memory.index.segment import Segment, hashes_of, ranges
from tmx.memory.index.words import all_of, any_of, is_among, known, newest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray


def sharing(
    segment: Segment, sought: Sought, removed: NDArray[np.int64]
) -> list[Sharing]:
    """Return the units with a run worth showing."""
    some = list(_candidates(segment, sought, removed))
    entries = np.unique(np.concatenate([np.zeros(0, np.int64), *some]))
    if not len(entries):
        return []
    codes = Codes.of(sought)
    starts, lengths = segment.spans(entries)
    words = segment.words_at(ranges(starts, lengths))
    best = best_runs(sought, codes, _coded(segment, codes, words), lengths)
    rows = np.array([row for row, _ in best], np.int64)
    numbers, which = segment.numbers(entries[rows])
    if len(removed):
        left = ~is_among(numbers, removed)
        numbers, which = numbers[left], which[left]
    return [
        Sharing(number, best[row][1])
        for number, row in zip(numbers.tolist(), which.tolist(), strict=True)
    ]


def _candidates(
    segment: Segment, sought: Sought, removed: NDArray[np.int64]
) -> Iterator[NDArray[Any]]:
    """Yield entries that hold the words of a shortest run, or of a whole short one."""
    lists = {
        place: any_of(segment, known(segment, sought.words[place]))
        for place, bears in enumerate(sought.content)
        if bears
    }
    beyond = segment.first_entry(SHORT + 1)
    short = {
        place: entries[: np.searchsorted(entries, beyond)]
        for place, entries in lists.items()
    }
    for held, content in ((short, OF_WHOLE), (lists, LEAST)):
        for window in sought.windows(content):
            some = sorted((held[place] for place in window), key=len)
            if len(some[0]):
                entries = all_of(segment, some)
                if len(entries) > MOST:
                    entries = entries[newest(segment, entries, removed, MOST)[1]]
                yield entries


def _coded(
    segment: Segment, codes: Codes, words: NDArray[np.uint32]
) -> NDArray[np.int64]:
    """Return the code of each word, by its identifier; -1 for one without."""
    identifiers = segment.identifiers(hashes_of(codes.forms))
    order = np.argsort(identifiers, kind="stable")
    ascending = identifiers[order]
    places = np.minimum(np.searchsorted(ascending, words), len(ascending) - 1)
    return np.where(ascending[places] == words, order[places], -1)
