"""``gloss validate``: TMX and TBX against their standard, in plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli import files, session, streams
from cli.options import FormatOption
from cli.render.records import Format, chosen, lines, table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossary.errors import FormatError
    from glossary.model import Diagnostic

KEYS = ("file", "line", "rule", "severity", "message")
_SUFFIXES = (".tmx", ".tbx", ".gz", ".xml")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("validate")(validate)


def validate(
    ctx: typer.Context,
    names: Annotated[list[str], typer.Argument(metavar="FILE...", help="TMX or TBX.")],
    *,
    fix: Annotated[
        str | None,
        typer.Option(metavar="OUT", help="Mend one file into this one, then check it."),
    ] = None,
    round_trip: Annotated[
        bool,
        typer.Option(
            "--round-trip",
            help="Say what other programs make of the files, of any kind.",
        ),
    ] = False,
    source: Annotated[str | None, typer.Option(help="Default: ar.")] = None,
    target: Annotated[str | None, typer.Option(help="Default: en.")] = None,
    format_: FormatOption = None,
) -> None:
    """Check TMX 1.1-1.4b, TBX 2 and TBX 3 files against their standards.

    Status 0: no error (warnings may be). 1: errors. 2: a file is neither TMX nor TBX.
    --fix mends what loses nothing (order, ids, characters that XML forbids, what a
    header lacks), says what it did, and checks the new file.

    Example: gloss validate memory.tmx terms.tbx

    Example: gloss validate broken.tmx --fix mended.tmx

    Example: gloss validate --round-trip exports/gloss.tbx
    """
    if fix is not None:
        names = [_fixed(names, fix)]
    failures: list[Exception] = []
    if round_trip:
        settings = ctx.obj.settings(source, target)
        rows = [row for name in names for row in _trips(name, settings)]
    else:
        rows = [
            row
            for name in files.walk(names, _SUFFIXES)
            for row in _rows(name, failures)
        ]
    format_ = chosen(format_, None)
    if format_ is Format.TABLE:
        if rows:
            table(rows, [(key, key) for key in KEYS])
        else:
            typer.echo(f"{len(names)} valid")
    else:
        files.write_text("-", lines(rows, format_, KEYS))
    if failures:
        raise failures[0]
    if any(row["severity"] == "error" for row in rows):
        raise typer.Exit(1)


def _rows(name: str, failures: list[Exception]) -> list[dict[str, Any]]:
    """Return a record per finding; a file that is no TMX or TBX goes to failures."""
    from glossary.errors import GlossError

    try:
        return [_row(name, found) for found in _diagnostics(name)]
    except GlossError as error:
        failures.append(error)
        return [_unreadable(name, error)]


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
    from cli.mending import is_tbx
    from glossary.formats.tbx.validate import validate_tbx
    from tmx.formats.tmx import validate_tmx

    as_tbx = is_tbx(name)
    with files.open_binary(name) as stream:
        if as_tbx:
            yield from validate_tbx(stream, name=name)
        else:
            yield from validate_tmx(streams.unpacked(stream, name), name=name)


def _fixed(names: list[str], goal: str) -> str:
    """Mend the one file named, say what was done, and return the new file's name."""
    from cli.mending import mend
    from glossary.errors import FileError
    from glossary.losses import Losses

    if len(names) != 1 or names[0] == goal:
        raise FileError(f"--fix {goal}: name one file, and another one to write")
    done = Losses()
    problems: list[FormatError] = []
    mend(names[0], goal, done, problems)
    session.complain(problems)
    for what, number in done.rows():
        session.say(f"{goal}: mended: {what}: {number}")
    return goal


def _trips(name: str, settings: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - Config
    from cli.roundtrip import findings

    for found in findings(name, settings.source, settings.target):
        yield _row(name, found)
