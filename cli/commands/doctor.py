"""``gloss doctor``: what is installed, and whether the store is sound."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli import files, session
from cli.options import FormatOption
from cli.render.records import Format, chosen, lines, table

if TYPE_CHECKING:
    from collections.abc import Iterator

KEYS = ("check", "ok", "detail")
_NEEDED = ("babel", "lxml", "numpy", "polib", "rich", "sqlalchemy", "translate-toolkit")
_OPTIONAL = (
    ("psycopg", "a PostgreSQL store: pip install 'glosskit[postgres]'"),
    ("pyarrow", "Parquet files: pip install 'glosskit[corpora]'"),
    ("fsspec", "texts by URL: pip install 'glosskit[corpora]'"),
    ("pyspark", "extract --engine spark: pip install 'glosskit[spark]'"),
)
_PROGRAMS = (("omegat", "tests what we export; not needed"),)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("doctor")(doctor)


def doctor(
    ctx: typer.Context,
    *,
    repair: Annotated[
        bool,
        typer.Option("--repair", help="Build the memory's index anew, then look."),
    ] = False,
    format_: FormatOption = None,
) -> None:
    """Say what is installed, what optional part is missing, whether the store is sound.

    The status is 1 when something that is needed is missing or damaged.

    Example: gloss doctor
    """
    if repair:
        from tmx.memory.store import rebuild_index

        number = rebuild_index(ctx.obj.need_workspace().store)
        session.say(f"{number} indexes of the memory built anew")
    rows = [*_installed(), *_data(), *_store(ctx.obj)]
    format_ = chosen(format_, None)
    if format_ is Format.TABLE:
        shown = [{**row, "ok": "yes" if row["ok"] else "NO"} for row in rows]
        table(shown, [(key, key) for key in KEYS])
    else:
        files.write_text("-", lines(rows, format_, KEYS))
    if not all(row["ok"] for row in rows):
        raise typer.Exit(1)


def _row(check: str, ok: bool, detail: str) -> dict[str, Any]:  # noqa: FBT001 - a record
    return {"check": check, "ok": ok, "detail": detail}


def _installed() -> Iterator[dict[str, Any]]:
    import shutil
    from importlib import metadata

    version = ".".join(map(str, sys.version_info[:3]))
    yield _row("python", sys.version_info >= (3, 11), version)
    for name in _NEEDED:
        try:
            yield _row(name, True, metadata.version(name))  # noqa: FBT003
        except metadata.PackageNotFoundError:
            yield _row(name, False, "missing; install glosskit again")  # noqa: FBT003
    for name, use in _OPTIONAL:
        try:
            yield _row(f"optional {name}", True, metadata.version(name))  # noqa: FBT003
        except metadata.PackageNotFoundError:
            yield _row(f"optional {name}", True, f"not installed; for {use}")  # noqa: FBT003
    for name, use in _PROGRAMS:
        path = shutil.which(name)
        yield _row(f"optional {name}", True, path or f"not found; {use}")  # noqa: FBT003


def _data() -> Iterator[dict[str, Any]]:
    """Load the packaged tables and say what they hold."""
    from glossary import lexicon
    from glossary.base import entries
    from glossary.gazetteer import places

    yield _row("lexicon", True, f"{len(lexicon.arabic())} Arabic words")  # noqa: FBT003
    yield _row("gazetteer", True, f"{len(places())} Arabic place names")  # noqa: FBT003
    yield _row("glossary", True, f"{len(entries())} built-in concepts")  # noqa: FBT003


def _store(state: session.Session) -> Iterator[dict[str, Any]]:
    from glossary.arabic import KEY_VERSION
    from glossary.errors import GlossError
    from glossary.store import check_store
    from tmx.memory.store import check_memory

    try:
        workspace = state.workspace()
    except GlossError as error:
        yield _row("workspace", False, str(error))  # noqa: FBT003
        return
    if workspace is None:
        yield _row("workspace", True, "none here; the built-in glossary is used")  # noqa: FBT003
        return
    yield _row("workspace", True, str(workspace.root))  # noqa: FBT003
    for check in check_store(workspace.store, key_version=KEY_VERSION):
        yield _row(check.name, check.ok, check.detail)
    for check in check_memory(workspace.store):
        yield _row(check.name, check.ok, check.detail)
