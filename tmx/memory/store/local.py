"""The index beside a SQLite file, kept in step with it: the file is the truth.

The index follows after a change is committed, or before the next question where the
process died in between. One that is damaged, or of another memory, is built anew in a
directory of its own, which then takes the old one's place.
"""

from __future__ import annotations

import json
import os
import shutil
import threading
from typing import TYPE_CHECKING, NamedTuple

from glossary.errors import StoreError
from tmx.memory.index import Index, IndexDamaged
from tmx.memory.index.directory import Directory
from tmx.memory.store.bulk import streamed
from tmx.memory.store.lock import writing
from tmx.memory.store.part import read_stamp

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Connection

    from glossary.store.connection import Database
    from tmx.memory.index import Holding, Sharers, Sought
    from tmx.memory.protocol import Side
    from tmx.memory.store.finder import Nearest, Words
    from tmx.memory.store.part import Stamp

_STATE = "state.json"


class _State(NamedTuple):
    """What an index has of which memory."""

    identity: str
    removed: int
    """How many removals it has followed."""
    directory: str


class SideIndex:
    """The index of one side's texts, by unit ids."""

    def __init__(self, database: Database, directory: Path, column: str) -> None:
        self._database = database
        self._directory = directory
        self._column = column
        self._guard = threading.RLock()
        self._state: _State | None = None
        self._index: Index | None = None

    def current(self, connection: Connection, wait: float) -> Index:
        """Return the index, in step with what the connection sees.

        While another process brings it there, an index that is behind serves. Waits
        for the other only where there is none at all.
        """
        stamp = read_stamp(connection)
        with self._guard:
            if self._load(stamp) and self._is_in_step(stamp):
                return self._opened()
            usable = self._index is not None
            with writing(self._directory, 0.0 if usable else wait) as has_it:
                if has_it:
                    self._bring(connection, stamp)
                elif not usable:
                    raise StoreError(
                        f"{self._directory}: another process is building the index "
                        "of the memory; wait until it is done and try again"
                    )
            return self._opened()

    def follow(self, wait: float) -> None:
        """Bring the index in step, for a writer that is done; wait for other ones."""
        with (
            self._guard,
            writing(self._directory, wait) as has_it,
            self._database.reading() as connection,
        ):
            if has_it:
                stamp = read_stamp(connection)
                self._load(stamp)
                self._bring(connection, stamp)

    def build_anew(self, wait: float) -> None:
        """Build the index from the units, whatever there is."""
        with (
            self._guard,
            writing(self._directory, wait) as has_it,
            self._database.reading() as connection,
        ):
            if not has_it:
                raise StoreError(f"{self._directory}: the index is in use; try again")
            self._build(connection, read_stamp(connection))

    def exists(self) -> bool:
        """Tell whether there is an index, in step or not."""
        return (self._directory / _STATE).exists()

    def describe(self, stamp: Stamp) -> tuple[bool, str]:
        """Read all of the index; tell whether it is sound and how far it has come.

        One that is behind is sound: the process that was to bring it in step died.
        """
        with self._guard:
            if not self.exists():
                return True, "none yet; the next search builds it"
            try:
                if not self._load(stamp):
                    return False, "damaged, or of another memory; a search builds it"
                self._opened().verify()
            except IndexDamaged as error:
                return False, str(error)
            if not self._is_in_step(stamp):
                behind = max(stamp.last_id - self._opened().through, 0)
                return True, f"{behind} units behind; the next search adds them"
            return True, f"{self._opened().units} units"

    def close(self) -> None:
        """Let go of the files."""
        with self._guard:
            if self._index is not None:
                self._index.close()
            self._index = self._state = None

    def _opened(self) -> Index:
        assert self._index is not None
        return self._index

    def _is_in_step(self, stamp: Stamp) -> bool:
        return (
            self._state is not None
            and self._opened().through >= stamp.last_id
            and self._state.removed >= stamp.last_removed
        )

    def _load(self, stamp: Stamp) -> bool:
        """See what is on the disk; tell whether it is an index of this memory."""
        state = self._read_state()
        try:
            self._check(state is not None and state.identity == stamp.identity)
            assert state is not None
            if self._state is None or self._state.directory != state.directory:
                path = self._directory / state.directory
                self._check(Directory(path).exists())  # or it would be made, empty
                self._index = Index.open(path)
            else:
                self._opened().refresh()
            self._check(self._opened().through <= stamp.last_id or self._waits(stamp))
        except (IndexDamaged, FileNotFoundError):
            self._index = self._state = None
            return False
        self._state = state
        return True

    def _check(self, fits: bool) -> None:  # noqa: FBT001 - what must hold
        if not fits:
            raise IndexDamaged(self._directory, "it is missing or of another memory")

    def _waits(self, stamp: Stamp) -> bool:
        """Tell whether the index has what was committed after the stamp was read."""
        with self._database.reading() as connection:
            now = read_stamp(connection)
        return now.identity == stamp.identity and self._opened().through <= now.last_id

    def _read_state(self) -> _State | None:
        try:
            said = json.loads((self._directory / _STATE).read_text("utf-8"))
            return _State(said["identity"], said["removed"], said["directory"])
        except (FileNotFoundError, KeyError, TypeError, ValueError):
            return None

    def _bring(self, connection: Connection, stamp: Stamp) -> None:
        """Bring the index where the memory is; the lock is held."""
        if not self._load(stamp):
            self._build(connection, stamp)
        elif not self._is_in_step(stamp):
            self._extend(connection, stamp)

    def _extend(self, connection: Connection, stamp: Stamp) -> None:
        index, state = self._opened(), self._state
        assert state is not None
        through = index.through
        if stamp.last_id > through:
            index.add(self._texts(connection, through, stamp.last_id))
        if stamp.last_removed > state.removed:
            query = "SELECT unit_id FROM memory_removed WHERE seq > ? AND unit_id <= ?"
            with streamed(connection, query, (state.removed, through)) as rows:
                index.remove(row[0] for row in rows)
            self._write_state(state._replace(removed=stamp.last_removed))

    def _build(self, connection: Connection, stamp: Stamp) -> None:
        names = {path.name for path in self._directory.iterdir() if path.is_dir()}
        number = 1 + max((int(name) for name in names if name.isdigit()), default=0)
        directory = self._directory / str(number)
        index = Index.open(directory)
        if stamp.last_id:
            index.add(self._texts(connection, 0, stamp.last_id))
        self._write_state(_State(stamp.identity, stamp.last_removed, str(number)))
        self._index = index
        for name in names - {str(number)}:
            if name.isdigit():
                shutil.rmtree(self._directory / name, ignore_errors=True)

    def _texts(
        self, connection: Connection, after: int, last: int
    ) -> Iterator[tuple[int, str]]:
        """Yield the texts up to ``last``, which comes in any case, to be counted."""
        query = (
            f"SELECT id, {self._column} FROM memory_unit "  # noqa: S608 - source or target
            "WHERE id > ? AND id <= ? ORDER BY id"
        )
        number = 0
        with streamed(connection, query, (after, last)) as rows:
            for number, text in rows:
                yield number, text
        if number < last:
            yield last, ""

    def _write_state(self, state: _State) -> None:
        path = self._directory / _STATE
        temporary = path.with_suffix(".new")
        with temporary.open("w", encoding="utf-8") as out:
            json.dump(state._asdict(), out)
            out.flush()
            os.fsync(out.fileno())
        temporary.replace(path)
        self._state = state


