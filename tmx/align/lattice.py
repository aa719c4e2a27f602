"""The best way through all beads, and how sure each step of it is."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    Bead = tuple[int, int]
    Table = NDArray[np.float32]

_PAD = 5


class Step(NamedTuple):
    """A bead: where it begins on both sides, how many sentences it joins."""

    source: int
    target: int
    bead: Bead


class Lattice:
    """Scores of beads in diagonal order: each diagonal depends on earlier ones only.

    Cell (i, j) stands between sentences; a border of ``_PAD`` cells that nothing
    reaches saves every test of range.
    """

    def __init__(
        self, size: tuple[int, int], beads: Mapping[Bead, Table | float]
    ) -> None:
        self.n, self.m = size
        self.width = self.m + 1 + 2 * _PAD
        self.shape = (self.n + 1 + 2 * _PAD, self.width)
        self.beads = list(beads)
        self.back = [a * self.width + b for a, b in self.beads]
        self.ends = np.full((len(self.beads), *self.shape), -np.inf, np.float32)
        for number, ((a, b), table) in enumerate(beads.items()):
            rows, columns = self.n + 1 - a, self.m + 1 - b
            if rows > 0 and columns > 0:
                top, left = _PAD + a, _PAD + b
                self.ends[number, top : top + rows, left : left + columns] = table
        self.flat = self.ends.reshape(len(self.beads), -1)

    def _diagonal(self, k: int) -> slice:
        first, last = max(0, k - self.m), min(self.n, k)
        step = self.width - 1
        base = _PAD * self.width + _PAD + k
        return slice(base + first * step, base + last * step + 1, step)

    def _start(self) -> NDArray[np.float64]:
        cells = np.full(self.shape[0] * self.width, -np.inf)
        cells[_PAD * self.width + _PAD] = 0.0
        return cells

    def forward(self, *, best: bool) -> tuple[NDArray[np.float64], NDArray[np.int8]]:
        """Return each cell's best score and bead, or the log sum over all ways."""
        cells = self._start()
        chosen = np.full(len(cells), -1, np.int8)
        for k in range(1, self.n + self.m + 1):
            cut = self._diagonal(k)
            ways = np.stack(
                [
                    cells[cut.start - off : cut.stop - off : cut.step] + ends[cut]
                    for off, ends in zip(self.back, self.flat, strict=True)
                ]
            )
            if best:
                chosen[cut] = ways.argmax(axis=0)
                cells[cut] = ways.max(axis=0)
            else:
                cells[cut] = np.logaddexp.reduce(ways, axis=0)
        return cells, chosen

    def backward(self, last: int) -> NDArray[np.float64]:
        """Return the log sum over all ways from each cell to the last one."""
        cells = np.full(self.shape[0] * self.width, -np.inf)
        cells[last] = 0.0
        for k in range(self.n + self.m - 1, -1, -1):
            cut = self._diagonal(k)
            ways = np.stack(
                [
                    cells[cut.start + off : cut.stop + off : cut.step]
                    + ends[cut.start + off : cut.stop + off : cut.step]
                    for off, ends in zip(self.back, self.flat, strict=True)
                ]
            )
            total = np.logaddexp.reduce(ways, axis=0)
            cells[cut] = np.logaddexp(cells[cut], total)
        return cells

    def _cell(self, i: int, j: int) -> int:
        return (_PAD + i) * self.width + _PAD + j

    def path(self, *, open_end: bool = False) -> list[Step]:
        """Return the beads of the best way in order.

        With ``open_end`` it may stop where one of the texts ends, the rest of the other
        left for later.
        """
        score, chosen = self.forward(best=True)
        i, j = self._end(score) if open_end else (self.n, self.m)
        steps = []
        while i or j:
            a, b = self.beads[chosen[self._cell(i, j)]]
            i, j = i - a, j - b
            steps.append(Step(i, j, (a, b)))
        return steps[::-1]

    def posteriors(self, steps: Sequence[Step]) -> list[float]:
        """Return the share that each bead of a path has in all ways to its end."""
        if not steps:
            return []
        ahead, _ = self.forward(best=False)
        end = steps[-1]
        last = self._cell(end.source + end.bead[0], end.target + end.bead[1])
        behind = self.backward(last)
        found = []
        for i, j, bead in steps:
            cell = self._cell(i + bead[0], j + bead[1])
            ends = self.flat[self.beads.index(bead), cell]
            sure = ahead[self._cell(i, j)] + ends + behind[cell] - ahead[last]
            found.append(math.exp(min(sure, 0.0)))
        return found

    def _end(self, score: NDArray[np.float64]) -> tuple[int, int]:
        edge = [(self.n, j) for j in range(self.m + 1)]
        edge += [(i, self.m) for i in range(self.n)]
        return max(edge, key=lambda place: score[self._cell(*place)])
