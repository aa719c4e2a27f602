"""``gloss validate``: TMX and TBX against their standard, in plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli import exchange, files, streams
from cli.render.records import Format, chosen, lines, table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossary.model import Diagnostic

KEYS = ("file", "line", "rule", "severity", "message")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("validate")(validate)


def validate(
    names: Annotated[list[str], typer.Argument(metavar="FILE...", help="TMX or TBX.")],
    *,
    format_: Annotated[
        Format | None,
        typer.Option("--format", help="Default: table on a terminal, else jsonl."),
    ] = None,
) -> None:
    """Check TMX 1.1-1.4b, TBX 2 and TBX 3 files against their standards.

    Status 0: no error (warnings may be). 1: errors. 2: a file is neither TMX nor TBX.

    Example: gloss validate memory.tmx terms.tbx
    """
    from glossary.errors import GlossError
    from glossary.model import Severity

    failure: GlossError | None = None
    rows: list[dict[str, Any]] = []
    for name in files.walk(names, (".tmx", ".tbx", ".gz", ".xml")):
        try:
            rows += [_row(name, found) for found in _diagnostics(name)]
        except GlossError as error:
            failure = failure or error
            rows += [_unreadable(name, error)]
    format_ = chosen(format_, None)
    if format_ is Format.TABLE:
        if rows:
            table(rows, [(key, key) for key in KEYS])
        else:
            typer.echo(f"{len(names)} valid")
    else:
        files.write_text("-", lines(rows, format_, KEYS))
    if failure:
        raise failure
    if any(row["severity"] == Severity.ERROR for row in rows):
        raise typer.Exit(1)


def _row(name: str, found: Diagnostic) -> dict[str, Any]:
    return {
        "file": name,
        "line": found.line,
        "rule": found.rule,
        "severity": found.severity.value,
        "message": found.message,
    }


def _unreadable(name: str, error: Exception) -> dict[str, Any]:
    """Return the record of a file that is neither TMX nor TBX, or cannot be opened."""
    where = getattr(error, "where", None)
    return {
        "file": name,
        "line": (where and where.line) or 1,
        "rule": "unreadable",
        "severity": "error",
        "message": getattr(error, "problem", str(error)),
    }


def _diagnostics(name: str) -> Iterator[Diagnostic]:
    from glossary.formats.tbx.validate import validate_tbx
    from tmx.formats.tmx import validate_tmx

    with files.open_binary(name) as stream:
        if exchange.sniff(stream) is exchange.Format.TBX or name.endswith(".tbx"):
            yield from validate_tbx(stream, name=name)
        else:
            yield from validate_tmx(streams.unpacked(stream, name), name=name)
