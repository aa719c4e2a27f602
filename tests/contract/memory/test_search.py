"""The same answers from every database."""

from __future__ import annotations

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from glossary.errors import LanguageError
from tests.contract.memory.samples import ARRIVAL, MEETING, VISIT, brief, fill, unit
from tmx.memory.keys import words
from tmx.memory.protocol import (
    Arrival,
    Batch,
    Kind,
    MemoryStore,
    OnDuplicate,
    Penalties,
    Query,
    Search,
    Side,
)
from tmx.memory.score import score

ANY = Search(minimum=1, limit=50)


def ask(memory: MemoryStore, text: str, how: Search = ANY, **context: str) -> list:  # type: ignore[type-arg]
    (found,) = memory.search([Query(text=text, **context)], how)
    return brief(found)


def test_exact_and_fuzzy_in_order(memory: MemoryStore) -> None:
    fill(memory, MEETING, f"{MEETING} الأول", VISIT)
    assert ask(memory, MEETING, Search()) == [(1, 100, "exact"), (2, 87.5, "fuzzy")]
    assert ask(memory, "نص لا يشبه شيئا", Search()) == []


def test_the_answer_holds_the_unit(memory: MemoryStore) -> None:
    memory.add_many([unit(VISIT, "He visited Quba")], arrival=ARRIVAL)
    ((match,),) = memory.search([Query(text=VISIT)], Search())
    assert (match.source, match.target) == (VISIT, "He visited Quba")
    assert match.origin == "news.tmx"
    assert match.unit == unit(VISIT, "He visited Quba")


def test_the_same_text_stands_above_the_same_key(memory: MemoryStore) -> None:
    fill(memory, "زار باكو.", "زار باكو", "زَارَ باكو!")
    found = ask(memory, "زار باكو.")
    assert found == [(1, 100, "exact"), (3, 100, "exact"), (2, 100, "exact")]


def test_of_equals_the_newest_comes_first(memory: MemoryStore) -> None:
    fill(memory, "a b c d", "a b c e", "a b c f")
    assert [one[0] for one in ask(memory, "a b c x", Search(limit=2))] == [3, 2]


def test_context_comes_first(memory: MemoryStore) -> None:
    texts = ["أول", "نعم", "ثان", "ثالث", "نعم", "رابع"]
    units = [unit(text, str(place)) for place, text in enumerate(texts)]
    memory.add_many(units, arrival=ARRIVAL)
    for context in ({"before": "أول"}, {"after": "ثان"}, {"before": " أول "}):
        found = ask(memory, "نعم", **context)
        assert found == [(2, 100, "context"), (5, 100, "exact")]
    assert ask(memory, "نعم", before="رابع")[0] == (5, 100, "exact")


def test_a_document_ends_the_context(memory: MemoryStore) -> None:
    memory.add_many(
        [unit("أول", "1", x_document="a"), unit("نعم", "2", x_document="b")],
        arrival=ARRIVAL,
    )
    assert ask(memory, "نعم", before="أول") == [(2, 100, "exact")]


def test_context_among_very_many_equals(memory: MemoryStore) -> None:
    texts = ["قبل", *["نعم"] * 700]
    memory.add_many(
        [unit(text, str(place)) for place, text in enumerate(texts)], arrival=ARRIVAL
    )
    found = ask(memory, "نعم", Search(limit=2), before="قبل")
    assert found == [(2, 100, "context"), (701, 100, "exact")]


def test_the_very_text_among_many_of_its_key(memory: MemoryStore) -> None:
    fill(memory, "نعم!", *(f"نعم{'.' * dots}" for dots in range(1, 400)))
    assert ask(memory, "نعم!", Search(limit=1)) == [(1, 100, "exact")]


def test_penalties(memory: MemoryStore) -> None:
    units = [
        unit(MEETING, "a"),
        unit(MEETING, "b", x_alignment_score="0.50"),
        unit(MEETING, "c", x_alignment_score="much"),
    ]
    memory.add_many(units, arrival=ARRIVAL)
    memory.add_many(
        [unit(MEETING, "d")],
        arrival=Arrival(origin="old", who="", at="2020-01-01T00:00:00Z"),
    )
    how = Search(penalties=Penalties(origins=(("old", 7),), alignment=10))
    assert ask(memory, MEETING, how) == [
        (1, 100, "exact"),
        (2, 95, "exact"),
        (4, 93, "exact"),
        (3, 90, "exact"),
    ]
    how = Search(penalties=Penalties(per_year=1, today="20280228"))
    found = [(one[0], one[1]) for one in ask(memory, MEETING, how)]
    assert found == [(3, 99), (2, 99), (1, 99), (4, 92)]


def test_a_penalty_may_push_below_the_minimum(memory: MemoryStore) -> None:
    fill(memory, MEETING)
    how = Search(minimum=95, penalties=Penalties(origins=(("news.tmx", 6),)))
    assert ask(memory, MEETING, how) == []


def test_what_penalties_push_back_makes_room(memory: MemoryStore) -> None:
    memory.add_many([unit(f"{MEETING} ثم", "old")], arrival=ARRIVAL)
    many = [unit(MEETING, f"t{number}") for number in range(100)]
    memory.add_many(many, arrival=Arrival(origin="bad", who="", at="2026"))
    how = Search(limit=1, penalties=Penalties(origins=(("bad", 25),)))
    assert ask(memory, MEETING, how) == [(1, 87.5, "fuzzy")]


