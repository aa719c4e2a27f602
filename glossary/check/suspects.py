"""Which names of a job may have several spellings: only these are looked at closely."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from rapidfuzz.distance import OSA

from glossary.check.sightings import Sighting
from glossary.check.spellings import are_spellings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from glossary.check.near import Likeness
    from glossary.check.sightings import Sightings

_ALIKE = 0.5
"""Spellings of one name are at least so much alike."""
_SLICE = 1 << 12
"""Pairs that the name model scores together."""


class Suspects:
    """The units in which a name stands that elsewhere is spelt in a like way."""

    def __init__(self, sightings: Sightings, likeness: Likeness, sure: float) -> None:
        self._sightings, self._likeness, self._sure = sightings, likeness, sure

    def units(self) -> Iterator[tuple[int, list[Sighting]]]:
        """Yield the number of each such unit and all that it may name."""
        codes = self._sightings.codes
        if not len(codes):
            return
        likely = self._alike(np.unique(codes))
        scores = self._scores(likely)
        likely = self._alike(likely[scores >= self._sure])
        if not len(likely):
            return
        owners = self._sightings.owners
        rows = np.unique(owners[np.isin(codes, likely)])
        wanted = np.unique(codes[np.isin(owners, rows)])
        sure = dict(zip(wanted.tolist(), self._scores(wanted).tolist(), strict=True))
        readings, folds = self._sightings.readings, self._sightings.folds
        for row in rows.tolist():
            number, pairs = self._sightings.unit(row)
            yield (
                number,
                [
                    Sighting(
                        readings[code >> 32],
                        folds[code & 0xFFFFFFFF],
                        token,
                        word,
                        sure[code],
                    )
                    for code, token, word in pairs
                ],
            )

    def _alike(self, codes: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return those of sorted codes whose reading has another, like spelling."""
        from rapidfuzz.process import cdist  # noqa: PLC0415 - where names recur only

        if not len(codes):
            return codes
        names = codes >> 32
        cuts = np.flatnonzero(names[1:] != names[:-1]) + 1
        kept: list[np.int64] = []
        for group in np.split(codes, cuts):
            if len(group) < 2:  # noqa: PLR2004 - one spelling
                continue
            folds = [
                self._sightings.folds[code & 0xFFFFFFFF] for code in group.tolist()
            ]
            near = cdist(
                folds,
                folds,
                scorer=OSA.normalized_similarity,
                score_cutoff=_ALIKE,
                dtype=np.float32,
            )
            found = {
                place
                for one, two in np.argwhere(np.triu(near, 1) > 0).tolist()
                if are_spellings(folds[one], folds[two])
                for place in (one, two)
            }
            kept.extend(group[place] for place in sorted(found))
        return np.array(kept, np.int64)

    def _scores(self, codes: NDArray[np.int64]) -> NDArray[np.float64]:
        """Return how sure it is that each reading and fold are one name."""
        found: list[float] = []
        readings, folds = self._sightings.readings, self._sightings.folds
        for start in range(0, len(codes), _SLICE):
            part = codes[start : start + _SLICE].tolist()
            found += self._likeness.scores(
                [readings[code >> 32] for code in part],
                [folds[code & 0xFFFFFFFF] for code in part],
            )
        return np.array(found, np.float64)
