"""Extraction by Spark, with a stand-in for it; tests/journey has the real one."""

from __future__ import annotations

import pickle
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from cli import extraction
from cli.config import Config
from cli.documents.rows import Fields
from cli.engines import Engine, Work, spark
from cli.engines.division import Division
from cli.engines.shared import Shared
from glossary.errors import GlossError
from glossary.extract.corpus import Document
from glossary.extract.understood import Bench

SAMPLE = sorted((Path(extraction.__file__).parent / "sample").glob("*.txt"))


class Cluster:
    """A stand-in that sends everything as bytes and does tasks in reverse, twice.

    So does a cluster that loses a worker after it has done its work.
    """

    master = "spark://here"

    def __init__(self, error: Exception | None = None) -> None:
        self._tasks: list[Any] = []
        self._step: Callable[[Any], Any] = repr
        self._error = error

    def parallelize(self, tasks: list[Any], number: int) -> Cluster:
        assert number == len(tasks)
        self._tasks = tasks
        return self

    def map(self, step: Callable[[Any], Any]) -> Cluster:
        self._step = step
        return self

    def collect(self) -> list[Any]:
        if self._error:
            raise self._error
        for _ in range(2):
            found = [self._sent()(task) for task in self._tasks[::-1]]
        return found[::-1]

    def _sent(self) -> Callable[[Any], Any]:
        return lambda task: pickle.loads(pickle.dumps(self._step))(
            pickle.loads(pickle.dumps(task))
        )


def test_the_candidates_are_the_same(tmp_path: Path) -> None:
    names = list(map(str, SAMPLE))
    (tmp_path / "shelf").mkdir()
    shelf = Shared(str(tmp_path / "shelf"))
    bad: list[GlossError] = []
    bench = Bench(
        shelf=shelf,
        workers=spark.Spark(Cluster(), shelf, bad),
        slices=3,
        shards=Division(fields=Fields(), root="/", size=400).shards(names, shelf),
    )
    texts = [Document(one, Path(one).read_text("utf-8")) for one in names]
    here = extraction.extracted(texts, None, Config(), None)
    there = extraction.extracted((), None, Config(), None, bench)
    assert len(here.candidates) > 50
    assert there.candidates == here.candidates
    assert bad == []
    assert len(list((tmp_path / "shelf").glob("*.text.*"))) > 2


def failing(error: Exception, item: object) -> None:
    error.add_note(f"at {item}")
    raise error


def test_what_a_user_must_mend_is_said(tmp_path: Path) -> None:
    shelf = Shared(str(tmp_path))
    step = partial(failing, GlossError("a.jsonl:3: is no JSON"))
    with pytest.raises(GlossError, match=r"^a\.jsonl:3: is no JSON$"):
        list(spark.Spark(Cluster(), shelf, []).map(step, [0]))


def test_a_fault_names_the_shard(tmp_path: Path) -> None:
    shelf = Shared(str(tmp_path))
    names = list(map(str, SAMPLE))
    shards = list(
        Division(fields=Fields(), root="/", size=1 << 20).shards(names, shelf)
    )
    workers = spark.Spark(Cluster(), shelf, [])
    list(workers.map(sized, enumerate(shards)))
    with pytest.raises(RuntimeError) as caught:
        list(workers.map(partial(failing, ValueError("odd")), [0]))
    assert str(caught.value) == (
        f"extraction failed in shard 0, {names[0]} to {names[-1]}: ValueError: odd at 0"
    )


def test_nothing_to_read_is_an_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text("English", encoding="utf-8")
    names = [f"{tmp_path}/a.txt", f"{tmp_path}/b.txt"]
    (tmp_path / "shelf").mkdir()
    shelf = Shared(str(tmp_path / "shelf"))
    bad: list[GlossError] = []
    bench = Bench(
        shelf=shelf,
        workers=spark.Spark(Cluster(), shelf, bad),
        shards=Division(fields=Fields(), root="/", size=10).shards(names, shelf),
    )
    with pytest.raises(GlossError, match=r"b\.txt: no such file"):
        extraction.extracted((), None, Config(), None, bench)
    assert "a.txt: holds no Arabic text" in capsys.readouterr().err


def sized(job: tuple[int, Any]) -> None:
    number, reading = job
    reading._shelf[f"{number}.sizes"] = np.array([len(list(reading))])


@pytest.mark.parametrize(
    ("text", "kind", "message"),
    [
        (
            "An error in z\n: org.apache.spark.SparkException: Job aborted\n\tat x\n",
            GlossError,
            "Spark: org.apache.spark.SparkException: Job aborted",
        ),
        ("Connection refused", GlossError, "Spark: Connection refused"),
        ("", GlossError, "Spark: RuntimeError"),
        (
            "_StepError: extraction failed in shard 3, a: KeyError: 'x'\n\tat x\n",
            RuntimeError,
            "extraction failed in shard 3, a: KeyError: 'x'",
        ),
    ],
)
def test_an_error_of_spark_is_one_line(
    tmp_path: Path, text: str, kind: type[Exception], message: str
) -> None:
    cluster = Cluster(RuntimeError(text))
    with pytest.raises(kind) as caught:
        list(spark.Spark(cluster, Shared(str(tmp_path)), []).map(repr, [0]))
    assert str(caught.value).startswith(message)
    assert "\n" not in str(caught.value)


def test_no_items_are_no_job(tmp_path: Path) -> None:
    cluster = Cluster(RuntimeError("asked"))
    assert list(spark.Spark(cluster, Shared(str(tmp_path)), []).map(repr, ())) == []


def started() -> Iterator[Bench]:
    place = spark.Place("local[1]")
    division = Division(fields=Fields(), root="/", size=1)
    with spark.workbench(division, [], place, []) as bench:
        yield bench


def test_without_pyspark(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyspark", None)
    with pytest.raises(GlossError, match=r"pip install 'glosskit\[spark\]'"):
        next(started())


def test_without_java(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pyspark", reason="pyspark is not installed")
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.delenv("JAVA_HOME", raising=False)
    with pytest.raises(GlossError, match="needs Java 17 or later: install it"):
        next(started())


def test_a_cluster_needs_a_directory(tmp_path: Path) -> None:
    with (
        pytest.raises(GlossError, match=r"spark://here share no .* --scratch"),
        spark.Place(None, None).directory(Cluster()),
    ):
        pass
    with (
        pytest.raises(GlossError, match="none: No such file"),
        spark.Place(None, f"{tmp_path}/none").directory(Cluster()),
    ):
        pass
    with spark.Place(None, str(tmp_path)).directory(Cluster()) as made:
        assert Path(made).parent == tmp_path.resolve()
    assert list(tmp_path.iterdir()) == []


def test_options_of_the_other_engine_are_refused() -> None:
    fields = Fields()
    with pytest.raises(GlossError, match="--jobs is for this machine"):
        Work(fields=fields, engine=Engine.SPARK, jobs=2)
    for more in ({"master": "local[2]"}, {"scratch": "here"}):
        with pytest.raises(GlossError, match="are for --engine spark"):
            Work(fields=fields, **more)
