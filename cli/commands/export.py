"""``gloss export``: the glossary for CAT tools, in any number of formats at once."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperCommand

from cli import files, session
from cli.exchange import Exchange, Format, write_concepts
from cli.render import records

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cli.config import Config, Workspace
    from glossary.model import Concept, Status
    from glossary.store import TermStore

KEYS = ("file", "format", "units", "not_carried")
_SUFFIX = {Format.OMEGAT: ".txt"}
_FILES = ("--tmx", "--tbx", "--csv", "--tsv", "--omegat", "--po", "--jsonl")
_BY_DEFAULT = ""
"""What a format option without a file holds: the workspace names the file."""

# Which formats suit a tool, and whether it offers terms that are not to be written
# (measured; docs/formats.md has the table).
PROFILES: dict[str, tuple[tuple[Format, ...], bool]] = {
    "omegat": ((Format.OMEGAT, Format.TMX), True),
    "trados": ((Format.TMX, Format.TBX), False),
    "memoq": ((Format.TMX, Format.TBX, Format.CSV), False),
    "weblate": ((Format.TBX, Format.TMX), True),
    "lokalize": ((Format.TBX, Format.PO), True),
    "poedit": ((Format.TMX, Format.PO), True),
}


class _OptionalFiles(TyperCommand):
    """Lets ``--tmx`` stand alone: the next option, or nothing, follows it."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401 - as Typer's
        full = []
        for place, arg in enumerate(args):
            full.append(arg)
            following = args[place + 1 : place + 2]
            alone = not following or (
                following[0].startswith("-") and following != ["-"]
            )
            if arg in _FILES and alone:
                full.append(_BY_DEFAULT)
        return super().parse_args(ctx, full)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("export", cls=_OptionalFiles)(export)


FileOption = Annotated[str | None, typer.Option(metavar="[FILE]")]


def export(
    ctx: typer.Context,
    *,
    tmx: FileOption = None,
    tbx: FileOption = None,
    csv: FileOption = None,
    tsv: FileOption = None,
    omegat: FileOption = None,
    po: FileOption = None,
    jsonl: FileOption = None,
    for_: Annotated[
        str | None,
        typer.Option("--for", metavar="TOOL", help=f"{', '.join(PROFILES)}."),
    ] = None,
    only: Annotated[
        str | None, typer.Option(metavar="curated|matched", help="Default: both.")
    ] = None,
    all_builtin: Annotated[
        bool,
        typer.Option("--all-builtin", help="The whole built-in glossary instead."),
    ] = False,
    status: Annotated[
        list[str] | None,
        typer.Option(help="Only terms of this status: preferred, admitted …"),
    ] = None,
    domain: Annotated[
        list[str] | None, typer.Option(help="Only concepts of this domain.")
    ] = None,
    source: Annotated[str | None, typer.Option(help="Default: ar.")] = None,
    target: Annotated[str | None, typer.Option(help="Default: en.")] = None,
    tbx_version: Annotated[int, typer.Option(min=2, max=3)] = 2,
    format_: Annotated[
        records.Format | None,
        typer.Option("--format", help="How to report; default: table on a terminal."),
    ] = None,
) -> None:
    """Write the workspace's concepts, and the built-in ones its candidates matched.

    Each format may be given a file; without one it goes to exports/ in the workspace.
    Without any format TMX and TBX are written. What a format cannot carry is said.

    Example: gloss export --tmx

    Example: gloss export --tbx terms.tbx --csv terms.csv --status preferred

    Example: gloss export --for omegat
    """
    asked = {
        Format.TMX: tmx,
        Format.TBX: tbx,
        Format.CSV: csv,
        Format.TSV: tsv,
        Format.OMEGAT: omegat,
        Format.PO: po,
        Format.JSONL: jsonl,
    }
    state: session.Session = ctx.obj
    workspace = state.workspace() if all_builtin else state.need_workspace()
    formats, usable_only = _profile(asked, for_)
    wanted = _Filter(_statuses(status), frozenset(domain or ()))
    settings = state.settings(source, target)
    rows = []
    with ExitStack() as stack:
        store = None
        if workspace and not all_builtin:
            store = stack.enter_context(session.open_store(workspace))
        for kind, file in formats.items():
            target = file or _default_file(kind, workspace, settings)
            how = Exchange(
                name=target,
                source=settings.source,
                target=settings.target,
                tbx_version=tbx_version,
                usable_only=usable_only,
                title=settings.name,
            )
            chosen = wanted.apply(_concepts(store, only), settings, how)
            _write(kind, chosen, how)
            rows.append(_row(kind, how))
    _report(rows, format_)


