"""Term pairs out of parallel text, ours and the usual ways, on the same pairs.

Needs ../shared; systran-align where it is installed. The terms that are asked for are
the list's with two mentions or more; every system answers with the form it sees most.
Then the same from one article alone: the names that recur in it, without a glossary.
Usage: python bench/quality_terms.py [--shared DIR]
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[1]))

import numpy as np
from scorers import SHARED, scorer

from cli.alignment import knowledge, reader, same_name, terms
from glossary.arabic import key, tokens
from glossary.base import entries
from tmx.align.terms import term_pairs

if TYPE_CHECKING:
    from collections.abc import Callable

    from tmx.align.terms import TermPair

Pairs = tuple[list[str], list[str]]
Answers = dict[str, str]
_RARE = 4
_ROUNDS = 5
_LONGEST = 4
_PROCLITICS = ("", "و", "ب", "ل", "ف", "ك", "وب", "ول")


def places(term: str, sentences: list[list[str]]) -> list[tuple[int, int]]:
    """Return sentence and first word of each mention, proclitics allowed."""
    words = key(term).split()
    heads = {before + words[0] for before in _PROCLITICS}
    if words[0].startswith("ال"):
        heads |= {f"{before}لل{words[0][2:]}" for before in ("", "و")}
    return [
        (number, place)
        for number, sentence in enumerate(sentences)
        for place in range(len(sentence) - len(words) + 1)
        if sentence[place] in heads
        and sentence[place + 1 : place + len(words)] == words[1:]
    ]


def split(pairs: Pairs) -> tuple[list[list[str]], list[list[str]]]:
    arabic = [[key(token.text) for token in tokens(text)] for text in pairs[0]]
    english = [re.findall(r"\w+(?:['’]\w+)?", text.lower()) for text in pairs[1]]
    return arabic, english


def dice(pairs: Pairs, terms: list[str]) -> Answers:
    arabic, english = split(pairs)
    grams = [
        {
            " ".join(words[place : place + size])
            for size in range(1, _LONGEST + 1)
            for place in range(len(words) - size + 1)
        }
        for words in english
    ]
    counts = Counter(gram for one in grams for gram in one)
    found = {}
    for term in terms:
        numbers = {number for number, _ in places(term, arabic)}
        both = Counter(gram for number in numbers for gram in grams[number])
        found[term] = max(
            both,
            key=lambda gram: (
                2 * both[gram] / (counts[gram] + len(numbers)),
                len(gram),
            ),
            default="",
        )
    return found


def of_links(
    terms: list[str],
    sides: tuple[list[list[str]], list[list[str]]],
    links: list[set[tuple[int, int]]],
) -> Answers:
    """Return the commonest of the shortest phrases around all linked words."""
    found = {}
    for term in terms:
        size = len(term.split())
        seen: Counter[str] = Counter()
        for number, place in places(term, sides[0]):
            there = [j for i, j in links[number] if place <= i < place + size]
            if there:
                words = sides[1][number][min(there) : max(there) + 1]
                seen[" ".join(words)] += 1
        found[term] = seen.most_common(1)[0][0] if seen else ""
    return found


def ibm1(pairs: Pairs, terms: list[str]) -> Answers:
    sides = split(pairs)
    numbers: tuple[dict[str, int], dict[str, int]] = ({}, {})
    ids = [
        [np.array([table.setdefault(w, len(table)) for w in one]) for one in side]
        for table, side in zip(numbers, sides, strict=True)
    ]
    width = len(numbers[1])
    cells = [(a[:, None] * width + b).ravel() for a, b in zip(*ids, strict=True)]
    kinds, cell = np.unique(np.concatenate(cells), return_inverse=True)
    begins = np.cumsum([0, *(len(b) for b in ids[1])])
    taker = np.concatenate(
        [
            np.tile(np.arange(len(b)), len(a)) + begin
            for a, b, begin in zip(*ids, begins[:-1], strict=True)
        ]
    )
    table = np.ones(len(kinds))
    for _ in range(_ROUNDS):
        weight = table[cell]
        weight /= np.bincount(taker, weight)[taker]
        counts = np.bincount(cell, weight)
        table = counts / np.bincount(kinds // width, counts)[kinds // width]
    links = []
    for one, (a, b) in zip(cells, zip(*ids, strict=True), strict=True):
        scores = table[np.searchsorted(kinds, one)].reshape(len(a), len(b))
        best = scores.argmax(0) if scores.size else ()
        links.append({(int(i), j) for j, i in enumerate(best)})
    return of_links(terms, sides, links)


def systran(pairs: Pairs, terms: list[str]) -> Answers:
    import systran_align  # noqa: PLC0415 - may be missing

    sides = split(pairs)
    with tempfile.TemporaryDirectory() as folder:
        names = [str(Path(folder) / name) for name in ("text", "forward", "backward")]
        rows = zip(*(map(" ".join, side) for side in sides), strict=True)
        Path(names[0]).write_text("".join(f"{a} ||| {b}\n" for a, b in rows))
        systran_align.generate_alignment_probabilities(
            *names, favor_diagonal=True, optimize_tension=True, variational_bayes=True
        )
        aligner = systran_align.Aligner(*names[1:])
        found = aligner.align_batch(*sides)
    return of_links(terms, sides, [_numbers(row) for row in found])


def _numbers(row: dict[str, list[tuple[int, int]]]) -> set[tuple[int, int]]:
    return {(int(one), int(other)) for one, other in row["alignments"]}


def ours(*, packaged: bool) -> Callable[[Pairs, list[str]], Answers]:
    def run(pairs: Pairs, _: list[str]) -> Answers:
        more = {}
        if packaged:
            known = knowledge([one.concept for one in entries()], ("ar", "en"))
            more = {"dictionaries": known.dictionaries[-1:], "names": same_name}
        rows = term_pairs(*pairs, reader=reader, **more)  # type: ignore[arg-type]
        return {one.source: one.target for one in rows}

    return run


def compare(shared: Path) -> None:
    rows = [
        line.split("\t")
        for line in (shared / "data/bitext/dev_news.tsv").read_text().splitlines()
    ]
    pairs = [row[0] for row in rows], [row[1] for row in rows]
    arabic, _ = split(pairs)
    listed = (shared / "data/bitext/dev_term_pairs.tsv").read_text().splitlines()
    gold = [(one, other) for one, other in (line.split("\t") for line in listed)]
    seen = {term: len(places(term, arabic)) for term, _ in gold}
    asked = [row for row in gold if seen[row[0]] > 1]
    rare = [row for row in asked if seen[row[0]] <= _RARE]
    print(f"{len(gold)} terms, {len(asked)} with two mentions or more")
    systems: tuple[tuple[str, Callable[[Pairs, list[str]], Answers]], ...] = (
        ("Dice over n-grams", dice),
        ("IBM model 1", ibm1),
        ("systran-align", systran),
        ("gloss, its word list only", ours(packaged=False)),
        ("gloss", ours(packaged=True)),
    )
    score = scorer(shared, "score_term_pairs").acc
    for name, run in systems:
        start = time.process_time()
        try:
            found = run(pairs, [term for term, _ in asked])
        except ImportError as error:
            print(f"{name:<27}skipped: {error}")
            continue
        spent = time.process_time() - start
        right, few = score(asked, found)[0], score(rare, found)[0]
        print(
            f"{name:<27}top-1 {right / len(asked):.3f}  two to four mentions "
            f"{few} of {len(rare)}  {len(pairs[0]) / spent:.0f} pairs/s"
        )


def articles(shared: Path) -> None:
    """Print how many of the recurring names are right, from each article by itself."""
    table = Path(__file__).parent / "data" / "articles_names.tsv"
    names = [
        line.split("\t")
        for line in table.read_text().splitlines()
        if not line.startswith("#")
    ]
    whole = (shared / "articles" / "bitext_02_04.tsv").read_text().splitlines()
    rows = [line.split("\t") for line in whole[1:]]
    known = knowledge([], ("ar", "en"))
    score = scorer(shared, "score_term_pairs").acc
    sums: Counter[str] = Counter()
    for article in sorted({row[0] for row in rows}):
        own = [row for row in rows if row[0] == article]
        pairs = [row[2] for row in own], [row[3] for row in own]
        arabic, _ = split(pairs)
        gold = [row for row in names if len(places(row[0], arabic)) > 1]
        asked = [row[0] for row in gold]
        answers = {
            "Dice over n-grams": dice(pairs, asked),
            "IBM model 1": ibm1(pairs, asked),
            "gloss": _found(terms(*pairs, known)),
            "gloss --for": _found(terms(*pairs, known, asked)),
        }
        sums["names"] += len(gold)
        for system, found in answers.items():
            sums[system] += score(gold, found)[0]
            wrong = [
                f"{row[0]}: {found.get(row[0])}"
                for row in gold
                if not score([row], found)[0]
            ]
            if wrong and system.startswith("gloss"):
                print(f"  {article}, {system}: {'; '.join(wrong)}")
    total = sums.pop("names")
    for system, right in sums.items():
        print(f"{system:<27}{right} of {total} names ({right / total:.3f})")


def _found(rows: list[TermPair]) -> Answers:
    return {one.source: one.target for one in rows}


def command(shared: Path) -> None:
    """Print what the whole command costs."""
    rows = (shared / "data/bitext/dev_news.tsv").read_text().splitlines()
    with tempfile.TemporaryDirectory() as folder:
        for column, name in enumerate(("ar", "en")):
            text = "\n".join(row.split("\t")[column] for row in rows) + "\n"
            (Path(folder) / name).write_text(text)
        program = Path(sys.executable).with_name("gloss")
        before = os.times()
        subprocess.run(
            [program, "align", "ar", "en", "--parallel", "--terms", "t.tsv"],
            cwd=folder,
            check=True,
        )
        after = os.times()
    spent = sum(after[2:4]) - sum(before[2:4])
    print(f"the command: {spent:.1f} s of CPU, {len(rows) / spent:.0f} pairs/s")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--shared", type=Path, default=SHARED)
    shared = parser.parse_args().shared
    compare(shared)
    articles(shared)
    command(shared)


if __name__ == "__main__":
    main()
