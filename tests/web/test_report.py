"""The report of candidates in a real browser."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from cli.render.report.content import Report
from cli.render.report.html import html
from glossary.model import Candidate, ConceptType, Evidence, Origin, Rendering
from tests.cli.report.samples import REPORT
from tests.web.chromium import PROGRAM, Page, browser

pytestmark = pytest.mark.skipif(PROGRAM is None, reason="chromium is not here")

SHOWN = (
    "[...document.querySelectorAll('#candidates > li:not([hidden]) .arabic')]"
    ".map((one) => one.textContent)"
)
SETTLED = "new Promise((done) => setTimeout(done, 200))"
FOCUSED = "document.activeElement.querySelector('.arabic')?.textContent"
KNESSET, BAKU, ODD = (one.term for one in REPORT.candidates)


@pytest.fixture(scope="module")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    with browser(tmp_path_factory.mktemp("profile")) as page:
        yield page


@pytest.fixture
def page(chromium: Page, tmp_path: Path) -> Iterator[Page]:
    path = tmp_path / "report.html"
    path.write_text("".join(html(REPORT)), encoding="utf-8")
    chromium.open(path)
    yield chromium
    assert chromium.errors == []


def search(page: Page, text: str) -> list[str]:
    page.press("/")
    page.type(text)
    page.ask(SETTLED)
    found: list[str] = page.ask(SHOWN)
    return found


def test_the_page_runs_under_its_own_policy(page: Page) -> None:
    assert page.ask("document.getElementById('filters').hidden") is False
    assert page.ask("document.getElementById('shown').textContent") == "3 candidates"
    accent = page.ask("getComputedStyle(document.body).backgroundColor")
    assert accent == "rgb(251, 250, 247)"


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("كنيست", [KNESSET]),
        ("الكُنِيسـت", [KNESSET]),
        ("والكنيست", [KNESSET]),
        ("PARLIAMENT", [KNESSET]),
        ("bakw", [BAKU]),
        ("لا شيء", []),
    ],
)
def test_searching(page: Page, typed: str, found: list[str]) -> None:
    assert search(page, typed) == found
    assert page.ask("document.getElementById('nothing').hidden") is bool(found)
    page.press("Escape")
    assert page.ask(SHOWN) == [KNESSET, BAKU, ODD]


def test_filters_and_their_reset(page: Page) -> None:
    page.ask("document.querySelector('[value=place]').click()")
    assert page.ask(SHOWN) == [BAKU]
    page.ask("document.querySelector('[value=organisation]').click()")
    assert page.ask(SHOWN) == [KNESSET, BAKU]
    page.ask("document.querySelector('[value=romanised]').click()")
    assert page.ask(SHOWN) == [BAKU]
    assert page.ask("document.getElementById('shown').textContent").startswith("1 of 3")
    page.ask("document.querySelector('[type=reset]').click()")
    page.ask(SETTLED)
    assert page.ask(SHOWN) == [KNESSET, BAKU, ODD]


@pytest.mark.parametrize(
    ("order", "found"),
    [
        ("english", [BAKU, KNESSET, ODD]),
        ("count", [KNESSET, BAKU, ODD]),
        ("arabic", [ODD, KNESSET, BAKU]),
    ],
)
def test_sorting(page: Page, order: str, found: list[str]) -> None:
    page.ask(
        f"order.value = '{order}';"
        "order.dispatchEvent(new Event('change', {bubbles: true}))"
    )
    assert page.ask(SHOWN) == found


def test_the_keyboard_is_enough(page: Page) -> None:
    page.press("j")
    page.press("j")
    assert page.ask(FOCUSED) == BAKU
    page.press("Enter")
    assert page.ask("document.activeElement.parentElement.open") is True
    page.press("k")
    assert page.ask(FOCUSED) == KNESSET
    page.press("ت", code="KeyJ")  # the same key of an Arabic keyboard
    assert page.ask(FOCUSED) == BAKU
    assert search(page, "j") == []  # a letter typed is no command


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_nothing_sticks_out(chromium: Page, tmp_path: Path, width: int) -> None:
    path = tmp_path / "report.html"
    path.write_text("".join(html(REPORT)), encoding="utf-8")
    chromium.open(path, width=width)
    chromium.ask("document.querySelectorAll('details').forEach((x) => (x.open = true))")
    assert chromium.ask("document.documentElement.scrollWidth") <= width


def test_without_scripts_the_content_is_there(chromium: Page, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_text("".join(html(REPORT)), encoding="utf-8")
    chromium.open(path, scripts=False)
    try:
        tree = chromium.send("DOM.getDocument", depth=0)
        node = tree["root"]["nodeId"]

        def count(selector: str) -> int:
            asked = {"nodeId": node, "selector": selector}
            return len(chromium.send("DOM.querySelectorAll", **asked)["nodeIds"])

        assert count("#filters[hidden]") == 1
        assert count("#candidates > li > details") == 3
        assert count("mark") == 3
    finally:
        chromium.send("Emulation.setScriptExecutionDisabled", value=False)


@pytest.mark.slow
def test_five_thousand_candidates_stay_usable(chromium: Page, tmp_path: Path) -> None:
    text = "زار الوفد باكو أمس وعاد إلى العاصمة. " * 300
    places = [place for place in range(len(text)) if text.startswith("باكو", place)]
    contexts = tuple(
        Evidence(
            document="a.txt",
            start=place,
            end=place + 4,
            text=text[place - 11 : place + 20],
        )
        for place in places[1:4]
    )
    many = [
        Candidate(
            term=f"باكو {number}",
            type=ConceptType.PLACE,
            score=0.5,
            count=9,
            documents=1,
            variants=(("باكو", 9), ("وباكو", 2)),
            renderings=(
                Rendering(text=f"Baku {number}", origin=Origin.CURATED, confidence=1),
            ),
            contexts=contexts,
        )
        for number in range(5000)
    ]
    mentions = {one.term: [("a.txt", place) for place in places[:9]] for one in many}
    report = Report(candidates=many, texts={"a.txt": text}, mentions=mentions)
    path = tmp_path / "many.html"
    path.write_text("".join(html(report)), encoding="utf-8")
    begun = time.monotonic()
    chromium.open(path)
    assert len(search(chromium, "baku 4999")) == 1
    assert time.monotonic() - begun < 30
    chromium.press("Escape")
    took = chromium.ask(
        "(() => { const begun = performance.now(); search.value = 'BAKU 49';"
        "filters.dispatchEvent(new Event('change')); document.body.offsetHeight;"
        "return performance.now() - begun; })()"
    )
    assert len(chromium.ask(SHOWN)) == 111
    assert took < 2000
