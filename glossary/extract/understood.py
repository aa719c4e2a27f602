"""Texts as far as they are understood before anything new is looked for in them."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from glossary.arabic.folding import bares
from glossary.extract.attributes import describe_words
from glossary.extract.coordination import coordinated
from glossary.extract.corpus import Corpus, bare_counts, shards
from glossary.extract.counting import count, distinct
from glossary.extract.hypotheses import hypotheses
from glossary.extract.known import Meanings, Search, find, known_words, meanings
from glossary.extract.recogniser import recogniser
from glossary.extract.shard import Shard, lexis, scanned
from glossary.extract.shelf import Here
from glossary.extract.slots import credible, known_slots, place_slots
from glossary.extract.vocabulary import describe_alone, vocabulary
from glossary.knowledge import Senses
from glossary.readings import Readings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from glossary.extract.corpus import Document
    from glossary.extract.hypotheses import Options
    from glossary.extract.recogniser import Recogniser
    from glossary.extract.shelf import Shelf, Workers
    from glossary.extract.slots import Found, KnownGroup, Slots
    from glossary.extract.vocabulary import Described, Vocabulary
    from glossary.knowledge import Sense
    from glossary.lexicon import Lexicon

_SHARD = 1 << 21
"""Code points that are worked on at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """Where the arrays of shards are kept, who works on them, how large they are."""

    shelf: Shelf = field(default_factory=dict[str, Any])
    workers: Workers = field(default_factory=Here)
    beside: Workers = field(default_factory=Here)
    """Those of them that see all that this process holds, else this process."""
    size: int = _SHARD
    """Code points of a shard, or somewhat more."""
    slices: int = 1
    """Into how many parts the distinct words are divided to be described."""
    shards: Iterable[Iterable[Document]] | None = None
    """The shards, where each is read by whoever works on it; they go for documents."""

    def each(
        self, step: Callable[..., Any], shards_: int, *arguments: object
    ) -> Iterator[Any]:
        """Yield what a step returns for each shard, in their order."""
        ready = partial(_applied, step, self.shelf, arguments)
        return self.workers.map(ready, range(shards_))


def _applied(
    step: Callable[..., Any], shelf: Shelf, arguments: tuple[Any, ...], number: int
) -> object:
    return step(Shard(shelf, number), *arguments)


