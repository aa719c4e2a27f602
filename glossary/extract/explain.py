"""Why a candidate is one: what was counted, seen, weighed and known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from glossary.arabic import bare, key
from glossary.extract.rank import ranking
from glossary.extract.types import LABELS
from glossary.readings import word_keys

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossary.extract.candidates import Extraction
    from glossary.extract.rank import Weights
    from glossary.model import Candidate
    from glossary.readings import Reading


class Share(NamedTuple):
    """What a feature adds to the log-odds."""

    feature: str
    value: float
    adds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """One candidate taken apart."""

    candidate: Candidate
    rank: int
    """From 1."""
    alone: int
    """Mentions outside longer candidates."""
    name: float
    term: float
    """The probabilities that it is a name; and if not, a term."""
    types: tuple[tuple[str, float], ...]
    """The recogniser's mean probability of each type, likeliest first."""
    shares: tuple[Share, ...]
    """Of the probability of a name, the weightiest first."""
    words: tuple[tuple[str, Reading, float], ...]
    """Each written word, how it is read, and its frequency in general Arabic (Zipf)."""
    signature: str
    """Which weights: the same signature, the same scores."""


def explain(extraction: Extraction, term: str) -> list[Explanation]:
    """Return an explanation of each candidate that a term may mean, best first.

    ``term`` is compared by match key, without articles, with the candidates' terms and
    written forms; empty where nothing of the kind was found.
    """
    wanted = {key(term), " ".join(word_keys(term))}
    return [
        _explained(extraction, rank, candidate)
        for rank, (candidate, _) in enumerate(extraction.ranked, start=1)
        if wanted & _names(candidate)
    ]


def _names(candidate: Candidate) -> set[str]:
    forms = (candidate.term, *(form for form, _ in candidate.variants))
    return {" ".join(word_keys(candidate.term)), *map(key, forms)}


def _explained(extraction: Extraction, rank: int, candidate: Candidate) -> Explanation:
    group = extraction.ranked[rank - 1][1]
    number = group.number
    features = extraction.features
    typed = zip(features.types, features.typed[number].tolist(), strict=True)
    values = {name: float(column[number]) for name, column in features.columns.items()}
    return Explanation(
        candidate=candidate,
        rank=rank,
        alone=group.free,
        name=float(extraction.name[number]),
        term=float(extraction.term[number]),
        types=tuple(
            sorted(
                ((LABELS[label].value, chance) for label, chance in typed),
                key=lambda item: (-item[1], item[0]),
            )
        ),
        shares=_shares(ranking().name, values),
        words=tuple(_words(extraction, candidate)),
        signature=ranking().signature,
    )


def _shares(weights: Weights, values: dict[str, float]) -> tuple[Share, ...]:
    shares = (
        Share(name, values[name], weight * values[name])
        for name, weight in weights.features.items()
    )
    return tuple(sorted(shares, key=lambda share: (-abs(share.adds), share.feature)))


def _words(
    extraction: Extraction, candidate: Candidate
) -> Iterator[tuple[str, Reading, float]]:
    """Yield each written word of the candidate's forms once."""
    forms = " ".join(form for form, _ in candidate.variants)
    seen = dict.fromkeys(forms.split())
    for word in seen:
        reading = extraction.readings.read(bare(word))
        yield word, reading, extraction.readings.zipf(reading.lexeme)
