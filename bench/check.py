"""Speed and memory of the rules of `gloss check`, on generated units.

usage: python bench/check.py [UNITS ...]     (default: 10000 100000)

The Arabic is that of bench/memory_units.py, about 20 words a unit; every word has its
own English one, so that rules have something to compare. Three in ten units name
somebody of 3,000, whom one in fifty mentions spells otherwise; figures stand on both
sides, and one in a hundred differs. The glossary has 10,000 concepts: 7,000 phrases of
the texts and the 3,000 names. The peer looks for each term in each source with one
regular expression of whole words, and for its English in the target. CPU with
the building of the matcher, a process for each line, the findings counted only.
"""

from __future__ import annotations

import math
import os
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the command has it

from memory_units import Writer  # noqa: E402 - beside this script

from glossary.check import RULES, Pair, Settings, check  # noqa: E402 - the tree first
from glossary.model import Concept, ConceptType, LangSection, Term  # noqa: E402
from glossary.names.model import names  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

PHRASES, PEOPLE = 7_000, 3_000
PEERED = 500
"""Units that the peer looks at."""
NAMED, MISSPELT, WRONG = 0.3, 0.02, 0.01
SYLLABLES = [
    a + b for a in "bdfgklmnprst" for b in ("a", "e", "i", "o", "u", "ar", "en")
]
LATIN = dict(
    zip(
        "ابتثجحخدذرزسشصضطظعغفقكلمنهوي",
        "a b t th j h kh d dh r z s sh s d t z a gh f q k l m n h u i".split(),
        strict=True,
    )
)
VOWELS = str.maketrans("aiu", "eyo")


class Person(NamedTuple):
    """An invented name."""

    arabic: str
    english: str


def english(word: str) -> str:
    """Return the English of an invented word, always the same."""
    if word.isdigit():
        return word
    chance = random.Random(word)
    return "".join(chance.choices(SYLLABLES, k=chance.choice((1, 2, 2, 3))))


def people(chance: random.Random) -> list[Person]:
    """Return invented names of two words."""

    def word() -> str:
        return "".join(chance.choices(list(LATIN), k=chance.randint(4, 6)))

    def latin(arabic: str) -> str:
        return "a".join(LATIN[letter] for letter in arabic).capitalize()

    pairs = [(word(), word()) for _ in range(PEOPLE)]
    return [Person(" ".join(two), " ".join(map(latin, two))) for two in pairs]


class Job:
    """Units and the glossary that fits them; the same every time."""

    def __init__(self, words: int | None = None) -> None:
        self._chance = random.Random(5)
        self._words = words
        self._people = people(self._chance)
        self._memory: dict[str, str] = {}

    def pairs(self, count: int) -> Iterator[Pair]:
        """Yield so many units."""
        for number, unit in enumerate(Writer(11).units(count)):
            source = unit.rstrip(".").split()[: self._words]
            target = [self._english(word) for word in source]
            if self._chance.random() < WRONG:
                target = ["77" if word.isdigit() else word for word in target]
            if self._chance.random() < NAMED:
                person = self._chance.choice(self._people)
                latin = person.english
                if self._chance.random() < MISSPELT:
                    latin = latin[0] + latin[1:].translate(VOWELS)
                place = self._chance.randint(0, len(source))
                source.insert(place, person.arabic)
                target.insert(place, latin)
            text = " ".join(target)
            yield Pair(
                "made.tsv",
                str(number + 1),
                " ".join(source) + ".",
                text[:1].upper() + text[1:] + ".",
                number + 1,
            )

    def _english(self, word: str) -> str:
        found = self._memory.get(word)
        if found is None:
            found = self._memory[word] = english(word)
        return found

    def concepts(self) -> list[Concept]:
        """Return the glossary."""
        phrases: dict[str, str] = {}
        for unit in Writer(11).units(100_000):
            words = unit.rstrip(".").split()
            for one, two in zip(words[5::9], words[6::9], strict=False):
                if min(len(one), len(two)) > 4 and f"{one} {two}" not in phrases:
                    phrases[f"{one} {two}"] = f"{english(one)} {english(two)}"
            if len(phrases) >= PHRASES:
                break
        rows = [
            *((text, other, ConceptType.TERM) for text, other in phrases.items()),
            *((one.arabic, one.english, ConceptType.PERSON) for one in self._people),
        ]
        return [
            Concept(
                id=f"own-{number}",
                type=type_,
                sections=(
                    LangSection(lang="ar", terms=(Term(text=arabic),)),
                    LangSection(lang="en", terms=(Term(text=other),)),
                ),
            )
            for number, (arabic, other, type_) in enumerate(rows)
        ]


