"""Which names of a job may have several spellings: only these are looked at closely."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from rapidfuzz.distance import OSA

from glossary.check.kindred import SURE, Spelt, like_folds, one_names
from glossary.check.sightings import Sighting, digest, names_of
from glossary.check.spellings import are_spellings
from glossary.check.unit import Unit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from glossary.check.archive import Archive
    from glossary.check.near import Likeness
    from glossary.check.sightings import Sightings

_ALIKE = 0.5
"""Spellings of one name are at least so much alike."""


class Suspects:
    """The units in which a name stands that elsewhere is spelt in a like way."""

    def __init__(
        self, sightings: Sightings, archive: Archive, likeness: Likeness, sure: float
    ) -> None:
        self._folds, self._archive = sightings.folds, archive
        self._pairs = sightings.pairs
        self._likeness, self._sure = likeness, sure
        self.one_name: dict[str, str] = {}
        """Readings that are one name with another one that stands for both."""

    def units(self) -> Iterator[tuple[int, list[Sighting]]]:
        """Yield the number of each such unit and all that it may name."""
        pairs = self._pairs
        order = np.lexsort((pairs.fold, pairs.reading))
        reading, fold = pairs.reading[order], pairs.fold[order]
        fresh = np.ones(len(order), np.bool_)
        fresh[1:] = (reading[1:] != reading[:-1]) | (fold[1:] != fold[:-1])
        firsts = order[fresh]
        kind = np.empty(len(order), np.int32)
        kind[order] = np.cumsum(fresh, dtype=np.int32) - 1
        del order, reading, fold, fresh
        likely = self._alike(firsts, np.arange(len(firsts)))
        scores = self._scores(firsts[likely])
        likely = self._alike(firsts, likely[scores >= self._sure])
        wanted = np.zeros(len(firsts), np.bool_)
        wanted[likely] = True
        wanted[self._kindred(firsts)] = True
        named = np.zeros(int(pairs.unit.max(initial=0)) + 1, np.bool_)
        named[pairs.unit[wanted[kind]]] = True
        rows = np.flatnonzero(named[pairs.unit])
        if not len(rows):
            return
        kinds = np.unique(kind[rows])
        texts = self._readings(firsts[kinds])
        scores = self._scored(texts, pairs.fold[firsts[kinds]])
        known = dict(zip(kinds.tolist(), zip(texts, scores, strict=True), strict=True))
        cuts = np.flatnonzero(np.diff(pairs.unit[rows])) + 1
        for part in np.split(rows, cuts):
            yield int(pairs.unit[part[0]]), self._seen(part, kind, known)

    def _seen(
        self,
        rows: NDArray[np.int64],
        kind: NDArray[np.integer],
        known: dict[int, tuple[str, float]],
    ) -> list[Sighting]:
        """Return the pairs of one unit."""
        found = []
        columns = self._pairs.fold, self._pairs.token, self._pairs.word, kind
        for fold, token, word, one in zip(
            *(column[rows].tolist() for column in columns), strict=True
        ):
            reading, sure = known[one]
            found.append(Sighting(reading, self._folds[fold], token, word, sure))
        return found

    def _alike(
        self, firsts: NDArray[np.int64], kinds: NDArray[np.int64]
    ) -> NDArray[np.int64]:
        """Return those of sorted kinds whose reading has another, like spelling."""
        from rapidfuzz.process import cdist  # noqa: PLC0415 - where names recur only

        names = self._pairs.reading[firsts[kinds]]
        spelt = self._pairs.fold[firsts[kinds]]
        starts = np.flatnonzero(np.append(True, names[1:] != names[:-1]))[: len(names)]
        ends = np.append(starts[1:], len(names))
        several = ends - starts > 1
        kept: list[int] = []
        for start, end in zip(
            starts[several].tolist(), ends[several].tolist(), strict=True
        ):
            folds = [self._folds[one] for one in spelt[start:end].tolist()]
            near = cdist(
                folds,
                folds,
                scorer=OSA.normalized_similarity,
                score_cutoff=_ALIKE,
                dtype=np.float32,
            )
            found = {
                start + place
                for one, two in np.argwhere(np.triu(near, 1) > 0).tolist()
                if are_spellings(folds[one], folds[two])
                for place in (one, two)
            }
            kept.extend(sorted(found))
        return kinds[kept]

    def _kindred(self, firsts: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the kinds whose names Arabic spells in several ways, and note these.

        Both English spellings have the same consonants.
        """
        folds = self._pairs.fold[firsts]
        near = np.zeros(len(self._folds), np.bool_)
        near[like_folds(self._folds)] = True
        kinds = np.flatnonzero(near[folds])
        scores = self._scores(firsts[kinds])
        kinds, scores = kinds[scores >= SURE], scores[scores >= SURE]
        readings = self._readings(firsts[kinds])
        written = [self._folds[one] for one in folds[kinds].tolist()]
        seen = map(Spelt, readings, written, scores.tolist())
        self.one_name = one_names(seen, self._likeness)
        same = self.one_name.keys() | self.one_name.values()
        return kinds[[place for place, one in enumerate(readings) if one in same]]

    def _scores(self, rows: NDArray[np.int64]) -> NDArray[np.float64]:
        """Return how sure it is that each reading and fold are one name."""
        return self._scored(self._readings(rows), self._pairs.fold[rows])

    def _scored(
        self, readings: list[str], folds: NDArray[np.integer]
    ) -> NDArray[np.float64]:
        written = [self._folds[one] for one in folds.tolist()]
        return np.array(self._likeness.scores(readings, written), np.float64)

    def _readings(self, rows: NDArray[np.int64]) -> list[str]:
        """Return the readings of pairs, which only their units still tell."""
        columns = self._pairs.unit, self._pairs.token, self._pairs.reading
        unit, token, wanted = (column[rows].tolist() for column in columns)
        order = np.argsort(self._pairs.unit[rows], kind="stable").tolist()
        first = {wanted[place]: place for place in reversed(order)}
        words = []
        for place in sorted(first.values(), key=unit.__getitem__):
            source = Unit(self._archive.pair(unit[place]), unit[place])
            words.append(source.words[token[place]])
        found = {digest(one): one for several in names_of(words) for one in several}
        return [found[one] for one in wanted]