class Part(NamedTuple):
    """A document of a shard, or a part of one."""

    name: str
    offset: int
    """Code points of the text before it."""
    document: int
    """Which document of all, from 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """The words of texts."""

    types: tuple[str, ...]
    """The distinct words as written, in order of first appearance."""
    counts: NDArray[np.int64]
    parts: tuple[tuple[Part, ...], ...]
    """The documents of each shard."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """The words of texts, how each is read, and what is known among them."""

    bench: Bench
    read: Read
    readings: Readings
    vocabulary: Vocabulary
    senses: tuple[Sense, ...]
    """Those whose first word the texts may have, in the order given."""
    meanings: Meanings
    groups: list[KnownGroup]
    words: list[tuple[int, ...]]
    """Of each slot of ``slots``."""
    slots: Slots
    found: Found
    """What each slot has in all texts."""
    fine: NDArray[np.bool_]
    """The groups that the texts bear out."""

    @property
    def shards(self) -> int:
        """Into how many shards the texts are divided."""
        return len(self.read.parts)

    def corpus(self) -> Corpus:
        """Return the words of texts that are one shard, without the texts."""
        columns = ("word", "gap", "start", "end", "document")
        arrays = {name: self.bench.shelf[f"0.{name}"] for name in columns}
        arrays["document"] = np.array(
            [part.document for part in self.read.parts[0]], np.int32
        )[arrays["document"]]
        return Corpus(documents=(), types=self.read.types, **arrays)


def understand(
    documents: Iterable[Document],
    *,
    lexicon: Lexicon,
    senses: Iterable[Sense] | Senses,
    bench: Bench | None = None,
    model: Recogniser | None = None,
) -> Understood:
    """Read documents with what is known; of equal words the earlier sense wins."""
    bench = bench or Bench()
    read = _read(documents, bench)
    known = Senses.of(senses)
    words, readings, likely = _described(read, lexicon, known, bench, model)
    gathered, search = meanings(words, readings, likely)
    size = len(read.parts)
    seen = list(bench.each(_counted, size, search))
    pairs = distinct(np.concatenate([np.zeros(0, np.int64), *(one for one, _ in seen)]))
    shared = [np.zeros(0, np.uint64), *(terms for _, terms in seen)]
    bench.shelf["shared"] = distinct(np.concatenate(shared))
    groups, forms, slots = known_slots(gathered, search.packed, pairs)
    found, fine = credible(groups, slots, bench.each(place_slots, size, slots))
    return Understood(
        bench=bench,
        read=read,
        readings=readings,
        vocabulary=words,
        senses=likely,
        meanings=gathered,
        groups=groups,
        words=forms,
        slots=slots,
        found=found,
        fine=fine,
    )


class _Slice(NamedTuple):
    """Some of the words of all texts."""

    types: Sequence[str]
    options: Options | None = None


def _described(
    read: Read,
    lexicon: Lexicon,
    senses: Senses,
    bench: Bench,
    model: Recogniser | None,
) -> tuple[Vocabulary, Readings, tuple[Sense, ...]]:
    """Describe every word; also return the senses whose first word may be there."""
    plain = bares(read.types)
    size = -(-len(read.types) // bench.slices) or 1
    slices = [
        _Slice(read.types[start : start + size])
        for start in range(0, len(read.types) or 1, size)
    ]
    if len(slices) == 1:  # nothing is sent to and fro
        slices = [_Slice(read.types, hypotheses(plain))]
    found = bench.workers.map(partial(_considered, senses.first), slices)
    readings = Readings(lexicon, corpus=bare_counts(plain, read.counts.tolist()))
    considered = set[str]().union(*found)
    likely = senses.beginning(considered)
    readings.learn(known_words(likely, lexicon))
    parts = list(bench.workers.map(partial(_described_slice, readings, model), slices))
    words = vocabulary([part for part, _, _ in parts], read.counts, readings)
    attributes = np.concatenate([one for _, one, _ in parts])
    classes = np.concatenate([one for _, _, one in parts])
    lexis(words, attributes, classes).save(bench.shelf)
    return words, readings, likely


def _considered(first: frozenset[str], some: _Slice) -> set[str]:
    """Return which of the senses' first words any reading of some words has."""
    options = some.options or hypotheses(bares(some.types))
    return options.considered() & first


def _described_slice(
    readings: Readings, model: Recogniser | None, some: _Slice
) -> tuple[Described, NDArray[np.int32], NDArray[np.int64]]:
    """Describe some words; also return what the recogniser sees of them."""
    options = some.options or hypotheses(bares(some.types))
    found = describe_alone(options, readings)
    model = model or recogniser()
    columns, classes = describe_words(found, some.types, model.letters)
    return found, model.attributes(columns, len(some.types)), classes


def _counted(
    shard: Shard, search: Search
) -> tuple[NDArray[np.int64], NDArray[np.uint64]]:
    """Count what a shard holds; return which senses and shared nouns are among it."""
    shard.renumber()
    count(shard)
    return find(shard, search), coordinated(shard)


def _read(documents: Iterable[Document], bench: Bench) -> Read:
    """Split the documents into words, shard by shard, and number the words of all."""
    numbers: dict[str, int] = {}
    counts = np.zeros(1 << 16, np.int64)
    parts: list[tuple[Part, ...]] = []
    document = -1
    jobs = enumerate(bench.shards or shards(documents, bench.size))
    for found in bench.workers.map(partial(scanned, bench.shelf), jobs):
        own = [numbers.setdefault(word, len(numbers)) for word in found.types]
        rows = np.array(own, np.int32)
        if len(numbers) > len(counts):
            counts = np.concatenate((counts, np.zeros(len(numbers), np.int64)))
        counts[rows] += found.counts
        bench.shelf[f"{len(parts)}.types"] = rows
        here = []
        for name, offset in found.documents:
            document += not offset
            here.append(Part(name, offset, document))
        parts.append(tuple(here))
    return Read(types=tuple(numbers), counts=counts[: len(numbers)], parts=tuple(parts))
