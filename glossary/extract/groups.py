"""Mentions gathered into candidates in the making."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from glossary.extract.counting import recurring
from glossary.extract.phrases import Cover, agreeing, definite, independent

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from glossary.extract.corpus import Corpus
    from glossary.extract.known import Match
    from glossary.extract.vocabulary import Vocabulary
    from glossary.knowledge import Sense


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
    def count(self) -> int:
        """Occurrences of all its forms."""
        return sum(len(places) for places in self.mentions.values())


def known_groups(found: Iterable[Match], size: int) -> list[Group]:
    """Gather the matches of known terms by what they mean; ``size`` as in ``Cover``."""
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
    spans = [
        (len(words), places)
        for group in groups.values()
        for words, places in group.mentions.items()
    ]
    cover = Cover(spans, size)
    for group in groups.values():
        group.free = sum(
            cover.free(len(words), places) for words, places in group.mentions.items()
        )
    # بحر قزوين, the Caspian Sea, is no evidence for the city of Qazvin.
    return [
        group for group in groups.values() if group.free or not group.senses[0].exact
    ]


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


def unknown_groups(
    corpus: Corpus, vocabulary: Vocabulary, known: list[Group], least: int
) -> list[Group]:
    """Gather the sequences that recur and that nothing knows yet."""
    grams = agreeing(
        recurring(corpus, vocabulary, least=least),
        definite(corpus, vocabulary),
    )
    fixed = [
        (len(words), places)
        for group in known
        for words, places in group.mentions.items()
    ]
    taken = {words for group in known for words in group.mentions}
    return [
        Group(mentions={gram.words: gram.places}, free=free)
        for gram, free in independent(grams, fixed, len(corpus.word), least)
        if gram.words not in taken
    ]
