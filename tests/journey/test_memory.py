"""A memory filled from files, asked, counted and written again."""

from __future__ import annotations

import json
from html import unescape
from pathlib import Path

import pytest

from tests.conftest import Gloss

TMX = """<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.4">
  <header creationtool="x" creationtoolversion="1" segtype="sentence" o-tmf="x"
    adminlang="en" srclang="ar" datatype="plaintext"/>
  <body>
    <tu tuid="1" changedate="20260101T000000Z">
      <prop type="x-client">Amal</prop>
      <tuv xml:lang="ar"><seg>وصل الوزير إلى <ph x="1"/>باكو</seg></tuv>
      <tuv xml:lang="en"><seg>The minister arrived in Baku</seg></tuv>
    </tu>
    <tu><tuv xml:lang="ar"><seg>زار الوفد السفارة</seg></tuv>
      <tuv xml:lang="en"><seg>The delegation visited the embassy</seg></tuv></tu>
    <tu><tuv xml:lang="ar"><seg>بلا ترجمة</seg></tuv></tu>
  </body>
</tmx>
"""
PO = """msgid ""
msgstr "Language: en\\n"

msgid "الصفحة الأولى"
msgstr "Front page"
"""


@pytest.fixture
def workspace(gloss: Gloss, tmp_path: Path) -> Path:
    gloss("init", "w")
    root = tmp_path / "w"
    (root / "news.tmx").write_text(TMX)
    (root / "site.po").write_text(PO)
    (root / "table.tsv").write_text("ar\ten\nخبر عاجل\tBreaking news\n")
    return root


def records(text: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in text.splitlines()]


def measures(gloss: Gloss, *names: str, cwd: Path) -> dict[str, int]:
    done = gloss("stats", *names, cwd=cwd)
    return {row["measure"]: row["value"] for row in records(done.stdout)}  # type: ignore[misc]


def test_in_and_out_again(gloss: Gloss, workspace: Path) -> None:
    names = ["news.tmx", "site.po", "table.tsv"]
    done = gloss("import", "--as", "memory", *names, cwd=workspace)
    assert done.stderr.endswith(
        "gloss: 4 units added, 0 replaced, 0 skipped, 1 without both languages\n"
    )
    again = gloss("import", "--as", "memory", *names, cwd=workspace)
    assert "0 units added, 0 replaced, 4 skipped" in again.stderr
    (row,) = records(gloss("export", "--memory", cwd=workspace).stdout)
    assert row == {
        "file": "exports/w-memory.tmx",
        "format": "tmx",
        "units": 4,
        "not_carried": [],
    }
    written = (workspace / "exports/w-memory.tmx").read_text()
    assert '<tu tuid="1" changedate="20260101T000000Z">' in written
    assert '<prop type="x-client">Amal</prop>' in written
    assert 'وصل الوزير إلى <ph x="1"/>باكو' in written


def test_all_files_or_none(gloss: Gloss, workspace: Path) -> None:
    (workspace / "broken.tmx").write_text("<tmx version='1.4'><header/><body></tmx>")
    names = ["news.tmx", "broken.tmx"]
    done = gloss("import", "--as", "memory", *names, cwd=workspace, status=2)
    assert "broken.tmx" in done.stderr
    assert measures(gloss, cwd=workspace)["memory_units"] == 0


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (TMX.replace('"en">', '"fr">'), "no entry has both ar and en"),
        (TMX.split("<body>", maxsplit=1)[0] + "<body/></tmx>", "holds no entry"),
    ],
)
def test_a_file_without_pairs(
    gloss: Gloss, workspace: Path, text: str, said: str
) -> None:
    (workspace / "other.tmx").write_text(text)
    done = gloss("import", "--as", "memory", "other.tmx", cwd=workspace, status=2)
    assert said in done.stderr


