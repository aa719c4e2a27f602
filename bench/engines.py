r"""One counting job by several engines, and extraction here and by Spark.

usage: python bench/engines.py [MB]            (default: 20; the counting job)
       python bench/engines.py --same [MB]     (default: 200; extraction by both)

The texts are those of bench/scale.py. The counting job: how many sequences of one to
five words within an article occur twice or more, and how often those do. Its input is
made beforehand, the words as numbers: a Parquet table of article, place and word for
the peers, and the same as arrays for what gloss does. Every engine runs in processes of
its own on two cores; start-up counts, and is told apart. An engine that is not
installed is left out. `--same` extracts from the same articles as files here and as
JSON Lines by `--engine spark --master local[2]`, and compares the bytes.
"""

# ruff: noqa: PLC0415 - an engine is imported in the process where it is measured

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from hashlib import sha256
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

GLOSS = Path(sys.executable).with_name("gloss")
LONGEST = 5
SHARD = 1_000_000
"""Words of a shard."""
SQL = f"""
WITH g AS (SELECT w AS w1, {
    ", ".join(
        f"lead(w, {n}) OVER (PARTITION BY doc ORDER BY place) AS w{n + 1}"
        for n in range(1, LONGEST)
    )
} FROM words),
counted AS ({
    " UNION ALL ".join(
        f"SELECT {n} AS n, count(*) AS c FROM g "
        + (f"WHERE w{n} IS NOT NULL " if n > 1 else "")
        + "GROUP BY "
        + ", ".join(f"w{k}" for k in range(1, n + 1))
        for n in range(1, LONGEST + 1)
    )
})
SELECT count(*), sum(c) FROM counted WHERE c > 1
"""


def main() -> None:
    if sys.argv[1:2] == ["--run"]:
        start = time.monotonic()
        found = ENGINES[sys.argv[2]](Path(sys.argv[3]))
        print(json.dumps([*map(int, found[:2]), found[2] - start]))
        return
    same = "--same" in sys.argv
    sizes = [float(one) for one in sys.argv[1:] if one != "--same"]
    with tempfile.TemporaryDirectory() as folder:
        if same:
            extraction(Path(folder), sizes[0] if sizes else 200.0)
        else:
            counting(Path(folder), sizes[0] if sizes else 20.0)


def counting(folder: Path, size: float) -> None:
    prepared(folder, size)
    first: tuple[int, int] | None = None
    own = 0.0
    for name in ENGINES:
        missing = [one for one in NEEDS[name] if find_spec(one) is None]
        if missing:
            print(f"{name:<22} left out: {', '.join(missing)} not installed")
            continue
        run = measured([sys.executable, __file__, "--run", name, str(folder)])
        if run.status:
            print(f"{name:<22} failed: {run.output.strip()[-200:]}")
            continue
        kinds, total, start = json.loads(run.output.splitlines()[-1])
        own, first = own or run.cpu, first or (kinds, total)
        agrees = "" if (kinds, total) == first else "  OTHER RESULT"
        print(
            f"{name:<22}{run.cpu:>7.1f} s CPU ({run.cpu / own:>5.1f} x){run.wall:>7.1f}"
            f" s wall ({start:.1f} s start-up){run.memory:>7.0f} MB{agrees}",
            flush=True,
        )
    if first:
        print(f"{first[0]:,} sequences recur, {first[1]:,} mentions")


def prepared(folder: Path, size: float) -> None:
    """Write the words of generated articles as a table and as arrays."""
    from scale import written

    from glossary.extract.corpus import Document, scan

    written(folder / "texts", int(size * 1e6))
    paths = sorted((folder / "texts").rglob("*.txt"))
    corpus = scan(Document(path.name, path.read_text("utf-8")) for path in paths)
    np.save(folder / "word.npy", corpus.word)
    np.save(folder / "document.npy", corpus.document)
    print(f"{size:g} MB, {len(corpus.word):,} words, {len(corpus.types):,} distinct")
    if find_spec("pyarrow"):
        import pyarrow as pa
        from pyarrow.parquet import write_table

        place = np.arange(len(corpus.word), dtype=np.int32)
        columns = {"doc": corpus.document, "place": place, "w": corpus.word}
        write_table(pa.table(columns), folder / "words.parquet", row_group_size=SHARD)


class Run(NamedTuple):
    """What a command and its children took."""

    cpu: float
    wall: float
    memory: float
    """MB at most, all processes together."""
    status: int
    output: str


