"""``gloss export``: the glossary for CAT tools, in any number of formats at once."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperCommand

from cli import files, losses, profiles, selection, session
from cli.exchange import Exchange, Format, write_concepts
from cli.render import records

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cli.config import Config, Workspace
    from cli.profiles import Profile
    from glossary.model import Concept

KEYS = ("file", "format", "units", "not_carried")
MEMORY = "memory"
_ENDINGS: dict[Format | str, str] = {
    MEMORY: "-memory.tmx",
    Format.OMEGAT: ".txt",
    Format.DEEPL: "-deepl.tsv",
    Format.GOOGLE: "-google.csv",
    Format.AMAZON: "-amazon.csv",
    Format.AZURE: "-azure.tsv",
    Format.LLM: "-prompt.md",
}
_FILES = "--tmx --tbx --csv --tsv --xlsx --omegat --po --jsonl --memory".split()
_BY_DEFAULT = ""
"""What a format option without a file holds: the workspace names the file."""


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
    xlsx: FileOption = None,
    omegat: FileOption = None,
    po: FileOption = None,
    jsonl: FileOption = None,
    memory: Annotated[
        str | None,
        typer.Option(metavar="[FILE]", help="The translation memory, as TMX …"),
    ] = None,
    for_: Annotated[
        str | None,
        typer.Option("--for", metavar="TOOL", help=f"{', '.join(profiles.PROFILES)}."),
    ] = None,
    output: Annotated[
        str | None,
        typer.Option("-o", "--output", metavar="FILE", help="For a single format."),
    ] = None,
    text: Annotated[
        list[str] | None,
        typer.Option(metavar="FILE", help="Only concepts that this text speaks of."),
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
        list[str] | None, typer.Option(help="Only concepts and units of this domain.")
    ] = None,
    since: Annotated[
        str | None, typer.Option(metavar="DATE", help="Only units added then or later.")
    ] = None,
    until: Annotated[
        str | None, typer.Option(metavar="DATE", help="Only units added before it.")
    ] = None,
    source: Annotated[str | None, typer.Option(help="Default: ar.")] = None,
    target: Annotated[str | None, typer.Option(help="Default: en.")] = None,
    tbx_version: Annotated[int, typer.Option(min=2, max=3)] = 2,
    strict_loss: Annotated[
        bool,
        typer.Option(
            "--strict-loss",
            help="Write no file that cannot carry everything; status 1.",
        ),
    ] = False,
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

    Example: gloss export --memory recent.tmx --since 2026-01-01

    Example: gloss export --for llm --text article.txt -o -
    """
    asked = {
        Format.TMX: tmx,
        Format.TBX: tbx,
        Format.CSV: csv,
        Format.TSV: tsv,
        Format.XLSX: xlsx,
        Format.OMEGAT: omegat,
        Format.PO: po,
        Format.JSONL: jsonl,
    }
    state: session.Session = ctx.obj
    workspace = state.workspace() if all_builtin else state.need_workspace()
    tool = profiles.profile(for_) if for_ else None
    plan = {} if _is_alone(memory, asked, for_) else _plan(asked, tool, output)
    for remark in profiles.remarks(tool, plan, tbx_version) if tool else ():
        session.say(remark)
    settings = state.settings(source, target)
    wanted = selection.Filter(
        selection.statuses(status), frozenset(domain or ()), selection.texts(text)
    )
    rows = []
    lossy = False
    with ExitStack() as stack:
        store = None
        if workspace and not all_builtin:
            store = stack.enter_context(session.open_store(workspace))
        for kind, file in plan.items():
            format_of_file = tool.formats.get(kind, kind) if tool else kind
            how = Exchange(
                name=file or _default_file(format_of_file, workspace, settings),
                source=profiles.tag_for(tool, settings.source)
                if tool
                else settings.source,
                target=profiles.tag_for(tool, settings.target)
                if tool
                else settings.target,
                tbx_version=2 if tool else tbx_version,
                usable_only=bool(tool and tool.usable_only),
                plain_heads=bool(tool and tool.plain_heads),
                delimiter="," if kind is Format.CSV else "\t",
                title=settings.name,
            )
            chosen = wanted.apply(selection.concepts(store, only), settings, how)
            if tool and format_of_file is kind:
                chosen = profiles.fitted(chosen, tool, how)
            lossy |= not _write(format_of_file, chosen, how, strict_loss=strict_loss)
            rows.append(_row(format_of_file, how))
    if memory is not None:
        from cli.memory import write_memory

        how = Exchange(
            name=memory or output or _default_file(MEMORY, workspace, settings),
            source=settings.source,
            target=settings.target,
        )
        kind = write_memory(state.need_workspace(), how, domain or (), (since, until))
        rows.append(_row(kind, how))
    _report(rows, format_)
    if lossy:
        raise typer.Exit(1)


def _is_alone(
    memory: str | None, asked: dict[Format, str | None], tool: str | None
) -> bool:
    """Tell whether the memory is all that is asked for."""
    return (
        memory is not None
        and not tool
        and not any(file is not None for file in asked.values())
    )


def _plan(
    asked: dict[Format, str | None], tool: Profile | None, output: str | None
) -> dict[Format, str]:
    """Return the formats to write, each with its file or the mark of the default."""
    from glossary.errors import FileError

    plan = {kind: file for kind, file in asked.items() if file is not None}
    if not plan:
        default = tool.default if tool else (Format.TMX, Format.TBX)
        plan = dict.fromkeys(default, _BY_DEFAULT)
    if output is None:
        return plan
    if len(plan) > 1 or any(plan.values()):
        raise FileError(
            f"-o {output}: name one format without a file, like --tbx, or a tool of "
            "one format; for several give each its file, like --tbx FILE"
        )
    return dict.fromkeys(plan, output)


def _default_file(
    kind: Format | str, workspace: Workspace | None, settings: Config
) -> str:
    import os
    from pathlib import Path

    root = os.path.relpath(workspace.root) if workspace else "."
    name = f"{settings.name}{_ENDINGS.get(kind, f'.{kind}')}"
    return str(Path(root) / "exports" / name)


def _write(
    kind: Format, concepts: Iterable[Concept], how: Exchange, *, strict_loss: bool
) -> bool:
    """Write a file; tell whether it was, for ``strict_loss`` forbids lossy ones."""
    pieces: Iterable[bytes] = write_concepts(kind, concepts, how)
    if strict_loss:
        pieces = list(pieces)  # only then is it known what was lost
        if how.losses.counts:
            how.written = 0
            session.say(f"{how.name}: not written, because of --strict-loss")
            return False
    with files.writing(how.name) as stream:
        for piece in pieces:
            stream.write(piece)
    return True


def _row(kind: Format, how: Exchange) -> dict[str, Any]:
    return {
        "file": how.name,
        "format": kind.value,
        "units": how.written,
        "not_carried": losses.lines(how.losses, kind),
    }


def _report(rows: list[dict[str, Any]], format_: records.Format | None) -> None:
    """Print a record a file; on standard error, what was not carried."""
    # Where a file itself goes to standard output, no record may follow it.
    if not any(row["file"] == "-" for row in rows):
        format_ = records.chosen(format_, None)
        if format_ is records.Format.TABLE:
            records.table(rows, [(key, key) for key in KEYS[1:3]] + [("file", "file")])
        else:
            files.write_text("-", records.lines(rows, format_, KEYS))
    for row in rows:
        for one in row["not_carried"]:
            session.say(f"{row['file']}: not carried: {one}")
