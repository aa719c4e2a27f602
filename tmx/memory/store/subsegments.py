"""Sub-segments: runs of words that a text shares with units, and where they stand."""

from __future__ import annotations

from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING

from tmx.memory.index import LEAST, OF_WHOLE, Sought
from tmx.memory.keys import forms, places
from tmx.memory.protocol import Subsegment
from tmx.memory.store.reading import fetched

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from sqlalchemy import Connection

    from tmx.memory.index import Run, Sharers, Sharing
    from tmx.memory.keys import Place
    from tmx.memory.store.finder import Finder
    from tmx.memory.store.rows import Found

_LEVELS = (8, 5, LEAST, OF_WHOLE)
"""Content words of the runs that are looked for, one after the other."""
_OF_ONE_RUN = 3
"""Units that are shown for the same words of the text."""
_CLITICS = "وفبلك"
_LONG = 5
"""Letters of a word that may begin with a clitic and have no article."""


def subsegments(
    connection: Connection,
    finder: Finder,
    text: str,
    *,
    limit: int,
    stopwords: Collection[str],
) -> list[Subsegment]:
    """Return the units that share the runs that say most, with no more than 3 a run."""
    there = places(text)
    sought = Sought(
        tuple(_alternatives(one.word) for one in there),
        tuple(_bears_meaning(one.word, stopwords) for one in there),
    )
    if limit < 1:
        return []
    best = _best(sought, finder.sharing(connection, sought), limit)
    runs = {one.number: one.run for one in best}
    found = fetched(connection, [one.number for one in best], limit)
    return [_subsegment(unit, runs[unit.id], there) for unit in islice(found, limit)]


def _alternatives(word: str) -> tuple[str, ...]:
    """Return how a word may be written in a unit: clitics more, or its first one less.

    What a letter is that looks like a clitic (لوزير, وكالة), the words beside it tell.
    """
    bare = word[1:] if word[0] in _CLITICS and len(word) >= _LONG else word
    return tuple(dict.fromkeys([*forms(word), bare]))


def _bears_meaning(word: str, stopwords: Collection[str]) -> bool:
    """Tell whether a word is more than a sign, a number or a word of grammar."""
    if len(word) == 1 or word.isdigit():
        return False
    bare = word[1:] if word[0] in "وف" else word
    return word not in stopwords and bare not in stopwords


def _best(sought: Sought, sharers: Sharers, limit: int) -> list[Sharing]:
    """Return the best units: long runs are looked for first, and often are enough."""
    found: dict[int, Sharing] = {}
    best: list[Sharing] = []
    for least in _LEVELS:
        if sum(sought.content) >= least:
            found.update((one.number, one) for one in sharers(least))
            best = [one for one in _ranked(found.values()) if one.run.content >= least]
        if len(best) >= limit:
            break
    return best


def _ranked(found: Iterable[Sharing]) -> Iterator[Sharing]:
    """Yield the best first: content words, words, whole units, the newest."""
    shown: Counter[tuple[int, int]] = Counter()
    order = sorted(found, key=lambda one: (*one.run[:3], one.number), reverse=True)
    for one in order:
        place = one.run.start, one.run.length
        shown[place] += 1
        if shown[place] <= _OF_ONE_RUN:
            yield one


def _subsegment(found: Found, run: Run, there: Sequence[Place]) -> Subsegment:
    within = places(found.source)
    return Subsegment(
        id=found.id,
        score=100 * run.length / len(there),
        content=run.content,
        source=found.source,
        target=found.target,
        origin=found.origin,
        span=_span(within, run.unit_start, run.length),
        query_span=_span(there, run.start, run.length),
    )


def _span(there: Sequence[Place], start: int, length: int) -> tuple[int, int]:
    return there[start].start, there[start + length - 1].end
