"""CPU a query of the memory's index beside peers, on generated news-like units.

usage: python bench/memory.py [UNITS [QUERIES]]

Default: 1,000,000 units and 400 queries; the slow peers answer the first of them. Each
query asks for the best five of at least 70. rapidfuzz alone looks at every unit, as a
list of words or, far faster, as a string whose characters stand for words; making these
strings beforehand costs it nothing here, nor the peers, whose candidates are measured
in that way. What gloss takes for the same few queries is measured after rapidfuzz has
gone through all of its strings, so with little of the index in the processor's caches;
ratios to its times for all queries stand beside those. Then come kinds of queries, some
also with 200 MB touched before every query, on this memory and on six in which much is
alike. Recall is against rapidfuzz over
every unit: @1, the share of queries whose best score was reached; @5, the share of its
five best scores that were. Times are user + system of this process; one thread.
"""

from __future__ import annotations

import os
import random
import resource
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from memory_units import BOILERPLATE, Forms, Writer, begun, formed, kinds

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from rapidfuzz import process  # noqa: E402 - after the path to the packages
from rapidfuzz.distance import Levenshtein  # noqa: E402

from tmx.memory.index import Index  # noqa: E402
from tmx.memory.keys import words  # noqa: E402
from tmx.memory.score import edits_allowed  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

MINIMUM = 70.0
LIMIT = 5
SLOW = 40
_MUCH = np.zeros(25_000_000)
COLD = partial(np.add, _MUCH, 1, out=_MUCH)
"""Goes through 200 MB, more than a processor's caches hold."""
Answer = list[float]
MIXED: tuple[tuple[str, Callable[[], Writer], Callable[..., Iterator[str]]], ...] = (
    (
        "half begins with the same eight words",
        partial(Writer, 3, BOILERPLATE),
        Writer.units,
    ),
    ("half begins with the same twenty words", partial(Writer, 16), begun),
    *(
        (
            f"{share:.0%} are of {number:,} forms",
            partial(Writer, 4),
            partial(formed, forms=Forms(number, share)),
        )
        for number, share in ((1, 0.99), (12, 0.9), (12, 0.5), (1000, 0.9))
    ),
)
"""Memories in which much is alike: what each is called, and how it is written."""


class Timing(NamedTuple):
    """What a searcher took, in milliseconds a query, and what it found."""

    times: list[float]
    answers: list[Answer]

    @property
    def median(self) -> float:
        """Milliseconds of the middle query."""
        return statistics.median(self.times)

    @property
    def mean(self) -> float:
        """Milliseconds of a query on average."""
        return statistics.mean(self.times)

    def line(self) -> str:
        """Return the times in a row."""
        ordered = sorted(self.times)
        return (
            f"median {self.median:9.3f}  mean {self.mean:9.3f}"
            f"  p95 {ordered[int(len(ordered) * 0.95)]:9.3f}  max {ordered[-1]:9.3f}"
        )


def timed(
    search: Callable[[str], Answer],
    queries: Sequence[str],
    between: Callable[[], object] = lambda: None,
) -> Timing:
    times, answers = [], []
    for query in queries:
        between()
        start = time.process_time()
        answers.append(search(query))
        times.append((time.process_time() - start) * 1000)
    return Timing(times, answers)


class Characters:
    """Texts as strings of one character a word."""

    def __init__(self, units: Sequence[str]) -> None:
        self._known: dict[str, str] = {}
        self.units = [self.of(unit) for unit in units]

    def of(self, text: str) -> str:
        """Return a text as such a string."""
        known = self._known
        return "".join(
            known.setdefault(word, chr(0x10000 + len(known))) for word in words(text)
        )

    def best(self, query: str, rows: Sequence[int] | None = None) -> Answer:
        """Return the five best scores among some units, or among all."""
        asked = self.of(query)
        chosen = self.units if rows is None else [self.units[row] for row in rows]
        found = process.extract(
            asked,
            chosen,
            scorer=Levenshtein.normalized_similarity,
            score_cutoff=MINIMUM / 100,
            limit=LIMIT,
        )
        return [round(100 * score, 6) for _, score, _ in found]