def measured(command: list[str]) -> Run:
    """Run a command; look at its processes twenty times a second.

    A Java that outlives its parent would escape the accounts of the system.
    """
    start = time.monotonic()
    spent: dict[int, float] = {}
    most = 0.0
    with tempfile.TemporaryFile("w+") as output:
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT)
        while process.poll() is None:
            tree = dict(usage(process.pid))
            spent |= {pid: cpu for pid, (cpu, _) in tree.items()}
            most = max(most, sum(memory for _, memory in tree.values()))
            time.sleep(0.05)
        output.seek(0)
        text = output.read()
    wall = time.monotonic() - start
    return Run(sum(spent.values()), wall, most, process.returncode, text)


def usage(pid: int) -> list[tuple[int, tuple[float, float]]]:
    """Return CPU seconds and resident MB of a process and its children."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        threads = Path(f"/proc/{pid}/task").iterdir()
        for thread in threads:  # Java's children are those of its threads
            if int(thread.name) != pid:
                children += (thread / "children").read_text().split()
    except OSError:
        return []
    cpu = (int(stat[11]) + int(stat[12])) / os.sysconf("SC_CLK_TCK")
    memory = int(stat[21]) * os.sysconf("SC_PAGE_SIZE") / 1e6
    below = [one for child in children for one in usage(int(child))]
    return [(pid, (cpu, memory)), *below]


Found = tuple[int, int, float]


def by_gloss(folder: Path) -> Found:
    """Count with the functions of extraction, shard by shard."""
    from glossary.extract.counting import recurring

    word, document = (np.load(folder / f"{one}.npy") for one in ("word", "document"))
    start = time.monotonic()
    shelf: dict[str, np.ndarray] = {}
    edges = cut(document)
    for number, (low, high) in enumerate(edges):
        keys, counts = counted(word[low:high], document[low:high])
        shelf[f"{number}.counted"], shelf[f"{number}.counts"] = keys, counts
    grams = recurring(shelf, len(edges), 2)
    return len(grams.numbers), int(grams.counts.sum()), start


def cut(document: np.ndarray) -> list[tuple[int, int]]:
    """Return the bounds of shards of whole articles."""
    wanted = np.arange(SHARD, len(document), SHARD)
    ends = np.searchsorted(document, document[wanted]).tolist()
    edges = sorted({0, *ends, len(document)})
    return list(pairwise(edges))


def counted(word: np.ndarray, document: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the sequences of a shard with their counts, in their order."""
    from glossary.extract.counting import begun, longer, numbered, tallied

    hashes, values = begun(word), []
    for length in range(1, LONGEST + 1):
        if length > 1:
            hashes = longer(hashes[:-1], word[length - 1 :])
        whole = document[: len(hashes)] == document[length - 1 :]
        values.append(numbered(hashes[whole], length) | np.uint64(1))
    keys, counts = tallied(np.concatenate(values))
    return keys, counts.astype(np.int32)


def by_gloss_on_spark(folder: Path) -> Found:
    """Let Spark do the same functions, a task a shard."""
    from glossary.extract.counting import recurring

    document = np.load(folder / "document.npy", mmap_mode="r")
    with spark() as session:
        start = time.monotonic()
        edges = cut(document)

        def step(job: tuple[int, tuple[int, int]]) -> None:
            number, (low, high) = job
            word = np.load(folder / "word.npy", mmap_mode="r")[low:high]
            document = np.load(folder / "document.npy", mmap_mode="r")[low:high]
            keys, counts = counted(np.asarray(word), np.asarray(document))
            np.save(folder / f"{number}.counted.npy", keys)
            np.save(folder / f"{number}.counts.npy", counts)

        jobs = session.sparkContext.parallelize(list(enumerate(edges)), len(edges))
        jobs.foreach(step)
        names = [
            f"{n}.{one}" for n in range(len(edges)) for one in ("counted", "counts")
        ]
        shelf = {name: np.load(folder / f"{name}.npy") for name in names}
        grams = recurring(shelf, len(edges), 2)
    return len(grams.numbers), int(grams.counts.sum()), start


def spark():  # noqa: ANN201 - untyped
    from pyspark.sql import SparkSession

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    return (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "8")
        .config("spark.log.level", "ERROR")
        .getOrCreate()
    )


def by_counter(folder: Path) -> Found:
    """Count tuples in one dictionary."""
    from collections import Counter

    word, document = (np.load(folder / f"{one}.npy") for one in ("word", "document"))
    start = time.monotonic()
    found: Counter[tuple[int, ...]] = Counter()
    ends = np.flatnonzero(np.diff(document, append=-1)) + 1
    low = 0
    for high in ends.tolist():
        words = word[low:high].tolist()
        for length in range(1, LONGEST + 1):
            found.update(zip(*(words[k:] for k in range(length)), strict=False))
        low = high
    recur = [count for count in found.values() if count > 1]
    return len(recur), sum(recur), start


