"""Mentions gathered into candidates in the making."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from glossary.arabic import Gap
from glossary.extract.counting import Gram, recurring
from glossary.extract.phrases import Cover, agreeing, independent
from glossary.extract.types import after_place_word, introduced, name_words
from glossary.model import ConceptType

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from glossary.extract.corpus import Corpus
    from glossary.extract.known import Match
    from glossary.extract.vocabulary import Vocabulary
    from glossary.knowledge import Sense

SURE = 0.85
"""From this confidence on a place is taken wherever its name stands."""
TOGETHER = 1.3
"""A sequence has at most so many times the mentions of a longer one where the two
nearly always come together."""
GIVEN = 2
"""The most words of a name that are looked for before the surname."""


@dataclass(slots=True)
class Group:
    """The mentions of one candidate in the making."""

    senses: tuple[Sense, ...] = ()
    head: str | None = None
    """The form that stands for the group, where it occurs."""
    first: tuple[int, ...] = ()
    """That form as words."""
    mentions: dict[tuple[int, ...], NDArray[np.int64]] = field(default_factory=dict)
    """Word sequence to its places; the spellings of one name are several."""
    free: int = 0
    """Occurrences outside longer candidates."""

    @property
    def type(self) -> ConceptType | None:
        """What the glossary or the gazetteer says it is; ``None`` for an unknown."""
        return self.senses[0].type if self.senses else None

    @property
    def main(self) -> tuple[tuple[int, ...], NDArray[np.int64]]:
        """The word sequence with the most mentions, and their places."""
        return max(self.mentions.items(), key=lambda item: (len(item[1]), item[0]))

    @property
    def count(self) -> int:
        """Occurrences of all its forms."""
        return sum(len(places) for places in self.mentions.values())


def known_groups(
    found: Iterable[Match], corpus: Corpus, vocabulary: Vocabulary
) -> list[Group]:
    """Gather the matches of known terms by what they mean."""
    groups: dict[str, Group] = {}
    for match in found:
        sense = match.senses[0]
        group = groups.setdefault(sense.group, Group(match.senses))
        if sense.head:
            group.head, group.first = sense.arabic, match.words
        before = group.mentions.get(match.words)
        places = match.places
        if before is not None:
            places = np.union1d(before, places)
        group.mentions[match.words] = places
    for group in groups.values():
        group.mentions = _longest(group)
    cover = Cover(_spans(groups.values()), len(corpus.word))
    # القدس المحتلة is Jerusalem all the same, إسرائيل اليوم is not Israel.
    no_places = Cover(
        _spans(g for g in groups.values() if g.type is not ConceptType.PLACE),
        len(corpus.word),
    )
    for group in groups.values():
        if group.type is not ConceptType.TERM:
            wider = no_places if group.type is ConceptType.PLACE else cover
            group.mentions = {
                words: places
                for words, all_ in group.mentions.items()
                if len(places := wider.alone(len(words), all_))
            }
        group.free = sum(
            cover.free(len(words), places) for words, places in group.mentions.items()
        )
    return [
        group
        for group in groups.values()
        if group.mentions and _credible(group, corpus, vocabulary)
    ]


def _spans(groups: Iterable[Group]) -> Iterator[tuple[int, NDArray[np.int64]]]:
    for group in groups:
        for words, places in group.mentions.items():
            yield len(words), places


def _credible(group: Group, corpus: Corpus, vocabulary: Vocabulary) -> bool:
    """Tell whether the texts bear a place of the gazetteer out.

    It must stand alone somewhere (not in بحر قزوين, the Caspian Sea, alone) and once
    without a proclitic; a lesser one twice, or once where places stand.
    """
    sense = group.senses[0]
    if not sense.exact or sense.renderings[0].confidence >= SURE:
        return bool(group.free) or not sense.exact
    places = np.concatenate(list(group.mentions.values()))
    readings = [vocabulary.readings[row] for row in corpus.word[places]]
    if not group.free or all(reading.proclitics for reading in readings):
        return False
    return group.free > 1 or any(
        after_place_word(place, corpus, vocabulary) for place in places.tolist()
    )


def _longest(group: Group) -> dict[tuple[int, ...], NDArray[np.int64]]:
    """Drop the mentions that begin inside another one, in favour of the longer form.

    Of two equally long ones the form that stands for the group wins.
    """
    mentions = group.mentions
    if len(mentions) == 1:
        return mentions
    kept: dict[tuple[int, ...], NDArray[np.int64]] = {}
    inside: set[int] = set()
    for words in sorted(
        mentions, key=lambda words: (-len(words), words != group.first, words)
    ):
        free = [
            place
            for place in mentions[words].tolist()
            if inside.isdisjoint(range(place, place + len(words)))
        ]
        for place in free:
            inside.update(range(place, place + len(words)))
        if free:
            kept[words] = np.array(free, np.int64)
    return kept


def full_names(
    corpus: Corpus, vocabulary: Vocabulary, groups: list[Group]
) -> list[Group]:
    """Gather the full names that stand before surnames which recur.

    The press writes the full name once and then the surname, so one mention is enough
    where up to two given names or other foreign words precede the surname.
    """
    taken = {words for group in groups for words in group.mentions}
    surnames = [
        places
        for group in groups
        if group.type in (None, ConceptType.PERSON)
        for words, places in group.mentions.items()
        if len(words) == 1
    ]
    likely = name_words(vocabulary)
    bare = np.array([not reading.proclitics for reading in vocabulary.readings], bool)
    joined = likely[corpus.word[:-1]] & bare[corpus.word[1:]]
    joined &= corpus.gap[1:] == Gap.SPACE
    joins = np.concatenate((np.zeros(1, bool), joined))  # with the word before
    ends = np.unique(np.concatenate([np.zeros(0, np.int64), *surnames]))
    ends = ends[likely[corpus.word[ends]]]
    starts, going = ends.copy(), np.ones(len(ends), bool)
    for _ in range(GIVEN):
        going &= joins[starts]
        starts -= going
    found: dict[tuple[int, ...], list[int]] = {}
    longer = starts < ends
    pairs = zip(starts[longer].tolist(), ends[longer].tolist(), strict=True)
    for start, end in pairs:
        rows = corpus.word[start : end + 1]
        name = (int(vocabulary.lexeme[rows[0]]), *vocabulary.form[rows[1:]].tolist())
        if name not in taken and introduced(start, corpus, vocabulary):
            found.setdefault(name, []).append(start)
    return [
        Group(mentions={words: np.array(sorted(places))}, free=len(places))
        for words, places in found.items()
    ]


def recurring_groups(
    corpus: Corpus, vocabulary: Vocabulary, known: list[Group], least: int
) -> list[Group]:
    """Gather the sequences that recur and that nothing knows yet, nested ones too."""
    grams = agreeing(
        recurring(corpus, vocabulary, least=least),
        vocabulary.article[corpus.word],
    )
    taken = {words for group in known for words in group.mentions}
    return [
        Group(mentions={gram.words: gram.places}, free=free)
        for gram, free in independent(grams, _spans(known), len(corpus.word), 0)
        if gram.words not in taken
    ]


def settled(  # noqa: PLR0913, PLR0917 - one call, all of it
    groups: list[Group],
    scores: Sequence[float],
    known: list[Group],
    corpus: Corpus,
    vocabulary: Vocabulary,
    least: int,
) -> list[Group]:
    """Keep of the recurring sequences those that are units of their own.

    Of two sequences that nearly always come together the one with the higher score is
    kept: العلاقات الثنائية, not مستقبل العلاقات الثنائية; but وقف إطلاق النار, not
    إطلاق النار. The rest must stand alone ``least`` times.
    """
    first = np.zeros(len(vocabulary.numbers), np.int64)
    first[vocabulary.form] = vocabulary.lexeme  # how a word reads that begins a term
    lexeme = first.tolist()
    grams = [Gram(*item) for group in groups for item in group.mentions.items()]
    numbers = {gram.words: number for number, gram in enumerate(grams)}
    kept = []
    for number, (words, places) in enumerate(grams):
        size, most, own = len(words), TOGETHER * len(places), scores[number]
        later = [lexeme[word] for word in words[1:]]
        inner = (
            numbers.get((head, *words[start + 1 : end]))
            for start, head in enumerate((words[0], *later))
            for end in range(start + 1, size + 1)
            if end - start < size
        )
        if size == 1 or not any(
            other is not None
            and len(grams[other].places) <= most
            and scores[other] > own
            for other in inner
        ):
            kept.append(grams[number])
    return [
        Group(mentions={gram.words: gram.places}, free=free)
        for gram, free in independent(kept, _spans(known), len(corpus.word), least)
    ]
