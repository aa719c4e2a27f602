"""The memory in a database: each method is one transaction."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Self

from sqlalchemy import make_url

from glossary import lang
from glossary.errors import LanguageError, SchemaError
from glossary.store.connection import Database, connect
from tmx.memory.protocol import Batch, OnDuplicate, Side, UnitFilter
from tmx.memory.store import lines, reading
from tmx.memory.store.intake import Intake
from tmx.memory.store.keyed import rekey
from tmx.memory.store.local import LocalFinder
from tmx.memory.store.part import has_languages, memory_part, write_languages
from tmx.memory.store.ranking import Ranking
from tmx.memory.store.server import ServerFinder
from tmx.memory.store.subsegments import subsegments

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from glossary.store.parts import Format
    from tmx.memory.protocol import (
        Arrival,
        Line,
        Match,
        MemoryCounts,
        MemoryStatistics,
        MemoryStore,
        Query,
        Search,
        StoredUnit,
        Subsegment,
    )
    from tmx.memory.store.finder import Finder
    from tmx.model import TranslationUnit

# Not that of the glossary: its editors need not wait for an import.
LOCK = 7_163_745_522
_CACHE_KIB = 65_536
"""Of a SQLite file kept while units come in: their hashes fall anywhere in an index."""
_EVERY = UnitFilter()


def open_memory(
    url: str,
    *,
    source: str = "ar",
    target: str = "en",
    create: bool = False,
    wait: float = 30.0,
) -> MemoryStore:
    """Open the memory at a URL or in a SQLite file, and bring it up to date.

    The database may hold a glossary too; tables that it lacks are made where it can be
    written, the database itself only with ``create``. ``wait`` is how many seconds a
    writer waits for another one. Beside a SQLite file stands the index of its memory,
    in a directory that ends in ``.memory``. Raises ``StoreError``, and
    ``LanguageError`` where the memory is of other languages.
    """
    database = connect(url, create=create, wait=wait, lock=LOCK)
    try:
        found = _prepare(database, (lang.canonical(source), lang.canonical(target)))
    except BaseException:
        database.engine.dispose()
        raise
    finder: Finder = ServerFinder()
    if database.is_file:
        finder = LocalFinder(database, index_directory(url), wait)
    return DatabaseMemory(
        database=database,
        languages=(lang.canonical(source), lang.canonical(target)),
        finder=finder,
        format=found,
    )


def index_directory(url: str) -> Path:
    """Return where the index of a SQLite file's memory stands."""
    file = make_url(url).database if "://" in url else url
    return Path(file or "").with_suffix(".memory")


def _prepare(database: Database, languages: tuple[str, str]) -> Format:
    found = memory_part().prepare(database, create=True, rekey=rekey)
    with database.reading() as connection:
        known = has_languages(connection, languages)
    if not known and not database.read_only:
        with database.writing() as connection:
            if not has_languages(connection, languages):
                write_languages(connection, languages)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class DatabaseMemory:
    """A ``MemoryStore`` in SQLite or PostgreSQL."""

    database: Database
    languages: tuple[str, str]
    finder: Finder
    format: Format

    def add_many(
        self,
        units: Iterable[TranslationUnit],
        *,
        arrival: Arrival,
        on_duplicate: OnDuplicate = OnDuplicate.SKIP,
    ) -> MemoryCounts:
        """Take all units or, where reading them or writing one fails, none."""
        return self.add_batches([Batch(arrival, units)], on_duplicate=on_duplicate)

    def add_batches(
        self,
        batches: Iterable[Batch],
        *,
        on_duplicate: OnDuplicate = OnDuplicate.SKIP,
    ) -> MemoryCounts:
        """Take the units of all batches or, where one fails, none: several files."""
        with self._writing(on_duplicate) as intake:
            for batch in batches:
                intake.take(batch)
            return intake.finish()

    def delete(self, ids: Iterable[int]) -> int:
        """Remove units; return how many there were."""
        with self._writing() as intake:
            number = intake.remove(ids)
            intake.finish()
        return number

    def get(self, unit_id: int) -> StoredUnit | None:
        """Return one unit, or ``None``."""
        with self.database.reading() as connection:
            found = reading.fetch(connection, [unit_id])
        return found[unit_id].stored() if found else None

    def units(self, wanted: UnitFilter = _EVERY) -> Iterator[StoredUnit]:
        """Yield the units in order of arrival, in constant memory."""
        with self.database.reading() as connection:
            for found in reading.stream(connection, wanted):
                yield found.stored()

    def search(self, queries: Sequence[Query], how: Search) -> list[list[Match]]:
        """Return for each query its matches, best first: no match above is missed."""
        self._need_languages(how)
        with self.database.reading() as connection:
            nearest = self.finder.nearest(connection)
            ranking = Ranking(connection=connection, nearest=nearest, how=how)
            return [ranking.answer(query) for query in queries]

    def concordance(
        self, text: str, *, side: Side = Side.BOTH, limit: int = 50
    ) -> list[Line]:
        """Return units that hold all words of a text, the phrase as it stands first."""
        with self.database.reading() as connection:
            return lines.concordance(
                connection, self.finder, text, side=side, limit=limit
            )

    def subsegments(
        self,
        text: str,
        *,
        limit: int = 5,
        stopwords: Collection[str] = frozenset(),
    ) -> list[Subsegment]:
        """Return units that share a run of words with a text, the longest run first."""
        with self.database.reading() as connection:
            return subsegments(
                connection, self.finder, text, limit=limit, stopwords=stopwords
            )

    def statistics(self) -> MemoryStatistics:
        """Count what the memory holds."""
        with self.database.reading() as connection:
            return reading.statistics(connection)

    def close(self) -> None:
        """Release database and index."""
        self.finder.close()
        self.database.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def _writing(
        self, on_duplicate: OnDuplicate = OnDuplicate.SKIP
    ) -> Iterator[Intake]:
        with self.database.writing() as connection:
            # A newer gloss may have updated the store since it was opened.
            if memory_part().read_format(connection) != self.format:
                raise SchemaError(
                    f"{self.database.name}: the store was updated by a newer gloss "
                    "while this one was running; start again, after an update"
                )
            if self.database.is_file:
                connection.exec_driver_sql(f"PRAGMA cache_size=-{_CACHE_KIB}")
            intake = Intake(connection, self.languages, on_duplicate)
            yield intake
            self.finder.settle(connection, intake.changes())
        self.finder.follow()

    def _need_languages(self, how: Search) -> None:
        ours, asked = self.languages, (how.source, how.target)
        if list(map(lang.primary, asked)) != list(map(lang.primary, ours)):
            raise LanguageError(
                f"this memory is {ours[0]} to {ours[1]}, not {asked[0]} to {asked[1]}"
            )
