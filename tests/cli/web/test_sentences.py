"""What the store says went wrong is said in Arabic where the interface is Arabic."""

from __future__ import annotations

import re

import pytest

from cli.web.sentences import SENTENCES, translated
from glossary.errors import ConflictError, StoreError
from glossary.model import Concept, LangSection, Term
from glossary.store import Change, Decision, Edit, State, TermStore
from tests.cli.web.conftest import Browser

CHANGE = Change(who="Sami", at="2026-03-02T10:00:00Z", action="edit")
QUBA = Concept(
    id="quba", sections=(LangSection(lang="ar", terms=(Term(text="قوبا"),)),)
)


def edit(expected: int | None, after: Concept | None = QUBA) -> Edit:
    return Edit(id="quba", expected=expected, after=after)


def decision(was: State) -> Decision:
    return Decision(term="باكو", state=State.ACCEPTED, was=was)


@pytest.mark.parametrize(
    "step",
    [
        edit(None),
        edit(7),
        Edit(id="none", expected=1, after=None),
        decision(State.LATER),
    ],
)
def test_each_conflict_of_the_store_is_known(
    store: TermStore, step: Edit | Decision
) -> None:
    with pytest.raises(ConflictError) as caught:
        store.apply([step], change=CHANGE)
    said = translated("ar", str(caught.value))
    assert re.search("[\u0621-\u064a]{3}", said), said
    assert "revision" not in said
    assert "candidate" not in said
    assert translated("en", str(caught.value)) == str(caught.value)


def test_a_removed_concept_and_undone_changes(store: TermStore) -> None:
    store.apply([edit(1, None)], change=CHANGE)
    number = store.changes(limit=1)[0].number
    with pytest.raises(ConflictError) as removed:
        store.apply([edit(1)], change=CHANGE)
    with pytest.raises(ConflictError) as overtaken:
        store.undo(CHANGE, number=number - 1)
    store.undo(CHANGE, number=number)
    with pytest.raises(StoreError) as twice:
        store.undo(CHANGE, number=number)
    for caught in (removed, overtaken, twice):
        said = translated("ar", str(caught.value))
        assert said != str(caught.value)
        assert "undo" not in said


def test_what_nobody_knows_stays() -> None:
    assert translated("ar", "the sky fell") == "the sky fell"


def test_every_sentence_is_recognised_with_what_varies() -> None:
    for sentence in SENTENCES:
        filled = re.sub(r"%\(\w+\)s", "x", sentence)
        assert translated("ar", filled) != filled, sentence


def test_the_page_says_it_in_arabic(page: Browser) -> None:
    page.cookies["gloss_language"] = "ar"
    answer = page.send(
        "/candidates/decide", 409, term="باكو", action="reject", was="later"
    )
    assert "حالة المرشح" in answer["problem"]
    assert "مفتوح" in answer["problem"]