def fts5(
    units: Sequence[str], texts: Characters, directory: Path
) -> Callable[[str], Answer]:
    """Return a search by SQLite FTS5: the rarest words of which a match has one."""
    database = sqlite3.connect(directory / "fts5.db")
    database.execute(
        "CREATE VIRTUAL TABLE unit USING fts5(words, content='', detail='none')"
    )
    database.execute("CREATE VIRTUAL TABLE term USING fts5vocab(unit, row)")
    rows = ((row, " ".join(words(unit))) for row, unit in enumerate(units))
    database.executemany("INSERT INTO unit(rowid, words) VALUES (?, ?)", rows)
    database.commit()

    def search(query: str) -> Answer:
        asked = words(query)
        how_many = Counter(asked)
        documents = {
            word: (found[0] if found else 0)
            for word in how_many
            for found in [
                database.execute(
                    "SELECT doc FROM term WHERE term = ?", [word]
                ).fetchone()
            ]
        }
        spare = edits_allowed(len(asked), MINIMUM)
        chosen = []
        for word in sorted(documents, key=lambda word: documents[word]):
            chosen.append(word)
            spare -= how_many[word]
            if spare < 0:
                break
        match = " OR ".join(f'"{word}"' for word in chosen)
        found = database.execute("SELECT rowid FROM unit WHERE unit MATCH ?", [match])
        return texts.best(query, [row for (row,) in found])

    return search


def tantivy(
    units: Sequence[str], texts: Characters, directory: Path
) -> Callable[[str], Answer]:
    """Return a search by tantivy: the 50 best units by BM25."""
    import tantivy as engine  # noqa: PLC0415 - may be missing

    schema = engine.SchemaBuilder()
    schema.add_text_field("words", stored=False)
    schema.add_integer_field("row", stored=True)
    (directory / "tantivy").mkdir()
    index = engine.Index(schema.build(), path=str(directory / "tantivy"))
    writer = index.writer(200_000_000, 1)
    for row, unit in enumerate(units):
        writer.add_document(engine.Document(words=" ".join(words(unit)), row=row))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()

    def search(query: str) -> Answer:
        parsed, _ = index.parse_query_lenient(" ".join(words(query)), ["words"])
        hits = searcher.search(parsed, 50).hits
        rows = [searcher.doc(place)["row"][0] for _, place in hits]
        return texts.best(query, rows)

    return search


def by_lists(units: Sequence[str]) -> Callable[[str], Answer]:
    """Return a search by rapidfuzz over every unit's list of words."""
    lists = [words(unit) for unit in units]

    def search(query: str) -> Answer:
        found = process.extract(
            words(query),
            lists,
            scorer=Levenshtein.normalized_similarity,
            score_cutoff=MINIMUM / 100,
            limit=LIMIT,
        )
        return [round(100 * score, 6) for _, score, _ in found]

    return search


def compared(mine: Timing, peer: Timing) -> str:
    """Return our share of a peer's times."""
    return (
        f"gloss takes 1/{peer.mean / mine.mean:,.0f} of its mean,"
        f" 1/{peer.median / mine.median:,.0f} of its median"
    )


def recall(found: Sequence[Answer], true: Sequence[Answer]) -> str:
    first = [one[:1] == best[:1] for one, best in zip(found, true, strict=True) if best]
    hits = sum(
        (Counter(one) & Counter(best)).total()
        for one, best in zip(found, true, strict=True)
    )
    at_5 = hits / max(1, sum(map(len, true)))
    return f"recall@1 {sum(first) / max(1, len(first)):.4f}  @5 {at_5:.4f}"


def questions(writer: Writer, units: Sequence[str], count: int) -> list[str]:
    """Return queries: six in ten are units changed in one to six words, four new."""
    chance = random.Random(5)
    found = []
    for fresh in writer.units(count):
        if chance.random() < 0.6:
            unit = chance.choice(units).rstrip(".").split()
            found.append(" ".join(writer.edited(unit, chance.randint(1, 6))))
        else:
            found.append(fresh)
    return found


def ours(index: Index) -> Callable[[str], Answer]:
    def search(query: str) -> Answer:
        hits = index.matches(query, minimum=MINIMUM, limit=LIMIT)
        return [round(hit.score, 6) for hit in hits]

    return search


