"""Score extraction on text with marked names, beside plain counting.

usage: python bench/quality_extraction.py [--shared DIR]

For each CoNLL file of ../shared/data/ner the candidates of `glossary.extract` (with the
gazetteer, and with the packaged glossary) and of counting word sequences are scored by
../shared/tools/score_names_extracted.py: recall of the names that occur twice or more,
and precision, among the first K. For the five articles the share of the packaged
glossary's concepts that occur twice or more and are found with the right English.
"""

from __future__ import annotations

import argparse
import importlib.util
import time
from collections import Counter
from pathlib import Path

from glossary import lexicon
from glossary.base import entries
from glossary.extract.candidates import extract
from glossary.extract.corpus import Document
from glossary.gazetteer import places
from glossary.knowledge import concept_senses, place_senses

KS = (100, 200, 1000)


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


def counting(texts: list[Document]) -> list[str]:
    """Return the word sequences of one to four words, most frequent first."""
    counts: Counter[str] = Counter()
    for document in texts:
        for sentence in document.text.split("\n\n"):
            words = [word for word in sentence.split() if len(word) > 1]
            for length in range(1, 5):
                for start in range(len(words) - length + 1):
                    counts[" ".join(words[start : start + length])] += 1
    return [term for term, count in counts.most_common() if count > 1]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument(
        "--shared", type=Path, default=Path(__file__).parents[2] / "shared"
    )
    shared = parser.parse_args().shared
    spec = importlib.util.spec_from_file_location(
        "scorer", shared / "tools" / "score_names_extracted.py"
    )
    assert spec is not None
    assert spec.loader is not None
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    gazetteer = list(place_senses(places()))
    curated = [*concept_senses(entries()), *gazetteer]
    print(
        f"{'text':<20}{'system':<26}" + "".join(f"R@{k} P@{k}   " for k in KS) + "CPU"
    )
    for path in sorted((shared / "data" / "ner").glob("*.conll")):
        texts = documents(path)
        gold = scorer.build(path, {"PER", "LOC", "ORG"})
        for name, senses in (
            ("counting", None),
            ("gazetteer", gazetteer),
            ("all", curated),
        ):
            start = time.process_time()
            if senses is None:
                terms = counting(texts)
            else:
                found = extract(texts, lexicon=lexicon.arabic(), senses=senses)
                terms = [candidate.term for candidate in found]
            spent = time.process_time() - start
            _, _, result = scorer.evaluate(gold, terms, list(KS))
            row = "".join(f"{result[k][0]:.2f} {result[k][2]:.2f}    " for k in KS)
            print(f"{path.stem:<20}{name:<26}{row} {spent:.2f} s")
    articles(shared / "articles" / "ar", curated)


def articles(folder: Path, senses: list) -> None:
    """Print how many of the recurring candidates have their English."""
    texts = [Document(p.name, p.read_text()) for p in sorted(folder.glob("*.txt"))]
    start = time.process_time()
    found = extract(texts, lexicon=lexicon.arabic(), senses=senses)
    spent = time.process_time() - start
    curated = [c for c in found if c.renderings and c.renderings[0].origin == "curated"]
    recurring = [c for c in found if c.count > 1]
    known = sum(bool(c.renderings) for c in recurring[:100])
    print(
        f"five articles: {len(found)} candidates, {len(curated)} curated; of the first "
        f"100 that recur {known} have their English; {spent:.2f} s CPU"
    )


if __name__ == "__main__":
    main()
