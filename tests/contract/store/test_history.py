from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from glossary.errors import ConflictError, StoreError
from glossary.store import (
    Change,
    Decision,
    Edit,
    OnExisting,
    Revision,
    State,
    TermStore,
)
from tests.contract.store.samples import candidate, change, concept

if TYPE_CHECKING:
    from collections.abc import Sequence

    from glossary.model import Concept


def notes(store: TermStore) -> dict[str, str | None]:
    return {one.concept.id: one.concept.note for one in store.concepts()}


def test_history_tells_who_when_what_and_why(store: TermStore) -> None:
    add = Change(who="mona", at="2026-03-01T10:00:00Z", action="add")
    edit = Change(who="hany", at="2026-03-02T10:00:00Z", action="edit", why="typo")
    store.put(concept(), expected=None, change=add)
    store.put(concept("other"), expected=None, change=change())
    store.put(concept(note="x"), expected=1, change=edit)
    store.delete("knesset", expected=2, change=change("delete"))
    first, second, third = store.history("knesset")
    assert first == Revision(
        number=1,
        before=None,
        after=concept(),
        change=add,
        change_number=1,
        undoes=None,
    )
    assert second.change == edit
    assert (second.before, second.after) == (concept(), concept(note="x"))
    assert (third.number, third.after, third.change.action) == (3, None, "delete")
    assert store.history("never") == []


def merge(store: TermStore) -> None:
    """Accept two spellings as two concepts, then make them one."""
    store.save_candidates(map(candidate, ["هرتسوغ", "هرتسوج"]), change=change())
    for name, term in [("a", "هرتسوغ"), ("b", "هرتسوج")]:
        steps: Sequence[Edit | Decision] = [
            Edit(id=name, expected=None, after=concept(name)),
            Decision(term=term, state=State.ACCEPTED, concept=name),
        ]
        store.apply(steps, change=change("accept"))
    steps = [
        Edit(id="a", expected=1, after=concept("a", note="both")),
        Edit(id="b", expected=1, after=None),
        Decision(term="هرتسوج", state=State.ACCEPTED, concept="a"),
    ]
    store.apply(steps, change=change("merge"))


def test_a_merge_is_one_change(store: TermStore) -> None:
    merge(store)
    assert notes(store) == {"a": "both"}
    assert [one.concept for one in store.candidates()] == ["a", "a"]
    taken = store.undo(change("undo"))
    assert (taken.change.action, taken.concepts, taken.terms) == (
        "merge",
        ("a", "b"),
        ("هرتسوج",),
    )
    assert notes(store) == {"a": None, "b": None}
    assert [one.concept for one in store.candidates()] == ["a", "b"]
    assert [one.concept.id for one in store.find("ar", "الكنيست")] == ["a", "b"]


def test_undo_goes_back_step_by_step(store: TermStore) -> None:
    merge(store)
    actions = [store.undo(change("undo")).change.action for _ in range(3)]
    assert actions == ["merge", "accept", "accept"]
    assert notes(store) == {}
    assert [one.state for one in store.candidates()] == [State.OPEN, State.OPEN]
    with pytest.raises(StoreError, match=r"^there is no change to undo$"):
        store.undo(change("undo"))


def test_undo_of_one_concept(store: TermStore) -> None:
    store.put(concept("a"), expected=None, change=change())
    store.put(concept("a", note="x"), expected=1, change=change())
    store.put(concept("b"), expected=None, change=change())
    store.undo(change("undo"), concept_id="a")
    assert notes(store) == {"a": None, "b": None}
    assert [one.undoes for one in store.history("a")] == [None, None, 2]
    with pytest.raises(StoreError, match=r"^there is no change of concept 'c' to undo"):
        store.undo(change("undo"), concept_id="c")


