"""Correcting links in a real browser, and applying what it downloads."""

from __future__ import annotations

import csv
import io
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from cli.aligned import KEYS, Aligned
from cli.links import Links
from cli.render.alignment.html import html
from tests.web.chromium import PROGRAM, Page, browser
from tmx.align import Link

pytestmark = pytest.mark.skipif(PROGRAM is None, reason="chromium is not here")

ARABIC = ["وصل الوفد.", "زار المدينة.", "=ثم عاد.", 'قال "نعم".']
ENGLISH = [
    "The delegation came.",
    "It saw the city.",
    "-Then it left.",
    'It said "yes".',
]
LINKS = [
    Link(source=(0, 1), target=(0, 1), score=0.9),
    Link(source=(2,), target=(2,), score=0.3),
    Link(source=(3,), target=(), score=0.0),
    Link(source=(), target=(3,), score=0.0),
]
ROWS = [
    Aligned(
        "a&b.txt",
        tuple(ARABIC[n] for n in link.source),
        tuple(ENGLISH[n] for n in link.target),
        link,
    )
    for link in LINKS
]
IDS = (
    "[...document.querySelectorAll('.rows > li')].map((row) => ['source', 'target']"
    ".map((name) => [...row.querySelectorAll(`[data-side=${name}] > p`)]"
    ".map((one) => Number(one.dataset.id))))"
)
BEFORE = [[[0, 1], [0, 1]], [[2], [2]], [[3], []], [[], [3]]]
UNDO = "document.querySelector('[data-tool=undo]')"


@pytest.fixture(scope="module")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    with browser(tmp_path_factory.mktemp("profile")) as page:
        yield page


@pytest.fixture
def page(chromium: Page, tmp_path: Path) -> Iterator[Page]:
    show(chromium, tmp_path)
    yield chromium
    # A changed page asks before it is left.
    chromium.ask(f"(() => {{ while (!{UNDO}.disabled) {UNDO}.click(); }})()")
    assert chromium.ask(IDS) == BEFORE
    assert chromium.errors == []


def show(
    chromium: Page, folder: Path, *, width: int = 1280, scripts: bool = True
) -> None:
    text = html(ROWS, languages=("ar", "en"), doubtful=0.5, name="x.links.tsv")
    (folder / "x.html").write_text("".join(text), encoding="utf-8")
    chromium.open(folder / "x.html", width=width, scripts=scripts)


def choose(page: Page, side: str, number: int) -> None:
    page.ask(
        f"document.querySelector('[data-side={side}] > [data-id=\"{number}\"]').click()"
    )


def tool(page: Page, name: str) -> None:
    page.ask(f"document.querySelector('[data-tool={name}]').click()")


@pytest.mark.parametrize(
    ("side", "number", "name", "after"),
    [
        ("source", 1, "split", [[[0], [0]], [[1], [1]], *BEFORE[1:]]),
        ("source", 0, "split", BEFORE),
        ("source", 1, "alone", [[[0], [0, 1]], [[1], []], *BEFORE[1:]]),
        ("target", 0, "alone", [[[], [0]], [[0, 1], [1]], *BEFORE[1:]]),
        ("source", 2, "join", [BEFORE[0], [[2, 3], [2]], BEFORE[3]]),
        ("target", 3, "join", BEFORE),
        ("source", 1, "down", [[[0], [0, 1]], [[1, 2], [2]], *BEFORE[2:]]),
        ("target", 3, "up", [*BEFORE[:2], [[3], [3]]]),
        ("source", 0, "up", [[[0], []], [[1], [0, 1]], *BEFORE[1:]]),
        ("target", 3, "down", BEFORE),
        ("target", 2, "confirm", BEFORE),
    ],
)
def test_each_tool_and_its_undoing(
    page: Page, side: str, number: int, name: str, after: list[object]
) -> None:
    choose(page, side, number)
    tool(page, name)
    assert page.ask(IDS) == after
    tool(page, "undo")
    assert page.ask(IDS) == BEFORE


