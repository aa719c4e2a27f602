"""Candidates as the texts show them: forms, documents, types, mentions in sentences."""

from __future__ import annotations

from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from glossary.extract.contexts import Asked, Sentence, contexts, skip, spread
from glossary.extract.final import Final, Gathered, gathered, looked_at
from glossary.extract.forms import Forms
from glossary.extract.types import Votes, WordTypes, concept_types
from glossary.model import ConceptType, Evidence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from glossary.extract.groups import Group
    from glossary.extract.selected import Selection
    from glossary.extract.understood import Part, Understood

_WELL_SHOWN = 2_000
"""How many candidates have all the contexts asked for; the others have one."""
_LOOKED_AT = 8
"""So many mentions are looked at for each context asked for."""
_NONE = Sentence(0, 0, 0, "")


class _Chosen(NamedTuple):
    """Mentions to show, those of a candidate together."""

    group: NDArray[np.int64]
    shard: NDArray[np.int64]
    place: NDArray[np.int64]
    length: NDArray[np.int64]


class Contexts:
    """Mentions of candidates in their sentences."""

    def __init__(
        self,
        parts: Sequence[Sequence[Part]],
        shown: Sequence[tuple[int, Sentence]],
        edges: Sequence[int],
    ) -> None:
        """Take the sentences with their shards, those of a candidate together."""
        self._parts, self._shown, self._edges = parts, shown, edges

    def of(self, number: int) -> tuple[Evidence, ...]:
        """Return those of a candidate, in reading order."""
        shown = self._shown[self._edges[number] : self._edges[number + 1]]
        return tuple([self._evidence(*one) for one in shown])

    def _evidence(self, shard: int, sentence: Sentence) -> Evidence:
        number, start, end, text = sentence
        name, offset, _ = self._parts[shard][number]
        return Evidence(
            document=name, start=offset + start, end=offset + end, text=text
        )


