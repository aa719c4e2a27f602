r"""How `gloss extract` grows: CPU, wall time and memory over the size of the texts.

usage: python bench/scale.py [MB ...]     (default: 1 10 100; 1000 where there is time)

The texts are made, from a seed, of the marked articles of bench/data/marked: a chain
over their words, in which words drawn by their frequency in general Arabic (wordfreq)
and names of our own making stand for some, so that the vocabulary grows with the text;
one article of 5 KB a file. Each size runs with one process and with two, which must
write the same bytes. Beside them stand, over the same words and in the same run, a
Python Counter and a bare numpy prototype that count sequences of up to six words, with
what counting takes in gloss; and, of the largest size, how much of one process's CPU
each step takes, and what is left that no second process can share. Reading and scanning
are what a text alone decides. The memory is the most that all processes held together.
"""

from __future__ import annotations

import math
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from functools import partial
from hashlib import sha256
from itertools import accumulate, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import wordfreq
from extraction import chained, marked_sentences

from cli import extraction
from cli.config import Config
from cli.render.candidates import KEYS, record
from cli.render.records import Format, lines
from glossary import lexicon
from glossary.arabic import is_arabic
from glossary.collecting import uncollected
from glossary.extract.corpus import Document, scan
from glossary.extract.counting import LONGEST, count, recurring
from glossary.extract.shelf import Disk
from glossary.extract.understood import Bench, _applied, understand

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

GLOSS = Path(sys.executable).with_name("gloss")
ARTICLE = 5_000
DRAWN = 0.25
"""The share of words that are drawn by their frequency."""
NAMED = 0.01
SYLLABLES = [a + b for a in "بتجحدرزسشفقكلمنغ" for b in ("ا", "و", "ي", "")]
COUNTED = 10.0
"""Megabytes of which sequences are counted."""


def main() -> None:
    sizes = list(map(float, sys.argv[1:] or ("1", "10", "100")))
    print(f"{'text':>8}{'jobs':>6}{'CPU':>9}{'wall':>9}{'memory':>10}{'speed':>12}")
    runs: list[tuple[float, Run]] = []
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            texts = Path(folder) / f"{size:g}"
            written(texts, int(size * 1e6))
            one, two = (run(texts, jobs) for jobs in (1, 2))
            runs.append((size, two))
            for jobs, found in ((1, one), (2, two)):
                speed = size / found.cpu
                print(
                    f"{size:>5g} MB{jobs:>6}{found.cpu:>7.1f} s{found.wall:>7.1f} s"
                    f"{found.memory:>7.0f} MB{speed:>7.2f} MB/s"
                )
            same = "the same" if one.digest == two.digest else "OTHER"
            print(f"   two processes: {one.wall / two.wall:.2f} x, {same} bytes")
        largest = Path(folder) / f"{sizes[-1]:g}"
        counting(largest)
        steps(largest)
    for (low, before), (high, after) in pairwise(runs):
        slope = math.log(after.cpu / before.cpu) / math.log(high / low)
        print(f"from {low:g} to {high:g} MB the CPU grows with exponent {slope:.2f}")


def written(folder: Path, size: int) -> None:
    """Write articles of about so many bytes together."""
    chance = random.Random(size)
    sentences, following = marked_sentences()
    general = wordfreq.get_frequency_dict("ar", "large")
    words = [word for word in general if is_arabic(word) and word.isalpha()]
    weights = list(accumulate(general[word] for word in words))
    names: list[str] = []
    number, left = 0, size
    while left > 0:
        if chance.random() < 0.3:
            names.append("".join(chance.choices(SYLLABLES, k=chance.randint(3, 5))))
        own = names[int(len(names) * chance.random() ** 2) :][:1] or ["سامي"]
        text = article(chance, sentences, following, (words, weights), own[0])
        place = folder / f"{number // 1000:03}" / f"{number:06}.txt"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, "utf-8")
        number, left = number + 1, left - len(text.encode())


def article(
    chance: random.Random,
    sentences: list[str],
    following: dict[str, list[str]],
    general: tuple[list[str], list[float]],
    name: str,
) -> str:
    parts: list[str] = []
    room = ARTICLE
    while room > 0:
        chain = chained(chance.choice(sentences), following, chance).split()
        drawn = chance.choices(general[0], cum_weights=general[1], k=len(chain))
        mixed = (
            other if dice < DRAWN else name if dice > 1 - NAMED else word
            for word, other in zip(chain, drawn, strict=True)
            for dice in [chance.random()]
        )
        parts.append(" ".join(mixed) + ".")
        room -= len(parts[-1].encode()) + 1
    paragraphs = (parts[start : start + 4] for start in range(0, len(parts), 4))
    return "\n".join(" ".join(some) for some in paragraphs)


class Run(NamedTuple):
    """What one extraction took: CPU and wall seconds, MB, a digest of what it wrote."""

    cpu: float
    wall: float
    memory: float
    digest: str


