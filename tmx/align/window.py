"""One stretch of two texts, aligned in one piece."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from tmx.align.beads import (
    PRIORS,
    Side,
    guessed_fit,
    measured_fit,
    measured_priors,
    scores,
)
from tmx.align.confidence import confidence
from tmx.align.dictionary import Vocabulary, link, packaged, with_learned
from tmx.align.lattice import Lattice
from tmx.align.skeleton import cognates

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from tmx.align.beads import Scores
    from tmx.align.dictionary import Cognates, Dictionary
    from tmx.align.lattice import Step
    from tmx.align.learn import Associations
    from tmx.align.words import Word

_TAUGHT = 100
"""Sentence pairs below which coincidences are taken for knowledge too easily."""
_SURE = 0.8
_PARAGRAPHS = 2
_CLEAR = 0.1
"""Log odds by word above which a pair of sentences is right beyond doubt."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowledge:
    """What is known before the texts are read."""

    dictionaries: tuple[Dictionary, ...] = ()
    """Beside the packaged one; see ``collect``."""
    cognates: Cognates = cognates


class Sentence(NamedTuple):
    """A sentence in a text: its number from 0, what it says, whether it opens one."""

    number: int
    length: int
    words: list[Word]
    opening: bool


class Found(NamedTuple):
    """A bead by the places of its sentences in the window; drops have score 0."""

    source: range
    target: range
    score: float


def align_window(  # noqa: PLR0913 - two texts, what is known, how far to go
    source: Sequence[Sentence],
    target: Sequence[Sentence],
    *,
    knowledge: Knowledge,
    learned: Associations,
    open_end: bool = False,
    among: tuple[Sequence[Sentence], Sequence[Sentence]] | None = None,
) -> list[Found]:
    """Return the beads of two stretches of text in order.

    With ``open_end`` one of the two may have a rest that no bead covers. How rare a
    word is shows ``among`` more sentences than these, where they are given.
    """
    if not source or not target:
        return _alone(len(source), len(target))
    sides = _sides(source, target, among or (source, target))
    left, right = (side.vocabulary for side in sides)
    lengths = (sides[0].lengths, sides[1].lengths)
    known = link(
        left,
        right,
        dictionaries=(packaged(), *knowledge.dictionaries),
        cognates=knowledge.cognates,
    )
    links = with_learned(known, left, right, learned.proven())
    table = scores(*sides, links, guessed_fit(*lengths), PRIORS)
    steps = _lattice(sides, table, PRIORS).path(open_end=open_end)
    sure = [one for one in steps if _is_sure(one, table, sides)]
    if len(sure) >= _TAUGHT and not learned.full:
        more = learned.copy()
        teach(more, source, target, [_found(one, 1.0) for one in sure])
        links = with_learned(known, left, right, more.proven())
    fit = measured_fit(
        lengths[0][[one.source for one in sure]],
        lengths[1][[one.target for one in sure]],
    )
    priors = measured_priors(one.bead for one in steps)
    table = scores(*sides, links, fit, priors)
    lattice = _lattice(sides, table, priors)
    steps = lattice.path(open_end=open_end)
    return _scored(steps, lattice.posteriors(steps), table, sides)


def teach(
    learned: Associations,
    source: Sequence[Sentence],
    target: Sequence[Sentence],
    beads: Sequence[Found],
) -> None:
    """Count the words of beads that are sure."""
    for bead in beads:
        if bead.source and bead.target and bead.score >= _SURE:
            learned.add(_stems(source, bead.source), _stems(target, bead.target))


def _stems(sentences: Sequence[Sentence], places: range) -> set[str]:
    return {word.stem for place in places for word in sentences[place].words}


def _lengths(sentences: Sequence[Sentence]) -> NDArray[np.float64]:
    return np.array([one.length for one in sentences], np.float64)


def _sides(
    source: Sequence[Sentence],
    target: Sequence[Sentence],
    among: tuple[Sequence[Sentence], Sequence[Sentence]],
) -> tuple[Side, Side]:
    """Return both texts, with their paragraphs if they may be the same."""
    both = [np.array([one.opening for one in side]) for side in (source, target)]
    few, many = sorted(int(one.sum()) for one in both)
    alike = few >= _PARAGRAPHS and many <= 2 * few
    kept = both if alike and not (both[0].all() and both[1].all()) else [None, None]
    left, right = (
        Vocabulary([one.words for one in side], [one.words for one in more])
        for side, more in zip((source, target), among, strict=True)
    )
    return (
        Side(left, _lengths(source), kept[0]),
        Side(right, _lengths(target), kept[1]),
    )


def _lattice(
    sides: tuple[Side, Side], table: Scores, priors: Mapping[tuple[int, int], float]
) -> Lattice:
    beads: dict[tuple[int, int], NDArray[np.float32] | float] = {
        **table.total,
        (0, 1): math.log(priors[0, 1]),
        (1, 0): math.log(priors[1, 0]),
    }
    return Lattice((len(sides[0].lengths), len(sides[1].lengths)), beads)


def _alone(source: int, target: int) -> list[Found]:
    """Return the drops of a stretch that has nothing on its other side."""
    drops = [Found(range(n, n + 1), range(0), 0.0) for n in range(source)]
    return drops + [Found(range(0), range(n, n + 1), 0.0) for n in range(target)]


def _is_sure(step: Step, table: Scores, sides: tuple[Side, Side]) -> bool:
    """Tell whether the words alone show that a pair is right."""
    if step.bead != (1, 1):
        return False
    size = len(sides[0].vocabulary.sentences[step.source])
    size += len(sides[1].vocabulary.sentences[step.target])
    gain = table.words[1, 1][step.source, step.target]
    return bool(gain > _CLEAR * 0.5 * size)


def _found(step: Step, score: float) -> Found:
    a, b = step.bead
    return Found(
        range(step.source, step.source + a), range(step.target, step.target + b), score
    )


def _scored(
    steps: Sequence[Step],
    posteriors: Sequence[float],
    table: Scores,
    sides: tuple[Side, Side],
) -> list[Found]:
    """Return the steps with their confidence."""
    evidence: list[tuple[float, int]] = []
    for step in steps:
        bead = _found(step, 0.0)
        size = sum(len(sides[0].vocabulary.sentences[i]) for i in bead.source)
        size += sum(len(sides[1].vocabulary.sentences[j]) for j in bead.target)
        gain = 0.0
        if step.bead in table.words:
            gain = float(table.words[step.bead][step.source, step.target])
        evidence.append((gain, size if all(step.bead) else 0))
    all_words = 0.5 * sum(size for _, size in evidence)
    of_text = sum(gain for gain, _ in evidence) / max(all_words, 1)
    return [
        _found(
            step,
            confidence(posterior, gain / max(0.5 * size, 1), of_text)
            if all(step.bead)
            else 0.0,
        )
        for step, posterior, (gain, size) in zip(
            steps, posteriors, evidence, strict=True
        )
    ]
