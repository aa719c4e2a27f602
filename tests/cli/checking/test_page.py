"""The page of findings in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from cli.render.findings.html import html
from tests.cli.checking.samples import finding
from tests.cli.checking.test_findings import DRIFT, REVIEW
from tests.web.chromium import PROGRAM, Page, browser

pytestmark = pytest.mark.skipif(PROGRAM is None, reason="chromium is not here")

LONG = finding(term="باكو", target="x" * 400, start=0, end=300, unit="7" * 90)
SHOWN = "document.querySelectorAll('article:not([hidden])').length"
SETTLED = "new Promise((done) => setTimeout(done, 200))"


@pytest.fixture(scope="module")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    with browser(tmp_path_factory.mktemp("profile")) as page:
        yield page


@pytest.fixture
def file(tmp_path: Path) -> Path:
    review = replace(REVIEW, findings=(*REVIEW.findings, DRIFT, LONG))
    path = tmp_path / "findings.html"
    path.write_text("".join(html(review)), encoding="utf-8")
    return path


def test_the_page_filters_under_its_own_policy(chromium: Page, file: Path) -> None:
    chromium.open(file)
    assert chromium.ask(SHOWN) == 5
    chromium.ask("document.querySelector('[value=name-drift]').click()")
    assert chromium.ask(SHOWN) == 2
    assert chromium.ask("document.getElementById('shown').textContent") == (
        "2 of 5 findings"
    )
    assert chromium.ask("document.querySelectorAll('li:not([hidden])').length") == 2
    chromium.ask("document.querySelector('[type=reset]').click()")
    chromium.ask("document.getElementById('search').focus()")
    chromium.type("بَاكُو")  # its vowel signs do not count
    chromium.ask(SETTLED)
    assert chromium.ask(SHOWN) == 5  # the others' sources have it, too
    chromium.type(" x")
    chromium.ask(SETTLED)
    assert chromium.ask(SHOWN) == 0
    assert chromium.errors == []


@pytest.mark.parametrize("scripts", [True, False])
def test_a_narrow_page_scrolls_one_way_only(
    chromium: Page, file: Path, *, scripts: bool
) -> None:
    chromium.open(file, width=360, scripts=scripts)
    assert chromium.ask("document.documentElement.scrollWidth") <= 360
    assert chromium.ask(SHOWN) == 5
    assert chromium.errors == []


def test_each_text_runs_its_own_way(chromium: Page, file: Path) -> None:
    chromium.open(file)
    runs = chromium.ask(
        "[...document.querySelectorAll('#f1 blockquote')]"
        ".map((one) => getComputedStyle(one).direction)"
    )
    assert runs == ["rtl", "ltr"]


def test_dark_and_light(chromium: Page, file: Path) -> None:
    colour = "getComputedStyle(document.body).backgroundColor"
    chromium.open(file)
    seen = set()
    for scheme in ("light", "dark"):
        chromium.scheme(scheme)
        seen.add(chromium.ask(colour))
    chromium.scheme("light")
    assert len(seen) == 2
