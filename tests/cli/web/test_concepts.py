from __future__ import annotations

import re
from typing import Any

import pytest

from glossary.model import ConceptType, Status, TermKind
from glossary.store import TermStore
from tests.cli.web.conftest import Browser


def fields(html: str) -> dict[str, Any]:
    """Return the form of a concept as it stands on the page."""
    form = re.search(r'<form class="entry".*?</form>', html, re.DOTALL)
    assert form
    found: dict[str, Any] = {}
    rows = re.findall(
        r"<(input|textarea|select)\b([^>]*?)>(.*?)(?=<(?:input|textarea|select)\b|$)",
        form[0],
        re.DOTALL,
    )
    for tag, attributes, inner in rows:
        name = re.search(r'name="([^"]+)"', attributes)
        if name is None:
            continue
        value = re.search(r'value="([^"]*)"', attributes)
        said = value[1] if value else ""
        if tag == "select":
            chosen = re.search(r'value="([^"]*)" selected', inner)
            said = chosen[1] if chosen else ""
        elif tag == "textarea":
            said = inner.partition("</textarea>")[0]
        found.setdefault(name[1], []).append(said)
    many = ("lang", "text", "was", "status", "kind", "term_note", "section")
    return {
        name: value if name.startswith(many) else value[0]
        for name, value in found.items()
        if name != "csrf"
    }


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("parliament", ["parliament"]),
        ("PARLIAMENT OLD", ["parliament"]),
        ("وبالبرلمان", ["parliament"]),
        ("للبرلمان", ["parliament"]),
        ("قوبا", ["quba"]),
        ("nothing", []),
        ("", ["parliament", "quba"]),
    ],
)
def test_search_folds_and_takes_clitics_off(
    page: Browser, typed: str, found: list[str]
) -> None:
    html = page.get("/concepts", q=typed)
    assert re.findall(r"/concepts/one\?id=([\w-]+)", html) == found


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"type": "place"}, ["quba"]),
        ({"domain": "politics"}, ["parliament"]),
        ({"status": "superseded"}, []),
        ({"first": 1}, ["quba"]),
    ],
)
def test_filters(page: Browser, asked: dict[str, object], found: list[str]) -> None:
    html = page.get("/concepts", **asked)
    assert re.findall(r"/concepts/one\?id=([\w-]+)", html) == found


def test_a_form_sent_as_it_is_changes_nothing(page: Browser, store: TermStore) -> None:
    before = store.get("parliament")
    page.post("/concepts/one", **fields(page.get("/concepts/one", id="parliament")))
    assert store.get("parliament") == before


def test_every_field_can_be_edited(page: Browser, store: TermStore) -> None:
    form = fields(page.get("/concepts/one", id="parliament"))
    form["type"] = "organisation"
    form["domain"] = "law"
    form["definition"] = "An elected <b>body</b>."
    form["note"] = "ملاحظة"
    form["text"][2] = ""  # the forbidden one goes
    form["lang"][-1], form["text"][-1] = "en", "the house"
    form["status"][-1], form["kind"][-1] = "admitted", "shortForm"
    form["term_note"][-1] = "in speech"
    form["section_definition"][0] = "تعريف"
    form["why"] = "the client asked"
    page.post("/concepts/one", **form)
    stored = store.get("parliament")
    assert stored
    made = stored.concept
    assert (made.type, made.subject) == (ConceptType.ORGANISATION, "law")
    assert (made.definition, made.note) == ("An elected <b>body</b>.", "ملاحظة")
    arabic, english = made.sections
    assert arabic.definition == "تعريف"
    assert [(one.text, one.status, one.kind, one.note) for one in english.terms] == [
        ("parliament", Status.PREFERRED, None, None),
        ("the house", Status.ADMITTED, TermKind.SHORT_FORM, "in speech"),
    ]
    assert store.history("parliament")[-1].change.why == "the client asked"
    html = page.get("/concepts/history", id="parliament")
    assert "<ins><bdi>the house</bdi></ins>" in html
    assert "An elected &lt;b&gt;body" in html


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"text": ["", "", "", "", ""]}, "needs a term"),
        ({"text": ["برلمان", "a", "a", "", ""]}, "there twice"),
        ({"lang": ["ar", "en", "no tag", "ar", "en"]}, "is not a language tag"),
        ({"status": ["great"] * 5}, "is not a term status"),
        ({"kind": ["great"] * 5}, "is not a kind of term"),
        ({"lang": ["ar"]}, "do not fit together"),
        ({"revision": 7}, "has no revision 7"),
    ],
)
def test_what_cannot_be_saved(
    page: Browser, change: dict[str, object], problem: str
) -> None:
    form = fields(page.get("/concepts/one", id="parliament")) | change
    answer = page.ask("POST", "/concepts/one", data={"csrf": page.csrf(), **form})
    assert answer.status_code in {400, 404}
    assert problem in answer.text.replace("&#39;", "'")


