from __future__ import annotations

import base64
import hashlib
import itertools
import json
import re
import shutil
import subprocess
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser, LexborNode

from cli.render.report.content import Report
from cli.render.report.html import folding, html
from glossary.arabic import key
from tests.cli.report.samples import GUESS, HOSTILE, KNESSET, REPORT
from tests.conftest import ROOT

TEMPLATES = ROOT / "cli" / "render" / "report" / "templates"
PAGE = "".join(html(REPORT))
TREE = LexborHTMLParser(PAGE)


def shown(text: str) -> str:
    return text.replace("\x1b", "\ufffd").replace("\0", "\ufffd")


def text_of(node: LexborNode | None) -> str:
    assert node is not None
    return node.text(deep=True)


def test_everything_is_there_without_scripts() -> None:
    items = TREE.css("#candidates > li")
    assert [text_of(one.css_first(".arabic")) for one in items] == [
        one.term for one in REPORT.candidates
    ]
    for item, candidate in zip(items, REPORT.candidates, strict=True):
        assert [text_of(one) for one in item.css("blockquote")] == [
            shown(context.text) for context in candidate.contexts
        ]
        assert [text_of(one) for one in item.css("mark")] == [
            candidate.term for _ in candidate.contexts
        ]
        assert item.attributes["data-type"] == candidate.type.value
        assert item.attributes["data-count"] == str(candidate.count)
    assert text_of(TREE.css_first("#filters #order")).split() == [
        "rank",
        "mentions",
        "texts",
        "Arabic",
        "English",
    ]
    assert "hidden" in TREE.css_first("#filters").attributes  # type: ignore[union-attr]


def test_hostile_text_stays_text() -> None:
    assert len(TREE.css("script")) == 2
    assert len(TREE.css("style")) == 1
    assert not TREE.css("img, iframe, object, embed, link, base, form[action]")
    assert "alert(1)" not in text_of(TREE.css("script")[1])
    assert "{{ 7*7 }}" in PAGE
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f]", PAGE)
    names = [text_of(one) for one in TREE.css(".texts bdi")]
    assert names == ["a.txt", "<b>.txt"]


def test_the_page_asks_for_nothing() -> None:
    for node in TREE.css("*"):
        for name, value in node.attributes.items():
            assert not name.startswith("on"), node.html
            assert name not in {"style", "src", "srcset", "action", "formaction"}
            if name == "href":
                assert (value or "").startswith("#")
    assert "@import" not in PAGE
    assert "url(" not in PAGE


def test_the_policy_allows_our_style_and_script_alone() -> None:
    policy = TREE.css_first("meta[http-equiv=Content-Security-Policy]")
    assert policy is not None
    rules = dict(
        rule.strip().split(" ", 1)
        for rule in (policy.attributes["content"] or "").split(";")
    )
    assert rules.pop("default-src") == "'none'"
    assert rules.pop("base-uri") == rules.pop("form-action") == "'none'"
    for tag in ("style", "script"):
        # As a browser hashes it: what stands between the tags.
        (content,) = re.findall(f"(?s)<{tag}>(.*?)</{tag}>", PAGE)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert rules.pop(f"{tag}-src") == f"'sha256-{digest}'"
    assert not rules


def test_arabic_is_marked_as_such() -> None:
    for one in TREE.css("blockquote, .arabic"):
        assert (one.attributes["dir"], one.attributes["lang"]) == ("rtl", "ar")
    assert all(one.attributes["lang"] == "en" for one in TREE.css(".english"))
    page = LexborHTMLParser("".join(html(replace(REPORT, source="tr", target="de"))))
    for one in page.css("blockquote, .arabic"):
        assert (one.attributes["dir"], one.attributes["lang"]) == ("ltr", "tr")


def test_a_guess_says_so_and_nothing_else_does() -> None:
    guesses = [bool(one.css(".badge.guess")) for one in TREE.css("#candidates > li")]
    assert guesses == [False, True, False]
    assert "no English yet" in text_of(TREE.css("#candidates > li")[2])


def test_plots_have_words_for_those_who_do_not_see_them() -> None:
    first = TREE.css("#candidates > li")[0]
    assert [one.attributes["aria-label"] for one in first.css("svg")] == [
        "2 mentions over all texts",
        "1 in a.txt",
        "1 in <b>.txt",
    ]
    assert "2 of 4 mentions are placed." in text_of(first)
    assert not TREE.css("#candidates > li")[2].css("svg")


