"""Runs of words that a text shares with units, the same ones from every database."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from tests.contract.memory.samples import ARRIVAL, fill, unit
from tmx.memory.protocol import OnDuplicate, Subsegment

if TYPE_CHECKING:
    from tmx.memory.protocol import MemoryStore

MINISTER = "وزير الخارجية الأذربيجاني"
STOP = frozenset(["في", "من", "ان"])


def shared(text: str, found: list[Subsegment]) -> list[tuple[int, str, str]]:
    """Return the units with the words that they share: of the text, of the unit."""
    return [
        (one.id, text[slice(*one.query_span)], one.source[slice(*one.span)])
        for one in found
    ]


def test_a_run_of_three_words(memory: MemoryStore) -> None:
    fill(memory, f"التقى {MINISTER} بنظيره", "وزير الخارجية في باكو", "بلا صلة به")
    text = f"وصل {MINISTER} أمس"
    (found,) = memory.subsegments(text)
    assert shared(text, [found]) == [(1, MINISTER, MINISTER)]
    assert (found.score, found.content, found.origin) == (60, 3, "news.tmx")
    assert found.target.startswith("T ")


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("ووزير الخارجيه الاذربيجاني", MINISTER),
        (MINISTER, "لوزير الخارجية الأذربيجاني"),
        ("وَزير الخارجيّة، الأذربيجاني", "بوزير الخارجية الاذربيجاني"),
    ],
)
def test_clitics_and_spelling_do_not_count(
    memory: MemoryStore, theirs: str, ours: str
) -> None:
    fill(memory, f"التقى {theirs} بنظيره")
    text = f"وصل {ours} أمس"
    assert shared(text, memory.subsegments(text)) == [(1, ours, theirs)]


def test_words_between_do_not_break_what_stopwords_fill(memory: MemoryStore) -> None:
    fill(memory, "قال إن الوفد في مدينة من الشمال وصل", "في من ان الوفد")
    text = "زار الوفد في مدينة من الشمال"
    found = memory.subsegments(text, stopwords=STOP)
    assert shared(text, found) == [
        (1, "الوفد في مدينة من الشمال", "الوفد في مدينة من الشمال")
    ]
    assert found[0].content == 3
    assert memory.subsegments("زار الوفد في مدينة", stopwords=STOP) == []


def test_a_whole_unit_may_be_short(memory: MemoryStore) -> None:
    fill(memory, "وزارة الخارجية", "الخارجية وزارة", "قالت", "وزارة الخارجية الأولى")
    text = "قالت وزارة الخارجية في 7 أيام"
    found = memory.subsegments(text, stopwords=STOP)
    assert shared(text, found) == [(1, "وزارة الخارجية", "وزارة الخارجية")]


def test_longer_runs_come_first_then_whole_units_then_new_ones(
    memory: MemoryStore,
) -> None:
    units = [
        MINISTER,
        f"أعلن {MINISTER} زيارته",
        f"نفى {MINISTER}",
        f"{MINISTER} سافر",
    ]
    fill(memory, *units)
    text = f"أمس أعلن {MINISTER}"
    assert [one.id for one in memory.subsegments(text)] == [2, 1, 4, 3]
    assert [one.id for one in memory.subsegments(text, limit=2)] == [2, 1]
    assert memory.subsegments(text, limit=0) == []


def test_the_same_words_are_shown_three_times(memory: MemoryStore) -> None:
    fill(memory, *(f"{MINISTER} رقم{n}" for n in range(9)), "زار مدينة باكو القديمة")
    text = f"{MINISTER} زار مدينة باكو"
    assert [one.id for one in memory.subsegments(text)] == [10, 9, 8, 7]


def test_what_is_deleted_shares_nothing(memory: MemoryStore) -> None:
    first, second = fill(memory, f"قال {MINISTER}", f"نفى {MINISTER}")
    memory.delete([second])
    assert [one.id for one in memory.subsegments(MINISTER)] == [first]


@pytest.mark.parametrize("text", ["", "***", "في من", "7 8 9", "جديد"])
def test_texts_that_share_nothing(memory: MemoryStore, text: str) -> None:
    fill(memory, MINISTER, "***", "7 8 9", "في من")
    assert memory.subsegments(text, stopwords=STOP) == []


def test_all_runs_are_found(memory: MemoryStore) -> None:
    chance = random.Random(3)
    words = [f"كلمة{n}" for n in range(12)]
    sources = [
        " ".join(chance.choices(words, k=chance.randint(1, 12))) for _ in range(400)
    ]
    memory.add_many(
        [unit(one) for one in sources], arrival=ARRIVAL, on_duplicate=OnDuplicate.ADD
    )
    for _ in range(15):
        query = chance.choices(words, k=chance.randint(3, 10))
        found = memory.subsegments(" ".join(query), limit=400)
        best = {n + 1: _longest(query, one.split()) for n, one in enumerate(sources)}
        expected = {
            number: length
            for number, length in best.items()
            if length >= 3 or length == 2 == len(sources[number - 1].split())
        }
        assert all(expected[one.id] == one.content for one in found)
        lengths = [one.content for one in found]
        assert lengths == sorted(lengths, reverse=True)
        assert max(lengths, default=0) == max(expected.values(), default=0)


def _longest(left: list[str], right: list[str]) -> int:
    """Return how many words two texts share in a row."""
    return max(
        next(
            (
                n
                for n in range(len(right))
                if left[i : i + n + 1] != right[j : j + n + 1]
            ),
            len(right) - j,
        )
        if left[i] == right[j]
        else 0
        for i in range(len(left))
        for j in range(len(right))
    )


def test_of_very_many_units_the_newest_of_all_are_looked_at(
    memory: MemoryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("index.sharing", "store.shared"):
        monkeypatch.setattr(f"tmx.memory.{module}.MOST", 5)
    for setting in ("_WAITING", "_SMALL", "_RATIO"):  # a file for each addition
        monkeypatch.setattr(f"tmx.memory.index.index.{setting}", 0)
    fill(memory, f"قال {MINISTER}", MINISTER, f"نفى {MINISTER}")
    apart = [f"وزير دولة الخارجية {n} الأذربيجاني" for n in range(4)]
    fill(memory, apart[0])
    fill(memory, *apart[1:3])
    assert [one.id for one in memory.subsegments(MINISTER)] == [2, 3]
    fill(memory, apart[3])
    assert [one.id for one in memory.subsegments(MINISTER)] == [3]
    memory.delete([6, 7])
    assert [one.id for one in memory.subsegments(MINISTER)] == [2, 3, 1]


def test_long_runs_are_enough(memory: MemoryStore) -> None:
    long = "أعلن وزير الخارجية الأذربيجاني زيارته مدينة باكو القديمة غدا"
    fill(memory, f"{long} 1", *(f"{MINISTER} رقم{n}" for n in range(3)), f"{long} 2")
    found = memory.subsegments(long, limit=2)
    assert [(one.id, one.content) for one in found] == [(5, 9), (1, 9)]
    found = memory.subsegments(long, limit=4)
    assert [(one.id, one.content) for one in found] == [(5, 9), (1, 9), (4, 3), (3, 3)]
