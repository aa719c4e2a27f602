"""From paths to candidates: what ``gloss extract`` does before it prints."""

from __future__ import annotations

import os
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from cli import session
from cli.documents import corpora
from cli.engines import Engine
from cli.render.progress import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cli.config import Config, Workspace
    from cli.documents.rows import Fields
    from cli.engines import Work
    from glossary.errors import GlossError
    from glossary.extract.candidates import Extraction
    from glossary.extract.corpus import Document
    from glossary.extract.understood import Bench
    from glossary.model import Candidate

LARGE = 20_000_000
"""Bytes of text from which on it is worked on in shards, kept as files."""
SHARED = 5_000_000
"""Bytes of text from which on all processors work, where a process can be copied; one
that starts afresh is worth its while from ``LARGE`` on."""
MEMORY = 800
"""Megabytes that the shards in work take, unless the user says otherwise."""
_PER_CODE_POINT = 90
"""Bytes that a shard in work takes, measured."""
_LEAST, _MOST = 1 << 18, 1 << 21
"""The bounds of a shard's code points."""
_BYTES = 2
"""Of a code point of Arabic, in UTF-8."""
_SHARES = 3
"""Shards for each process at least: the last ones are done at about the same time."""


def default_paths(workspace: Workspace | None, settings: Config) -> list[str]:
    """Return the paths that the workspace names."""
    from glossary.errors import FileError

    if workspace is None:
        raise FileError(
            "nothing to read: name files or directories, or make a workspace with "
            "'gloss init'"
        )
    return [os.path.relpath(workspace.root / path) for path in settings.articles]


def read(
    paths: Sequence[str], *, strict: bool
) -> tuple[list[Document], list[GlossError]]:
    """Read every text that can be read, and say why the others cannot."""
    problems: list[GlossError] = []
    return list(streamed(named(paths), problems, strict=strict)), problems


def named(paths: Sequence[str]) -> list[str]:
    """Return the files that the paths name."""
    return list(counted(corpora.walk(paths), "files found"))


def streamed(
    names: Sequence[str],
    problems: list[GlossError],
    *,
    strict: bool,
    fields: Fields = corpora.PLAIN,
) -> Iterator[Document]:
    """Yield every text that can be read, and gather why the others cannot.

    Raises the last problem where there is no text at all.
    """

    def note(problem: GlossError) -> None:
        if strict:
            raise problem
        problems.append(problem)

    empty = True
    texts = corpora.each(names, fields, note)
    for document in counted(corpora.usable(texts, note), "texts read"):
        empty = False
        yield document
    if empty:
        session.complain(problems[:-1])
        raise problems[-1]


@contextmanager
def at_work(
    names: Sequence[str],
    work: Work,
    settings: Config,
    problems: list[GlossError],
    *,
    strict: bool,
) -> Iterator[tuple[Iterable[Document], Bench]]:
    """Give the texts of files, and extraction a place to work.

    Where other processes work they read the texts, and there are none here.
    """
    memory = work.memory or settings.memory
    local = work.engine is Engine.LOCAL
    size = size_of(names) if local else 0
    jobs = processes(size, work.jobs or settings.jobs) if local else 1
    if local and jobs == 1:
        with workbench(size, memory) as bench:
            yield streamed(names, problems, strict=strict, fields=work.fields), bench
        return
    from cli.engines import processes as here
    from cli.engines import spark
    from cli.engines.division import Division

    division = Division(
        fields=work.fields,
        size=_shard(memory, jobs, size),
        root=str(Path.cwd()),
        strict=strict,
    )
    place = spark.Place(work.master, work.scratch)
    with (
        here.workbench(division, names, jobs, problems)
        if local
        else spark.workbench(division, names, place, problems)
    ) as bench:
        yield (), bench


@contextmanager
def workbench(size: int, memory: int | None) -> Iterator[Bench]:
    """Give extraction this process to work in, and a directory for so many bytes.

    ``memory`` bounds the megabytes that the shard in work takes.
    """
    import tempfile

    from glossary.extract.shelf import Disk
    from glossary.extract.understood import Bench

    if memory is None and size <= LARGE:
        yield Bench()
        return
    with tempfile.TemporaryDirectory(prefix="gloss-") as directory:
        yield Bench(shelf=Disk(directory), size=_shard(memory, 1))