def test_ids_are_unique_and_controls_have_names() -> None:
    ids = [one.attributes["id"] for one in TREE.css("[id]")]
    assert len(ids) == len(set(ids))
    for control in TREE.css("#filters input, #filters select"):
        parent = control.parent
        assert parent is not None
        assert parent.tag == "label"
        assert text_of(parent).strip()


def test_the_same_page_each_time() -> None:
    assert "".join(html(REPORT)) == PAGE


def test_an_empty_report_is_a_page() -> None:
    page = LexborHTMLParser("".join(html(Report(candidates=(), texts={}))))
    assert not page.css("#candidates > li")


@given(st.text(min_size=1))
def test_any_text_comes_back(text: str) -> None:
    one = replace(GUESS, term=text, contexts=())
    page = LexborHTMLParser("".join(html(Report(candidates=(one,), texts={}))))
    found = text_of(page.css_first("#candidates .arabic"))
    # A parser takes every kind of line end for a line feed.
    wanted = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]", "\ufffd", text)
    assert found == re.sub("\r\n?", "\n", wanted)


SPELLINGS = [
    "إلهام علييف",
    "أُذْرَبَيْجَان",
    "آذربيجان",
    "القرية الحمراء",
    "على",
    "علي",
    "مـــوسى",
    "ﷲ ﻼ ﻷ",
    "کتاب گ",
    "٢٠٢٣ ۱۲٪",
    'لـ\u200f"إسرائيل"',
    "مؤتمر  شؤون\u00a0ا\nب",
    "ماء شيء",
    "Qırmızı QƏSƏBƏ",
    "Hoenlein’s",
    "ا\u0654 ا\u0655 و\u0654 ي\u0654 ا\u0653",
    "با\u00adكو",
    "",
    HOSTILE,
]


@pytest.mark.skipif(shutil.which("node") is None, reason="node is not here")
def test_the_search_folds_as_the_glossary_does() -> None:
    blocks = ((0x20, 0x7F), (0x600, 0x700), (0x750, 0x780), (0x8A0, 0x900))
    every = [chr(code) for block in blocks for code in range(*block)]
    forms = [chr(code) for code in (*range(0xFB50, 0xFE00), *range(0xFE70, 0xFEFD))]
    texts = [*SPELLINGS, *every, *forms, *(f"ا{mark}ب" for mark in every)]
    program = (TEMPLATES / "key.js").read_text() + (
        'const [fold, texts] = JSON.parse(require("fs").readFileSync(0, "utf8"));'
        "console.log(JSON.stringify(texts.map((text) => matchKey(text, fold))));"
    )
    done = subprocess.run(
        ["node", "-e", program],
        input=json.dumps([folding(), texts]),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    wrong = {
        (text, found, key(text))
        for text, found in zip(texts, json.loads(done.stdout), strict=True)
        if found != key(text)
    }
    assert not wrong


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of WCAG 2.2."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


THEMES = [
    dict(re.findall(r"--([\w-]+): (#\w{6})", block))
    for block in (TEMPLATES / "report.css").read_text().split("@media")[:2]
]
TEXT = [
    *itertools.product(("ink", "dim", "accent"), ("paper", "card")),
    ("guess", "guess-soft"),
    ("mark-ink", "mark"),
    ("paper", "accent"),
    ("ink", "accent-soft"),
]


@pytest.mark.parametrize("theme", THEMES, ids=["light", "dark"])
@pytest.mark.parametrize(("front", "back"), TEXT)
def test_text_has_the_contrast_of_wcag_aa(
    theme: dict[str, str], front: str, back: str
) -> None:
    assert contrast(theme[front], theme[back]) >= 4.5


@pytest.mark.parametrize("theme", THEMES, ids=["light", "dark"])
@pytest.mark.parametrize(
    ("front", "back"),
    [("accent", "band"), ("accent", "card"), ("focus", "paper"), ("dim", "card")],
)
def test_lines_and_borders_can_be_seen(
    theme: dict[str, str], front: str, back: str
) -> None:
    assert contrast(theme[front], theme[back]) >= 3


def test_variants_can_be_searched() -> None:
    first = TREE.css("#candidates > li")[0]
    found = {text_of(one) for one in first.css(".find")}
    forms = {form for form, _ in KNESSET.variants}
    assert found == forms | {one.text for one in KNESSET.renderings}
