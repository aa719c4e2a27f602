"""What a memory takes, keeps and answers, whatever database is behind it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, Protocol, Self

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from tmx.model import TranslationUnit


class OnDuplicate(StrEnum):
    """What becomes of a unit whose source and target the memory holds already."""

    SKIP = "skip"
    """The old one stays; the same in other attributes or not."""
    REPLACE = "replace"
    """The new one takes the place of those with the same source, whatever target."""
    ADD = "add"
    """Both are kept."""


class Kind(StrEnum):
    """How a match came about, best first."""

    CONTEXT = "context"
    """Exact, and the unit before or after it in its document is the same too."""
    EXACT = "exact"
    """The same match key (case, vowel signs, spelling habits, spaces aside)."""
    NUMBERS = "numbers"
    """The same but for its numbers, which are replaced in the target."""
    FUZZY = "fuzzy"


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A text to find matches for, with its neighbours in the document where known."""

    text: str
    before: str | None = None
    after: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Penalties:
    """Points taken off a score, so that a doubtful 100 stands below a sure one."""

    origins: tuple[tuple[str, float], ...] = ()
    """For units of an origin, by its name."""
    alignment: float = 0.0
    """For units that an aligner made, times (1 - its confidence)."""
    per_year: float = 0.0
    """For every year since the unit's last change, at most 10."""
    today: str | None = None
    """The date that age counts from, ``20260301``; needed with ``per_year``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """The question's settings."""

    source: str = "ar"
    target: str = "en"
    minimum: float = 70.0
    limit: int = 5
    penalties: Penalties = Penalties()
    domains: tuple[str, ...] = ()
    """Only units of these domains; empty for all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredUnit:
    """A unit with what the memory knows of it beside its TMX."""

    id: int
    """Never used again; ascending in the order of arrival."""
    unit: TranslationUnit
    origin: str
    """The file or the program it came from, by name."""
    document: str | None = None
    domain: str | None = None
    added: str = ""
    """ISO 8601 in UTC."""
    added_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A unit that answers a query: scores are 0–100, penalties taken off."""

    id: int
    score: float
    kind: Kind
    source: str
    target: str
    origin: str
    unit: TranslationUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A concordance line: the unit's texts with where the words looked for stand."""

    id: int
    source: str
    target: str
    origin: str
    spans: tuple[tuple[int, int], ...]
    """Code points in the text of the side that was searched, in order."""
    side: str
    """``source`` or ``target``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subsegment:
    """A unit whose source shares a run of words with a text; places in code points."""

    id: int
    score: float
    """100 × the words of the run ÷ the words of the text."""
    content: int
    """How many of the run's words bear meaning."""
    source: str
    target: str
    origin: str
    span: tuple[int, int]
    """The run in the source."""
    query_span: tuple[int, int]
    """The run in the text."""


class Side(StrEnum):
    """Where a concordance looks."""

    SOURCE = "source"
    TARGET = "target"
    BOTH = "both"


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """What is said of a batch of units beside what they say themselves."""

    origin: str
    who: str
    at: str
    """ISO 8601 in UTC."""
    domain: str | None = None


class Batch(NamedTuple):
    """Units that come together, read as they are taken."""

    arrival: Arrival
    units: Iterable[TranslationUnit]


class MemoryCounts(NamedTuple):
    """What an import did, in units."""

    added: int
    replaced: int
    skipped: int
    """Duplicates."""
    lacking: int
    """Units without both languages: not taken."""


class MemoryStatistics(NamedTuple):
    """How much a memory holds."""

    units: int
    source_words: int
    target_words: int
    origins: tuple[tuple[str, int], ...]
    """Units by origin, most first."""
    domains: tuple[tuple[str, int], ...]
    months: tuple[tuple[str, int], ...]
    """Units by the month in which they were added, ``2026-03``, in order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitFilter:
    """Which units to list; a unit must meet every condition that is set."""

    origins: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    since: str | None = None
    """Added at this ISO 8601 time or later."""
    until: str | None = None
    """Added before this time."""


class MemoryReader(Protocol):
    """What can be asked of one memory or of several together."""

    def search(self, queries: Sequence[Query], how: Search) -> list[list[Match]]:
        """Return for each query its matches, best first: no match above is missed.

        Equal scores: the better kind comes first, then a text that is the same to the
        letter, then the newest unit.
        """

    def concordance(
        self, text: str, *, side: Side = ..., limit: int = ...
    ) -> list[Line]:
        """Return units that hold all words of a text, the phrase as it stands first.

        Clitics, the article and spelling habits do not count.
        """

    def subsegments(
        self, text: str, *, limit: int = ..., stopwords: Collection[str] = ...
    ) -> list[Subsegment]:
        """Return units that share a run of words with a text, the longest run first.

        A run has three content words, or two where it is all of a unit of at most five
        words; ``stopwords``, single letters and numbers are none.
        Clitics, the article and spelling habits do not count. Runs with more content
        words come first, then those with more words, then whole units, then the
        newest; the same words of the text are shown of at most three units.
        """


class MemoryStore(MemoryReader, Protocol):
    """Keeps translation units whole; every change is atomic and durable on return.

    A memory has one pair of languages, ``source`` and ``target``, as its workspace has;
    units keep the tags and the further languages that their file had.
    """

    def add_many(
        self,
        units: Iterable[TranslationUnit],
        *,
        arrival: Arrival,
        on_duplicate: OnDuplicate = ...,
    ) -> MemoryCounts:
        """Take all units or, where reading them or writing one fails, none.

        Their order is kept as that of a document. Memory use does not grow with them.
        """

    def add_batches(
        self, batches: Iterable[Batch], *, on_duplicate: OnDuplicate = ...
    ) -> MemoryCounts:
        """Take the units of all batches or, where one fails, none: several files."""

    def delete(self, ids: Iterable[int]) -> int:
        """Remove units; return how many there were."""

    def get(self, unit_id: int) -> StoredUnit | None:
        """Return one unit, or ``None``."""

    def units(self, wanted: UnitFilter = ...) -> Iterator[StoredUnit]:
        """Yield the units in order of arrival, in constant memory."""

    def statistics(self) -> MemoryStatistics:
        """Count what the memory holds."""

    def close(self) -> None:
        """Release database and index."""

    def __enter__(self) -> Self: ...

    def __exit__(self, *_: object) -> None: ...
