"""A translator's lists of names, from the command line."""

from __future__ import annotations

import json
import random
import time
from pathlib import Path

import pytest

from tests.conftest import Gloss


def test_from_a_list_to_a_glossary(gloss: Gloss, tmp_path: Path) -> None:
    (tmp_path / "ar.txt").write_text("ولافروف\nلميركل\nوزير الخارجية لافروف\nبباكو\n")
    (tmp_path / "en.txt").write_text("Baku\nAngela Merkel\nLavrov\n")
    args = "names match --source ar.txt --target en.txt".split()
    gloss(*args, "-o", "pairs.csv")
    lines = (tmp_path / "pairs.csv").read_text().splitlines()
    assert lines[0] == "source,target,score,rank"
    found = [line.split(",")[1] for line in lines[1:]]
    assert found == ["Lavrov", "Angela Merkel", "Lavrov", "Baku"]


def test_the_same_bytes_each_time(gloss: Gloss, tmp_path: Path) -> None:
    (tmp_path / "ar.txt").write_text("سيرغي لافروف\nزوروبين\nعبد الغفور\n")
    (tmp_path / "en.txt").write_text("Zurobin\nZorobin\nLavrov\nLavrov\n")
    for args in (
        "names match --source ar.txt --target en.txt --top 4",
        "names romanize ar.txt --best 5",
    ):
        first, second = (gloss(*args.split()).stdout for _ in range(2))
        assert first == second


def test_a_thousand_against_a_thousand(
    gloss: Gloss, tmp_path: Path, shared: Path
) -> None:
    chance = random.Random(2)
    rows = [
        line.split("\t")[:2]
        for line in (shared / "data/names/dev_google.tsv").read_text().splitlines()
    ]
    names = [chance.sample(rows, 2) for _ in range(1000)]
    for column, name in enumerate(("ar.txt", "en.txt")):
        lines = (" ".join(word[column] for word in words) for words in names)
        (tmp_path / name).write_text("\n".join(lines) + "\n")
    start = time.monotonic()
    done = gloss(*"names match --source ar.txt --target en.txt".split())
    assert time.monotonic() - start < 60  # on an idle machine a twentieth of it
    found = [json.loads(line)["target"] for line in done.stdout.splitlines()]
    expected = (tmp_path / "en.txt").read_text().splitlines()
    right = sum(one == other for one, other in zip(found, expected, strict=True))
    assert right / 1000 > 0.98


@pytest.mark.parametrize("text", ["ا" * 10_000, "🙂 ١٢٣", "\u202eباكو", "ـ", "\ufffd"])
def test_odd_lines_do_no_harm(gloss: Gloss, tmp_path: Path, text: str) -> None:
    (tmp_path / "en.txt").write_text(f"Baku\n{text}\n")
    for args in ("names match --source - --target en.txt", "names romanize --best 3"):
        (line,) = gloss(*args.split(), input=f"{text}\n").stdout.splitlines()
        assert json.loads(line)["source"] == text
