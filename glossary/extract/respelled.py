"""Unknown words that spell a name which stands elsewhere, wherever they stand."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

from glossary.arabic import key
from glossary.extract.first_words import LETTERS, UNHEARD, UNKNOWN
from glossary.extract.recognised import PAIR, Mention
from glossary.model import ConceptType
from glossary.names.clusters import HEADS
from glossary.names.kin import related, related_blocks
from glossary.names.skeleton import Kinship, kinship, skeleton

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from glossary.extract.recognised import Recognised

_BONES = 4
"""Consonants of a name that is the same with other vowels."""
HEADED = (ConceptType.ORGANISATION, ConceptType.MEDIA)
"""What may go without the word at its head."""
_ENDED = 5
"""A longer surname may end in another vowel."""


class Places:
    """Where the words of a vocabulary stand."""

    def __init__(self, word: NDArray[np.int32]) -> None:
        self._order = np.argsort(word, kind="stable")
        self._edges = np.searchsorted(
            word[self._order], np.arange(int(word.max(initial=-1)) + 2)
        )

    def of(self, rows: Iterable[int]) -> Iterator[int]:
        """Yield the places of some rows of the vocabulary, row by row."""
        for row in rows:
            yield from self._order[self._edges[row] : self._edges[row + 1]].tolist()


def respelled(names: Sequence[Mention], spans: Recognised) -> Iterator[Mention]:
    """Yield the foreign words that spell a name of one word, or a surname.

    A surname is sought in the texts that name the person, and there a slip is enough.
    """
    corpus, vocabulary = spans.corpus, spans.vocabulary
    known = _Known(names, spans)
    places = Places(corpus.word)
    foreign = vocabulary.foreign & ~(vocabulary.verb | vocabulary.article)
    for row in np.flatnonzero(foreign & ~vocabulary.stop).tolist():
        word = vocabulary.words.lexeme[row]
        type_ = known.spelled(word)
        if type_ is None and word[:1] in LETTERS and vocabulary.common[row] < UNHEARD:
            type_ = known.spelled(word[1:])
        here = set() if type_ else known.surname(row, word)
        for place in places.of([row]):
            if type_ is not None:
                yield Mention(place, 1, type_, None, None)
            elif int(corpus.document[place]) in here:
                yield Mention(place, 1, ConceptType.PERSON, None, None)


def headless(name: Mention, spans: Recognised) -> bool:
    """Tell whether an organisation of two words may go by the second: وكالة بلومبرغ."""
    if name.length != PAIR or name.type not in HEADED:
        return False
    row, vocabulary = spans.corpus.word[name.start + 1], spans.vocabulary
    own = vocabulary.foreign[row] and not vocabulary.article[row]
    return spans.lexeme(name.start) in HEADS and bool(own)


class _Known:
    """The names of one word, and the surnames with the documents that have them."""

    def __init__(self, names: Sequence[Mention], spans: Recognised) -> None:
        self._spans = spans
        self._single: defaultdict[str, dict[str, ConceptType]] = defaultdict(dict)
        self._surnames: defaultdict[str, set[int]] = defaultdict(set)
        self._blocks: defaultdict[str, set[str]] = defaultdict(set)
        for name in names:
            word = spans.lexeme(name.start + name.length - 1)
            if name.length == 1 or headless(name, spans):
                self._single[skeleton(word)].setdefault(word, name.type)
            elif name.type is ConceptType.PERSON:
                self._surnames[word].add(int(spans.corpus.document[name.start]))
        for word in self._surnames:
            for block in related_blocks(word):
                self._blocks[block].add(word)

    def spelled(self, word: str) -> ConceptType | None:
        """Return what a word names that is a name of one word with other vowels."""
        bones = skeleton(word)
        least = Kinship.VOWELS if len(bones) >= _BONES else Kinship.SOUND
        for other, type_ in self._single.get(bones, {}).items():
            if kinship(word, other) >= least:
                return type_
        return None

    def surname(self, row: int, word: str) -> set[int]:
        """Return the documents in which a word spells a surname.

        A letter that was taken for a proclitic may be the name's own: ليوكي, ليوكه.
        """
        whole = key(self._spans.corpus.types[row])
        found = set()
        for spelled in {word, whole}:
            unknown = self._spans.zipf(spelled) < UNKNOWN
            if spelled == word or (unknown and whole[:1] in LETTERS):
                near = {
                    other
                    for block in related_blocks(spelled)
                    for other in self._blocks.get(block, ())
                }
                for other in near:
                    near_ = (
                        related if min(len(spelled), len(other)) > _ENDED else kinship
                    )
                    kin = near_(spelled, other)
                    if kin > Kinship.SLIP or (kin and unknown):
                        found |= self._surnames[other]
        return found
