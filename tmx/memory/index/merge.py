"""Several segments made one, in a file, within bounded memory.

What is held for every entry at once is a few numbers; words, tokens and postings pass
in pieces.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from tmx.memory.index.layout import (
    alike,
    distinct,
    length_table,
    narrow,
    offset_type,
    width_of,
)
from tmx.memory.index.segment import KEY_BITS, Segment, ranges

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from tmx.memory.index.files import ArrayFile

_PIECE = 1 << 20
"""Tokens or postings that pass at a time."""
_GONE = np.int32(-1)


class _Entries(NamedTuple):
    """The entries of all segments in the order of the new one, and what they become."""

    source: NDArray[np.int16]
    """The segment of each, as its place in the sequence."""
    row: NDArray[np.int32]
    """Its entry there."""
    target: NDArray[np.int32]
    """The new entry."""
    keys: NDArray[np.uint64]
    heads: NDArray[np.integer[Any]]
    """Which of them stands for each new entry."""

    @property
    def lengths(self) -> NDArray[np.int64]:
        """The length of each new entry in words."""
        return _lengths(self.keys[self.heads])


def _lengths(keys: NDArray[np.uint64]) -> NDArray[np.int64]:
    """Return how many words entries have, by their keys."""
    return (keys >> np.uint64(KEY_BITS)).astype(np.int64)


def merge(
    segments: Sequence[Segment], removed: NDArray[np.int64], out: ArrayFile
) -> None:
    """Write the units of segments of ascending numbers, but for the removed ones."""
    hashes = np.unique(np.concatenate([s.word_hashes for s in segments]))
    identifiers = [np.searchsorted(hashes, s.word_hashes) for s in segments]
    live = [_live(segment, removed) for segment in segments]
    entries = _entries(segments, live, identifiers)
    out.whole("word_hashes", hashes, np.uint64)
    _write_texts(segments, identifiers, len(hashes), out)
    _write_postings(segments, identifiers, hashes, entries, out)
    heads = entries.heads
    out.whole("entry_keys", entries.keys[heads], np.uint64)
    _write_signatures(segments, entries, out)
    base, units = _write_numbers(segments, live, entries, out)
    _release(segments)
    lengths = entries.lengths
    present, starts = length_table(lengths)
    out.whole("lengths", present, np.uint32)
    out.whole("length_starts", starts, np.uint32)
    width = width_of(len(hashes))
    out.begin("tokens", np.uint8)
    for piece in _pieces(lengths):
        chosen = heads[piece]
        tokens = _tokens(segments, identifiers, entries, chosen, lengths[piece])
        out.append(narrow(tokens, width))
        _release(segments)
    through = segments[-1].through
    out.finish({"base": base, "width": width, "units": units, "through": through})


def _release(segments: Sequence[Segment]) -> None:
    """Let go of what was read, so that memory does not grow with the files."""
    for segment in segments:
        if segment.file is not None:
            segment.file.release()


def _live(segment: Segment, removed: NDArray[np.int64]) -> NDArray[np.bool_] | None:
    """Tell for each number of a segment whether it stays; ``None`` when all do."""
    low, high = np.searchsorted(removed, [segment.base, segment.through + 1])
    if low == high:
        return None
    return ~np.isin(segment.all_numbers(), removed[low:high])


def _entries(
    segments: Sequence[Segment],
    live: Sequence[NDArray[np.bool_] | None],
    identifiers: Sequence[NDArray[np.int64]],
) -> _Entries:
    """Order the entries that have a number left, and find those that are the same."""
    rows = []
    for segment, alive in zip(segments, live, strict=True):
        row = np.arange(segment.entries, dtype=np.int32)
        if alive is not None and len(row):
            row = row[np.add.reduceat(alive, segment.number_starts[:-1]) > 0]
        rows.append(row)
    row = np.concatenate(rows)
    places = np.arange(len(segments), dtype=np.int16)
    source = np.repeat(places, list(map(len, rows)))
    keys = np.concatenate(
        [s.entry_keys[mine] for s, mine in zip(segments, rows, strict=True)]
    )
    order = np.argsort(keys, kind="stable")  # runs in order: little more than a merge
    keys, row, source = keys[order], row[order], source[order]
    del order, rows  # eight bytes for each entry, and four
    none = np.zeros(0, np.int32)
    found = _Entries(source, row, none, keys, none)
    first = np.ones(len(keys), bool)
    again = np.flatnonzero(keys[1:] == keys[:-1]) + 1
    lengths = _lengths(keys[again])
    for piece in _pieces(lengths):
        these, counts = again[piece], lengths[piece]
        one = _tokens(segments, identifiers, found, these, counts)
        other = _tokens(segments, identifiers, found, these - 1, counts)
        first[these] = ~alike(one, other, counts)
    target = np.cumsum(first, dtype=np.int32) - np.int32(1)
    return found._replace(target=target, heads=np.flatnonzero(first).astype(np.int32))


def _targets(segments: Sequence[Segment], entries: _Entries) -> list[NDArray[np.int32]]:
    """Return for each segment what its entries become, or that they are gone."""
    targets = []
    for place, segment in enumerate(segments):
        target = np.full(segment.entries, _GONE)
        mine = entries.source == place
        target[entries.row[mine]] = entries.target[mine]
        targets.append(target)
    return targets


def _pieces(sizes: NDArray[np.int64]) -> Iterator[slice]:
    """Yield slices of things whose sizes are about ``_PIECE`` together."""
    ends = np.cumsum(sizes)
    start = 0
    while start < len(sizes):
        before = int(ends[start - 1]) if start else 0
        end = int(np.searchsorted(ends, before + _PIECE, side="right"))
        end = max(end, start + 1)
        yield slice(start, end)
        start = end


def _tokens(
    segments: Sequence[Segment],
    identifiers: Sequence[NDArray[np.int64]],
    entries: _Entries,
    chosen: NDArray[np.integer[Any]],
    lengths: NDArray[np.int64],
) -> NDArray[np.int64]:
    """Return the new word identifiers of some entries, one entry after another."""
    found = np.empty(int(lengths.sum()), np.int64)
    starts = np.cumsum(lengths) - lengths
    source = entries.source[chosen]
    for place, segment in enumerate(segments):
        mine = np.flatnonzero(source == place)
        if len(mine):
            first, counts = segment.spans(entries.row[chosen[mine]])
            words = segment.words_at(ranges(first, counts))
            found[ranges(starts[mine], counts)] = identifiers[place][words]
    return found


def _write_texts(
    segments: Sequence[Segment],
    identifiers: Sequence[NDArray[np.int64]],
    words: int,
    out: ArrayFile,
) -> None:
    """Write the vocabulary in the order of its hashes."""
    source = np.zeros(words, np.int64)
    start = np.zeros(words, np.int64)
    size = np.zeros(words, np.int64)
    for place, segment in enumerate(segments):
        source[identifiers[place]] = place
        starts = segment.text_starts.astype(np.int64)
        start[identifiers[place]] = starts[:-1]
        size[identifiers[place]] = np.diff(starts)
    ends = np.append(0, np.cumsum(size))
    out.whole("text_starts", ends, offset_type(int(ends[-1])))
    out.begin("texts", np.uint8)
    for piece in _pieces(size):
        text = np.empty(int(size[piece].sum()), np.uint8)
        into = ends[:-1][piece] - ends[piece.start]
        for place, segment in enumerate(segments):
            mine = source[piece] == place
            counts = size[piece][mine]
            read = ranges(start[piece][mine], counts)
            text[ranges(into[mine], counts)] = segment.texts[read]
        out.append(text)


def _write_postings(
    segments: Sequence[Segment],
    identifiers: Sequence[NDArray[np.int64]],
    hashes: NDArray[np.uint64],
    entries: _Entries,
    out: ArrayFile,
) -> None:
    """Write the entries of each word, a stretch of the vocabulary at a time."""
    targets = _targets(segments, entries)
    counts = np.zeros(len(hashes), np.int64)
    for segment, identifier in zip(segments, identifiers, strict=True):
        counts[identifier] += segment.sizes
    out.begin("postings", np.uint32)
    for piece in _pieces(counts):
        pairs = [
            _pairs(segment, identifier, target, piece)
            for segment, identifier, target in zip(
                segments, identifiers, targets, strict=True
            )
        ]
        found = distinct(np.concatenate(pairs))
        out.append(found & np.uint64(0xFFFFFFFF))
        _release(segments)
        words = (found >> np.uint64(32)).astype(np.int64) - piece.start
        counts[piece] = np.bincount(words, minlength=piece.stop - piece.start)
    ends = np.append(0, np.cumsum(counts))
    out.whole("posting_starts", ends, offset_type(int(ends[-1])))


def _pairs(
    segment: Segment,
    identifiers: NDArray[np.int64],
    targets: NDArray[np.int32],
    words: slice,
) -> NDArray[np.uint64]:
    """Return word and entry of a segment's postings of some words, as one number."""
    first, last = np.searchsorted(identifiers, [words.start, words.stop])
    starts = segment.posting_starts[first : last + 1].astype(np.int64)
    sizes: NDArray[np.int64] = starts[1:] - starts[:-1]
    word = np.repeat(identifiers[first:last], sizes)
    entry = targets[segment.postings[starts[0] : starts[-1]]]
    stays = entry != _GONE
    pairs: NDArray[np.uint64] = ((word << 32) | entry)[stays].view(np.uint64)
    return pairs


