"""How many planted faults each rule finds, and what it says of sound translations.

The pairs (``bench/data/check``) are our own: careless renderings with known faults,
rewordings that a good translator might write, and clean ones. Two peers look at the
same pairs: a check of whole words, as translation platforms have it, and one of
strings, as desktop tools have it, both with the same glossary.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from glossary.arabic import key  # noqa: E402 - the tree before any installed copy
from glossary.base import entries  # noqa: E402
from glossary.check import Pair, check  # noqa: E402
from glossary.model import (  # noqa: E402
    Concept,
    ConceptType,
    LangSection,
    Status,
    Term,
)
from glossary.names.model import names  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from glossary.check import Finding

DATA = ROOT / "bench" / "data" / "check"
NEWS = ROOT / ".." / "shared" / "data" / "bitext" / "dev_news.tsv"
TERMS = {"term-missing", "term-forbidden", "name-spelling", "wrong-entity"}
ALONE = {"name-spelling", "name-drift", "number-mismatch", "untranslated"}
"""Kinds of fault that are looked for without a glossary."""


class Row(NamedTuple):
    """A pair with what is wrong in it."""

    kind: str
    faults: list[tuple[str, str]]
    arabic: str
    english: str


def rows() -> list[Row]:
    with (DATA / "pairs.tsv").open(encoding="utf-8", newline="") as stream:
        read = csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [
            Row(
                row["kind"],
                [
                    (rule, term)
                    for fault in row["faults"].split(";")
                    if fault
                    for rule, _, term in (fault.partition(":"),)
                ],
                row["ar"],
                row["en"],
            )
            for row in read
        ]


def glossary() -> list[Concept]:
    with (DATA / "glossary.tsv").open(encoding="utf-8", newline="") as stream:
        read = csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [
            Concept(
                id=f"own-{number}",
                type=ConceptType(row["type"]),
                sections=(
                    LangSection(lang="ar", terms=_terms(row["ar"])),
                    LangSection(
                        lang="en",
                        terms=(
                            *_terms(row["en"]),
                            *(
                                Term(text=text, status=Status.DEPRECATED)
                                for text in row["forbidden"].split("|")
                                if text
                            ),
                        ),
                    ),
                ),
            )
            for number, row in enumerate(read)
        ]


def _terms(cell: str) -> tuple[Term, ...]:
    first, *others = cell.split("|")
    return (
        Term(text=first),
        *(Term(text=text, status=Status.ADMITTED) for text in others),
    )


class Found(NamedTuple):
    """What a system says of a pair."""

    rule: str
    term: str | None


def ours(data: Sequence[Row], concepts: Sequence[Concept]) -> dict[int, list[Found]]:
    pairs = [
        Pair("pairs", str(place), row.arabic, row.english, document="pairs")
        for place, row in enumerate(data)
    ]
    found: dict[int, list[Found]] = defaultdict(list)
    for one in check(pairs, concepts=concepts, names=names()):
        found[int(one.unit)].append(Found(one.rule, one.term))
    return found


def peer(
    data: Sequence[Row], concepts: Sequence[Concept], *, words: bool
) -> dict[int, list[Found]]:
    """Check each Arabic term's English by whole words, or else by strings."""

    def there(term: str, text: str) -> bool:
        if words:
            return re.search(rf"\b{re.escape(term)}\b", text, re.IGNORECASE) is not None
        return term.casefold() in text.casefold()

    found: dict[int, list[Found]] = defaultdict(list)
    for place, row in enumerate(data):
        for concept in concepts:
            arabic, english = concept.section("ar"), concept.section("en")
            assert arabic is not None
            assert english is not None
            for term in arabic.terms:
                if not there(term.text, row.arabic):
                    continue
                bad = [t for t in english.terms if t.status is Status.DEPRECATED]
                good = [t for t in english.terms if t.status is not Status.DEPRECATED]
                if any(there(one.text, row.english) for one in bad):
                    found[place].append(Found("term-forbidden", term.text))
                elif not any(there(one.text, row.english) for one in good):
                    found[place].append(Found("term-missing", term.text))
                break
    return found


