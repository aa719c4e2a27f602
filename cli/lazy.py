"""Commands that are imported when they are called, so that ``--help`` costs nothing."""

from __future__ import annotations

from importlib import import_module
from typing import Any, NamedTuple

import typer
from typer.core import TyperGroup
from typer.main import get_command

from cli.plain import quicken
from glossary.collecting import uncollected


class Entry(NamedTuple):
    """Where a command is, and the first sentence of its help."""

    module: str
    summary: str
    more: tuple[str, ...] = ()
    """Modules that add their verbs to the group."""


COMMANDS = {
    "init": Entry(
        "init", "Make a workspace: gloss.toml, the store, a place for articles."
    ),
    "extract": Entry(
        "extract", "Find the names and terms that recur, with their English."
    ),
    "terms": Entry(
        "decide",
        "Look at and curate the workspace's concepts.",
        more=("curate", "find"),
    ),
    "review": Entry("review", "Review candidates and concepts in the browser."),
    "export": Entry("export", "Write the glossary for CAT tools, in any format."),
    "import": Entry("import_", "Read files into the glossary or into the memory."),
    "check": Entry("check", "Check translations for terms, names and numbers."),
    "convert": Entry("convert", "Turn one exchange file into another."),
    "validate": Entry("validate", "Check TMX and TBX against their standards."),
    "diff": Entry("diff", "Say what changed between two glossaries, or merge them."),
    "search": Entry("search", "Search the translation memory, or words in context."),
    "pretranslate": Entry(
        "pretranslate", "Fill a job from the memory and report its leverage."
    ),
    "align": Entry("align", "Align the sentences of two texts into a memory."),
    "segment": Entry("segment", "Split texts into sentences, with their offsets."),
    "names": Entry("names", "Match names across scripts, and romanise them."),
    "timeline": Entry("timeline", "Show when terms appeared, rose, fell and changed."),
    "stats": Entry("stats", "Count what the workspace or an exchange file holds."),
    "serve": Entry("serve", "Serve memory, glossary and review page to a team."),
    "keys": Entry("keys", "Make, list and revoke the keys to 'gloss serve'."),
    "doctor": Entry("doctor", "Say what is installed and whether the store is sound."),
}


class LazyGroup(TyperGroup):
    """Knows its commands by name and builds one when it is asked for."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401 - as Typer's
        """Take the options before the command."""
        quicken(self, ctx)
        return super().parse_args(ctx, args)

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ANN401, ARG002 - as Typer's
        """Return the names in the order of a first day's work."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ANN401 - the same
        """Import the module of a command and build it; ``None`` for no command."""
        entry = COMMANDS.get(cmd_name)
        if entry is None:
            return None
        with uncollected():
            module = import_module(f"cli.commands.{entry.module}")
            for name in entry.more:
                import_module(f"cli.commands.{name}")
        if hasattr(module, "app"):  # a group of verbs
            command = get_command(module.app)
        else:
            app = typer.Typer(rich_markup_mode=None, add_completion=False)
            module.register(app)
            command = get_command(app)
        command.name = cmd_name
        quicken(command, ctx)
        return command

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401, ARG002 - the same
        """Write the list of commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(
                [(name, entry.summary) for name, entry in COMMANDS.items()]
            )
