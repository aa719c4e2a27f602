"""Findings in every format, with the texts of strangers in them."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from io import BytesIO
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from openpyxl import load_workbook

from cli.render.findings.content import Format, Region, Review, by_name
from cli.render.findings.github import github
from cli.render.findings.html import html
from cli.render.findings.junit import junit
from cli.render.findings.records import document, jsonl
from cli.render.findings.sarif import sarif
from cli.render.findings.text import summary, text
from cli.render.findings.xlsx import xlsx
from glossary.losses import Losses
from glossary.model import Severity
from tests.cli.checking.samples import SOURCE, TARGET, finding

KEYS = (
    "rule severity file unit source target term expected found message start end"
    " side line"
).split()
NASTY = '<script>alert("1")</script> & \x1b[31m\u202e,:%\n=1+1'
PLAIN = finding()
ODD = finding(
    rule="name-drift",
    severity=Severity.WARNING,
    file="b <&>.po",
    unit="3[1]",
    target=NASTY,
    message=f"ممدوف is spelt in several ways: Mammadov ×31, Mamedov ×4 {NASTY}",
    found=None,
    term=None,
    start=len(NASTY),
    end=len(NASTY),
    line=None,
)
MILD = finding(
    rule="bidi-control",
    severity=Severity.INFO,
    file="b <&>.po",
    unit="4",
    target="",
    side="source",
    term=None,
    expected=None,
    start=6,
    end=11,
)
DRIFT = replace(
    PLAIN, rule="name-drift", message="several ways: Mammadov ×31, Mamedov ×4"
)
REVIEW = Review(
    findings=(PLAIN, ODD, MILD),
    rules={"name-spelling": "A name is misspelt.", "untranslated": "Nothing is."},
    checked=40,
    version="1.0",
    units=(("a.tmx", "1"), ("a.tmx", "2"), ("b <&>.po", "4"), ("c.po", "1")),
)


def test_jsonl_has_the_keys_of_the_contract() -> None:
    rows = [json.loads(line) for line in jsonl(REVIEW.findings)]
    assert all(list(row) == KEYS for row in rows)
    assert rows[0]["severity"] == "error"
    assert rows[1]["target"] == NASTY
    assert (rows[1]["term"], rows[1]["line"]) == (None, None)
    assert "ممدوف" in next(iter(jsonl([PLAIN])))
    assert json.loads("".join(document(REVIEW))) == rows
    assert list(jsonl([])) == []
    assert json.loads("".join(document(Review(findings=())))) == []


def test_text_marks_the_place_and_isolates_each_side() -> None:
    lines = "".join(text(REVIEW)).split("\n")
    assert lines[0] == "a.tmx"
    assert "line 5, unit 1  error  name-spelling:" in lines[1]
    assert f"ar  \u2067{SOURCE}\u2069" in lines[2]
    assert "en  \u2066»Mamedov« met the energy minister in Baku.\u2069" in lines[3]
    assert "b <&>.po" in lines
    assert all(line.count("\u2069") == len(re.findall("[⁦⁧⁨]", line)) for line in lines)
    shown = "\n".join(lines)
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert "\\u202e" in shown
    assert "»\u2069" not in shown
    assert f"{SOURCE[:6]}»{SOURCE[6:11]}«" in shown


def test_a_direction_mark_is_shown_where_it_is_found() -> None:
    one = finding(target="He\u200f left \u200f.", start=2, end=3)
    shown = "".join(text(Review(findings=(one,))))
    assert "He»\\u200f« left \u200f." in shown
    page = "".join(html(Review(findings=(one,))))
    assert "He<mark>\\u200f</mark> left \u200f." in page


def test_text_in_colour() -> None:
    shown = "".join(text(Review(findings=(PLAIN,)), colour=True))
    assert "\x1b[31;1merror\x1b[0m" in shown
    assert "\x1b[7m»Mamedov«\x1b[0m" in shown


def test_a_long_text_is_cut_around_its_mark() -> None:
    long = f"{'x' * 500} Mamedov {'y' * 500}"
    one = finding(target=long, start=501, end=508, source="ع" * 1000)
    shown = "".join(text(Review(findings=(one,))))
    assert "…xxx" in shown
    assert "yyy…" in shown
    assert len(shown) < 1000


def test_waived_findings_say_so() -> None:
    shown = "".join(text(replace(REVIEW, waived={0: "as he signs"})))
    assert "waived: \u2068as he signs" in shown


@pytest.mark.parametrize(
    ("review", "said"),
    [
        (REVIEW, "40 units checked, 3 findings (1 error, 1 warning, 1 info); 2 waived"),
        (Review(findings=(), checked=1), "1 unit checked, 0 findings; 2 waived"),
        (
            Review(findings=(PLAIN,), checked=1234),
            "1,234 units checked, 1 finding (1 error); 2 waived",
        ),
    ],
)
def test_summary(review: Review, said: str) -> None:
    assert summary(review, ["2 waived"]) == said


def test_github_commands_cannot_be_broken_out_of() -> None:
    lines = list(github(REVIEW))
    assert lines[0].startswith(
        "::error file=a.tmx,line=5,title=name-spelling (unit 1)::'Mamedov' for"
    )
    assert lines[0].endswith(f"%0A{TARGET}\n")
    assert lines[1].startswith("::warning file=b <&>.po,title=name-drift (unit 3[1])::")
    assert lines[2].startswith("::notice file=")
    assert all(line.count("\n") == 1 for line in lines)
    assert "%25" in lines[1]
    comma = next(github(Review(findings=(finding(file="a,b:c.tmx"),))))
    assert "file=a%2Cb%3Ac.tmx,line" in comma


def test_junit() -> None:
    root = ET.fromstring("".join(junit(REVIEW)))
    assert root.attrib["tests"] == "5"
    assert root.attrib["failures"] == "3"
    suites = [
        (suite.attrib["name"], suite.attrib["tests"], suite.attrib["failures"])
        for suite in root
    ]
    assert suites == [
        ("a.tmx", "2", "1"),
        ("b <&>.po", "2", "2"),
        ("c.po", "1", "0"),
    ]
    case = root[0][0]
    assert case.attrib["name"] == "unit 1"
    failure = case[0]
    assert failure.attrib["type"] == "name-spelling"
    assert failure.attrib["message"] == PLAIN.message
    assert SOURCE in (failure.text or "")
    assert len(root[0][1]) == 0


def test_junit_has_one_failure_in_a_case() -> None:
    root = ET.fromstring("".join(junit(Review(findings=(PLAIN, DRIFT)))))
    (failure,) = root[0][0]
    assert failure.attrib["type"] == "name-spelling, name-drift"
    assert failure.attrib["message"].endswith("(and 1 more)")


def sarif_of(review: Review) -> dict[str, Any]:
    found: dict[str, Any] = json.loads("".join(sarif(review)))
    return found


def test_sarif_has_what_its_schema_wants() -> None:
    log = sarif_of(REVIEW)
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    driver = run["tool"]["driver"]
    assert driver["name"] == "gloss"
    names = [rule["id"] for rule in driver["rules"]]
    assert names == ["name-spelling", "untranslated", "bidi-control", "name-drift"]
    for rule in driver["rules"]:
        assert rule["shortDescription"]["text"]
        assert rule["fullDescription"]["text"]
        assert f"--explain {rule['id']}" in rule["help"]["text"]
    assert driver["rules"][0]["name"] == "NameSpelling"
    levels = []
    for result in run["results"]:
        assert names[result["ruleIndex"]] == result["ruleId"]
        assert result["message"]["text"]
        (location,) = result["locations"]
        place = location["physicalLocation"]
        assert " " not in place["artifactLocation"]["uri"]
        assert location["logicalLocations"][0]["name"]
        assert re.fullmatch(
            "[0-9a-f]{16}", result["partialFingerprints"]["glossFinding/v1"]
        )
        levels.append(result["level"])
    assert levels == ["error", "warning", "note"]
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "a.tmx"
    assert place["region"] == {"startLine": 5, "snippet": {"text": "Mamedov"}}
    assert "region" not in run["results"][1]["locations"][0]["physicalLocation"]


def test_columns_where_they_are_known() -> None:
    placed = replace(REVIEW, regions={0: Region(8, 31, 38)})
    (run,) = sarif_of(placed)["runs"]
    region = run["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert region == {
        "startLine": 8,
        "startColumn": 31,
        "endColumn": 38,
        "snippet": {"text": "Mamedov"},
    }
    assert "file=a.tmx,line=8,col=31,endColumn=38," in next(github(placed))


def test_sarif_fingerprints_outlive_a_move() -> None:
    def prints(review: Review) -> object:
        return sarif_of(review)["runs"][0]["results"][0]["partialFingerprints"]

    moved = finding(file="other.tmx", unit="99", line=400)
    assert prints(Review(findings=(moved,))) == prints(REVIEW)


def test_sarif_tells_waived_findings() -> None:
    (run,) = sarif_of(replace(REVIEW, waived={1: "why"}))["runs"]
    assert [one.get("suppressions") for one in run["results"]] == [
        None,
        [{"kind": "external", "justification": "why"}],
        None,
    ]


def test_xlsx_cells_are_text_and_run_their_way() -> None:
    losses = Losses()
    book = load_workbook(BytesIO(xlsx(REVIEW, losses)))
    sheet = book["Findings"]
    assert sheet.sheet_view.rightToLeft
    head = [cell.value for cell in sheet[1]]
    row = dict(zip(head, sheet[2], strict=True))
    assert row["source"].value == SOURCE
    assert row["source"].alignment.readingOrder == 2
    assert row["target"].alignment.readingOrder == 0
    assert row["line"].value == 5
    assert row["decision"].value is None
    odd = dict(zip(head, sheet[3], strict=True))
    assert odd["target"].data_type == "s"
    assert losses.rows() == [("character that XLSX forbids, now U+FFFD", 2)]
    counts = [[cell.value for cell in one] for one in book["Counts"].iter_rows()]
    assert counts[2] == ["name-drift", "warning", 1, None]
    assert counts[3] == ["name-spelling", "error", 1, "A name is misspelt."]
    assert xlsx(REVIEW, Losses()) == xlsx(REVIEW, Losses())


class Page(HTMLParser):
    """What the tests ask of a page: ids, links, marks, and who says which direction."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.quotes: list[tuple[str | None, str | None]] = []
        self.tags: list[str] = []
        self.loaded: list[str] = []
        self.bars: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        self.tags.append(tag)
        if said.get("id"):
            self.ids.append(str(said["id"]))
        if tag == "a":
            self.links.append(str(said["href"]))
        if tag == "blockquote":
            self.quotes.append((said.get("dir"), said.get("lang")))
        if tag == "svg":
            self.bars.append(str(said["aria-label"]))
        self.loaded += [str(said[name]) for name in ("src", "srcset") if name in said]
        assert "style" not in said
        assert not any(name.startswith("on") for name in said)


