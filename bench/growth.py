"""How whole commands grow: CPU and memory over sizes, kept and drawn.

usage: python bench/growth.py [CURVE ...] [--most SIZE]
       python bench/growth.py --plot

Curves, each of generated input (all of them without CURVE):

  extract   1 10 100 1000      MB of articles (bench/scale.py)
  memory    10k 100k 1M 3M     units into the memory, then 100 searches at once
  glossary  1k 10k 100k 300k   terms imported from CSV, then found in 1 MB of text
  check     1k 10k 100k 1M     units with a glossary of 10,000 terms (bench/check.py)

SIZE leaves out the sizes above it. Every command runs once, in one process; what it
took replaces its line in bench/data/growth.json, from which docs/images/growth.svg is
drawn (matplotlib, of the dependency group ``data``). The exponent is that between two
sizes: 1 is linear. Memory is the most that was resident.
"""

from __future__ import annotations

import json
import math
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import check
import matcher
import scale
from memory_units import Writer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).parents[1]
GLOSS = Path(sys.executable).with_name("gloss")
KEPT = ROOT / "bench" / "data" / "growth.json"
DRAWN = ROOT / "docs" / "images" / "growth.svg"
SEARCHES = 100


class Took(NamedTuple):
    """What a command took: seconds of CPU and of wall time, and MB."""

    cpu: float
    wall: float
    memory: float


class Curve(NamedTuple):
    """What grows, in which steps, and the commands that are run at each."""

    of: str
    sizes: tuple[int, ...]
    steps: Callable[[int, Path], Iterator[tuple[str, list[str | Path]]]]


def extract(size: int, folder: Path) -> Iterator[tuple[str, list[str | Path]]]:
    texts = folder / "texts"
    scale.written(texts, size * 1_000_000)
    yield "extract", ["extract", texts, "--jobs", "1", "-o", folder / "out.jsonl"]


def memory(size: int, folder: Path) -> Iterator[tuple[str, list[str | Path]]]:
    writer, chance = Writer(1), random.Random(5)
    asked: list[str] = []
    with (folder / "units.tsv").open("w", encoding="utf-8") as stream:
        stream.write("ar\ten\n")
        for number, unit in enumerate(writer.units(size)):
            stream.write(f"{unit}\tsentence {number}\n")
            if chance.random() < 2 * SEARCHES / size and len(asked) < SEARCHES:
                words = unit.rstrip(".").split()
                asked.append(" ".join(writer.edited(words, chance.randint(0, 4))))
    (folder / "asked.txt").write_text("\n".join(asked) + "\n", "utf-8")
    yield "", ["init", folder]
    yield "import into the memory", ["import", "--as", "memory", folder / "units.tsv"]
    yield f"{SEARCHES} searches", ["search", "--batch", folder / "asked.txt"]


def glossary(size: int, folder: Path) -> Iterator[tuple[str, list[str | Path]]]:
    chance = random.Random(size)
    terms = matcher.invented(size, chance)
    text, _ = matcher.written(terms, 1_000_000, chance)
    rows = (f'"{term}","Term {number}"\n' for number, term in enumerate(terms))
    (folder / "terms.csv").write_text("ar,en\n" + "".join(rows), "utf-8")
    (folder / "text.txt").write_text(text, "utf-8")
    output = folder / "found.jsonl"
    yield "", ["init", folder]
    yield "import of terms", ["import", folder / "terms.csv"]
    yield "terms found in 1 MB", ["terms", "find", folder / "text.txt", "-o", output]


def reviewed(size: int, folder: Path) -> Iterator[tuple[str, list[str | Path]]]:
    job = check.Job()
    with (folder / "units.tsv").open("w", encoding="utf-8") as stream:
        stream.write("ar\ten\n")
        for pair in job.pairs(size):
            stream.write(f"{pair.source}\t{pair.target}\n")
    rows = ["ar,en\n"]
    for concept in job.concepts():
        one, other = concept.preferred("ar"), concept.preferred("en")
        assert one is not None
        assert other is not None
        rows.append(f"{one.text},{other.text}\n")
    (folder / "terms.csv").write_text("".join(rows), "utf-8")
    units, terms = folder / "units.tsv", folder / "terms.csv"
    output = folder / "found.jsonl"
    yield "check", ["check", units, "--glossary", terms, "-o", output]