def timed(pairs: list[Pair], concepts: list[Concept], settings: Settings) -> float:
    start = time.process_time()
    for _ in check(pairs, concepts=concepts, names=names(), settings=settings):
        pass
    return time.process_time() - start


def whole_words(pairs: Iterable[Pair], concepts: list[Concept]) -> int:
    """Return how many terms a plain check misses."""
    wanted = {}
    for concept in concepts:
        arabic, other = concept.preferred("ar"), concept.preferred("en")
        if arabic and other:
            wanted[arabic.text] = re.compile(
                rf"\b{re.escape(other.text)}\b", re.IGNORECASE
            )
    terms = re.compile(rf"\b(?:{'|'.join(map(re.escape, wanted))})\b")
    return sum(
        wanted[match[0]].search(pair.target) is None
        for pair in pairs
        for match in terms.finditer(pair.source)
    )


def child(path: str, kind: str) -> None:
    """Print CPU seconds, memory before, the most of it and findings, of one run."""
    concepts = [] if kind == "none" else Job().concepts()
    names()
    before = resident()
    start = time.process_time()
    if kind == "peer":
        found = whole_words(islice(read(path), PEERED), concepts)
    else:
        units = read(path)
        found = sum(1 for _ in check(units, concepts=concepts, names=names()))
    print(time.process_time() - start, before, resident(), found)


def read(path: str) -> Iterator[Pair]:
    """Yield the units of a file."""
    with Path(path).open(encoding="utf-8") as stream:
        for number, line in enumerate(stream, start=1):
            source, target = line.rstrip("\n").split("\t")
            yield Pair("made.tsv", str(number), source, target, number)


def resident() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def run(count: int, kind: str, words: int | None = None) -> list[float]:
    """Write a file of units and return what a process of its own prints of it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "made.tsv")
        with path.open("w", encoding="utf-8") as stream:
            for pair in Job(words).pairs(count):
                stream.write(f"{pair.source}\t{pair.target}\n")
        command = [sys.executable, __file__, "--child", str(path), kind]
        return list(map(float, subprocess.check_output(command, text=True).split()))


def per_rule(count: int) -> None:
    """Print what each rule adds to a job without any."""
    job = Job()
    concepts, pairs = job.concepts(), list(Job().pairs(count))
    timed(pairs, concepts, Settings())
    none = timed(pairs, concepts, Settings(rules=frozenset()))
    print(
        f"\n{count:,} units, µs of CPU a unit; a rule's own shares nothing with others"
    )
    print(f"{'finding the terms':30}{1e6 * none / count:>8.0f}")
    for rule in RULES.values():
        if rule.default and (rule.unit or rule.job or rule.term):
            alone = timed(pairs, concepts, Settings(rules=frozenset((rule.id,))))
            print(f"{rule.id:30}{1e6 * (alone - none) / count:>8.0f}")


def main() -> None:
    counts = list(map(int, sys.argv[1:])) or [10_000, 100_000]
    print(
        f"{'units':>10}{'glossary':>10}{'units/s':>9}{'before':>9}{'most':>9}{'found':>8}"
    )
    spent: dict[int, float] = {}
    for count in counts:
        for kind in ("10,000", "none"):
            cpu, before, most, found = run(count, kind)
            spent.setdefault(count, cpu)
            print(
                f"{count:>10,}{kind:>10}{count / cpu:>9,.0f}{before:>6.0f} MB"
                f"{most:>6.0f} MB{found:>8,.0f}"
            )
    count = counts[-1]
    cpu, *_ = run(count, "10,000", 10)
    print(f"{count:,} units of at most 10 words: {count / cpu:,.0f} a second")
    if len(counts) > 1:
        growth = math.log(spent[counts[-1]] / spent[counts[0]])
        print(f"CPU grows as units^{growth / math.log(counts[-1] / counts[0]):.2f}")
    cpu, *_ = run(PEERED, "peer")
    print(f"whole words, one regular expression: {PEERED / cpu:,.0f} units a second")
    per_rule(min(counts[-1], 20_000))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        child(sys.argv[2], sys.argv[3])
    else:
        main()
