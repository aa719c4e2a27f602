"""One Arabic term has several renderings over the job; needs no glossary.

Two words that recur together and mostly have one English, which hardly occurs without
them, are a term; the units that have it without that English are found. Silent for
terms of the glossary, where a form of the English or a pronoun stands, and for single
words, which good translations vary. With the option ``admitted`` also where the job
uses several accepted terms of one concept.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

from glossary.check.hit import Hit
from glossary.check.phrases import PRONOUNS, Renderings, Terms, shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from glossary.check.batch import Batch
    from glossary.check.context import Context
    from glossary.check.model import Pair
    from glossary.check.phrases import Targets
    from glossary.check.unit import Unit

OPTIONS = frozenset(("admitted",))
_MOST = 20_000
"""Units that are compared; of a longer job the first."""
_LEAST = 4
"""Units that have to have the term."""
_AGREE = 0.75
"""Share of them that have its English."""
_OWN = 0.8
"""Share of the units with that English that have the term."""


class TermInconsistent:
    """Counts which English goes with which recurring Arabic words."""

    def __init__(self, context: Context) -> None:
        self._admitted = bool(context.settings.of("term-inconsistent").get("admitted"))
        self._archive = context.archive
        self._numbers = array("q")
        self._arabic = Terms(context.sides)
        self._english = Renderings(context.sides)
        self._used: defaultdict[str, defaultdict[str, list[int]]] = defaultdict(
            lambda: defaultdict(list)
        )

    def see(self, batch: Batch) -> None:
        """Take units."""
        if self._admitted:
            for unit in batch.units:
                self._note(unit)
        room = _MOST - len(self._numbers)
        if room <= 0:
            return
        wanted = np.array([bool(pair.target) for pair in batch.pairs])
        units = self._arabic.add(batch, wanted, room)
        self._english.add(batch, units)
        self._numbers.frombytes((units + batch.units[0].number).tobytes())

    def end(self) -> Iterator[tuple[int, Pair, Hit]]:
        """Yield a hit for each unit that renders a term otherwise than most."""
        yield from self._of_glossary()
        targets = self._english.all()
        done: set[tuple[int, str]] = set()
        for term, places in self._arabic.recurring(_LEAST):
            best = _rendering(places, targets)
            if best is None:
                continue
            units = [targets.unit(place) for place in places.tolist()]
            having = [_has(english, best) for english in units]
            for place, english, has in zip(places.tolist(), units, having, strict=True):
                elided = not PRONOUNS.isdisjoint(english)
                if elided or has or (place, best) in done:
                    continue
                done.add((place, best))
                number = self._numbers[place]
                pair = self._archive.pair(number)
                yield number, pair, self._hit(term, best, places, having, pair)

    def _hit(
        self,
        term: str,
        best: str,
        places: NDArray[np.int64],
        having: Sequence[bool],
        pair: Pair,
    ) -> Hit:
        first = self._archive.pair(self._numbers[places[0]])
        written = self._arabic.written(term, first.source)
        model = self._archive.pair(self._numbers[places[having.index(True)]])
        text = shown(model.target, best)
        end = len(pair.target)
        return Hit(
            f"{written} is {text!r} in {sum(having)} of {len(places)} units, not here",
            end,
            end,
            term=written,
            expected=text,
        )

    def _note(self, unit: Unit) -> None:
        """Note which accepted term of a concept a unit has."""
        for case in unit.satisfied:
            if len(case.wanted) > 1:
                continue
            for term in case.wanted[0].accepted:
                if unit.english.find(term.letters):
                    self._used[case.wanted[0].concept.id][term.text].append(unit.number)
                    break

    def _of_glossary(self) -> Iterator[tuple[int, Pair, Hit]]:
        for used in self._used.values():
            order = sorted(used, key=lambda text: (-len(used[text]), text))
            counts = ", ".join(f"{one} ×{len(used[one])}" for one in order)
            for text in order[1:]:
                for number in used[text]:
                    pair = self._archive.pair(number)
                    yield (
                        number,
                        pair,
                        Hit(
                            f"several accepted terms are used: {counts}",
                            0,
                            len(pair.target),
                            expected=order[0],
                            found=text,
                        ),
                    )


def _rendering(places: NDArray[np.int64], targets: Targets) -> str | None:
    """Return the English that goes with a term, if all but some units have it."""
    often = targets.common(places, _AGREE, _OWN)
    if any(count == len(places) for _, count in often):
        return None
    likely = [(count, len(text), text) for text, count in often if text not in PRONOUNS]
    return max(likely)[-1] if likely else None


def _has(english: frozenset[str], text: str) -> bool:
    """Tell whether a unit has a rendering, or all of its words apart."""
    return text in english or all(word in english for word in text.split())
