"""From places where labels stand to the terms found there."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from glossary.matcher.context import Texts, in_number
from glossary.matcher.groups import grouped
from glossary.matcher.meaning import Spelled, Sure, merged, sure
from glossary.matcher.memo import Memo
from glossary.matcher.places import Meanings, Places
from glossary.matcher.ranking import NODE, ranked
from glossary.matcher.rows import Rows

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from glossary.matcher.batch import Batch
    from glossary.matcher.cache import Saved
    from glossary.matcher.forms import Language
    from glossary.matcher.groups import Groups
    from glossary.matcher.ranking import Ranking
    from glossary.matcher.ranking import Rows as Ranked
    from glossary.matcher.walk import Hits

_NONE = -1
"""A text that stands for no term."""
_LOOK = 0
"""A group that is looked at each time."""
_MOST = 1 << 17
"""With more meanings or groups than this they are forgotten: memory stays bounded."""
_LONG = 1 << 8
"""The most characters of a group that is remembered."""
_FORM = (1 << NODE) - 1


class _Kept:
    """What stays of groups, by the hash of their text."""

    def __init__(self) -> None:
        self.memo = Memo()
        self.rows = Rows(5)
        """Characters from the start of the group: those of a term and of its whole
        words; then what it means."""


class Selection:
    """Chooses among hits, and remembers what it chose of each text.

    News repeats its words: a group of hits is looked at once.
    """

    def __init__(self, saved: Saved, language: Language) -> None:
        self._spelled = Spelled(saved, language)
        self._sure = sure(saved, language)
        self._unsure = Sure(*map(np.zeros_like, self._sure))
        self.forget()

    def begin(self) -> None:
        """Forget what was chosen where that is much."""
        kept = max(len(one.memo) for one in self._kept)
        if max(len(self._meanings), kept) > _MOST:
            self.forget()

    def forget(self) -> None:
        """Forget what the texts stood for."""
        self._meanings = Meanings()
        self._known: dict[tuple[int, str], int] = {}
        self._both: dict[tuple[int, int], int] = {}
        self._kept = _Kept(), _Kept()

    def places(self, batch: Batch, hits: Hits, *, overlapping: bool) -> Places:
        """Return the terms of texts in order, numbered from 0.

        Of terms that overlap ``ranking`` says which stay. With ``overlapping`` all do,
        the longer first at one start.
        """
        kept = self._kept[overlapping]
        groups = grouped(hits, overlapping=overlapping)

        def learn(which: NDArray[np.int64]) -> NDArray[np.int32]:
            return self._learn(batch, hits, groups, which, kept.rows)

        hashes = batch.hashes(groups.first, groups.last)
        numbers = kept.memo.numbers(hashes, learn)
        group, values = kept.rows.gather(numbers)
        look = np.flatnonzero(numbers == _LOOK)
        if len(look):
            sizes, more = self._chosen(batch, hits, groups, look, self._unsure)
            group = np.concatenate((group, np.repeat(look, sizes)))
            values = np.concatenate((values, more))
            order = np.argsort(group, kind="stable")
            group, values = group[order], values[order]
        start, end, whole, whole_end, meaning = values.T.astype(np.int64)
        begin = batch.words.starts[groups.first[group]]
        text = batch.at(begin)
        begin -= batch.joined.offsets[text]
        return Places(
            texts=range(len(batch.joined.texts)),
            text=text,
            start=begin + start,
            end=begin + end,
            whole=begin + whole,
            whole_end=begin + whole_end,
            meaning=meaning,
            meanings=self._meanings,
        )

    def _learn(
        self,
        batch: Batch,
        hits: Hits,
        groups: Groups,
        which: NDArray[np.int64],
        rows: Rows,
    ) -> NDArray[np.int32]:
        """Add rows for what stays of groups; return the row of each."""
        first, last = groups.first[which], groups.last[which]
        words = batch.words
        plain = words.ends[last] - words.starts[first] <= _LONG
        plain &= ~batch.hold(_in_context(), first, last)
        learnt = np.where(plain, len(rows) + np.cumsum(plain) - 1, _LOOK)
        chosen = self._chosen(batch, hits, groups, which[plain], self._sure)
        rows.extend(*chosen)
        return learnt.astype(np.int32)

    def _chosen(
        self,
        batch: Batch,
        hits: Hits,
        groups: Groups,
        which: NDArray[np.int64],
        sure: Sure,
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return how many rows stay of groups, and these with what they mean."""
        some = hits.at(groups.hits(which))
        ranking = ranked(batch, some, groups.sizes[which], sure)
        certain = np.flatnonzero(ranking.certain)
        best = ranking.begins[certain]
        group, row, meaning = (
            np.concatenate(both)
            for both in zip(
                (certain, best, self._meant_surely(batch, ranking.rows.at(best))),
                self._disputed(batch, ranking),
                strict=True,
            )
        )
        order = np.argsort(group, kind="stable")
        group, row, meaning = group[order], row[order], meaning[order]
        begin = batch.words.starts[groups.first[which]][group]
        columns = [column[row] - begin for column in ranking.rows[:4]]
        sizes = np.bincount(group, minlength=len(which))
        return sizes, np.stack((*columns, meaning), axis=1)

    def _meant_surely(self, batch: Batch, rows: Ranked) -> NDArray[np.int64]:
        """Return the numbers of what rows mean however they are spelled."""
        columns = (rows.kind >> NODE, rows.kind & _FORM, *rows[:3])
        count = len(self._meanings)
        self._spelled.surely(batch.text, columns, self._meanings)
        return np.arange(count, len(self._meanings))

    def _disputed(self, batch: Batch, ranking: Ranking) -> NDArray[np.int64]:
        """Return the group, the row and the meaning of what stays of other groups."""
        hits = _Listed.of(ranking.rows)
        texts = Texts(batch.joined)
        found: list[tuple[int, int, int]] = []
        groups = np.flatnonzero(~ranking.certain)
        begins = ranking.begins[groups]
        ends = begins + ranking.sizes[groups]
        bounds = (groups.tolist(), begins.tolist(), ends.tolist())
        for group, begin, end in zip(*bounds, strict=True):
            for row, meaning in self._choose(texts, hits, range(begin, end)):
                found.append((group, row, meaning))
        return np.array(found, np.int64).reshape(-1, 3).T

    def _choose(
        self, texts: Texts, hits: _Listed, group: range
    ) -> list[tuple[int, int]]:
        """Return the rows of a group that stay, in order, and what they mean."""
        found: list[tuple[int, int]] = []
        for row in group:
            first, last, rank = hits.first[row], hits.last[row], hits.rank[row]
            same = False
            if found:
                best = found[-1][0]
                place = hits.first[best], hits.last[best], hits.rank[best]
                same = place == (first, last, rank)
                if not same and any(
                    hits.first[one] <= last and first <= hits.last[one]
                    for one, _ in found
                ):
                    continue
            meaning = self._verified(texts, hits, row)
            if meaning == _NONE:
                continue
            if same:
                found[-1] = found[-1][0], self._merged(found[-1][1], meaning)
            else:
                found.append((row, meaning))
        return sorted(found, key=lambda one: hits.whole[one[0]])

    def _verified(self, texts: Texts, hits: _Listed, row: int) -> int:
        """Return the meaning of a hit; none where its text says that it is none."""
        start, end = hits.start[row], hits.end[row]
        if texts.ends_paragraph(start, end) or in_number(texts.text, start, end):
            return _NONE
        return self._meant(texts, hits, row)

    def _meant(self, texts: Texts, hits: _Listed, row: int) -> int:
        """Return the number of what a text stands for, kept for the next time."""
        whole, start, end = hits.whole[row], hits.start[row], hits.end[row]
        kind, joined = hits.kind[row], texts.text
        key = kind, joined[whole : hits.whole_end[row]]
        number = self._known.get(key)
        if number is None:
            before, text = joined[whole:start], joined[start:end]
            meaning = self._spelled.of(kind >> NODE, kind & _FORM, before, text)
            number = self._known[key] = (
                self._meanings.add(meaning) if meaning else _NONE
            )
        return number

    def _merged(self, one: int, other: int) -> int:
        """Return the number of the meaning of a place of which both are meant."""
        number = self._both.get((one, other))
        if number is None:
            both = merged(self._meanings[one], self._meanings[other])
            number = self._both[one, other] = self._meanings.add(both)
        return number


@cache
def _in_context() -> NDArray[np.bool_]:
    """Return which code points make a group one to look at each time.

    Numbers go on beyond it, lines may end a paragraph, and the hash does not tell apart
    what is above U+FFFE.
    """
    points = range(0xFFFF)
    found = np.array([chr(point).isdecimal() for point in points] + [True], bool)
    found[ord("\n")] = True
    return found


class _Listed(NamedTuple):
    """The columns of rows that are looked at one by one."""

    start: list[int]
    end: list[int]
    whole: list[int]
    whole_end: list[int]
    kind: list[int]
    first: list[int]
    last: list[int]
    rank: list[int]

    @classmethod
    def of(cls, rows: Ranked) -> _Listed:
        """List the columns."""
        return cls(*(column.tolist() for column in rows))
