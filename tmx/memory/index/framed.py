"""The entries of a segment's frames that are near a text.

A frame is f edits away from a text if no word of the text stands in its gaps. An entry
of the frame in whose gaps an alignment keeps k words is at least f - k edits away, and
one whose gaps hold no word of the text is f. So the newest entries of the frames that
are near count with f at first, which for none is more than it has.

If a frame keeps a word c times, an entry that has it in m gaps holds the word's terms
up to the (c + m)th occurrence. An alignment keeps the word no more often than the text
has it, q times, so at most as many of them in gaps as the entry has of the terms from
c + 1 to c + q. The entries of the frame that hold such a term are a stretch of its
postings. Let there be n stretches, the shortest first: an entry that is in the one in
place i and in none before it has k ≤ n - i.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from tmx.memory.index.layout import changes
from tmx.memory.index.measure import Candidates, Ruler, Text
from tmx.memory.index.segment import Segment, again, ranges
from tmx.memory.score import edits_allowed, longest_near

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from tmx.memory.index.best import Best

_COUNTED = 1 << 14
"""Entries that are sorted to tell how many stretches hold each."""
_LEAST = 1e-6
"""More than an error of rounding, less than an edit."""


def framed(
    segment: Segment, text: Text, best: Best, ruler: Ruler
) -> Iterator[tuple[float, NDArray[np.uint32]]]:
    """Take up into the best what can be told of frames; yield entries to measure.

    They come with what bounds their scores, while they can be among the best.
    """
    if not len(segment.frame_starts):
        return
    found = _near(segment, text, best.floor, ruler)
    if found is None:
        return
    _offer_newest(segment, found, best, ruler)
    found = found.only((found.bounds(text.length) >= best.floor).nonzero()[0])
    stretches = _stretches(segment, text, best.floor, found)
    bounds = found.only(stretches.rows).bounds(stretches.left())
    some = (bounds >= best.floor).nonzero()[0]
    count = int(stretches.sizes[some].cumsum().searchsorted(_COUNTED, side="right"))
    counted = _counted(segment, found, stretches, some[:count])
    ruler.measure(counted.only(counted.bounds >= best.floor))
    rest = some[count:]
    rest = rest[np.argsort(-bounds[rest], kind="stable")]
    ends = (stretches.starts + stretches.sizes)[rest].tolist()
    cells = (
        (bound, segment.postings[start:end])
        for bound, start, end in zip(
            bounds[rest].tolist(), stretches.starts[rest].tolist(), ends, strict=True
        )
    )
    yield from best.in_turn(segment, cells)


class _Near(NamedTuple):
    """Frames that can have near entries."""

    starts: NDArray[np.int64]
    """Their first entries."""
    ends: NDArray[np.int64]
    kept: NDArray[np.int64]
    """How often they keep each of the text's different words, a row for each."""
    gaps: NDArray[np.int64]
    edits: NDArray[np.int64]
    """If no gap holds a word of the text."""
    least: NDArray[np.int64]
    """Edits that their lengths alone make necessary."""
    longer: NDArray[np.int64]
    lengths: NDArray[np.int64]
    places: NDArray[np.int64]
    """The first of their ``frame_words``."""

    def bounds(self, held: NDArray[np.int64] | int) -> NDArray[np.float64]:
        """Return the highest scores if alignments keep so many words in gaps."""
        edits = np.maximum(self.edits - np.minimum(held, self.gaps), self.least)
        bounds: NDArray[np.float64] = 100 * (self.longer - edits) / self.longer
        return bounds

    def only(self, rows: NDArray[Any]) -> _Near:
        """Return some of them."""
        return _Near(*[one[..., rows] for one in self])


def _near(segment: Segment, text: Text, minimum: float, ruler: Ruler) -> _Near | None:
    """Return the frames that can have near entries, if there are any."""
    size, frames = text.length, segment.frames
    shortest = size - edits_allowed(size, minimum)
    limits = [shortest, longest_near(size, minimum) + 1]
    begin, stop = frames.lengths.searchsorted(limits).tolist()
    if begin == stop:
        return None
    lengths, places = frames.lengths[begin:stop], frames.places[begin:stop]
    words = segment.frame_words[places[0] : places[-1] + lengths[-1]]
    symbols = ruler.symbols(words)
    places = places - places[0]
    gap = words == len(segment.word_hashes)
    gaps = np.add.reduceat(gap, places, dtype=np.int64)
    common = gaps + np.add.reduceat(symbols > 0, places, dtype=np.int64)
    longer = np.maximum(lengths, size)
    rows = (100 * np.minimum(common, size) / longer >= minimum).nonzero()[0]
    if not len(rows):
        return None
    lengths, longer, gaps = lengths[rows], longer[rows], gaps[rows]
    symbols = symbols[ranges(places[rows], lengths)]
    which = np.repeat(np.arange(len(rows)), lengths)
    shape = len(text.distinct) + 1, len(rows)
    kept = np.bincount(
        symbols.astype(np.int64) * len(rows) + which, minlength=shape[0] * shape[1]
    )
    found = _Near(
        frames.starts[begin + rows],
        frames.ends[begin + rows],
        kept.reshape(shape)[1:],
        gaps,
        ruler.edits(symbols, lengths).astype(np.int64),
        abs(lengths - size),
        longer,
        lengths,
        frames.places[begin + rows],
    )
    rows = (found.bounds(size) >= minimum).nonzero()[0]
    return found.only(rows) if len(rows) else None


