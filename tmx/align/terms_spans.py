"""Phrases that recur, and how well the links bear two of them out."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from tmx.align.terms_text import Bond

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from tmx.align.terms_links import Grid
    from tmx.align.terms_text import Side

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float32]

_UNLINKED = np.float32(0.3)
"""What a content word weighs at least, so that one without links costs something."""


class Spans(NamedTuple):
    """Mentions of phrases, by their place; the arrays are parallel."""

    place: Ints
    """The place of the first word in its side."""
    length: Ints
    """Words."""
    kind: Ints
    """One number for all mentions of a phrase."""
    counts: Ints
    """How often each kind occurs in the whole text, by its number."""

    def only(self, rows: NDArray[np.bool_]) -> Spans:
        """Return some of the mentions; kinds and counts stay."""
        return Spans(self.place[rows], self.length[rows], self.kind[rows], self.counts)


def spans(side: Side, *, longest: int, least: int) -> Spans:
    """Return the phrases of at most ``longest`` words seen ``least`` times or more.

    They begin and end with a word that says something, do not begin with a figure, and
    hold no punctuation and no half of a hyphenated word.
    """
    tight = side.bond == Bond.HYPHEN
    begins = side.content & ~tight
    ends = side.content & ~np.append(tight[1:], [False])
    figures = np.array([word.isdecimal() for word in side.types], bool)
    figure = figures[side.word] & ~np.append(tight[1:], [False])
    found: list[tuple[Ints, int, Ints]] = []
    number = 0
    for length, (place, kind) in enumerate(_grams(side, longest, least), start=1):
        whole = begins[place] & ends[place + length - 1] & ~figure[place]
        kept, renumbered = np.unique(kind[whole], return_inverse=True)
        found.append((place[whole], length, renumbered + number))
        number += len(kept)
    place = np.concatenate([one for one, _, _ in found])
    sizes = [len(one) for one, _, _ in found]
    length_ = np.repeat([one for _, one, _ in found], sizes)
    kind_ = np.concatenate([one for _, _, one in found])
    order = np.lexsort((length_, place))
    counts = np.bincount(kind_, minlength=number)
    return Spans(place[order], length_[order], kind_[order], counts)


def _grams(side: Side, longest: int, least: int) -> Iterator[tuple[Ints, Ints]]:
    """Yield the places and kinds of recurring sequences, by their length from 1."""
    place, kind = _frequent(np.arange(len(side.word)), side.word, least)
    yield place, kind
    for length in range(2, longest + 1):
        inside = place + length - 1 < len(side.word)
        place, kind = place[inside], kind[inside]
        bound = side.bond[place + length - 1] != Bond.NONE
        place, kind = place[bound], kind[bound]
        code = kind * len(side.types) + side.later[place + length - 1]
        place, kind = _frequent(place, code, least)
        yield place, kind


def _frequent(place: Ints, code: Ints, least: int) -> tuple[Ints, Ints]:
    _, kind, counts = np.unique(code, return_inverse=True, return_counts=True)
    kept = counts[kind] >= least
    return place[kept], kind[kept]


class Couples(NamedTuple):
    """Pairs of a source and a target mention in one pair of sentences."""

    source: Ints
    target: Ints
    """Rows of the ``Spans`` of each side."""
    fit: Floats
    """How well the links bear the two out as one, 0–1."""


def couples(  # noqa: PLR0913, PLR0917 - two sides, their phrases, what links them
    source: Side,
    target: Side,
    ours: Spans,
    theirs: Spans,
    cells: Grid,
    linked: Floats,
    *,
    least: float,
) -> Couples:
    """Return the pairs of mentions whose fit is ``least`` or more, by source mention.

    The fit is the share of the links of both mentions' words that stay within them.
    """
    left = _Part(source, ours, cells.source, linked)
    right = _Part(target, theirs, cells.target, linked)
    a, b = product_of(left.sentence, right.sentence, len(cells.rows))
    inside = _Table(cells, linked).sums(
        left.sentence[a],
        (left.low[a], left.high[a]),
        (right.low[b], right.high[b]),
    )
    fit = 2 * inside / (left.weight[a] + right.weight[b])
    kept = np.flatnonzero(fit >= least)
    return Couples(a[kept], b[kept], np.minimum(fit[kept], 1))


class _Part:
    """One side's mentions as stretches of content words, counted in their sentence."""

    def __init__(self, side: Side, found: Spans, cell: Ints, linked: Floats) -> None:
        content = np.concatenate(([0], np.cumsum(side.content)))
        self.sentence = side.sentence[found.place]
        begin = content[side.first[self.sentence]]
        low, high = content[found.place], content[found.place + found.length]
        self.low, self.high = low - begin, high - begin
        mass = np.bincount(cell, linked, int(content[-1]))
        total = np.concatenate(([0], np.cumsum(np.maximum(mass, _UNLINKED))))
        self.weight = (total[high] - total[low]).astype(np.float32)


def product_of(ours: Ints, theirs: Ints, groups: int) -> tuple[Ints, Ints]:
    """Return all pairs of rows of one group; both are sorted by group."""
    many = np.bincount(theirs, minlength=groups)
    begins = np.cumsum(many) - many
    width = many[ours]
    a = np.repeat(np.arange(len(ours)), width)
    shift = np.cumsum(width) - width - begins[ours]
    return a, np.arange(len(a)) - np.repeat(shift, width)


class _Table:
    """Sums of links over any rectangle of any sentence's grid (Crow 1984)."""

    def __init__(self, cells: Grid, linked: Floats) -> None:
        self._width = cells.columns + 1
        sizes = (cells.rows + 1) * self._width
        self._begin = np.cumsum(sizes) - sizes
        self._sums = np.zeros(int(sizes.sum()), np.float32)
        place = 0
        rows, columns = cells.rows.tolist(), cells.columns.tolist()
        for begin, m, n in zip(self._begin.tolist(), rows, columns, strict=True):
            table = self._sums[begin : begin + (m + 1) * (n + 1)].reshape(m + 1, n + 1)
            part = linked[place : place + m * n].reshape(m, n)
            np.cumsum(part.cumsum(0), 1, out=table[1:, 1:])
            place += m * n

    def sums(
        self, sentence: Ints, rows: tuple[Ints, Ints], columns: tuple[Ints, Ints]
    ) -> Floats:
        begin, width = self._begin[sentence], self._width[sentence]
        low, high = begin + rows[0] * width, begin + rows[1] * width
        left, right = columns
        table = self._sums
        upper: Floats = table[high + right] - table[high + left]
        lower: Floats = table[low + right] - table[low + left]
        return upper - lower