class _Filter:
    """Which concepts and terms go out."""

    def __init__(self, statuses: frozenset[Status], domains: frozenset[str]) -> None:
        self._statuses = statuses
        self._domains = domains

    def apply(
        self, concepts: Iterable[Concept], settings: Config, how: Exchange
    ) -> Iterator[Concept]:
        """Yield what is left of the concepts that have both languages."""
        for concept in concepts:
            if self._domains and concept.subject not in self._domains:
                continue
            kept = self._of_status(concept) if self._statuses else concept
            if kept.preferred(settings.source) and kept.preferred(settings.target):
                yield kept
            elif kept is concept:
                how.losses.add("concepts without both languages")

    def _of_status(self, concept: Concept) -> Concept:
        sections = (
            replace(
                section,
                terms=tuple(t for t in section.terms if t.status in self._statuses),
            )
            for section in concept.sections
        )
        return replace(concept, sections=tuple(one for one in sections if one.terms))


def _profile(
    asked: dict[Format, str | None], tool: str | None
) -> tuple[dict[Format, str], bool]:
    """Return the formats to write with their files, and whether only usable terms."""
    from glossary.errors import FileError

    formats = {kind: file for kind, file in asked.items() if file is not None}
    if tool is None:
        return formats or {Format.TMX: _BY_DEFAULT, Format.TBX: _BY_DEFAULT}, False
    if tool not in PROFILES:
        raise FileError(f"--for {tool}: choose from {', '.join(PROFILES)}")
    kinds, usable_only = PROFILES[tool]
    return formats or dict.fromkeys(kinds, _BY_DEFAULT), usable_only


def _statuses(words: list[str] | None) -> frozenset[Status]:
    from glossary.errors import FileError
    from glossary.record import parse_status

    try:
        return frozenset(parse_status(word) for word in words or ())
    except ValueError as error:
        raise FileError(
            f"--status: {error}; use preferred, admitted, deprecated or superseded"
        ) from None


def _default_file(kind: Format, workspace: Workspace | None, settings: Config) -> str:
    import os
    from pathlib import Path

    root = os.path.relpath(workspace.root) if workspace else "."
    name = f"{settings.name}{_SUFFIX.get(kind, f'.{kind}')}"
    return str(Path(root) / "exports" / name)


def _concepts(store: TermStore | None, only: str | None) -> Iterator[Concept]:
    """Yield the concepts to write, in the order of their ids."""
    from heapq import merge

    from cli.concepts import matched
    from glossary.base import entries
    from glossary.errors import FileError

    if only not in (None, "curated", "matched"):
        raise FileError(f"--only {only}: choose curated or matched")
    if store is None:
        yield from (entry.concept for entry in entries())
        return
    curated = (stored.concept for stored in store.concepts())
    found = list(matched(store)) if only != "curated" else []
    yield from merge(
        curated if only != "matched" else (), found, key=lambda concept: concept.id
    )


def _write(kind: Format, concepts: Iterable[Concept], how: Exchange) -> None:
    with files.writing(how.name) as stream:
        for piece in write_concepts(kind, concepts, how):
            stream.write(piece)


def _row(kind: Format, how: Exchange) -> dict[str, Any]:
    return {
        "file": how.name,
        "format": kind.value,
        "units": how.written,
        "not_carried": [f"{what}: {number}" for what, number in how.losses.rows()],
    }


def _report(rows: list[dict[str, Any]], format_: records.Format | None) -> None:
    """Print a record a file; on standard error, what was not carried."""
    format_ = records.chosen(format_, None)
    if format_ is records.Format.TABLE:
        records.table(rows, [(key, key) for key in KEYS[1:3]] + [("file", "file")])
    else:
        files.write_text("-", records.lines(rows, format_, KEYS))
    for row in rows:
        if row["not_carried"]:
            session.say(f"{row['file']}: not carried: {'; '.join(row['not_carried'])}")
