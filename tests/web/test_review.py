"""The review page in a real browser: the journeys of a day's work."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import pytest

from cli.session import Session, open_store
from glossary.store import State
from tests.web.chromium import PROGRAM, Page, browser
from tests.web.conftest import entered, served, shot

pytestmark = pytest.mark.skipif(PROGRAM is None, reason="chromium is not here")

CURRENT = "document.querySelector('.card[aria-current=true] .arabic')?.textContent"
DONE = "document.querySelectorAll('.card.done').length"
PAGES = (
    "/",
    "/candidates/bulk",
    "/candidates/one?term=%D8%A8%D8%A7%D9%83%D9%88",
    "/concepts?scope=built-in",
    "/concepts/new",
    "/history",
    "/articles",
    "/articles/1",
    "/overview",
    "/findings",
    "/findings?file=1",
    "/exchange",
    "/nowhere",
)
TRANSLATION = (
    "ar\ten\nزار الوفد باكو أمس.\tThe delegation visited Bakou yesterday.\n"
    "وصل 25 وزيرا إلى القدس.\t35 ministers arrived in Jerusalem.\n"
)


@pytest.fixture(scope="module")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    with browser(tmp_path_factory.mktemp("profile")) as page:
        yield page


@pytest.fixture
def page(chromium: Page, address: str) -> Iterator[Page]:
    entered(chromium, address)
    chromium.scheme("light")
    yield chromium
    assert chromium.errors == []


def states(workspace: Path) -> dict[State, list[str]]:
    """Return the terms by state, read from the store while the page is served."""
    found: dict[State, list[str]] = {state: [] for state in State}
    with open_store(Session(directory=str(workspace)).need_workspace()) as store:
        for one in store.candidates():
            found[one.state].append(one.candidate.term)
    return found


def go(page: Page, address: str, path: str, *, width: int = 1280) -> None:
    page.visit(address.partition("/?")[0] + path, width=width)


def count(page: Page, selector: str) -> int:
    found: int = page.ask(f"document.querySelectorAll({json.dumps(selector)}).length")
    return found


def test_twenty_candidates_by_keyboard(page: Page, demo: Path) -> None:
    shot(page, "candidates")
    shown = page.ask(
        "[...document.querySelectorAll('.card .arabic')].map((x) => x.textContent)"
    )
    assert page.ask(CURRENT) == shown[0]
    decided: dict[str, list[str]] = {"a": [], "r": [], "l": []}
    for number in range(20):
        key = "arl"[number % 3]
        decided[key].append(page.ask(CURRENT))
        page.press(key)
        page.until(f"{DONE} === {number + 1}")
        if number == 10:
            shot(page, "decided")
    assert [decided[key] for key in "arl"] == [shown[:20][n::3] for n in range(3)]
    found = states(demo)
    assert sorted(found[State.ACCEPTED]) == sorted(decided["a"])
    assert sorted(found[State.REJECTED]) == sorted(decided["r"])
    assert sorted(found[State.LATER]) == sorted(decided["l"])
    for number in range(20):
        page.press("u")
        page.until(f"{DONE} === {19 - number}")
    assert not states(demo)[State.ACCEPTED]
    assert page.ask(CURRENT) == shown[0]


def test_no_key_is_lost_on_who_types_fast(page: Page, demo: Path) -> None:
    for key in "arl" * 4:
        page.press(key)
    page.until(f"{DONE} === 12")
    found = states(demo)
    decided = (State.ACCEPTED, State.REJECTED, State.LATER)
    assert [len(found[state]) for state in decided] == [4, 4, 4]
    for _ in range(12):
        page.press("u")
    page.until(f"{DONE} === 0")
    assert not any(states(demo)[state] for state in decided)


def test_other_keys(page: Page, demo: Path) -> None:
    first, second = page.ask(
        "[...document.querySelectorAll('.card .arabic')].slice(0, 2)"
        ".map((x) => x.textContent)"
    )
    page.press("ت", code="KeyJ")  # the key of j on an Arabic keyboard
    assert page.ask(CURRENT) == second
    page.press("k")
    assert page.ask(CURRENT) == first
    page.press("e")
    page.type("My own English")
    page.press("a")  # in the field this is a letter
    assert page.ask("document.activeElement.value") == "My own Englisha"
    page.press("Enter")
    page.until(f"{DONE} === 1")
    assert states(demo)[State.ACCEPTED] == [first]
    page.press("f")
    page.until("document.activeElement.name === 'instead'")
    page.type("Another")
    page.press("Enter")
    page.until(f"{DONE} === 2")
    page.press("?")
    assert page.ask("document.getElementById('help').open") is True
    shot(page, "keys")
    page.press("Escape")
    page.press("/")
    page.type("باكو")
    page.press("Enter")
    page.until("location.search.includes('q=')")
    page.until("document.readyState === 'complete'")


def test_pages_by_keyboard(page: Page) -> None:
    page.press("n")
    page.until("location.search.includes('after=')")
    page.until("document.querySelector('[rel=prev]') !== null")
    page.press("p")
    page.until("location.search.includes('before=')")
    page.until("document.querySelector('[rel=next]') !== null")


def test_single_keys_can_be_switched_off(page: Page, demo: Path) -> None:
    page.press("?")
    page.ask("document.getElementById('keys-on').click()")
    page.press("Escape")
    page.press("r")
    page.ask("new Promise((done) => setTimeout(done, 200))")
    assert states(demo)[State.REJECTED] == []
    page.ask("localStorage.clear()")


def test_a_decision_of_somebody_else_is_told(page: Page, demo: Path) -> None:
    term = page.ask(CURRENT)
    from cli.session import change
    from glossary.store import Decision

    with open_store(Session(directory=str(demo)).need_workspace()) as store:
        decision = Decision(term=term, state=State.REJECTED)
        store.decide(decision, change=change("reject"))
    page.press("a")
    page.until("document.querySelector('.problem button') !== null")
    # The browser's own log tells of the 409, which is meant.
    assert [one for one in page.errors if "409" not in one] == []
    page.errors.clear()
    assert term in states(demo)[State.REJECTED]
    shot(page, "overtaken")
    page.ask("document.querySelector('.problem button').click()")
    page.until(f"{DONE} === 1")
    assert term in states(demo)[State.ACCEPTED]


def test_two_tabs_change_one_concept(page: Page, address: str, demo: Path) -> None:
    page.press("a")
    page.until(f"{DONE} === 1")
    with open_store(Session(directory=str(demo)).need_workspace()) as store:
        name = next(store.concepts()).concept.id
    go(page, address, f"/concepts/one?id={name}")
    page.ask(
        "(async () => { const form = document.querySelector('form.entry');"
        "const theirs = new URLSearchParams(new FormData(form));"
        "theirs.set('note', 'of the other tab');"
        "await fetch(form.action, {method: 'POST', body: theirs}); })()"
    )
    page.ask(
        "(() => { const form = document.querySelector('form.entry');"
        "form.elements.note.value = 'of this tab'; form.requestSubmit(); })()"
    )
    page.until("document.querySelector('.version') !== null")
    assert [one for one in page.errors if "409" not in one] == []
    page.errors.clear()
    shot(page, "conflict")
    text = page.ask("document.querySelector('main').innerText")
    assert "of the other tab" in text
    assert "of this tab" in text
    with open_store(Session(directory=str(demo)).need_workspace()) as store:
        stored = store.get(name)
        assert stored
        assert (stored.concept.note, stored.revision) == ("of the other tab", 2)
    page.ask("document.querySelector('main .actions .danger').click()")
    page.until("document.querySelector('form.entry') !== null")
    assert page.ask("document.querySelector('[name=note]').value") == "of this tab"


def test_search_with_a_clitic_form(page: Page, address: str) -> None:
    page.press("a")  # something is in the glossary
    page.until(f"{DONE} === 1")
    go(page, address, "/concepts?scope=built-in")
    page.press("/")
    page.type("وبالكنيست")
    page.press("Enter")
    page.until("location.search.includes('q=')")
    page.until("document.querySelector('.entries') !== null")
    shot(page, "concepts")
    assert "Knesset" in page.ask("document.querySelector('.entries').innerText")


def test_find_waive_and_fix(chromium: Page, demo: Path) -> None:
    (demo / "job.tsv").write_text(TRANSLATION, encoding="utf-8")
    with served(demo) as address:
        entered(chromium, address)
        go(chromium, address, "/findings?file=1")
        assert count(chromium, ".finding") == 2
        shot(chromium, "findings")
        chromium.ask(
            "(() => { const one = [...document.querySelectorAll('.finding')].at(-1);"
            "one.querySelector('details').open = true;"
            "one.querySelector('[name=reason]').value = 'the source is wrong';"
            "one.querySelector('.waive button').click(); })()"
        )
        chromium.until("document.querySelectorAll('.finding').length === 1")
        chromium.ask("document.querySelector('.finding .accept').click()")
        chromium.until(
            "document.querySelector('.card') === null"
            " && document.querySelector('.empty') !== null"
        )
        assert chromium.errors == []
    assert "visited Baku yesterday" in (demo / "job.tsv").read_text(encoding="utf-8")
    waivers = (demo / "gloss.waivers.toml").read_text(encoding="utf-8")
    assert 'reason = "the source is wrong"' in waivers


def test_export_tmx(page: Page, address: str, tmp_path: Path) -> None:
    go(page, address, "/exchange")
    shot(page, "files")
    page.send(
        "Browser.setDownloadBehavior", behavior="allow", downloadPath=str(tmp_path)
    )
    page.ask("document.querySelector('main form button.primary').click()")
    page.until("true")
    found: list[Path] = []
    for _ in range(200):
        found = list(tmp_path.glob("*.tmx"))
        if found:
            break
        page.ask("new Promise((done) => setTimeout(done, 50))")
    assert "<tmx" in found[0].read_text(encoding="utf-8")


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_sticks_out(
    page: Page, address: str, width: int, language: str
) -> None:
    base = address.partition("/?")[0]
    page.send("Network.setCookie", name="gloss_language", value=language, url=base)
    for path in PAGES:
        if path not in ("/findings?file=1", "/nowhere"):
            go(page, address, path, width=width)
            assert page.ask("document.documentElement.scrollWidth") <= width, path
            name = path.strip("/").partition("?")[0].replace("/", "-") or "start"
            shot(page, f"{name}-{language}-{width}")
    page.send("Network.deleteCookies", name="gloss_language", url=base)


def axe() -> str:
    try:
        package = resources.files("axe_core_python")
    except ModuleNotFoundError:
        pytest.skip("axe-core-python is not installed")
    return package.joinpath("axe.min.js").read_text(encoding="utf-8")


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_violation_of_wcag(chromium: Page, demo: Path, scheme: str) -> None:
    script = axe()
    (demo / "job.tsv").write_text(TRANSLATION, encoding="utf-8")
    with served(demo) as address:
        base = entered(chromium, address)
        chromium.press("a")
        chromium.until(f"{DONE} === 1")
        with open_store(Session(directory=str(demo)).need_workspace()) as store:
            name = next(store.concepts()).concept.id
        more = (f"/concepts/one?id={name}", f"/concepts/history?id={name}", "/concepts")
        chromium.scheme(scheme)
        for language in ("en", "ar"):
            chromium.send(
                "Network.setCookie", name="gloss_language", value=language, url=base
            )
            for path in (*PAGES, *more):
                go(chromium, address, path)
                chromium.ask(
                    "document.querySelectorAll('details')"
                    ".forEach((one, n) => (one.open = n < 3))"
                )
                chromium.ask(script + ";0")
                found = chromium.ask(
                    "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a',"
                    " 'wcag21aa', 'wcag22aa']}).then((done) => done.violations.map("
                    "(one) => [one.id, one.nodes.slice(0, 3).map((n) => n.html)]))"
                )
                assert found == [], (path, language)
        chromium.send("Network.deleteCookies", name="gloss_language", url=base)
        chromium.scheme("light")


def test_the_first_paint_is_soon(page: Page, address: str) -> None:
    spent: dict[str, list[float]] = {"/": [], "/history": []}
    for _ in range(5):
        for path, paints in spent.items():
            go(page, address, path)
            paints.append(
                page.until(
                    "performance.getEntriesByName('first-contentful-paint')[0]"
                    "?.startTime"
                )
            )
    # Others share the machine: where a page of a few lines takes long, so may this.
    assert min(spent["/"]) < max(300, 4 * min(spent["/history"])), spent


def test_the_page_keeps_to_its_policy(page: Page) -> None:
    page.ask(
        "(() => { const one = document.createElement('script');"
        "one.textContent = 'window.broken = 1'; document.body.append(one); })()"
    )
    assert page.ask("window.broken") is None
    assert any("Content Security Policy" in one for one in page.errors)
    page.errors.clear()
