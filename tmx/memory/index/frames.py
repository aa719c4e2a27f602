"""Where in a segment the frames are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, Self

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


class Frames(NamedTuple):
    """What is known of each frame, in the order of their entries."""

    starts: NDArray[np.int64]
    """Its first entry."""
    ends: NDArray[np.int64]
    lengths: NDArray[np.int64]
    """In words."""
    places: NDArray[np.int64]
    """The first of its ``frame_words``."""
    loose: NDArray[np.uint32]
    """Of each length of entries the first, and the end of those without a frame."""

    @classmethod
    def of(
        cls,
        starts: NDArray[Any],
        lengths: NDArray[Any],
        length_starts: NDArray[Any],
    ) -> Self:
        """Find them by their first entries, within the entries of each length."""
        first = starts.astype(np.int64)
        edges = length_starts.astype(np.int64)
        row = edges.searchsorted(first, side="right") - 1
        nexts = np.append(first, edges[-1])
        ends = np.minimum(nexts[1:], edges[row + 1])
        sizes = lengths.astype(np.int64)[row]
        loose_ends = np.minimum(nexts[first.searchsorted(edges[:-1])], edges[1:])
        loose = np.stack((edges[:-1], loose_ends), axis=1).reshape(-1)
        places = np.cumsum(sizes) - sizes
        return cls(first, ends, sizes, places, loose.astype(np.uint32))

    def without(
        self, entries: NDArray[np.uint32], begin: int, stop: int
    ) -> NDArray[np.uint32]:
        """Return those of ascending entries without a frame, of some lengths.

        These are the ones from place ``begin`` on and before ``stop``.
        """
        edges = self.loose[2 * begin : 2 * stop]
        if len(edges) and not len(self.starts):
            edges = edges[[0, -1]]
        cuts = entries.searchsorted(edges).tolist()
        pieces = [
            entries[start:end]
            for start, end in zip(cuts[::2], cuts[1::2], strict=True)
            if start < end
        ]
        return pieces[0] if len(pieces) == 1 else np.concatenate([entries[:0], *pieces])
