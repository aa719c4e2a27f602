r"""Speed, memory and matches of the matcher beside automata over expanded clitics.

usage: python bench/matcher.py [TERMS [MB]]     (default: 100000 16)

The text and the terms are made, from a seed, of the marked articles of
bench/data/marked, the packaged glossary and gazetteer, and invented two-word names;
terms are planted among the words, most of them with proclitics. The automata
(pyahocorasick, daachorse; group ``data``) hold each term under 15 proclitic strings and
report every occurrence; whole words and the longest match are then chosen in Python,
and the second speed includes that. Both speeds of gloss include it: the first gives
columns of places (``Matcher.places``), the second objects (``Matcher.find_many``), each
with a matcher that has seen no text. Each system runs in a process of its own; MB are
of UTF-8, memory is what building and searching added.
"""

from __future__ import annotations

import io
import json
import random
import re
import subprocess
import sys
import tempfile
import time
from bisect import bisect_left, bisect_right
from collections import Counter
from importlib.util import find_spec
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any
from unicodedata import combining

from extraction import chained
from marked import articles

from glossary.base import entries
from glossary.gazetteer import places
from glossary.matcher import Matcher
from glossary.model import Concept, LangSection, Term

PROCLITICS = " و ف ب ل ك وب ول ال وال فال بال كال لل وبال".split(" ")
PEERS = ("pyahocorasick", "daachorse")
MODULES = {"pyahocorasick": "ahocorasick", "daachorse": "daachorse"}
PLANTED = 0.05
"""Of so many of the words a term takes the place."""
LETTERS = r"[ء-ي]+(?: [ء-ي]+)*"
Span = tuple[int, int]


def expanded(term: str) -> list[str]:
    """Return a term with the fifteen proclitic strings, as far as they can bear it."""
    if term.startswith("ال"):
        plain = [before for before in PROCLITICS if not before.endswith(("ال", "لل"))]
        return [
            before[:-1] + "لل" + term[2:] if before.endswith("ل") else before + term
            for before in plain
        ]
    return [before + term for before in PROCLITICS]


def invented(count: int, chance: random.Random) -> list[str]:
    """Return the packaged terms, those of the articles, and invented names."""
    found = {
        term.text: None
        for entry in entries()
        for term in entry.concept.section("ar").terms  # type: ignore[union-attr]
    }
    towns = [several[0].arabic for several in places().values()]
    found.update(dict.fromkeys(towns))
    for article in articles():
        found.update(
            dict.fromkeys(
                article.document.text[span.start : span.end] for span in article.spans
            )
        )
    parts = sorted({word for town in towns for word in town.split() if len(word) > 3})
    terms = [term for term in found if re.fullmatch(LETTERS, term)][: count // 2]
    while len(terms) < count:
        terms.append(" ".join(chance.sample(parts, 2)))
    return terms


def written(
    terms: list[str], size: int, chance: random.Random
) -> tuple[str, list[Span]]:
    """Return a text of so many bytes, and the places of whole words planted in it."""
    sentences = [
        sentence
        for article in articles()
        for sentence in re.split(r"(?<=[.؟!])\s+", article.document.text)
        if sentence.strip()
    ]
    following: dict[str, list[str]] = {}
    for sentence in sentences:
        for word, after in pairwise(sentence.split()):
            following.setdefault(word, []).append(after)
    weights = list(accumulate(1 / (rank + 10) for rank in range(len(terms))))
    shuffled = chance.sample(terms, len(terms))
    parts: list[str] = []
    planted: list[Span] = []
    place = bytes_ = 0
    while bytes_ < size:
        sentence = chance.choice(sentences)
        if chance.random() < 2 / 3:
            sentence = chained(sentence, following, chance)
        for plain in sentence.split():
            word = plain
            if chance.random() < PLANTED:
                term = chance.choices(shuffled, cum_weights=weights)[0]
                term = chance.choice(expanded(term)) if chance.random() < 0.6 else term
                planted.append((place, place + len(term)))
                word = term
            parts.append(word)
            place += len(word) + 1
            bytes_ += len(word.encode()) + 1
        parts.append("\n")
        place += 2
    return " ".join(parts), planted


def main() -> None:
    count, size = map(int, (sys.argv[1:] + ["100000", "16"][len(sys.argv) - 1 :])[:2])
    chance = random.Random(count)
    terms = invented(count, chance)
    text, planted = written(terms, size * 1_000_000, chance)
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "terms").write_text(json.dumps(terms), "utf-8")
        Path(folder, "text").write_text(text, "utf-8")
        results = {"gloss": run("gloss", folder)}
        for peer in PEERS:
            if find_spec(MODULES[peer]) is None:
                print(f"{peer}: not installed (dependency group data)")
            else:
                results[peer] = run(peer, folder)
        report(results, len(text.encode()) / 1e6, planted)
        if "pyahocorasick" in results:
            differences(text, terms, results["gloss"], results["pyahocorasick"])


