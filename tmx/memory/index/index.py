"""The index as a whole: what is asked of it and what changes it.

A few units that are added wait in the list of segments. More make a new segment, and
segments of about the same size become one, so their number stays logarithmic. The list
is replaced last: whenever the process is killed, the index is what it was before, or
has everything.
"""

from __future__ import annotations

from contextlib import contextmanager
from functools import partial
from itertools import chain, islice, pairwise
from typing import TYPE_CHECKING, NamedTuple, Self

import numpy as np

from tmx.memory.index.best import Best
from tmx.memory.index.build import batches
from tmx.memory.index.directory import Directory, State, Waiting
from tmx.memory.index.files import IndexDamaged
from tmx.memory.index.layout import save
from tmx.memory.index.measure import text_of
from tmx.memory.index.merge import merge
from tmx.memory.index.near import near
from tmx.memory.index.sharing import Runs
from tmx.memory.index.words import Holding, holding
from tmx.memory.keys import words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from tmx.memory.index.runs import Sharers, Sharing, Sought
    from tmx.memory.index.segment import Segment

_WAITING = 128
"""Units that the list holds at most, and with these characters each on average."""
_CHARACTERS = 512
_SMALL = 4096
"""Units of a segment that is always taken into the next."""
_RATIO = 4
"""A segment less than so many times as large as what follows it is taken too."""
_FAN = 64
"""Batches of one addition that become one segment before the addition goes on."""
_MOST = 2_000_000
"""Units from which on a segment grows no more: what merging takes follows from it."""
_SPARSE = 3
"""A segment is written anew when one in so many of its units was removed."""


class Hit(NamedTuple):
    """A unit that is near a text; ``score`` is that of ``tmx.memory.score``."""

    number: int
    score: float


