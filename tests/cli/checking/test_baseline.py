"""Old findings are known again by their text, as often as they were there."""

from __future__ import annotations

import json

import pytest

from cli.checking.baseline import key, read, written
from glossary.errors import FormatError
from tests.cli.checking.samples import TARGET, finding


def test_a_finding_is_known_wherever_it_stands() -> None:
    baseline = read(written([finding()]), "b.json")
    moved = finding(
        file="z.tmx", unit="9", line=99, target=f" {TARGET}", start=1, end=8
    )
    assert baseline.hides(moved)
    assert not baseline.hides(moved)  # it was there once


@pytest.mark.parametrize(
    "changed",
    [{"rule": "name-drift"}, {"term": "باكو"}, {"found": None}, {"target": "x"}],
)
def test_another_finding_is_not_known(changed: dict[str, object]) -> None:
    baseline = read(written([finding()]), "b.json")
    assert not baseline.hides(finding(**changed))
    assert baseline.gone == 1


def test_it_is_stable_and_sorted() -> None:
    one, two = finding(), finding(term="باكو", target="Another")
    text = written([one, two, one])
    assert text == written([two, one, one])
    rows = json.loads(text)["findings"]
    assert [(row["term"], row["count"]) for row in rows] == [("باكو", 1), ("ممدوف", 2)]
    assert text.count("\n") == 4
    assert rows[1]["key"] == key(one)
    assert json.loads(written([])) == {"version": 1, "findings": []}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", r"^b\.json:1: is no JSON"),
        ("[]", r"^b\.json: is no baseline; 'gloss check --write-baseline' makes one$"),
        ('{"version": 2}', r"is a baseline of version 2"),
        ('{"version": 1, "findings": [{}]}', "is no baseline"),
    ],
)
def test_what_is_no_baseline_is_refused(text: str, said: str) -> None:
    with pytest.raises(FormatError, match=said):
        read(text, "b.json")
