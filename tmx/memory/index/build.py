"""From texts to a segment in memory, a batch at a time."""

from __future__ import annotations

from array import array
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from tmx.memory.index.layout import (
    alike,
    changes,
    distinct,
    length_table,
    narrow,
    sequence_hashes,
    width_of,
)
from tmx.memory.index.segment import (
    KEY_BITS,
    LONGEST,
    Segment,
    again,
    bits,
    ranges,
    word_hash,
)
from tmx.memory.keys import WORDY, sign, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

BATCH = 600_000
"""Written words of a batch, about; what building takes in memory follows from it."""
_SEVERAL = 1 << 31
"""From here on an identifier stands for a stretch without one word: it has none (a
dash) or several (5/2024)."""
_REMEMBERED = 200_000
"""Stretches that are looked up in the vocabulary of earlier batches."""
_HALF = np.uint64(32)
_LOW = np.uint64(0xFFFFFFFF)


class _Vocabulary(dict[str, int]):
    """Text between spaces to provisional identifiers, made as they are asked for.

    No word holds a space, so a text has the words of its stretches.
    """

    def __init__(self) -> None:
        self.hashes = array("Q")
        self.several: list[tuple[int, ...]] = []
        self.folded: dict[str, int] = {}
        """Words in the order of their identifiers."""

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
        identifier = self.folded.setdefault(folded, len(self.hashes))
        if identifier == len(self.hashes):
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
        if WORDY.search(text):
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
    kept = kept[order]
    heads = np.flatnonzero(_firsts(keys, identifiers, starts, counts))
    shares = np.diff(np.append(heads, len(kept)))
    rank = np.lexsort((kept[heads + shares - 1], counts[heads]))
    heads, shares = heads[rank], shares[rank]
    ordered = identifiers[ranges(starts[heads], counts[heads])]
    terms = _terms(hashes, ordered, counts[heads])
    sizes = np.zeros(len(terms.hashes) + 1, np.int64)
    sizes[terms.words + 1] = list(map(len, texts))
    base = int(every[0])
    present, length_starts = length_table(counts[heads])
    width = width_of(len(terms.hashes))
    return Segment(
        word_hashes=terms.hashes,
        text_starts=np.cumsum(sizes),
        texts=np.frombuffer(b"".join(texts), np.uint8),
        posting_starts=terms.posting_starts,
        postings=terms.postings,
        entry_keys=keys[heads],
        signatures_low=terms.low,
        signatures_high=terms.high,
        frame_starts=np.zeros(0, np.uint32),  # there are frames of many only
        frame_words=np.zeros(0, np.uint32),
        number_starts=np.append(0, np.cumsum(shares)),
        number_offsets=kept[ranges(heads, shares)] - base,
        lengths=present,
        length_starts=length_starts,
        tokens=narrow(terms.words[ordered], width),
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
    every = list(vocabulary.folded)
    texts = [
        every[row].encode("utf-8", "surrogatepass") for row in rows[firsts].tolist()
    ]
    return hashes, places[words], texts


def entry_keys(
    hashes: NDArray[np.uint64], lengths: NDArray[np.int64]
) -> NDArray[np.uint64]:
    """Return for each entry its length above 44 bits of a hash of its words in order.

    ``hashes`` are those of the words, entry after entry; no entry is empty.
    """
    low = sequence_hashes(hashes, lengths) >> np.uint64(64 - KEY_BITS)
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


class _Terms(NamedTuple):
    """The terms of a batch."""

    hashes: NDArray[np.uint64]
    words: NDArray[np.int64]
    """Where among them the words are."""
    postings: NDArray[np.uint32]
    posting_starts: NDArray[np.int64]
    low: NDArray[np.uint64]
    """Each entry's signature."""
    high: NDArray[np.uint64]


def _terms(
    hashes: NDArray[np.uint64], tokens: NDArray[np.int64], lengths: NDArray[np.int64]
) -> _Terms:
    """Return the terms of entries from their words, which are places in ``hashes``."""
    entries = np.repeat(np.arange(len(lengths), dtype=np.uint64), lengths)
    pairs = (tokens.astype(np.uint64) << _HALF) | entries
    pairs.sort()
    first = changes(pairs)
    later = np.flatnonzero(~first)
    heads = np.flatnonzero(first)
    times = later - heads[np.searchsorted(heads, later) - 1]
    more = again(hashes[(pairs[later] >> _HALF).astype(np.int64)], times)
    every = np.union1d(hashes, more)
    words = np.searchsorted(every, hashes)
    term = words[(pairs >> _HALF).astype(np.int64)]
    term[later] = np.searchsorted(every, more)
    entries = pairs & _LOW
    pairs = distinct((term.astype(np.uint64) << _HALF) | entries)
    counts = np.bincount((pairs >> _HALF).astype(np.int64), minlength=len(every))
    starts = np.append(0, np.cumsum(counts))
    halves = [np.zeros(len(lengths), np.uint64) for _ in range(2)]
    for half, bit in zip(halves, bits(every[term]), strict=True):
        np.bitwise_or.at(half, entries.astype(np.int64), bit)
    low, high = halves
    return _Terms(every, words, pairs.astype(np.uint32), starts, low, high)
