"""What a user would pick instead of `gloss extract`: each ranks the terms of documents.

A system is a function from documents to terms, best first. `SYSTEMS` names them in the
order in which they are printed; `missing` says why one cannot run here.
"""

from __future__ import annotations

import math
import re
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import polib

from glossary.arabic import bare
from glossary.extract.stopwords import stopwords

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from glossary.extract.corpus import Document

    System = Callable[[list[Document]], list[str]]

LONGEST = 4
"""Words in the longest candidate."""

_PUNCTUATION = re.compile(r"[^\w\s]+")

Ngram = tuple[str, ...]


def sentences(texts: list[Document]) -> Iterator[str]:
    """Yield the paragraphs; the marked corpora have a sentence in each."""
    for document in texts:
        yield from filter(None, document.text.split("\n\n"))


def stretches(texts: list[Document]) -> Iterator[list[str]]:
    """Yield the runs of words between punctuation marks."""
    for sentence in sentences(texts):
        for run in _PUNCTUATION.split(bare(sentence)):
            yield run.split()


def ngrams(texts: list[Document]) -> Counter[Ngram]:
    """Count the word sequences."""
    counts: Counter[Ngram] = Counter()
    for words in stretches(texts):
        for length in range(1, LONGEST + 1):
            for start in range(len(words) - length + 1):
                counts[tuple(words[start : start + length])] += 1
    return counts


def recurring(texts: list[Document]) -> dict[Ngram, int]:
    """Return the sequences of two mentions or more with no stop word at an edge."""
    stop = stopwords().stop
    return {
        words: count
        for words, count in ngrams(texts).items()
        if count > 1
        and not {words[0], words[-1]} & stop
        and all(len(word) > 1 and not word.isdigit() for word in words)
    }


def ranked(scores: dict[Ngram, float]) -> list[str]:
    """Return the sequences, highest score first."""
    return [" ".join(words) for words in sorted(scores, key=lambda w: (-scores[w], w))]


def counting(texts: list[Document]) -> list[str]:
    """Rank word sequences by frequency."""
    counts: Counter[str] = Counter()
    for sentence in sentences(texts):
        words = [word for word in sentence.split() if len(word) > 1]
        for length in range(1, LONGEST + 1):
            for start in range(len(words) - length + 1):
                counts[" ".join(words[start : start + length])] += 1
    return [term for term, count in counts.most_common() if count > 1]


def counting_without_stopwords(texts: list[Document]) -> list[str]:
    """Rank the sequences that neither begin nor end with a stop word by frequency."""
    return ranked(dict(recurring(texts)))


def c_value(texts: list[Document]) -> list[str]:
    """Rank by C-value (Frantzi, Ananiadou and Mima 2000).

    The length counts as log2(words + 1) so that one word has a value too
    (Barrón-Cedeño et al. 2009); most names are one word.
    """
    counts = recurring(texts)
    longer: defaultdict[Ngram, list[int]] = defaultdict(list)
    for words, count in counts.items():
        parts = {
            words[start : start + length]
            for length in range(1, len(words))
            for start in range(len(words) - length + 1)
        }
        for part in parts:
            longer[part].append(count)
    return ranked(
        {
            words: math.log2(len(words) + 1)
            * (count - (sum(nests) / len(nests) if (nests := longer[words]) else 0))
            for words, count in counts.items()
        }
    )


def rake(texts: list[Document]) -> list[str]:
    """Rank by RAKE (Rose et al. 2010): the sum of degree over frequency of the words.

    Candidates are the runs between stop words; those of one mention are left out, for
    only recurring names are asked for.
    """
    stop = stopwords().stop
    phrases: Counter[Ngram] = Counter()
    for words in stretches(texts):
        cuts = [-1, *(n for n, word in enumerate(words) if word in stop), len(words)]
        for before, after in pairwise(cuts):
            if after - before > 1:
                phrases[tuple(words[before + 1 : after])] += 1
    frequency: Counter[str] = Counter()
    degree: Counter[str] = Counter()
    for phrase, count in phrases.items():
        for word in phrase:
            frequency[word] += count
            degree[word] += count * len(phrase)
    return ranked(
        {
            phrase: sum(degree[word] / frequency[word] for word in phrase)
            for phrase, count in phrases.items()
            if count > 1
        }
    )


def yake(texts: list[Document]) -> list[str]:
    """Rank with the package `yake`, its Arabic stop words, its defaults otherwise."""
    from yake import KeywordExtractor  # noqa: PLC0415 - it may be missing

    extractor = KeywordExtractor(lan="ar", n=LONGEST, top=2000)
    found = extractor.extract_keywords("\n".join(sentences(texts)))
    return [term for term, _ in found]


def poterminology(texts: list[Document]) -> list[str]:
    """Rank with translate-toolkit's `poterminology`, our stop words, one PO.

    An entry is a sentence. Of a PO a document it would prefer what stands in most.
    """
    catalogue = polib.POFile(check_for_duplicates=False)
    catalogue.metadata = {"Content-Type": "text/plain; charset=UTF-8"}
    catalogue.extend(polib.POEntry(msgid=text) for text in sentences(texts))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        catalogue.save(str(folder / "in.po"))
        stop = folder / "stop"
        stop.write_text("".join(f">{word}\n" for word in sorted(stopwords().stop)))
        options = ["--source-language=ar", f"-t{LONGEST}", "-S", str(stop)]
        program = [sys.executable, "-m", "translate.tools.poterminology"]
        subprocess.run(
            [*program, *options, "-i", folder / "in.po", "-o", folder / "out.po"],
            check=True,
            capture_output=True,
        )
        return [entry.msgid for entry in polib.pofile((folder / "out.po").read_text())]


def weirdness(texts: list[Document]) -> list[str]:
    """Rank by frequency times rarity in general Arabic, proclitics merged.

    A word loses a proclitic when the rest stands alone in the documents. The rarity of
    a sequence is that of its rarest word (Ahmad et al. 1999, with wordfreq's counts).
    """
    from wordfreq import zipf_frequency  # noqa: PLC0415 - it may be missing

    counts = recurring(texts)
    seen = {words[0] for words in counts}
    merged: Counter[Ngram] = Counter()
    for (first, *rest), count in counts.items():
        merged[(_without_proclitic(first, seen), *rest)] += count
    return ranked(
        {
            words: count * max(7 - zipf_frequency(word, "ar") for word in words)
            for words, count in merged.items()
        }
    )


def _without_proclitic(word: str, seen: set[str]) -> str:
    for prefix in ("و", "ف", "ب", "ل", "ك", "وب", "ول"):
        rest = word.removeprefix(prefix)
        if rest != word and len(rest) > 2 and rest in seen:
            return rest
    article = "ال" + word.removeprefix("لل")
    return article if word.startswith("لل") and article in seen else word


def missing(system: System) -> str | None:
    """Return why a system cannot run, or nothing."""
    packages: dict[System, str] = {
        yake: "yake",
        weirdness: "wordfreq",
        poterminology: "translate",
    }
    package = packages.get(system)
    if package is None or find_spec(package):
        return None
    return f"the package that has {package} is not installed"


SYSTEMS: dict[str, System] = {
    "counting": counting,
    "counting, stop words": counting_without_stopwords,
    "C-value": c_value,
    "RAKE": rake,
    "YAKE": yake,
    "poterminology": poterminology,
    "weirdness, clitics": weirdness,
}
