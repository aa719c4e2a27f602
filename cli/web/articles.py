"""The workspace's articles, by number: an address never holds a path."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cli import documents
from glossary.errors import FileError

if TYPE_CHECKING:
    from cli.config import Workspace


class Articles(NamedTuple):
    """The files of the workspace's articles in the order of their names."""

    files: tuple[str, ...]
    by_name: dict[str, int]
    """Numbers from 1, by every name that an extraction may have given a file."""
    root: Path

    def number(self, document: str) -> int | None:
        """Return the number of the article that a context cites.

        The extraction may have run in another directory: a path is cut from the left
        until it is that of an article within the workspace.
        """
        parts = document.split("/")
        tails = ("/".join(parts[start:]) for start in range(len(parts)))
        found = (self.by_name.get(tail) for tail in tails)
        return next((number for number in found if number is not None), None)

    def shown(self, number: int) -> str:
        """Return the name of an article within the workspace."""
        return os.path.relpath(self.files[number - 1], self.root)


def numbered(workspace: Workspace) -> Articles:
    """Return the articles with their numbers; none where there are none yet."""
    files: list[str] = []
    for place in workspace.config.articles:
        try:
            files += documents.walk([str(workspace.root / place)])
        except FileError:
            continue
    found = tuple(dict.fromkeys(one for one in files if Path(one).is_file()))
    names: dict[str, int] = {}
    for number, name in enumerate(found, start=1):
        inside = os.path.relpath(name, workspace.root)
        for alias in (name, inside, os.path.relpath(name), str(Path(name).resolve())):
            names.setdefault(alias, number)
    return Articles(found, names, workspace.root)