CURVES = {
    "extract": Curve("MB", (1, 10, 100, 1000), extract),
    "memory": Curve("units", (10_000, 100_000, 1_000_000, 3_000_000), memory),
    "glossary": Curve("terms", (1_000, 10_000, 100_000, 300_000), glossary),
    "check": Curve("units", (1_000, 10_000, 100_000, 1_000_000), reviewed),
}


def took(arguments: list[str | Path], folder: Path) -> Took:
    """Run a command of ``gloss`` in a folder; findings (status 1) are no failure."""
    start = time.monotonic()
    process = subprocess.Popen(
        [GLOSS, *arguments],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.monotonic() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode in (0, 1), arguments
    return Took(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024)


def measure(name: str, most: float) -> None:
    """Run a curve, print and keep what its commands took."""
    curve = CURVES[name]
    before: dict[str, tuple[int, Took]] = {}
    for size in curve.sizes:
        if size > most:
            break
        with tempfile.TemporaryDirectory() as directory:
            folder = Path(directory)
            for label, arguments in curve.steps(size, folder):
                one = took(arguments, folder)
                if not label:
                    continue
                keep(name, label, size, one)
                growth = ""
                if label in before:
                    low, old = before[label]
                    slope = math.log(one.cpu / old.cpu) / math.log(size / low)
                    growth = f"  exponent {slope:.2f}"
                before[label] = size, one
                print(
                    f"{label:<24}{size:>10,} {curve.of:<6}{one.cpu:>9.1f} s CPU"
                    f"{one.wall:>9.1f} s{one.memory:>7.0f} MB{growth}",
                    flush=True,
                )


def kept() -> dict[str, dict[str, dict[str, list[float]]]]:
    """Return what was measured: curve, command, size and what was taken."""
    if not KEPT.exists():
        return {}
    found: dict[str, dict[str, dict[str, list[float]]]] = json.loads(KEPT.read_text())
    return found


def keep(name: str, label: str, size: int, one: Took) -> None:
    known = kept()
    rounded = [round(one.cpu, 2), round(one.wall, 2), round(one.memory)]
    known.setdefault(name, {}).setdefault(label, {})[str(size)] = rounded
    KEPT.write_text(json.dumps(known, indent=1) + "\n")


def plot() -> None:
    """Draw CPU and memory of every curve over its sizes, both axes logarithmic."""
    import matplotlib as mpl  # noqa: PLC0415 - may be missing, and slow to import

    mpl.use("svg")
    mpl.rcParams.update({"svg.fonttype": "none", "svg.hashsalt": "gloss"})
    from matplotlib import pyplot as plt  # noqa: PLC0415 - after the backend is chosen

    known = kept()
    figure, rows = plt.subplots(2, len(CURVES), figsize=(13, 6), sharex="col")
    for column, (name, curve) in enumerate(CURVES.items()):
        for label, points in known.get(name, {}).items():
            sizes = sorted(map(int, points))
            for row, which, unit in ((0, 0, "s of CPU"), (1, 2, "MB resident")):
                panel = rows[row][column]
                values = [points[str(size)][which] for size in sizes]
                (line,) = panel.loglog(sizes, values, "o-", label=label)
                linear = [values[-1] * size / sizes[-1] for size in sizes]
                if row == 0:
                    panel.loglog(sizes, linear, ":", color=line.get_color(), lw=0.8)
                panel.set_ylabel(unit if not column else "")
                panel.grid(visible=True, alpha=0.3)
        rows[0][column].set_title(name)
        rows[0][column].legend(fontsize="small")
        rows[1][column].set_xlabel(curve.of)
        rows[1][column].set_ylim(10, 5000)
    figure.tight_layout()
    figure.savefig(DRAWN, metadata={"Date": None})


def main() -> None:
    words = sys.argv[1:]
    most = math.inf
    if "--most" in words:
        place = words.index("--most")
        most = float(words[place + 1])
        del words[place : place + 2]
    if "--plot" not in words:
        for name in words or CURVES:
            measure(name, most)
    plot()


if __name__ == "__main__":
    main()