def processes(size: int, asked: int | None) -> int:
    """Return how many processes work: as asked, else one a core for many bytes."""
    from glossary.extract import forked

    least = SHARED if forked.POSSIBLE else LARGE
    return asked or (_cores() if size > least else 1)


def size_of(names: Sequence[str]) -> int:
    """Return the size of files; what standard input holds is not known."""
    return sum(corpora.size_of(name) or 0 for name in names)


def _shard(memory: int | None, jobs: int, size: int = 0) -> int:
    """Return the code points of a shard where so many are in work at once.

    Of so many bytes, so that each process has some; 0 are not known.
    """
    room = (memory or MEMORY) * 1_000_000 // jobs // _PER_CODE_POINT
    if size:
        room = min(room, size // _BYTES // (_SHARES * jobs))
    return max(_LEAST, min(_MOST, room))


def _cores() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def extracted(
    texts: Iterable[Document],
    workspace: Workspace | None,
    settings: Config,
    min_count: int | None,
    bench: Bench | None = None,
) -> Extraction:
    """Extract with everything the workspace and the packages know."""
    from glossary import lexicon
    from glossary.base import Entry, base
    from glossary.extract.candidates import Extraction, Settings
    from glossary.gazetteer import places
    from glossary.knowledge import (
        Senses,
        concept_senses,
        known_concepts,
        known_places,
        listed,
    )

    own = session.own_concepts(workspace)
    mine = frozenset(concept.id for concept in own)
    languages = (settings.source, settings.target)
    return Extraction(
        texts,
        lexicon=lexicon.arabic(),
        senses=Senses(
            listed(concept_senses(map(Entry, own), *languages)),
            known_concepts(base(), mine, *languages),
            known_places(places()),
        ),
        settings=Settings(
            least=min_count or settings.min_count,
            exact=min_count is not None,
            contexts=settings.contexts,
            style=settings.style,
        ),
        bench=bench,
    )


def say_least(extracted: Extraction) -> None:
    """Say which sequences a large text leaves out."""
    least, asked = extracted.least, extracted.settings.least
    if least > asked:
        session.say(
            f"in {extracted.size:,} words an unknown term must stand {least} times; "
            f"--min-count {asked} keeps those that stand {asked} times"
        )


def proofs(
    paths: Sequence[str] | None, workspace: Workspace | None, settings: Config
) -> list[str]:
    """Return the aligned files that were named, else those that the workspace names."""
    if paths or workspace is None:
        return list(paths or ())
    return [os.path.relpath(workspace.root / path) for path in settings.parallel]


def with_parallel(
    found: Sequence[Candidate], paths: Sequence[str], settings: Config, *, strict: bool
) -> tuple[list[Candidate], list[GlossError]]:
    """Return the candidates with the English that aligned files show, in their order.

    The files are those that ``gloss align`` writes, or any format of translation units.
    Also return what could not be read in them; with ``strict`` it is raised.
    """
    from cli.alignment import knowledge, read_pairs, terms
    from glossary.base import entries
    from glossary.errors import GlossError
    from tmx.align.terms_feed import with_parallel as fed

    languages = (settings.source, settings.target)
    problems: list[GlossError] = []
    pairs: list[tuple[str, str]] = []
    sizes: list[tuple[str, int]] = []
    for name in paths:
        before = len(pairs)
        try:
            pairs += read_pairs(name, languages, None if strict else problems.append)
        except GlossError as error:
            if strict:
                raise
            problems.append(error)
        sizes.append((name, len(pairs) - before))
    known = knowledge((entry.concept for entry in entries()), languages)
    wanted = list(dict.fromkeys(one.term for one in found))
    sides = [one for one, _ in pairs], [other for _, other in pairs]
    shown = {one.source: one for one in terms(*sides, known, wanted)}
    return list(fed(found, shown, sizes)), problems


def prove(
    extracted: Extraction, paths: Sequence[str], settings: Config, *, strict: bool
) -> list[GlossError]:
    """Give the candidates the English that aligned files show, if any are named.

    What is bad in them is said and returned.
    """
    if not paths:
        return []
    ranked = extracted.ranked
    found, problems = with_parallel(
        [candidate for candidate, _ in ranked], paths, settings, strict=strict
    )
    groups = (group for _, group in ranked)
    extracted.ranked = list(zip(found, groups, strict=True))
    session.complain(problems)
    return problems
