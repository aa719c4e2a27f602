from __future__ import annotations

import re

import pytest

from cli.web.queries import readings
from glossary.model import ConceptType, Origin, Status
from glossary.store import Change, Decision, State, TermStore
from tests.cli.web.conftest import Browser


def state(store: TermStore, term: str) -> tuple[State, str | None]:
    found = store.candidate(term)
    assert found
    return found.state, found.concept


def terms(html: str) -> list[str]:
    return re.findall(r'<h2 class="arabic">(.*?)</h2>', html)


def test_candidates_come_ranked_with_a_way_to_accept_each(page: Browser) -> None:
    html = page.get("/")
    assert terms(html)[:4] == ["الكنيست", "باكو", "محمدوف", "الزيارة"]
    assert html.count(">Accept<") == 5
    assert "<mark>باكو</mark>" in html


def test_a_script_in_a_term_is_text(page: Browser) -> None:
    html = page.get("/")
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert "<b>bold" not in html


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"q": "والكنيست"}, ["الكنيست"]),
        ({"q": "للكنيست"}, ["الكنيست"]),
        ({"q": "BAKU"}, ["باكو"]),
        ({"q": "لباكو"}, ["باكو"]),
        ({"type": "place"}, ["باكو"]),
        ({"origin": "romanised"}, ["محمدوف"]),
        ({"state": "rejected"}, []),
        ({"state": "all", "q": "زياره"}, ["الزيارة"]),
        ({"q": "."}, []),
    ],
)
def test_filters(page: Browser, asked: dict[str, str], found: list[str]) -> None:
    assert terms(page.get("/candidates", **asked)) == found


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("والكنيست", ["والكنيست", "الكنيست", "كنيست"]),
        ("Baku", ["Baku"]),
        ("وللولايات المتحدة", ["وللولايات المتحدة"]),
    ],
)
def test_readings_begin_with_what_was_typed(typed: str, first: list[str]) -> None:
    assert readings(typed)[: len(first)] == first
    assert "الولايات المتحدة" in readings("وللولايات المتحدة")


def test_accepting_makes_a_concept_that_undo_takes_back(
    page: Browser, store: TermStore
) -> None:
    said = page.send(
        "/candidates/decide", term="باكو", action="accept", english="Baku", type="place"
    )
    assert said["concept"] == "baku"
    assert said["message"] == "Accepted"
    assert said["counts"] == {"open": 4, "accepted": 1, "rejected": 0, "later": 0}
    assert state(store, "باكو") == (State.ACCEPTED, "baku")
    made = store.get("baku")
    assert made
    assert made.concept.type is ConceptType.PLACE
    assert made.concept.provenance.source == "articles/1.txt"
    assert store.history("baku")[0].change.who == "سامي"
    page.send("/undo", number=said["change"])
    assert store.get("baku") is None
    assert state(store, "باكو") == (State.OPEN, None)


def test_a_form_without_scripts_comes_back_to_the_list(page: Browser) -> None:
    answer = page.post(
        "/candidates/decide",
        term="باكو",
        action="reject",
        next="/candidates?type=place&done=1",
    )
    place = answer.headers["location"]
    assert place.startswith("/candidates?type=place&done=")
    html = page.ask("GET", place).text
    assert "Rejected" in html
    assert 'action="/undo"' in html


@pytest.mark.parametrize(
    "next_", ["//evil.example", "https://evil.example", "/\\evil.example", "x", "/ a"]
)
def test_a_form_leads_to_no_other_site(page: Browser, next_: str) -> None:
    answer = page.post("/candidates/decide", term="باكو", action="later", next=next_)
    assert re.fullmatch(r"/\?done=\d+", answer.headers["location"])


def test_a_guess_becomes_a_term_as_the_person_wrote_it(
    page: Browser, store: TermStore
) -> None:
    page.send(
        "/candidates/decide", term="محمدوف", action="accept", english=" Mammadov "
    )
    assert store.get("mammadov")


def test_a_packaged_entry_comes_whole(page: Browser, store: TermStore) -> None:
    from glossary.base import entries

    entry = entries()[0].concept
    arabic, english = entry.preferred("ar"), entry.preferred("en")
    assert arabic
    assert english
    from tests.cli.web.conftest import candidate

    one = candidate(arabic.text, None)
    from dataclasses import replace

    from glossary.model import Rendering

    known = Rendering(
        text=english.text, origin=Origin.CURATED, confidence=1, detail=entry.id
    )
    store.save_candidates(
        [replace(one, renderings=(known,))],
        change=Change(who="x", at="2026-03-01T09:30:00Z", action="extract"),
    )
    page.send(
        "/candidates/decide",
        term=arabic.text,
        action="accept",
        english=english.text,
        type=entry.type.value,
    )
    made = store.get(entry.id)
    assert made
    assert made.concept == entry


