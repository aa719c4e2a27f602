"""Accuracy and cost of matching and spelling names, beside romanisers and Levenshtein.

usage: python bench/quality_names.py [DIRECTORY]

DIRECTORY has ``dev_google.tsv`` and ``dev_wd.tsv`` (Arabic, English; by default those
of ../shared/data/names). Matching ranks all English names of a block of 1,000, alone
and with 20,000 others from the training data; ties count against the system. Spelling
compares letters only. Needs the dependency group ``data``; a peer that is not installed
is left out and named.
"""

from __future__ import annotations

import subprocess
import sys
import time
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from names_pairs import pairs
from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from glossary.names.alphabet import arabic_letters, latin_letters
from glossary.names.known import packaged_names
from glossary.names.match import match
from glossary.names.model import names

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Ranks = Callable[[Sequence[str], Sequence[str]], np.ndarray]

SHARED = Path(__file__).parents[2] / "shared" / "data" / "names"
BLOCK = 1000
OTHERS = 20_000
TOP = 10
LOAD = (
    "import time; from glossary.names import model; start = time.process_time();"
    "model.names(); print(f'{time.process_time() - start:.3f}')"
)


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else SHARED
    sets = {name: rows(folder / f"dev_{name}.tsv") for name in ("google", "wd")}
    known = pairs()
    others = distractors(known, {pair[1] for rows_ in sets.values() for pair in rows_})
    print(f"load {loading()} s CPU")
    for system, ranks, spell in systems():
        for name, block in sets.items():
            matching(f"{system}, {name}", ranks, block, others)
            if spell:
                spelling(f"{system}, {name}", spell, block)
    unseen(sets, known)
    several(folder.parents[1])
    throughput(sets["google"])


def rows(path: Path) -> list[tuple[str, str]]:
    lines = path.read_text("utf-8").splitlines()
    return [(line.split("\t")[0], line.split("\t")[1]) for line in lines if line]


def distractors(known: dict[tuple[str, str], float], own: set[str]) -> list[str]:
    taken = {latin_letters(name) for name in own}
    pool = sorted({latin for _, latin in known if len(latin) > 2} - taken)
    order = np.random.default_rng(0).permutation(len(pool))[:OTHERS]
    return [pool[number] for number in order]


def loading() -> str:
    command = [sys.executable, "-c", LOAD]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout[
        :-1
    ]


def systems() -> list[tuple[str, Ranks, Callable[[Sequence[str]], list[list[str]]]]]:
    found = [("character model", ranked, spelled)]
    for name, roman in (("anyascii", anyascii), ("PyICU", icu), ("uroman", uroman)):
        try:
            convert = roman()
        except ImportError as error:
            print(f"{name} is left out: {error}")
        else:
            found.append((f"{name} + Levenshtein", levenshtein(convert), once(convert)))
    return found


def ranked(arabic: Sequence[str], latin: Sequence[str]) -> np.ndarray:
    numbers, scores = names().rank(arabic, latin, top=TOP + 1)
    gold = numbers == np.arange(len(arabic))[:, None]
    score = np.where(gold, scores, -np.inf).max(1)
    place = (scores >= score[:, None]).sum(1)
    return np.where(gold.any(1), place, len(latin))


def spelled(arabic: Sequence[str]) -> list[list[str]]:
    many = names().spell_many(arabic, best=5)
    return [[spelling.text for spelling in found] for found in many]


def anyascii() -> Callable[[str], str]:
    return import_module("anyascii").anyascii


def icu() -> Callable[[str], str]:
    build = import_module("icu").Transliterator.createInstance
    return build("Arabic-Latin; Latin-ASCII").transliterate


def uroman() -> Callable[[str], str]:
    table = import_module("uroman").Uroman()
    return lambda word: str(table.romanize_string(word, lcode="ara"))


def once(convert: Callable[[str], str]) -> Callable[[Sequence[str]], list[list[str]]]:
    return lambda arabic: [[latin_letters(convert(word))] for word in arabic]


def levenshtein(convert: Callable[[str], str]) -> Ranks:
    def ranks(arabic: Sequence[str], latin: Sequence[str]) -> np.ndarray:
        ours = [latin_letters(convert(word)) for word in arabic]
        theirs = [latin_letters(word) for word in latin]
        scores = process.cdist(ours, theirs, scorer=Levenshtein.normalized_similarity)
        gold = scores[np.arange(len(ours)), np.arange(len(ours))]
        return (scores >= gold[:, None]).sum(1)

    return ranks


