"""Counting word sequences: each a 64-bit number, so that counting is sorting.

A number holds the sequence's length in its first 3 bits, then 60 bits of a hash (one
chance in 100,000 that any two of five million sequences share theirs), and last a bit
that is free.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeVar

import numpy as np

from glossary.arabic import Gap
from glossary.extract.shelf import Here

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from glossary.extract.shard import Shard
    from glossary.extract.shelf import Shelf, Workers

Number = TypeVar("Number", np.int64, np.uint64, np.int32)
LONGEST = 6
"""The most words a counted sequence may have; known terms may be longer."""
_MERGED = 1 << 20
"""How many rows of the shards' tables are merged at once."""
_MIX = (0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9)


class Run(NamedTuple):
    """All sequences of one length in a shard."""

    length: int
    places: NDArray[np.int64]
    """The row of the first word of each, ascending."""
    numbers: NDArray[np.uint64]
    agree: NDArray[np.bool_]
    """Whether it can be one noun phrase: see ``sequences``."""


def begun(lexeme: NDArray[np.integer]) -> NDArray[np.uint64]:
    """Return hashes of sequences of one word."""
    return _mixed(lexeme.astype(np.uint64) + np.uint64(1))


def longer(hashes: NDArray[np.uint64], form: NDArray[np.integer]) -> NDArray[np.uint64]:
    """Return the hashes of sequences with one more word each."""
    return _mixed(hashes ^ ((form.astype(np.uint64) + np.uint64(1)) << np.uint64(32)))


def numbered(hashes: NDArray[np.uint64], length: int) -> NDArray[np.uint64]:
    """Return the numbers of sequences of so many words by their hashes."""
    return (hashes >> np.uint64(4) << np.uint64(1)) | np.uint64(length << 61)


