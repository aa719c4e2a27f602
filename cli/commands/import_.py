"""``gloss import``: files into the glossary or the memory, all of them or nothing."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from cli import files, losses, session
from cli.exchange import (
    SUFFIXES,
    Exchange,
    Format,
    detect,
    need_pair,
    read_concepts,
)
from cli.render.progress import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cli.config import Config, Workspace
    from cli.memory import Reading
    from glossary.errors import FormatError
    from glossary.model import Concept
    from glossary.store import Counts, TermStore


class Duplicate(StrEnum):
    """What becomes of an entry that is there: of this id, or with these texts."""

    REPLACE = "replace"
    SKIP = "skip"
    ADD = "add"


class _Options(NamedTuple):
    """How files are read."""

    format: Format | None
    strict: bool
    strict_loss: bool


class As(StrEnum):
    """What the files become."""

    TERMS = "terms"
    MEMORY = "memory"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("import")(import_)


def import_(
    ctx: typer.Context,
    names: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE...", help="TMX, TBX, CSV, TSV, XLSX, PO, OmegaT, XLIFF …"
        ),
    ],
    *,
    as_: Annotated[As, typer.Option("--as", help="What the files become.")] = As.TERMS,
    on_duplicate: Annotated[
        Duplicate | None,
        typer.Option(help="For what is there; default: replace terms, skip units."),
    ] = None,
    format_: Annotated[
        Format | None, typer.Option("--from", help="The format; default: by the file.")
    ] = None,
    source: Annotated[str | None, typer.Option(help="Default: ar.")] = None,
    target: Annotated[str | None, typer.Option(help="Default: en.")] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="Stop at the first bad entry.")
    ] = False,
    strict_loss: Annotated[
        bool,
        typer.Option(
            "--strict-loss", help="Take nothing over that loses something; status 1."
        ),
    ] = False,
    why: Annotated[
        str | None, typer.Option(help="The reason, for the history of terms.")
    ] = None,
    domain: Annotated[
        str | None, typer.Option(help="With --as memory: what the units are about.")
    ] = None,
    origin: Annotated[
        str | None,
        typer.Option(help="With --as memory: where from; default: the file's name."),
    ] = None,
) -> None:
    """Read files into the glossary, in one change that 'gloss terms undo' takes back.

    With --as memory they go into the translation memory: units whose texts it has
    already are skipped, or take the place of those with the same source (replace).
    Bad entries are reported with their place and the good ones kept (status 1).

    Example: gloss import --as terms client.tbx more.csv --on-duplicate skip

    Example: gloss import --as memory news.tmx --domain politics
    """
    workspace = ctx.obj.need_workspace()
    settings = ctx.obj.settings(source, target)
    found = list(files.walk(names, SUFFIXES))
    if as_ is As.MEMORY:
        from cli.memory import Reading

        how = Reading(
            settings,
            format_=format_,
            strict=strict,
            strict_loss=strict_loss,
            origin=origin,
            domain=domain,
        )
        _into_memory(workspace, found, how, on_duplicate or Duplicate.SKIP)
        return
    if domain or origin:
        raise typer.BadParameter("--domain and --origin go with --as memory")
    problems: list[FormatError] = []
    with session.open_store(workspace, wait=session.PATIENCE) as store:
        options = _Options(format_, strict, strict_loss)
        concepts = _read(found, settings, options, problems)
        policy = on_duplicate or Duplicate.REPLACE
        counts = _put(store, concepts, policy, f"import {' '.join(names)}", why)
    session.complain(problems)
    session.say(
        f"{counts.added} concepts added, {counts.replaced} replaced, "
        f"{counts.unchanged} unchanged, {counts.kept} skipped"
    )
    if problems:
        raise typer.Exit(1)


def _into_memory(
    workspace: Workspace, names: list[str], how: Reading, on_duplicate: Duplicate
) -> None:
    from cli.memory import import_files
    from tmx.memory.protocol import OnDuplicate

    counts = import_files(workspace, names, how, OnDuplicate(on_duplicate.value))
    session.complain(how.problems)
    session.say(
        f"{counts.added} units added, {counts.replaced} replaced, "
        f"{counts.skipped} skipped, {counts.lacking} without both languages"
    )
    if how.problems:
        raise typer.Exit(1)


def _read(
    names: list[str],
    settings: Config,
    options: _Options,
    problems: list[FormatError],
) -> Iterator[Concept]:
    """Yield the concepts of every file; nothing is stored until all were read."""
    from glossary.errors import FormatError, Where

    for name in names:
        how = Exchange(
            name=name,
            source=settings.source,
            target=settings.target,
            problems=problems,
            strict=options.strict,
        )
        with files.open_binary(name) as stream:
            before = len(problems)
            read = 0
            kind = options.format or detect(name, stream)
            entries = read_concepts(kind, stream, how)
            for concept in counted(entries, f"entries of {name}"):
                read += 1
                yield concept
            how.written = read
            need_pair(how)
            if not read and len(problems) == before:
                raise FormatError("holds no entry", where=Where(name))
            if not read:
                raise problems.pop()
        for lost in losses.lines(how.losses, kind):
            session.say(f"{name}: not taken over: {lost}")
        if options.strict_loss and how.losses.counts:
            session.say("nothing was imported, because of --strict-loss")
            raise typer.Exit(1)  # the store takes back what it has so far


def _put(
    store: TermStore,
    concepts: Iterator[Concept],
    on_duplicate: Duplicate,
    action: str,
    why: str | None,
) -> Counts:
    from glossary.store import OnExisting

    if on_duplicate is Duplicate.ADD:
        concepts = _renamed(store, concepts)
    keep = on_duplicate is Duplicate.SKIP
    return store.put_many(
        concepts,
        change=session.change(action, why),
        on_existing=OnExisting.KEEP if keep else OnExisting.REPLACE,
    )


def _renamed(store: TermStore, concepts: Iterator[Concept]) -> Iterator[Concept]:
    """Give a new id to each concept whose id another, different one has."""
    from glossary.taken import Taken

    taken = Taken()
    for concept in list(concepts):  # the store is asked before it is written

        def is_other(name: str, concept: Concept = concept) -> bool:
            old = store.get(name)
            return old is not None and old.concept != concept

        yield replace(concept, id=taken.free(concept.id, is_other))