def by_duckdb(folder: Path) -> Found:
    import duckdb

    base = duckdb.connect(config={"threads": 2})
    start = time.monotonic()
    base.execute(f"CREATE VIEW words AS FROM '{folder}/words.parquet'")
    kinds, total = base.execute(SQL).fetchone()
    return kinds, total, start


def by_spark_sql(folder: Path) -> Found:
    with spark() as session:
        start = time.monotonic()
        table = session.read.parquet(str(folder / "words.parquet"))
        table.createOrReplaceTempView("words")
        ((kinds, total),) = session.sql(SQL).collect()
    return kinds, total, start


def by_ibis(folder: Path) -> Found:
    import ibis

    base = ibis.duckdb.connect(threads=2)
    start = time.monotonic()
    words = base.read_parquet(folder / "words.parquet")
    window = ibis.window(group_by="doc", order_by="place")
    later = {f"w{n + 1}": words.w.lead(n).over(window) for n in range(1, LONGEST)}
    table = words.mutate(w1=words.w, **later)
    parts = []
    for length in range(1, LONGEST + 1):
        names = [f"w{k}" for k in range(1, length + 1)]
        whole = table.filter(table[names[-1]].notnull())
        parts.append(whole.group_by(names).agg(c=ibis._.count()).select("c"))
    counts = ibis.union(*parts).filter(ibis._.c > 1)
    row = counts.agg(kinds=ibis._.count(), total=ibis._.c.sum()).execute()
    return row["kinds"][0], row["total"][0], start


def by_dask(folder: Path) -> Found:
    import dask
    import dask.dataframe as dd

    start = time.monotonic()
    table = dd.read_parquet(folder / "words.parquet", split_row_groups=1)
    total = kinds = 0
    with dask.config.set(scheduler="processes", num_workers=2):
        for length in range(1, LONGEST + 1):
            names = [f"w{k}" for k in range(1, length + 1)]
            shifted = {
                f"w{k}": table.w.shift(1 - k).where(table.doc.shift(1 - k) == table.doc)
                for k in range(2, length + 1)
            }
            some = table.assign(w1=table.w, **shifted).dropna()
            counts = some.groupby(names).size(split_out=4)
            counts = counts[counts > 1]
            one, other = dask.compute(counts.count(), counts.sum())
            kinds, total = kinds + int(one), total + int(other)
    return kinds, total, start


ENGINES: dict[str, Callable[[Path], Found]] = {
    "gloss": by_gloss,
    "Counter": by_counter,
    "DuckDB": by_duckdb,
    "Ibis on DuckDB": by_ibis,
    "gloss on Spark": by_gloss_on_spark,
    "Spark SQL": by_spark_sql,
    "Dask": by_dask,
}
NEEDS = {
    "gloss": (),
    "Counter": (),
    "DuckDB": ("duckdb", "pyarrow"),
    "Ibis on DuckDB": ("ibis", "duckdb", "pyarrow"),
    "gloss on Spark": ("pyspark",),
    "Spark SQL": ("pyspark", "pyarrow"),
    "Dask": ("dask", "pandas", "pyarrow"),
}


def extraction(folder: Path, size: float) -> None:
    """Extract here from files and by Spark from rows; compare."""
    from scale import written

    written(folder / "texts", int(size * 1e6))
    with (folder / "rows.jsonl").open("w", encoding="utf-8") as stream:
        for path in sorted((folder / "texts").rglob("*.txt")):
            row = {"id": str(path), "text": path.read_text("utf-8")}
            stream.write(json.dumps(row, ensure_ascii=False) + "\n")
    digests = []
    for name, options in (
        ("here", (folder / "texts", "--jobs", "2")),
        ("Spark", (folder / "rows.jsonl", "--engine", "spark", "--master", "local[2]")),
    ):
        output = folder / f"{name}.jsonl"
        run = measured([*map(str, (GLOSS, "extract", *options, "-o", output))])
        if run.status:
            sys.exit(run.output[-2000:])
        digests.append(sha256(output.read_bytes()).hexdigest())
        lines = output.read_bytes().count(b"\n")
        print(
            f"{name:<8}{size:>6g} MB{run.cpu:>8.1f} s CPU{run.wall:>8.1f} s wall"
            f"{run.memory:>7.0f} MB  {lines:,} candidates  {digests[-1][:12]}",
            flush=True,
        )
    print("the same bytes" if len(set(digests)) == 1 else "OTHER BYTES")


if __name__ == "__main__":
    main()
