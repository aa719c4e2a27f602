"""What each tool gets: its formats, without what it misreads, and what was said."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cli.profiles import PROFILES
from tests.conftest import Gloss

LONG = "ك" * 600
GLOSSARY = (
    "ar-EG,en,status,domain,definition,note,id\n"
    "الكنيست,Knesset,preferred,,,plenum,knesset\n"
    "الكنيست,Kneset,deprecated,,,,knesset\n"
    "برلمان,Knesset,admitted,,,,knesset\n"
    "نهر,river,preferred,,,,river\n"
    "نهر,stream,preferred,,,,stream\n"
    f"{LONG},long,preferred,,,,long\n"
    '"قلعة, قديمة","old, castle",preferred,,,,castle\n'
)


@pytest.fixture
def terms(gloss: Gloss, tmp_path: Path) -> Path:
    """Return a workspace with a glossary of our own."""
    gloss("init", "w")
    (tmp_path / "w" / "g.csv").write_text(GLOSSARY)
    gloss("import", "g.csv", cwd=tmp_path / "w")
    return tmp_path / "w"


def exported(gloss: Gloss, where: Path, *args: str) -> tuple[list[Any], str]:
    done = gloss("export", "--only", "curated", *args, cwd=where)
    return [json.loads(line) for line in done.stdout.splitlines()], done.stderr


@pytest.mark.parametrize("tool", PROFILES)
def test_every_tool_gets_files_that_exist(gloss: Gloss, terms: Path, tool: str) -> None:
    rows, stderr = exported(gloss, terms, "--for", tool)
    assert rows
    for row in rows:
        assert (terms / row["file"]).stat().st_size > 0
        assert row["units"] > 0
        for lost in row["not_carried"]:
            assert f"{row['file']}: not carried: {lost}" in stderr


@pytest.mark.parametrize(
    ("file", "lines", "lost"),
    [
        (
            "w-deepl.tsv",
            ["قلعة, قديمة\told, castle", "الكنيست\tKnesset", "برلمان\tKnesset"],
            "texts longer than 1024 bytes: 1 (the whole file would be refused)",
        ),
        (
            "w-google.csv",
            ['"قلعة, قديمة","old, castle"', "الكنيست,Knesset", "برلمان,Knesset"],
            "further translations of one source: 1 (one source has one entry)",
        ),
        (
            "w-amazon.csv",
            ["ar,en", '"قلعة, قديمة","old, castle"', "الكنيست,Knesset"],
            "texts longer than 200 bytes: 1",
        ),
        (
            "w-azure.tsv",
            ["قلعة, قديمة\told, castle", "الكنيست\tKnesset", "برلمان\tKnesset"],
            "deprecated terms: 1",
        ),
    ],
)
def test_glossaries_for_machine_translation(
    gloss: Gloss, terms: Path, file: str, lines: list[str], lost: str
) -> None:
    tool = file.removeprefix("w-").partition(".")[0]
    _, stderr = exported(gloss, terms, "--for", tool)
    text = (terms / "exports" / file).read_text()
    assert text.splitlines()[: len(lines)] == lines
    assert "stream" not in text
    assert lost in stderr


def test_a_prompt_holds_what_the_text_speaks_of(gloss: Gloss, terms: Path) -> None:
    (terms / "a.txt").write_text("عاد الوفد إلى الكنيست. وبالنهر قارب.")
    done = gloss(
        *("export", "--only", "curated", "--for", "llm"),
        *("--text", "a.txt", "-o", "-"),
        cwd=terms,
    )
    lines = done.stdout.splitlines()
    assert lines[0].startswith("Glossary, ar to en.")
    assert [json.loads(line) for line in lines[2:-1]] == [
        {
            "source": ["الكنيست", "برلمان"],
            "target": "Knesset",
            "never": ["Kneset"],
            "note": "plenum",
        },
        {"source": ["نهر"], "target": "river"},
        {"source": ["نهر"], "target": "stream"},
    ]


def test_tables_of_weblate_have_the_heads_that_it_knows(
    gloss: Gloss, terms: Path
) -> None:
    exported(gloss, terms, "--for", "weblate", "--csv", "t.csv", "--tbx", "t.tbx")
    assert (terms / "t.csv").read_text().startswith("source,target,status")
    text = (terms / "t.tbx").read_text()
    assert 'xml:lang="ar"' in text
    assert "ar-EG" not in text
    assert "Kneset<" not in text


def test_what_a_tool_does_not_read_is_said(gloss: Gloss, terms: Path) -> None:
    more = ("--tbx", "t.tbx", "--tsv", "t.tsv", "--tbx-version", "3")
    _, stderr = exported(gloss, terms, "--for", "omegat", *more)
    assert "--tbx: OmegaT reads TBX 2 and not 3; version 2 is written" in stderr
    assert "--tsv: OmegaT ignores files that end in .tsv; use --omegat" in stderr
    assert "<martif" in (terms / "t.tbx").read_text()
    _, stderr = exported(gloss, terms, "--for", "deepl", "--tbx", "t.tbx")
    assert "--tbx: DeepL does not read it; use --tsv" in stderr


def test_strict_loss_leaves_no_lossy_file(gloss: Gloss, terms: Path) -> None:
    args = ("export", "--only", "curated", "--strict-loss")
    done = gloss(*args, "--tbx", "t.tbx", "--csv", "t.csv", status=1, cwd=terms)
    assert (terms / "t.tbx").exists()
    assert not (terms / "t.csv").exists()
    assert "t.csv: not written, because of --strict-loss" in done.stderr
    gloss(*args, "--jsonl", "t.jsonl", cwd=terms)


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("--for", "word"), "--for word: choose from omegat, trados"),
        (("-o", "x", "--tbx", "--tmx"), "-o x: name one format without a file"),
        (("-o", "x", "--tbx", "y"), "-o x: name one format without a file"),
    ],
)
def test_options_without_a_meaning(
    gloss: Gloss, terms: Path, args: tuple[str, ...], message: str
) -> None:
    assert message in gloss("export", *args, status=2, cwd=terms).stderr


def test_a_strict_import_takes_nothing_over_that_loses(
    gloss: Gloss, terms: Path
) -> None:
    gloss("export", "--only", "curated", "--xlsx", "t.xlsx", cwd=terms)
    gloss("import", "t.xlsx", "--strict-loss", cwd=terms)
    (terms / "a.po").write_text(
        'msgid "بحر"\nmsgstr "sea"\n\n#~ msgid "x"\n#~ msgstr "y"\n'
    )
    done = gloss("import", "a.po", "--strict-loss", status=1, cwd=terms)
    assert "a.po: not taken over: obsolete entries: 1 (their texts" in done.stderr
    assert "nothing was imported, because of --strict-loss" in done.stderr
    assert "sea" not in gloss("terms", "list", cwd=terms).stdout
    gloss("import", "a.po", cwd=terms)
    assert "sea" in gloss("terms", "list", cwd=terms).stdout
