"""What every command shares: the workspace, its store, the user and the clock."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from cli import config, files
from glossary.errors import ConfigError, FileError, GlossError, Where

if TYPE_CHECKING:
    from collections.abc import Iterable

    from glossary.model import Concept
    from glossary.store import Change, TermStore


@dataclass(slots=True)
class Session:
    """The options that stand before the command."""

    directory: str | None = None
    debug: bool = False

    def workspace(self) -> config.Workspace | None:
        """Return the workspace asked for, else the nearest one, else ``None``."""
        if self.directory is not None:
            root = Path(self.directory)
            if not (root / config.FILE).is_file():
                raise ConfigError(
                    f"no {config.FILE} here; make a workspace with "
                    f"'gloss init {self.directory}'",
                    where=Where(self.directory),
                )
        else:
            found = config.find(Path.cwd())
            if found is None:
                return None
            root = found
        return config.load(root, files.read_text(str(root / config.FILE)))

    def need_workspace(self) -> config.Workspace:
        """Return the workspace; raise ``FileError`` where there is none."""
        found = self.workspace()
        if found is None:
            raise FileError(
                f"no {config.FILE} in this directory or above it; make a workspace "
                "with 'gloss init' or name one with 'gloss -w DIR …'"
            )
        return found

    def settings(
        self, source: str | None = None, target: str | None = None
    ) -> config.Config:
        """Return the workspace's settings, or the defaults, in the languages named."""
        from glossary import lang

        found = self.workspace()
        settings = found.config if found else config.Config()
        return replace(
            settings,
            source=lang.canonical(source or settings.source),
            target=lang.canonical(target or settings.target),
        )


PATIENCE = 300.0
"""Seconds that an import waits for another one."""


def open_store(
    workspace: config.Workspace, *, create: bool = False, wait: float = 30.0
) -> TermStore:
    """Open the workspace's store; ``wait`` seconds for another writer."""
    from glossary.arabic import KEY_VERSION, key
    from glossary.store import open_store as open_

    return open_(
        workspace.store,
        keys=lambda _lang, text: key(text),
        key_version=KEY_VERSION,
        create=create,
        wait=wait,
    )


def own_concepts(workspace: config.Workspace | None) -> list[Concept]:
    """Return the concepts of the workspace's store; none without a workspace."""
    if workspace is None:
        return []
    with open_store(workspace) as store:
        return [stored.concept for stored in store.concepts()]


def change(action: str, why: str | None = None) -> Change:
    """Return the header of a change made now by the user."""
    from glossary.store import Change

    return Change(who=user(), at=now(), action=action, why=why)


def now() -> str:
    """Return the time as histories keep it: ISO 8601 in UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def user() -> str:
    """Return who is at the keyboard: ``GLOSS_USER``, else the login name."""
    import getpass

    try:
        return os.environ.get("GLOSS_USER") or getpass.getuser()
    except (KeyError, OSError):  # a container may run under a number without a name
        return "unknown"


def say(text: str) -> None:
    """Print a line for people: standard error, so that results stay apart."""
    from cli.render.safe import terminal

    sys.stderr.write(f"gloss: {terminal(text)}\n")


def complain(errors: Iterable[GlossError]) -> None:
    """Report what could not be read, a line each."""
    for error in errors:
        say(str(error))