def test_a_lost_update_shows_both_and_overwrites_nothing(
    page: Browser, store: TermStore
) -> None:
    form = fields(page.get("/concepts/one", id="quba"))
    page.post("/concepts/one", **form | {"note": "theirs"})
    answer = page.post("/concepts/one", 409, **form | {"note": "mine", "domain": "geo"})
    assert "theirs" in answer.text
    assert "mine" in answer.text
    assert "Save both" not in answer.text
    stored = store.get("quba")
    assert stored
    assert (stored.concept.note, stored.revision) == ("theirs", 2)
    page.post("/concepts/one", **form | {"note": "mine", "revision": 2})
    stored = store.get("quba")
    assert stored
    assert stored.concept.note == "mine"


def test_changes_that_do_not_meet_are_offered_together(
    page: Browser, store: TermStore
) -> None:
    form = fields(page.get("/concepts/one", id="quba"))
    page.post("/concepts/one", **form | {"note": "theirs"})
    html = page.post("/concepts/one", 409, **form | {"domain": "geo"}).text
    both = re.search(r'<div class="actions">\s*(<form.*?</form>)', html, re.DOTALL)
    assert both
    assert "Save both" in both[1]
    page.post("/concepts/one", **fields(f'<form class="entry">{both[1]}'))
    stored = store.get("quba")
    assert stored
    assert (stored.concept.note, stored.concept.subject) == ("theirs", "geo")


def test_a_concept_that_somebody_removed(page: Browser, store: TermStore) -> None:
    form = fields(page.get("/concepts/one", id="quba"))
    page.post("/concepts/delete", id="quba", revision=1)
    assert store.get("quba") is None
    answer = page.post("/concepts/one", 409, **form | {"note": "mine"})
    assert "was removed" in answer.text
    page.post("/concepts/restore", id="quba", number=1, revision=0)
    assert store.get("quba")


def test_new_merge_split_and_restore(page: Browser, store: TermStore) -> None:
    form = fields(page.get("/concepts/new", q="مجلس"))
    assert form["text"] == ["مجلس", ""]
    form["text"][1] = "Council"
    answer = page.post("/concepts/one", **form)
    assert answer.headers["location"].startswith("/concepts/one?id=council&done=")
    page.post("/concepts/merge", id="parliament", revision=1, other="Council")
    assert store.get("council") is None
    merged = store.get("parliament")
    assert merged
    assert len(merged.concept.sections[0].terms) == 2
    page.post(
        "/concepts/split", id="parliament", revision=2, term=["ar\tمجلس", "en\tCouncil"]
    )
    assert store.get("council")
    page.post("/concepts/restore", id="parliament", number=2, revision=3)
    restored = store.get("parliament")
    assert restored
    assert restored.concept == merged.concept
    page.post("/concepts/merge", 400, id="quba", revision=1, other="Quba")


def test_the_built_in_glossary_is_there_to_take_over(
    page: Browser, store: TermStore
) -> None:
    html = page.get("/concepts", scope="built-in", q="knesset")
    name = re.search(r'name="id" value="([^"]+)"', html)
    assert name
    page.post("/concepts/adopt", id=name[1])
    assert store.get(name[1])
    page.post("/concepts/adopt", 404, id="no such entry")


def test_the_journal_tells_and_undoes(page: Browser, store: TermStore) -> None:
    page.post("/concepts/delete", id="quba", revision=1)
    html = page.get("/history")
    assert html.index("Removed") < html.index("import")
    number = store.changes(limit=1)[0].number
    page.post("/undo", number=number, next="/history")
    assert store.get("quba")
    assert "Redo" in page.get("/history")
    assert "taken back" in page.get("/history")
    problem = page.send("/undo", 409, number=number)["problem"]
    assert "undone already" in problem
    page.send("/undo", 400, number=10**6)
