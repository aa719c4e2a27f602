"""What aligned texts say of candidates: their English, beside what is known already."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from itertools import accumulate, groupby
from typing import TYPE_CHECKING

from glossary.model import Origin, Rendering

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from glossary.model import Candidate
    from tmx.align.terms import TermPair

_FIRM = (Origin.CURATED, Origin.MEMORY)
"""What stands before the English of aligned texts, whatever that shows."""
LEAST = 0.5
"""The score from which on aligned texts are believed."""
_SHOWN = 5
"""Sentence pairs that fit a line."""


def with_parallel(
    candidates: Iterable[Candidate],
    found: Mapping[str, TermPair],
    files: Sequence[tuple[str, int]] = (),
) -> Iterator[Candidate]:
    """Yield the candidates with the English that aligned texts show, in their order.

    ``found`` is by the candidates' terms. A pair with a score below ``LEAST`` proves
    nothing; a guess from the letters goes where there is a better one. What the
    gazetteer has in other words stays as an alternative. ``files`` are the names of the
    texts, in order, with how many sentence pairs each gave.
    """
    ends = list(accumulate(size for _, size in files))
    names = [name for name, _ in files]
    for one in candidates:
        pair = found.get(one.term)
        if pair is None or pair.score < LEAST:
            yield one
            continue
        same = [each for each in one.renderings if _alike(each.text, pair.target)]
        if any(each.origin in _FIRM for each in same):
            yield one
            continue
        firm = [each for each in one.renderings if each.origin in _FIRM]
        rest = [
            each
            for each in one.renderings
            if each.origin not in (*_FIRM, Origin.ROMANISED) and each not in same
        ]
        new = Rendering(
            text=same[0].text if same else pair.target,
            origin=Origin.PARALLEL,
            confidence=pair.score,
            detail=_detail(pair, names, ends),
        )
        yield replace(one, renderings=(*firm, new, *rest))


def _alike(one: str, other: str) -> bool:
    """Tell whether two texts differ in capitals at most."""
    return one.casefold() == other.casefold()


def _detail(pair: TermPair, names: Sequence[str], ends: Sequence[int]) -> str:
    """Return the evidence in words: the sentence pairs of each file, from 1."""

    def file(place: int) -> int:
        return bisect_right(ends, place)

    parts = []
    for number, places in groupby(pair.evidence[:_SHOWN], file):
        first = ends[number - 1] if number else 0
        of_file = f" of {names[number]}" if names else ""
        parts.append(", ".join(str(place - first + 1) for place in places) + of_file)
    more = ", …" if len(pair.evidence) > _SHOWN else ""
    return f"{pair.count} mentions in sentence pairs {'; '.join(parts)}{more}"
