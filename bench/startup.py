"""CPU seconds of starting up and of the first commands, beside bare imports.

usage: python bench/startup.py [RUNS]

Each command runs RUNS times (default 7) in turn with the others, after a run that
compiles the modules as an installation has them; medians of user + system time are
printed, and ratios to importing Typer and Rich. ../shared/articles is used where it is
there, else the sample articles.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
GLOSS = str(Path(sys.executable).with_name("gloss"))


def compiling(folder: str) -> dict[str, str]:
    """Return the environment in which modules are compiled once, into a folder."""
    own = {**os.environ, "PYTHONPYCACHEPREFIX": folder}
    own.pop("PYTHONDONTWRITEBYTECODE", None)
    return own


def cpu(command: list[str], environment: dict[str, str]) -> float:
    """Return the user and system seconds of one run."""
    process = os.posix_spawn(
        command[0],
        command,
        environment,
        file_actions=[
            (os.POSIX_SPAWN_OPEN, 1, "/dev/null", os.O_WRONLY, 0),
            (os.POSIX_SPAWN_OPEN, 2, "/dev/null", os.O_WRONLY, 0),
        ],
    )
    _, status, usage = os.wait4(process, 0)
    assert status == 0, command
    return usage.ru_utime + usage.ru_stime


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    articles = ROOT / ".." / "shared" / "articles" / "ar"
    if not articles.is_dir():
        articles = ROOT / "cli" / "sample"
    one = str(min(articles.glob("*.txt")))
    commands = {
        "python -c 'import typer, rich'": [sys.executable, "-c", "import typer, rich"],
        "gloss --help": [GLOSS, "--help"],
        "gloss extract, one article": [GLOSS, "extract", one, "--no-save"],
        "gloss extract, all articles": [GLOSS, "extract", str(articles), "--no-save"],
    }
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        environment = compiling(f"{folder}/compiled")
        spent: dict[str, list[float]] = {name: [] for name in commands}
        for run in range(runs + 1):
            for name, command in commands.items():
                once = cpu(command, environment)
                if run:
                    spent[name].append(once)
    base = statistics.median(next(iter(spent.values())))
    for name, seconds in spent.items():
        median = statistics.median(seconds)
        print(f"{name:<32}{median:6.2f} s CPU  {median / base:5.1f} x")


if __name__ == "__main__":
    main()
