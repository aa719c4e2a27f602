"""Which sequences of words are candidates."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from glossary.arabic import bare
from glossary.extract.chains import full_names, in_order, joined
from glossary.extract.coordination import WIDE, expansions
from glossary.extract.counting import LONGEST, among, distinct, number_of, recurring
from glossary.extract.features import (
    Features,
    Table,
    Ties,
    count_pairs,
    first_words,
    measure,
    pairs_of,
)
from glossary.extract.groups import Recurring, outshone
from glossary.extract.judging import Slotted, free_counts, judge
from glossary.extract.mentions import (
    Stats,
    grouped,
    joined_stats,
    kept_stats,
    merged,
    summed,
    type_names,
)
from glossary.extract.rank import ranking, score
from glossary.extract.recogniser import recogniser
from glossary.extract.selected import Extra, Forms, Selection, confidence, groups_of
from glossary.model import ConceptType

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from glossary.extract.chains import Joined
    from glossary.extract.recogniser import Recogniser
    from glossary.extract.understood import Understood


class Selecting:
    """Chooses the candidates of texts, step by step."""

    def __init__(
        self, text: Understood, least: int, model: Recogniser | None = None
    ) -> None:
        """Take texts; a sequence that nothing knows must occur ``least`` times."""
        self._text = text
        self._bench = text.bench
        self._least = least
        self._types = type_names((model or recogniser()).labels)
        self._grams = recurring(
            self._bench.shelf, text.shards, least, self._bench.beside
        )
        self._bench.shelf["grams"] = self._grams.numbers
        fine = text.fine[text.slots.group] & (text.found.mentions > 0)
        self._known = np.flatnonzero(fine)
        self._taken = [
            np.array([number_of(text.words[one]) for one in self._known], np.uint64)
        ]
        self._slotted = self._marked(fine)
        for _ in self._bench.each(judge, text.shards, self._slotted, model):
            pass
        self._stats = merged(
            (
                kept_stats(self._bench.shelf, f"{number}.judged")
                for number in range(text.shards)
            ),
            len(self._grams.numbers) + len(fine),
            len(self._types),
        )
        self._length = np.concatenate(
            (self._grams.numbers >> np.uint64(61), self._slotted.length)
        ).astype(np.int64)
        where = (self._stats.shard, self._stats.place)
        self._words = first_words(self._bench.shelf, text.shards, where, self._length)
        self._chains = joined(self._bench.shelf, "chain", text.shards)
        self._shares = joined(self._bench.shelf, "share", text.shards)
        self._ties = self._tied()

    def _marked(self, fine: NDArray[np.bool_]) -> Slotted:
        text, grams = self._text, self._grams
        types = [group.senses[0].type for group in text.groups]
        person = np.array([type_ is ConceptType.PERSON for type_ in types], bool)
        return Slotted(
            grams=len(grams.numbers),
            taken=among(grams.numbers, self._taken[0]),
            length=np.where(fine, text.slots.length, 0),
            person=person[text.slots.group],
        )

    def _tied(self) -> Ties:
        """Count the neighbours in every sequence that may become a candidate."""
        text = self._text
        lexeme = text.vocabulary.lexeme
        pairs = [pairs_of(self._words, lexeme)]
        pairs += [
            pairs_of(self._first_words(some), lexeme)
            for some in (self._chains, self._shares)
        ]
        wanted = distinct(np.concatenate(pairs))
        counts = self._bench.each(count_pairs, text.shards, wanted)
        return Ties(
            wanted,
            sum(counts, np.zeros(len(wanted), np.int64)),
            np.bincount(lexeme, text.read.counts, minlength=1).astype(np.int64),
            int(text.read.counts.sum()),
        )

    def _first_words(self, some: Joined) -> NDArray[np.int32]:
        where = (some.shard, some.place)
        return first_words(self._bench.shelf, self._text.shards, where, some.length)

    def _measured(self, table: Table) -> Features:
        return measure(table, self._text.vocabulary, self._ties, self._types)

    def selection(self, *, settle: bool = True) -> Selection:
        """Return the candidates: known ones, recurring ones by length, joining ones.

        Without ``settle`` sequences inside longer ones stay.
        """
        free = np.zeros(self._slotted.grams, np.int64)
        for number in range(self._text.shards):
            slots = self._bench.shelf[f"{number}.free.slot"]
            free[slots] += self._bench.shelf[f"{number}.free.count"]
        kept = ~self._slotted.taken
        if settle:
            kept = self._settled(free)
        new = np.flatnonzero(kept)
        stats = self._stats
        new = new[np.lexsort((stats.place[new], stats.shard[new], -self._length[new]))]
        taken = [*self._taken, self._grams.numbers[new]]
        names = self._extra(*full_names(self._chains, kept, taken))
        taken.append(names.mentions.number)
        shares = self._extra(*expansions(self._shares, taken, self._least))
        return self._selection(new, free, (names, shares))

    def _settled(self, free: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Return the sequences that are units of their own; correct ``free``.

        Those that nearly always hold a better part are none. The others must stand
        alone so many times, the longer ones decided first.
        """
        grams, slotted, vocabulary = self._grams, self._slotted, self._text.vocabulary
        new = np.flatnonzero(~slotted.taken)
        table = Table(
            stats=self._stats.take(new),
            free=free[new],
            words=self._words[new],
            known=np.zeros(len(new)),
        )
        columns = self._measured(table).columns
        weights = ranking()
        scores = score(
            weights.name.probability(columns), weights.term.probability(columns)
        )
        some = Recurring(new, grams.numbers[new], grams.counts[new], self._words[new])
        kept = ~slotted.taken
        lost = outshone(some, scores, vocabulary.lexeme, vocabulary.form)
        kept[new[lost]] = False
        for length in range(LONGEST, 0, -1):
            own = self._length[: slotted.grams] == length
            if not (own & kept).any():
                continue
            counts = self._bench.each(
                free_counts, self._text.shards, slotted, length, kept
            )
            free[own] = sum(counts, np.zeros(len(own), np.int64))[own]
            kept &= ~own | (free >= self._least)
        return kept

    def _extra(self, groups: NDArray[np.int64], mentions: Joined) -> Extra:
        """Gather the mentions of groups that are numbered in their order."""
        form, size = in_order(mentions.number)
        of_form = np.zeros(size, np.int64)
        of_form[form] = groups
        order = np.argsort(of_form, kind="stable")  # the forms of a group together
        rank = np.empty(size, np.int64)
        rank[order] = np.arange(size)
        form = rank[form]
        where = mentions.place, mentions.shard
        _, stats = summed(form, *where, mentions.chances, self._types)
        return Extra(of_form[order], stats, form, mentions)

    def _selection(
        self,
        new: NDArray[np.int64],
        free: NDArray[np.int64],
        extras: Sequence[Extra],
    ) -> Selection:
        text, grams = self._text, self._slotted.grams
        real = set(self._known.tolist())
        known = [
            (group, own)
            for group, fine in zip(text.groups, text.fine.tolist(), strict=True)
            if fine and (own := [one for one in group.slots if one in real])
        ]
        slots = np.array([one for _, some in known for one in some], np.int64)
        sizes = [len(some) for _, some in known]
        owner = [np.repeat(np.arange(len(known)), sizes).astype(np.int64)]
        owner.append(np.arange(len(new)) + len(known))
        total = len(known) + len(new)
        for extra in extras:
            owner.append(extra.group + total)
            total += len(set(extra.group.tolist()))
        stats = joined_stats(
            [
                self._stats.take(slots + grams),
                self._stats.take(new),
                *(extra.stats for extra in extras),
            ]
        )
        forms = self._forms(np.concatenate(owner), stats, slots, new, extras)
        heads = np.flatnonzero(np.diff(forms.group, prepend=-1))
        merged_ = grouped(stats, forms.group, total)
        alone = merged_.count.copy()  # what joins is nowhere part of a longer one
        alone[: len(known)] = np.bincount(
            owner[0], text.found.free[slots], minlength=len(known)
        )
        alone[len(known) : len(known) + len(new)] = free[new]
        sure = np.zeros(total)
        sure[: len(known)] = [confidence(group) for group, _ in known]
        table = Table(stats=merged_, free=alone, words=forms.words[heads], known=sure)
        features = self._measured(table)
        weights = ranking()
        groups = [group for group, _ in known]
        whole: list[str | None] = [None] * (
            total - len(known) - len(set(extras[-1].group.tolist()))
        )
        begin = len(known) + len(whole)
        shared = [self._head(words) for words in table.words[begin:].tolist()]
        return Selection(
            groups=groups_of(groups, [*whole, *shared], table),
            features=features,
            name=weights.name.probability(features.columns),
            term=weights.term.probability(features.columns),
            forms=forms,
        )

    def _head(self, words: Sequence[int]) -> str:
        """Return a noun with the second of its adjectives, but for proclitics."""
        base = self._text.vocabulary.words.base
        return bare(f"{base(words[0])} {base(words[WIDE - 1])}")

    def _forms(
        self,
        group: NDArray[np.int64],
        stats: Stats,
        slots: NDArray[np.int64],
        new: NDArray[np.int64],
        extras: Sequence[Extra],
    ) -> Forms:
        """Give numbers to the forms of all; keep where the joining ones stand."""
        grams = self._slotted.grams
        of_gram = np.full(grams, -1, np.int64)
        of_gram[new] = np.arange(len(new)) + len(slots)
        of_known = np.full(len(self._length) - grams, -1, np.int64)
        of_known[slots] = np.arange(len(slots))
        begin = len(slots) + len(new)
        length = [self._length[slots + grams], self._length[new]]
        rows = []
        for extra in extras:
            size = np.zeros(len(extra.group), np.int64)
            size[extra.form] = extra.mentions.length
            length.append(size)
            rows.append((extra.form + begin, extra.mentions))
            begin += len(extra.group)
        for number in range(self._text.shards):
            here = [mentions.shard == number for _, mentions in rows]
            for name, columns in (
                ("slot", [form for form, _ in rows]),
                ("place", [mentions.place for _, mentions in rows]),
            ):
                parts = [one[some] for one, some in zip(columns, here, strict=True)]
                self._bench.shelf[f"{number}.extra.{name}"] = np.concatenate(parts)
        words = first_words(
            self._bench.shelf,
            self._text.shards,
            (stats.shard, stats.place),
            np.concatenate(length),
        )
        return Forms(
            group=group, stats=stats, words=words, of_gram=of_gram, of_known=of_known
        )
