"""``gloss stats``: how much there is, in the workspace or in exchange files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from cli import files, session
from cli.options import FormatOption, OutputOption
from cli.render.records import Format, chosen, lines, table

if TYPE_CHECKING:
    from glossary.errors import FormatError

KEYS = ("measure", "value")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("stats")(stats)


def stats(
    ctx: typer.Context,
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="[FILE...]", help="TMX, XLIFF, PO, TBX, CSV …"),
    ] = None,
    *,
    html: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="Write a page with charts too."),
    ] = None,
    source: Annotated[str | None, typer.Option(help="Default: ar.")] = None,
    target: Annotated[str | None, typer.Option(help="Default: en.")] = None,
    format_: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Count what the workspace holds, or what exchange files hold.

    A measure with colons is a part of the one before its first colon, such as
    memory_units:origin:news.tmx of memory_units. Words are runs between white space.

    Example: gloss stats --html stats.html

    Example: gloss stats memory.tmx --format tsv
    """
    from cli import measures
    from cli.exchange import SUFFIXES

    problems: list[FormatError] = []
    if names:
        settings = ctx.obj.settings(source, target)
        found = files.walk(names, SUFFIXES)
        rows = list(measures.of_files(found, settings, problems))
        title = names[0] if len(names) == 1 else f"{len(names)} files"
    else:
        workspace = ctx.obj.need_workspace()
        rows = list(measures.of_workspace(workspace))
        title = workspace.config.name
    if html:
        from cli.render import statistics

        files.write_text(html, statistics.html(title, rows))
    format_ = chosen(format_, output)
    records = [row.record() for row in rows]
    if format_ is Format.TABLE:
        table(records, [("value", "number"), ("measure", "measure")])
    else:
        files.write_text(output or "-", lines(records, format_, KEYS))
    session.complain(problems)
    if problems:
        raise typer.Exit(1)
