"""Apache Spark: its executors do the steps of extraction, shard by shard.

Each step is a job of one task a shard. Arrays and results go through a directory that
all machines share, so that the driver holds no more than a run on one machine would.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
import tempfile
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from cli.engines.division import Reading, gather
from cli.engines.shared import Shared
from glossary.errors import FileError, GlossError
from glossary.extract.understood import Bench

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from cli.engines.division import Division

_QUIET = {
    "spark.ui.enabled": "false",
    "spark.log.level": "ERROR",
}
"""What holds unless the cluster's configuration or spark-submit says otherwise."""
_RAISED = "extraction failed in "


class _StepError(Exception):
    """A step failed; Spark repeats it as often as it is told to."""


class Spark:
    """The executors of a Spark cluster; see ``shelf.Workers``."""

    def __init__(
        self,
        context: Any,  # noqa: ANN401 - untyped
        shelf: Shared,
        found: list[GlossError],
    ) -> None:
        """Take a Spark context; what cannot be read of the texts goes to ``found``."""
        self._context = context
        self._shelf = shelf
        self._found = found
        self._names: dict[int, str] = {}

    def map(self, step: Callable[[Any], Any], items: Iterable[Any]) -> Iterator[Any]:
        """Yield the result of each item, in the order of the items.

        Raises ``GlossError`` where a document is at fault, or the cluster is.
        """
        tasks = [
            _Task(number, self._name(number, item), item)
            for number, item in enumerate(items)
        ]
        if not tasks:
            return
        self._shelf.begin()  # after making the items put what they need on the shelf
        todo = self._context.parallelize(tasks, len(tasks))
        try:
            said = todo.map(partial(_done, step, self._shelf)).collect()
        except Exception as error:
            raise _cause(error) from error
        for task, problem in zip(tasks, said, strict=True):
            if problem is not None:
                raise GlossError(problem)
            yield self._shelf.result(task.number)
        if any(_is_reading(item) for _, _, item in tasks):
            gather(self._shelf, range(len(tasks)), self._found)

    def _name(self, number: int, item: object) -> str:
        """Return what an item is called when it fails."""
        match item:
            case (int(shard), Reading() as reading):
                self._names[shard] = str(reading)
                return str(reading)
            case int(shard):
                return self._names.get(shard, f"shard {shard}")
        return f"part {number} of the words"


def _is_reading(item: object) -> bool:
    return isinstance(item, tuple) and isinstance(item[-1], Reading)


class _Task(NamedTuple):
    number: int
    name: str
    item: Any


def _done(step: Callable[[Any], Any], shelf: Shared, task: _Task) -> str | None:
    """Do a step where Spark put it; return what the user must mend."""
    try:
        found = step(task.item)
    except GlossError as error:
        return str(error)
    except Exception as error:
        notes = " ".join(getattr(error, "__notes__", ()))
        said = f"{task.name}: {type(error).__name__}: {error} {notes}".strip()
        raise _StepError(_RAISED + said) from error
    shelf.keep_result(task.number, found)
    return None


def _cause(error: Exception) -> Exception:
    """Return what an error of Spark says, short of its traces."""
    text = str(error)
    place = text.find(_RAISED)
    if place >= 0:
        return RuntimeError(text[place:].partition("\n")[0])
    lines = [line for line in text.splitlines() if line and not line.startswith("\tat")]
    lines = [line for line in lines if "SparkException" in line] or lines
    said = lines[0].strip(" :") if lines else type(error).__name__
    return GlossError(f"Spark: {said}")


@contextmanager
def workbench(
    division: Division, names: Iterable[str], place: Place, found: list[GlossError]
) -> Iterator[Bench]:
    """Give extraction the executors of Spark, and the files in shards for them.

    What could not be read of the files goes to ``found``.
    """
    with (
        _pipes(),
        _context(place.master) as context,
        place.directory(context) as directory,
    ):
        shelf = Shared(directory)
        yield Bench(
            shelf=shelf,
            workers=Spark(context, shelf, found),
            size=division.size,
            slices=2 * context.defaultParallelism,
            shards=division.shards(names, shelf),
        )


class Place(NamedTuple):
    """Where Spark works; what is ``None`` is what its own configuration says."""

    master: str | None = None
    scratch: str | None = None
    """A directory that all machines share."""

    @contextmanager
    def directory(self, context: Any) -> Iterator[str]:  # noqa: ANN401 - untyped
        """Make a directory for one run, and take it away."""
        if self.scratch is None and not context.master.startswith("local"):
            raise FileError(
                f"the machines of {context.master} share no directory that we know "
                "of: name one with --scratch"
            )
        try:
            made = tempfile.mkdtemp(prefix="gloss-", dir=self.scratch)
        except OSError as error:
            raise FileError(f"{self.scratch}: {error.strerror}") from None
        try:
            yield str(Path(made).resolve())
        finally:
            shutil.rmtree(made, ignore_errors=True)


@contextmanager
def _context(master: str | None) -> Iterator[Any]:
    """Start Spark, or take what spark-submit started; it is stopped at the end."""
    try:
        from pyspark import SparkConf, SparkContext
    except ImportError:
        raise GlossError(
            "--engine spark needs PySpark: pip install 'glosskit[spark]'"
        ) from None
    _need_java()
    interrupt = signal.getsignal(signal.SIGINT)
    try:
        # Executors on this machine have our packages only under our Python.
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
        SparkContext._ensure_initialized()  # noqa: SLF001 - reads spark-defaults.conf
        conf = SparkConf().setIfMissing("spark.app.name", "gloss extract")
        for name, value in _QUIET.items():
            conf.setIfMissing(name, value)
        conf.set("spark.ui.showConsoleProgress", "false")  # a shell's, by default
        if master:
            conf.setMaster(master)
        conf.setIfMissing("spark.master", "local[*]")
        context = SparkContext.getOrCreate(conf)
    except Exception as error:  # noqa: BLE001 - Java's, or one of many of PySpark's
        raise GlossError(f"Spark did not start: {_first(error)}") from None
    try:
        signal.signal(signal.SIGINT, interrupt)  # PySpark put its own in its place
        yield context
    finally:
        with suppress(Exception):  # a Spark that died must not hide why
            context.stop()


@contextmanager
def _pipes() -> Iterator[None]:
    """Let a write to a Spark that has died be an error, and not the end of us."""
    if not hasattr(signal, "SIGPIPE"):
        yield
        return
    before = signal.signal(signal.SIGPIPE, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGPIPE, before)


def _first(error: Exception) -> str:
    return next(iter(str(error).strip().splitlines()), type(error).__name__)


def _need_java() -> None:
    home = os.environ.get("JAVA_HOME")
    if (home and (Path(home) / "bin" / "java").exists()) or shutil.which("java"):
        return
    raise GlossError(
        "--engine spark needs Java 17 or later: install it (on Debian: apt-get install "
        "default-jre-headless) or set JAVA_HOME"
    )
