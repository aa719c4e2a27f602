"""Which of many numbers occur again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray


def recurring(digests: NDArray[np.integer]) -> Iterator[list[int]]:
    """Yield the places of each number that occurs more than once, first come first.

    Numbers are 64 bits.
    """
    if len(digests) < 2:  # noqa: PLR2004 - nothing recurs
        return
    order = np.argsort(digests, kind="stable")
    ordered = digests[order]
    starts = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]])
    ends = np.r_[starts[1:], len(ordered)]
    several = ends - starts > 1
    groups = zip(starts[several].tolist(), ends[several].tolist(), strict=True)
    rows = [order[start:end].tolist() for start, end in groups]
    yield from sorted(rows)
