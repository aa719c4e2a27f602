"""The English of each Arabic phrase: counted, compared, and never cut short."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from tmx.align.terms_spans import product_of
from tmx.align.terms_text import Bond

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from tmx.align.terms_spans import Couples, Spans
    from tmx.align.terms_text import Side

    Ints = NDArray[np.int64]
    Doubles = NDArray[np.float64]

_KEPT = 0.8
"""A longer name is meant where so many of the mentions of a shorter one are in it."""
_TAKEN = 0.6
"""What a translation is worth that belongs to a longer phrase each time."""
_AS_WELL = 0.85


class Tried(NamedTuple):
    """Pairs of a source and a target phrase; arrays, by source phrase."""

    source: Ints
    target: Ints
    """Kinds of the ``Spans``."""
    fit: Doubles
    """The mean fit where both are linked, 0–1."""
    together: Ints
    """Source mentions that are linked to the target phrase."""
    share: Doubles
    """The same as a share of all mentions of the source phrase."""
    back: Doubles
    """The sum of fits as a share of all mentions of the target phrase, up to 1."""
    free: Doubles
    """The share of the links that no longer source phrase around has as well."""
    couple: Ints
    """For each row of the ``Couples`` the pair that it is one of, or −1."""

    @property
    def worth(self) -> Doubles:
        """What the pairs of a source phrase are compared by.

        Quality before frequency: what is linked word for word wins over a part of it
        that occurs more often.
        """
        worth: Doubles = self.fit**2 * np.sqrt(self.share) * self.back**0.2
        return worth * (_TAKEN + (1 - _TAKEN) * self.free)


def tried(ours: Spans, theirs: Spans, found: Couples) -> Tried:
    """Count the couples of each pair of phrases, each source mention once."""
    size = len(theirs.counts)
    code = found.source * size + theirs.kind[found.target]
    order = np.lexsort((-found.fit, code))
    first = np.append(True, np.diff(code[order]) > 0)[: len(order)]
    best = order[first]
    pairs = ours.kind[found.source[best]] * size + theirs.kind[found.target[best]]
    kinds, pair = np.unique(pairs, return_inverse=True)
    couple = np.full(len(code), -1)
    couple[best] = pair
    together = np.bincount(pair, minlength=len(kinds))
    total = np.bincount(pair, found.fit[best], len(kinds))
    taken = np.bincount(pair, _taken(ours, found)[best], len(kinds))
    source, target = kinds // max(size, 1), kinds % max(size, 1)
    mentions = np.bincount(ours.kind, minlength=len(ours.counts))
    return Tried(
        source=source,
        target=target,
        fit=total / np.maximum(together, 1),
        together=together,
        share=together / np.maximum(mentions[source], 1),
        back=np.minimum(total / np.maximum(theirs.counts[target], 1), 1),
        free=1 - taken / np.maximum(together, 1),
        couple=couple,
    )


def _taken(ours: Spans, found: Couples) -> NDArray[np.bool_]:
    """Tell which couples have a longer source mention around that fits as well.

    Senators are أعضاء مجلس الشيوخ, and مجلس الشيوخ is something else.
    """
    order = np.argsort(found.target, kind="stable")
    many = np.bincount(found.target)
    a, b = product_of(found.target[order], found.target[order], len(many))
    a, b = order[a], order[b]
    begin, end = ours.place, ours.place + ours.length
    one, other = found.source[a], found.source[b]
    around = (begin[other] <= begin[one]) & (end[other] >= end[one])
    around &= ours.length[other] > ours.length[one]
    around &= found.fit[b] >= _AS_WELL * found.fit[a]
    taken = np.zeros(len(found.fit), bool)
    taken[a[around]] = True
    return taken


def chosen(pairs: Tried, target: Side, theirs: Spans) -> Ints:
    """Return the best pair of each source phrase, in the order of their kinds."""
    worth = pairs.worth
    order = np.lexsort((pairs.target, -worth, pairs.source))
    first = np.append(True, np.diff(pairs.source[order]) > 0)[: len(order)]
    best: Ints = order[first]
    place = _places(theirs)
    begins = np.searchsorted(pairs.source, pairs.source[best])
    ends = np.searchsorted(pairs.source, pairs.source[best], side="right")
    words = _Words(target, theirs, place)
    for row, (begin, end) in enumerate(
        zip(begins.tolist(), ends.tolist(), strict=True)
    ):
        if end - begin > 1:
            best[row] = _whole(int(best[row]), range(begin, end), pairs, words)
    return best


def _places(found: Spans) -> Ints:
    """Return a row of the spans for each kind, its first."""
    rows = np.zeros(len(found.counts), np.int64)
    rows[found.kind[::-1]] = np.arange(len(found.kind))[::-1]
    return rows


class _Words:
    """What the target phrases consist of."""

    def __init__(self, side: Side, found: Spans, rows: Ints) -> None:
        self._side, self.counts = side, found.counts
        self._place, self._length = found.place[rows], found.length[rows]

    def of(self, kind: int) -> tuple[int, ...]:
        place, length = int(self._place[kind]), int(self._length[kind])
        return tuple(self._side.word[place : place + length].tolist())

    def capital(self, kind: int) -> bool:
        """Tell whether the phrase begins and ends with a capital."""
        side, place = self._side, int(self._place[kind])
        last = place + int(self._length[kind]) - 1
        begins = side.capital[place] or side.bond[place] == Bond.NONE
        return bool(begins and side.capital[last])


def _whole(best: int, rows: Iterable[int], pairs: Tried, words: _Words) -> int:
    """Return the pair with the whole name of which the best one has only a part.

    York is hardly ever seen outside New York, and nothing else is linked to New.
    """
    rows = list(rows)
    while True:
        kind = int(pairs.target[best])
        part = words.of(kind)
        total = pairs.fit[best] * pairs.together[best]
        longer = [
            row
            for row in rows
            if pairs.together[row] >= _KEPT * pairs.together[best]
            and pairs.fit[row] * pairs.together[row] >= _KEPT * total
            and words.counts[pairs.target[row]] >= _KEPT * words.counts[kind]
            and part in _inner(words.of(int(pairs.target[row])))
            and words.capital(int(pairs.target[row]))
        ]
        if not longer:
            return best
        best = max(longer, key=lambda row: float(pairs.fit[row] * pairs.together[row]))


def _inner(words: tuple[int, ...]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return a phrase without its first and without its last word."""
    return words[1:], words[:-1]
