r"""`gloss serve` over a made memory: searches a second, and how long they take.

    python bench/server.py [--units 200000] [--seconds 5] [--clients 1 32 200]
    GLOSS_TEST_POSTGRES=postgresql+psycopg://user@host:port/database \
        python bench/server.py

Units and texts to look up are those of bench/memory.py; six in ten texts are units
changed in one to four words, four are new. Clients ask again as soon as they have the
answer, each over one connection, and are one process beside the server's on the same
machine. The server's time is that of `Server-Timing`, which begins when the request is
read and holds the wait for a thread; the client's holds the network too. The CPU is
what the server's processes used for an answer, without PostgreSQL's own. SQLite is
served by one process, PostgreSQL (in a schema of its own, dropped at the end) by as
many as --workers says. An answer other than 200 is an error, and errors end the bench.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager, suppress
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, urlsplit
from uuid import uuid4

import numpy as np
from memory_units import Writer
from postgres import schema

from tmx.memory.protocol import Arrival, OnDuplicate
from tmx.memory.store import open_memory
from tmx.model import TranslationUnit, text_unit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

PROGRAM = Path(sys.executable).with_name("gloss")
ARRIVAL = Arrival(origin="bench", who="bench", at="2026-01-01T00:00:00Z")
TEXTS = 2000


class Answer(NamedTuple):
    """How a request went; times are milliseconds."""

    status: int
    server: float
    client: float


class Connection:
    """One client's connection: HTTP/1.1, kept alive."""

    def __init__(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, key: str
    ) -> None:
        self._reader, self._writer = reader, writer
        self._rest = f" HTTP/1.1\r\nHost: localhost\r\nX-API-Key: {key}\r\n\r\n"

    async def ask(self, wanted: str) -> Answer:
        """Search for a text."""
        begun = time.perf_counter()
        self._writer.write(f"GET /api/v1/search?text={quote(wanted)}".encode())
        self._writer.write(self._rest.encode())
        head = (await self._reader.readuntil(b"\r\n\r\n")).decode().splitlines()
        headers = {
            name.lower(): value for name, _, value in (h.partition(": ") for h in head)
        }
        await self._reader.readexactly(int(headers["content-length"]))
        server = float(headers["server-timing"].partition("dur=")[2])
        client = 1000 * (time.perf_counter() - begun)
        return Answer(int(head[0].split()[1]), server, client)


def units(sources: Sequence[str]) -> Iterator[TranslationUnit]:
    """Yield units of these sources."""
    for number, source in enumerate(sources):
        yield text_unit(("ar", source), ("en", f"translation {number}"))


def questions(sources: Sequence[str]) -> list[str]:
    """Return texts to look up."""
    chance, writer = random.Random(2), Writer(3)
    new = iter(list(writer.units(TEXTS)))
    return [
        " ".join(writer.edited(chance.choice(sources).split(), chance.randint(1, 4)))
        if chance.random() < 0.6
        else next(new)
        for _ in range(TEXTS)
    ]


