"""``gloss keys``: who may ask the server, and what."""

from __future__ import annotations

import re
import sys
from datetime import UTC, datetime
from typing import Annotated

import typer

from cli import session
from cli.options import FormatOption
from cli.render.records import Format, chosen, lines, table
from glossary.errors import FileError

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    add_completion=False,
    help="Make, list and revoke the keys to 'gloss serve'.",
)
_KEYS = ("name", "role", "created", "expires")
_ROLES = ("reader", "translator", "terminologist", "admin")


@app.command("add")
def add(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(help="Who gets it: a person or a program.")],
    *,
    role: Annotated[
        str, typer.Option(help="reader, translator, terminologist or admin.")
    ] = "translator",
    expires: Annotated[
        str | None, typer.Option(metavar="DATE", help="The first day without it.")
    ] = None,
) -> None:
    """Make a key and print it, once: only its digest is kept, in gloss.keys.

    A reader asks; a translator also adds units and waives findings; a terminologist
    also decides on candidates and concepts. A running server knows the key at once.

    Example: gloss keys add weblate --role reader
    """
    from cli.serving.keys import new_key
    from cli.serving.process import read_keys, write_keys
    from cli.web.identity import Role

    if role not in _ROLES:
        raise FileError(f"--role {role}: choose from {', '.join(_ROLES)}")
    if not name.strip() or "|" in name or not name.isprintable():
        raise FileError(f"{name!r} is no name: write letters, without |")
    if expires is not None and not re.fullmatch(r"\d{4}-\d\d-\d\d", expires):
        raise FileError(f"--expires {expires}: write a date such as 2026-12-31")
    workspace = ctx.obj.need_workspace()
    ring = read_keys(workspace)
    if any(key.name == name for key in ring.keys):
        raise FileError(f"{name} has a key; revoke it first: gloss keys revoke {name}")
    today = datetime.now(UTC).date().isoformat()
    shown, kept = new_key(name, Role(role), created=today, expires=expires)
    write_keys(workspace, ring.with_key(kept))
    sys.stdout.write(f"{shown}\n")
    session.say("this is the only time that the key is shown")


@app.command("list")
def list_(
    ctx: typer.Context,
    *,
    format_: FormatOption = None,
) -> None:
    """List who has a key, and what it allows.

    Example: gloss keys list
    """
    from cli.serving.process import read_keys

    rows = [
        {name: getattr(key, name) for name in _KEYS}
        for key in read_keys(ctx.obj.need_workspace()).keys
    ]
    format_ = chosen(format_, None)
    if format_ is Format.TABLE:
        table(rows, [(key, key) for key in _KEYS])
    else:
        sys.stdout.writelines(lines(rows, format_, _KEYS))


@app.command("revoke")
def revoke(
    ctx: typer.Context, name: Annotated[str, typer.Argument(help="Who had it.")]
) -> None:
    """Take a key back; a running server refuses it at once.

    Example: gloss keys revoke weblate
    """
    from cli.serving.process import read_keys, write_keys

    workspace = ctx.obj.need_workspace()
    ring = read_keys(workspace)
    if not any(key.name == name for key in ring.keys):
        raise FileError(f"nobody called {name} has a key; see 'gloss keys list'")
    write_keys(workspace, ring.without(name))
    session.say(f"the key of {name} is no longer valid")