def test_domains(memory: MemoryStore) -> None:
    memory.add_batches(
        [
            Batch(
                Arrival(origin="a", who="", at="1", domain=domain), [unit(MEETING, "")]
            )
            for domain in ("law", "sport")
        ]
        + [
            Batch(
                Arrival(origin="a", who="", at="1", domain=domain),
                [unit(MEETING, f"{domain} {number}") for number in range(40)],
            )
            for domain in ("law", "sport")
        ]
    )
    found = ask(memory, MEETING, Search(domains=("law",), limit=50))
    assert [one[0] for one in found] == list(range(40, 0, -1))


def test_what_is_deleted_is_not_found(memory: MemoryStore) -> None:
    first, second = fill(memory, MEETING, f"{MEETING} ثم")
    memory.delete([first])
    assert [one[0] for one in ask(memory, MEETING)] == [second]
    memory.add_many(
        [unit(f"{MEETING} ثم", "new")],
        arrival=ARRIVAL,
        on_duplicate=OnDuplicate.REPLACE,
    )
    assert [one[0] for one in ask(memory, MEETING)] == [3]


def test_another_direction_is_refused(memory: MemoryStore) -> None:
    with pytest.raises(LanguageError, match="ar to en, not en to ar"):
        memory.search([Query(text="x")], Search(source="en", target="ar"))
    assert memory.search([], Search(source="ar-EG", target="en-GB")) == []


VOCABULARY = "من الوزير باكو زار قال أمس في على كتاب جديد".split()
texts = st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=9).map(" ".join)


@settings(
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    stored=st.lists(texts, min_size=1, max_size=30),
    query=texts,
    minimum=st.sampled_from([20.0, 50.0, 66.7, 70.0, 75.0, 100.0]),
    limit=st.integers(1, 8),
)
def test_no_match_is_missed(
    memory: MemoryStore, stored: list[str], query: str, minimum: float, limit: int
) -> None:
    memory.delete([one.id for one in memory.units()])
    memory.add_many(
        [unit(text) for text in stored], arrival=ARRIVAL, on_duplicate=OnDuplicate.ADD
    )
    expected = sorted(
        (
            (-near, one.unit.variants[0].plain != query and near == 100, -one.id)
            for one in memory.units()
            if (near := score(words(one.unit.variants[0].plain), words(query)))
            >= minimum
        ),
    )
    (found,) = memory.search([Query(text=query)], Search(minimum=minimum, limit=limit))
    assert [(-one.score, -one.id) for one in found] == [
        (near, name) for near, _, name in expected[:limit]
    ]


def test_many_units_in_many_pieces(memory: MemoryStore) -> None:
    chance = random.Random(5)
    words_ = [f"w{number}" for number in range(300)]
    sources = [
        " ".join(chance.choices(words_, k=chance.randint(1, 12))) for _ in range(3000)
    ]
    memory.add_many([unit(text) for text in sources[:2500]], arrival=ARRIVAL)
    memory.add_many([unit(text) for text in sources[2500:]], arrival=ARRIVAL)
    held = {one.id: words(one.unit.variants[0].plain) for one in memory.units()}
    queries = [*chance.sample(sources, 10), "w1 w2 w3", "w1"]
    answers = memory.search([Query(text=text) for text in queries], Search(minimum=50))
    for text, found in zip(queries, answers, strict=True):
        near = sorted((-score(words(text), key), -name) for name, key in held.items())
        best = [(row[0], -row[1]) for row in near if row[0] <= -50][:5]
        assert [(-one.score, one.id) for one in found] == best


def test_concordance(memory: MemoryStore) -> None:
    memory.add_many(
        [
            unit("قال وزير الكنيست", "The Knesset minister said"),
            unit("وبالكنيست الجديد", "in the new Knesset"),
            unit("للكنيست وزير", "The knesset has a minister"),
            unit("كنيسة قديمة", "an old church"),
        ],
        arrival=ARRIVAL,
    )
    lines = memory.concordance("الكنيست", side=Side.SOURCE)
    assert [one.id for one in lines] == [3, 2, 1]
    assert [one.source[slice(*one.spans[0])] for one in lines] == [
        "للكنيست",
        "وبالكنيست",
        "الكنيست",
    ]
    assert {one.side for one in lines} == {"source"}
    (first, second) = memory.concordance("knesset minister", side=Side.TARGET)
    assert (first.id, first.spans) == (1, ((4, 20),))
    assert (second.id, second.spans) == (3, ((4, 11), (18, 26)))
    assert [one.id for one in memory.concordance("وزير", limit=1)] == [3]
    assert [one.side for one in memory.concordance("KNESSET")] == ["target"] * 3
    assert memory.concordance("كنيست لا") == []
    assert memory.concordance("") == []


def test_the_phrase_comes_first(memory: MemoryStore) -> None:
    fill(memory, "وزير الخارجية", "الخارجية قال وزير", "الخارجية")
    lines = memory.concordance("وزير الخارجية")
    assert [one.id for one in lines] == [1, 2]
    assert lines[0].spans == ((0, 13),)


def test_kinds_are_ordered() -> None:
    assert list(Kind) == [Kind.CONTEXT, Kind.EXACT, Kind.NUMBERS, Kind.FUZZY]


def test_numbers_are_replaced(memory: MemoryStore) -> None:
    memory.add_many(
        [
            unit(
                "باعت الشركة 30 سيارة في باكو أمس", "It sold 30 cars in Baku yesterday"
            ),
            unit("باعت الشركة مئة سيارة في باكو أمس", "It sold a hundred"),
        ],
        arrival=ARRIVAL,
    )
    query = Query(text="باعت الشركة 45 سيارة في باكو أمس")
    ((first, second),) = memory.search([query], Search())
    assert (first.kind, first.target) == (
        Kind.NUMBERS,
        "It sold 45 cars in Baku yesterday",
    )
    assert first.unit.variants[1].plain == "It sold 30 cars in Baku yesterday"
    assert (second.kind, second.score) == (Kind.FUZZY, first.score)
