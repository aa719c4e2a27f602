"""Instructions that commands execute: a guard against getting slower, free of noise.

usage: python bench/instructions.py [--record] [NAME ...]

Valgrind counts what each command of ``WORK`` executes on input of a fixed size; the
same program does the same number to some thousandths, however busy the machine. Counts
are compared with those in bench/data/instructions.json for this processor, Python and
numpy: status 1 where one has grown by more than a tenth. ``--record`` keeps new ones;
that belongs into the change that is meant to be dearer, or made something cheaper.
"""

from __future__ import annotations

import json
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
from memory_units import Writer

ROOT = Path(__file__).resolve().parents[1]
GLOSS = Path(sys.executable).with_name("gloss")
KEPT = ROOT / "bench" / "data" / "instructions.json"
GROWTH = 1.1
UNITS = 1000
SAMPLE = ROOT / "cli" / "sample"

WORK = {
    "help": ["--help"],
    "extract": ["extract", str(SAMPLE), "--no-save"],
    "convert": ["convert", "units.tmx", "copy.tmx"],
    "check": ["check", "units.tsv", "-o", "found.jsonl"],
    "find": ["terms", "find", str(SAMPLE)],
    "search": ["search", "--batch", "asked.txt"],
    "align": ["align", "--lines", "ar.txt", "en.txt", "-o", "aligned.tsv"],
}


def prepare(folder: Path) -> None:
    """Put a workspace with a memory, and files of units, into a folder."""
    sources = list(Writer(1).units(UNITS))
    targets = [f"Sentence {number} says so." for number in range(UNITS)]
    rows = (f"{one}\t{other}\n" for one, other in zip(sources, targets, strict=True))
    (folder / "units.tsv").write_text("ar\ten\n" + "".join(rows), "utf-8")
    (folder / "ar.txt").write_text("\n".join(sources[:200]) + "\n", "utf-8")
    (folder / "en.txt").write_text("\n".join(targets[:200]) + "\n", "utf-8")
    (folder / "asked.txt").write_text("\n".join(sources[::20]) + "\n", "utf-8")
    for command in (
        ["init", "."],
        ["convert", "units.tsv", "units.tmx"],
        ["import", "--as", "memory", "units.tsv"],
    ):
        subprocess.run([GLOSS, *command], cwd=folder, check=True, capture_output=True)


def counted(name: str, folder: Path) -> int:
    """Return the instructions of a command, compiled modules in place."""
    settings = {
        "PYTHONHASHSEED": "0",
        "OPENBLAS_NUM_THREADS": "1",
        "PYTHONPYCACHEPREFIX": str(folder / "compiled"),
    }
    left_out = ("PYTHONDONTWRITEBYTECODE",)
    environment = {
        key: value for key, value in os.environ.items() if key not in left_out
    } | settings
    command = [sys.executable, str(GLOSS), *WORK[name]]

    def run(*before: str) -> None:
        done = subprocess.run(
            [*before, *command],
            cwd=folder,
            env=environment,
            check=False,
            capture_output=True,
            text=True,
        )
        assert done.returncode in (0, 1), done.stderr  # 1: there are findings

    run()
    log = folder / f"{name}.log"
    run(
        "valgrind",
        "--tool=cachegrind",
        "--cache-sim=no",
        "--cachegrind-out-file=/dev/null",
        f"--log-file={log}",
    )
    found = re.search(r"I\s+refs:\s+([\d,]+)", log.read_text())
    assert found, log.read_text()
    return int(found[1].replace(",", ""))


def has_avx2() -> bool:
    """Tell whether numpy takes the wider instructions, of which fewer are needed."""
    info = Path("/proc/cpuinfo")
    return info.exists() and " avx2 " in info.read_text()


def main() -> int:
    names = [one for one in sys.argv[1:] if one != "--record"] or list(WORK)
    if shutil.which("valgrind") is None:
        print("left out: valgrind is not installed")
        return 0
    place = (
        f"{platform.machine()}{', AVX2' if has_avx2() else ''}, "
        f"Python {platform.python_version()}, numpy {np.__version__}"
    )
    known: dict[str, dict[str, int]] = json.loads(KEPT.read_text())
    with tempfile.TemporaryDirectory() as directory:
        folder = Path(directory)
        prepare(folder)
        with ThreadPoolExecutor(2) as pool:
            counts = dict(
                zip(names, pool.map(lambda n: counted(n, folder), names), strict=True)
            )
    before = known.get(place, {})
    if not before:
        print(f"nothing to compare with for {place}")
    dearer = 0
    for name, count in counts.items():
        ratio = count / before[name] if name in before else 1.0
        dearer += ratio > GROWTH
        print(f"{name:<10}{count / 1e6:>10,.0f} M instructions  {ratio:.3f} x")
    if "--record" in sys.argv:
        known[place] = before | counts
        KEPT.write_text(json.dumps(known, indent=1, sort_keys=True) + "\n")
        return 0
    return 1 if dearer else 0


if __name__ == "__main__":
    sys.exit(main())
