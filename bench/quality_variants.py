"""Score which spellings are taken for one name, on press texts of our own.

usage: python bench/quality_variants.py [-v]

bench/data/variants holds six sets of texts, each with its list of names (type, full
forms, short forms; forms of a row denote one thing) and of look-alikes that differ. The
texts were written before the rules were looked at, and the rules were then mended on
what was wrong in them, so that all flatter; the sixth least.

Pairs of forms count; ``spellings`` leaves out a name with its own short form.
``-v`` shows the pairs that are wrong.
"""

from __future__ import annotations

import argparse
import csv
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

from glossary import lexicon
from glossary.arabic import bare
from glossary.extract.attested import attested
from glossary.extract.corpus import Document
from glossary.names.english import packaged_senses
from glossary.names.variants import compared

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

DATA = Path(__file__).parent / "data" / "variants"
Pair = frozenset[str]


def plain(form: str) -> str:
    """Return a form without marks, hashtag joints and hyphens."""
    return " ".join(bare(form.replace("_", " ").replace("-", " ")).split())


def rows(path: Path) -> Iterator[list[str]]:
    """Yield the cells of a table."""
    with path.open(newline="") as stream:
        yield from csv.reader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)


def pairs(forms: Iterable[str]) -> set[Pair]:
    """Return the pairs of different forms."""
    return {frozenset(pair) for pair in combinations(sorted(set(forms)), 2)}


def nested(pair: Pair) -> bool:
    """Tell whether one form has all the words of the other."""
    one, other = (set(form.split()) for form in pair)
    return one <= other or other <= one


def groups(folder: Path) -> list[set[str]]:
    """Return the forms of each name that the texts of a folder write variously."""
    texts = [Document(p.name, p.read_text()) for p in sorted(folder.glob("*.txt"))]
    general = lexicon.arabic()
    names = attested(texts, lexicon=general, senses=packaged_senses())
    found = compared(names, zipf=general.zipf).variants
    return [{plain(form.form) for form in one.forms} for one in found]


def shown(found: Iterable[Pair]) -> str:
    """Return pairs as a person reads them."""
    return "، ".join(sorted(" = ".join(sorted(pair)) for pair in found)) or "none"


def measured(folder: Path) -> tuple[set[Pair], set[Pair], set[Pair]]:
    """Return the pairs of the list, those found, and the look-alikes merged.

    Of what is found only forms of the list count; terms are no names.
    """
    names = [
        [plain(form) for cell in cells for form in cell.split(";") if form]
        for kind, *cells in rows(folder / "names.tsv")
        if kind != "term"
    ]
    every = {form for forms in names for form in forms}
    every |= {form.removeprefix("ال") for form in every}
    gold = {pair for forms in names for pair in pairs(forms)}
    found = groups(folder)
    made = {pair for group in found for pair in pairs(group & every)}
    apart = {frozenset(map(plain, row)) for row in rows(folder / "apart.tsv")}
    return gold, made, {pair for pair in apart if any(pair <= one for one in found)}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("-v", "--verbose", action="store_true")
    verbose = parser.parse_args().verbose
    print(f"{'set':<10}{'pairs':<12}{'gold':<6}{'P':<6}{'R':<6}{'F1':<6}merged")
    for folder in sorted(path for path in DATA.iterdir() if path.is_dir()):
        gold, made, merged = measured(folder)
        for kind, skip in (("all", False), ("spellings", True)):
            wanted, got = (
                {pair for pair in some if not (skip and nested(pair))}
                for some in (gold, made)
            )
            right = len(wanted & got)
            print(
                f"{folder.name:<10}{kind:<12}{len(wanted):<6}"
                f"{right / max(1, len(got)):<6.2f}{right / len(wanted):<6.2f}"
                f"{2 * right / (len(wanted) + len(got)):<6.2f}{len(merged)}"
            )
        if verbose:
            print(f"  not made: {shown(gold - made)}\n  wrong: {shown(made - gold)}")


if __name__ == "__main__":
    main()