@contextmanager
def serving(root: Path, workers: int) -> Iterator[tuple[int, str, str]]:
    """Run the server; give its process, its address and a key."""
    name = uuid4().hex
    made = subprocess.run(
        [PROGRAM, "keys", "add", name], cwd=root, capture_output=True, check=True
    )
    process = subprocess.Popen(
        [PROGRAM, "serve", "--port=0", "--quiet", f"--workers={workers}", "--rate=1e6"],
        cwd=root,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        url = process.stdout.readline().strip()
        yield process.pid, url, made.stdout.decode().strip()
    finally:
        process.terminate()
        process.wait()


async def asked(
    url: str, key: str, texts: Sequence[str], clients: int, seconds: float
) -> list[Answer]:
    """Let so many clients ask for so long; all have an answer before time counts."""
    place = urlsplit(url)
    queue = cycle(texts)
    connections = [
        Connection(*await asyncio.open_connection(place.hostname, place.port), key)
        for _ in range(clients)
    ]
    await asyncio.gather(*(one.ask(next(queue)) for one in connections))
    end = time.perf_counter() + seconds
    answers: list[Answer] = []

    async def work(one: Connection) -> None:
        while time.perf_counter() < end:
            answers.append(await one.ask(next(queue)))

    await asyncio.gather(*map(work, connections))
    return answers


def measured(root: Path, what: str, workers: int, args: argparse.Namespace) -> None:
    """Serve a workspace and print a row for each number of clients."""
    texts: list[str] = args.texts
    with serving(root, workers) as (pid, url, key):
        # A process that just began warms itself; the first answers are not counted.
        asyncio.run(asked(url, key, texts, 8 * workers, 3))
        for clients in args.clients:
            begun, used = time.perf_counter(), cpu(pid)
            answers = asyncio.run(asked(url, key, texts, clients, args.seconds))
            used = (cpu(pid) - used) / (len(answers) + clients)
            rate = len(answers) / (time.perf_counter() - begun)
            wrong = sum(one.status != 200 for one in answers)
            server = np.percentile([one.server for one in answers], [50, 95])
            client = np.percentile([one.client for one in answers], [50, 95])
            print(
                f"| {what} | {workers} | {clients} | {rate:,.0f} | {used:.1f} "
                f"| {server[0]:.1f} | {server[1]:.1f} "
                f"| {client[0]:.1f} | {client[1]:.1f} | {wrong} |",
                flush=True,
            )
            if wrong:
                sys.exit(f"{wrong} answers were errors")


def cpu(pid: int) -> float:
    """Return the milliseconds of CPU that a process and its children have used."""
    ticks = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # ended meanwhile
            # Of proc(5): field 4 is the parent, 14 and 15 are the times.
            fields = stat.read_text().rpartition(")")[2].split()
            ticks[int(stat.parent.name)] = int(fields[1]), sum(map(int, fields[11:13]))
    own = sum(time for one, (parent, time) in ticks.items() if pid in (one, parent))
    return 1000 * own / os.sysconf("SC_CLK_TCK")


def workspace(root: Path, url: str | None, sources: Sequence[str]) -> None:
    """Make a workspace whose memory has these units."""
    store = ["--store", url] if url else []
    subprocess.run([PROGRAM, "init", root, *store], check=True, capture_output=True)
    where = url or str(root / "gloss.db")
    with open_memory(where, create=True) as memory:
        memory.add_many(units(sources), arrival=ARRIVAL, on_duplicate=OnDuplicate.ADD)


def main() -> None:
    """Measure SQLite and, where there is one, PostgreSQL."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--units", type=int, default=200_000)
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--clients", type=int, nargs="*", default=[1, 32, 200])
    parser.add_argument("--workers", type=int, nargs="*", default=[1, 2, 4])
    args = parser.parse_args()
    sources = list(Writer(1).units(args.units))
    args.texts = questions(sources)
    print(f"{args.units:,} units; load {os.getloadavg()[0]:.1f}; times in ms")
    print(
        "| store | processes | clients | searches/s | CPU | server p50 | p95 "
        "| client p50 | p95 | errors |\n|---|---|---|---|---|---|---|---|---|---|"
    )
    with tempfile.TemporaryDirectory() as directory:
        root = Path(directory)
        workspace(root / "file", None, sources)
        measured(root / "file", "SQLite", 1, args)
        server = os.environ.get("GLOSS_TEST_POSTGRES")
        if not server:
            print("PostgreSQL: skipped, GLOSS_TEST_POSTGRES names no server")
            return
        with schema(server) as url:
            where = url.render_as_string(hide_password=False)
            workspace(root / "server", where, sources)
            for workers in args.workers:
                measured(root / "server", "PostgreSQL", workers, args)


if __name__ == "__main__":
    main()
