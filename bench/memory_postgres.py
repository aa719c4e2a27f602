r"""A memory on PostgreSQL: import, answers, words, runs; the same questions to SQLite.

    GLOSS_TEST_POSTGRES=postgresql+psycopg://user@host:port/database \
        python bench/memory_postgres.py [UNITS]

Units and texts to look up are those of bench/memory.py: edited sentences, new ones,
and such of one to three words. Times are wall, one question at a time, and of the
server's own statement what EXPLAIN ANALYZE says. Everything stands in a schema of its
own, which is dropped at the end.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from memory_units import Writer
from postgres import schema
from sqlalchemy import Connection, create_engine, text

from glossary.arabic import key
from glossary.extract import stopwords as packaged
from tmx.memory.keys import words
from tmx.memory.protocol import Arrival, OnDuplicate, Query, Search, Side
from tmx.memory.store import open_memory, server
from tmx.memory.store.keyed import lexeme
from tmx.memory.store.vocabulary import read_known
from tmx.model import TranslationUnit, text_unit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from tmx.memory.protocol import MemoryStore

    Asking = Callable[[MemoryStore], Callable[[str], Any]]

MIB = 2**20
ARRIVAL = Arrival(origin="bench", who="bench", at="2026-01-01T00:00:00Z")
QUERIES = 200
MINIMUMS = (70.0, 50.0)


def units(sources: Sequence[str]) -> Iterator[TranslationUnit]:
    """Yield units of these sources."""
    for number, source in enumerate(sources):
        yield text_unit(("ar", source), ("en", f"translation {number}"))


def questions(sources: Sequence[str]) -> dict[str, list[str]]:
    """Return what to ask for, by kind."""
    chance, writer = random.Random(2), Writer(3)
    edited = [
        " ".join(writer.edited(one.split(), chance.randint(1, 4))) for one in sources
    ]
    short = [" ".join(one.split()[: chance.randint(1, 3)]) for one in sources]
    return {"edited": edited, "new": list(writer.units(QUERIES)), "1-3 words": short}


def clocked(ask: Callable[[str], Any], texts: Sequence[str]) -> tuple[str, list[Any]]:
    """Return how long answers took, in words, and the answers."""
    times, answers = [], []
    for one in texts:
        begun = time.perf_counter()
        answers.append(ask(one))
        times.append(1000 * (time.perf_counter() - begun))
    median, late = np.percentile(times, [50, 95])
    worst = max(times)
    return f"median {median:6.1f} ms, p95 {late:6.1f}, worst {worst:6.1f}", answers


def filled(memory: MemoryStore, sources: Sequence[str], what: str) -> None:
    """Import the units and say how fast."""
    cpu, wall = time.process_time(), time.perf_counter()
    memory.add_many(units(sources), arrival=ARRIVAL, on_duplicate=OnDuplicate.ADD)
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    print(
        f"{what}: {len(sources):,} units in, {len(sources) / wall:,.0f} a second wall, "
        f"{len(sources) / cpu:,.0f} a second of our CPU"
    )


def server_times(connection: Connection, texts: Sequence[str], minimum: float) -> str:
    """Return what the server itself takes to answer, by EXPLAIN ANALYZE."""
    connection.exec_driver_sql("SET enable_seqscan = off; SET jit = off")
    times = []
    for one in texts:
        keys = [lexeme(word) for word in words(one)]
        sizes = server.sizes_of(*server.lengths(len(keys), minimum))
        known = read_known(connection, Side.SOURCE, [*keys, *sizes])
        statement, values = server.near(keys, minimum, known).statement()
        rows = connection.exec_driver_sql(
            f"EXPLAIN (ANALYZE, TIMING OFF) {statement}", values
        )
        times.append(float(rows.all()[-1][0].split()[2]))
    median, late = np.percentile(times, [50, 95])
    return f"median {median:6.1f} ms, p95 {late:6.1f}, worst {max(times):6.1f}"


def compared(
    ours: MemoryStore, theirs: MemoryStore, asked: dict[str, list[str]]
) -> None:
    """Ask both and print times; say where the answers differ."""

    def near(minimum: float) -> Asking:
        how = Search(minimum=minimum)

        def asking(memory: MemoryStore) -> Callable[[str], Any]:
            def ask(one: str) -> list[tuple[int, float]]:
                (found,) = memory.search([Query(text=one)], how)
                return [(match.id, match.score) for match in found]

            return ask

        return asking

    def lines(memory: MemoryStore) -> Callable[[str], Any]:
        return lambda one: [
            line.id for line in memory.concordance(one, side=Side.SOURCE)
        ]

    def shared(stopwords: frozenset[str]) -> Asking:
        return lambda memory: (
            lambda one: [
                (found.id, found.query_span)
                for found in memory.subsegments(one, stopwords=stopwords)
            ]
        )

    for kind, texts in asked.items():
        kinds = [(f"search {minimum:.0f}", near(minimum)) for minimum in MINIMUMS]
        if kind == "1-3 words":
            kinds.append(("concordance", lines))
        else:
            kinds.append(
                ("runs", shared(frozenset(map(key, packaged.stopwords().stop))))
            )
            kinds.append(("runs, every word", shared(frozenset())))
        for name, ask in kinds:
            said, answers = clocked(ask(ours), texts)
            print(f"{name:16} {kind:9} PostgreSQL {said}")
            said, expected = clocked(ask(theirs), texts)
            same = sum(map(lambda a, b: a == b, answers, expected))
            print(f"{name:16} {kind:9} SQLite     {said}; same {same}/{len(texts)}")


def main(count: int) -> None:
    """Measure both."""
    with (
        schema(os.environ["GLOSS_TEST_POSTGRES"]) as own,
        tempfile.TemporaryDirectory() as directory,
        open_memory(f"{directory}/gloss.db", create=True) as local,
        open_memory(own.render_as_string(hide_password=False)) as remote,
    ):
        sources = list(Writer(1).units(count))
        filled(local, sources, "SQLite")
        filled(remote, sources, "PostgreSQL")
        asked = questions(sources[:: count // QUERIES])
        with create_engine(own).connect() as connection:
            for table in ("memory_unit", "memory_key"):
                size = connection.execute(
                    text(f"SELECT pg_total_relation_size('{table}')")
                ).scalar_one()
                print(f"{table}: {size / MIB:,.0f} MiB, {size / count:,.0f} a unit")
            for kind, texts in asked.items():
                for minimum in MINIMUMS:
                    said = server_times(connection, texts, minimum)
                    print(f"server {minimum:.0f}   {kind:9} {said}")
        here = sum(p.stat().st_size for p in Path(directory).rglob("*") if p.is_file())
        print(f"SQLite with its index: {here / count:,.0f} bytes a unit")
        compared(remote, local, asked)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200_000)