def _mixed(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    values = values * np.uint64(_MIX[0])
    values ^= values >> np.uint64(29)
    values *= np.uint64(_MIX[1])
    values ^= values >> np.uint64(32)
    return values


def number_of(words: Sequence[int]) -> int:
    """Return the number of one sequence: a lexeme, then forms; 0 if it is too long."""
    if len(words) > LONGEST:
        return 0
    rows = np.array(words, np.int64)[:, None]
    hashes = begun(rows[0])
    for row in rows[1:]:
        hashes = longer(hashes, row)
    return int(numbered(hashes, len(words))[0])


def sequences(shard: Shard) -> Iterator[Run]:
    """Yield the sequences of a shard by length, shorter ones first.

    A sequence runs over spaces only, holds no stop word, begins with no weak word, its
    later words bear no proclitic but ل, and none stands twice in a row. After a
    definite word a noun phrase has definite words only: وزير الخارجية, العلاقات
    الأمنية; so الولايات المتحدة ويليام is two phrases (Ryding 2005, §8 and §10).
    """
    lexeme, form, article = shard.lexeme, shard.form, shard.of("article")
    inside = ~(shard.of("stop") | shard.of("verb"))
    later = inside & ~shard.of("bound") & (shard.gap == Gap.SPACE)
    later[1:] &= lexeme[1:] != lexeme[:-1]  # a word said twice is no phrase
    places = np.flatnonzero(inside & ~shard.of("weak"))
    hashes = begun(lexeme[places])
    agree = np.ones(len(places), bool)
    yield Run(1, places, numbered(hashes, 1), agree)
    later = np.append(later, np.zeros(LONGEST, bool))
    for length in range(2, LONGEST + 1):
        on = np.flatnonzero(later[places + length - 1])
        places = places[on]
        after = places + length - 1
        hashes = longer(hashes[on], form[after])
        agree = agree[on] & (~article[after - 1] | article[after])
        yield Run(length, places, numbered(hashes, length), agree)


def distinct(values: NDArray[Number]) -> NDArray[Number]:
    """Return the distinct values in their order; sorting is faster than ``unique``."""
    values = np.sort(values)
    new = np.ones(len(values), bool)
    np.not_equal(values[1:], values[:-1], out=new[1:])
    return values[new]


def tallied(values: NDArray[Number]) -> tuple[NDArray[Number], NDArray[np.int64]]:
    """Return the distinct values in their order, and how often each stands there."""
    values = np.sort(values)
    new = np.ones(len(values), bool)
    np.not_equal(values[1:], values[:-1], out=new[1:])
    heads = np.flatnonzero(new)
    return values[heads], np.diff(heads, append=len(values))


def count(shard: Shard) -> None:
    """Keep the table of a shard's sequences: number, occurrences.

    Those that agree have a row of their own, whose last bit is set.
    """
    values = [run.numbers | run.agree.astype(np.uint64) for run in sequences(shard)]
    numbers, counts = tallied(np.concatenate(values))
    shard.keep("counted", numbers)
    shard.keep("counts", counts.astype(np.int32))


class Grams(NamedTuple):
    """The sequences that recur and agree in most places, in order of their numbers."""

    numbers: NDArray[np.uint64]
    counts: NDArray[np.int64]


def recurring(
    shelf: Shelf, shards: int, least: int, workers: Workers | None = None
) -> Grams:
    """Merge the tables of all shards; keep what occurs ``least`` times or more.

    The tables are merged in slices of the numbers, so that most of them stay where
    they are. The workers, if any, see what this process holds.
    """
    tables = [shelf[f"{number}.counted"] for number in range(shards)]
    often = [shelf[f"{number}.counts"] for number in range(shards)]
    widest = max(tables, key=len)
    slices = 1 + sum(map(len, tables)) // _MERGED
    cuts = widest[np.arange(1, slices) * len(widest) // slices] & ~np.uint64(1)
    edges = [
        [0, *np.searchsorted(table, cuts).tolist(), len(table)] for table in tables
    ]

    def merged(part: int) -> Grams:
        rows = [slice(edge[part], edge[part + 1]) for edge in edges]
        keys, counts = (
            np.concatenate([one[some] for one, some in zip(column, rows, strict=True)])
            for column in (tables, often)
        )
        return _merged(keys, counts, least)

    found = (workers or Here()).map(merged, range(slices))
    return Grams(*(np.concatenate(column) for column in zip(*found, strict=True)))


def _merged(keys: NDArray[np.uint64], counts: NDArray[np.int32], least: int) -> Grams:
    """Add up rows of one number; keep those that recur and agree in most places."""
    if not len(keys):
        return Grams(keys, counts.astype(np.int64))
    order = np.argsort(keys, kind="stable")
    keys, each = keys[order], counts[order].astype(np.int64)
    numbers = keys & ~np.uint64(1)
    heads = np.flatnonzero(np.append(True, numbers[1:] != numbers[:-1]))
    total = np.add.reduceat(each, heads)
    agreeing = np.add.reduceat(each * (keys & np.uint64(1)).astype(np.int64), heads)
    kept = (total >= least) & (2 * agreeing > total)
    return Grams(numbers[heads[kept]], total[kept])


def among(values: NDArray[np.integer], some: NDArray[np.integer]) -> NDArray[np.bool_]:
    """Tell which values are among some; ``np.isin`` would import masked arrays."""
    if not len(some):
        return np.zeros(len(values), bool)
    some = np.sort(some)
    spots = np.searchsorted(some, values)
    found: NDArray[np.bool_] = some[np.minimum(spots, len(some) - 1)] == values
    return found


def looked_up(
    wanted: NDArray[np.uint64], numbers: NDArray[np.uint64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return which of ``wanted`` are among sorted numbers, and where there."""
    likely = np.flatnonzero(_may_be_among(wanted, numbers))
    some = wanted[likely]
    spots = np.searchsorted(numbers, some)
    hits = np.flatnonzero(numbers[np.minimum(spots, len(numbers) - 1)] == some)
    return likely[hits], spots[hits]


def _may_be_among(
    wanted: NDArray[np.uint64], numbers: NDArray[np.uint64]
) -> NDArray[np.bool_]:
    """Tell which of ``wanted`` share some bits with any number: most share none.

    A search for those alone saves more time than this takes (Bloom 1970).
    """
    bits = (8 * len(numbers) + 1).bit_length()
    table = np.zeros(1 << bits, bool)
    shift = np.uint64(64 - bits)
    table[(numbers * np.uint64(_MIX[0])) >> shift] = True
    found: NDArray[np.bool_] = table[(wanted * np.uint64(_MIX[0])) >> shift]
    return found
