"""Arabic spellings of one name that has like English spellings: محمدوف, ممادوف."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from glossary.check.near import bones
from glossary.check.spellings import are_spellings
from glossary.lexicon import arabic as lexicon
from glossary.names.kin import RARE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from glossary.check.near import Likeness

SURE = 0.5
"""Confidence of the name model from which a word is a reading's English."""
_EITHER = 0.45
"""The same of a reading and the English of the other one."""
_LEAST = 5
"""The fewest letters of an English name that is compared."""


class Spelt(NamedTuple):
    """An Arabic name's reading with its English."""

    reading: str
    fold: str
    sure: float
    """Confidence of the name model."""


def like_folds(folds: Sequence[str]) -> list[int]:
    """Return the numbers of names that another one may be a spelling of."""
    blocks: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, fold in enumerate(folds):
        if len(fold) >= _LEAST:
            blocks[_block(fold)].append(number)
    found: set[int] = set()
    for several in blocks.values():
        for pair in combinations(several, 2):
            if not found.issuperset(pair) and are_spellings(*(folds[n] for n in pair)):
                found.update(pair)
    return sorted(found)


def one_names(seen: Iterable[Spelt], likeness: Likeness) -> dict[str, str]:
    """Return which rare readings are one name with another, by their English.

    Either English may be that of both.
    """
    blocks: defaultdict[tuple[str, ...], list[Spelt]] = defaultdict(list)
    for one in _rare(_likeliest(seen)):
        blocks[_block(one.fold)].append(one)
    likely = [
        (one, other)
        for several in blocks.values()
        for one, other in combinations(several, 2)
        if one.reading != other.reading
        and one.reading[0] == other.reading[0]
        and are_spellings(one.fold, other.fold)
    ]
    scores = likeness.scores(
        [one.reading for pair in likely for one in pair],
        [other.fold for pair in likely for other in reversed(pair)],
    )
    same: dict[str, str] = {}
    for (one, other), *sure in zip(likely, scores[::2], scores[1::2], strict=True):
        if min(sure) >= _EITHER:
            same.setdefault(other.reading, same.get(one.reading, one.reading))
    return same


def _block(fold: str) -> tuple[str, ...]:
    """Return what spellings of a name share: consonants, the first and last letter."""
    return fold[0], bones(fold), fold[-1]


def _likeliest(seen: Iterable[Spelt]) -> list[Spelt]:
    """Return each once, without what is left of a word if its letters are no clitic."""
    folds: defaultdict[str, set[Spelt]] = defaultdict(set)
    for one in seen:
        folds[one.fold].add(one)
    return [
        one
        for _, several in sorted(folds.items())
        for one in sorted(several)
        if not any(
            other.sure > one.sure
            and (
                one.reading.endswith(other.reading)
                or other.reading.endswith(one.reading)
            )
            for other in several
        )
    ]


def _rare(seen: Sequence[Spelt]) -> list[Spelt]:
    """Return those whose Arabic is not familiar."""
    zipfs = lexicon().zipfs([one.reading for one in seen]).tolist()
    return [one for one, zipf in zip(seen, zipfs, strict=True) if zipf < RARE]
