"""Sentences that show a candidate in use."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from glossary.arabic import bare
from glossary.arabic.sentences import Around

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from glossary.extract.shard import Shard
    from glossary.extract.vocabulary import Vocabulary


MARGIN = 2_000
"""Code points around a mention beyond which a sentence is cut: no text is one."""


class Asked(NamedTuple):
    """Mentions of a shard that are to be shown, as parallel arrays."""

    place: NDArray[np.int64]
    """The row of the first word."""
    length: NDArray[np.int64]
    skip: NDArray[np.int64]
    """Code points of the first word before the mention: its proclitics."""


class Sentence(NamedTuple):
    """A mention in its sentence."""

    document: int
    """Which of the shard's."""
    start: int
    end: int
    """Code points from 0 in that document."""
    text: str


def contexts(shard: Shard, asked: Sequence[Asked]) -> list[Sentence]:
    """Return the mentions in their sentences; ``asked`` has those of every shard."""
    places, lengths, skips = asked[shard.number]
    numbers = shard.document[places].tolist()
    starts = (shard.kept("start")[places] + skips).tolist()
    ends = shard.kept("end")[places + lengths - 1].tolist()
    data = shard.kept("text")
    edges = np.cumsum(np.concatenate(([0], shard.kept("sizes")))).tolist()
    found: list[Sentence | None] = [None] * len(numbers)
    current, text, around = -1, "", Around("")
    for row in np.lexsort((starts, numbers)).tolist():
        number = numbers[row]
        if number != current:
            current = number
            part = data[edges[number] : edges[number + 1]].tobytes()
            text = part.decode("utf-8", "surrogatepass")
            around = Around(text)
        start, end = starts[row], ends[row]
        sentence = around.at(start)
        left = max(sentence.start, start - MARGIN)
        right = max(end, min(sentence.end, end + MARGIN))
        found[row] = Sentence(number, start, end, text[left:right])
    return [one for one in found if one is not None]


def spread(places: Sequence[int], documents: Sequence[int], most: int) -> list[int]:
    """Choose up to ``most`` places: the first of each document, then the next ones."""
    if len(places) <= most:
        return list(places)
    first: dict[int, int] = {}
    for place, document in zip(places, documents, strict=True):
        first.setdefault(document, place)
    chosen = list(first.values())[:most]
    rest = [place for place in places if place not in set(chosen)]
    return sorted(chosen + rest[: most - len(chosen)])


def skip(row: int, types: Sequence[str], vocabulary: Vocabulary) -> int:
    """Return how many code points of a written word come before the stem.

    Vowel signs and tatweel after a proclitic (وَالكنيست) go with it. Where ل has
    swallowed the alef of the article (للكنيست), the whole word is the mention.
    """
    proclitics = vocabulary.words.proclitics[row]
    left = len(proclitics)
    if not left or (vocabulary.article[row] and proclitics.endswith("ل")):
        return 0
    for place, letter in enumerate(types[row]):
        if bare(letter):
            if not left:
                return place
            left -= 1
    return 0
