"""Sentence alignment against gold links, ours and the aligners of other packages.

Needs ../shared; nltk and galechurch where they are installed.
Usage: python bench/quality_alignment.py [--shared DIR]
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[1]))

from scorers import SHARED, scorer

from cli.alignment import knowledge
from glossary.base import entries
from tmx.align import DOUBTFUL, Knowledge, Line, align
from tmx.sentences import segment

if TYPE_CHECKING:
    from collections.abc import Callable

Links = list[tuple[list[int], list[int]]]


def ours(known: Knowledge) -> Callable[[list[str], list[str]], Links]:
    def run(source: list[str], target: list[str]) -> Links:
        links = align(map(Line, source), map(Line, target), knowledge=known)
        return [(list(one.source), list(one.target)) for one in links]

    return run


def nltk_gale_church() -> Callable[[list[str], list[str]], Links]:
    from nltk.translate.gale_church import align_blocks  # noqa: PLC0415 - may be missing

    def run(source: list[str], target: list[str]) -> Links:
        pairs = align_blocks([len(s) for s in source], [len(t) for t in target])
        return joined(pairs)

    return run


def joined(pairs: list[tuple[int, int]]) -> Links:
    """Gather (source, target) pairs that share a sentence into links."""
    links: Links = []
    for source, target in sorted(pairs):
        if links and (source in links[-1][0] or target in links[-1][1]):
            links[-1] = (
                sorted({*links[-1][0], source}),
                sorted({*links[-1][1], target}),
            )
        else:
            links.append(([source], [target]))
    return links


def galechurch_package() -> Callable[[list[str], list[str]], Links]:
    import galechurch  # noqa: PLC0415 - may be missing

    def run(source: list[str], target: list[str]) -> Links:
        lines = galechurch.align(source, target).to_pharaoh_lines()
        sides = (line.split(":") for line in lines)
        return [(json.loads(left), json.loads(right)) for left, right in sides]

    return run


def documents(shared: Path, known: Knowledge) -> None:
    path = shared / "data" / "bitext" / "dev_sentence_alignment.json"
    gold = json.loads(path.read_text())
    score = scorer(shared, "score_sentence_alignment").score
    systems = (
        ("nltk Gale-Church", nltk_gale_church),
        ("galechurch", galechurch_package),
        ("gloss without a glossary", lambda: ours(Knowledge())),
        ("gloss", lambda: ours(known)),
    )
    sentences = sum(len(document["ar"]) for document in gold)
    for name, make in systems:
        try:
            run = make()
        except ImportError as error:
            print(f"{name:<26}skipped: {error}")
            continue
        start = time.process_time()
        found = {one["doc"]: run(one["ar"], one["en"]) for one in gold}
        spent = time.process_time() - start
        row = score(gold, found)
        figures = " ".join(f"{key} {row[key]:.3f}" for key in ("P", "R", "F1", "laxF1"))
        print(f"{name:<26}{figures}  {sentences / spent:.0f} sentences/s")


def doubt(shared: Path, known: Knowledge) -> None:
    """Print how the scores divide right links, wrong links, and unrelated texts."""
    path = shared / "data" / "bitext" / "dev_sentence_alignment.json"
    gold = json.loads(path.read_text())
    scores: dict[str, list[float]] = {"right": [], "wrong": [], "unrelated": []}
    for number, one in enumerate(gold):
        wanted = {(tuple(a), tuple(b)) for a, b in one["gold"]}
        other = gold[(number + 1) % len(gold)]
        for kind, english in (("", one["en"]), ("unrelated", other["en"])):
            lines = map(Line, one["ar"]), map(Line, english)
            for link in align(*lines, knowledge=known):
                if link.source and link.target:
                    right = (link.source, link.target) in wanted
                    key = kind or ("right" if right else "wrong")
                    scores[key].append(link.score)
    for key, values in scores.items():
        sure = sum(value >= DOUBTFUL for value in values) / max(len(values), 1)
        print(f"{key:<10}{len(values):>5} links, {sure:.3f} score {DOUBTFUL} or more")


def articles(shared: Path, known: Knowledge) -> None:
    """Print the share of source characters that land in the right pair."""
    folder = shared / "articles"
    rows = [
        line.split("\t")
        for line in (folder / "bitext_02_04.tsv").read_text().splitlines()[1:]
    ]
    for number in ("02", "03", "04"):
        texts = [(folder / lang / f"{number}.txt").read_text() for lang in ("ar", "en")]
        gold = [
            places(text, [row[column] for row in rows if row[0] == number])
            for text, column in zip(texts, (2, 3), strict=True)
        ]
        sides = [list(segment(text)) for text in texts]
        lines = [[Line(one.text, one.opening) for one in side] for side in sides]
        whole = right = 0
        for link in align(*lines, knowledge=known):
            for here in (sides[0][n] for n in link.source):
                for piece, other in zip(*gold, strict=True):
                    shared_ = overlap((here.start, here.end), piece)
                    whole += shared_
                    if any(overlap(sides[1][m][:2], other) > 0 for m in link.target):
                        right += shared_
        print(f"article {number}: {right / whole:.3f} of the source characters")


def places(text: str, pieces: list[str]) -> list[tuple[int, int]]:
    found = []
    last = 0
    for piece in pieces:
        start = text.index(piece, last)
        last = start + len(piece)
        found.append((start, last))
    return found


def overlap(one: tuple[int, int], other: tuple[int, int]) -> int:
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--shared", type=Path, default=SHARED)
    shared = parser.parse_args().shared
    known = knowledge([entry.concept for entry in entries()], ("ar", "en"))
    documents(shared, known)
    doubt(shared, known)
    articles(shared, known)


if __name__ == "__main__":
    main()
