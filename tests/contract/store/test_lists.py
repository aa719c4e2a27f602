from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from glossary.model import ConceptType, Origin, Rendering
from glossary.store import (
    CandidateCount,
    CandidateFilter,
    ConceptFilter,
    Decision,
    Edit,
    State,
    TermStore,
)
from tests.contract.store.samples import candidate, candidates, change, concept


def rendering(text: str, origin: Origin, confidence: float) -> Rendering:
    return Rendering(text=text, origin=origin, confidence=confidence)


def fill(store: TermStore) -> None:
    store.save_candidates(
        [
            candidate("باكو", renderings=(rendering("Baku", Origin.GAZETTEER, 0.95),)),
            candidate("كنيست"),
            candidate(
                "علييف", renderings=(rendering("Aliyev", Origin.ROMANISED, 0.99),)
            ),
            candidate(
                "أربيل",
                renderings=(
                    rendering("Erbil", Origin.CURATED, 0.9499),
                    rendering("Arbil", Origin.ROMANISED, 0.2),
                ),
            ),
        ],
        change=change("extract"),
    )
    for term, state in (("كنيست", State.REJECTED), ("علييف", State.OPEN)):
        store.decide(Decision(term=term, state=state), change=change("decide"))


def names(store: TermStore, wanted: CandidateFilter, **window: Any) -> list[str]:  # noqa: ANN401 - its own
    page = store.candidate_page(wanted, **window)
    return [one.stored.candidate.term for one in page.items]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (CandidateFilter(), ["باكو", "كنيست", "علييف", "أربيل"]),
        (CandidateFilter(state=State.OPEN), ["باكو", "علييف", "أربيل"]),
        (CandidateFilter(state=State.REJECTED), ["كنيست"]),
        (CandidateFilter(state=State.LATER), []),
        (CandidateFilter(type=ConceptType.PLACE), []),
        (CandidateFilter(origin=Origin.CURATED), ["أربيل"]),
        (CandidateFilter(confidence=0.95), ["باكو"]),
        (CandidateFilter(confidence=0), ["باكو", "أربيل"]),
        (CandidateFilter(text="اربيل"), ["أربيل"]),
        (CandidateFilter(text="ARBIL"), ["أربيل"]),
        (CandidateFilter(text="وباكو"), ["باكو"]),
        (CandidateFilter(text="%"), []),
        (CandidateFilter(text="ي", state=State.REJECTED), ["كنيست"]),
    ],
)
def test_filters(store: TermStore, wanted: CandidateFilter, found: list[str]) -> None:
    fill(store)
    page = store.candidate_page(wanted)
    assert [one.stored.candidate.term for one in page.items] == found
    assert (page.total, page.before) == (len(found), 0)


def test_pages_forward_and_back(store: TermStore) -> None:
    terms = [f"مصطلح {number}" for number in range(25)]
    store.save_candidates(map(candidate, terms), change=change())
    wanted = CandidateFilter(state=State.OPEN)
    first = store.candidate_page(wanted, limit=10)
    second = store.candidate_page(wanted, after=first.items[-1].rank, limit=10)
    assert [one.stored.candidate.term for one in second.items] == terms[10:20]
    assert (second.total, second.before) == (25, 10)
    back = store.candidate_page(wanted, before=second.items[0].rank, limit=10)
    assert back.items == first.items
    assert (back.total, back.before) == (25, 0)
    for term in terms[:10]:
        store.decide(Decision(term=term, state=State.LATER), change=change())
    assert names(store, wanted, after=first.items[-1].rank, limit=10) == terms[10:20]
    assert store.candidate_page(wanted, limit=0).total == 15


def test_a_text_without_a_key_is_in_nothing(store: TermStore) -> None:
    fill(store)
    assert names(store, CandidateFilter(text="")) == []


def test_counts(store: TermStore) -> None:
    fill(store)
    type_ = ConceptType.ORGANISATION
    assert store.candidate_counts() == [
        CandidateCount(State.OPEN, type_, Origin.CURATED, 1),
        CandidateCount(State.OPEN, type_, Origin.GAZETTEER, 1),
        CandidateCount(State.OPEN, type_, Origin.ROMANISED, 1),
        CandidateCount(State.REJECTED, type_, None, 1),
    ]


@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(several=st.lists(candidates, max_size=4))
def test_pages_hold_what_the_stream_yields(
    store: TermStore, several: list[Any]
) -> None:
    store.save_candidates(several, change=change())
    page = store.candidate_page()
    assert [one.stored for one in page.items] == list(store.candidates())
    assert [one.rank for one in page.items] == list(range(1, len(several) + 1))


def test_concepts_by_the_page(store: TermStore) -> None:
    for name in ("c", "a", "b"):
        store.put(concept(name), expected=None, change=change())
    page = store.concept_page(first=1, limit=1)
    assert [one.concept.id for one in page.items] == ["b"]
    assert page.total == 3
    every = store.concept_page(ConceptFilter(text="كنيست"))
    assert list(every.items) == list(store.concepts(ConceptFilter(text="كنيست")))
    assert store.concept_page(ConceptFilter(text="x")) == ((), 0)


def test_the_journal_is_newest_first(store: TermStore) -> None:
    fill(store)
    steps = [Edit(id="knesset", expected=None, after=concept())]
    store.apply(
        [*steps, Decision(term="باكو", state=State.LATER)],
        change=change("accept", who="نور", why="so"),
    )
    found = store.changes()
    assert [one.change.action for one in found] == ["accept", "decide", "decide"]
    first = found[0]
    assert (first.concepts, first.candidates) == (1, 1)
    assert first.names == ("knesset", "باكو")
    assert first.change.why == "so"
    assert store.changes(who="نور") == [first]
    assert store.changes(before=first.number, limit=1) == [found[1]]
    store.undo(change("undo"), number=first.number)
    undoing, undone = store.changes(limit=2)
    assert undoing.undoes == first.number
    assert undone.undone_by == undoing.number


def test_a_large_change_names_its_first_records(store: TermStore) -> None:
    steps = [
        Edit(id=f"c{number}", expected=None, after=concept(f"c{number}"))
        for number in range(9)
    ]
    store.apply(steps, change=change("import"))
    found = store.changes()[0]
    assert found.names == ("c0", "c1", "c2", "c3", "c4")
    assert found.concepts == 9
