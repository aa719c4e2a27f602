"""Terms that share a noun: التعاون الاقتصادي والأمني holds التعاون الأمني too.

Both adjectives are relative ones (اقتصادي, أمني) and agree in the article.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from glossary.arabic import Gap
from glossary.extract.chains import in_order, keep_joined, numbers_at, rows_of
from glossary.extract.counting import (
    among,
    begun,
    distinct,
    longer,
    looked_up,
    numbered,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from glossary.extract.chains import Chances, Joined
    from glossary.extract.shard import Shard

WIDE = 3
"""Words of a noun with two adjectives."""


def coordinated(shard: Shard) -> NDArray[np.uint64]:
    """Keep where nouns stand before two adjectives joined by و; return the terms.

    A term is the number of the noun with the second adjective.
    """
    places = _nouns(shard)
    lexeme = shard.lexeme
    terms = numbered(longer(begun(lexeme[places]), lexeme[places + 2]), 2)
    shard.keep("shared.place", places)
    shard.keep("shared.term", terms)
    return distinct(terms)


def _nouns(shard: Shard) -> NDArray[np.int64]:
    if len(shard) < WIDE:
        return np.zeros(0, np.int64)
    noun, relative, article = map(shard.of, ("noun", "relative", "article"))
    fits = noun[:-2] & relative[1:-1] & shard.of("plain")[1:-1]
    fits &= relative[2:] & shard.of("joined")[2:]
    fits &= (article[1:-1] == article[2:]) & (article[:-2] <= article[1:-1])
    fits &= (shard.gap[1:-1] == Gap.SPACE) & (shard.gap[2:] == Gap.SPACE)
    return np.flatnonzero(fits)


def mentioned(shard: Shard, chances: Chances) -> None:
    """Keep the mentions of such terms, joined ones and those that stand alone."""
    terms = shard.common("shared")
    places, joined = shard.kept("shared.place"), shard.kept("shared.term")
    alone, numbers = _alone(shard, terms)
    # where both adjectives are one word, the joined mention is the mention
    both = among(alone, places)
    same = np.zeros(len(alone), bool)
    spots = np.searchsorted(places, alone[both])
    same[both] = joined[spots] == numbers[both]
    alone, numbers = alone[~same], numbers[~same]
    place = np.concatenate((places, alone))
    length = np.repeat([WIDE, 2], [len(places), len(alone)])
    own = np.concatenate((numbers_at(shard, places, length[: len(places)]), numbers))
    under = np.concatenate((joined, numbers))
    keep_joined(shard, "share", own, place, length, chances, under)


def _alone(
    shard: Shard, terms: NDArray[np.uint64]
) -> tuple[NDArray[np.int64], NDArray[np.uint64]]:
    """Return where the terms stand by themselves, and which."""
    article = shard.of("article")
    pair = (shard.gap[1:] == Gap.SPACE) & (article[:-1] <= article[1:])
    places = np.flatnonzero(pair)
    numbers = numbered(longer(begun(shard.lexeme[places]), shard.form[places + 1]), 2)
    hits, _ = looked_up(numbers, terms)
    return places[hits], numbers[hits]


def expansions(
    some: Joined, taken: Sequence[NDArray[np.uint64]], least: int
) -> tuple[NDArray[np.int64], Joined]:
    """Return the mentions of terms that share a noun, and their groups.

    A term must occur ``least`` times, joined or by itself, and be no candidate yet.
    Groups are numbered in the order in which they are first met joined.
    """
    terms, counts = np.unique(some.under, return_counts=True)
    fine = counts >= least
    for numbers in taken:
        fine &= ~among(terms, numbers)
    found = rows_of(some, among(some.under, terms[fine]))
    # joined mentions come first: they say which terms there are
    order = np.argsort(found.length == 2, kind="stable")  # noqa: PLR2004 - alone
    found = rows_of(found, order)
    groups, _ = in_order(found.under)
    return groups, found
