"""Several segments made one, in a file, within bounded memory.

What is held for every entry at once is a few numbers; words, tokens and postings pass
in pieces.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from tmx.memory.index.entries import (
    GONE,
    Entries,
    entries_of,
    live_of,
    pieces,
    release,
    targets_of,
    tokens_of,
)
from tmx.memory.index.framing import Pairs, Shared, frame_keys, frames_of, sampled
from tmx.memory.index.layout import (
    distinct,
    length_table,
    narrow,
    offset_type,
    width_of,
)
from tmx.memory.index.segment import Segment, ranges

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from tmx.memory.index.files import ArrayFile


def merge(
    segments: Sequence[Segment], removed: NDArray[np.int64], out: ArrayFile
) -> None:
    """Write the units of segments of ascending numbers, but for the removed ones."""
    hashes = np.unique(np.concatenate([s.word_hashes for s in segments]))
    identifiers = [
        np.searchsorted(hashes, s.word_hashes).astype(np.int32) for s in segments
    ]
    live = [live_of(segment, removed) for segment in segments]
    words = _Words(segments, identifiers, entries_of(segments, live, identifiers))
    entries, frames = _by_frame(words, hashes)
    out.whole("word_hashes", hashes, np.uint64)
    _write_texts(segments, identifiers, len(hashes), out)
    _write_postings(segments, identifiers, len(hashes), entries, out)
    out.whole("entry_keys", entries.keys[entries.heads], np.uint64)
    _write_signatures(segments, entries, out)
    base, units = _write_numbers(segments, live, entries, out)
    words = words._replace(entries=entries)
    width = _write_tokens(words, frames, len(hashes), out)
    out.finish(
        {
            "base": base,
            "width": width,
            "units": units,
            "through": segments[-1].through,
        }
    )


class _Words(NamedTuple):
    """The words of the entries that segments have together."""

    segments: Sequence[Segment]
    identifiers: Sequence[NDArray[np.int32]]
    entries: Entries

    def pieces(
        self, rows: NDArray[np.int64] | None = None
    ) -> Iterator[tuple[slice, NDArray[np.int64], NDArray[np.int64]]]:
        """Yield which of some entries, or of all, their words and how many each has."""
        heads, lengths = self.entries.heads, self.entries.lengths
        if rows is not None:
            heads, lengths = heads[rows], lengths[rows]
        for piece in pieces(lengths):
            chosen, counts = heads[piece], lengths[piece]
            yield (
                piece,
                tokens_of(
                    self.segments, self.identifiers, self.entries, chosen, counts
                ),
                counts,
            )


def _pairs_of(words: _Words) -> Pairs:
    """Count the pairs of words."""
    pairs = Pairs()
    for _, tokens, lengths in words.pieces(sampled(len(words.entries.heads))):
        pairs.count(tokens, lengths)
    pairs.close()
    return pairs


def _by_frame(
    words: _Words, hashes: NDArray[np.uint64]
) -> tuple[Entries, NDArray[np.uint16]]:
    """Return the entries of each length by frame, and the number of each one's."""
    entries, pairs = words.entries, _pairs_of(words)
    keys = np.empty(len(entries.heads), np.uint64)
    for piece, tokens, lengths in words.pieces():
        kept = pairs.keeps(tokens, lengths)
        keys[piece] = frame_keys(hashes[tokens] * kept, lengths)
    frames = frames_of(keys)
    del keys
    rank = np.lexsort((frames, entries.lengths))
    target = np.empty(len(rank), np.int32)
    target[rank] = np.arange(len(rank), dtype=np.int32)
    ordered = entries._replace(target=target[entries.target], heads=entries.heads[rank])
    return ordered, frames[rank]


def _write_tokens(
    words: _Words, frames: NDArray[np.uint16], vocabulary: int, out: ArrayFile
) -> int:
    """Write the words of each entry and of each frame; return their width."""
    lengths = words.entries.lengths
    present, starts = length_table(lengths)
    out.whole("lengths", present, np.uint32)
    out.whole("length_starts", starts, np.uint32)
    width = width_of(vocabulary)
    shared = Shared(frames, lengths)
    out.begin("tokens", np.uint8)
    for piece, tokens, _ in words.pieces():
        shared.take(piece, tokens)
        out.append(narrow(tokens, width))
    out.whole("frame_starts", shared.starts, np.uint32)
    out.whole("frame_words", shared.words(vocabulary), np.uint32)
    return width


