"""From texts to a segment in memory, a batch at a time."""

from __future__ import annotations

import re
from array import array
from itertools import chain
from typing import TYPE_CHECKING, Any

import numpy as np

from tmx.memory.index.segment import KEY_BITS, LONGEST, Segment, ranges, word_hash
from tmx.memory.keys import sign, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

BATCH = 1_000_000
"""Written words of a batch, about; what building takes in memory follows from it."""
_SEVERAL = 1 << 31
"""From here on an identifier stands for a stretch without one word: it has none (a
dash) or several (5/2024)."""
_REMEMBERED = 300_000
"""Stretches that are looked up in the vocabulary of earlier batches."""
_ODD = np.uint64(0x9E3779B97F4A7C15)
_MIXED = np.uint64(0xD6E8FEB86659FD93)
_WORDY = re.compile(r"\w")


class _Vocabulary(dict[str, int]):
    """Text between spaces to provisional identifiers, made as they are asked for.

    No word holds a space, so a text has the words of its stretches.
    """

    def __init__(self) -> None:
        self.texts: list[bytes] = []
        self.hashes = array("Q")
        self.several: list[tuple[int, ...]] = []
        self._folded: dict[str, int] = {}

    def __missing__(self, stretch: str) -> int:
        found = tuple(self._word(word) for word in words_of(stretch))
        if len(found) == 1:
            identifier = found[0]
        else:
            identifier = _SEVERAL + len(self.several)
            self.several.append(found)
        self[stretch] = identifier
        return identifier

    def sign(self, text: str) -> int:
        """Return the identifier of a text of signs alone."""
        (mark,) = sign(text) or ("",)
        return self._word(mark) if mark else self[""]

    def _word(self, folded: str) -> int:
        identifier = self._folded.setdefault(folded, len(self.texts))
        if identifier == len(self.texts):
            self.texts.append(folded.encode("utf-8", "surrogatepass"))
            self.hashes.append(word_hash(folded))
        return identifier


def batches(units: Iterable[tuple[int, str]], after: int) -> Iterator[Segment]:
    """Yield segments of the units, whose numbers must ascend from above ``after``."""
    vocabulary = _Vocabulary()
    numbers, ends, tokens = array("Q"), array("Q", [0]), array("I")
    for number, text in units:
        if number <= after:
            raise ValueError(f"unit {number} comes after {after}")
        after = number
        if _WORDY.search(text):
            tokens.extend(map(vocabulary.__getitem__, text.split()))
        else:
            tokens.append(vocabulary.sign(text))
        numbers.append(number)
        ends.append(len(tokens))
        if len(tokens) >= BATCH:
            yield _segment(numbers, ends, tokens, vocabulary)
            numbers, ends, tokens = array("Q"), array("Q", [0]), array("I")
            if len(vocabulary) > _REMEMBERED:
                vocabulary = _Vocabulary()
    if numbers:
        yield _segment(numbers, ends, tokens, vocabulary)


def _segment(
    numbers: array[int], ends: array[int], tokens: array[int], vocabulary: _Vocabulary
) -> Segment:
    """Return the segment of a batch; units without words are only counted."""
    every = np.frombuffer(numbers, np.uint64).astype(np.int64)
    limits = np.frombuffer(ends, np.uint64).astype(np.int64)
    words, counts = _spread(
        np.frombuffer(tokens, np.uint32), limits[1:] - limits[:-1], vocabulary.several
    )
    hashes, identifiers, texts = _used(words, vocabulary)
    starts = np.cumsum(counts) - counts
    used = np.flatnonzero(counts)
    starts, counts, kept = starts[used], counts[used], every[used]
    keys = entry_keys(hashes[identifiers], counts)
    order = np.argsort(keys, kind="stable")
    keys, starts, counts = keys[order], starts[order], counts[order]
    heads = np.flatnonzero(_firsts(keys, identifiers, starts, counts))
    ordered = identifiers[ranges(starts[heads], counts[heads])]
    postings, posting_starts = _postings(ordered, counts[heads], len(hashes))
    low, high = _signatures(hashes[ordered], counts[heads])
    base = int(every[0])
    present, length_starts = length_table(counts[heads])
    width = width_of(len(hashes))
    return Segment(
        word_hashes=hashes,
        text_starts=np.append(0, np.cumsum(list(map(len, texts)), dtype=np.int64)),
        texts=np.frombuffer(b"".join(texts), np.uint8),
        posting_starts=posting_starts,
        postings=postings,
        entry_keys=keys[heads],
        signatures_low=low,
        signatures_high=high,
        number_starts=np.append(heads, len(kept)),
        number_offsets=kept[order] - base,
        lengths=present,
        length_starts=length_starts,
        tokens=narrow(ordered, width),
        base=base,
        width=width,
        units=len(kept),
        through=int(every[-1]),
    )