def test_subsets(gloss: Gloss, workspace: Path) -> None:
    gloss("import", "--as", "memory", "news.tmx", "--domain", "press", cwd=workspace)
    gloss("import", "--as", "memory", "site.po", "--origin", "web", cwd=workspace)
    for options, units in [
        (["--domain", "press"], 2),
        (["--domain", "law"], 0),
        (["--since", "2020-01-01"], 3),
        (["--since", "2020-01-01T00:00:00+02:00", "--until", "2021-01-01"], 0),
    ]:
        out = gloss("export", "--memory", "some.tmx", *options, cwd=workspace).stdout
        assert [row["units"] for row in records(out)] == [units]
    done = gloss(
        "export", "--memory", "x.tmx", "--since", "1.3.", cwd=workspace, status=2
    )
    assert "write a date as 2026-03-01" in done.stderr
    counts = measures(gloss, cwd=workspace)
    assert counts["memory_units:origin:web"] == 1
    assert counts["memory_units:domain:press"] == 2


def test_on_standard_output(gloss: Gloss, workspace: Path) -> None:
    gloss("import", "--as", "memory", "site.po", cwd=workspace)
    out = gloss("export", "--memory", "-", cwd=workspace).stdout
    assert out.startswith("<?xml")
    assert "Front page" in out
    gloss("export", "--memory", "m.po", cwd=workspace)
    assert 'msgstr "Front page"' in (workspace / "m.po").read_text()


def test_policies(gloss: Gloss, workspace: Path) -> None:
    gloss("import", "--as", "memory", "table.tsv", cwd=workspace)
    (workspace / "table.tsv").write_text("ar\ten\nخبر عاجل\tUrgent\n")
    for policy, said in [("replace", "0 units added, 1 replaced"), ("add", "1 units")]:
        done = gloss(
            "import", "--as", "memory", "table.tsv", "--on-duplicate", policy,
            cwd=workspace,
        )  # fmt: skip
        assert said in done.stderr
    found = records(gloss("search", "خبر عاجل", cwd=workspace).stdout)
    assert [(row["target"], row["id"]) for row in found] == [
        ("Urgent", 3),
        ("Urgent", 2),
    ]


def test_what_belongs_to_the_memory_only(gloss: Gloss, workspace: Path) -> None:
    done = gloss("import", "table.tsv", "--domain", "x", cwd=workspace, status=2)
    assert "--domain and --origin go with --as memory" in done.stderr


def test_counts_of_files(gloss: Gloss, workspace: Path) -> None:
    assert measures(gloss, "news.tmx", cwd=workspace) == {
        "units": 3,
        "units_in_both_languages": 2,
        "source_words": 7,
        "target_words": 10,
        "units:language:ar": 3,
        "units:language:en": 2,
    }
    both = measures(gloss, "news.tmx", "table.tsv", cwd=workspace)
    assert (both["units"], both["units:file:table.tsv"]) == (4, 1)


def test_a_page_of_counts(gloss: Gloss, workspace: Path) -> None:
    gloss("import", "--as", "memory", "news.tmx", "--origin", "<b>&", cwd=workspace)
    gloss("stats", "--html", "stats.html", cwd=workspace)
    page = (workspace / "stats.html").read_text()
    assert "<bdi>&lt;b&gt;&amp;</bdi>" in page
    assert "<dt>Memory units</dt><dd>2</dd>" in page
    assert "default-src 'none'" in unescape(page)
    assert "http" not in page.replace("http-equiv", "")


def test_the_doctor_looks_at_the_memory(gloss: Gloss, workspace: Path) -> None:
    names = {row["check"] for row in records(gloss("doctor", cwd=workspace).stdout)}
    assert not any(str(name).startswith("store-memory") for name in names)
    gloss("import", "--as", "memory", "news.tmx", cwd=workspace)
    done = gloss("doctor", "--repair", cwd=workspace)
    found = {row["check"]: row["detail"] for row in records(done.stdout)}
    assert found["store-memory-index-source"] == "2 units"
    for path in (workspace / "gloss.memory").glob("source/*/*"):
        path.write_bytes(path.read_bytes()[:-1])
    broken = records(gloss("doctor", cwd=workspace, status=1).stdout)
    assert [row["check"] for row in broken if not row["ok"]] == [
        "store-memory-index-source"
    ]
    gloss("search", "زار الوفد السفارة", cwd=workspace)
    gloss("doctor", cwd=workspace)
