"""Two texts of any length, aligned in windows that follow the way found so far."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from tmx.align.confidence import DOUBTFUL
from tmx.align.learn import Associations
from tmx.align.moves import moved
from tmx.align.window import Knowledge, Sentence, align_window, teach
from tmx.align.words import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tmx.align.window import Found

_WINDOW = 200
_WIDEST = 800
"""Sentences of each text that are looked at together, first and at most."""
_HELD, _WEAKEST = 2_000, 400
"""Beads, and weak beads, that wait for a sentence that moved; then they go out."""
_WEAK = 0.3
"""A bead with a lower score gives its sentences up to a pair that moved."""


class Line(NamedTuple):
    """A sentence to align; ``opening`` says that a paragraph begins with it."""

    text: str
    opening: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Sentences that translate each other, by their numbers from 0.

    One side is empty where a sentence has no partner; its score is 0.
    """

    source: tuple[int, ...]
    target: tuple[int, ...]
    score: float
    """How likely the link is right, 0–1."""


def align(
    source: Iterable[Line],
    target: Iterable[Line],
    *,
    knowledge: Knowledge | None = None,
    learned: Associations | None = None,
) -> Iterator[Link]:
    """Yield the links of two texts, each sentence in just one of them.

    In the order of the source, what only the target has where it stands there. Blank
    lines are passed over. Memory does not grow with the texts; a sentence that moved by
    more than some two thousand is not found. ``learned`` gathers what one text teaches
    for the next.
    """
    return _Run(source, target, knowledge or Knowledge(), learned).links()


class _Text:
    """A text read as far as the window needs it."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self._rest = enumerate(lines)
        self.ended = False
        self.buffer: list[Sentence] = []
        self._opening = False

    def fill(self, size: int) -> None:
        while not self.ended and len(self.buffer) < size:
            line = next(self._rest, None)
            if line is None:
                self.ended = True
                break
            number, (text, opening) = line
            self._opening |= opening
            if text.strip():
                length = len(text.strip())
                self.buffer.append(Sentence(number, length, words(text), self._opening))
                self._opening = False


class _Run:
    def __init__(
        self,
        source: Iterable[Line],
        target: Iterable[Line],
        knowledge: Knowledge,
        learned: Associations | None,
    ) -> None:
        self._source, self._target = _Text(source), _Text(target)
        self._knowledge = knowledge
        self._learned = Associations() if learned is None else learned
        self._held: list[_Held] = []
        self._order = 0

    def links(self) -> Iterator[Link]:
        """Yield the links of one window after the other."""
        ended = False
        while not ended:
            beads, ours, theirs, ended = self._next()
            teach(self._learned, ours, theirs, beads)
            self._hold(beads, ours, theirs)
            del self._source.buffer[: sum(len(one.source) for one in beads)]
            del self._target.buffer[: sum(len(one.target) for one in beads)]
            weak = sum(one.weak for one in self._held)
            if ended or not weak or weak > _WEAKEST or len(self._held) > _HELD:
                yield from self._flush()

    def _next(self) -> tuple[list[Found], list[Sentence], list[Sentence], bool]:
        """Return the beads that are decided now, and whether they are the last.

        A window that shows no translation is looked at again with more around it, as
        when a chapter is missing on one side.
        """
        size = _WINDOW
        while True:
            self._source.fill(size * 3 // 2)
            self._target.fill(size * 3 // 2)
            ours, theirs = self._source.buffer, self._target.buffer
            longest = max(len(ours), len(theirs))
            ended = self._source.ended and self._target.ended and longest < size * 1.5
            if not ended:
                ours, theirs = ours[:size], theirs[:size]
            beads = align_window(
                ours,
                theirs,
                knowledge=self._knowledge,
                learned=self._learned,
                open_end=not ended,
            )
            if not ended:
                beads = _first(beads, len(ours), len(theirs))
            if ended or size >= _WIDEST or _plausible(beads):
                return beads, ours, theirs, ended
            size *= 2

    def _hold(
        self,
        beads: Sequence[Found],
        ours: Sequence[Sentence],
        theirs: Sequence[Sentence],
    ) -> None:
        """Keep the beads of a window until nothing among them can still move."""
        for bead in beads:
            self._order += 1
            self._held.append(_held(self._order, bead, ours, theirs))

    def _flush(self) -> Iterator[Link]:
        """Yield what is held in order, with the pairs that moved put together."""
        held, self._held = self._held, []
        weak = [one for one in held if one.weak]
        ours = [one for each in weak for one in each.source]
        theirs = [one for each in weak for one in each.target]
        order = {one.number: each.order for each in weak for one in each.source}
        pairs = moved(
            ours,
            theirs,
            knowledge=self._knowledge,
            learned=self._learned,
            among=(
                [one for each in held for one in each.source],
                [one for each in held for one in each.target],
            ),
        )
        found = [
            _held(order[ours[pair.source[0]].number], pair, ours, theirs)
            for pair in pairs
            if _runs(ours, pair.source) and _runs(theirs, pair.target)
        ]
        taken = {one.number for each in found for one in each.source}
        other = {one.number for each in found for one in each.target}
        for each in held:
            found += each.without(taken, other) if each.weak else [each]
        for each in sorted(found, key=_Held.place):
            yield each.link()


class _Held(NamedTuple):
    """A bead with its sentences, and its place on the way through the texts."""

    order: int
    source: list[Sentence]
    target: list[Sentence]
    score: float

    @property
    def weak(self) -> bool:
        return self.score < _WEAK

    def place(self) -> tuple[int, int]:
        """Return what the links are put in order by."""
        first = self.source[0].number if self.source else sys.maxsize
        return self.order, first

    def link(self) -> Link:
        return Link(
            source=tuple(one.number for one in self.source),
            target=tuple(one.number for one in self.target),
            score=self.score,
        )

    def without(self, source: set[int], target: set[int]) -> Iterator[_Held]:
        """Yield it whole, or what is left when others have taken some of it."""
        ours = [one for one in self.source if one.number not in source]
        theirs = [one for one in self.target if one.number not in target]
        if len(ours) == len(self.source) and len(theirs) == len(self.target):
            yield self
            return
        yield from (_Held(self.order, [one], [], 0.0) for one in ours)
        yield from (_Held(self.order, [], [one], 0.0) for one in theirs)


def _held(
    order: int, bead: Found, ours: Sequence[Sentence], theirs: Sequence[Sentence]
) -> _Held:
    return _Held(
        order,
        [ours[place] for place in bead.source],
        [theirs[place] for place in bead.target],
        bead.score,
    )


def _runs(sentences: Sequence[Sentence], places: range) -> bool:
    """Tell whether the sentences follow each other in their text."""
    numbers = [sentences[n].number for n in places]
    return numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def _plausible(beads: Sequence[Found]) -> bool:
    """Tell whether at least a third of the sentences have a partner to trust."""
    good = sum(len(b.source) + len(b.target) for b in beads if b.score >= DOUBTFUL)
    return 3 * good >= sum(len(bead.source) + len(bead.target) for bead in beads)


def _first(beads: Sequence[Found], ours: int, theirs: int) -> list[Found]:
    """Return the beads of the first part of a window, one at least.

    Near the end of the window the way is not yet decided.
    """
    kept = [
        bead
        for bead in beads
        if bead.source.stop <= ours * 2 // 3 and bead.target.stop <= theirs * 2 // 3
    ]
    return kept or list(beads[:1])