def _spread(
    tokens: NDArray[np.uint32],
    counts: NDArray[np.int64],
    several: Sequence[tuple[int, ...]],
) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
    """Return words for stretches, and how many each unit has, at most the longest."""
    odd = np.flatnonzero(tokens >= _SEVERAL)
    sizes = np.ones(len(tokens), np.int64)
    which = tokens[odd].astype(np.int64) - _SEVERAL
    table = np.fromiter(map(len, several), np.int64, len(several))
    sizes[odd] = table[which]
    if len(odd):
        flat = np.fromiter(chain.from_iterable(several), np.uint32)
        words = np.repeat(tokens, sizes)
        places = (np.cumsum(sizes) - sizes)[odd]
        begins = (np.cumsum(table) - table)[which]
        words[ranges(places, sizes[odd])] = flat[ranges(begins, sizes[odd])]
        ends = np.append(0, np.cumsum(sizes))[np.append(0, np.cumsum(counts))]
        tokens, counts = words, ends[1:] - ends[:-1]
    if len(counts) and counts.max() > LONGEST:
        starts = np.cumsum(counts) - counts
        counts = np.minimum(counts, LONGEST)
        tokens = tokens[ranges(starts, counts)]
    return tokens, counts


def _used(
    words: NDArray[np.uint32], vocabulary: _Vocabulary
) -> tuple[NDArray[np.uint64], NDArray[np.int64], list[bytes]]:
    """Return the hashes and texts that a batch has, by hash, and its words' places."""
    known = np.frombuffer(vocabulary.hashes, np.uint64)
    rows = np.flatnonzero(np.bincount(words, minlength=len(known)))
    hashes, firsts, inverse = np.unique(
        known[rows], return_index=True, return_inverse=True
    )
    places = np.zeros(len(known), np.int64)
    places[rows] = inverse
    texts = [vocabulary.texts[row] for row in rows[firsts].tolist()]
    return hashes, places[words], texts


def entry_keys(
    hashes: NDArray[np.uint64], lengths: NDArray[np.int64]
) -> NDArray[np.uint64]:
    """Return for each entry its length above 44 bits of a hash of its words in order.

    ``hashes`` are those of the words, entry after entry; no entry is empty.
    """
    if not len(lengths):
        return np.zeros(0, np.uint64)
    starts = np.cumsum(lengths) - lengths
    powers = np.full(int(lengths.max()), _ODD)
    powers = np.multiply.accumulate(powers)
    within = np.arange(len(hashes)) - np.repeat(starts, lengths)
    mixed = np.add.reduceat(hashes * powers[within], starts)
    mixed ^= mixed >> np.uint64(32)
    mixed *= _MIXED
    low = mixed >> np.uint64(64 - KEY_BITS)
    return (lengths.astype(np.uint64) << np.uint64(KEY_BITS)) | low


def _firsts(
    keys: NDArray[np.uint64],
    flat: NDArray[Any],
    starts: NDArray[np.int64],
    lengths: NDArray[np.int64],
) -> NDArray[np.bool_]:
    """Tell which of the units, in the order of their keys, begin an entry."""
    first = np.ones(len(keys), bool)
    again = np.flatnonzero(keys[1:] == keys[:-1]) + 1
    if len(again):
        counts = lengths[again]
        one = flat[ranges(starts[again], counts)]
        other = flat[ranges(starts[again - 1], counts)]
        first[again] = ~alike(one, other, counts)
    return first


def alike(
    left: NDArray[Any], right: NDArray[Any], lengths: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Tell for each pair of texts, one after another, whether all words are equal."""
    starts = np.cumsum(lengths) - lengths
    same: NDArray[np.bool_] = np.logical_and.reduceat(left == right, starts)
    return same


def _signatures(
    hashes: NDArray[np.uint64], lengths: NDArray[np.int64]
) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """Return both halves of each entry's signature from its words' hashes."""
    if not len(lengths):
        return np.zeros(0, np.uint64), np.zeros(0, np.uint64)
    starts = np.cumsum(lengths) - lengths
    low, high = bits(hashes)
    return np.bitwise_or.reduceat(low, starts), np.bitwise_or.reduceat(high, starts)


def bits(
    hashes: NDArray[np.uint64],
) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """Return the bit that each word sets, in one half of a signature or the other."""
    bit = np.uint64(1) << ((hashes >> np.uint64(57)) & np.uint64(63))
    high = hashes >> np.uint64(63)
    return bit * (high ^ np.uint64(1)), bit * high


def _postings(
    tokens: NDArray[Any], lengths: NDArray[np.int64], words: int
) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
    """Return the entries of each word and where they start."""
    entries = np.repeat(np.arange(len(lengths), dtype=np.uint64), lengths)
    pairs = distinct((tokens.astype(np.uint64) << np.uint64(32)) | entries)
    counts = np.bincount((pairs >> np.uint64(32)).astype(np.int64), minlength=words)
    return pairs.astype(np.uint32), np.append(0, np.cumsum(counts))


def distinct(numbers: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Return the numbers in order, each once; sorts in place."""
    numbers.sort()
    first = np.ones(len(numbers), bool)
    np.not_equal(numbers[1:], numbers[:-1], out=first[1:])
    return numbers[first]


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
