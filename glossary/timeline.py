"""Terms over time: when each appeared, rose or fell, and what it was called then."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SIGNIFICANT = 10.83
"""A log-likelihood beyond which a change is none of chance (p < .001; Dunning 1993)."""


class Period(StrEnum):
    """How long the stretches of time are that are told apart."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


class Trend(StrEnum):
    """What became of a term from the first half of the time to the second."""

    NEW = "new"
    RISING = "rising"
    STEADY = "steady"
    FALLING = "falling"
    GONE = "gone"


class PeriodCount(NamedTuple):
    """A term in one period and outlet; there is no row where it does not occur."""

    period: str
    outlet: str
    mentions: int
    documents: int
    rate: float
    """Mentions among 10,000 words of this period and outlet."""


class RenderingCount(NamedTuple):
    """What a term was called in one period and outlet."""

    period: str
    outlet: str
    text: str
    mentions: int


class Change(NamedTuple):
    """The period in which another rendering became the commonest one."""

    period: str
    before: str
    after: str


class TermTimeline(NamedTuple):
    """A term over the whole time."""

    term: str
    mentions: int
    documents: int
    first: str
    """The date of its first mention, as precise as its document's."""
    last: str
    peak: str
    """The period with the highest rate over all outlets."""
    trend: Trend
    ratio: float
    """log2 of the rate in the second half of the time to that in the first."""
    periods: tuple[PeriodCount, ...]
    renderings: tuple[RenderingCount, ...]
    changes: tuple[Change, ...]


class _Term:
    """What is counted of one term."""

    def __init__(self) -> None:
        self.counts: Counter[tuple[str, str]] = Counter()
        self.documents: Counter[tuple[str, str]] = Counter()
        self.renderings: Counter[tuple[str, str, str]] = Counter()
        self.first = self.last = ""


