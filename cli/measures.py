"""What there is, counted: in a workspace, or in exchange files as they are read."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from cli import files, session
from cli.exchange import Exchange, detect, read_concepts, read_units
from cli.render.progress import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import BinaryIO

    from cli.config import Config, Workspace
    from cli.formats import Format
    from glossary.errors import FormatError
    from tmx.memory.protocol import MemoryStatistics


class Measure(NamedTuple):
    """A count by name; what it is a part of stands before the first colon."""

    name: str
    value: int

    def record(self) -> dict[str, Any]:
        """Return the contract's record."""
        return {"measure": self.name, "value": self.value}


def of_workspace(workspace: Workspace) -> Iterator[Measure]:
    """Yield the counts of the memory, then those of the glossary."""
    from cli.memory import open_memory

    with open_memory(workspace) as memory:
        yield from _of_memory(memory.statistics())
    with session.open_store(workspace) as store:
        said = store.statistics()
        yield Measure("concepts", said.concepts)
        kinds = Counter(one.concept.type.value for one in store.concepts())
        yield from _parts("concepts:type", kinds)
        yield Measure("candidates", said.candidates)
        groups = store.candidate_counts()
        translated = sum(one.number for one in groups if one.origin is not None)
        yield Measure("candidates_with_translation", translated)
        for part in ("state", "type", "origin"):
            counts: Counter[str] = Counter()
            for one in groups:
                value = getattr(one, part)
                counts[value.value if value else "none"] += one.number
            yield from _parts(f"candidates:{part}", counts)
        yield Measure("changes", said.changes)


def of_files(
    names: Iterable[str], settings: Config, problems: list[FormatError]
) -> Iterator[Measure]:
    """Yield the counts of all files together, and with several that of each."""
    counts: Counter[str] = Counter()
    languages: Counter[str] = Counter()
    by_file: dict[str, int] = {}
    for name in names:
        how = Exchange(
            name=name,
            source=settings.source,
            target=settings.target,
            problems=problems,
        )
        before = counts["units"]
        with files.open_binary(name) as stream:
            _count(detect(name, stream), stream, how, counts, languages)
        by_file[name] = counts["units"] - before
    for what in ("units", "units_in_both_languages", "source_words", "target_words"):
        yield Measure(what, counts[what])
    yield from _parts("units:language", languages)
    if len(by_file) > 1:
        yield from (Measure(f"units:file:{name}", n) for name, n in by_file.items())


def _count(
    kind: Format,
    stream: BinaryIO,
    how: Exchange,
    counts: Counter[str],
    languages: Counter[str],
) -> None:
    texts: Iterator[tuple[Sequence[str], tuple[str, str] | None]]
    if kind.of_units:
        texts = (
            ([one.lang for one in unit.variants], _texts(unit.pair(*how.languages())))
            for unit in read_units(kind, stream, how)
        )
    else:
        texts = (
            (
                [section.lang for section in concept.sections],
                _terms(concept.preferred(how.source), concept.preferred(how.target)),
            )
            for concept in read_concepts(kind, stream, how)
        )
    for tags, pair in counted(texts, f"units of {how.name}"):
        counts["units"] += 1
        languages.update(set(tags))
        if pair is not None:
            counts["units_in_both_languages"] += 1
            counts["source_words"] += len(pair[0].split())
            counts["target_words"] += len(pair[1].split())


def _texts(pair: Any) -> tuple[str, str] | None:  # noqa: ANN401 - two variants or none
    return (pair[0].plain, pair[1].plain) if pair else None


def _terms(left: Any, right: Any) -> tuple[str, str] | None:  # noqa: ANN401 - terms or none
    return (left.text, right.text) if left and right else None


def _of_memory(said: MemoryStatistics) -> Iterator[Measure]:
    yield Measure("memory_units", said.units)
    yield Measure("memory_source_words", said.source_words)
    yield Measure("memory_target_words", said.target_words)
    for part, counts in (
        ("origin", said.origins),
        ("domain", said.domains),
        ("month", said.months),
    ):
        yield from (Measure(f"memory_units:{part}:{name}", n) for name, n in counts)


def _parts(whole: str, counts: Counter[str]) -> Iterator[Measure]:
    """Yield the parts, the largest first."""
    for name, number in sorted(counts.items(), key=lambda one: (-one[1], one[0])):
        yield Measure(f"{whole}:{name}", number)
