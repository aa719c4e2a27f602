"""The workspace's translation memory: opened, filled, asked with files beside it."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from pathlib import PurePath
from typing import TYPE_CHECKING

import typer

from cli import files, losses, session
from cli.exchange import Exchange, Format, by_name, detect, read_units, write_units
from cli.render.progress import counted
from glossary.errors import FormatError, GlossError, LanguageError, Where

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cli.config import Config, Workspace
    from cli.session import Session
    from tmx.memory.protocol import (
        Arrival,
        Batch,
        MemoryCounts,
        MemoryReader,
        MemoryStore,
    )
    from tmx.memory.protocol import OnDuplicate as Policy
    from tmx.model import TranslationUnit


def open_memory(
    workspace: Workspace, settings: Config | None = None, *, wait: float = 30.0
) -> MemoryStore:
    """Open the memory in the workspace's store; ``wait`` seconds for another writer."""
    from tmx.memory.store import open_memory as open_

    settings = settings or workspace.config
    return open_(
        workspace.store, source=settings.source, target=settings.target, wait=wait
    )


@contextmanager
def opened(state: Session, names: Sequence[str] = ()) -> Iterator[MemoryReader]:
    """Give the workspace's memory, with that of files (TMX, TSV …) behind it.

    Without files there must be a workspace. Bad entries of files are reported.
    """
    from tmx.memory.several import Several

    workspace = state.workspace() if names else state.need_workspace()
    with ExitStack() as stack:
        memories: list[MemoryReader] = []
        if workspace:
            memories.append(stack.enter_context(open_memory(workspace)))
        if names:
            memories.append(stack.enter_context(_of_files(state.settings(), names)))
        yield memories[0] if len(memories) == 1 else Several(tuple(memories))


def stopwords(settings: Config) -> frozenset[str]:
    """Return the match keys of words that bear no meaning, where we know them."""
    from glossary import lang
    from glossary.arabic import key
    from glossary.extract import stopwords as packaged

    known = lang.primary(settings.source) == "ar"
    return frozenset(map(key, packaged.stopwords().stop)) if known else frozenset()


def add_units(
    workspace: Workspace,
    units: Iterable[TranslationUnit],
    origin: str,
    *,
    domain: str | None = None,
) -> MemoryCounts:
    """Put units into the workspace's memory, those that it has not; all or none."""
    from tmx.memory.protocol import OnDuplicate

    with open_memory(workspace, wait=session.PATIENCE) as store:
        return store.add_many(
            units, arrival=_arrival(origin, domain), on_duplicate=OnDuplicate.SKIP
        )


class Reading:
    """How files are read into a memory, and what was wrong with them."""

    def __init__(
        self,
        settings: Config,
        *,
        format_: Format | None = None,
        strict: bool = False,
        strict_loss: bool = False,
        origin: str | None = None,
        domain: str | None = None,
    ) -> None:
        self.settings = settings
        self.problems: list[FormatError] = []
        self._format, self._strict, self._strict_loss = format_, strict, strict_loss
        self._origin, self._domain = origin, domain

    def batches(self, names: Iterable[str]) -> Iterator[Batch]:
        """Yield the units of each file; what a file lost is said when it is read.

        Raises ``FormatError`` for a file without any entry, and ``LanguageError`` for
        one without any in both languages.
        """
        from tmx.memory.protocol import Batch

        for name in names:
            arrival = _arrival(self._origin or PurePath(name).name, self._domain)
            yield Batch(arrival, self._units(name))

    def _units(self, name: str) -> Iterator[TranslationUnit]:
        how = Exchange(
            name=name,
            source=self.settings.source,
            target=self.settings.target,
            problems=self.problems,
            strict=self._strict,
            sentences=True,
        )
        before = len(self.problems)
        read = both = 0
        with files.open_binary(name) as stream:
            kind = self._format or detect(name, stream)
            units = read_units(kind, stream, how)
            for unit in counted(units, f"units of {name}"):
                read += 1
                both += unit.pair(how.source, how.target) is not None
                yield unit
        for lost in losses.lines(how.losses, kind):
            session.say(f"{name}: not taken over: {lost}")
        if self._strict_loss and how.losses.counts:
            session.say("nothing was imported, because of --strict-loss")
            raise typer.Exit(1)  # the store takes back what it has so far
        if not both:
            raise self._nothing(name, read, before)

    def _nothing(self, name: str, read: int, before: int) -> GlossError:
        if read:
            ours, theirs = self.settings.source, self.settings.target
            return LanguageError(
                f"{name}: no entry has both {ours} and {theirs}; "
                "name the file's languages with --source and --target"
            )
        if len(self.problems) > before:
            return self.problems.pop()
        return FormatError("holds no entry", where=Where(name))


def import_files(
    workspace: Workspace, names: Iterable[str], how: Reading, on_duplicate: Policy
) -> MemoryCounts:
    """Take the units of all files into the workspace's memory, or none."""
    with open_memory(workspace, how.settings, wait=session.PATIENCE) as store:
        return store.add_batches(how.batches(names), on_duplicate=on_duplicate)


def write_memory(
    workspace: Workspace,
    how: Exchange,
    domains: Sequence[str],
    dates: tuple[str | None, str | None],
) -> Format:
    """Write the units of the memory as they come, and return the file's format.

    ``dates`` are from when and before when units were added, as a user writes them.
    """
    from tmx.memory.protocol import UnitFilter

    since, until = map(_time, dates)
    wanted = UnitFilter(domains=tuple(domains), since=since, until=until)
    kind = Format.TMX if how.name == files.STDIN else by_name(how.name)
    with open_memory(workspace) as store, files.writing(how.name) as stream:
        units = (one.unit for one in store.units(wanted))
        shown = counted(units, f"units into {how.name}")
        for piece in write_units(kind, shown, how):
            stream.write(piece)
    return kind


def _time(text: str | None) -> str | None:
    """Return a date or a time as the memory writes them: in UTC."""
    from datetime import UTC, datetime

    if text is None:
        return None
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text}: write a date as 2026-03-01") from None
    found = found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    return found.strftime("%Y-%m-%dT%H:%M:%SZ")


@contextmanager
def _of_files(settings: Config, names: Sequence[str]) -> Iterator[MemoryStore]:
    """Give a memory of files, for the time of a command."""
    from pathlib import Path
    from tempfile import TemporaryDirectory

    from tmx.memory.store import open_memory as open_

    with TemporaryDirectory(prefix="gloss-") as directory:
        file = str(Path(directory) / "memory.db")
        ours, theirs = settings.source, settings.target
        with open_(file, source=ours, target=theirs, create=True) as store:
            how = Reading(settings)
            store.add_batches(how.batches(names))
            session.complain(how.problems)
            yield store


def _arrival(origin: str, domain: str | None) -> Arrival:
    from tmx.memory.protocol import Arrival

    made = session.change("import")
    return Arrival(origin=origin, who=made.who, at=made.at, domain=domain)