def run(name: str, folder: str) -> dict[str, Any]:
    command = [sys.executable, __file__, "--child", name, folder]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, Any] = json.loads(done.stdout)
    found["spans"] = {tuple(span) for span in found["spans"]}
    return found


def report(results: dict[str, Any], size: float, planted: list[Span]) -> None:
    print(
        f"{size:.1f} MB, {len(planted):,} terms planted\n"
        f"{'':16}{'build':>9}{'load':>9}{'search':>13}{'whole words':>13}"
        f"{'memory':>9}{'matches':>9}{'planted found':>15}"
    )
    for name, one in results.items():
        hit = sum(span in one["spans"] or covered(span, one) for span in planted)
        load = f"{one['load']:.2f} s" if "load" in one else "–"
        print(
            f"{name:<16}{one['build']:>7.1f} s{load:>9}"
            f"{size / one['search']:>8.1f} MB/s{size / one['whole']:>8.1f} MB/s"
            f"{one['memory']:>6.0f} MB{len(one['spans']):>9,}"
            f"{hit / len(planted):>14.1%}"
        )
    ours = results["gloss"]
    for name, one in results.items():
        if one is not ours:
            print(
                f"against {name}: {one['search'] / ours['search']:.2f} x its speed "
                f"({one['whole'] / ours['whole']:.2f} x with whole words), "
                f"{ours['memory'] / one['memory']:.2f} x its memory"
            )


def covered(span: Span, result: dict[str, Any]) -> bool:
    """Tell whether a longer match covers a place."""
    if "starts" not in result:
        result["starts"] = sorted(result["spans"])
    place = bisect_right(result["starts"], (span[0], sys.maxsize)) - 1
    return any(
        start <= span[0] and end >= span[1]
        for start, end in result["starts"][max(0, place - 1) : place + 1]
    )


def differences(
    text: str, terms: list[str], ours: dict[str, Any], theirs: dict[str, Any]
) -> None:
    """Print how often and why the matches differ, with examples."""
    known = set(terms)
    kinds: dict[str, Counter[str]] = {}
    for span in sorted(theirs["spans"] - ours["spans"]):
        part = text[span[0] : span[1]]
        kind = "longer or as long here"
        if not touches(span, ours):
            cut = combining(text[span[0] - 1]) or combining(text[span[1]])
            kind = "a part of a word with vowel signs" if cut else missed(part, known)
        kinds.setdefault(f"automaton only: {kind}", Counter())[part] += 1
    for span in sorted(ours["spans"] - theirs["spans"]):
        part = text[span[0] : span[1]]
        kind = (
            "longer or as long here"
            if touches(span, theirs)
            else ours["why"].get(f"{span[0]}", "spelled alike")
        )
        kinds.setdefault(f"gloss only: {kind}", Counter())[part] += 1
    print(f"both: {len(ours['spans'] & theirs['spans']):,}")
    for kind, parts in sorted(kinds.items()):
        examples = "، ".join(part for part, _ in parts.most_common(8))
        print(f"{kind}: {parts.total():,} ({len(parts):,} forms: {examples})")


def touches(span: Span, result: dict[str, Any]) -> bool:
    """Tell whether a match overlaps a place."""
    covered(span, result)
    place = bisect_left(result["starts"], (span[1], 0)) - 1
    return place >= 0 and any(
        end > span[0] for _, end in result["starts"][max(0, place - 2) : place + 1]
    )


