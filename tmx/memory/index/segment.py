"""A part of the index: the units of one stretch of numbers, never changed.

Units of one match key are one *entry* with several numbers. Entries are ordered by
their length in words, so the entries of some lengths are one range. Many entries that
are the same but for some words, as those of one form are in which names and numbers
vary, have a *frame*: the words that they share and gaps. Within a length the entries
without a frame come first, then those of each frame, and within these by the newest of
their numbers. A *term* is a word, or the second, third, … occurrence
of one in the same unit; terms are ordered by their hash, so a term's identifier is its
place. For every term the segment holds the entries that have it, ascending
(*postings*); for every entry its words in order (*tokens*) and a *signature*, 128 bits
of which each term sets one.

A word is known by 64 bits of BLAKE2b. Two words of a million share them with a
probability of 3 in 100 million, and then a score may come out too high; none is missed.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property, lru_cache
from hashlib import blake2b
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from tmx.memory.index.frames import Frames

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from numpy.typing import NDArray

    from tmx.memory.index.files import Mapped

LONGEST = (1 << 20) - 1
"""Words of a unit beyond this many do not count."""
SIGNATURE_BITS = 128
KEY_BITS = 44
"""Of an entry's key, below the 20 bits of its length."""
_ODD = np.uint64(0x9E3779B97F4A7C15)
_MIXED = np.uint64(0xD6E8FEB86659FD93)


def word_hash(word: str) -> int:
    """Return the 64 bits that a word is known by."""
    data = word.encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(data, digest_size=8).digest(), "little")


def again(hashes: NDArray[np.uint64], times: NDArray[Any]) -> NDArray[np.uint64]:
    """Return what an occurrence of words that come so many times before is known by."""
    found: NDArray[np.uint64] = (hashes ^ (times.astype(np.uint64) * _ODD)) * _MIXED
    return found


def bits(
    hashes: NDArray[np.uint64],
) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """Return the bit that each term sets, in one half of a signature or the other."""
    bit = np.uint64(1) << ((hashes >> np.uint64(57)) & np.uint64(63))
    high = hashes >> np.uint64(63)
    return bit * (high ^ np.uint64(1)), bit * high


def ranges(starts: NDArray[Any], lengths: NDArray[Any]) -> NDArray[np.int64]:
    """Return the numbers start, start + 1, … of each range, one range after another."""
    ends = np.cumsum(lengths, dtype=np.int64)
    if not len(ends):
        return ends
    shift = np.asarray(starts, np.int64) - ends + lengths
    return np.repeat(shift, lengths) + np.arange(ends[-1])