class Showing:
    """What the texts show of selected candidates."""

    def __init__(
        self,
        text: Understood,
        found: Selection,
        scores: NDArray[np.float64],
        named: NDArray[np.bool_],
        most: int,
    ) -> None:
        """Look at the texts; ``named`` candidates are names, ``most`` contexts a lot.

        The best by ``scores`` have so many contexts, the others one at most.
        """
        self._text, self._found, self._most = text, found, most
        forms = found.forms
        self._length = forms.length
        self._main = self._mains()
        best = np.zeros(len(scores), bool)
        best[np.argsort(-scores, kind="stable")[:_WELL_SHOWN]] = most > 1
        unknown = np.array([not group.senses for group in found.groups], bool)
        self._named = np.flatnonzero(named & unknown)
        voting = np.zeros(len(forms.group), bool)
        voting[self._main[self._named]] = True
        self._best = best
        final = Final(
            of_gram=forms.of_gram,
            of_known=forms.of_known,
            group=forms.group,
            length=self._length,
            voting=voting,
            shown=best[forms.group],
            most=_LOOKED_AT * most,
        )
        numbers = [[part.document for part in parts] for parts in text.read.parts]
        seen = text.bench.each(looked_at, text.shards, final, numbers)
        ends = [(some[0], some[-1]) if some else (-1, -1) for some in numbers]
        self._seen: Gathered = gathered(seen, final, ends, len(found.groups))
        self.documents: list[int] = self._seen.documents.tolist()
        types, vocabulary = text.read.types, text.vocabulary
        self.forms = Forms(self._seen.forms, forms.group, types, vocabulary)
        self.types = self._types()

    def _mains(self) -> NDArray[np.int64]:
        """Return each candidate's form with the most mentions."""
        forms, vocabulary = self._found.forms, self._text.vocabulary
        heads = np.flatnonzero(np.diff(forms.group, prepend=-1))
        sizes = np.diff(heads, append=len(forms.group))
        main = heads.copy()
        counts = forms.stats.count
        for number in np.flatnonzero(sizes > 1).tolist():
            rows = range(heads[number], heads[number] + sizes[number])

            def rank(row: int) -> tuple[int, tuple[int, ...]]:
                first, *rest = forms.words[row, : self._length[row]].tolist()
                later = vocabulary.form[rest].tolist()
                return int(counts[row]), (int(vocabulary.lexeme[first]), *later)

            main[number] = max(rows, key=rank)
        return main

    def main_words(self, number: int) -> list[int]:
        """Return the words of a candidate's main form, as rows of the vocabulary."""
        row = self._main[number]
        words: list[int] = self._found.forms.words[row, : self._length[row]].tolist()
        return words

    def written(self, number: int) -> tuple[str, tuple[tuple[str, int], ...]]:
        """Return a candidate's form without proclitics, and all forms with counts."""
        return self.forms.written(number, self._main[number])

    def _types(self) -> dict[int, ConceptType]:
        """Return the types of the names that nothing knows."""
        found, shelf = self._found, self._text.bench.shelf
        slot, before = self._seen.votes
        place = np.full(len(found.groups), -1, np.int64)
        place[self._named] = np.arange(len(self._named))
        main = self._main[self._named]
        votes = Votes(
            chances=found.features.typed[self._named],
            first=found.forms.words[main, 0],
            single=self._length[main] == 1,
            name=place[found.forms.group[slot]],
            before=before,
        )
        words = WordTypes(
            *(shelf[f"lexis.{name}"] for name in ("title", "agent", "head"))
        )
        types = concept_types(votes, found.features.types, words)
        return dict(zip(self._named.tolist(), types, strict=True))

    def contexts(self) -> Contexts:
        """Look for the contexts of all candidates."""
        chosen, parts = self._chosen(), self._text.read.parts
        here = [np.flatnonzero(chosen.shard == one) for one in range(len(parts))]
        asked = self._asked(chosen, here)
        found = self._text.bench.each(contexts, self._text.shards, asked)
        shown: list[tuple[int, Sentence]] = [(0, _NONE)] * len(chosen.group)
        for shard, (rows, some) in enumerate(zip(here, found, strict=True)):
            for row, sentence in zip(rows.tolist(), some, strict=True):
                shown[row] = (shard, sentence)
        edges = np.searchsorted(chosen.group, np.arange(len(self.documents) + 1))
        return Contexts(parts, shown, edges.tolist())

    def _chosen(self) -> _Chosen:
        """Choose the mentions to show."""
        if not self._most:
            return _Chosen(*(np.zeros(0, np.int64) for _ in _Chosen._fields))
        rest = np.flatnonzero(~self._best)
        rows = [[rest, *(column[rest] for column in self._seen.first)]]
        forms = self._found.forms
        slot, shard, place = self._seen.early
        owner = forms.group[slot]
        order = np.lexsort((place, shard, owner))
        columns = (owner, shard, place, self._length[slot])
        owner, shard, place, length = (column[order] for column in columns)
        new = np.ones(len(owner), bool)  # of forms that begin alike the last one counts
        new[:-1] = (np.diff(owner) != 0) | (np.diff(shard) != 0) | (np.diff(place) != 0)
        owner, shard, place, length = (
            column[new] for column in (owner, shard, place, length)
        )
        kept = self._spread(owner, shard, place)
        rows.append([column[kept] for column in (owner, shard, place, length)])
        group, *columns_ = (np.concatenate(parts) for parts in zip(*rows, strict=True))
        order = np.argsort(group, kind="stable")
        return _Chosen(group[order], *(column[order] for column in columns_))

    def _spread(
        self,
        owner: NDArray[np.int64],
        shard: NDArray[np.int64],
        place: NDArray[np.int64],
    ) -> NDArray[np.int64]:
        """Choose among the first mentions of each candidate over documents."""
        number = np.zeros(len(owner), np.int64)
        for one, parts in enumerate(self._text.read.parts):
            here = shard == one
            if here.any():
                documents = np.array([part.document for part in parts], np.int64)
                rows = self._text.bench.shelf[f"{one}.document"][place[here]]
                number[here] = documents[rows]
        heads = np.flatnonzero(np.diff(owner, prepend=-1, append=-1)).tolist()
        numbers = number.tolist()
        kept: list[int] = []
        for start, end in pairwise(heads):
            kept += spread(range(start, end), numbers[start:end], self._most)
        return np.array(kept, np.int64)

    def _asked(self, chosen: _Chosen, here: Sequence[NDArray[np.int64]]) -> list[Asked]:
        """Return the mentions that each shard is asked for; ``here`` are its rows."""
        text = self._text
        types, vocabulary = text.read.types, text.vocabulary
        word = np.zeros(len(chosen.group), np.int64)
        for one, rows in enumerate(here):
            word[rows] = text.bench.shelf[f"{one}.word"][chosen.place[rows]]
        distinct, inverse = np.unique(word, return_inverse=True)
        each = [skip(row, types, vocabulary) for row in distinct.tolist()]
        skips = np.array(each, np.int64)[inverse]
        return [
            Asked(chosen.place[rows], chosen.length[rows], skips[rows]) for rows in here
        ]

    @cached_property
    def _mentions(self) -> tuple[NDArray[np.int64], ...]:
        """Candidate, shard and place of every mention, in this order."""
        shelf, group = self._text.bench.shelf, self._found.forms.group
        slots = [shelf[f"{one}.final.slot"] for one in range(self._text.shards)]
        places = [shelf[f"{one}.final.place"] for one in range(self._text.shards)]
        shard = np.repeat(np.arange(len(slots)), list(map(len, slots)))
        owner, place = group[np.concatenate(slots)], np.concatenate(places)
        order = np.lexsort((place, shard, owner))
        return owner[order], shard[order], place[order]

    def places(self, group: Group) -> list[tuple[str, int]]:
        """Return (document, start) of each mention of a candidate, in reading order."""
        owner, shard, place = self._mentions
        start, end = np.searchsorted(owner, [group.number, group.number + 1]).tolist()
        shelf, parts = self._text.bench.shelf, self._text.read.parts
        found = []
        for one, row in zip(
            shard[start:end].tolist(), place[start:end].tolist(), strict=True
        ):
            name, offset, _ = parts[one][shelf[f"{one}.document"][row]]
            found.append((name, offset + int(shelf[f"{one}.start"][row])))
        return found