def test_undo_refuses_what_was_changed_since(store: TermStore) -> None:
    merge(store)
    later = Change(who="hany", at="2026-03-02T10:00:00Z", action="edit")
    store.put(concept("a", note="later"), expected=2, change=later)
    with pytest.raises(
        ConflictError,
        match=r"^concept 'a' has changed since "
        r"\(by hany at 2026-03-02T10:00:00Z: edit\); undo that first$",
    ):
        store.undo(change("undo"), concept_id="b")
    assert notes(store) == {"a": "later"}
    assert [one.concept for one in store.candidates()] == ["a", "a"]


def test_undo_refuses_where_a_decision_changed_since(store: TermStore) -> None:
    store.decide(Decision(term="باكو", state=State.LATER), change=change())
    number = store.undo(change("undo")).number
    assert number == 1
    store.decide(Decision(term="باكو", state=State.REJECTED), change=change())
    with pytest.raises(ConflictError, match=r"^candidate 'باكو' has changed since"):
        store.undo(change("redo"), number=2)


def test_undoing_an_undo_redoes(store: TermStore) -> None:
    store.put(concept(), expected=None, change=change())
    store.put(concept(note="x"), expected=1, change=change("edit"))
    store.undo(change("undo"))
    taken = store.undo(change("redo"), number=3)
    assert taken.change.action == "undo"
    assert notes(store) == {"knesset": "x"}
    assert store.undo(change("undo")).number == 2
    assert notes(store) == {"knesset": None}


def test_undo_of_a_change_that_is_not_in_force(store: TermStore) -> None:
    store.put(concept(), expected=None, change=change())
    store.undo(change("undo"))
    with pytest.raises(
        ConflictError, match=r"^change 1 is undone already, by change 2$"
    ):
        store.undo(change("undo"), number=1)
    with pytest.raises(StoreError, match=r"^there is no change 9; see the history$"):
        store.undo(change("undo"), number=9)


def test_an_extraction_is_not_undone(store: TermStore) -> None:
    store.put(concept(), expected=None, change=change("add"))
    store.save_candidates([candidate("باكو")], change=change("extract"))
    with pytest.raises(StoreError, match=r"^change 2 \(extract\) cannot be undone"):
        store.undo(change("undo"), number=2)
    assert store.undo(change("undo")).change.action == "add"
    assert len(list(store.candidates())) == 1


def test_undo_of_an_import(store: TermStore) -> None:
    store.put(concept("0007", note="old"), expected=None, change=change())
    many = [concept(f"{number:04}") for number in range(1300)]
    twice = [*many, concept("0003", note="again")]
    store.put_many(twice, change=change("import"), on_existing=OnExisting.REPLACE)
    assert len(store.undo(change("undo")).concepts) == 1300
    assert notes(store) == {"0007": "old"}
    store.undo(change("redo"), number=3)
    assert len(notes(store)) == 1300
    assert notes(store)["0003"] == "again"


edits = st.lists(
    st.lists(
        st.tuples(st.sampled_from("abc"), st.none() | st.sampled_from("xyz")),
        min_size=1,
        max_size=4,
    ),
    max_size=6,
)


@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(changes=edits)
def test_undo_retraces_every_state(
    store: TermStore, changes: list[list[tuple[str, str | None]]]
) -> None:
    for name in notes(store):
        found = store.get(name)
        assert found is not None
        store.delete(name, expected=found.revision, change=change())
    states = [notes(store)]
    for several in changes:
        before = store.statistics().changes
        store.apply(_steps(store, several), change=change())
        if store.statistics().changes > before:
            states.append(notes(store))
    for state in reversed(states[:-1]):
        store.undo(change("undo"))
        assert notes(store) == state


def _steps(store: TermStore, several: list[tuple[str, str | None]]) -> list[Edit]:
    """Put a note, or delete, each step reckoning with those before it."""
    steps: list[Edit] = []
    known: dict[str, tuple[Concept | None, int]] = {}
    for name, note in several:
        if name not in known:
            past = store.history(name)
            known[name] = (past[-1].after, past[-1].number) if past else (None, 0)
        now, number = known[name]
        after = None if note is None else concept(name, note=note)
        if now == after:
            continue
        expected = None if now is None else number
        steps.append(Edit(id=name, expected=expected, after=after))
        known[name] = (after, number + 1)
    return steps