class Index:
    """Finds units by nearness or by words; open it with ``Index.open``.

    Any number of threads and processes may ask while one adds or removes; that there is
    one only is up to the caller. A question sees one state throughout.
    """

    def __init__(self, directory: Directory, state: State) -> None:
        self._directory = directory
        self._state = state

    @classmethod
    def open(cls, directory: Path) -> Self:
        """Open the index in a directory, or make an empty one.

        Only the heads of its files are read. Files that are damaged, cut short or of
        another version are ``IndexDamaged``.
        """
        files = Directory(directory)
        if not files.exists():
            files.publish((), files.nothing, (), 0)
        return cls(files, files.read())

    @property
    def through(self) -> int:
        """The highest unit number that was ever added; 0 for none."""
        return self._state.through

    @property
    def units(self) -> int:
        """The number of units that have words and were not removed."""
        state = self._state
        return _units(state.segments) - len(state.removed)

    def refresh(self) -> bool:
        """See what another process has written since; tell whether there was any."""
        if self._directory.stamp() == self._state.stamp:
            return False
        self._state = self._directory.read()
        return True

    def add(self, units: Iterable[tuple[int, str]]) -> None:
        """Add units by number, all or none; numbers ascend from above ``through``.

        Many are on the disk when this returns. A few may be lost in a power cut, which
        ``through`` then tells. Memory use follows the size of a batch, and the number
        of units by some bytes each. A unit without words is only counted.
        """
        state = self._state
        rest = iter(units)
        first = list(islice(rest, _WAITING + 1))
        if not first:
            return
        numbers = [state.through, *(number for number, _ in first)]
        for one, other in pairwise(numbers):
            if other <= one:
                raise ValueError(f"unit {other} comes after {one}")
        waiting = (*state.waiting, *first)
        after = waiting[0][0] - 1
        size = sum(len(text) for _, text in waiting)
        if len(waiting) <= _WAITING and size <= _WAITING * _CHARACTERS:
            self._directory.wait(waiting, waiting[-1][0])
            self._state = self._directory.read()
        else:
            self._write(chain(waiting, rest), after)

    def _write(self, units: Iterable[tuple[int, str]], after: int) -> None:
        """Write units to segments, which come after those that have a file."""
        done: list[Segment] = []
        fresh: list[Segment] = []
        through = after
        with self._directory.swept():
            for batch in batches(units, after):
                through = batch.through
                if batch.units:
                    fresh.append(self._directory.save(partial(save, batch)))
                del batch  # merging needs the room
                if len(fresh) == _FAN or _units(fresh) >= _MOST:
                    done.append(self._merged(fresh))
                    fresh = []
            self._commit(done, fresh, through)

    def remove(self, numbers: Iterable[int]) -> None:
        """Forget units; numbers that are not there do not matter."""
        state = self._state
        wanted = np.unique(np.fromiter(numbers, np.int64))
        waiting = tuple(
            unit
            for unit, goes in zip(
                state.waiting,
                np.isin([number for number, _ in state.waiting], wanted).tolist(),
                strict=True,
            )
            if not goes
        )
        filed = _filed(state)
        gone = state.removed
        for segment in filed:
            low, high = np.searchsorted(wanted, [segment.base, segment.through + 1])
            if low < high:
                there = segment.all_numbers()
                gone = np.union1d(gone, there[np.isin(there, wanted[low:high])])
        if len(gone) == len(state.removed):
            if waiting != state.waiting:
                self._directory.wait(waiting, state.through)
                self._state = self._directory.read()
            return
        with self._directory.swept():
            segments = []
            for segment in filed:
                low, high = np.searchsorted(gone, [segment.base, segment.through + 1])
                sparse = (high - low) * _SPARSE > segment.units
                if sparse:
                    segments.append(self._merged([segment], gone))
                    gone = np.delete(gone, np.s_[low:high])
                else:
                    segments.append(segment)
            self._publish(segments, gone, waiting, state.through)

    def matches(self, text: str, *, minimum: float, limit: int) -> list[Hit]:
        """Return the best units for a text, best first; of equal scores the newest.

        None of at least the minimum is missed. Units that share no word with the text
        are never found.
        """
        return self._nearest(self._state, words(text), minimum, limit)

    def containing(
        self, words: Sequence[Collection[str]], *, limit: int
    ) -> list[Holding]:
        """Return the newest units that hold all words, newest first.

        Words are match keys; each comes with its alternatives, one of which is enough
        (``tmx.memory.keys.forms``).
        """
        state = self._state
        found: list[Holding] = []
        for segment in reversed(state.segments):
            if len(found) == limit:
                break
            with self._damage():
                found += holding(segment, words, state.removed, limit - len(found))
        return found

    def sharing(self, sought: Sought) -> Sharers:
        """Return what finds the units that share a run of words with a text.

        Of very many units with the words of a run, the newest are looked at.
        """
        state = self._state
        runs = Runs(state.segments, sought, state.removed)

        def found(least: int) -> list[Sharing]:
            with self._damage():
                return runs.sharing(least)

        return found

    def words(self) -> Iterator[str]:
        """Yield the match keys that units have; one may come more than once."""
        for segment in self._state.segments:
            yield from segment.words()

    def verify(self) -> None:
        """Read everything and compare it with its checksums."""
        self._directory.read(whole=True)

    def close(self) -> None:
        """Let go of the files; nothing is found afterwards."""
        self._state = self._state._replace(segments=())

    def _nearest(
        self, state: State, keys: Sequence[str], minimum: float, limit: int
    ) -> list[Hit]:
        if not keys or limit < 1:
            return []
        text = text_of(keys)
        best = Best(minimum, limit)
        with self._damage():
            for segment in reversed(state.segments):
                near(segment, text, best, state.removed)
        pairs = zip(best.numbers.tolist(), best.scores.tolist(), strict=True)
        return [Hit(number, score) for number, score in pairs]

    def _commit(self, done: list[Segment], fresh: list[Segment], through: int) -> None:
        """Join new segments with old ones of their size and publish the list."""
        kept = [*_filed(self._state), *done]
        removed = self._state.removed
        while kept and kept[-1].units < max(_RATIO * _units(fresh), _SMALL):
            if kept[-1].units + _units(fresh) > _MOST:
                break
            fresh.insert(0, kept.pop())
        if len(fresh) > 1:
            joined = self._merged(fresh)
            removed = removed[removed < fresh[0].base]
            fresh = [joined]
        self._publish([*kept, *fresh], removed, (), through)

    def _merged(
        self, segments: Sequence[Segment], removed: NDArray[np.int64] | None = None
    ) -> Segment:
        """Write segments as one, without the units that were removed."""
        gone = self._state.removed if removed is None else removed
        return self._directory.save(partial(merge, segments, gone))

    def _publish(
        self,
        segments: Sequence[Segment],
        removed: NDArray[np.int64],
        waiting: Waiting,
        through: int,
    ) -> None:
        left = [segment for segment in segments if segment.units]
        self._directory.publish(left, removed, waiting, through)
        self._state = self._directory.read()

    @contextmanager
    def _damage(self) -> Iterator[None]:
        """Report arrays that point outside of others as what they are."""
        try:
            yield
        except (IndexError, ValueError, MemoryError) as error:
            raise IndexDamaged(
                self._directory.path, f"inconsistent: {error}"
            ) from error


def _filed(state: State) -> tuple[Segment, ...]:
    """Return the segments that have a file."""
    return tuple(segment for segment in state.segments if segment.file is not None)


def _units(segments: Sequence[Segment]) -> int:
    """Return how many units segments have together."""
    return sum(segment.units for segment in segments)
