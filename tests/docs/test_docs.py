"""Documentation that cannot lie: examples are run, outputs compared."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest

from cli.lazy import COMMANDS, LazyGroup
from tests.conftest import PROGRAM, ROOT

README = (ROOT / "README.md").read_text()
GUIDE = (ROOT / "docs" / "guide.md").read_text()
BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)


def run(command: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    path = f"{PROGRAM.parent}:{os.environ['PATH']}"
    env = {**os.environ, "PATH": path, "COLUMNS": "80"}
    return subprocess.run(
        command,
        shell=True,
        cwd=cwd,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )


def shown(text: str) -> list[str]:
    """Return the lines as the README prints them."""
    lines = (line.replace("\u200e", "").rstrip() for line in text.splitlines())
    return [line for line in lines if line]


def test_the_first_screen_shows_what_the_commands_print(tmp_path: Path) -> None:
    block = BLOCK.search(README)
    assert block is not None
    commands = [line for line in block[1].splitlines() if line.startswith("$ ")]
    expected: list[str] = []
    cwd = tmp_path
    for line in commands:
        expected.append(line)
        command = line.removeprefix("$ ")
        if "cd demo" in command:
            assert run(command, cwd).returncode == 0
            cwd = tmp_path / "demo"
            continue
        expected += shown(run(f"{command} --format table", cwd).stdout)
    assert shown(block[1]) == expected


def test_the_guide_runs_as_written(tmp_path: Path) -> None:
    cwd = tmp_path
    commands = [
        line.removeprefix("$ ")
        for block in BLOCK.findall(GUIDE)
        for line in block.splitlines()
    ]
    assert len(commands) > 25
    for command in commands:
        if command.startswith("cd "):
            cwd /= command.removeprefix("cd ")
            continue
        done = run(command, cwd)
        assert done.returncode == 0, (command, done.stderr)


def names() -> list[str]:
    found = []
    group = LazyGroup()
    above = group.context_class(group)
    for name in COMMANDS:
        subs = getattr(group.get_command(above, name), "commands", None)
        found += [f"{name} {sub}" for sub in subs] if subs else [name]
    return found


def test_the_list_of_commands_is_that_of_the_modules(tmp_path: Path) -> None:
    listed = run("gloss --help", tmp_path).stdout
    modules = {
        path.stem
        for path in (ROOT / "cli" / "commands").glob("*.py")
        if "def register(" in path.read_text()
    }
    assert modules <= {entry.module for entry in COMMANDS.values()}
    for name, entry in COMMANDS.items():
        assert any(
            line.split(maxsplit=1) == [name, entry.summary]
            for line in listed.splitlines()
        )
    assert run("gloss frobnicate", tmp_path).returncode == 2


@pytest.mark.parametrize("name", names())
def test_every_command_is_documented_with_an_example(name: str, tmp_path: Path) -> None:
    assert f"gloss {name}" in GUIDE
    help_ = run(f"gloss {name} --help", tmp_path).stdout
    assert f"Example: gloss {name}" in help_


def test_links_lead_somewhere() -> None:
    for page in (ROOT / "README.md", *(ROOT / "docs").rglob("*.md")):
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text()):
            assert (page.parent / target).exists(), (page, target)