def _fits(
    segment: Segment, text: Text, found: _Near, minimum: float
) -> NDArray[np.bool_]:
    """Tell which of the text's different words can be kept in which frames' gaps.

    Words are only as far off as the edits before and behind them allow.
    """
    size, lengths = text.length, found.lengths
    words = segment.frame_words[ranges(found.places, lengths)]
    holes = (words == len(segment.word_hashes)).nonzero()[0]
    starts = np.cumsum(lengths) - lengths
    which = starts.searchsorted(holes, side="right") - 1
    before = (holes - starts[which])[:, None] - np.arange(size)
    behind = (lengths[which] - size)[:, None] - before
    spare = found.longer * (1 - minimum / 100) + _LEAST
    near = abs(before) + abs(behind) <= spare[which][:, None]
    fits = np.zeros((len(text.distinct), len(lengths)), bool)
    rows, places = near.nonzero()
    fits[np.array(text.order)[places], which[rows]] = True
    return fits


def _offer_newest(segment: Segment, found: _Near, best: Best, ruler: Ruler) -> None:
    """Offer the newest entries of each frame as if their gaps held nothing."""
    scores = found.bounds(0)
    newest = segment.newest(found.ends - 1)
    for row in np.lexsort((-newest, -scores)).tolist():
        if not best.may_take(scores[row], newest[row]):
            return
        end = int(found.ends[row])
        members = np.arange(max(int(found.starts[row]), end - ruler.enough), end)
        ruler.offer(members, np.full(len(members), scores[row]))


class _Stretches(NamedTuple):
    """The stretches of postings that frames' gaps make relevant, the shortest first."""

    rows: NDArray[np.int64]
    """The frame of each."""
    starts: NDArray[np.int64]
    """Where in the postings it begins."""
    sizes: NDArray[np.int64]

    def left(self) -> NDArray[np.int64]:
        """Tell for each how many its frame has from there on."""
        order = np.argsort(self.rows, kind="stable")
        ends = np.bincount(self.rows).cumsum()
        left = np.empty_like(order)
        left[order] = ends[self.rows[order]] - np.arange(len(order))
        return left


def _stretches(
    segment: Segment, text: Text, minimum: float, found: _Near
) -> _Stretches:
    terms, relevant = _terms(segment, text, found, minimum)
    edges = np.stack((found.starts, found.ends), axis=1).astype(np.uint32)
    cuts = [
        segment.posting(term).searchsorted(edges[some].reshape(-1))
        for term, some in zip(terms.tolist(), relevant, strict=True)
    ]
    which, rows = relevant.nonzero()
    starts, ends = np.concatenate([edges[:0].reshape(-1), *cuts]).reshape(-1, 2).T
    sizes = (ends - starts).astype(np.int64)
    order = np.argsort(sizes, kind="stable")[np.count_nonzero(sizes == 0) :]
    starts = segment.posting_starts[terms[which]] + starts.astype(np.int64)
    return _Stretches(rows[order], starts[order], sizes[order])


def _counted(
    segment: Segment, found: _Near, stretches: _Stretches, some: NDArray[np.int64]
) -> Candidates:
    """Return the entries of some stretches, bounded by how many hold each."""
    places = ranges(stretches.starts[some], stretches.sizes[some])
    every = np.sort(segment.postings[places])
    heads = changes(every).nonzero()[0]
    held = np.diff(np.append(heads, len(every)))
    entries = every[heads].astype(np.int64)
    others = np.bincount(np.delete(stretches.rows, some), minlength=len(found.gaps))
    rows = found.starts.searchsorted(entries, side="right") - 1
    bounds = found.only(rows).bounds(held + others[rows])
    return Candidates(entries, bounds, *segment.spans(entries))


def _terms(
    segment: Segment, text: Text, found: _Near, minimum: float
) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Return terms, and of which frames each tells what near entries have in gaps."""
    asked = np.bincount(text.order, minlength=len(text.distinct))
    counts = asked + found.kept.max(axis=1, initial=0)
    words = np.repeat(np.arange(len(counts)), counts)
    times = ranges(np.zeros(len(counts), np.int64), counts)
    kept = found.kept[words]
    relevant = (kept <= times[:, None]) & (
        times[:, None] < kept + asked[words][:, None]
    )
    relevant &= _fits(segment, text, found, minimum)[words]
    hashes = text.distinct[words]
    later = times > 0
    hashes[later] = again(hashes[later], times[later])
    terms = segment.identifiers(hashes)
    some = ((terms >= 0) & relevant.any(axis=1)).nonzero()[0]
    return terms[some], relevant[some]
