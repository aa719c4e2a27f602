"""Score extraction on text with marked names, beside what a user would pick instead.

usage: python bench/quality_extraction.py [--shared DIR] [--only gloss] [--kind PER,LOC]

For each CoNLL file of ../shared/data/ner the candidates of `glossary.extract` (with the
gazetteer, and with the packaged glossary) and of the systems of `extraction_peers` are
scored by ../shared/tools/score_names_extracted.py: recall of the names that occur twice
or more, and precision, among the first K.

For the five articles they are scored against bench/data/articles_gold.tsv, names and
terms chosen by reading; gloss also for types, spellings and look-alikes. What is
in the first hundred and not gold is looked up in bench/data/articles_judged.tsv (term,
`real` or `not`, why) and printed while it is not judged.
"""

from __future__ import annotations

import argparse
import csv
import os
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from extraction_peers import SYSTEMS, missing
from scorers import SHARED, scorer

from glossary import lexicon
from glossary.arabic import bare
from glossary.base import entries
from glossary.extract.candidates import extract
from glossary.extract.corpus import Document
from glossary.gazetteer import places
from glossary.knowledge import concept_senses, place_senses

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import ModuleType

    from glossary.model import Candidate

KS = (100, 200, 1000)
DATA = Path(__file__).parent / "data"


def documents(path: Path) -> list[Document]:
    """Return the documents of a CoNLL file as running text, a sentence a paragraph."""
    texts: list[list[str]] = [[]]
    words: list[str] = []
    for line in [*path.read_text().splitlines(), ""]:
        word = line.split("\t")[0]
        if word.startswith("-DOCSTART-"):
            texts.append([])
        elif word:
            words.append(word)
        elif words:
            texts[-1].append(" ".join(words))
            words = []
    return [Document(str(n), "\n\n".join(text)) for n, text in enumerate(texts) if text]


def spent() -> float:
    """Return the CPU seconds of this process and of the programs it ran."""
    return sum(os.times()[:4])


