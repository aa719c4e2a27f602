"""What a translator types on the first day, word for word."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest

from tests.conftest import Gloss


def records(text: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in text.splitlines()]


def test_the_first_five_commands(gloss: Gloss, tmp_path: Path) -> None:
    gloss("init", "--sample", "demo")
    demo = tmp_path / "demo"
    found = {row["term"]: row for row in records(gloss("extract", cwd=demo).stdout)}
    assert found["محمدوف"]["translation"] == "Mammadov"
    assert found["الكنيست"]["translation"] == "Knesset"
    assert found["اتفاقيات إبراهيم"]["translation"] == "Abraham Accords"
    assert found["كوبا"]["translation"] == "Quba"
    listed = records(gloss("terms", "list", cwd=demo).stdout)
    assert {"Knesset", "Abraham Accords", "Quba"} <= {row["target"] for row in listed}
    done = gloss("export", "--tmx", cwd=demo)
    (row,) = records(done.stdout)
    assert row["file"] == "exports/demo.tmx"
    assert (demo / "exports/demo.tmx").read_text().count("<tu ") == row["units"]


def test_the_record_is_the_contracts(gloss: Gloss, demo: Path) -> None:
    row = records(gloss("extract", "--no-save", cwd=demo).stdout)[0]
    assert (
        list(row)
        == (
            "term type score count documents variants translation origin confidence"
            " alternatives contexts"
        ).split()
    )
    document = demo / row["contexts"][0]["document"]  # type: ignore[index]
    context = row["contexts"][0]  # type: ignore[index]
    text = document.read_text()
    assert text[context["start"] : context["end"]] in context["text"]


def test_the_same_bytes_each_time(gloss: Gloss, demo: Path) -> None:
    first, second = (gloss("extract", cwd=demo).stdout for _ in range(2))
    assert first == second
    exports = []
    for _ in range(2):
        gloss("export", "--tmx", "--tbx", "--csv", "--omegat", "--po", cwd=demo)
        exports.append({p.name: p.read_bytes() for p in (demo / "exports").iterdir()})
    assert exports[0] == exports[1]
    assert len(exports[0]) == 5


def test_options_of_extract(gloss: Gloss, demo: Path) -> None:
    assert len(records(gloss("extract", "--limit", "3", cwd=demo).stdout)) == 3
    gloss("extract", "--limit", "5", "-o", "out.csv", cwd=demo)
    with (demo / "out.csv").open() as stream:
        rows = list(csv.DictReader(stream))
    assert len(rows) == 5
    assert json.loads(rows[0]["variants"])
    text = (demo / "articles" / "03-taqa.txt").read_text()
    piped = gloss("extract", "-", cwd=demo, input=text)
    assert {row["document"] for row in records(piped.stdout)[0]["contexts"]} == {"-"}  # type: ignore[union-attr]


def test_curating(gloss: Gloss, demo: Path) -> None:
    gloss("terms", "accept", "محمدوف", cwd=demo)
    row = records(gloss("terms", "show", "Mammadov", cwd=demo).stdout)[0]
    assert (row["id"], row["revision"], row["origin"]) == (
        "mukhtar-mammadov",
        1,
        "workspace",
    )
    gloss(
        *("terms", "edit", "mukhtar-mammadov", "--forbid", "en=Mammedoff"),
        *("--note", "envoy", "--why", "house style"),
        cwd=demo,
    )
    row = records(gloss("terms", "show", "mukhtar-mammadov", cwd=demo).stdout)[0]
    assert row["note"] == "envoy"
    history = records(gloss("terms", "history", "mukhtar-mammadov", cwd=demo).stdout)
    assert [one["action"] for one in history] == ["accept", "edit"]
    assert history[1]["why"] == "house style"
    gloss("terms", "undo", cwd=demo)
    row = records(gloss("terms", "show", "mukhtar-mammadov", cwd=demo).stdout)[0]
    assert row["note"] != "envoy"


def test_adding_merging_splitting(gloss: Gloss, demo: Path) -> None:
    gloss("terms", "add", "القرية الحمراء", "Red Village", "--type", "place", cwd=demo)
    gloss("terms", "add", "قيرميزي قصبة", "Qırmızı Qəsəbə", "--type", "place", cwd=demo)
    gloss("terms", "merge", "red-village", "red-village", status=2, cwd=demo)
    gloss("terms", "merge", "red-village", "qirmizi-qesebe", cwd=demo)
    row = records(gloss("terms", "show", "قيرميزي قصبة", cwd=demo).stdout)[0]
    assert row["id"] == "red-village"
    gloss(
        *("terms", "split", "red-village", "--term", "ar=قيرميزي قصبة"),
        *("--term", "en=Qırmızı Qəsəbə", "--id", "qirmizi"),
        cwd=demo,
    )
    row = records(gloss("terms", "show", "qirmizi", cwd=demo).stdout)[0]
    assert row["source"] == "قيرميزي قصبة"


def test_naming_a_text_adds_its_candidates(gloss: Gloss, demo: Path) -> None:
    def terms() -> set[object]:
        listed = gloss("terms", "list", "--candidates", cwd=demo).stdout
        return {row["term"] for row in records(listed)}

    before = terms()
    (demo / "new.txt").write_text("زار الوفد هافانا. وعاد الوفد من هافانا إلى مدريد.")
    gloss("extract", "new.txt", cwd=demo)
    assert terms() == before | {"هافانا", "مدريد", "وفد"}
    gloss("extract", cwd=demo)
    assert "هافانا" not in terms()


def test_a_text_named_twice_is_read_once(gloss: Gloss, demo: Path) -> None:
    article = "articles/01-safara.txt"
    once = gloss("extract", "--no-save", article, cwd=demo).stdout
    twice = gloss("extract", "--no-save", article, f"./{article}", cwd=demo).stdout
    assert once == twice


def test_a_directory_of_files_is_imported_and_validated(
    gloss: Gloss, demo: Path
) -> None:
    gloss("export", "--tmx", "out/a.tmx", "--tbx", "out/b.tbx", cwd=demo)
    assert gloss("validate", "out", cwd=demo).stdout == ""
    gloss("init", "other")
    gloss("-w", "other", "import", str(demo / "out"))
    assert '"target": "Knesset"' in gloss("-w", "other", "terms", "list").stdout


def test_other_languages(gloss: Gloss, tmp_path: Path) -> None:
    gloss("init")
    (tmp_path / "t.csv").write_text("ar,fr\nقلعة,château\n")
    gloss("import", "t.csv", "--target", "fr")
    gloss("export", "--csv", "x.csv", "--target", "fr")
    assert "قلعة,château" in (tmp_path / "x.csv").read_text()


def test_a_rejected_candidate_is_remembered(gloss: Gloss, demo: Path) -> None:
    before = gloss("terms", "list", "--candidates", cwd=demo).stdout
    assert "الكنيست" in before
    gloss("terms", "reject", "الكنيست", cwd=demo)
    gloss("extract", cwd=demo)
    assert (
        '"term": "الكنيست"'
        not in gloss("terms", "list", "--candidates", cwd=demo).stdout
    )
    gloss("export", "--jsonl", "x.jsonl", cwd=demo)
    ids = {row["id"] for row in records((demo / "x.jsonl").read_text())}
    assert "knesset" not in ids
    assert "baku" in ids


def test_a_lost_update_is_a_conflict(gloss: Gloss, demo: Path) -> None:
    gloss("terms", "accept", "باكو", cwd=demo)
    gloss("terms", "edit", "baku", "--note", "first", "--revision", "1", cwd=demo)
    done = gloss(
        *("terms", "edit", "baku", "--note", "second", "--revision", "1"),
        status=2,
        cwd=demo,
    )
    assert re.search(
        r"'baku' is at revision 2 .*, not at 1, which you read", done.stderr
    )


def test_a_guess_is_not_accepted_without_english(gloss: Gloss, tmp_path: Path) -> None:
    gloss("init")
    (tmp_path / "articles" / "a.txt").write_text(
        "قال زلاتكوفيتش إنه سيعود. وأضاف زلاتكوفيتش أنه متفائل."
    )
    gloss("extract")
    done = gloss("terms", "accept", "زلاتكوفيتش", status=2)
    assert "has no established English" in done.stderr
    gloss("terms", "accept", "زلاتكوفيتش", "--english", "Zlatkovic")
    assert records(gloss("terms", "show", "Zlatkovic").stdout)[0]["type"] == "person"


def test_own_concepts_come_before_the_built_in_ones(gloss: Gloss, demo: Path) -> None:
    gloss("terms", "add", "الكنيست", "the Knesset (parliament)", cwd=demo)
    found = {row["term"]: row for row in records(gloss("extract", cwd=demo).stdout)}
    assert found["الكنيست"]["translation"] == "the Knesset (parliament)"
    assert "Knesset" in found["الكنيست"]["alternatives"]  # type: ignore[operator]


@pytest.mark.parametrize("name", ["glossary.tbx", "glossary.csv", "glossary.tmx"])
def test_a_glossary_goes_out_and_comes_back(
    gloss: Gloss, demo: Path, tmp_path: Path, name: str
) -> None:
    kind = name.rpartition(".")[2]
    gloss("export", f"--{kind}", str(tmp_path / name), cwd=demo)
    gloss("init", "other")
    done = gloss("-w", "other", "import", "--as", "terms", name)
    assert re.search(r"[1-9]\d+ concepts added, 0 replaced", done.stderr)
    other = records(gloss("-w", "other", "terms", "list").stdout)
    here = records(gloss("terms", "list", cwd=demo).stdout)
    keys = ("id", "type", "source", "target", "status", "domain", "definition", "note")
    assert [[row[key] for key in keys] for row in other] == [
        [row[key] for key in keys] for row in here
    ]
    again = gloss("-w", "other", "import", name)
    assert "0 concepts added, 0 replaced" in again.stderr


def test_an_import_is_one_change(gloss: Gloss, tmp_path: Path) -> None:
    gloss("init")
    (tmp_path / "t.csv").write_text("ar,en\nقلعة,castle\nنهر,river\n")
    gloss("import", "t.csv")
    assert len(records(gloss("terms", "list").stdout)) == 2
    gloss("terms", "undo")
    assert gloss("terms", "list").stdout == ""


def test_a_bad_row_is_reported_and_the_rest_kept(gloss: Gloss, tmp_path: Path) -> None:
    gloss("init")
    (tmp_path / "t.csv").write_text("ar,en,status\nقلعة,castle,\nنهر,river,lovely\n")
    done = gloss("import", "t.csv", status=1)
    assert "t.csv:3: 'lovely' is not a term status" in done.stderr
    assert [row["target"] for row in records(gloss("terms", "list").stdout)] == [
        "castle"
    ]
    gloss("terms", "undo")
    gloss("import", "--strict", "t.csv", status=2)
    assert gloss("terms", "list").stdout == ""


@pytest.mark.parametrize(
    ("policy", "english"),
    [("replace", ["fortress"]), ("skip", ["castle"]), ("add", ["castle", "fortress"])],
)
def test_duplicates(
    gloss: Gloss, tmp_path: Path, policy: str, english: list[str]
) -> None:
    gloss("init")
    (tmp_path / "a.csv").write_text("ar,en,id\nقلعة,castle,c1\n")
    (tmp_path / "b.csv").write_text("ar,en,id\nقلعة,fortress,c1\n")
    gloss("import", "a.csv")
    gloss("import", "--on-duplicate", policy, "b.csv")
    rows = records(gloss("terms", "list").stdout)
    assert [row["target"] for row in rows] == english


def test_export_filters(gloss: Gloss, demo: Path) -> None:
    def export(*args: str) -> list[dict[str, str]]:
        gloss("export", "--csv", "x.csv", *args, cwd=demo)
        with (demo / "x.csv").open(newline="") as stream:
            return list(csv.DictReader(stream))

    assert {row["domain"] for row in export("--domain", "religion")} == {"religion"}
    assert {row["status"] for row in export("--status", "preferred")} == {"preferred"}
    assert export("--only", "curated") == []
    gloss("terms", "accept", "باكو", cwd=demo)
    assert {row["id"] for row in export("--only", "curated")} == {"baku"}
    assert "baku" not in {row["id"] for row in export("--only", "matched")}
    assert "baku" in {row["id"] for row in export()}


def test_export_says_what_is_lost(gloss: Gloss, demo: Path) -> None:
    done = gloss("export", "--omegat", cwd=demo)
    (row,) = records(done.stdout)
    assert list(row) == ["file", "format", "units", "not_carried"]
    assert any(str(one).startswith("definition: ") for one in row["not_carried"])  # type: ignore[attr-defined]
    assert "not carried: " in done.stderr


def test_profiles_choose_formats_and_drop_what_a_tool_misreads(
    gloss: Gloss, demo: Path
) -> None:
    rows = records(gloss("export", "--for", "weblate", cwd=demo).stdout)
    assert [row["format"] for row in rows] == ["tmx", "tbx"] or [
        row["format"] for row in rows
    ] == ["tbx", "tmx"]
    assert "deprecated" not in (demo / "exports" / "demo.tbx").read_text()
    gloss("export", "--for", "trados", cwd=demo)
    assert "deprecated" in (demo / "exports" / "demo.tbx").read_text()


def test_doctor(gloss: Gloss, demo: Path) -> None:
    rows = records(gloss("doctor", cwd=demo).stdout)
    assert all(row["ok"] is True for row in rows)
    assert any(str(row["check"]).startswith("store") for row in rows)
    (demo / "gloss.db").write_bytes(b"no database at all" * 100)
    rows = records(gloss("doctor", cwd=demo, status=1).stdout)
    assert any(str(r["check"]).startswith("store") and not r["ok"] for r in rows)
