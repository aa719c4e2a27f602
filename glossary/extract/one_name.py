"""Which unknown words are spellings of one name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from rapidfuzz.distance import Levenshtein

from glossary.names.skeleton import Kinship, skeleton, sound, spellings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from glossary.extract.reading import ReadWords
    from glossary.readings import Readings

RARE = 3.0
"""A word below this Zipf frequency is likelier a name than a term."""
FAR = 2
"""Spellings of one name sound alike but for so many letters at most."""
_OBJECTS = ("ه", "ها", "هم", "هما", "ني", "نا")


def one_name(
    counts: NDArray[np.int64],
    readings: Readings,
    read: ReadWords,
    names: NDArray[np.bool_],
    common: NDArray[np.float64],
) -> dict[str, str]:
    """Return the spellings of unknown names that are one name (``skeleton``).

    ``names`` says which of the words may be names. A known or familiar one stays as it
    is.
    """
    seen: dict[str, int] = {}
    fixed: dict[str, Kinship] = {}
    rows = np.flatnonzero(names & ~read.article & ~read.possessive)
    familiar = (common[rows] >= RARE).tolist()
    each = counts[rows].tolist()
    for row, usual, count in zip(rows.tolist(), familiar, each, strict=True):
        name = read.lexeme[row]
        if not name.isalpha():
            continue
        if readings.knows(name):
            fixed[name] = Kinship.VOWELS
        elif usual:
            fixed[name] = Kinship.SOUND
        seen[name] = seen.get(name, 0) + count
    ordered = sorted(seen, key=lambda name: (-seen[name], name))
    same: dict[str, str] = {}
    for near in near_names(ordered):
        same |= spellings(near, fixed=fixed)
    # أنكره is a verb with its object, not Ankara.
    return {
        name: head
        for name, head in same.items()
        if not any(
            readings.zipf(name.removesuffix(end)) >= max(RARE, readings.zipf(name) + 1)
            for end in _OBJECTS
            if name.endswith(end)
        )
    }


def near_names(names: Sequence[str]) -> Iterator[list[str]]:
    """Yield names that may be spellings of one another, in their order.

    Only where the sounds of two differ in two letters at most may they be one name;
    ``spellings`` asks more, of every two that it is given, and asking is dear.
    """
    alike: dict[str, list[str]] = {}
    for name in names:
        alike.setdefault(skeleton(name), []).append(name)
    for some in alike.values():
        sounds = list(map(sound, some))
        left = list(range(len(some)))
        while len(left) > 1:
            near, going = [left.pop(0)], 0
            while going < len(near):
                heard = sounds[near[going]]
                for row in list(left):
                    if (
                        Levenshtein.distance(heard, sounds[row], score_cutoff=FAR)
                        <= FAR
                    ):
                        near.append(row)
                        left.remove(row)
                going += 1
            if len(near) > 1:
                yield [some[row] for row in sorted(near)]
