"""Units that hold words, whichever way a database finds them."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from tests.contract.memory.samples import ARRIVAL, unit
from tmx.memory.protocol import OnDuplicate, Side
from tmx.memory.store import held, lines

if TYPE_CHECKING:
    from tmx.memory.protocol import MemoryStore

VOCABULARY = ["الوزير", "باكو", "50%", "a_b", *(f"كلمة{n}" for n in range(40))]


@pytest.fixture
def sources(memory: MemoryStore) -> list[str]:
    """Fill a memory with more units than a server thinks over, and return them."""
    chance = random.Random(2)
    weights = [1 / (rank + 1) for rank in range(len(VOCABULARY))]
    found = [
        " ".join(chance.choices(VOCABULARY, weights, k=chance.randint(1, 6)))
        for _ in range(1500)
    ]
    memory.add_many(
        [unit(one) for one in found], arrival=ARRIVAL, on_duplicate=OnDuplicate.ADD
    )
    return found


@pytest.mark.parametrize(
    "way",
    [
        {},
        {"_FEW": 0},
        {"_FEW": 0, "_WINDOW": 200, "_DEAR": 1e9},
        {"_FEW": 0, "_WINDOW": 200, "_DEAR": 0},
    ],
)
def test_the_newest_units_with_the_words(
    memory: MemoryStore,
    sources: list[str],
    monkeypatch: pytest.MonkeyPatch,
    way: dict[str, float],
) -> None:
    for name, value in way.items():
        monkeypatch.setattr(held, name, value)
    monkeypatch.setattr(lines, "_LOOKED_AT", 40)
    for query in (["الوزير"], ["باكو", "الوزير"], ["كلمة3", "كلمة1"], ["كلمة39"]):
        most = 40 if len(query) > 1 else 9
        having = [
            number
            for number in range(len(sources), 0, -1)
            if set(query) <= set(sources[number - 1].split())
        ][:most]
        phrase = " ".join(query)
        having.sort(key=lambda number: f" {phrase} " not in f" {sources[number - 1]} ")
        found = memory.concordance(phrase, side=Side.SOURCE, limit=9)
        assert [one.id for one in found] == having[:9]


def test_signs_of_patterns_are_letters_like_others(
    memory: MemoryStore, sources: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(held, "_FEW", 0)
    for word in ("a_b", "50%"):
        assert sum(word in one.split() for one in sources) > 9
        found = memory.concordance(word, side=Side.SOURCE, limit=9)
        assert len(found) == 9
        assert all(word in one.source.split() for one in found)
