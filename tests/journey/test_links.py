"""Links that a person has corrected, applied to the texts they are of."""

from __future__ import annotations

import json
from html import unescape
from pathlib import Path

import pytest

from tests.conftest import Gloss
from tests.tmx.align.texts import ARABIC, ENGLISH

HEAD = "document\tsource\ttarget\tscore\tsource_ids\ttarget_ids"


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    (tmp_path / "ar.txt").write_text("\n".join(ARABIC))
    (tmp_path / "en.txt").write_text("\n".join(ENGLISH))
    return tmp_path


def ids(text: str) -> list[tuple[list[int], list[int]]]:
    rows = map(json.loads, text.splitlines())
    return [(row["source_ids"], row["target_ids"]) for row in rows]


def apply(gloss: Gloss, folder: Path, table: str, *more: str, status: int = 0) -> str:
    (folder / "links.tsv").write_text(table)
    done = gloss(
        "align", "ar.txt", "en.txt", "--links", "links.tsv", *more, status=status
    )
    return done.stderr if status else done.stdout


@pytest.mark.usefixtures("texts")
def test_what_align_writes_is_applied_as_it_is(gloss: Gloss) -> None:
    first = gloss("align", "ar.txt", "en.txt", "-o", "links.tsv", "--unmatched")
    assert "8 pairs" in first.stderr
    plain = gloss("align", "ar.txt", "en.txt", "--unmatched")
    again = gloss("align", "ar.txt", "en.txt", "--links", "links.tsv", "--unmatched")
    assert again.stdout == plain.stdout
    assert "ar.txt: 8 pairs as links.tsv has them" in again.stderr


def test_a_memory_of_corrected_links(gloss: Gloss, texts: Path) -> None:
    table = f"{HEAD}\nar.txt\t\t\t\t[0, 1]\t[1]\nar.txt\t\t\t0.4\t3\t2,0\n"
    apply(gloss, texts, table, "-o", "m.tmx")
    text = (texts / "m.tmx").read_text()
    assert f"<seg>{ARABIC[0]} {ARABIC[1]}</seg>" in text
    assert f"<seg>{ENGLISH[2]} {ENGLISH[0]}</seg>" in text
    assert text.count("<tu>") == 2
    assert text.count("doubtful") == 1
    assert gloss("validate", "m.tmx").stdout == ""


def test_what_the_table_leaves_out_has_no_partner(gloss: Gloss, texts: Path) -> None:
    table = "source_ids\ttarget_ids\n[1]\t[1]\n[2]\t[]\n"
    assert ids(apply(gloss, texts, table)) == [([1], [1])]
    whole = ids(apply(gloss, texts, table, "--unmatched"))
    assert sorted(one for row, _ in whole for one in row) == list(range(len(ARABIC)))
    assert sorted(one for _, row in whole for one in row) == list(range(len(ENGLISH)))


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ("source\ttarget\nx\ty\n", "links.tsv:1: has no columns source_ids and target"),
        (
            f"{HEAD}\nar.txt\t\t\t1\t[0\t[x]\n",
            "links.tsv:2: target_ids '[x]' is no list",
        ),
        (
            f"{HEAD}\nar.txt\t\t\t1\t[9]\t[0]\n",
            "links.tsv:2: source sentence 9: ar.txt has 8, counted from 0",
        ),
        (
            f"{HEAD}\nar.txt\t\t\t1\t[0]\t[0]\nar.txt\t\t\t1\t[1]\t[0]\n",
            "links.tsv:3: target sentence 0 is in line 2, too",
        ),
        (
            f"{HEAD}\nar.txt\tنص آخر\t\t1\t[0]\t[0]\n",
            "links.tsv:2: 'نص آخر' is not what ar.txt has there",
        ),
        (f"{HEAD}\nar.txt\t\t\t7\t[0]\t[0]\n", "links.tsv:2: score '7' is no number"),
        (f"{HEAD}\nb.txt\t\t\t1\t[0]\t[0]\n", "has no links of ar.txt, but of b.txt"),
        (f"{HEAD}\n", "has no links of ar.txt, but of none at all"),
        (f'{HEAD}\n"{"x" * 140_000}"\t\t\t1\t[0]\t[0]\n', "links.tsv:2: field larger"),
    ],
)
def test_a_table_that_does_not_fit(
    gloss: Gloss, texts: Path, table: str, message: str
) -> None:
    assert message in apply(gloss, texts, table, status=2)


def test_several_texts_with_one_table(gloss: Gloss, tmp_path: Path) -> None:
    for lang, sentences in (("ar", ARABIC), ("en", ENGLISH)):
        (tmp_path / lang).mkdir()
        (tmp_path / lang / "one.txt").write_text("\n".join(sentences[:4]))
        (tmp_path / lang / "two.txt").write_text("\n".join(sentences[4:]))
    gloss("align", "ar", "en", "-o", "links.csv")
    plain = gloss("align", "ar", "en")
    assert gloss("align", "ar", "en", "--links", "links.csv").stdout == plain.stdout


@pytest.mark.usefixtures("texts")
def test_options_that_cannot_go_together(gloss: Gloss) -> None:
    done = gloss("align", "ar.txt", "en.txt", "--links", "x", "--parallel", status=2)
    assert "--parallel takes line n with line n" in done.stderr


def test_the_page_holds_everything(gloss: Gloss, texts: Path) -> None:
    (texts / "en.txt").write_text("\n".join([*ENGLISH, "Nothing <of> the kind."]))
    gloss("align", "ar.txt", "en.txt", "-o", "page.html")
    page = (texts / "page.html").read_text()
    assert page.count("<p data-id=") == len(ARABIC) + len(ENGLISH) + 1
    assert "Nothing &lt;of&gt; the kind." in page
    assert "default-src 'none'" in unescape(page)
    assert "--links page.links.tsv" in page
    assert 'lang="ar" dir="rtl"' in page