def _write_texts(
    segments: Sequence[Segment],
    identifiers: Sequence[NDArray[np.int32]],
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
        release(segment)
    ends = np.append(0, np.cumsum(size))
    out.whole("text_starts", ends, offset_type(int(ends[-1])))
    out.begin("texts", np.uint8)
    for piece in pieces(size):
        text = np.empty(int(size[piece].sum()), np.uint8)
        into = ends[:-1][piece] - ends[piece.start]
        for place, segment in enumerate(segments):
            mine = source[piece] == place
            counts = size[piece][mine]
            read = ranges(start[piece][mine], counts)
            text[ranges(into[mine], counts)] = segment.texts[read]
            release(segment)
        out.append(text)


def _write_postings(
    segments: Sequence[Segment],
    identifiers: Sequence[NDArray[np.int32]],
    words: int,
    entries: Entries,
    out: ArrayFile,
) -> None:
    """Write the entries of each word, a stretch of the vocabulary at a time."""
    targets = targets_of(segments, entries)
    counts = np.zeros(words, np.int64)
    for segment, identifier in zip(segments, identifiers, strict=True):
        counts[identifier] += segment.sizes
        release(segment)
    out.begin("postings", np.uint32)
    for piece in pieces(counts):
        pairs = [
            _pairs(segment, identifier, target, piece)
            for segment, identifier, target in zip(
                segments, identifiers, targets, strict=True
            )
        ]
        found = distinct(np.concatenate(pairs))
        del pairs
        out.append(found.astype(np.uint32))
        each = np.arange(piece.start, piece.stop + 1, dtype=np.uint64)
        counts[piece] = np.diff(found.searchsorted(each << np.uint64(32)))
    ends = np.append(0, np.cumsum(counts))
    out.whole("posting_starts", ends, offset_type(int(ends[-1])))


def _pairs(
    segment: Segment,
    identifiers: NDArray[np.int32],
    targets: NDArray[np.int32],
    words: slice,
) -> NDArray[np.uint64]:
    """Return word and entry of a segment's postings of some words, as one number."""
    first, last = np.searchsorted(identifiers, [words.start, words.stop])
    starts = segment.posting_starts[first : last + 1].astype(np.int64)
    sizes: NDArray[np.int64] = starts[1:] - starts[:-1]
    word = np.repeat(identifiers[first:last].astype(np.int64), sizes)
    entry = targets[segment.postings[starts[0] : starts[-1]]]
    release(segment)
    stays = entry != GONE
    if not stays.all():
        word, entry = word[stays], entry[stays]
    word <<= 32
    word |= entry
    return word.view(np.uint64)


def _write_signatures(
    segments: Sequence[Segment], entries: Entries, out: ArrayFile
) -> None:
    """Write the signature of each entry, which is what it was."""
    source, row = entries.source[entries.heads], entries.row[entries.heads]
    for name in ("signatures_low", "signatures_high"):
        found = np.zeros(len(row), np.uint64)
        for place, segment in enumerate(segments):
            mine = source == place
            found[mine] = getattr(segment, name)[row[mine]]
            release(segment)
        out.whole(name, found, np.uint64)


def _write_numbers(
    segments: Sequence[Segment],
    live: Sequence[NDArray[np.bool_] | None],
    entries: Entries,
    out: ArrayFile,
) -> tuple[int, int]:
    """Write the unit numbers of each entry; return their base and how many they are."""
    targets, numbers = [], []
    base = segments[0].base
    kind = offset_type(segments[-1].through - base)
    became = targets_of(segments, entries)
    for segment, alive, mine in zip(segments, live, became, strict=True):
        each = np.repeat(mine, segment.duplicates)
        found = (segment.all_numbers() - base).astype(kind)
        targets.append(each if alive is None else each[alive])
        numbers.append(found if alive is None else found[alive])
        release(segment)
    target = np.concatenate(targets)
    counts = np.bincount(target, minlength=len(entries.heads))
    ends = np.append(0, np.cumsum(counts))
    out.whole("number_starts", ends, offset_type(int(ends[-1])))
    offsets = np.concatenate(numbers)[np.argsort(target, kind="stable")]
    out.whole("number_offsets", offsets, kind)
    return base, len(offsets)
