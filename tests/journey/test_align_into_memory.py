"""From two texts straight into the workspace's memory."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Gloss

ARABIC = [
    "وصل الوزير إلى بغداد يوم 14 آذار.",
    "وقال إن 300 لاجئ عادوا إلى منازلهم في الموصل.",
    "وستفتح السفارة في عمان عام 2019.",
]
ENGLISH = [
    "The minister arrived in Baghdad on 14 March.",
    "He said that 300 refugees had returned to their homes in Mosul.",
    "The embassy in Amman will open in 2019.",
]
TEXTS = ("old.ar.txt", "old.en.txt")


@pytest.fixture
def place(gloss: Gloss, tmp_path: Path) -> Path:
    """Return a workspace with a text and its translation."""
    (tmp_path / TEXTS[0]).write_text("\n".join(ARABIC))
    (tmp_path / TEXTS[1]).write_text("\n".join(ENGLISH))
    gloss("init", ".")
    return tmp_path


def test_pairs_keep_where_they_are_from_and_how_sure(gloss: Gloss, place: Path) -> None:
    first = gloss("align", *TEXTS, "--into-memory")
    assert first.stdout == ""
    assert "3 units added to the memory, 0 were there" in first.stderr
    again = gloss("align", *TEXTS, "--into-memory")
    assert "0 units added to the memory, 3 were there" in again.stderr
    gloss("export", "--memory", "out.tmx")
    memory = (place / "out.tmx").read_text()
    assert memory.count("<tu ") + memory.count("<tu>") == len(ARABIC)
    assert memory.count('<prop type="x-document">old.ar.txt</prop>') == len(ARABIC)
    assert memory.count('<prop type="x-alignment-score">') == len(ARABIC)
    (found,) = map(json.loads, gloss("search", ARABIC[0]).stdout.splitlines())
    assert found["target"] == ENGLISH[0]
    assert found["origin"] == "old.ar.txt + old.en.txt"


def test_doubtful_pairs_stay_out_unless_asked_for(gloss: Gloss, place: Path) -> None:
    (place / TEXTS[1]).write_text("Cats sleep.\nRain fell all night over hills.\nYes!")
    plain = gloss("align", *TEXTS, "--into-memory").stderr
    assert "0 units added" in plain
    asked = gloss("align", *TEXTS, "--into-memory", "--min-score", "0").stderr
    assert "0 units added" not in asked


@pytest.mark.usefixtures("place")
@pytest.mark.parametrize("more", [("-o", "x.tmx"), ("--parallel",)])
def test_one_goal_at_a_time(gloss: Gloss, more: tuple[str, ...]) -> None:
    done = gloss("align", *TEXTS, "--into-memory", *more, status=2)
    assert f"--into-memory and {more[0]}: name one of them" in done.stderr


def test_without_a_workspace(gloss: Gloss, tmp_path: Path) -> None:
    (tmp_path / TEXTS[0]).write_text("\n".join(ARABIC))
    (tmp_path / TEXTS[1]).write_text("\n".join(ENGLISH))
    done = gloss("align", *TEXTS, "--into-memory", status=2)
    assert "gloss init" in done.stderr