def test_the_page_stands_alone_and_escapes_everything() -> None:
    page = "".join(html(REVIEW))
    assert "default-src &#39;none&#39;" in page
    assert "unsafe" not in page
    assert '<script>alert("1")' not in page
    assert "&lt;script&gt;alert" in page
    assert "\x1b" not in page
    assert "\u202e" not in re.sub(r'data-find="[^"]*"', "", page)
    found = Page(page)
    assert found.loaded == []
    assert found.tags.count("script") == 2
    assert found.tags.count("article") == 3
    assert len(found.ids) == len(set(found.ids))
    inner = [link[1:] for link in found.links]
    assert set(inner) <= set(found.ids)
    assert {"f1", "f2", "f3"} <= set(inner)
    assert ("rtl", "ar") in found.quotes
    assert ("ltr", "en") in found.quotes
    assert "<mark>Mamedov</mark>" in page
    assert '<details class="group" open>' in page


def test_the_page_draws_what_drifts() -> None:
    page = "".join(html(Review(findings=(DRIFT, DRIFT), checked=35)))
    assert "Names and terms that drift" in page
    assert Page(page).bars == ["2", "31", "4"]


def test_the_page_of_nothing() -> None:
    page = "".join(html(Review(findings=(), checked=3)))
    assert "0 findings in 3 units" in page
    assert "Nothing to look at." in page
    assert "<form" not in page


def test_the_page_says_what_is_waived() -> None:
    assert "as he signs" in "".join(html(replace(REVIEW, waived={0: "as he signs"})))


@pytest.mark.parametrize(
    ("name", "format_"),
    [
        ("a.sarif", Format.SARIF),
        ("a.sarif.json", Format.SARIF),
        ("a.json", Format.JSON),
        ("A.HTML", Format.HTML),
        ("junit.xml", Format.JUNIT),
        ("a.jsonl", Format.JSONL),
        ("a.xlsx", Format.XLSX),
        ("a.txt", Format.TEXT),
        ("a.doc", None),
    ],
)
def test_suffixes(name: str, format_: Format | None) -> None:
    assert by_name(name) is format_
