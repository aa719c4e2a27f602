"""What aligned texts say of candidates: their English, beside what is known already."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from glossary.model import Origin, Rendering

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from glossary.model import Candidate
    from tmx.align.terms import TermPair

_FIRM = (Origin.CURATED, Origin.MEMORY)
"""What stands before the English of aligned texts, whatever that shows."""
LEAST = 0.5
"""The score from which on aligned texts are believed."""


def with_parallel(
    candidates: Iterable[Candidate], found: Mapping[str, TermPair]
) -> Iterator[Candidate]:
    """Yield the candidates with the English that aligned texts show, in their order.

    ``found`` is by the candidates' terms. A pair with a score below ``LEAST`` proves
    nothing; a guess from the letters goes where there is a better one. What the
    gazetteer has in other words stays as an alternative.
    """
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
            detail=_detail(pair),
        )
        yield replace(one, renderings=(*firm, new, *rest))


def _alike(one: str, other: str) -> bool:
    """Tell whether two texts differ in capitals at most."""
    return one.casefold() == other.casefold()


def _detail(pair: TermPair) -> str:
    """Return the evidence in words: the sentence pairs, from 1."""
    shown = ", ".join(str(place + 1) for place in pair.evidence[:5])
    more = ", …" if len(pair.evidence) > 5 else ""  # noqa: PLR2004 - what fits a line
    return f"{pair.count} mentions in sentence pairs {shown}{more}"
