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
from tmx.memory.index import order as order_module
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
    many=st.sampled_from([2, 3, 64]),
    often=st.sampled_from([1, 2, 4]),
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
    many: int,
    often: int,
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(index_module, "_SMALL", small)
        patch.setattr(index_module, "_FAN", 3)
        patch.setattr(index_module, "_WAITING", waiting)
        patch.setattr(index_module, "_MOST", most)
        patch.setattr(build_module, "BATCH", batch)
        patch.setattr("tmx.memory.index.framed._COUNTED", piece)
        for module in ("near", "best"):
            patch.setattr(f"tmx.memory.index.{module}.PIECE", piece)
        patch.setattr("tmx.memory.index.best._FIRST", min(piece, 3))
        patch.setattr("tmx.memory.index.near._FEW", few)
        for module in ("build", "entries"):  # few bits: different texts with one key
            patch.setattr(f"tmx.memory.index.{module}.KEY_BITS", key_bits)
        patch.setattr("tmx.memory.index.framing._MANY", many)
        patch.setattr("tmx.memory.index.framing._OFTEN", often)
        patch.setattr("tmx.memory.index.framing._FEWEST", 1)
        patch.setattr("tmx.memory.index.order._MANY", few)
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
    monkeypatch.setattr(build_module, "BATCH", 8000)
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
    assert order_module._swar(numbers).tolist() == [0, 1, 64, 32]
    assert order_module.popcount(numbers).tolist() == [0, 1, 64, 32]


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


@settings(max_examples=40, deadline=None)
@given(
    forms=st.lists(
        st.lists(st.sampled_from([*VOCABULARY, "_"]), min_size=3, max_size=12),
        min_size=1,
        max_size=3,
    ),
    seed=st.integers(0, 1000),
    minimum=st.sampled_from([50.0, 60.0, 70.0, 80.0]),
    limit=st.sampled_from([1, 5, 20]),
    counted=st.sampled_from([0, 20, 1 << 14]),
    removed=st.integers(0, 40),
)
def test_units_of_a_few_forms_are_all_found(  # noqa: PLR0913, PLR0917 - all vary
    tmp_path_factory: pytest.TempPathFactory,
    forms: list[list[str]],
    seed: int,
    minimum: float,
    limit: int,
    counted: int,
    removed: int,
) -> None:
    chance = random.Random(seed)
    names = [*VOCABULARY[:4], *(f"كلمة{n}" for n in range(12)), "كلمة1 في", "1 2 3"]

    def filled(form: list[str]) -> list[str]:
        unit = [chance.choice(names) if word == "_" else word for word in form]
        return " ".join(unit).split()

    texts = [filled(chance.choice(forms)) for _ in range(200)]
    units = {number: " ".join(text) for number, text in enumerate(texts, 1)}
    queries = [filled(form) for form in forms]
    queries += [chance.sample(text, len(text)) for text in texts[:2]]
    queries += [[*text[: len(text) // 2], "جديد"] for text in texts[:2]]
    queries += [["غائب" if chance.random() < 0.2 else x for x in texts[3]]]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(build_module, "BATCH", 300)
        patch.setattr("tmx.memory.index.framing._MANY", 4)
        patch.setattr("tmx.memory.index.framed._COUNTED", counted)
        patch.setattr("tmx.memory.index.order._MANY", counted)
        patch.setattr("tmx.memory.index.best._FIRST", 8)
        patch.setattr("tmx.memory.index.near._FEW", 4)
        patch.setattr("tmx.memory.index.measure._STEP", 40)
        index = Index.open(tmp_path_factory.mktemp("memory"))
        index.add(units.items())
        index.remove(range(200 - removed, 201))
        left = {n: text for n, text in units.items() if n < 200 - removed}
        for query in map(" ".join, queries):
            found = index.matches(query, minimum=minimum, limit=limit)
            assert found == every(left, query, minimum, limit)


def test_a_form_makes_a_frame_of_what_all_its_units_share(tmp_path: Path) -> None:
    chance = random.Random(3)
    index = Index.open(tmp_path)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(build_module, "BATCH", 2000)
        index.add(
            (n, f"زار الوزير كلمة{chance.randint(1, 999)} مدينة بغداد أمس")
            for n in range(1, 1000)
        )
    (segment,) = index._state.segments
    frames = segment.frames
    assert frames.starts.tolist() == [0]
    assert frames.ends.tolist() == [segment.entries]
    gap = segment.frame_words == len(segment.word_hashes)
    assert gap.tolist() == [False, False, True, False, False, False]
