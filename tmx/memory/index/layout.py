"""How the arrays of a segment are laid out: narrow types, order, one of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from tmx.memory.index.segment import Segment

if TYPE_CHECKING:
    from numpy.typing import DTypeLike, NDArray

    from tmx.memory.index.files import ArrayFile

_ODD = np.uint64(0x9E3779B97F4A7C15)
_MIXED = np.uint64(0xD6E8FEB86659FD93)


def sequence_hashes(
    hashes: NDArray[np.uint64], lengths: NDArray[np.int64]
) -> NDArray[np.uint64]:
    """Return a hash of each sequence of words, given their hashes one after another.

    No sequence is empty. The highest bits are the best.
    """
    if not len(lengths):
        return np.zeros(0, np.uint64)
    starts = np.cumsum(lengths) - lengths
    powers = np.multiply.accumulate(np.full(int(lengths.max()), _ODD))
    within = np.arange(len(hashes)) - np.repeat(starts, lengths)
    mixed = np.add.reduceat(hashes * powers[within], starts)
    mixed ^= mixed >> np.uint64(32)
    mixed *= _MIXED
    return mixed


def alike(
    left: NDArray[Any], right: NDArray[Any], lengths: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Tell for each pair of texts, one after another, whether all words are equal."""
    starts = np.cumsum(lengths) - lengths
    same: NDArray[np.bool_] = np.logical_and.reduceat(left == right, starts)
    return same


def distinct(numbers: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Return the numbers in order, each once; sorts in place."""
    numbers.sort()
    return numbers[changes(numbers)]


def changes(numbers: NDArray[np.unsignedinteger[Any]]) -> NDArray[np.bool_]:
    """Tell which numbers in order are other than the one before."""
    first = np.ones(len(numbers), bool)
    np.not_equal(numbers[1:], numbers[:-1], out=first[1:])
    return first


def length_table(
    lengths: NDArray[np.int64],
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the lengths that occur and where each starts; ``lengths`` ascend."""
    present, starts = np.unique(lengths, return_index=True)
    return present, np.append(starts, len(lengths))


def width_of(words: int) -> int:
    """Return how many bytes the identifiers of a vocabulary take."""
    return 3 if words <= 1 << 24 else 4


def narrow(tokens: NDArray[Any], width: int) -> NDArray[np.uint8]:
    """Return word identifiers as so many bytes each."""
    wide = tokens.astype("<u4").view(np.uint8).reshape(-1, 4)
    return np.ascontiguousarray(wide[:, :width]).reshape(-1)


def offset_type(highest: int) -> type[np.unsignedinteger[Any]]:
    """Return the narrower of two types that hold numbers up to the highest."""
    return np.uint32 if highest < 1 << 32 else np.uint64


def save(segment: Segment, out: ArrayFile) -> None:
    """Write a segment as it is."""
    types: dict[str, DTypeLike] = {
        "word_hashes": np.uint64,
        "text_starts": offset_type(len(segment.texts)),
        "texts": np.uint8,
        "posting_starts": offset_type(len(segment.postings)),
        "postings": np.uint32,
        "entry_keys": np.uint64,
        "signatures_low": np.uint64,
        "signatures_high": np.uint64,
        "frame_starts": np.uint32,
        "frame_words": np.uint32,
        "number_starts": offset_type(len(segment.number_offsets)),
        "number_offsets": offset_type(segment.through - segment.base),
        "lengths": np.uint32,
        "length_starts": np.uint32,
        "tokens": np.uint8,
    }
    for name in Segment.ARRAYS:
        out.whole(name, getattr(segment, name), types[name])
    out.finish({name: getattr(segment, name) for name in Segment.FACTS})