def built(units: Sequence[str], directory: Path) -> Index:
    """Make the index in a process of its own, and print what that took."""
    source = directory.with_suffix(".txt")
    source.write_text("\n".join(units), encoding="utf-8")
    code = (
        "import sys, pathlib, re, time\n"
        "from tmx.memory.index import Index\n"
        "lines = open(sys.argv[1], encoding='utf-8')\n"
        "index = Index.open(pathlib.Path(sys.argv[2]))\n"
        "start = time.process_time()\n"
        "index.add(enumerate(lines, 1))\n"
        "spent = time.process_time() - start\n"
        "status = pathlib.Path('/proc/self/status').read_text()\n"
        "print(spent, int(re.search(r'VmHWM:\\s+(\\d+)', status)[1]) / 1024)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(source), str(directory)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=True,
        text=True,
    )
    seconds, memory = map(float, done.stdout.split())
    size = sum(path.stat().st_size for path in directory.iterdir())
    print(
        f"import: {seconds / len(units) * 1e6:.1f} µs CPU a unit"
        f" ({len(units) / seconds:,.0f} units/s), {memory:.0f} MB resident at most;"
        f" {size / len(units):.1f} bytes a unit on disk"
    )
    start, wall = time.process_time(), time.perf_counter()
    index = Index.open(directory)
    print(
        f"opening: {(time.process_time() - start) * 1000:.2f} ms CPU,"
        f" {(time.perf_counter() - wall) * 1000:.2f} ms wall"
    )
    return index


def news(count: int, asked: int, directory: Path) -> None:
    """Measure the index and its peers on news."""
    writer = Writer(1)
    units = list(writer.units(count))
    total = sum(len(unit.split()) for unit in units)
    print(f"news: {count:,} units of {total / count:.1f} words")
    index = built(units, directory / "news")
    queries = questions(writer, units, asked)
    search = ours(index)
    timed(search, queries[:20])
    mine = timed(search, queries)
    print(f"{'gloss':28} {mine.line()}")
    texts = Characters(units)
    few = queries[: min(SLOW, asked)]
    brute = timed(texts.best, few)
    found = timed(search, few)
    print(f"{'gloss, some, caches cold':28} {found.line()}")
    lists = timed(by_lists(units), few[:10])
    print(f"{'rapidfuzz, lists of words':28} {lists.line()}")
    print(f"  {compared(found, lists)}")
    print(f"{'rapidfuzz, characters':28} {brute.line()}")
    print(f"  {compared(found, brute)}; gloss {recall(found.answers, brute.answers)}")
    print(f"  all queries: {compared(mine, brute)}")
    for name, make in (("SQLite FTS5", fts5), ("tantivy BM25, top 50", tantivy)):
        try:
            peer = timed(make(units, texts, directory), few)
        except ImportError as error:
            print(f"{name}: left out, {error}")
            continue
        print(f"{name:28} {peer.line()}")
        print(f"  {compared(found, peer)}; {recall(peer.answers, brute.answers)}")
        print(f"  all queries: {compared(mine, peer)}")
    by_kind(index, units, writer)


def mixed(name: str, units: Sequence[str], writer: Writer, directory: Path) -> None:
    """Measure a memory in which much is alike, by kinds of queries."""
    print(f"\n{name}: {len(units):,} units, {len(set(units)):,} of them distinct")
    index = built(units, directory)
    by_kind(index, units, writer)
    texts = Characters(units)
    search = ours(index)
    few = [query for _, some in kinds(writer, units) for query in some[:2]]
    found, brute = timed(search, few), timed(texts.best, few)
    print(f"  {compared(found, brute)}; gloss {recall(found.answers, brute.answers)}")


def by_kind(index: Index, units: Sequence[str], writer: Writer) -> None:
    """Measure each kind of queries, and some of each with the caches emptied."""
    search = ours(index)
    for kind, queries in kinds(writer, units):
        timed(search, queries[:5])
        print(f"{kind:28} {timed(search, queries).line()}")
        print(
            f"{'  the same, caches cold':28} {timed(search, queries[:10], COLD).line()}"
        )


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    asked = int(sys.argv[2]) if len(sys.argv) > 2 else 400
    with tempfile.TemporaryDirectory() as directory:
        news(count, asked, Path(directory))
        for name, prepare, make in MIXED:
            writer = prepare()
            units = list(make(writer, count))
            mixed(name, units, writer, Path(directory) / "mixed")
            shutil.rmtree(Path(directory) / "mixed")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\nthis script, peers included: {peak:,.0f} MB resident at most")


if __name__ == "__main__":
    main()
