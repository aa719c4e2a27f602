"""CPU and memory of reading and writing TMX, beside peers on the same file.

usage: python bench/exchange.py MEMORY.tmx [RUNS]

Each task runs in a process of its own, RUNS times (default 3) in turn with the others;
medians of user + system time are printed with their ratio to an ``iterparse`` loop that
looks at both texts, and the largest resident memory. Peers that are not installed are
skipped. ../shared/tools/generate_tmx.py makes a memory. ``lokit`` is lokit-python.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
OURS = """
from tmx.formats.tmx import read_tmx, write_tmx
from glossary.losses import Losses
"""
TASKS = {
    "lxml iterparse, both texts": """
from lxml import etree
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
size = 0
for _, tu in etree.iterparse(path, tag="tu"):
    for tuv in tu.iterfind("tuv"):
        size += len(tuv.get(LANG)) + len("".join(tuv.find("seg").itertext()))
    tu.clear()
    while tu.getprevious() is not None:
        del tu.getparent()[0]
""",
    "expat without handlers": """
from xml.parsers import expat
expat.ParserCreate().ParseFile(open(path, "rb"))
""",
    "gloss, every field": f"""{OURS}
for unit in read_tmx(open(path, "rb"), name=path).units:
    pass
""",
    "gloss, read and write": f"""{OURS}
file = read_tmx(open(path, "rb"), name=path)
with open(out, "wb") as stream:
    for piece in write_tmx(file.units, header=file.header, losses=Losses()):
        stream.write(piece)
""",
    "translate-toolkit, both texts": """
from translate.storage.tmx import tmxfile
for unit in tmxfile.parsefile(path).units:
    len(unit.source) + len(unit.target or "")
""",
    "translate-toolkit, and save": """
from translate.storage.tmx import tmxfile
store = tmxfile.parsefile(path)
for unit in store.units:
    len(unit.source) + len(unit.target or "")
store.savefile(out)
""",
    "lokit, every unit": """
import lokit
for name, entry in lokit.stream.tmx(path, "ar", "en").items:
    pass
""",
}


class Run(NamedTuple):
    """What one run took; ``fault`` says why there is nothing to tell."""

    cpu: float = 0.0
    megabytes: int = 0
    fault: str = ""


def spent(code: str, path: str, out: str) -> Run:
    """Run some code in a process of its own."""
    given = f"path, out = {path!r}, {out!r}\n{code}"
    with tempfile.TemporaryFile() as errors:
        process = os.posix_spawn(
            sys.executable,
            [sys.executable, "-c", given],
            {**os.environ, "PYTHONPATH": f"{ROOT}:{os.environ.get('PYTHONPATH', '')}"},
            file_actions=[(os.POSIX_SPAWN_DUP2, errors.fileno(), 2)],
        )
        _, status, usage = os.wait4(process, 0)
        errors.seek(0)
        said = errors.read().decode(errors="replace").strip().splitlines()
    if status:
        return Run(fault=said[-1][:100] if said else f"ended with {status}")
    return Run(usage.ru_utime + usage.ru_stime, usage.ru_maxrss // 1024)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("memory", type=Path)
    parser.add_argument("runs", type=int, nargs="?", default=3)
    asked = parser.parse_args()
    path = str(asked.memory.resolve())
    found: dict[str, list[Run]] = {name: [] for name in TASKS}
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(asked.runs):
            for name, code in TASKS.items():
                found[name].append(spent(code, path, str(Path(folder, "out.tmx"))))
    base = statistics.median(one.cpu for one in next(iter(found.values())))
    for name, rows in found.items():
        if fault := next((one.fault for one in rows if one.fault), ""):
            print(f"{name:<32}skipped: {fault}")
            continue
        cpu = statistics.median(one.cpu for one in rows)
        memory = max(one.megabytes for one in rows)
        print(f"{name:<32}{cpu:6.2f} s CPU{cpu / base:6.2f} x{memory:7d} MB")


if __name__ == "__main__":
    main()