@dataclass(frozen=True, eq=False)
class Segment:
    """The arrays of a segment, mapped from its file or just made.

    ``*_starts`` have one element more than what they index.
    """

    word_hashes: NDArray[np.uint64]
    """Of all terms, ascending."""
    text_starts: NDArray[Any]
    texts: NDArray[np.uint8]
    """The words' UTF-8; nothing for a further occurrence."""
    posting_starts: NDArray[Any]
    postings: NDArray[np.uint32]
    entry_keys: NDArray[np.uint64]
    """Length and hash of an entry's words."""
    signatures_low: NDArray[np.uint64]
    signatures_high: NDArray[np.uint64]
    frame_starts: NDArray[Any]
    """The first entry of each frame."""
    frame_words: NDArray[np.uint32]
    """The words that each frame keeps; the number of words stands for a gap."""
    number_starts: NDArray[Any]
    number_offsets: NDArray[Any]
    """From ``base``; ascending for each entry."""
    lengths: NDArray[Any]
    """The lengths that occur, ascending, from 1."""
    length_starts: NDArray[Any]
    """The first entry of each length."""
    tokens: NDArray[np.uint8]
    """Word identifiers of ``width`` bytes, little end first, entry after entry."""
    base: int
    width: int
    units: int
    through: int
    """The highest number."""
    file: Mapped | None = None

    ARRAYS = (
        "word_hashes text_starts texts posting_starts postings entry_keys "
        "signatures_low signatures_high frame_starts frame_words number_starts "
        "number_offsets lengths length_starts tokens"
    ).split()
    FACTS = ("base", "width", "units", "through")

    @classmethod
    def of_file(cls, file: Mapped) -> Segment:
        """Return the segment that a file holds."""
        found: dict[str, Any] = {**file.arrays, **file.facts}
        return cls(**found, file=file)

    @cached_property
    def token_starts(self) -> NDArray[np.int64]:
        """The first token of each length, and the number of tokens."""
        counts = np.diff(self.length_starts.astype(np.int64)) * self.lengths
        return np.concatenate(([0], np.cumsum(counts, dtype=np.int64)))

    @cached_property
    def _shifts(self) -> NDArray[np.int64]:
        """What to add to entry × length for the first token, for each length."""
        starts = self.length_starts[:-1].astype(np.int64)
        shifts: NDArray[np.int64] = self.token_starts[:-1] - starts * self._sizes
        return shifts

    @cached_property
    def _sizes(self) -> NDArray[np.int64]:
        return self.lengths.astype(np.int64)

    @cached_property
    def _length_list(self) -> list[int]:
        found: list[int] = self.lengths.tolist()
        return found

    @cached_property
    def _start_list(self) -> list[int]:
        found: list[int] = self.length_starts.tolist()
        return found

    @cached_property
    def frames(self) -> Frames:
        """Where the frames are."""
        return Frames.of(self.frame_starts, self.lengths, self.length_starts)

    @cached_property
    def matrix(self) -> NDArray[np.uint8]:
        """The tokens as rows of ``width`` bytes."""
        return self.tokens.reshape(-1, self.width)

    @property
    def sizes(self) -> NDArray[np.int64]:
        """The number of entries that hold each word."""
        starts = self.posting_starts.astype(np.int64)
        sizes: NDArray[np.int64] = starts[1:] - starts[:-1]
        return sizes

    @property
    def duplicates(self) -> NDArray[np.int64]:
        """The number of units of each entry."""
        starts = self.number_starts.astype(np.int64)
        counts: NDArray[np.int64] = starts[1:] - starts[:-1]
        return counts

    @property
    def entries(self) -> int:
        """The number of entries."""
        return len(self.entry_keys)

    def identifiers(self, hashes: NDArray[np.uint64]) -> NDArray[np.int64]:
        """Return the identifiers of words by their hashes, -1 for unknown ones."""
        places = self.word_hashes.searchsorted(hashes)
        np.minimum(places, len(self.word_hashes) - 1, out=places)
        places[self.word_hashes[places] != hashes] = -1
        return places

    def first_entry(self, length: int) -> int:
        """Return the first entry with at least so many words."""
        return self._start_list[bisect_left(self._length_list, length)]

    def posting(self, identifier: int) -> NDArray[np.uint32]:
        """Return the entries that hold a word, ascending."""
        start, end = self.posting_starts[identifier : identifier + 2].tolist()
        return self.postings[start:end]

    def spans(self, entries: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any]]:
        """Return the first token and the length of each entry."""
        row = self.length_starts.searchsorted(entries, side="right") - 1
        lengths = self._sizes[row]
        return self._shifts[row] + entries * lengths, lengths

    def words_at(self, places: NDArray[np.int64]) -> NDArray[np.uint32]:
        """Return the word identifiers of tokens."""
        return _widened(self.matrix.take(places, axis=0))

    def places_of(self, entries: NDArray[Any], length: int) -> NDArray[np.intp]:
        """Return the lowest 16 bits of the word identifiers of entries of one length.

        A row for each place of a word, so that one place of all entries lies together.
        """
        row = int(np.searchsorted(self.lengths, length))
        first, last = self.token_starts[row : row + 2].tolist()
        block = self.matrix[first:last].reshape(-1, length * self.width)
        chosen = block.take(entries - int(self.length_starts[row]), axis=0)
        found = chosen[:, 1 :: self.width].T.astype(np.intp)
        found <<= 8
        found |= chosen[:, :: self.width].T
        return found

    def numbers(
        self, entries: NDArray[Any], most: int | None = None
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return the unit numbers of entries, and for each the row of its entry.

        Of an entry with more numbers than ``most``, the newest so many.
        """
        ends = self.number_starts[entries.astype(np.int64) + 1].astype(np.int64)
        counts = ends - self.number_starts[entries]
        if most is not None:
            counts = np.minimum(counts, most)
        found = self.number_offsets[ranges(ends - counts, counts)].astype(np.int64)
        return found + self.base, np.repeat(np.arange(len(entries)), counts)

    def all_numbers(self) -> NDArray[np.int64]:
        """Return every unit number, in no order that means anything."""
        numbers: NDArray[np.int64] = self.number_offsets.astype(np.int64) + self.base
        return numbers

    def newest(self, entries: NDArray[Any]) -> NDArray[np.int64]:
        """Return the highest unit number of each entry."""
        last = self.number_starts[entries.astype(np.int64) + 1].astype(np.int64) - 1
        return self.number_offsets[last].astype(np.int64) + self.base

    def words(self) -> Iterator[str]:
        """Yield the vocabulary, in no order that means anything."""
        step = 4096
        for first in range(0, len(self.word_hashes), step):
            starts = self.text_starts[first : first + step + 1].tolist()
            data = self.texts[starts[0] : starts[-1]].tobytes()
            for start, end in pairwise(starts):
                piece = data[start - starts[0] : end - starts[0]]
                if piece:
                    yield piece.decode("utf-8", "surrogatepass")


def _widened(rows: NDArray[np.uint8]) -> NDArray[np.uint32]:
    """Return rows of a few bytes as numbers."""
    wide = np.zeros((len(rows), 4), np.uint8)
    for byte in range(rows.shape[1]):  # several times as fast as all at once
        wide[:, byte] = rows[:, byte]
    return wide.view("<u4").reshape(-1)


_remembered = lru_cache(maxsize=1 << 14)(word_hash)


def hashes_of(words: Collection[str]) -> NDArray[np.uint64]:
    """Return the hashes of words."""
    return np.fromiter(map(_remembered, words), np.uint64, len(words))
