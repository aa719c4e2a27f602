"""Which of many numbers occur again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from array import array
    from collections.abc import Iterator


def recurring(digests: array[int]) -> Iterator[list[int]]:
    """Yield the places of each number that occurs more than once, first come first.

    Numbers are 64 bits.
    """
    if len(digests) < 2:  # noqa: PLR2004 - nothing recurs
        return
    values = np.frombuffer(digests, np.int64)
    order = np.argsort(values, kind="stable")
    ordered = values[order]
    starts = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]])
    ends = np.r_[starts[1:], len(ordered)]
    several = ends - starts > 1
    groups = zip(starts[several].tolist(), ends[several].tolist(), strict=True)
    rows = [order[start:end].tolist() for start, end in groups]
    yield from sorted(rows)
