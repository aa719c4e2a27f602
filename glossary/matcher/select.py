"""From places where labels stand to the terms found there."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from glossary.matcher.context import Texts, in_number
from glossary.matcher.meaning import Meanings, merged, sure
from glossary.matcher.places import Places
from glossary.matcher.ranking import ranked
from glossary.matcher.rows import room

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from glossary.matcher.cache import Saved
    from glossary.matcher.forms import Language
    from glossary.matcher.places import Meaning
    from glossary.matcher.ranking import Batch, Ranking, Rows
    from glossary.matcher.trie import Hits

_NONE, _UNKNOWN = -1, -2
"""A word that stands for no term, and one not looked at yet."""
_MOST = 1 << 17
"""With more meanings than this they are forgotten: memory stays bounded."""
_NODE = 32
"""How far a node is shifted in a kind, above the form."""
_FORM = (1 << _NODE) - 1


class Selection:
    """Chooses among hits, and remembers what each text stood for.

    News repeats its words: one that is in no longer term is looked at once.
    """

    def __init__(self, saved: Saved, language: Language) -> None:
        self._meaning = Meanings(saved, language)
        self._sure = sure(saved, language)
        self.forget()

    def begin(self) -> None:
        """Forget the meanings where they are many."""
        if len(self._meanings) > _MOST:
            self.forget()

    def forget(self) -> None:
        """Forget what the words stood for: their ids are void."""
        self._meanings: list[Meaning] = []
        self._known: dict[tuple[int, str], int] = {}
        self._both: dict[tuple[int, int], int] = {}
        self._words = np.full((1 << 10, 3), _UNKNOWN, np.int32)

    def places(
        self, batch: Batch, ids: NDArray[np.int32], hits: Hits, *, overlapping: bool
    ) -> Places:
        """Return the terms of texts in order, numbered from 0.

        ``ids`` are those of the batch's words. Of terms that overlap ``ranking`` says
        which stay. With ``overlapping`` all do, the longer first at one start.
        """
        self._words = room(self._words, int(ids.max(initial=0)) + 1, _UNKNOWN)
        alone = hits.first == hits.last
        if not overlapping:
            alone &= ~_covered(hits, len(ids))[hits.first]
        rows = self._words[ids[hits.first]]
        known = alone & (rows[:, 0] != _UNKNOWN)
        columns = [_alone(batch, hits.first[known], rows[known])]
        others = hits.at(~known)
        if len(others.first):
            ranking = ranked(batch, others, self._sure, overlapping=overlapping)
            word = np.zeros(len(ids), np.int32)
            word[hits.first[alone]] = ids[hits.first[alone]]
            columns.append(self._certain(batch.texts, ranking.certain, word))
            columns.append(self._chosen(batch.texts, ranking, word))
        text, start, end, whole, whole_end, meaning = (
            np.concatenate(several) for several in zip(*columns, strict=True)
        )
        order = np.lexsort((-whole_end, whole, text))
        return Places(
            range(len(batch.texts)),
            text[order],
            start[order],
            end[order],
            whole[order],
            whole_end[order],
            meaning[order],
            self._meanings,
        )

    def _certain(
        self, texts: Sequence[str], rows: Rows, ids: NDArray[np.int32]
    ) -> list[NDArray[np.int64]]:
        """Return the columns of places that need no look at their spelling."""
        kinds, known = _kinds(rows).tolist(), self._known
        found = []
        columns = (rows.text, rows.whole, rows.whole_end, rows.start)
        for kind, number, whole, end, start in zip(
            kinds, *(column.tolist() for column in columns), strict=True
        ):
            text = texts[number][whole:end]
            meaning = known.get((kind, text))
            if meaning is None:
                cut = start - whole
                meaning = self._learn(kind, text, text[:cut], text[cut:])
            found.append(meaning)
        meanings = np.array(found, np.int64)
        self._remember(rows, meanings, _own(rows, ids))
        return [*rows[:5], meanings]

    def _learn(self, kind: int, whole: str, before: str, text: str) -> int:
        """Return the number of what a text stands for, kept for the next time."""
        meaning = self._meaning.of(kind >> _NODE, kind & _FORM, before, text)
        number = self._keep(meaning) if meaning else _NONE
        self._known[kind, whole] = number
        return number

    def _keep(self, meaning: Meaning) -> int:
        self._meanings.append(meaning)
        return len(self._meanings) - 1

    def _remember(
        self, rows: Rows, meanings: NDArray[np.int64], ids: NDArray[np.int32]
    ) -> None:
        """Keep the meanings of words, so that they are not looked at again."""
        some = np.flatnonzero(ids)
        values = (
            meanings,
            rows.start - rows.whole,
            rows.whole_end - rows.end,
        )
        self._words[ids[some]] = np.stack(values, axis=1)[some]

    def _chosen(
        self, texts: Sequence[str], ranking: Ranking, ids: NDArray[np.int32]
    ) -> list[NDArray[np.int64]]:
        """Return the columns of what stays of groups."""
        hits = _Listed.of(ranking.rows)
        own = _own(ranking.rows, ids).tolist()
        chosen: list[int] = []
        meanings: list[int] = []
        view = Texts(texts)
        for begin, end in zip(ranking.begins, ranking.ends, strict=True):
            count = len(chosen)
            self._choose(view, hits, range(begin, end), chosen, meanings)
            if own[begin] and not hits.numeric(texts, begin):
                word = _NONE, 0, 0
                if len(chosen) > count:
                    row = chosen[-1]
                    cut = hits.start[row] - hits.whole[row]
                    word = meanings[-1], cut, hits.whole_end[row] - hits.end[row]
                self._words[own[begin]] = word
        rows = ranking.rows.at(np.array(chosen, np.int64))
        return [*rows[:5], np.array(meanings, np.int64)]

    def _choose(
        self,
        texts: Texts,
        hits: _Listed,
        group: range,
        chosen: list[int],
        meanings: list[int],
    ) -> None:
        """Add the rows of a group that stay, and what they mean."""
        kept: list[tuple[int, int, int]] = []
        for row in group:
            here = hits.first[row], hits.last[row], hits.rank[row]
            same = bool(kept) and kept[-1] == here
            if not same and any(k[0] <= here[1] and here[0] <= k[1] for k in kept):
                continue
            meaning = self._verified(texts, hits, row)
            if meaning == _NONE:
                continue
            if same:
                meanings[-1] = self._merged(meanings[-1], meaning)
            else:
                kept.append(here)
                chosen.append(row)
                meanings.append(meaning)

    def _verified(self, texts: Texts, hits: _Listed, row: int) -> int:
        """Return the meaning of a hit; none where its text says that it is none."""
        text = texts.texts[hits.text[row]]
        whole, whole_end = hits.whole[row], hits.whole_end[row]
        start, end = hits.start[row], hits.end[row]
        here, kind = text[whole:whole_end], hits.kind[row]
        if "\n" in here and texts.ends_paragraph(hits.text[row], start, end):
            return _NONE
        if (text[start].isdecimal() or text[end - 1].isdecimal()) and in_number(
            text, start, end
        ):
            return _NONE
        meaning = self._known.get((kind, here))
        if meaning is None:
            return self._learn(kind, here, text[whole:start], text[start:end])
        return meaning

    def _merged(self, one: int, other: int) -> int:
        """Return the number of the meaning of a place of which both are meant."""
        number = self._both.get((one, other))
        if number is None:
            both = merged(self._meanings[one], self._meanings[other])
            number = self._both[one, other] = self._keep(both)
        return number


class _Listed(NamedTuple):
    """The columns of rows that are looked at one by one."""

    text: list[int]
    start: list[int]
    end: list[int]
    whole: list[int]
    whole_end: list[int]
    kind: list[int]
    """The node and the form."""
    first: list[int]
    last: list[int]
    rank: list[int]

    @classmethod
    def of(cls, rows: Rows) -> _Listed:
        """List the columns."""
        columns = (*rows[:5], _kinds(rows), rows.first, rows.last, rows.rank)
        return cls(*(column.tolist() for column in columns))

    def numeric(self, texts: Sequence[str], row: int) -> bool:
        """Tell whether there are digits: the text around them counts too."""
        words = texts[self.text[row]][self.whole[row] : self.whole_end[row]]
        return any(map(str.isdecimal, words))


def _kinds(rows: Rows) -> NDArray[np.int64]:
    """Return a number for each hit, equal for those of one node and form."""
    return rows.node << _NODE | rows.form


def _own(rows: Rows, ids: NDArray[np.int32]) -> NDArray[np.int32]:
    """Return the ids of hits that are of one word alone, else 0."""
    return np.where(rows.first == rows.last, ids[rows.first], 0)


def _covered(hits: Hits, count: int) -> NDArray[np.bool_]:
    """Return for each of so many words whether a hit of several words has it."""
    several = hits.last > hits.first
    change = np.bincount(hits.first[several], minlength=count + 1)
    change -= np.bincount(hits.last[several] + 1, minlength=count + 1)
    covered: NDArray[np.bool_] = np.cumsum(change) > 0
    return covered


def _alone(
    batch: Batch, words: NDArray[np.int64], known: NDArray[np.int32]
) -> list[NDArray[np.int64]]:
    """Return the columns of words of which it is known what they stand for.

    A word may be there several times, as it may be read in several ways.
    """
    meaning, cut, tail = known.T
    some = np.flatnonzero(meaning >= 0)
    some = some[np.unique(words[some], return_index=True)[1]]
    whole, end = batch.words.starts[words[some]], batch.words.ends[words[some]]
    text = batch.at(whole)
    base = batch.offsets[text]
    whole, end = whole - base, end - base
    return [text, whole + cut[some], end - tail[some], whole, end, meaning[some]]