def run(texts: Path, jobs: int) -> Run:
    """Extract once, in processes of its own."""
    output = texts.with_suffix(".jsonl")
    command: list[str | Path] = [
        GLOSS,
        "extract",
        texts,
        "--jobs",
        str(jobs),
        "-o",
        output,
    ]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start, most = time.monotonic(), 0.0
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    while process.poll() is None:
        most = max(most, resident(process.pid))
        time.sleep(0.05)
    wall = time.monotonic() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert process.returncode == 0
    digest = sha256(output.read_bytes()).hexdigest()
    output.unlink()
    return Run(sum(after[:2]) - sum(before[:2]), wall, most, digest)


def resident(process: int) -> float:
    """Return the megabytes that a process and its children hold."""
    try:
        pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
        children = Path(f"/proc/{process}/task/{process}/children").read_text()
    except (OSError, IndexError):
        return 0.0
    own = pages * os.sysconf("SC_PAGE_SIZE") / 1e6
    return own + sum(resident(int(child)) for child in children.split())


class Timed:
    """This process as workers; notes the CPU seconds of each step, and of reading."""

    def __init__(self) -> None:
        self.spent: defaultdict[str, float] = defaultdict(float)

    def map(self, step: Callable[[Any], Any], items: Iterable[Any]) -> Iterator[Any]:
        """Yield the result of each item, in the order of the items."""
        todo = iter(items)
        name = step_name(step)
        while True:
            start = time.process_time()
            item = next(todo, None)
            middle = time.process_time()
            if item is None:
                return
            found = step(item)
            self.spent["read"] += middle - start
            self.spent[name] += time.process_time() - middle
            yield found


def step_name(step: Callable[[Any], Any]) -> str:
    """Return the name of a step, without what it is wrapped in."""
    while isinstance(step, partial):
        wrapped = step.func is _applied
        step = step.args[0] if wrapped else step.func
    return step.__name__.removeprefix("_")


def steps(texts: Path) -> None:
    """Print each step's share of the CPU of an extraction in one process."""
    names = extraction.named([str(texts)])
    workers = Timed()
    start = time.process_time()
    with (
        tempfile.TemporaryDirectory() as folder,
        uncollected(),
        (texts.parent / "steps.jsonl").open("w", encoding="utf-8") as stream,
    ):
        bench = Bench(shelf=Disk(folder), workers=workers, slices=4)
        found = extraction.extracted(
            extraction.streamed(names, [], strict=True), None, Config(), None, bench
        ).candidates
        stream.writelines(lines(map(record, found), Format.JSONL, KEYS))
    whole = time.process_time() - start
    shares = sorted(((spent / whole, name) for name, spent in workers.spent.items()))
    print(", ".join(f"{name} {share:.0%}" for share, name in reversed(shares)))
    alone = 1 - sum(share for share, _ in shares)
    print(f"what only the first process does: {alone:.0%}")


def counting(texts: Path) -> None:
    """Compare what counting takes with two plain ways of counting the same."""
    some: list[Document] = []
    room = COUNTED * 1e6
    for path in sorted(texts.rglob("*.txt")):
        some.append(Document(path.name, path.read_text("utf-8")))
        room -= len(some[-1].text.encode())
        if room < 0:
            break
    text = understand(some, lexicon=lexicon.arabic(), senses=(), bench=Bench())
    corpus = scan(some)
    spent: dict[str, float] = {}
    for name, way in (("Counter", by_counter), ("numpy", by_numpy)):
        start = time.process_time()
        way(corpus.word)
        spent[name] = time.process_time() - start
    start = time.process_time()
    for _ in text.bench.each(count, text.shards):
        pass
    recurring(text.bench.shelf, text.shards, 2)
    own = time.process_time() - start
    print(
        f"counting {len(corpus.word):,} words: gloss {own:.2f} s, a Counter "
        f"{spent['Counter'] / own:.1f} x that, bare numpy {spent['numpy'] / own:.1f} x"
    )


def by_counter(word: np.ndarray) -> int:
    """Count the sequences of one to six words as tuples."""
    words = word.tolist()
    found: Counter[tuple[int, ...]] = Counter()
    for length in range(1, LONGEST + 1):
        found.update(zip(*(words[start:] for start in range(length)), strict=False))
    return sum(times > 1 for times in found.values())


def by_numpy(word: np.ndarray) -> int:
    """Count them as numbers, each longer one from a shorter one that recurs."""
    size = int(word.max()) + 1
    places, ids = np.arange(len(word)), word.astype(np.int64)
    total = 0
    for length in range(1, LONGEST + 1):
        if length > 1:
            on = places + length - 1 < len(word)
            places = places[on]
            ids = ids[on] * size + word[places + length - 1]
        _, inverse, counts = np.unique(ids, return_inverse=True, return_counts=True)
        total += int((counts > 1).sum())
        kept = counts[inverse] > 1
        places, ids = places[kept], inverse[kept]
    return total


if __name__ == "__main__":
    main()