def hit(fault: tuple[str, str], found: Iterable[Found]) -> bool:
    """Tell whether a fault is found: the right pair, and the right term if it has one.

    Which of the term rules speaks does not matter.
    """
    rule, term = fault
    for one in found:
        if not term:
            if one.rule == rule:
                return True
        elif one.term and one.rule in TERMS | {"name-drift"}:
            mine, its = key(term), key(one.term).removeprefix("ال")
            if its in mine or mine.removeprefix("ال") in key(one.term):
                return True
    return False


def report(
    name: str,
    data: Sequence[Row],
    found: dict[int, list[Found]],
    rules: frozenset[str] | None = None,
) -> None:
    """Print what is found of the faults of these rules, and what else is said."""
    planted: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for place, row in enumerate(data):
        for fault in row.faults:
            if rules and fault[0] not in rules:
                continue
            planted[fault[0]] += 1
            right[fault[0]] += hit(fault, found[place])
            if not hit(fault, found[place]):
                details("missed", row, found[place])
    print(f"\n## {name}")
    print(f"{'rule':30} planted found   share")
    for rule in sorted(planted):
        share = right[rule] / planted[rule]
        print(f"{rule:30} {planted[rule]:7} {right[rule]:5} {share:7.0%}")
    total, ok = planted.total(), right.total()
    print(f"{'all':30} {total:7} {ok:5} {ok / total:7.0%}")
    alarms(data, found)


def alarms(data: Sequence[Row], found: dict[int, list[Found]]) -> None:
    """Print what is said of pairs without a fault."""
    for kind in ("clean", "reworded", "accepted"):
        rows_ = [(place, row) for place, row in enumerate(data) if row.kind == kind]
        wrong = [(place, row) for place, row in rows_ if found[place]]
        counts = Counter(one.rule for place, _ in wrong for one in found[place])
        shown = ", ".join(f"{rule} {count}" for rule, count in sorted(counts.items()))
        share = 100 * len(wrong) / len(rows_)
        print(f"false alarms, {kind}: {len(wrong)} of {len(rows_)}, {share:.1f} in 100")
        if shown:
            print(f"    {shown}")
        for place, row in wrong:
            details("false alarm", row, found[place])


def details(what: str, row: Row, found: Sequence[Found]) -> None:
    if "-v" in sys.argv:
        print(f"{what} | {row.arabic} | {row.english} | {found}")


def news(concepts: Sequence[Concept], name: str) -> None:
    """Print what is found in translations of people, good ones for the most part."""
    if not NEWS.exists():
        print(f"{name}: no {NEWS.name} here")
        return
    read = [line.split("\t") for line in NEWS.read_text("utf-8").splitlines()]
    pairs = [
        Pair("news", str(place), row[0], row[1], document=row[3])
        for place, row in enumerate(read)
    ]
    counts: Counter[str] = Counter()
    units: set[str] = set()
    finding: Finding
    for finding in check(pairs, concepts=concepts, names=names()):
        counts[finding.rule] += 1
        units.add(finding.unit)
    shown = ", ".join(f"{rule} {count}" for rule, count in sorted(counts.items()))
    print(
        f"{name}: {len(units)} of {len(pairs)} pairs have findings"
        f" ({100 * len(units) / len(pairs):.2f} in 100): {shown}"
    )


def main() -> None:
    data, own = rows(), glossary()
    faults = sum(len(row.faults) for row in data)
    kinds = Counter(row.kind for row in data)
    print(f"{len(data)} pairs, {faults} faults: {dict(kinds)}")
    report("gloss check, with the glossary", data, ours(data, own))
    report("gloss check, without a glossary", data, ours(data, ()), frozenset(ALONE))
    report("whole words, with the glossary", data, peer(data, own, words=True))
    report("strings, with the glossary", data, peer(data, own, words=False))
    print("\n## translations of news by people")
    news((), "without a glossary")
    news([entry.concept for entry in entries()], "with the built-in glossary")


if __name__ == "__main__":
    main()
