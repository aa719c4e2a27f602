"""`gloss extract` over corpora: rows, wildcards, URLs, and by Spark."""

from __future__ import annotations

import json
import os
import random
import shutil
from pathlib import Path

import pytest

from tests.conftest import Gloss

SAMPLE = Path(__file__).parents[2] / "cli" / "sample"
OTHER = "وصلت لمياء إلى تبليسي. وعادت لمياء من تبليسي.\n"
ARABIC = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Return a directory with the same articles as files and as rows."""
    lines = []
    for file in sorted(SAMPLE.glob("*.txt")):
        text = file.read_text("utf-8")
        (tmp_path / "articles" / "old").mkdir(parents=True, exist_ok=True)
        name = f"articles/old/{file.name}"
        (tmp_path / name).write_text(text, encoding="utf-8")
        lines.append(json.dumps({"url": name, "body": text}, ensure_ascii=False))
    rows = "\n".join([*lines, ""])
    (tmp_path / "rows.ndjson").write_text(rows, encoding="utf-8")
    return tmp_path


def test_files_rows_wildcards_and_urls_give_the_same(
    gloss: Gloss, corpus: Path
) -> None:
    pytest.importorskip("fsspec", reason="fsspec is not installed")
    whole = gloss("extract", "articles", cwd=corpus).stdout
    assert len(whole.splitlines()) > 50
    fields = ("--text-field", "body", "--id-field", "url")
    assert gloss("extract", "rows.ndjson", *fields, cwd=corpus).stdout == whole
    assert gloss("extract", "art*/**/*.txt", cwd=corpus).stdout == whole
    url = gloss("extract", f"file://{corpus}/rows.ndjson", *fields, cwd=corpus).stdout
    assert url == whole


def test_parquet(gloss: Gloss, corpus: Path) -> None:
    pa = pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    from pyarrow.parquet import write_table

    rows = (corpus / "rows.ndjson").read_text("utf-8").splitlines()
    write_table(pa.Table.from_pylist(list(map(json.loads, rows))), corpus / "a.parquet")
    run = gloss(
        "extract", "a.parquet", "--text-field", "body", "--id-field", "url", cwd=corpus
    )
    assert run.stdout == gloss("extract", "articles", cwd=corpus).stdout


def test_a_bad_row_is_told_and_the_rest_kept(gloss: Gloss, corpus: Path) -> None:
    file = corpus / "a.jsonl"
    file.write_text('{"text": "English"}\n{\n' + json.dumps({"text": OTHER}) + "\n")
    run = gloss("extract", "a.jsonl", cwd=corpus, status=2)
    assert {json.loads(line)["term"] for line in run.stdout.splitlines()} >= {"تبليسي"}
    assert json.loads(run.stdout.splitlines()[0])["contexts"][0]["document"] == (
        "a.jsonl#3"
    )
    assert "a.jsonl:1: holds no Arabic text" in run.stderr
    assert "a.jsonl:2: is no JSON" in run.stderr
    run = gloss("extract", "a.jsonl", "--strict", cwd=corpus, status=2)
    assert run.stdout == ""
    assert run.stderr.count("\n") == 1


def test_rows_in_a_report(gloss: Gloss, corpus: Path) -> None:
    file = corpus / "a.jsonl"
    file.write_text(json.dumps({"id": "news/7", "text": OTHER}))
    gloss("extract", "a.jsonl", "-o", "a.html", cwd=corpus)
    assert "news/7" in (corpus / "a.html").read_text("utf-8")


def test_what_spark_lacks_is_one_line(gloss: Gloss, corpus: Path) -> None:
    for options, message in (
        (("--jobs", "2", "--engine", "spark"), "--jobs is for this machine"),
        (("--master", "local[2]"), "--master and --scratch are for --engine spark"),
    ):
        run = gloss("extract", "articles", *options, cwd=corpus, status=2)
        assert message in run.stderr
        assert run.stderr.count("\n") == 1


@pytest.fixture
def java() -> None:
    """Skip where Spark cannot run."""
    pytest.importorskip("pyspark", reason="pyspark is not installed")
    if not (os.environ.get("JAVA_HOME") or shutil.which("java")):
        pytest.skip("there is no Java")


@pytest.mark.slow
@pytest.mark.usefixtures("java")
def test_spark_gives_the_same_bytes(gloss: Gloss, tmp_path: Path) -> None:
    chance = random.Random(7)
    words = [
        "".join(chance.choices(ARABIC, k=chance.randint(3, 7))) for _ in range(4000)
    ]
    sample = [file.read_text("utf-8") for file in sorted(SAMPLE.glob("*.txt"))]
    rows = []
    for number in range(300):
        made = " ".join(words[int(4000 * chance.random() ** 3)] for _ in range(500))
        text = f"{chance.choice(sample)}\n{made}."
        rows.append(json.dumps({"id": f"{number}", "text": text}, ensure_ascii=False))
    rows[150] = "{"
    (tmp_path / "a.jsonl").write_text("\n".join(rows), encoding="utf-8")
    assert (tmp_path / "a.jsonl").stat().st_size > 1_900_000
    files = ("a.jsonl", "--min-count", "2", "-o")
    here = gloss("extract", *files, "here.jsonl", status=2)
    spark = ("--engine", "spark", "--master", "local[2]", "--memory", "1")
    there = gloss("extract", *files, "there.jsonl", *spark, status=2)
    assert (tmp_path / "there.jsonl").read_bytes() == (
        tmp_path / "here.jsonl"
    ).read_bytes()
    for run in (here, there):
        assert "a.jsonl:151: is no JSON" in run.stderr
