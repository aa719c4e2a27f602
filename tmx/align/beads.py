"""What each way of joining sentences is worth: words, lengths, paragraphs, priors."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from tmx.align.evidence import explained

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from numpy.typing import NDArray

    from tmx.align.dictionary import Links, Vocabulary

    Matrix = NDArray[np.float32]
    Bead = tuple[int, int]

# How often a translator leaves, splits, joins or drops a sentence: shares in the order
# of what published counts of parallel news have (Gale & Church 1993, table 5), with
# more of everything but 1-1.
PRIORS = {
    (1, 1): 0.80,
    (1, 2): 0.06,
    (2, 1): 0.06,
    (1, 3): 0.01,
    (3, 1): 0.01,
    (2, 2): 0.004,
    (1, 4): 0.004,
    (4, 1): 0.004,
    (1, 5): 0.002,
    (5, 1): 0.002,
    (0, 1): 0.035,
    (1, 0): 0.035,
}
WIDEST = 5
_SPREAD = 0.2
_ANY = 0.7
"""Standard deviation of the log of two sentences' ratio that have nothing in common."""
_WORDS = 0.9


_TRUSTED = 15
"""How many beads the shares above are worth against those that were seen."""


def measured_priors(beads: Iterable[Bead]) -> dict[Bead, float]:
    """Return the shares for a translator whose beads were seen, near what is usual.

    One who splits often into two is trusted to split into three.
    """
    seen = [_kind(bead) for bead in beads]
    usual: dict[tuple[int, int], float] = {}
    for bead, share in PRIORS.items():
        usual[_kind(bead)] = usual.get(_kind(bead), 0.0) + share
    factor = {
        kind: (seen.count(kind) + _TRUSTED * share) / (len(seen) + _TRUSTED) / share
        for kind, share in usual.items()
    }
    most = {(0, 1): 1.0, (1, 0): 1.0}  # what fits nowhere must not make more of it
    return {
        bead: share * min(max(factor[_kind(bead)], 0.5), most.get(bead, 5.0))
        for bead, share in PRIORS.items()
    }


def _kind(bead: Bead) -> Bead:
    return min(bead[0], 2), min(bead[1], 2)


class Fit(NamedTuple):
    """How the lengths of a text and its translation hang together."""

    ratio: float
    """Target characters for one of the source."""
    spread: float
    """Standard deviation of the log of that ratio, for a sentence of average length."""


class Side(NamedTuple):
    """One text: its types, its lengths in characters, its paragraphs."""

    vocabulary: Vocabulary
    lengths: NDArray[np.float64]
    opening: NDArray[np.bool_] | None
    """Whether a sentence opens a paragraph; ``None`` where there are none."""


def _summed(values: NDArray[np.float64], width: int) -> NDArray[np.float64]:
    """Return the sum over each run of so many values."""
    return np.convolve(values, np.ones(width), "valid")


def _down(matrix: Matrix, width: int) -> Matrix:
    """Return the sum over each run of so many rows."""
    rows = matrix.shape[0] - width + 1
    out = matrix[:rows].copy()
    for step in range(1, width):
        out += matrix[step : rows + step]
    return out


class Scores(NamedTuple):
    """The log odds of each bead against chance, by (source, target) counts.

    ``[i, j]`` is the bead whose first sentences are i and j. ``words`` is the part that
    words have in it; drops have one number each.
    """

    total: dict[Bead, Matrix]
    words: dict[Bead, Matrix]


def scores(
    source: Side,
    target: Side,
    links: Links,
    fit: Fit,
    priors: Mapping[Bead, float],
) -> Scores:
    """Return the scores of every bead of two texts."""
    widths = range(1, WIDEST + 1)
    silent_s, by_target = explained(
        source.vocabulary, target.vocabulary, links, widths=widths
    )
    silent_t, by_source = explained(
        target.vocabulary, source.vocabulary, links.turned(), widths=widths
    )
    words: dict[Bead, Matrix] = {}
    total: dict[Bead, Matrix] = {}
    n, m = len(source.lengths), len(target.lengths)
    for (a, b), prior in priors.items():
        if not a or not b or a > n or b > m:
            continue
        ours = _down(by_target[b] + silent_s[:, None], a)
        theirs = _down(by_source[a] + silent_t[:, None], b).T
        words[a, b] = _WORDS * 0.5 * (ours + theirs)
        sizes = _fitting(_summed(source.lengths, a), _summed(target.lengths, b), fit)
        total[a, b] = words[a, b] + sizes + np.float32(math.log(prior))
        if source.opening is not None and target.opening is not None:
            total[a, b] += _paragraphs(source.opening, target.opening, a, b)
    return Scores(total, words)


def guessed_fit(source: NDArray[np.float64], target: NDArray[np.float64]) -> Fit:
    """Return the fit of two texts that nothing is known of but their lengths.

    Where one is much longer than a translation could be, the ratio is 1.2 for Arabic
    into English and its like.
    """
    ratio = float(target.sum() / max(source.sum(), 1))
    likely = 0.4 < ratio < 3  # noqa: PLR2004 - beyond, whole parts are missing
    return Fit(min(max(ratio, 0.8), 1.7) if likely else 1.2, _SPREAD)


def measured_fit(source: NDArray[np.float64], target: NDArray[np.float64]) -> Fit:
    """Return the fit of sentence pairs that are sure, held near what is usual."""
    if len(source) < _MEASURABLE:
        return guessed_fit(source, target)
    logs = np.log((target + 8) / (source + 8))
    middle = float(np.median(logs))
    off = (logs - middle) / _relative(np.minimum(source, target))
    spread = 1.25 * float(np.mean(np.abs(off)))  # of a normal distribution
    weight = len(source) / (len(source) + 20)
    return Fit(math.exp(middle), weight * spread + (1 - weight) * _SPREAD)


_MEASURABLE = 8


def _relative(length: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return how the spread falls with the length: short texts vary more."""
    return np.sqrt(0.5 + 60 / (length + 20))


def _fitting(
    source: NDArray[np.float64], target: NDArray[np.float64], fit: Fit
) -> Matrix:
    """Return the log odds of two lengths for translations against any two sentences."""
    x, y = fit.ratio * source[:, None], target[None, :]
    spread = fit.spread * _relative(np.minimum(x, y))
    off = np.log((y + 8) / (x + 8)) / spread
    value = -0.5 * off**2 + np.log(_ANY / spread) + 0.5
    return np.maximum(value, -15).astype(np.float32)


def _paragraphs(
    source: NDArray[np.bool_], target: NDArray[np.bool_], a: int, b: int
) -> Matrix:
    """Return the log odds of a bead by the paragraphs that it opens or runs over."""
    rows, columns = len(source) - a + 1, len(target) - b + 1
    ours, theirs = source[:rows, None], target[None, :columns]
    value = np.where(ours & theirs, 0.7, np.where(ours ^ theirs, -1.2, 0.1))
    inside_s = sum((source[step : rows + step] for step in range(1, a)), np.zeros(rows))
    inside_t = sum(
        (target[step : columns + step] for step in range(1, b)), np.zeros(columns)
    )
    return (value - 1.5 * (inside_s[:, None] + inside_t[None, :])).astype(np.float32)
