"""How much a sequence of words looks like a term or a name worth keeping."""

from __future__ import annotations

import math
from typing import NamedTuple

from glossary.model import ConceptType

_FAMILIAR = 6.5
"""The Zipf frequency at which a word tells nothing."""
_NAMES = frozenset(ConceptType) - {ConceptType.TERM}


class Features(NamedTuple):
    """What the score is made from."""

    free: int
    """Occurrences that are not part of a longer candidate."""
    total: int
    """All occurrences."""
    documents: int
    common: tuple[float, ...]
    """Zipf frequency of each word in general Arabic."""
    type: ConceptType
    known: bool
    """The glossary or the gazetteer has it."""
    verb: bool
    adjective: bool
    """A single word that only ever follows a noun, as far as its form tells."""
    generic: bool
    """A single word that heads or introduces names: company, minister."""


def termhood(features: Features) -> float:
    """Return a score from 0 to 1; only its order means anything.

    C-value (Frantzi, Ananiadou and Mima 2000) times weirdness (Ahmad et al. 1999), the
    contrast of each word with general Arabic, here on a logarithmic scale.
    """
    length = len(features.common)
    weird = sum(max(0.2, _FAMILIAR - zipf) for zipf in features.common) / length
    weight = math.log2(1 + features.free + 0.25 * (features.total - features.free))
    weight *= math.log2(1 + length) * (1 + 0.15 * math.log2(features.documents))
    raw = weight * weird
    if features.known:
        raw *= 1.8
    if features.type in _NAMES:
        raw *= 1.5
    if features.verb:
        raw *= 0.1
    if features.adjective:
        raw *= 0.4
    if features.generic:
        raw *= 0.3
    return 1 - math.exp(-raw / 12)