def systems(only: str | None, *, glosses: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield the systems to run: gloss as a list of senses, a peer as a function."""
    if only is None:
        for name, peer in SYSTEMS.items():
            if reason := missing(peer):
                print(f"skipped {name}: {reason}")
            else:
                yield name, peer
    yield from glosses.items()


def run(
    system: Callable[[list[Document]], list[str]] | list[Any], texts: list[Document]
) -> tuple[list[str], list[Candidate], float]:
    """Return the terms, gloss's candidates, and the CPU seconds."""
    start = spent()
    if callable(system):
        return system(texts), [], spent() - start
    found = extract(texts, lexicon=lexicon.arabic(), senses=system)
    return [candidate.term for candidate in found], found, spent() - start


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--only", choices=["gloss"])
    parser.add_argument("--kind", default="PER,LOC,ORG")
    chosen = parser.parse_args()
    names = scorer(chosen.shared, "score_names_extracted")
    gazetteer = list(place_senses(places()))
    glosses = {
        "gloss, gazetteer": gazetteer,
        "gloss": [*concept_senses(entries()), *gazetteer],
    }
    chosen_systems = dict(systems(chosen.only, glosses=glosses))
    head = "".join(f"R@{k} P@{k}".ljust(14) for k in KS)
    print(f"{'text':<20}{'system':<24}{head}CPU")
    for path in sorted((chosen.shared / "data" / "ner").glob("*.conll")):
        texts = documents(path)
        gold = names.build(path, set(chosen.kind.split(",")))
        for name, system in chosen_systems.items():
            terms, _, seconds = run(system, texts)
            _, _, result = names.evaluate(gold, terms, list(KS))
            row = "".join(
                f"{result[k][0]:.2f} {result[k][2]:.2f}".ljust(14) for k in KS
            )
            print(f"{path.stem:<20}{name:<24}{row}{seconds:.2f} s")
    articles(chosen.shared / "articles" / "ar", chosen_systems, names)


class Item(NamedTuple):
    """A name or term of the articles."""

    arabic: str
    types: tuple[str, ...]
    mentions: int
    forms: tuple[str, ...]
    """Itself and its other spellings."""


def rows(name: str) -> list[dict[str, str]]:
    lines = (DATA / name).read_text().splitlines()
    kept = (line for line in lines if not line.startswith("#"))
    return list(csv.DictReader(kept, delimiter="\t", quoting=csv.QUOTE_NONE))


def gold_items() -> list[Item]:
    return [
        Item(
            row["arabic"],
            tuple(row["type"].split("|")),
            int(row["count"]),
            (row["arabic"], *filter(None, row["spellings"].split(";"))),
        )
        for row in rows("articles_gold.tsv")
    ]


class Finder:
    """Says which gold item a form is, as the scorer matches names."""

    def __init__(self, items: list[Item], scorer: ModuleType) -> None:
        self._scorer = scorer
        self._items = {self._key(form): item for item in items for form in item.forms}

    def item(self, form: str) -> Item | None:
        """Return the gold item of which the form is a spelling or a clitic form."""
        words = (word for word in form.split() if any(map(str.isalnum, word)))
        return self._items.get(self._scorer.match(" ".join(words), self._items))

    def _key(self, form: str) -> tuple[str, ...]:
        first, *rest = self._scorer.norm(form).split()
        first = first[2:] if first.startswith("ال") and len(first) > 4 else first
        return (first, *self._scorer.rest(rest))


def articles(folder: Path, chosen: dict[str, Any], scorer: ModuleType) -> None:
    """Print the measures of the five articles."""
    texts = [Document(p.name, p.read_text()) for p in sorted(folder.glob("*.txt"))]
    items = gold_items()
    finder = Finder(items, scorer)
    recurring = {item for item in items if item.mentions > 1}
    print(
        f"\nfive articles: {len(items)} gold, {len(recurring)} of them recur\n"
        f"{'system':<24}R@100  R@300  gold in the first 100  CPU"
    )
    for name, system in chosen.items():
        terms, found, seconds = run(system, texts)
        hits = [
            {finder.item(form) for form in forms} & recurring
            for forms in ([_forms(c) for c in found] or [{term} for term in terms])
        ]
        recall = [len(set().union(*hits[:k])) / len(recurring) for k in (100, 300)]
        good = sum(finder.item(term) is not None for term in terms[:100])
        print(f"{name:<24}{recall[0]:<7.2f}{recall[1]:<7.2f}{good:<23}{seconds:.2f} s")
        if found:
            closely(found, items, finder)


def closely(found: list[Candidate], items: list[Item], finder: Finder) -> None:
    """Print each thing that is wrong with the candidates of gloss."""
    seen = {finder.item(form) for c in found[:300] for form in _forms(c)}
    lost = [i.arabic for i in items if i.mentions > 1 and i not in seen]
    print(f"  not among the first 300 ({len(lost)}): {'، '.join(lost)}")
    judged = {row["term"]: row["verdict"] for row in rows("articles_judged.tsv")}
    rest = [c.term for c in found[:100] if finder.item(c.term) is None]
    verdicts = {term: judged.get(term, "unjudged") for term in rest}
    real = sum(verdict == "real" for verdict in verdicts.values())
    print(f"  of the first 100 gold or otherwise real: {100 - len(rest) + real}")
    for verdict in ("not", "unjudged"):
        named = [term for term in rest if verdicts[term] == verdict]
        print(f"  {verdict} ({len(named)}): {'، '.join(named)}")
    typed = [(c, i) for c in found if (i := finder.item(c.term))]
    wrong = [f"{c.term} {c.type}" for c, i in typed if c.type not in i.types]
    print(
        f"  typed right: {len(typed) - len(wrong)} of {len(typed)}; {'، '.join(wrong)}"
    )
    spellings(found, items)


def spellings(found: list[Candidate], items: list[Item]) -> None:
    """Print how spellings are grouped, and which look-alikes are merged.

    A name and its short form (one has the other's words) are no pair of spellings: to
    give them as one candidate or as two is neither right nor wrong.
    """
    groups = [{r for form in _forms(c) for r in _readings(form)} for c in found]
    gold = {pair for item in items for pair in _pairs(set(item.forms))}
    every = {form for item in items for form in item.forms}
    made = {pair for group in groups for pair in _pairs(group & every)}
    right = gold & made
    f1 = 2 * len(right) / max(1, len(gold) + len(made))
    print(
        f"  spelling pairs: gold {len(gold)}, made {len(made)}, right {len(right)}, "
        f"F1 {f1:.2f}"
    )
    print(f"    not made: {_shown(gold - made)}\n    wrong: {_shown(made - gold)}")
    apart = [(row["one"], row["other"]) for row in rows("articles_apart.tsv")]
    merged = {
        frozenset(pair)
        for pair in apart
        if any(group.issuperset(pair) for group in groups)
    }
    print(f"  look-alikes merged: {len(merged)} of {len(apart)}; {_shown(merged)}")


def _forms(candidate: Candidate) -> set[str]:
    return {candidate.term, *(form for form, _ in candidate.variants)}


def _readings(form: str) -> set[str]:
    """Return the form and what is left when proclitics and the article go."""
    first, *rest = bare(form).split()
    kept = {first, *(first[1:] for p in "وف" if first.startswith(p))}
    kept |= {word[1:] for word in kept if word[0] in "بلك"}
    kept |= {"ال" + word[2:] for word in kept if word.startswith("لل")}
    kept |= {word.removeprefix("ال") for word in kept}
    return {" ".join((word, *rest)) for word in kept if word}


def _pairs(forms: set[str]) -> set[frozenset[str]]:
    return {
        frozenset(pair)
        for pair in combinations(sorted(forms), 2)
        if not (a := set(pair[0].split())) <= (b := set(pair[1].split())) and not b <= a
    }


def _shown(pairs: set[frozenset[str]]) -> str:
    return "، ".join(sorted(" = ".join(sorted(pair)) for pair in pairs)) or "none"


if __name__ == "__main__":
    main()
