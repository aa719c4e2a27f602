"""Sentences that the translator put elsewhere: pairs that cross the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tmx.align.window import Found, align_window

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tmx.align.learn import Associations
    from tmx.align.window import Knowledge, Sentence

_STRONG = 0.75
_FEWEST = 4
"""Words that a sentence must have for its place to be doubted."""
_ROUNDS = 6


def moved(
    source: Sequence[Sentence],
    target: Sequence[Sentence],
    *,
    knowledge: Knowledge,
    learned: Associations,
    among: tuple[Sequence[Sentence], Sequence[Sentence]],
) -> list[Found]:
    """Return the pairs among sentences that the way through the texts left out.

    Each round aligns what is still left, so blocks that crossed each other are found
    one by one. Only strong pairs count; ``among`` are the sentences of the way as well.
    """
    ours = [n for n, one in enumerate(source) if len(one.words) >= _FEWEST]
    theirs = [n for n, one in enumerate(target) if len(one.words) >= _FEWEST]
    found: list[Found] = []
    for _ in range(_ROUNDS):
        if not ours or not theirs:
            break
        beads = align_window(
            [source[n]._replace(opening=False) for n in ours],
            [target[n]._replace(opening=False) for n in theirs],
            knowledge=knowledge,
            learned=learned,
            among=among,
        )
        new = [_at(one, ours, theirs) for one in beads if one.score >= _STRONG]
        kept = [one for one in new if one is not None]
        if not kept:
            break
        found += kept
        ours = [n for n in ours if not any(n in one.source for one in kept)]
        theirs = [n for n in theirs if not any(n in one.target for one in kept)]
    return found


def _at(bead: Found, ours: Sequence[int], theirs: Sequence[int]) -> Found | None:
    """Return the bead by the places in the whole lists, if each side is one run."""
    source = [ours[n] for n in bead.source]
    target = [theirs[n] for n in bead.target]
    if not source or not target:
        return None
    runs = range(source[0], source[-1] + 1), range(target[0], target[-1] + 1)
    if len(runs[0]) != len(source) or len(runs[1]) != len(target):
        return None
    return Found(*runs, bead.score)
