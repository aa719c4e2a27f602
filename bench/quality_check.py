"""How many planted faults each rule finds, and what it says of sound translations.

The pairs (``bench/data/check``) are our own: careless renderings with known faults,
rewordings that a good translator might write, and clean ones; ``press.tsv`` and
``held.tsv`` have each sentence in a good, a careless and a free translation. Two peers
look at the same pairs: a check of whole words, as translation platforms have it, and
one of strings, as desktop tools have it, both with the same glossary.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import Counter, defaultdict
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, NamedTuple

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from glossary.arabic import key  # noqa: E402 - the tree before any installed copy
from glossary.base import entries  # noqa: E402
from glossary.check import Pair, Settings, check  # noqa: E402
from glossary.matcher import Matcher  # noqa: E402
from glossary.model import (  # noqa: E402
    Concept,
    ConceptType,
    LangSection,
    Severity,
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
JOBS = (
    "same-source-different-target",
    "same-target-different-source",
    "term-inconsistent",
)
ALONE = {"name-spelling", "name-drift", "number-mismatch", "untranslated"}
"""Kinds of fault that are looked for without a glossary."""


class Row(NamedTuple):
    """A pair with what is wrong in it."""

    kind: str
    faults: list[tuple[str, str]]
    arabic: str
    english: str
    document: str = "pairs"


def _faults(cell: str) -> list[tuple[str, str]]:
    """Return the rule and the Arabic term of each planted fault."""
    rows_ = (fault.partition(":") for fault in cell.split(";") if fault)
    return [(rule, term) for rule, _, term in rows_]


def press(name: str, part: str | None) -> list[list[Row]]:
    """Return a careless, a good and a freely reworded translation of the same texts.

    ``part`` is one of the file's sets, where it has several.
    """
    jobs: tuple[list[Row], ...] = ([], [], [])
    with (DATA / name).open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE):
            if row.get("set") != part:
                continue
            arabic, english, document = row["ar"], row["en"], row["text"]
            careless, reworded = row["faulty"], row["reworded"]
            rows_ = (
                Row("fault" if careless else "beside", [], arabic, careless or english),
                Row("clean", [], arabic, english),
                Row(
                    "reworded" if reworded else "good", [], arabic, reworded or english
                ),
            )
            for job, one in zip(jobs, rows_, strict=True):
                job.append(one._replace(document=document))
            jobs[0][-1] = jobs[0][-1]._replace(faults=_faults(row["faults"]))
    return list(jobs)


def rows() -> list[Row]:
    with (DATA / "pairs.tsv").open(encoding="utf-8", newline="") as stream:
        read = csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [
            Row(
                row["kind"],
                _faults(row["faults"]),
                row["ar"],
                row["en"],
            )
            for row in read
        ]


def glossary(name: str = "glossary.tsv") -> list[Concept]:
    with (DATA / name).open(encoding="utf-8", newline="") as stream:
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
        Pair("pairs", str(place), row.arabic, row.english, document=row.document)
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
    for kind in ("clean", "reworded", "accepted", "beside"):
        rows_ = [(place, row) for place, row in enumerate(data) if row.kind == kind]
        if not rows_:
            continue
        wrong = [(place, row) for place, row in rows_ if found[place]]
        counts = Counter(one.rule for place, _ in wrong for one in found[place])
        shown = ", ".join(f"{rule} {count}" for rule, count in sorted(counts.items()))
        share = 100 * len(wrong) / len(rows_)
        print(f"false alarms, {kind}: {len(wrong)} of {len(rows_)}, {share:.1f} in 100")
        if shown:
            print(f"    {shown}")
        for place, row in wrong:
            details("false alarm", row, found[place])


def together(
    jobs: Sequence[Sequence[Row]], found: Iterable[dict[int, list[Found]]]
) -> tuple[list[Row], dict[int, list[Found]]]:
    """Return the rows of several jobs and what was found in them, as one list."""
    data: list[Row] = []
    all_: dict[int, list[Found]] = defaultdict(list)
    for job, one in zip(jobs, found, strict=True):
        all_.update({len(data) + place: rows_ for place, rows_ in one.items()})
        data += job
    return data, all_


def reviewed(text: str, name: str, part: str | None = None) -> None:
    """Print what is found in translations of press texts, good and careless ones."""
    jobs, own = press(f"{text}.tsv", part), glossary(f"{text}_glossary.tsv")
    untyped = [replace(one, type=ConceptType.TERM) for one in own]
    print(f"\n# {name}, {len(jobs[0])} sentences, {len(own)} concepts")
    for how, concepts in (
        ("with the glossary", own),
        ("with the glossary, no types", untyped),
    ):
        found = [ours(job, concepts) for job in jobs]
        report(f"{name}, {how}", *together(jobs, found))
    for how, concepts in (
        ("without a glossary", []),
        ("with the built-in glossary", [entry.concept for entry in entries()]),
    ):
        found = [ours(job, concepts) for job in jobs]
        report(f"{name}, {how}", *together(jobs, found), frozenset(ALONE))
    for how, words in (("whole words", True), ("strings", False)):
        found = [peer(job, own, words=words) for job in jobs]
        report(f"{name}, {how}, with the glossary", *together(jobs, found))


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
    loud: set[str] = set()
    finding: Finding
    for finding in check(pairs, concepts=concepts, names=names()):
        counts[finding.rule] += 1
        units.add(finding.unit)
        if finding.severity is not Severity.INFO:
            loud.add(finding.unit)
    shown = ", ".join(f"{rule} {count}" for rule, count in sorted(counts.items()))
    print(
        f"{name}: {len(units)} of {len(pairs)} pairs have findings"
        f" ({100 * len(units) / len(pairs):.2f} in 100), {len(loud)} of them errors or"
        f" warnings ({100 * len(loud) / len(pairs):.2f} in 100): {shown}"
    )


SLIPS = "aeiou"
OTHER_WORDS = (
    "the big matter",
    "a joint thing",
    "the arrangement",
    "an official body",
    "public affairs",
)
SMALL = "two three four five six seven eight nine ten eleven twelve twenty".split()
WRITTEN = re.compile(rf"(?<![\w.,:-])\d[\d,.]*(?![\w:-])|\b(?:{'|'.join(SMALL)})\b")


def misspelt(name: str, rng: Random) -> str | None:
    """Return a name with a letter changed, doubled or lost in its longest word."""
    words = name.split(" ")
    place = max(range(len(words)), key=lambda number: len(words[number]))
    word = words[place]
    if len(word) < 4 or not word[0].isupper() or not word.isalpha():
        return None
    at = rng.randrange(1, len(word))
    if word[at] in SLIPS:
        new = rng.choice([letter for letter in SLIPS if letter != word[at]])
        words[place] = word[:at] + new + word[at + 1 :]
    else:
        words[place] = word[:at] + word[at] * rng.choice((0, 2)) + word[at + 1 :]
    return " ".join(words)


def spoilt(rng: Random) -> list[tuple[str, str, Pair]]:
    """Return kind of fault, Arabic term and pair: a fault in each good translation."""
    concepts = [entry.concept for entry in entries()]
    matcher = Matcher.build(concepts, "ar")
    read = [line.split("\t") for line in NEWS.read_text("utf-8").splitlines()]
    found: list[tuple[str, str, Pair]] = []
    for (arabic, english, *_), matches in zip(
        read, matcher.find_many([row[0] for row in read]), strict=True
    ):
        for match in matches:
            if match.weak or len(match.entries) > 1:
                continue
            concept = concepts[match.entries[0].concept]
            fault = instead(concept, concepts, english, rng)
            if fault is not None:
                pair = Pair("news", str(len(found)), arabic, fault[1])
                found.append((fault[0], match.text, pair))
        written = list(WRITTEN.finditer(english))
        if written:
            one = rng.choice(written)
            new = other_number(one[0], rng)
            text = english[: one.start()] + new + english[one.end() :]
            found.append(("a number", "", Pair("news", str(len(found)), arabic, text)))
    return found


def instead(
    concept: Concept, concepts: Sequence[Concept], english: str, rng: Random
) -> tuple[str, str] | None:
    """Return a kind of fault and the text with it, if the term stands there once."""
    section = concept.section("en")
    terms = section.terms if section else ()
    places = [
        match
        for term in terms
        if term.status.usable
        for match in re.finditer(rf"(?<!\w){re.escape(term.text)}(?!\w)", english)
    ]
    if len(places) != 1:
        return None
    (place,) = places
    if concept.type is ConceptType.TERM:
        kind, new = "another word for a term", rng.choice(OTHER_WORDS)
    elif rng.random() < 0.5:
        kind, slip = "a slip in a name", misspelt(place[0], rng)
        if slip is None:
            return None
        new = slip
    else:
        kind = "another name"
        others = [one for one in concepts if one.type is concept.type]
        term = rng.choice([one for one in others if one is not concept]).preferred("en")
        new = term.text if term else ""
        if place[0] in new:
            return None
    return kind, english[: place.start()] + new + english[place.end() :]


def other_number(written: str, rng: Random) -> str:
    """Return a number word or figure that differs from one."""
    if written in SMALL:
        return rng.choice([word for word in SMALL if word != written])
    places = [place for place, char in enumerate(written) if char.isdigit()]
    place = rng.choice(places)
    digit = rng.choice([digit for digit in "123456789" if digit != written[place]])
    return written[:place] + digit + written[place + 1 :]


def planted() -> None:
    """Print how many faults are found that were put into translations of people."""
    if not NEWS.exists():
        return
    faults = spoilt(Random(7))
    own = [replace(entry.concept, id=f"own-{entry.concept.id}") for entry in entries()]
    found: dict[int, list[Finding]] = defaultdict(list)
    settings = Settings(skip=frozenset(("name-drift", *JOBS)))
    pairs = [pair for *_, pair in faults]
    for one in check(pairs, concepts=own, names=names(), settings=settings):
        found[int(one.unit)].append(one)
    totals: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for number, (kind, term, _) in enumerate(faults):
        totals[kind] += 1
        right[kind] += any(
            one.term == term if term else one.rule == "number-mismatch"
            for one in found[number]
        )
    print("\n## faults put into translations of news by people")
    for kind, total in sorted(totals.items()):
        print(f"{kind:30} {total:7} {right[kind]:5} {right[kind] / total:7.0%}")


def main() -> None:
    data, own = rows(), glossary()
    faults = sum(len(row.faults) for row in data)
    kinds = Counter(row.kind for row in data)
    print(f"{len(data)} pairs, {faults} faults: {dict(kinds)}")
    report("gloss check, with the glossary", data, ours(data, own))
    report("gloss check, without a glossary", data, ours(data, ()), frozenset(ALONE))
    report("whole words, with the glossary", data, peer(data, own, words=True))
    report("strings, with the glossary", data, peer(data, own, words=False))
    reviewed("press", "press")
    reviewed("held", "later texts", "developed")
    reviewed("held", "last text", "sealed")
    print("\n## translations of news by people")
    news((), "without a glossary")
    news([entry.concept for entry in entries()], "with the built-in glossary")
    own = [replace(entry.concept, id=f"own-{entry.concept.id}") for entry in entries()]
    news(own, "with the same glossary as a user's own")
    planted()


if __name__ == "__main__":
    main()
