"""Differences between glossaries of any formats, and git that knows them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import PROGRAM, Gloss

HEAD = "ar,en,status,domain,definition,note,id\n"
OLD = HEAD + (
    "الكنيست,Knesset,preferred,politics,,,knesset\n"
    "الكنيست,Kneset,admitted,politics,,,knesset\n"
    "نهر,river,preferred,,,,river\n"
    "قلعة,castle,preferred,,,,castle\n"
)
NEW = HEAD + (
    "قلعة,castle,preferred,,,,castle\n"
    "الكنيست,Knesset,preferred,law,,plenum,knesset\n"
    "الكنيست,Kneset,deprecated,law,,,knesset\n"
    "الكنيست,Israeli parliament,admitted,law,,,knesset\n"
    "جسر,bridge,preferred,,,,bridge\n"
)
CHANGES = [
    ("bridge", "added", None, None, "جسر = bridge"),
    ("knesset", "changed", "domain", "politics", "law"),
    ("knesset", "added", "note", None, "plenum"),
    ("knesset", "changed", "en.term[Kneset].status", "admitted", "deprecated"),
    ("knesset", "added", "en.term", None, "Israeli parliament"),
    ("river", "removed", None, "نهر = river", None),
]


def rows(text: str) -> list[tuple[str | None, ...]]:
    records = [json.loads(line) for line in text.splitlines()]
    assert all(
        list(one) == ["concept", "change", "field", "before", "after"]
        for one in records
    )
    return [tuple(one.values()) for one in records]


@pytest.fixture
def two(tmp_path: Path) -> Path:
    (tmp_path / "a.csv").write_text(OLD)
    (tmp_path / "b.csv").write_text(NEW)
    return tmp_path


def test_every_change_is_a_record(gloss: Gloss, two: Path) -> None:
    assert two.is_dir()
    assert rows(gloss("diff", "a.csv", "b.csv", status=1).stdout) == CHANGES
    assert gloss("diff", "a.csv", "a.csv").stdout == ""
    table = gloss("diff", "a.csv", "b.csv", "--format", "csv", status=1).stdout
    assert table.splitlines()[0] == "concept,change,field,before,after"


@pytest.mark.parametrize("kind", ["tbx", "jsonl", "xlsx", "tsv"])
def test_the_format_makes_no_difference(gloss: Gloss, two: Path, kind: str) -> None:
    assert two.is_dir()
    gloss("convert", "b.csv", f"b.{kind}")
    gloss("diff", "b.csv", f"b.{kind}")
    assert rows(gloss("diff", "a.csv", f"b.{kind}", status=1).stdout) == CHANGES


@pytest.mark.parametrize("kind", ["tmx", "po", "txt"])
def test_formats_of_pairs_are_compared_by_pairs(
    gloss: Gloss, two: Path, kind: str
) -> None:
    assert two.is_dir()
    gloss("convert", "b.csv", f"b.{kind}")
    gloss("diff", "b.csv", f"b.{kind}")
    assert rows(gloss("diff", "a.csv", f"b.{kind}", status=1).stdout) == [
        ("جسر", "added", "en.term", None, "bridge"),
        ("نهر", "removed", "en.term", "river", None),
    ]


def test_without_ids_terms_tell_what_belongs_together(
    gloss: Gloss, tmp_path: Path
) -> None:
    (tmp_path / "a.csv").write_text("ar,en,note\nنهر,river,\nقلعة,castle,\n")
    (tmp_path / "b.csv").write_text("ar,en,note\nنهر,stream,x\nقلعة,castle,\n")
    found = rows(gloss("diff", "a.csv", "b.csv", status=1).stdout)
    assert [row[1:] for row in found] == [
        ("added", "note", None, "x"),
        ("removed", "en.term", "river", None),
        ("added", "en.term", None, "stream"),
    ]


def test_a_file_that_cannot_be_read(gloss: Gloss, two: Path) -> None:
    (two / "bad.csv").write_text("ar,en\nنهر\x07,river\n")
    assert "bad.csv:2: " in gloss("diff", "a.csv", "bad.csv", status=2).stderr
    gloss("diff", "a.csv", "none.csv", status=2)
    stderr = gloss("diff", "a.csv", "b.csv", "--merged", "c.csv", status=2).stderr
    assert "--base and --merged go together" in stderr


BASE = HEAD + "نهر,river,preferred,,,,river\nجسر,bridge,preferred,,,,bridge\n"
OURS = HEAD + (
    "نهر,river,preferred,water,,,river\n"
    "جسر,bridge,preferred,,,ours,bridge\n"
    "قلعة,castle,preferred,,,,castle\n"
)
THEIRS = HEAD + (
    "نهر,river,preferred,,,,river\n"
    "نهر,stream,admitted,,,,river\n"
    "جسر,bridge,preferred,,,{},bridge\n"
)


def test_a_merge_takes_both_sides(gloss: Gloss, tmp_path: Path) -> None:
    (tmp_path / "base.csv").write_text(BASE)
    (tmp_path / "ours.csv").write_text(OURS)
    (tmp_path / "theirs.csv").write_text(THEIRS.format(""))
    files = ("ours.csv", "theirs.csv", "--base", "base.csv", "--merged", "m.csv")
    gloss("diff", *files)
    assert (tmp_path / "m.csv").read_text().splitlines()[1:] == [
        "نهر,river,preferred,water,,,river,term,",
        "نهر,stream,admitted,water,,,river,term,",
        "جسر,bridge,preferred,,,ours,bridge,term,",
        "قلعة,castle,preferred,,,,castle,term,",
    ]
    (tmp_path / "theirs.csv").write_text(THEIRS.format("theirs"))
    assert rows(gloss("diff", *files, status=1).stdout) == [
        ("bridge", "conflict", "note", "ours", "theirs")
    ]
    assert ",ours,bridge," in (tmp_path / "m.csv").read_text()


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_git_shows_and_merges_glossaries(gloss: Gloss, tmp_path: Path) -> None:
    """As docs/guide.md sets it up."""
    repository = tmp_path / "repository"
    repository.mkdir()
    env = {
        **os.environ,
        "PATH": f"{PROGRAM.parent}:{os.environ['PATH']}",
        "HOME": str(tmp_path),
        "GIT_CONFIG_NOSYSTEM": "1",
    }

    def git(*args: str, status: int = 0) -> str:
        done = subprocess.run(
            ["git", "-c", "user.name=x", "-c", "user.email=x@example.org", *args],
            cwd=repository,
            env=env,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == status, done.stdout + done.stderr
        return done.stdout

    def commit(text: str, message: str) -> None:
        (tmp_path / "g.csv").write_text(text)
        gloss("convert", "g.csv", "repository/g.tbx")
        git("add", ".")
        git("commit", "-qm", message)

    git("init", "-q", "-b", "main")
    git("config", "merge.gloss.driver", MERGE)
    git("config", "diff.gloss.textconv", "sh -c 'gloss convert \"$0\" - --to csv'")
    (repository / ".gitattributes").write_text("*.tbx diff=gloss merge=gloss\n")
    commit(BASE, "base")
    git("checkout", "-qb", "theirs")
    commit(THEIRS.format(""), "theirs")
    shown = git("diff", "HEAD~1")
    assert "+نهر,stream,admitted,,,,river,term," in shown
    assert "<" not in shown
    git("checkout", "-q", "main")
    commit(OURS, "ours")
    git("merge", "-q", "theirs", "-m", "both")
    gloss("convert", "repository/g.tbx", "m.csv")
    text = (tmp_path / "m.csv").read_text()
    assert "نهر,stream,admitted,water,,,river,term," in text
    assert "قلعة,castle" in text
    git("checkout", "-qb", "again", "HEAD~1")
    commit(OURS.replace("ours", "more"), "more")
    git("checkout", "-q", "main")
    commit(OURS.replace("ours", "less"), "less")
    git("merge", "-q", "again", "-m", "x", status=1)
    assert "UU g.tbx" in git("status", "--short")


MERGE = "gloss diff %A %B --base %O --merged %A --from tbx"