class Timeline:
    """Counts dated documents as they come, in any order; keeps no text."""

    def __init__(self, period: Period) -> None:
        self._period = period
        self._words: Counter[tuple[str, str]] = Counter()
        self._terms: defaultdict[str, _Term] = defaultdict(_Term)

    def add(
        self, *, date: str, outlet: str, words: int, counts: Mapping[str, int]
    ) -> None:
        """Count a document's terms.

        ``date`` is ``2024``, ``2024-05`` or ``2024-05-03``. Raises ``ValueError`` for
        what is no date or too vague for the period.
        """
        place = (period_of(date, self._period), outlet)
        self._words[place] += words
        for term, count in counts.items():
            found = self._terms[term]
            found.counts[place] += count
            found.documents[place] += 1
            found.first = min(found.first or date, date)
            found.last = max(found.last, date)

    def add_rendering(self, *, date: str, outlet: str, term: str, text: str) -> None:
        """Count what a term is called in one translation of a document."""
        period = period_of(date, self._period)
        self._terms[term].renderings[period, outlet, text] += 1

    def periods(self) -> list[str]:
        """Return every period from the first document to the last, gaps included."""
        found = sorted({period for period, _ in self._words})
        return between(found[0], found[-1], self._period) if found else []

    def terms(self) -> Iterator[TermTimeline]:
        """Yield the terms that were found, most mentions first, then by their text."""
        axis = self.periods()
        late = frozenset(axis[len(axis) // 2 :]) if len(axis) > 1 else frozenset()
        words = (
            sum(n for (period, _), n in self._words.items() if period not in late),
            sum(n for (period, _), n in self._words.items() if period in late),
        )
        by_count = sorted(
            ((term, found) for term, found in self._terms.items() if found.counts),
            key=lambda one: (-one[1].counts.total(), one[0]),
        )
        for term, found in by_count:
            after = sum(n for (p, _), n in found.counts.items() if p in late)
            counts = (found.counts.total() - after, after)
            yield TermTimeline(
                term=term,
                mentions=found.counts.total(),
                documents=found.documents.total(),
                first=found.first,
                last=found.last,
                peak=self._peak(found),
                trend=trend(counts, words),
                ratio=_ratio(counts, words),
                periods=tuple(self._rows(found)),
                renderings=tuple(
                    RenderingCount(*place, count)
                    for place, count in sorted(found.renderings.items())
                ),
                changes=tuple(_changes(found)),
            )

    def _rows(self, found: _Term) -> Iterator[PeriodCount]:
        for place, count in sorted(found.counts.items()):
            rate = 10_000 * count / max(1, self._words[place])
            yield PeriodCount(*place, count, found.documents[place], round(rate, 2))

    def _peak(self, found: _Term) -> str:
        counts: Counter[str] = Counter()
        for (period, _), count in found.counts.items():
            counts[period] += count
        words: Counter[str] = Counter()
        for (period, _), count in self._words.items():
            words[period] += count
        return min(counts, key=lambda one: (-counts[one] / max(1, words[one]), one))


def trend(counts: tuple[int, int], words: tuple[int, int]) -> Trend:
    """Say what became of a term from its counts among the words before and after."""
    before, after = counts
    if not all(words) or _likelihood(counts, words) < SIGNIFICANT:
        return Trend.STEADY
    if not before:
        return Trend.NEW
    if not after:
        return Trend.GONE
    return Trend.RISING if _ratio(counts, words) > 0 else Trend.FALLING


def period_of(when: str, period: Period) -> str:
    """Return the period of a date: ``2024-05-03``, ``2024-W18``, ``2024-05``, ``2024``.

    Raises ``ValueError`` for what is no date or too vague.
    """
    parts = [int(part) for part in when.split("-")]
    day = date(*[*parts, 1, 1][:3])
    wanted = {Period.YEAR: 1, Period.MONTH: 2}.get(period, 3)
    if len(parts) < wanted:
        raise ValueError(f"{when} names no {period}")
    return _name(day, period)


def between(first: str, last: str, period: Period) -> list[str]:
    """Return the periods from the first to the last, both included."""
    day, end = _first_day(first, period), _first_day(last, period)
    found = []
    while day <= end:
        found.append(_name(day, period))
        if period is Period.YEAR:
            day = date(day.year + 1, 1, 1)
        elif period is Period.MONTH:
            day = date(day.year + day.month // 12, day.month % 12 + 1, 1)
        else:
            day += timedelta(days=7 if period is Period.WEEK else 1)
    return found


def _first_day(name: str, period: Period) -> date:
    if period is Period.WEEK:
        return date.fromisocalendar(int(name[:4]), int(name[6:]), 1)
    return date(*[*map(int, name.split("-")), 1, 1][:3])


def _name(day: date, period: Period) -> str:
    if period is Period.WEEK:
        year, week, _ = day.isocalendar()
        return f"{year}-W{week:02}"
    width = {Period.YEAR: 4, Period.MONTH: 7, Period.DAY: 10}[period]
    return day.isoformat()[:width]


def _ratio(counts: tuple[int, int], words: tuple[int, int]) -> float:
    """Return log2 of the later rate to the earlier, each half a mention higher."""
    if not all(words):
        return 0.0
    before, after = ((n + 0.5) / w for n, w in zip(counts, words, strict=True))
    return round(math.log2(after / before), 2)


def _likelihood(counts: tuple[int, int], words: tuple[int, int]) -> float:
    """Return the log-likelihood of two rates against one (Rayson and Garside 2000)."""
    share = sum(counts) / sum(words)
    return 2 * sum(
        count * math.log(count / (size * share))
        for count, size in zip(counts, words, strict=True)
        if count
    )


def _changes(found: _Term) -> Iterator[Change]:
    """Yield where the commonest rendering becomes another; a tie changes nothing."""
    by_period: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for (period, _, text), count in found.renderings.items():
        by_period[period][text] += count
    held = ""
    for period in sorted(by_period):
        texts = by_period[period]
        most = max(texts.values())
        first = min(text for text, count in texts.items() if count == most)
        if held and texts[held] < most:
            yield Change(period, held, first)
            held = first
        held = held or first
