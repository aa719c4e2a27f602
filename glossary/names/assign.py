"""The best pairing of the words of two names, for many pairs of names at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

_NEVER = np.float32(-1e9)


class WordScores(NamedTuple):
    """Scores of word pairs for P pairs of names with A and E words each."""

    single: Floats
    """(P, A, E): a word with a word."""
    joined_left: Floats
    """(P, A - 1, E): a word and the next, written as one, with a word."""
    joined_right: Floats
    """(P, A, E - 1): a word with a word and the next, written as one."""
    cost_left: Floats
    """(P, A): what leaving a word out costs."""
    cost_right: Floats
    """(P, E): the same on the other side."""


def assign(scores: WordScores) -> Floats:
    """Return for each pair of names the best sum of word scores less the costs.

    Each word is paired once at most, in any order; all subsets of the right words are
    tried, so keep them to six or so.
    """
    pairs, left, right = scores.single.shape
    masks = 1 << right
    best = np.full((left + 1, masks, pairs), _NEVER, dtype=np.float32)
    best[0, 0] = 0
    for word in range(left):
        here = best[word]
        np.maximum(best[word + 1], here - scores.cost_left[:, word], out=best[word + 1])
        for other in range(right):
            one = scores.single[:, word, other]
            _extend(best[word + 1], here, 1 << other, one)
            if other + 1 < right:
                _extend(
                    best[word + 1],
                    here,
                    3 << other,
                    scores.joined_right[:, word, other],
                )
            if word + 1 < left:
                _extend(
                    best[word + 2],
                    here,
                    1 << other,
                    scores.joined_left[:, word, other],
                )
    bits = (np.arange(masks)[:, None] >> np.arange(right)) & 1
    unused = (1 - bits).astype(np.float32) @ scores.cost_right.T
    found: Floats = (best[left] - unused).max(axis=0)
    return found


def _extend(after: Floats, here: Floats, used: int, score: Floats) -> None:
    """Raise ``after`` by pairing words that ``used`` marks and no mask of here has."""
    masks = np.arange(len(here))
    free = masks[(masks & used) == 0]
    after[free | used] = np.maximum(after[free | used], here[free] + score)
