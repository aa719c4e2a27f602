"""``gloss init``: make a workspace."""

from __future__ import annotations

import os
import re
from importlib import resources
from pathlib import Path
from typing import Annotated

import typer

from cli import config, files, session


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("init")(init)


def init(
    directory: Annotated[
        str, typer.Argument(metavar="DIR", help="Made if it does not exist.")
    ] = ".",
    *,
    sample: Annotated[
        bool, typer.Option("--sample", help="Add four Arabic articles to try it on.")
    ] = False,
    store: Annotated[
        str | None,
        typer.Option(metavar="URL", help="Default: a SQLite file in the workspace."),
    ] = None,
) -> None:
    """Make a workspace: gloss.toml, the store, a place for articles.

    Example: gloss init --sample demo && cd demo && gloss extract
    """
    root = Path(directory)
    name = re.sub(r"[/\\\x00-\x1f]", "-", root.resolve().name) or "glossary"
    line = f'store = "{_escaped(store)}"\n' if store else ""
    text = config.TEMPLATE.format(name=_escaped(name), store=line)
    workspace = config.load(root, text)
    if (root / config.FILE).exists():
        session.say(f"{root / config.FILE} is there already and stays as it is")
    else:
        with files.undone_on_error(str(root)):
            session.open_store(workspace, create=True).close()
        files.write_text(str(root / config.FILE), [text])
    files.make_directory(str(root / "articles"))
    if sample:
        _add_sample(root / "articles")
    session.say(f"workspace {name!r} in {root.resolve()}")
    session.say(f"next: put Arabic articles into {_shown(root / 'articles')}, then")
    session.say(
        f"  cd {_shown(root)} && gloss extract"
        if directory != "."
        else "  gloss extract"
    )


def _add_sample(articles: Path) -> None:
    """Copy the sample articles; those that are there stay as they are."""
    for article in sorted(
        resources.files("cli.sample").iterdir(), key=lambda one: one.name
    ):
        if article.name.endswith(".txt") and not (articles / article.name).exists():
            files.write_text(str(articles / article.name), [article.read_text("utf-8")])


def _escaped(text: str) -> str:
    """Return the text for a TOML basic string."""
    return text.replace("\\", "\\\\").replace('"', '\\"')


def _shown(path: Path) -> str:
    return os.path.relpath(path)
