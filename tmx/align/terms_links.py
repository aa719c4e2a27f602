"""Which words of two sentences translate each other: a word aligner of our own.

IBM's second model with the distortion held fixed (Dyer, Chahuneau and Smith 2013), with
sparse Dirichlet priors (Riley and Gildea 2012), run in both directions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from tmx.align.terms_text import Side

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float32]
    Doubles = NDArray[np.float64]
    Prior = Callable[[Ints, Ints], Floats]

_ROUNDS = 5
_TENSION = 4.0
"""How fast a link grows unlikely with its distance from the diagonal."""
_SLACK = 1.5
"""Words by which a link may be off the diagonal: an adjective follows in Arabic."""
_NULL = 0.08
"""The share of words that translate nothing."""
_SPARSE = 0.01
"""The Dirichlet prior's concentration: small, so that a word has few translations."""


class Grid(NamedTuple):
    """All pairs of content words within each pair of sentences.

    Row by row: of each sentence pair first all pairs of its first source word.
    """

    source: Ints
    target: Ints
    """The words' places among the content words of their side."""
    rows: Ints
    columns: Ints
    """How many content words each sentence has."""


def grid(source: Side, target: Side) -> Grid:
    """Return the pairs of content words of two sides with equally many sentences."""
    rows, columns = (
        np.diff(np.concatenate(([0], np.cumsum(side.content)))[side.first])
        for side in (source, target)
    )
    begins = np.cumsum(columns) - columns
    width = np.repeat(columns, rows)
    ours = np.repeat(np.arange(len(width)), width)
    begin = np.repeat(begins, rows)
    theirs = np.arange(len(ours)) - np.repeat(np.cumsum(width) - width - begin, width)
    return Grid(ours, theirs, rows, columns)


def links(source: Side, target: Side, cells: Grid, prior: Prior) -> Floats:
    """Return how surely each pair of the grid translates each other, 0–1.

    The geometric mean of both directions: a word that one of them links in passing
    counts little. ``prior`` says of two words' numbers how often they are to be taken
    as seen together beforehand.
    """
    ours, theirs = source.word[source.content], target.word[target.content]
    code = ours[cells.source] * len(target.types) + theirs[cells.target]
    pairs, pair = np.unique(code, return_inverse=True)
    kinds = pairs // len(target.types), pairs % len(target.types)
    seen = prior(*kinds)
    near = _nearness(cells)
    forward = _Model(
        kinds[0], pair, cells.target, theirs, near / _sums(near, cells.target)
    )
    backward = _Model(
        kinds[1], pair, cells.source, ours, near / _sums(near, cells.source)
    )
    both: Floats = np.sqrt(forward.posterior(seen) * backward.posterior(seen))
    return both


def _nearness(cells: Grid) -> Floats:
    """Return how likely a link is by the places of its words alone."""
    ours = _relative(cells.source, cells.rows)
    theirs = _relative(cells.target, cells.columns)
    longest = np.maximum(cells.rows, cells.columns)
    slack = np.repeat(_SLACK / np.maximum(longest, 1), cells.rows * cells.columns)
    away = np.maximum(np.abs(ours - theirs) - slack, 0)
    near: Floats = np.exp(-_TENSION * away).astype(np.float32)
    return near


def _relative(word: Ints, sizes: Ints) -> Floats:
    """Return how far into its sentence each word is, 0–1."""
    begins = np.repeat(np.cumsum(sizes) - sizes, sizes)
    share = (np.arange(len(begins)) - begins + 0.5) / np.repeat(sizes, sizes)
    relative: Floats = share.astype(np.float32)[word]
    return relative


def _sums(values: Floats, groups: Ints) -> Floats:
    """Return for each value the sum of its group."""
    sums: Floats = np.bincount(groups, values).astype(np.float32)[groups]
    return sums


def _totals(groups: Ints, values: Floats, size: int) -> Doubles:
    """Return the sum of each group; of no values at all, numpy's would be integers."""
    return np.bincount(groups, values, size).astype(np.float64)


class _Model:
    """One direction: each word of one side chooses a word of the other, or none."""

    def __init__(
        self, giver: Ints, pair: Ints, taker: Ints, words: Ints, near: Floats
    ) -> None:
        self._giver, self._pair, self._taker = giver, pair, taker
        self._near = near * np.float32(1 - _NULL)
        counts = np.bincount(words) / len(words) if len(words) else np.zeros(0)
        self._none = (_NULL * counts[words]).astype(np.float32)

    def posterior(self, seen: Floats) -> Floats:
        """Return how likely each cell's taker is to have chosen its giver."""
        size = len(seen)
        table = np.full(size, 1.0, np.float32)
        chosen = self._chosen(table, flat=True)
        for _ in range(_ROUNDS):
            counts = _totals(self._pair, chosen, size) + seen
            chosen = self._chosen(_normal(counts, self._giver))
        return chosen

    def _chosen(self, table: Floats, *, flat: bool = False) -> Floats:
        weight = table[self._pair] * self._near
        total = _totals(self._taker, weight, len(self._none))
        if not flat:
            total += self._none
        total[total == 0] = 1
        shares = weight / total[self._taker]
        return shares.astype(np.float32)


def _normal(counts: Doubles, giver: Ints) -> Floats:
    """Return the translation table of counts, by the mean-field rule."""
    total = np.bincount(giver, counts)
    kinds = np.bincount(giver)
    part = _exp_digamma(counts + _SPARSE)
    whole = _exp_digamma(np.maximum(total + _SPARSE * kinds, _SPARSE))
    whole[whole == 0] = 1
    return (part / whole[giver]).astype(np.float32)


def _exp_digamma(x: Doubles) -> Doubles:
    """Return exp(ψ(x)) for x > 0, right to about four digits.

    By ψ(x) = ψ(x + 3) − 1/x − 1/(x+1) − 1/(x+2) and the series for large x.
    """
    far = x + 3
    inverse = 1 / far
    series = np.log(far) - inverse / 2 - inverse * inverse / 12
    value: Doubles = np.exp(series - 1 / (x + 1) - 1 / (x + 2) - 1 / x)
    return value