def _write_signatures(
    segments: Sequence[Segment], entries: _Entries, out: ArrayFile
) -> None:
    """Write the signature of each entry, which is what it was."""
    source, row = entries.source[entries.heads], entries.row[entries.heads]
    for name in ("signatures_low", "signatures_high"):
        found = np.zeros(len(row), np.uint64)
        for place, segment in enumerate(segments):
            mine = source == place
            found[mine] = getattr(segment, name)[row[mine]]
        out.whole(name, found, np.uint64)


def _write_numbers(
    segments: Sequence[Segment],
    live: Sequence[NDArray[np.bool_] | None],
    entries: _Entries,
    out: ArrayFile,
) -> tuple[int, int]:
    """Write the unit numbers of each entry; return their base and how many they are."""
    targets, numbers = [], []
    base = segments[0].base
    kind = offset_type(segments[-1].through - base)
    became = _targets(segments, entries)
    for segment, alive, mine in zip(segments, live, became, strict=True):
        each = np.repeat(mine, segment.duplicates)
        found = (segment.all_numbers() - base).astype(kind)
        targets.append(each if alive is None else each[alive])
        numbers.append(found if alive is None else found[alive])
    target = np.concatenate(targets)
    counts = np.bincount(target, minlength=len(entries.heads))
    ends = np.append(0, np.cumsum(counts))
    out.whole("number_starts", ends, offset_type(int(ends[-1])))
    offsets = np.concatenate(numbers)[np.argsort(target, kind="stable")]
    out.whole("number_offsets", offsets, kind)
    return base, len(offsets)
