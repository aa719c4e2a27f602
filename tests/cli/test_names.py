"""The records of ``gloss names`` and the options that shape them."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from cli.commands.names import SchemeName
from cli.config import _KEYS, load
from glossary.errors import ConfigError
from glossary.names.romanise import ALL
from glossary.names.style import CHOICES, Style
from tests.conftest import Gloss


def records(text: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in text.splitlines()]


def test_the_schemes_are_those_of_the_core() -> None:
    assert tuple(SchemeName) == ALL


def test_the_settings_are_those_of_the_style() -> None:
    assert tuple(_KEYS["style"]) == tuple(CHOICES)


def test_a_style_is_read() -> None:
    text = '[style]\narticle = "el-"\nov = "off"\n'
    assert load(Path("/w"), text).config.style == Style(article="el-", ov="off")
    assert load(Path("/w"), "[style]\n").config.style is None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[style]\nov = 'of'\n", r"gloss\.toml:2: ov = 'of' is none of ov, off$"),
        ("[style]\narticle = 1\n", r"toml:2: article = 1 is none of al-, Al-, el-"),
        ("[style]\nson = ['bin']\n", r"toml:2: son = \['bin'\] is none of bin, ibn"),
        (
            "[style]\nhamza = ''\n",
            r"toml:2: \[style\] has no setting 'hamza'; it knows",
        ),
    ],
)
def test_a_style_without_meaning_is_refused(text: str, message: str) -> None:
    with pytest.raises(ConfigError, match=message):
        load(Path("/w"), text)


def test_match_has_a_record_for_each_line(gloss: Gloss, tmp_path: Path) -> None:
    lines = ["وبنيامين نتنياهو", "", "  سيرغي لافروف ", "كوريا الشمالية", "باكو"]
    targets = ["Baku", "", "North Korea", "Sergei Lavrov", "Benjamin Netanyahu", "Baku"]
    (tmp_path / "ar.txt").write_text("\r\n".join(lines) + "\r\n")
    (tmp_path / "en.txt").write_text("\n".join(targets))
    rows = records(
        gloss("names", "match", "--source", "ar.txt", "--target", "en.txt").stdout
    )
    assert [list(row) for row in rows] == [["source", "target", "score", "rank"]] * 5
    assert [row["source"] for row in rows] == lines
    expected = ["Benjamin Netanyahu", None, "Sergei Lavrov", "North Korea", "Baku"]
    assert [row["target"] for row in rows] == expected
    assert [row["rank"] for row in rows] == [1] * 5
    assert rows[1]["score"] == 0
    assert all(0 <= float(str(row["score"])) <= 1 for row in rows)


def test_match_gives_as_many_as_asked(gloss: Gloss, tmp_path: Path) -> None:
    (tmp_path / "en.txt").write_text("Lavrov\nLabrov\nMerkel\n")
    done = gloss(
        *"names match --source - --target en.txt --top 2 --format tsv".split(),
        input="لافروف\n",
    )
    rows = list(csv.DictReader(done.stdout.splitlines(), delimiter="\t"))
    assert [(row["target"], row["rank"]) for row in rows] == [
        ("Lavrov", "1"),
        ("Labrov", "2"),
    ]


def test_match_knows_the_workspaces_concepts(gloss: Gloss, demo: Path) -> None:
    gloss(
        "terms",
        "add",
        "القرية الحمراء",
        "Krasnaya Sloboda",
        "--type",
        "place",
        cwd=demo,
    )
    (demo / "en.txt").write_text("Karia\nKrasnaya Sloboda\nHamra\n")
    args = "names match --source - --target en.txt".split()
    (row,) = records(gloss(*args, cwd=demo, input="بالقرية الحمراء\n").stdout)
    assert row["target"] == "Krasnaya Sloboda"
    done = gloss("names", "romanize", cwd=demo, input="القرية الحمراء\n")
    (row,) = records(done.stdout)
    assert row["romanisations"] == ["Krasnaya Sloboda"]
    assert row["origin"] == "curated"


@pytest.mark.parametrize("option", ["--source", "--target"])
def test_a_missing_list_is_named(gloss: Gloss, tmp_path: Path, option: str) -> None:
    (tmp_path / "there").write_text("x\n")
    names = {"--source": "there", "--target": "there", option: "gone"}
    done = gloss(
        *("names", "match", *(part for pair in names.items() for part in pair)),
        status=2,
    )
    assert done.stderr == "gloss: gone: no such file; check the spelling\n"


def test_romanize_has_a_record_for_each_line(gloss: Gloss) -> None:
    text = "عبد الفتاح السيسي\n\nKnesset\nسيرغي زوروبين\n"
    rows = records(gloss("names", "romanize", "--best", "2", input=text).stdout)
    assert [row["source"] for row in rows] == text.split("\n")[:-1]
    keys = ["source", "romanisations", "origin", "scheme"]
    assert [list(row) for row in rows] == [keys] * 4
    assert [row["origin"] for row in rows] == ["curated", None, None, "romanised"]
    assert rows[0]["romanisations"] == ["Abdel Fattah al-Sisi", "Abdel Fattah el-Sisi"]
    assert rows[1]["romanisations"] == []
    assert rows[2]["romanisations"] == ["Knesset"]
    assert len(rows[3]["romanisations"]) == 2  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("scheme", "expected"),
    [
        ("ala-lc", "al-Shāriqah"),
        ("ungegn", "Ash Shāriqah"),
        ("bgn-pcgn", "Ash Shāriqah"),
        ("buckwalter", "Al$~aAriqap"),
    ],
)
def test_romanize_by_a_scheme(gloss: Gloss, scheme: str, expected: str) -> None:
    text = "الش\u0651\u064eارِقَة\n"
    args = ("names", "romanize", "-", "--scheme", scheme, "--best", "5")
    (row,) = records(gloss(*args, input=text).stdout)
    assert row["romanisations"] == [expected]
    assert row["scheme"] == scheme


def test_romanize_follows_the_house_style(gloss: Gloss, tmp_path: Path) -> None:
    gloss("init", ".")
    config = tmp_path / "gloss.toml"
    style = "[style]\narticle = 'el-'\nmohammed = 'Muhammad'\n"
    config.write_text(config.read_text().replace("[style]\n", style))
    done = gloss("names", "romanize", input="محمد الحريري\nعبد الفتاح السيسي\n")
    assert [row["romanisations"] for row in records(done.stdout)] == [
        ["Muhammad el-Hariri"],
        ["Abdel Fattah el-Sisi"],
    ]


def test_an_unknown_scheme_is_refused(gloss: Gloss) -> None:
    done = gloss("names", "romanize", "--scheme", "iso", status=2, input="")
    assert "press" in done.stderr
