"""Names of several words, made of the single names of the development sets."""

from __future__ import annotations

import random
from pathlib import Path


def pairs(path: Path) -> list[list[str]]:
    return [line.split("\t")[:2] for line in path.read_text().splitlines()]


def made_names(shared: Path) -> list[tuple[str, str]]:
    """Return names of two or three words with clitics, titles, initials, parts lost."""
    chance = random.Random(1)
    words = [
        pair
        for name in ("dev_google", "dev_wd")
        for pair in pairs(shared / "data" / "names" / f"{name}.tsv")
    ]
    names = []
    for number in range(600):
        parts = [chance.choice(words) for _ in range(2 + number % 2)]
        arabic = [part[0] for part in parts]
        english = [part[1].title() for part in parts]
        kind = number % 12
        if kind in {1, 3}:
            side = arabic if kind == 1 else english
            del side[1]
        elif kind == 4:
            english[0] = f"{english[0][0]}."
        elif kind == 6:
            english.insert(0, "Dr")
        elif kind == 8:
            english = [f"{english[-1]},", *english[:-1]]
        elif kind == 10:
            arabic.insert(0, "الرئيس")
        clitic = ["", "", "و", "ب", "ل"][number % 5]
        names.append((clitic + " ".join(arabic), " ".join(english)))
    return names
