"""From near units to answers: kinds, penalties, order."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from tmx.memory.numbers import replaced
from tmx.memory.protocol import Kind, Match, Penalties
from tmx.memory.store.reading import fetch, same_text
from tmx.memory.store.rows import text_hash

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from tmx.memory.index import Hit
    from tmx.memory.protocol import Query, Search
    from tmx.memory.store.finder import Nearest
    from tmx.memory.store.rows import Found

_SPARE = 16
"""Units looked at beyond the limit, so that equal scores are ordered by kind."""
_MANY = 256
"""Of more units with one score, the newest so many are compared by kind."""
_FULL = 100.0
_DIGIT = re.compile(r"\d")
_ORDER = {kind: place for place, kind in enumerate(Kind)}
_MOST_YEARS = 10


class _Ranked(NamedTuple):
    """A candidate in its place; compares as answers are ordered."""

    below: float
    order: int
    differs: bool
    """Whether its text is another, although its match key is the same."""
    newer: int
    kind: Kind
    target: str | None
    """Where it is not the unit's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """Answers the queries of one transaction."""

    connection: Connection
    nearest: Nearest
    how: Search

    def answer(self, query: Query) -> list[Match]:
        """Return the matches of a query, best first; none that is better is missed."""
        how = self.how
        size = how.limit + _SPARE
        while True:
            hits = self.nearest(query.text, minimum=how.minimum, limit=size)
            complete = len(hits) < size
            if not complete and hits[-1].score == _FULL:
                hits = self._with_same_text(hits, query)
            found, ranked = self._ranked(hits, query)
            if complete or self._is_settled(ranked, hits[-1].score, size):
                break
            size *= 4
        return [_match(found[-one.newer], one) for one in ranked[: how.limit]]

    def _is_settled(self, ranked: Sequence[_Ranked], bound: float, size: int) -> bool:
        """Tell whether no unit that was not looked at can be among the best."""
        if len(ranked) < self.how.limit:
            return False
        last = -ranked[self.how.limit - 1].below
        return last > bound or (last == bound and size >= _MANY)

    def _with_same_text(self, hits: list[Hit], query: Query) -> list[Hit]:
        """Add those among many equal units that stand before the others."""
        more = same_text(self.connection, query, self.how.limit)
        return list(dict.fromkeys([*more, *hits]))

    def _ranked(
        self, hits: Sequence[Hit], query: Query
    ) -> tuple[dict[int, Found], list[_Ranked]]:
        found = fetch(self.connection, [hit.number for hit in hits])
        ranked = [
            one
            for hit in hits
            if hit.number in found
            and (one := self._place(hit, found[hit.number], query)) is not None
        ]
        return found, sorted(ranked)

    def _place(self, hit: Hit, found: Found, query: Query) -> _Ranked | None:
        how = self.how
        if how.domains and found.domain not in how.domains:
            return None
        score = hit.score
        if how.penalties != Penalties():
            score = max(0.0, score - _penalty(found, how.penalties))
            if score < how.minimum:
                return None
        kind = Kind.FUZZY
        target: str | None = None
        if hit.score == _FULL:
            kind = Kind.CONTEXT if _is_in_context(found, query) else Kind.EXACT
        elif _DIGIT.search(query.text):
            target = replaced(query.text, found.source, found.target)
            kind = Kind.FUZZY if target is None else Kind.NUMBERS
        differs = found.source.strip() != query.text.strip()
        return _Ranked(-score, _ORDER[kind], differs, -found.id, kind, target)


def _match(found: Found, ranked: _Ranked) -> Match:
    return Match(
        id=found.id,
        score=-ranked.below,
        kind=ranked.kind,
        source=found.source,
        target=found.target if ranked.target is None else ranked.target,
        origin=found.origin,
        unit=found.unit(),
    )


def _is_in_context(found: Found, query: Query) -> bool:
    return any(
        text is not None and there is not None and text_hash(text) == there
        for text, there in ((query.before, found.before), (query.after, found.after))
    )


def _penalty(found: Found, penalties: Penalties) -> float:
    points = dict(penalties.origins).get(found.origin, 0.0)
    if penalties.alignment or penalties.per_year:
        unit = found.unit()
        if confidence := unit.prop("x-alignment-score"):
            points += penalties.alignment * (1 - _fraction(confidence))
        if penalties.per_year and penalties.today:
            changed = unit.get("changedate") or unit.get("creationdate") or found.at
            points += penalties.per_year * _years(changed, penalties.today)
    return points


def _fraction(text: str) -> float:
    """Return a number between 0 and 1; 0 for a text that is none."""
    try:
        return min(1.0, max(0.0, float(text)))
    except ValueError:
        return 0.0


def _years(since: str, today: str) -> int:
    """Return the whole years between two dates, whether they have hyphens or not."""
    first, last = (date.replace("-", "")[:8] for date in (since, today))
    if not (first.isdecimal() and last.isdecimal() and len(first) == len(last)):
        return 0
    years = (int(last) - int(first)) // 10_000
    return min(max(years, 0), _MOST_YEARS)
