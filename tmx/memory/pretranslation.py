"""A job answered by a memory: for each segment its best match and what to write."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from tmx.formats.translation import State, Translation
from tmx.memory.protocol import Kind, Query
from tmx.model import InlineCode, Segment

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from tmx.memory.protocol import Match, MemoryReader, Search, Subsegment
    from tmx.model import TranslationUnit

_STOP = re.compile(r"\s*[.!?؟…]+\s*$")
_LATIN = str.maketrans("؟", "?")
_ROUND = 256
"""Segments asked for together."""
SURE = 100.0
"""The score from which a match needs no review."""


class Answer(NamedTuple):
    """A segment of a job with the best that the memory has for it."""

    unit: TranslationUnit
    source: str
    target: str
    """What the job has already; empty where it is not translated."""
    match: Match | None
    shared: Subsegment | None = None
    """Where there is no match: a unit that shares a run of words, if asked for."""


def answers(
    store: MemoryReader,
    units: Iterable[TranslationUnit],
    how: Search,
    stopwords: Collection[str] | None = None,
) -> Iterator[Answer]:
    """Yield an answer for each unit with a source, in order.

    The units before and after it are its context. ``how.minimum`` bounds what counts.
    With ``stopwords`` a run of words is looked for where there is no match.
    """
    wanted = ((unit, _plain(unit, how.source)) for unit in units)
    segments = ((unit, text) for unit, text in wanted if text.strip())
    before: str | None = None
    held = next(segments, None)
    while held is not None:
        round_ = [held, *islice(segments, _ROUND - 1)]
        held = next(segments, None)
        texts = [text for _, text in round_]
        around = [before, *texts, held[1] if held else None]
        queries = [
            Query(text=text, before=around[place], after=around[place + 2])
            for place, text in enumerate(texts)
        ]
        before = texts[-1]
        found = store.search(queries, how)
        for (unit, text), matches in zip(round_, found, strict=True):
            best = matches[0] if matches else None
            runs = None
            if best is None and stopwords is not None:
                runs = store.subsegments(text, limit=1, stopwords=stopwords)
            shared = runs[0] if runs else None
            yield Answer(unit, text, _plain(unit, how.target), best, shared)


def translation(answer: Answer, how: Search, *, minimum: float) -> Translation | None:
    """Return what to write as the target, or ``None`` below ``minimum``.

    A match with codes is taken with them where the segment has the same ones; else its
    text alone, which ends in a stop where the segment does. What is not the same text
    needs review.
    """
    match = answer.match
    if match is None or match.score < minimum:
        return None
    pair = match.unit.pair(how.source, how.target)
    segment = Segment(parts=(_ended(match.target, answer.source, match.source),))
    if pair and match.kind is not Kind.NUMBERS:
        own = answer.unit.variant(how.source)
        theirs, meant = pair[0].segment, pair[1].segment
        codes = _codes(own.segment) if own else []
        if codes and theirs and meant and codes == _codes(theirs):
            segment = meant
    sure = match.score >= SURE and match.kind is not Kind.NUMBERS
    return Translation(
        segment=segment,
        state=State.TRANSLATED if sure else State.NEEDS_REVIEW,
        of=None if match.source == answer.source else match.source,
    )


def _ended(target: str, source: str, of: str) -> str:
    """Return a target with a stop at its end, or none, as the new source has it.

    ``of`` is the source that the target translates.
    """
    wanted, had = _STOP.search(source), _STOP.search(of)
    if bool(wanted) == bool(had):
        return target
    if wanted and not _STOP.search(target):
        return target + wanted[0].strip().translate(_LATIN)
    return target if wanted else _STOP.sub("", target)


def _plain(unit: TranslationUnit, lang: str) -> str:
    found = unit.variant(lang)
    return found.plain if found else ""


def _codes(segment: Segment | None) -> list[tuple[str, str]]:
    """Return the codes of a segment, in order, by what makes two the same."""
    found: list[tuple[str, str]] = []
    stack = list(reversed(segment.parts)) if segment else []
    while stack:
        part = stack.pop()
        if isinstance(part, InlineCode):
            number = dict(part.attributes)
            found.append((part.tag, number.get("i") or number.get("x") or ""))
            stack.extend(reversed(part.parts))
    return found
