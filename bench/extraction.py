r"""CPU, speed and memory of `gloss extract`, and of loading the recogniser.

usage: python bench/extraction.py [MB ...]     (default: 1 4 10)

The texts are made, from a seed, of the marked articles of bench/data/marked: a chain
over their words, with every third sentence as it stands, in files of 50 KB. The modules
are compiled beforehand, as an installation has them. Beside each figure stands that of
finding the words alone, `re.findall(r"\\w+")`: a ratio, because machines differ.
"""

from __future__ import annotations

import os
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

from marked import articles
from startup import compiling

ROOT = Path(__file__).parents[1]
GLOSS = Path(sys.executable).with_name("gloss")
SIZE = 50_000
LOAD = (
    "import time; from glossary.extract import recogniser; t = time.process_time();"
    "recogniser.recogniser(); print(f'{time.process_time() - t:.3f}')"
)


def main() -> None:
    load = subprocess.check_output([sys.executable, "-c", LOAD], text=True).strip()
    print(f"the recogniser loads in {load} s of CPU")
    print(f"{'text':>8}{'CPU':>9}{'speed':>12}{'words alone':>14}{'memory':>9}")
    with tempfile.TemporaryDirectory() as compiled:
        environment = compiling(compiled)
        extracted(str(ROOT / "cli" / "sample"), environment)
        for megabytes in map(float, sys.argv[1:] or ("1", "4", "10")):
            measured(megabytes, environment)


def measured(megabytes: float, environment: dict[str, str]) -> None:
    """Print the figures of a text of so many megabytes."""
    with tempfile.TemporaryDirectory() as folder:
        texts = written(Path(folder), int(megabytes * 1e6))
        spent, memory = extracted(folder, environment)
        ratio = spent / words_alone(texts)
    print(
        f"{megabytes:>5g} MB{spent:>7.2f} s{megabytes / spent:>7.2f} MB/s"
        f"{ratio:>12.0f} x{memory:>6.0f} MB"
    )


def written(folder: Path, size: int) -> list[str]:
    """Write files of about so many bytes together; return their texts."""
    chance = random.Random(size)
    sentences, following = marked_sentences()
    texts: list[str] = []
    left = size
    while left > 0:
        parts: list[str] = []
        room = min(SIZE, left)
        while room > 0:
            plain = chance.random() < 1 / 3
            part = chance.choice(sentences)
            parts.append(part if plain else chained(part, following, chance))
            room -= len(parts[-1].encode()) + 1
        texts.append("\n".join(parts))
        left -= len(texts[-1].encode())
    for number, text in enumerate(texts):
        (folder / f"{number:05}.txt").write_text(text, "utf-8")
    return texts


def marked_sentences() -> tuple[list[str], dict[str, list[str]]]:
    """Return the sentences of the marked articles, and what follows each word there."""
    sentences = [
        sentence
        for article in articles()
        for sentence in re.split(r"(?<=[.؟!])\s+", article.document.text)
        if sentence.strip()
    ]
    following: defaultdict[str, list[str]] = defaultdict(list)
    for sentence in sentences:
        for word, after in pairwise(sentence.split()):
            following[word].append(after)
    return sentences, following


def chained(
    sentence: str, following: dict[str, list[str]], chance: random.Random
) -> str:
    """Return a sentence that goes on from the first word of another."""
    words = sentence.split()[:1]
    for _ in range(chance.randint(12, 45)):
        after = following.get(words[-1])
        if not after:
            break
        words.append(chance.choice(after))
    return " ".join(words)


def extracted(folder: str, environment: dict[str, str]) -> tuple[float, float]:
    """Return the CPU seconds and the most MB of one extraction."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [GLOSS, "extract", folder, "--no-save", "-o", os.devnull]
    subprocess.run(command, check=True, capture_output=True, env=environment)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = sum(after[:2]) - sum(before[:2])
    return spent, after.ru_maxrss / 1024


def words_alone(texts: list[str]) -> float:
    start = time.process_time()
    for text in texts:
        re.findall(r"\w+", text)
    return time.process_time() - start


if __name__ == "__main__":
    main()