def missed(part: str, known: set[str]) -> str:
    """Say why the matcher leaves a place out that an automaton reports."""
    if part in known:
        return "UNEXPLAINED"
    return "a word of its own that looks like a clitic and a term"


def child(name: str, folder: str) -> dict[str, Any]:
    """Build, search and measure in this process."""
    terms = json.loads(Path(folder, "terms").read_text("utf-8"))
    text = Path(folder, "text").read_text("utf-8")
    search = {"gloss": gloss, "pyahocorasick": pyahocorasick, "daachorse": daachorse}
    return search[name](terms, text)


def memory_now(kind: str = "VmRSS") -> float:
    """Return this process's memory in MB; ``VmHWM`` is the most it has had."""
    status = Path("/proc/self/status").read_text("ascii")
    match = re.search(rf"{kind}:\s+(\d+) kB", status)
    return int(match[1]) / 1024 if match else 0.0


def gloss(terms: list[str], text: str) -> dict[str, Any]:
    concepts = [
        Concept(id=str(n), sections=(LangSection(lang="ar", terms=(Term(text=term),)),))
        for n, term in enumerate(terms)
    ]
    memory, start = memory_now(), time.process_time()
    matcher = Matcher.build(concepts, "ar")
    built = time.process_time()
    stream = io.BytesIO()
    matcher.save(stream)
    stream.seek(0)
    loading = time.process_time()
    matcher = Matcher.load(stream)
    loaded = time.process_time()
    texts = text.splitlines()
    for _ in matcher.places(texts):
        pass
    searched = time.process_time()
    stream.seek(0)
    del matcher
    matcher = Matcher.load(stream)  # one that knows no words yet
    again = time.process_time()
    offsets = [0, *accumulate(len(one) + 1 for one in texts)]
    spans = [
        (one.whole[0] + offset, one.whole[1] + offset)
        for offset, several in zip(offsets, matcher.find_many(texts), strict=False)
        for one in several
    ]
    done = time.process_time()
    memory = memory_now("VmHWM") - memory
    why = {
        one.whole[0] + offset: one.reason if "+" not in one.reason else "proclitics"
        for offset, several in zip(offsets, matcher.find_many(texts), strict=False)
        for one in several
    }
    return {
        "build": built - start,
        "load": loaded - loading,
        "search": searched - loaded,
        "whole": done - again,
        "memory": memory,
        "spans": spans,
        "why": why,
    }


def pyahocorasick(terms: list[str], text: str) -> dict[str, Any]:
    import ahocorasick  # noqa: PLC0415 - in a process of its own

    memory, start = memory_now(), time.process_time()
    automaton = ahocorasick.Automaton()
    for number, term in enumerate(terms):
        for pattern in expanded(term):
            automaton.add_word(pattern, (number, len(pattern)))
    automaton.make_automaton()
    built = time.process_time()
    hits = [(end - size + 1, end + 1) for end, (_, size) in automaton.iter(text)]
    return measured(memory, start, built, hits, text)


def daachorse(terms: list[str], text: str) -> dict[str, Any]:
    import daachorse as peer  # noqa: PLC0415 - the same

    memory, start = memory_now(), time.process_time()
    patterns = list(dict.fromkeys(one for term in terms for one in expanded(term)))
    automaton = peer.CharwiseDoubleArrayAhoCorasick(patterns)
    built = time.process_time()
    hits = [(start, end) for start, end, _ in automaton.find_overlapping(text)]
    return measured(memory, start, built, hits, text)


def measured(
    memory: float, start: float, built: float, hits: list[Span], text: str
) -> dict[str, Any]:
    """Choose whole words and the longest match of all occurrences."""
    searched = time.process_time()
    memory = memory_now("VmHWM") - memory
    whole = sorted(
        (a, -b)
        for a, b in hits
        if not (a and text[a - 1].isalnum())
        and not (b < len(text) and text[b].isalnum())
    )
    spans: list[Span] = []
    for a, b in whole:
        if not spans or a >= spans[-1][1]:
            spans.append((a, -b))
    return {
        "build": built - start,
        "search": searched - built,
        "whole": time.process_time() - built,
        "memory": memory,
        "spans": spans,
    }


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        print(json.dumps(child(*sys.argv[2:])))
    else:
        main()