def test_the_keyboard_is_enough(page: Page) -> None:
    page.press("j")
    assert page.ask("document.activeElement.textContent") == ARABIC[2]
    page.press("c")
    assert page.ask("document.activeElement.closest('li').innerText").count("by hand")
    page.press("j")
    assert page.ask("document.activeElement.textContent") == ARABIC[3]
    page.press("ArrowUp")
    page.press("ArrowUp")
    assert page.ask("document.activeElement.textContent") == ARABIC[1]
    page.press("ArrowRight")
    assert page.ask("document.activeElement.textContent") == ENGLISH[0]
    page.press("ArrowDown")
    page.press("س", code="KeyS")  # the same key of an Arabic keyboard
    assert page.ask(IDS)[:2] == [[[0], [0]], [[1], [1]]]
    page.press("z")
    page.press("z")
    assert page.ask(IDS) == BEFORE


def test_what_is_said_of_the_rows(page: Page) -> None:
    said = "document.getElementById('counts').textContent"
    assert page.ask(said) == "2 pairs, 1 doubtful, 2 without a partner."
    choose(page, "target", 3)
    tool(page, "up")
    assert "3 pairs, 1 doubtful, 0 without a partner, 1 changed" in page.ask(said)


def test_sides_have_their_directions(page: Page) -> None:
    each = (
        "['source', 'target'].map((name) =>"
        " document.querySelector(`[data-side=${name}]`)).map"
    )
    assert page.ask(f"{each}((one) => getComputedStyle(one).direction)") == [
        "rtl",
        "ltr",
    ]
    left, right = page.ask(f"{each}((one) => one.getBoundingClientRect().left)")
    assert left < right


def test_the_download_is_applied(chromium: Page, tmp_path: Path) -> None:
    show(chromium, tmp_path)
    chromium.send(
        "Page.setDownloadBehavior", behavior="allow", downloadPath=str(tmp_path)
    )
    choose(chromium, "target", 3)
    tool(chromium, "up")
    choose(chromium, "source", 1)
    tool(chromium, "split")
    tool(chromium, "download")
    path = tmp_path / "x.links.tsv"
    until = time.monotonic() + 20
    while not path.exists() and time.monotonic() < until:
        chromium.ask("new Promise((done) => setTimeout(done, 50))")
    rows = list(
        csv.reader(io.StringIO(path.read_text(encoding="utf-8")), delimiter="\t")
    )
    assert rows[0] == list(KEYS)
    assert [row[4:] for row in rows[1:]] == [
        ["[0]", "[0]"],
        ["[1]", "[1]"],
        ["[2]", "[2]"],
        ["[3]", "[3]"],
    ]
    assert [row[3] for row in rows[1:]] == ["1", "1", "0.3", "1"]
    assert rows[3][:3] == ["a&b.txt", "'=ثم عاد.", "'-Then it left."]
    assert rows[4][1:3] == [ARABIC[3], ENGLISH[3]]
    assert len(Links(str(path)).of("a&b.txt")) == 4
    # What is downloaded is safe: the page may be left.
    chromium.send("Page.navigate", url="about:blank")
    chromium.wait("Page.loadEventFired")


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_nothing_sticks_out(chromium: Page, tmp_path: Path, width: int) -> None:
    show(chromium, tmp_path, width=width)
    assert chromium.ask("document.documentElement.scrollWidth") <= width


def test_without_scripts_the_texts_are_there(chromium: Page, tmp_path: Path) -> None:
    show(chromium, tmp_path, scripts=False)
    try:
        tree = chromium.send("DOM.getDocument", depth=0)
        node = tree["root"]["nodeId"]

        def count(selector: str) -> int:
            asked = {"nodeId": node, "selector": selector}
            return len(chromium.send("DOM.querySelectorAll", **asked)["nodeIds"])

        assert count("#tools[hidden]") == 1
        assert count(".side > p") == len(ARABIC) + len(ENGLISH)
        assert count(".doubtful") == 3
    finally:
        chromium.send("Emulation.setScriptExecutionDisabled", value=False)
