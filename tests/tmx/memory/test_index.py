"""What the index answers, against a look at every unit."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tmx.memory.index import Hit, Holding, Index
from tmx.memory.index import build as build_module
from tmx.memory.index import index as index_module
from tmx.memory.index import near as near_module
from tmx.memory.index.measure import Candidates, Ruler
from tmx.memory.keys import words
from tmx.memory.score import score

VOCABULARY = "في من على الرئيس وزير القدس بغداد زيارة اتفاق جديد".split()
TEXTS = st.lists(st.sampled_from(VOCABULARY), max_size=9).map(" ".join)
RARE = st.lists(
    st.integers(0, 400).map(lambda n: f"كلمة{n}") | st.sampled_from(VOCABULARY[:3]),
    max_size=14,
).map(" ".join)


def every(units: dict[int, str], text: str, minimum: float, limit: int) -> list[Hit]:
    """Measure every unit: what the index must answer."""
    query = words(text)
    scored = [Hit(n, score(query, words(unit))) for n, unit in units.items()]
    near = [hit for hit in scored if hit.score >= minimum and hit.score > 0]
    return sorted(near, key=lambda hit: (-hit.score, -hit.number))[:limit]


def holding(units: dict[int, str], phrase: list[list[str]]) -> list[Holding]:
    found = []
    for number in sorted(units, reverse=True):
        keys = words(units[number])
        if all(set(forms) & set(keys) for forms in phrase):
            rows = (keys[start:] for start in range(len(keys) - len(phrase) + 1))
            in_a_row = any(
                all(map(lambda one, forms: one in forms, row, phrase)) for row in rows
            )
            found.append(Holding(number, in_a_row))
    return found


@st.composite
def histories(draw: st.DrawFn) -> list[tuple[str, list[str], set[int]]]:
    """Additions and removals in turn."""
    texts = draw(st.sampled_from([TEXTS, RARE, TEXTS | RARE]))
    steps = []
    for _ in range(draw(st.integers(1, 5))):
        added = draw(st.lists(texts, max_size=25))
        steps.append(("add", added, set()))
        if draw(st.booleans()):
            gone = draw(st.sets(st.integers(1, 80), max_size=30))
            steps.append(("remove", [], gone))
    return steps


@settings(max_examples=60, deadline=None)
@given(
    history=histories(),
    queries=st.lists(TEXTS | RARE, min_size=1, max_size=6),
    minimum=st.sampled_from([50.0, 55.5, 60.0, 66.7, 70.0, 75.0, 80.0, 99.0, 100.0]),
    limit=st.sampled_from([1, 2, 5, 1000]),
    small=st.sampled_from([0, 4, 4096]),
    waiting=st.sampled_from([0, 10, 128]),
    most=st.sampled_from([3, 30, 2_000_000]),
    batch=st.sampled_from([20, 1 << 20]),
    piece=st.sampled_from([1, 8, 1 << 14]),
    few=st.sampled_from([0, 4, 200]),
    key_bits=st.sampled_from([1, 44]),
    frequent=st.sampled_from([1, 2, 5, 1 << 14]),
)
def test_it_answers_as_a_look_at_every_unit(  # noqa: PLR0913, PLR0917 - all vary
    tmp_path_factory: pytest.TempPathFactory,
    history: list[tuple[str, list[str], set[int]]],
    queries: list[str],
    minimum: float,
    limit: int,
    small: int,
    waiting: int,
    most: int,
    batch: int,
    piece: int,
    few: int,
    key_bits: int,
    frequent: int,
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(index_module, "_SMALL", small)
        patch.setattr(index_module, "_FAN", 3)
        patch.setattr(index_module, "_WAITING", waiting)
        patch.setattr(index_module, "_MOST", most)
        patch.setattr(build_module, "BATCH", batch)
        patch.setattr("tmx.memory.index.near._PIECE", piece)
        patch.setattr("tmx.memory.index.near._FIRST", min(piece, 3))
        patch.setattr("tmx.memory.index.near._FEW", few)
        for module in ("build", "entries"):  # few bits: different texts with one key
            patch.setattr(f"tmx.memory.index.{module}.KEY_BITS", key_bits)
        for module in ("build", "merge"):
            patch.setattr(f"tmx.memory.index.{module}.FREQUENT", frequent)
        patch.setattr("tmx.memory.index.layout._MANY", 2)
        patch.setattr("tmx.memory.index.measure._STEP", 8 if piece > 1 else 8192)
        patch.setattr("tmx.memory.index.entries._PIECE", batch)
        directory = tmp_path_factory.mktemp("memory")
        index = Index.open(directory)
        units: dict[int, str] = {}
        last = 0
        for what, added, gone in history:
            if what == "add":
                fresh = dict(enumerate(added, last + 1))
                last += len(added)
                index.add(fresh.items())
                units |= fresh
            else:
                index.remove(gone)
                units = {n: text for n, text in units.items() if n not in gone}
        some = list(units.values())[:5]
        shorter = [text.partition(" ")[2] for text in some]
        held = [*queries, *some, *shorter]
        for reader in (index, Index.open(directory)):
            assert reader.through == last
            assert reader.units == sum(bool(words(text)) for text in units.values())
            for query in held:
                expected = every(units, query, minimum, limit)
                assert reader.matches(query, minimum=minimum, limit=limit) == expected
                phrase = [[word] for word in words(query)]
                if phrase:
                    phrase[0].append("القدس")
                    found = reader.containing(phrase, limit=limit)
                    assert found == holding(units, phrase)[:limit]
        index.verify()


def test_of_many_equal_scores_the_newest_come(tmp_path: Path) -> None:
    index = Index.open(tmp_path)
    index.add((n, f"زار الوزير بغداد كلمة{n}") for n in range(1, 3000))
    found = index.matches("زار الوزير بغداد أمس", minimum=70, limit=4)
    assert found == [Hit(n, 75.0) for n in (2999, 2998, 2997, 2996)]
    index.remove([2999, 2997])
    found = index.matches("زار الوزير بغداد أمس", minimum=70, limit=2)
    assert found == [Hit(2998, 75.0), Hit(2996, 75.0)]


def test_units_of_one_form_are_measured_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("build", "merge"):
        monkeypatch.setattr(f"tmx.memory.index.{module}.FREQUENT", 100)
    monkeypatch.setattr("tmx.memory.index.near._PIECE", 100)
    chance = random.Random(1)
    units = {
        n: f"عين الوزير {chance.randint(1, 90)} موظفا في مكتب كلمة{n % 500} أمس"
        for n in range(1, 4000)
    }
    index = Index.open(tmp_path)
    index.add(units.items())
    index.remove([3999, 3998])
    units = {n: text for n, text in units.items() if n < 3998}
    measured = 0
    take = Ruler._take

    def counted(ruler: Ruler, found: Candidates) -> None:
        nonlocal measured
        measured += len(found.entries)
        take(ruler, found)

    monkeypatch.setattr(Ruler, "_take", counted)
    for text in (
        "عين الوزير 95 موظفا في مكتب جديد أمس",
        "عين الوزير 17 موظفا في مكتب كلمة17 اليوم",
        "أمس عين الوزير موظفا في مكتب كلمة490",
        "في مكتب الوزير موظفا عين أمس",
    ):
        for limit in (1, 5):
            found = index.matches(text, minimum=60, limit=limit)
            assert found == every(units, text, 60, limit)
    assert measured < len(units)


def test_bits_are_counted_alike_by_every_numpy() -> None:
    numbers = np.array([0, 1, 2**64 - 1, 0x123456789ABCDEF0], np.uint64)
    assert near_module._swar(numbers).tolist() == [0, 1, 64, 32]
    assert near_module.popcount(numbers).tolist() == [0, 1, 64, 32]


@pytest.mark.parametrize("minimum", [60.0, 70.0, 75.0, 80.0])
@pytest.mark.parametrize("length", range(3, 16))
def test_as_many_words_may_differ_as_the_minimum_allows(
    tmp_path: Path, length: int, minimum: float
) -> None:
    chance = random.Random(length)
    query = [chance.choice(["في", "من", f"كلمة{n}"]) for n in range(length)]
    units = {}
    for number in range(1, 200):
        unit = [word for word in query if chance.random() > 0.1]
        for _ in range(chance.randint(0, 3)):
            unit.insert(
                chance.randint(0, len(unit)), chance.choice(["في", "غير", "من"])
            )
        units[number] = " ".join(unit)
    index = Index.open(tmp_path)
    index.add(units.items())
    text = " ".join(query)
    found = index.matches(text, minimum=minimum, limit=500)
    assert found == every(units, text, minimum, 500)
    assert found
