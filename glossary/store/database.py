"""The term store in a database: each method is one transaction."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from sqlalchemy import func, select

from glossary.errors import SchemaError, StoreError
from glossary.store import candidates, concepts, edits, history, journal, pages
from glossary.store.concepts import Keys
from glossary.store.connection import Database, connect
from glossary.store.lists import (
    CandidateCount,
    CandidateFilter,
    CandidatePage,
    ConceptPage,
    LoggedChange,
)
from glossary.store.migrations import Format, prepare, read_format
from glossary.store.protocol import (
    Change,
    ChangeSet,
    ConceptFilter,
    Counts,
    Decision,
    Edit,
    OnExisting,
    Revision,
    State,
    Statistics,
    Stored,
    StoredCandidate,
    TermStore,
)
from glossary.store.schema import CANDIDATE, CHANGE, CONCEPT
from glossary.store.versions import begin_change, drop_if_empty

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from sqlalchemy import Connection

    from glossary.model import Candidate, Concept

_EVERY = ConceptFilter()
_EVERY_CANDIDATE = CandidateFilter()


def open_store(
    url: str,
    *,
    keys: Callable[[str, str], str],
    key_version: int,
    create: bool = False,
    wait: float = 30.0,
) -> TermStore:
    """Open the store at a URL or in a SQLite file, and bring it up to date.

    ``keys`` makes the match key of a language and a text; a store with keys of an older
    ``key_version`` gets new ones. ``create`` makes what is missing. ``wait`` is how
    many seconds a writer waits for another one. A store that may not be written is
    opened for reading. Raises ``StoreError``, and ``SchemaError`` where a newer gloss
    or another program wrote the database.
    """
    database = connect(url, create=create, wait=wait)
    made = Keys(keys, key_version)
    try:
        found = prepare(database, made, create=create)
    except BaseException:
        database.engine.dispose()
        raise
    return DatabaseStore(database=database, keys=made, format=found)


@dataclass(frozen=True, slots=True, kw_only=True)
class DatabaseStore:
    """A ``TermStore`` in SQLite or PostgreSQL."""

    database: Database
    keys: Keys
    format: Format

    def get(self, concept_id: str) -> Stored | None:
        """Return one concept, or ``None`` where the store has none of that id."""
        with self.database.reading() as connection:
            return concepts.get(connection, concept_id)

    def concepts(self, wanted: ConceptFilter = _EVERY) -> Iterator[Stored]:
        """Yield the concepts that meet the filter in order of their ids."""
        if wanted.text is not None:
            self._need_keys()
        with self.database.reading() as connection:
            yield from concepts.stream(connection, self.keys, wanted)

    def concept_page(
        self, wanted: ConceptFilter = _EVERY, *, first: int = 0, limit: int = 50
    ) -> ConceptPage:
        """Return the concepts of ``concepts`` from the place ``first``, from 0, on."""
        if wanted.text is not None:
            self._need_keys()
        with self.database.reading() as connection:
            return concepts.page(connection, self.keys, wanted, first, limit)

    def find(self, lang: str, key: str) -> list[Stored]:
        """Return the concepts with a term of this match key, in order of their ids."""
        self._need_keys()
        with self.database.reading() as connection:
            return concepts.find(connection, lang, key)

    def put(self, concept: Concept, *, expected: int | None, change: Change) -> int:
        """Write one concept and return its revision, the old one if nothing differs."""
        edit = Edit(id=concept.id, expected=expected, after=concept)
        return self.apply([edit], change=change)[concept.id]

    def put_many(
        self, concepts: Iterable[Concept], *, change: Change, on_existing: OnExisting
    ) -> Counts:
        """Write all concepts or, where one fails, none."""
        with self._writing() as connection:
            number = begin_change(connection, change)
            counts = edits.put_many(
                connection, self.keys, number, concepts, on_existing
            )
            drop_if_empty(connection, number)
        return counts

    def delete(self, concept_id: str, *, expected: int, change: Change) -> None:
        """Remove one concept; its history stays."""
        edit = Edit(id=concept_id, expected=expected, after=None)
        self.apply([edit], change=change)

    def apply(
        self, steps: Sequence[Edit | Decision], *, change: Change
    ) -> dict[str, int]:
        """Take all steps in order or, where one conflicts, none."""
        with self._writing() as connection:
            number = begin_change(connection, change)
            revisions = edits.apply(connection, self.keys, number, steps)
            drop_if_empty(connection, number)
        return revisions

    def save_candidates(
        self, ranked: Iterable[Candidate], *, change: Change, lang: str = "ar"
    ) -> int:
        """Replace the candidates by these, best first, and return their number."""
        with self._writing() as connection:
            begin_change(connection, change)
            return candidates.save(connection, self.keys, ranked, lang)

    def candidates(
        self, state: State | None = None, *, without: Collection[str] = ()
    ) -> Iterator[StoredCandidate]:
        """Yield the candidates, best first, but for those of some match keys."""
        if without:
            self._need_keys()
        with self.database.reading() as connection:
            yield from candidates.stream(connection, state, without)

    def candidate(self, term: str, *, lang: str = "ar") -> StoredCandidate | None:
        """Return the best candidate that shares the term's match key."""
        self._need_keys()
        with self.database.reading() as connection:
            return candidates.get(connection, lang, self.keys.make(lang, term))

    def candidate_page(
        self,
        wanted: CandidateFilter = _EVERY_CANDIDATE,
        *,
        after: int = 0,
        before: int | None = None,
        limit: int = 50,
    ) -> CandidatePage:
        """Return the first candidates that rank after ``after``, best first."""
        if wanted.text is not None:
            self._need_keys()
        with self.database.reading() as connection:
            window = pages.Window(after, before, limit)
            return pages.candidate_page(connection, self.keys, wanted, window)

    def candidate_counts(self) -> list[CandidateCount]:
        """Count the candidates by state, type and origin, in order of the three."""
        with self.database.reading() as connection:
            return pages.candidate_counts(connection)

    def decisions(self, concept_id: str) -> list[Decision]:
        """Return the decisions that name a concept, in order of their terms."""
        with self.database.reading() as connection:
            return candidates.decisions(connection, concept_id)

    def decide(self, decision: Decision, *, change: Change) -> None:
        """Write one decision."""
        self.apply([decision], change=change)

    def history(self, concept_id: str) -> list[Revision]:
        """Return the revisions of a concept, oldest first."""
        with self.database.reading() as connection:
            return history.history(connection, concept_id)

    def changes(
        self, *, who: str | None = None, before: int | None = None, limit: int = 50
    ) -> list[LoggedChange]:
        """Return the latest changes, those before a number if asked, newest first."""
        with self.database.reading() as connection:
            return journal.changes(connection, who, before, limit)

    def undo(
        self,
        change: Change,
        *,
        concept_id: str | None = None,
        number: int | None = None,
    ) -> ChangeSet:
        """Take back a whole change and return what was taken back."""
        with self._writing() as connection:
            return history.undo(
                connection, self.keys, change, concept_id=concept_id, number=number
            )

    def statistics(self) -> Statistics:
        """Count what the store holds."""
        with self.database.reading() as connection:
            counts = [
                connection.execute(select(func.count()).select_from(table)).scalar_one()
                for table in (CONCEPT, CANDIDATE, CHANGE)
            ]
        return Statistics(*counts)

    def close(self) -> None:
        """Release the database."""
        self.database.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with self.database.writing() as connection:
            # A newer gloss may have updated the store since it was opened; keys and
            # columns of this version would then not fit the rest.
            if read_format(connection) != self.format:
                raise SchemaError(
                    f"{self.database.name}: the store was updated by a newer gloss "
                    "while this one was running; start again, after an update"
                )
            yield connection

    def _need_keys(self) -> None:
        if self.format.key_version != self.keys.version:
            raise StoreError(
                f"{self.database.name}: the store's match keys are of an older "
                "version, and it is read-only; make it writable once to search it"
            )
