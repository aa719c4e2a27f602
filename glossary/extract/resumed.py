"""Where texts take a name up again: a part of it, or with other spaces or vowels.

The recogniser judges each sentence by itself: it finds نعيمة بلقزيز and misses بلقزيز
two sentences on, finds خورفكان and misses خور فكان.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

from glossary.arabic import Gap, key
from glossary.extract.recognised import PAIR, Mention
from glossary.extract.respelled import HEADED, Places, headless, respelled
from glossary.extract.stopwords import clues
from glossary.extract.types import AGENT
from glossary.model import ConceptType
from glossary.names.clusters import HEADS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from glossary.extract.recognised import Recognised

_RARE = 3.0
"""A word below this Zipf frequency is the name wherever it stands."""
_LIKELY = 0.2
"""Of a commoner word the least probability that it begins a person's name here."""
_LONG = 6
"""Letters of a name that is the same with other spaces."""


def resumed(names: Sequence[Mention], spans: Recognised) -> Iterator[Mention]:
    """Yield mentions that the names make certain; they may overlap what is there."""
    yield from _persons(names, spans)
    yield from _shortened(names, spans)
    yield from _headless(names, spans)
    yield from _spaced(names, spans)
    yield from respelled(names, spans)


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


def _shortened(names: Sequence[Mention], spans: Recognised) -> Iterator[Mention]:
    """Yield the ends of persons' names with words of the middle left out or not.

    Where مسلم بن سهيل الجنيبي is named, مسلم الجنيبي and بن سهيل الجنيبي are his names.
    """
    corpus = spans.corpus
    numbers = spans.vocabulary.lexeme[corpus.word]
    long: defaultdict[tuple[int, int], set[tuple[int, ...]]] = defaultdict(set)
    for name in names:
        if name.type is ConceptType.PERSON and name.length > PAIR:
            words = tuple(numbers[name.start : name.start + name.length].tolist())
            for word in words[:-1]:
                long[int(corpus.document[name.start]), word].add(words)
    rows = np.flatnonzero(np.isin(numbers, [word for _, word in long]))
    for start in rows.tolist():
        document = int(corpus.document[start])
        for words in sorted(long.get((document, int(numbers[start])), ())):
            end, place = start + 1, words.index(int(numbers[start])) + 1
            while (
                end < len(numbers)
                and corpus.gap[end] <= Gap.HYPHEN
                and int(numbers[end]) in words[place:]
            ):
                place += words[place:].index(int(numbers[end])) + 1
                end += 1
            if place == len(words) and end - start > 1:
                yield Mention(start, end - start, ConceptType.PERSON, None, None)


def _headless(names: Sequence[Mention], spans: Recognised) -> Iterator[Mention]:
    """Yield what stands for an organisation without its head, in the same text.

    One word is so much only where it is foreign: الفجر is also the dawn.
    """
    corpus, vocabulary = spans.corpus, spans.vocabulary
    numbers = vocabulary.lexeme[corpus.word]
    rest: defaultdict[tuple[int, ...], dict[int, ConceptType]] = defaultdict(dict)
    for name in names:
        first, end = name.start + 1, name.start + name.length
        headed = name.type in HEADED and spans.lexeme(name.start) in HEADS
        if (headed and name.length > PAIR) or headless(name, spans):
            words = tuple(numbers[first:end].tolist())
            rest[words].setdefault(int(corpus.document[first]), name.type)
    begins = np.isin(numbers, [words[0] for words in rest])
    lengths = sorted({len(words) for words in rest})
    for place in np.flatnonzero(begins).tolist():
        for length in lengths:
            here = rest.get(tuple(numbers[place : place + length].tolist()), {})
            type_ = here.get(int(corpus.document[place]))
            inside = corpus.gap[place + 1 : place + length] <= Gap.SPACE
            if type_ is not None and inside.all():
                yield Mention(place, length, type_, None, None)


def _spaced(names: Sequence[Mention], spans: Recognised) -> Iterator[Mention]:
    """Yield names of several words as one, and those of one word as two.

    What stands before a name and tells its kind (مرصد) may be missing.
    """
    corpus, lexemes = spans.corpus, spans.vocabulary.words.lexeme
    of_word: defaultdict[str, list[int]] = defaultdict(list)
    later: defaultdict[str, list[int]] = defaultdict(list)
    for row, (lexeme, written) in enumerate(zip(lexemes, corpus.types, strict=True)):
        of_word[lexeme].append(row)
        later[key(written)].append(row)
    places = Places(corpus.word)
    for (text, several), type_ in _wholes(names, spans).items():
        if len(text) < _LONG:
            continue
        if several:
            for place in places.of(of_word.get(text, ())):
                yield Mention(place, 1, type_, None, None)
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
                    yield Mention(place, 2, type_, None, None)


def _wholes(
    names: Sequence[Mention], spans: Recognised
) -> dict[tuple[str, bool], ConceptType]:
    """Return names without spaces, and whether they have several words, and types."""
    types: dict[tuple[str, bool], ConceptType] = {}
    for name in names:
        headed = name.length > 1 and spans.lexeme(name.start) in clues().heads
        for first in range(name.start, name.start + 1 + headed):
            rows = range(first, name.start + name.length)
            whole = "".join(map(spans.lexeme, rows))
            types.setdefault((whole, len(rows) > 1), name.type)
    return types
