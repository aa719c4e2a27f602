"""How near two segments are: word edits against the longer length, 0–100."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from rapidfuzz.distance import Levenshtein

if TYPE_CHECKING:
    from collections.abc import Sequence


def score(left: Sequence[str], right: Sequence[str]) -> float:
    """Return 100 × (1 - word edits ÷ the longer length) of two lists of match keys.

    An edit inserts, deletes or replaces a word. Two texts without words have nothing in
    common: 0.
    """
    longer = max(len(left), len(right))
    return of_edits(Levenshtein.distance(left, right), longer) if longer else 0.0


def of_edits(edits: int, longer: int) -> float:
    """Return the score of a number of edits; a whole number comes out exact."""
    return 100 * (longer - edits) / longer


def edits_allowed(longer: int, minimum: float) -> int:
    """Return the most edits with which ``of_edits`` is still at least the minimum.

    Below 0 when even equal texts are not good enough. Never more than ``longer``.
    """
    edits = min(int(longer * (100 - minimum) / 100) + 1, longer)
    while edits >= 0 and of_edits(edits, longer) < minimum:
        edits -= 1
    return edits


@lru_cache(maxsize=4096)
def longest_near(length: int, minimum: float) -> int:
    """Return the greatest length that a text of at least the minimum can have.

    So many words of a text so long are as they are; ``minimum`` is above 0.
    """
    longest = int(100 * length / minimum) + 1
    while longest - edits_allowed(longest, minimum) > length:
        longest -= 1
    return longest
