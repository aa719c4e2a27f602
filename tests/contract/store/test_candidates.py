from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from glossary.errors import ConflictError
from glossary.model import Candidate, Evidence, Origin, Rendering
from glossary.store import Decision, State, StoredCandidate, TermStore, open_store
from tests.contract.store.samples import KEYS, candidate, candidates, change

if TYPE_CHECKING:
    from collections.abc import Iterable


def names(found: Iterable[StoredCandidate]) -> list[str]:
    return [one.candidate.term for one in found]


def decide(
    store: TermStore,
    term: str,
    state: State,
    **fields: Any,  # noqa: ANN401 - a decision's own
) -> None:
    store.decide(Decision(term=term, state=state, **fields), change=change("decide"))


def test_candidates_come_as_ranked(store: TermStore) -> None:
    terms = ["كنيست", "باكو", "علييف"]
    saved = store.save_candidates(map(candidate, terms), change=change("extract"))
    assert saved == 3
    assert names(store.candidates()) == terms
    assert store.statistics() == (0, 3, 1)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(several=st.lists(candidates, max_size=4))
def test_what_is_saved_is_listed(store: TermStore, several: list[Candidate]) -> None:
    store.save_candidates(several, change=change())
    assert [one.candidate for one in store.candidates()] == several


def test_more_than_one_batch(store: TermStore) -> None:
    terms = [f"مصطلح {number}" for number in range(1201)]
    assert store.save_candidates(map(candidate, terms), change=change()) == 1201
    assert names(store.candidates()) == terms


def test_some_keys_are_passed_over(store: TermStore) -> None:
    store.save_candidates([candidate("باكو"), candidate("أنقرة")], change=change())
    rest = [one.candidate.term for one in store.candidates(without={"انقرة"})]
    assert rest == ["باكو"]


def test_everything_of_a_candidate_is_kept(store: TermStore) -> None:
    one = candidate(
        "باكو",
        renderings=(
            Rendering(text="Baku", origin=Origin.GAZETTEER, confidence=0.9, detail="x"),
            Rendering(text="Bakou", origin=Origin.ROMANISED, confidence=0.1),
        ),
        contexts=(Evidence(document="1.txt", start=5, end=9, text="في باكو."),),
    )
    store.save_candidates([one], change=change())
    assert list(store.candidates()) == [
        StoredCandidate(candidate=one, lang="ar", state=State.OPEN, concept=None)
    ]


def test_a_decision_outlives_an_extraction(store: TermStore) -> None:
    store.save_candidates(map(candidate, ["باكو", "كنيست"]), change=change())
    decide(store, "باكو", State.REJECTED)
    store.save_candidates([candidate("كنيست")], change=change())
    assert names(store.candidates(State.REJECTED)) == []
    store.save_candidates(map(candidate, ["علييف", "باكو"]), change=change())
    assert names(store.candidates(State.REJECTED)) == ["باكو"]
    assert names(store.candidates(State.OPEN)) == ["علييف"]
    assert names(store.candidates()) == ["علييف", "باكو"]


def test_a_decision_holds_for_all_spellings_of_a_key(store: TermStore) -> None:
    store.save_candidates(map(candidate, ["أمن", "امن"]), change=change())
    decide(store, "امن", State.LATER)
    assert names(store.candidates(State.LATER)) == ["أمن", "امن"]
    decide(store, "أمن", State.ACCEPTED, concept="security")
    assert names(store.candidates(State.LATER)) == []
    assert [one.concept for one in store.candidates()] == ["security", "security"]


def test_decisions_of_one_change_may_share_a_key(store: TermStore) -> None:
    store.save_candidates([candidate("أمن")], change=change())
    steps = [
        Decision(term="أمن", state=State.LATER),
        Decision(term="امن", state=State.REJECTED),
    ]
    store.apply(steps, change=change())
    assert names(store.candidates(State.REJECTED)) == ["أمن"]


def test_languages_are_apart(store: TermStore) -> None:
    store.save_candidates([candidate("امن")], change=change(), lang="fa")
    decide(store, "امن", State.REJECTED)
    assert names(store.candidates(State.OPEN)) == ["امن"]
    decide(store, "امن", State.LATER, lang="fa")
    assert names(store.candidates(State.LATER)) == ["امن"]
    assert store.candidate("امن") is None
    store.save_candidates([candidate("امن")], change=change())
    assert names(store.candidates(State.REJECTED)) == ["امن"]


def test_candidate_by_any_spelling(store: TermStore) -> None:
    store.save_candidates(map(candidate, ["باكو", "أمن", "امن"]), change=change())
    decide(store, "امن", State.LATER)
    found = store.candidate("امن")
    assert found is not None
    assert (found.candidate.term, found.state) == ("أمن", State.LATER)
    assert store.candidate("كنيست") is None


def test_two_people_do_not_decide_at_once(store: TermStore) -> None:
    store.save_candidates([candidate("باكو")], change=change())
    decide(store, "باكو", State.ACCEPTED, concept="baku", was=State.OPEN)
    with pytest.raises(
        ConflictError,
        match=r"^candidate 'باكو' is accepted \(by منى at .*: decide\), not open as",
    ):
        decide(store, "باكو", State.REJECTED, was=State.OPEN)
    decide(store, "باكو", State.REJECTED, was=State.ACCEPTED)
    assert names(store.candidates(State.REJECTED)) == ["باكو"]


def test_the_same_decision_again_is_no_change(store: TermStore) -> None:
    decide(store, "باكو", State.REJECTED)
    decide(store, "باكو", State.REJECTED)
    assert store.statistics().changes == 1


def test_decisions_of_a_concept(store: TermStore) -> None:
    decide(store, "كنيست", State.ACCEPTED, concept="knesset")
    decide(store, "الكنيست", State.ACCEPTED, concept="knesset")
    decide(store, "باكو", State.ACCEPTED, concept="baku")
    assert store.decisions("knesset") == [
        Decision(term="الكنيست", state=State.ACCEPTED, concept="knesset"),
        Decision(term="كنيست", state=State.ACCEPTED, concept="knesset"),
    ]


def test_new_keys_keep_the_later_of_two_decisions(url: str) -> None:
    with open_store(url, create=True, **KEYS) as store:
        store.save_candidates([candidate("علي")], change=change())
        decide(store, "على", State.ACCEPTED, concept="on")
        decide(store, "علي", State.REJECTED)
        decide(store, "باكو", State.LATER)

    def folded(_lang: str, text: str) -> str:
        return text.replace("ى", "ي")

    with open_store(url, keys=folded, key_version=2) as store:
        assert names(store.candidates(State.REJECTED)) == ["علي"]
        assert [one.term for one in store.decisions("on")] == ["على"]
        decide(store, "على", State.LATER)
        assert names(store.candidates(State.LATER)) == ["علي"]
        store.undo(change())
        assert names(store.candidates(State.REJECTED)) == ["علي"]
