"""Where texts take a name up again: a part of it, or with other spaces or vowels.

The recogniser judges each sentence by itself: it finds نعيمة بلقزيز and misses بلقزيز
two sentences on, finds خورفكان and misses خور فكان.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

from glossary.arabic import Gap, key
from glossary.extract.recognised import Mention
from glossary.extract.stopwords import clues
from glossary.extract.types import AGENT
from glossary.model import ConceptType
from glossary.names.skeleton import Kinship, kinship, skeleton

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from glossary.extract.recognised import Recognised

_RARE = 3.0
"""A word below this Zipf frequency is the name wherever it stands."""
_LIKELY = 0.2
"""Of a commoner word the least probability that it begins a person's name here."""
_LONG = 6
"""Letters of a name that is the same with other spaces."""
_BONES = 4
"""Consonants of a name that is the same with other vowels."""


def resumed(names: Sequence[Mention], spans: Recognised) -> Iterator[Mention]:
    """Yield mentions that the names make certain; they may overlap what is there."""
    yield from _persons(names, spans)
    yield from _spaced(names, spans)
    yield from _spelled(names, spans)


def _persons(names: Sequence[Mention], spans: Recognised) -> Iterator[Mention]:
    """Yield the given names and surnames of persons, in the documents of their names.

    A word of general use must look like a person where it stands, or act as one.
    """
    corpus = spans.corpus
    numbers = spans.vocabulary.lexeme[corpus.word]
    wanted: defaultdict[int, set[int]] = defaultdict(set)
    for name in names:
        if name.type is ConceptType.PERSON and name.length > 1:
            document = int(corpus.document[name.start])
            for place in (name.start, name.start + name.length - 1):
                wanted[int(numbers[place])].add(document)
    rows = np.flatnonzero(np.isin(numbers, list(wanted)))
    for place in rows.tolist():
        here = int(corpus.document[place]) in wanted[int(numbers[place])]
        if here and _person(place, spans):
            yield Mention(place, 1, ConceptType.PERSON, None, None)


def _person(place: int, spans: Recognised) -> bool:
    """Tell whether a part of a person's name stands for the person."""
    row = spans.corpus.word[place]
    vocabulary = spans.vocabulary
    if vocabulary.common[row] < _RARE or spans.chance[place] >= _LIKELY:
        return True
    if not place or spans.corpus.gap[place] > Gap.SPACE or vocabulary.stop[row]:
        return False
    before = spans.lexeme(place - 1)
    return before in AGENT or before in clues().titles


def _spaced(names: Sequence[Mention], spans: Recognised) -> Iterator[Mention]:
    """Yield names of several words as one, and those of one word as two."""
    corpus, lexemes = spans.corpus, spans.vocabulary.words.lexeme
    of_word: defaultdict[str, list[int]] = defaultdict(list)
    later: defaultdict[str, list[int]] = defaultdict(list)
    for row, (lexeme, written) in enumerate(zip(lexemes, corpus.types, strict=True)):
        of_word[lexeme].append(row)
        later[key(written)].append(row)
    places = _Places(corpus.word)
    types: dict[str, Mention] = {}
    for name in names:
        rows = range(name.start, name.start + name.length)
        types.setdefault("".join(map(spans.lexeme, rows)), name)
    for text, name in types.items():
        if len(text) < _LONG:
            continue
        if name.length > 1:
            for place in places.of(of_word.get(text, ())):
                yield Mention(place, 1, name.type, None, None)
            continue
        for cut in range(2, len(text) - 1):
            second = later.get(text[cut:], ())
            for place in places.of(of_word.get(text[:cut], ()) if second else ()):
                after = place + 1
                if (
                    after < len(corpus.word)
                    and corpus.word[after] in second
                    and corpus.gap[after] == Gap.SPACE
                ):
                    yield Mention(place, 2, name.type, None, None)


class _Places:
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


def _spelled(names: Sequence[Mention], spans: Recognised) -> Iterator[Mention]:
    """Yield the foreign words that spell a name of one word with other vowels."""
    vocabulary, places = spans.vocabulary, _Places(spans.corpus.word)
    alike: defaultdict[str, dict[str, ConceptType]] = defaultdict(dict)
    for name in names:
        word = spans.lexeme(name.start)
        if name.length == 1:
            alike[skeleton(word)].setdefault(word, name.type)
    foreign = vocabulary.foreign & ~(vocabulary.verb | vocabulary.article)
    for row in np.flatnonzero(foreign & ~vocabulary.stop).tolist():
        word = vocabulary.words.lexeme[row]
        bones = skeleton(word)
        least = Kinship.VOWELS if len(bones) >= _BONES else Kinship.SOUND
        near = next(
            (
                type_
                for other, type_ in alike.get(bones, {}).items()
                if kinship(word, other) >= least
            ),
            None,
        )
        if near is not None:
            for place in places.of([row]):
                yield Mention(place, 1, near, None, None)