class LocalFinder:
    """Finds units of a SQLite file by the two indexes beside it.

    That of the target side is built when a concordance first asks for it.
    """

    def __init__(self, database: Database, directory: Path, wait: float) -> None:
        self._wait = wait
        self.sides = {
            side: SideIndex(database, directory / side, side)
            for side in ("source", "target")
        }

    def nearest(self, connection: Connection) -> Nearest:
        """Return what finds the units nearest to a text."""
        return self.sides["source"].current(connection, self._wait).matches

    def containing(
        self, connection: Connection, side: Side, words: Words, limit: int
    ) -> list[Holding]:
        """Return the newest units whose text on a side holds all words."""
        index = self.sides[side].current(connection, self._wait)
        return index.containing(words, limit=limit)

    def sharing(self, connection: Connection, sought: Sought) -> Sharers:
        """Return what finds the units that share a run of words with a text."""
        index = self.sides["source"].current(connection, self._wait)
        return index.sharing(sought)

    def settle(self, connection: Connection, changes: int) -> None:
        """Do nothing within the transaction; ``follow`` comes after it."""

    def follow(self) -> None:
        """Bring the indexes in step after a change, that of targets if there is one."""
        self.sides["source"].follow(self._wait)
        if self.sides["target"].exists():
            self.sides["target"].follow(self._wait)

    def close(self) -> None:
        """Let go of the files."""
        for side in self.sides.values():
            side.close()