def matching(
    title: str, ranks: Ranks, block: list[tuple[str, str]], others: list[str]
) -> None:
    for label, more in (("1,000 × 1,000", []), ("1,000 × 21,000", others)):
        found, start = [], time.process_time()
        for low in range(0, len(block), BLOCK):
            arabic, latin = zip(*block[low : low + BLOCK], strict=True)
            found.append(ranks(arabic, (*latin, *more)))
        cost = (time.process_time() - start) / len(found)
        print(f"{title}, {label}: {summary(np.concatenate(found))}, {cost:.2f} s CPU")


def summary(ranks: np.ndarray) -> str:
    near = ranks <= TOP
    mean = np.where(near, 1 / ranks, 0).mean()
    first = (ranks == 1).mean()
    return f"accuracy@1 {first:.4f}, MRR {mean:.4f}, hit@10 {near.mean():.4f}"


def spelling(
    title: str,
    spell: Callable[[Sequence[str]], list[list[str]]],
    block: list[tuple[str, str]],
) -> None:
    start = time.process_time()
    found = spell([arabic for arabic, _ in block])
    cost = 1000 * (time.process_time() - start) / len(block)
    gold = [latin_letters(latin) for _, latin in block]
    print(f"{title}, spelling: {generation(found, gold)}, {cost:.2f} ms CPU a name")


def generation(found: list[list[str]], gold: list[str]) -> str:
    first = [texts[0] if texts else "" for texts in found]
    exact = np.mean([one == right for one, right in zip(first, gold, strict=True)])
    five = np.mean([right in texts for texts, right in zip(found, gold, strict=True)])
    wrong = sum(map(Levenshtein.distance, first, gold)) / sum(map(len, gold))
    return f"exact {exact:.4f}, best of five {five:.4f}, CER {wrong:.4f}"


def unseen(
    sets: dict[str, list[tuple[str, str]]], known: dict[tuple[str, str], float]
) -> None:
    """Print how the model does on pairs, and on Arabic words, not trained on."""
    arabic_known = {arabic for arabic, _ in known}
    for name, block in sets.items():
        keys = [(arabic_letters(ar), latin_letters(en)) for ar, en in block]
        blocks = [block[low : low + BLOCK] for low in range(0, len(block), BLOCK)]
        found = np.concatenate([ranked(*zip(*some, strict=True)) for some in blocks])
        texts = spelled([arabic for arabic, _ in block])
        for label, new in (
            ("pairs not trained on", [key not in known for key in keys]),
            ("Arabic not trained on", [key[0] not in arabic_known for key in keys]),
        ):
            some = np.flatnonzero(new)
            made = generation([texts[n] for n in some], [keys[n][1] for n in some])
            print(f"{name}, {len(some)} {label}: {summary(found[some])}; {made}")


def several(shared: Path) -> None:
    """Print how names of two or three words fare, the set that the tests hold too."""
    sys.path.append(str(Path(__file__).parents[1]))
    from tests.glossary.names.made import made_names  # noqa: PLC0415 - no package

    made = made_names(shared)
    targets = list(dict.fromkeys(english for _, english in made))
    sources = [arabic for arabic, _ in made]
    found = match(sources, targets, model=names(), known=packaged_names())
    right = sum(
        bool(best) and targets[best[0].target] == english
        for best, (_, english) in zip(found, made, strict=True)
    )
    print(f"{len(made)} names of several words: accuracy@1 {right / len(made):.3f}")


def throughput(block: list[tuple[str, str]]) -> None:
    model = names()
    arabic = np.repeat([arabic for arabic, _ in block[:BLOCK]], 500)
    latin = np.tile([latin for _, latin in block[:500]], BLOCK)
    wall, start = time.perf_counter(), time.process_time()
    model.score(arabic.tolist(), latin.tolist())
    cost, wall = time.process_time() - start, time.perf_counter() - wall
    print(
        f"{len(arabic):,} pairs scored: {len(arabic) / cost / 1e6:.2f} M pairs a CPU"
        f" second, {len(arabic) / wall / 1e6:.2f} M a second"
    )


if __name__ == "__main__":
    main()
