"""Processes of this machine: they read the files themselves, shard by shard."""

from __future__ import annotations

import tempfile
from collections.abc import Sized
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from cli.engines.division import gather
from glossary.extract import forked
from glossary.extract.forked import Forked
from glossary.extract.pool import Pool
from glossary.extract.shelf import Disk, Here
from glossary.extract.understood import Bench

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from cli.engines.division import Division
    from glossary.errors import GlossError

Item = TypeVar("Item")
Result = TypeVar("Result")


class Processes:
    """A pool whose processes say what they cannot read; see ``shelf.Workers``."""

    def __init__(
        self, pool: Pool | Forked, shelf: Disk, found: list[GlossError]
    ) -> None:
        """Take a pool; what cannot be read of the texts goes to ``found``."""
        self._pool, self._shelf, self._found = pool, shelf, found

    def map(
        self, step: Callable[[Item], Result], items: Iterable[Item]
    ) -> Iterator[Result]:
        """Yield the result of each item, in the order of the items.

        Raises the last problem where shards are read and there is no text at all.
        """
        if isinstance(items, Sized):
            return self._pool.map(step, items)
        return self._read(step, items)  # files, which are divided on the way

    def _read(
        self, step: Callable[[Item], Result], items: Iterable[Item]
    ) -> Iterator[Result]:
        shards = 0
        for found in self._pool.map(step, items):
            shards += 1
            yield found
        gather(self._shelf, range(shards), self._found)


@contextmanager
def workbench(
    division: Division, names: Iterable[str], jobs: int, found: list[GlossError]
) -> Iterator[Bench]:
    """Give extraction so many processes, and the files in shards for them.

    What could not be read of the files goes to ``found``.
    """
    with tempfile.TemporaryDirectory(prefix="gloss-") as directory:
        shelf = Disk(directory)
        pool = Forked(jobs, directory) if forked.POSSIBLE else Pool(jobs)
        try:
            yield Bench(
                shelf=shelf,
                workers=Processes(pool, shelf, found),
                beside=pool if isinstance(pool, Forked) else Here(),
                size=division.size,
                slices=2 * jobs,
                shards=division.shards(names, shelf),
            )
        finally:
            pool.close()