def test_the_same_pair_twice_is_one_concept(page: Browser, store: TermStore) -> None:
    for _ in range(2):
        said = page.send(
            "/candidates/decide", term="باكو", action="accept", english="Baku"
        )
        page.send("/candidates/decide", term="باكو", action="reopen", was="accepted")
        assert said["concept"] == "baku"
    assert store.statistics().concepts == 3


def test_forbidding_an_english(page: Browser, store: TermStore) -> None:
    said = page.send(
        "/candidates/decide",
        term="باكو",
        action="forbid",
        english="Bakou",
        instead="Baku",
        type="place",
    )
    made = store.get(said["concept"])
    assert made
    section = made.concept.section("en")
    assert section
    assert [(one.text, one.status) for one in section.terms] == [
        ("Baku", Status.PREFERRED),
        ("Bakou", Status.DEPRECATED),
    ]
    again = page.send(
        "/candidates/decide",
        400,
        term="باكو",
        action="forbid",
        english="X",
        instead="x",
    )
    assert "both forbidden and preferred" in again["problem"]


@pytest.mark.parametrize(
    ("data", "status", "problem"),
    [
        ({"term": "باكو", "action": "accept"}, 400, "write its translation first"),
        ({"term": "غائب", "action": "reject"}, 404, "no candidate"),
        ({"term": "باكو", "action": "explode"}, 422, "action"),
        ({"action": "reject"}, 422, "term"),
    ],
)
def test_what_cannot_be_done(
    page: Browser, data: dict[str, str], status: int, problem: str
) -> None:
    assert problem in page.send("/candidates/decide", status, **data)["problem"]


def test_a_decision_that_somebody_else_took_is_not_overwritten(
    page: Browser, store: TermStore
) -> None:
    store.decide(
        Decision(term="باكو", state=State.REJECTED),
        change=Change(who="منى", at="2026-03-02T08:00:00Z", action="reject"),
    )
    said = page.send(
        "/candidates/decide", 409, term="باكو", action="accept", english="Baku"
    )
    assert said["state"] == "rejected"
    assert "منى" in said["problem"]
    assert state(store, "باكو") == (State.REJECTED, None)
    html = page.post(
        "/candidates/decide", 409, term="باكو", action="accept", english="Baku"
    ).text
    again = re.search(r'name="was" value="(\w+)"', html)
    assert again
    page.send(
        "/candidates/decide",
        term="باكو",
        action="accept",
        english="Baku",
        was=again[1],
    )
    assert state(store, "باكو") == (State.ACCEPTED, "baku")


def test_bulk_takes_what_is_sure_and_no_guess(page: Browser, store: TermStore) -> None:
    html = page.get("/candidates/bulk", above=0.95)
    shown = re.findall(r'name="term" value="([^"]+)"', html)
    assert shown == ["الكنيست", "باكو"]
    page.post("/candidates/bulk", term=shown)
    assert state(store, "الكنيست")[0] is State.ACCEPTED
    assert state(store, "باكو")[0] is State.ACCEPTED
    assert state(store, "محمدوف")[0] is State.OPEN
    last = store.changes(limit=1)[0]
    assert (last.concepts, last.candidates) == (2, 2)
    page.post("/undo", number=last.number)
    assert state(store, "باكو")[0] is State.OPEN


def test_merging_into_a_concept(page: Browser, store: TermStore) -> None:
    html = page.get("/candidates/one", term="الكنيست", q="parliament")
    assert 'name="concept" value="parliament"' in html
    page.post(
        "/candidates/merge", term="الكنيست", concept="parliament", status="admitted"
    )
    made = store.get("parliament")
    assert made
    section = made.concept.section("ar")
    assert section
    assert [one.text for one in section.terms] == ["البرلمان", "الكنيست"]
    assert state(store, "الكنيست") == (State.ACCEPTED, "parliament")


def test_merging_candidates(page: Browser, store: TermStore) -> None:
    page.post("/candidates/merge", term="باكو", other=["الزيارة"], english="Baku visit")
    made = store.get("baku-visit")
    assert made
    section = made.concept.section("ar")
    assert section
    assert [one.text for one in section.terms] == ["باكو", "الزيارة"]
    assert made.revision == 1
    assert state(store, "الزيارة") == (State.ACCEPTED, "baku-visit")
    page.post("/candidates/merge", 400, term="محمدوف")


def test_splitting_a_candidate(page: Browser, store: TermStore) -> None:
    assert 'name="form" value="وباكو"' in page.get("/candidates/one", term="باكو")
    page.post(
        "/candidates/split",
        term="باكو",
        form=["وباكو"],
        english="Baku",
        second="Wabaku",
    )
    first, second = store.get("baku"), store.get("wabaku")
    assert first
    assert second
    term = second.concept.preferred("ar")
    assert term
    assert term.text == "وباكو"
    page.post(
        "/candidates/split", 400, term="محمدوف", form=["غير"], english="a", second="b"
    )
