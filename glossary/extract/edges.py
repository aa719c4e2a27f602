"""Where recognised names begin and end."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from glossary.arabic import Gap
from glossary.extract.attributes import person_words
from glossary.extract.first_words import AND, UNHEARD
from glossary.model import ConceptType
from glossary.names.given import given_names
from glossary.names.skeleton import skeleton

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from glossary.extract.corpus import Corpus
    from glossary.extract.vocabulary import Vocabulary

    Span = tuple[int, int, ConceptType]
    """The row of the first word, the number of words, what they name."""

_COMMON = 4.0
"""A noun from this Zipf frequency on is in general use."""
_USUAL = 5.0
"""So is what never bears the article from this one on."""
_QUOTED = 5
"""So many words between quotation marks are no name."""
_SHORTEST = 3
"""Letters of a name."""


def parted(
    found: Sequence[Span], corpus: Corpus, vocabulary: Vocabulary
) -> Iterator[Span]:
    """Part names that و joins: هاواي وأتاكاما. No person and no place has it inside.

    Of a word that nothing knows و may be a letter, if not between two full names, or
    where the rest is found elsewhere.
    """
    words = _Words(corpus, vocabulary)
    elsewhere = words.foreign() | {
        "".join(words.bones(start, length)) for start, length, _ in found
    }
    for start, length, type_ in found:
        first, end = start, start + length
        if type_ in (ConceptType.PERSON, ConceptType.PLACE):
            for place in range(start + 1, end):
                row = int(corpus.word[place])
                proclitics = vocabulary.words.proclitics[row]
                unknown = vocabulary.common[row] < UNHEARD and not proclitics
                if proclitics == AND or (
                    unknown
                    and corpus.types[row].startswith(AND)
                    and (
                        min(place - first, end - place) > 1
                        or skeleton(vocabulary.words.lexeme[row][1:]) in elsewhere
                    )
                ):
                    yield first, place - first, type_
                    first = place
        yield first, end - first, type_


def hyphened(
    found: Sequence[Span], corpus: Corpus, vocabulary: Vocabulary
) -> Iterator[Span]:
    """Join a surname of two words with a hyphen between them to one person's name."""
    after = {start: length for start, length, _ in found}
    joined: set[int] = set()
    for start, length, type_ in found:
        end = start + length
        if start in joined:
            continue
        if type_ is ConceptType.PERSON and _hyphen(end, corpus, vocabulary):
            joined.add(end)
            yield start, length + after.get(end, 1), type_
        else:
            yield start, length, type_


def _hyphen(place: int, corpus: Corpus, vocabulary: Vocabulary) -> bool:
    """Tell whether a hyphen without spaces binds a word to the one before it."""
    if place >= len(corpus.word) or corpus.gap[place] != Gap.HYPHEN:
        return False
    row = corpus.word[place]
    tight = corpus.start[place] - corpus.end[place - 1] == 1
    plain = vocabulary.stop[row] or vocabulary.verb[row] or vocabulary.bound[row]
    return bool(tight and not plain)


def quoted(found: Iterable[Span], corpus: Corpus) -> Iterator[Span]:
    """Widen names between quotation marks to all that these hold.

    Those of persons and places are known by themselves.
    """
    gap = corpus.gap
    for start, length, type_ in found:
        first, end = start, start + length
        if type_ not in (ConceptType.PERSON, ConceptType.PLACE):
            while first > 0 and gap[first] == Gap.SPACE and end - first < _QUOTED:
                first -= 1
            while end < len(gap) and gap[end] == Gap.SPACE and end - first < _QUOTED:
                end += 1
        closed = end < len(gap) and gap[end] == Gap.QUOTE
        if gap[first] == Gap.QUOTE and closed and end - first < _QUOTED:
            yield first, end - first, type_
        else:
            yield start, length, type_


def cut(
    found: Sequence[Span], corpus: Corpus, vocabulary: Vocabulary
) -> Iterator[Span]:
    """Cut a word of general use from a person who is named without it elsewhere.

    إلى جوار أوبونغو and نفى يورغن فالتر الخبر hold no longer names. Spellings of the
    name elsewhere count.
    """
    words = _Words(corpus, vocabulary)
    elsewhere: set[tuple[str, ...]] = set()
    for start, length, type_ in found:
        if type_ is ConceptType.PERSON and length > 1:
            bones = words.bones(start, length)
            elsewhere.add(bones)
            if not words.general(start):
                elsewhere.add(bones[-1:])
    for start, length, type_ in found:
        span = start, length, type_
        if length > 1 and type_ in (ConceptType.PERSON, ConceptType.PLACE):
            before, after = (
                words.bones(start, length - 1),
                words.bones(start + 1, length - 1),
            )
            if words.general(start) and after in elsewhere:
                span = start + 1, length - 1, ConceptType.PERSON
            elif (
                len(before) > 1
                and words.general(start + length - 1)
                and words.no_name(start + length - 1)
                and before in elsewhere
            ):
                span = start, length - 1, ConceptType.PERSON
        yield span


class _Words:
    """The words of a text by their places."""

    def __init__(self, corpus: Corpus, vocabulary: Vocabulary) -> None:
        self._corpus, self._vocabulary = corpus, vocabulary

    def foreign(self) -> set[str]:
        """Return the consonants of the words that read as names, if they are enough."""
        lexemes = self._vocabulary.words.lexeme
        rows = np.flatnonzero(self._vocabulary.foreign).tolist()
        found = {skeleton(lexemes[row]) for row in rows}
        return {bones for bones in found if len(bones) >= _SHORTEST}

    def bones(self, start: int, length: int) -> tuple[str, ...]:
        """Return the consonants of each word of a span."""
        rows = self._corpus.word[start : start + length].tolist()
        return tuple(skeleton(self._vocabulary.words.lexeme[row]) for row in rows)

    def no_name(self, place: int) -> bool:
        """Tell whether a word cannot be a father's name, as جمعة may be."""
        row = int(self._corpus.word[place])
        short = len(self._vocabulary.words.lexeme[row]) < _SHORTEST
        return short or bool(self._vocabulary.article[row])

    def general(self, place: int) -> bool:
        """Tell whether a word is in general use and no part of persons' names."""
        row, vocabulary = int(self._corpus.word[place]), self._vocabulary
        word, common = vocabulary.words.lexeme[row], vocabulary.common[row]
        return (
            bool(common >= (_COMMON if vocabulary.noun[row] else _USUAL))
            and not vocabulary.foreign[row]
            and word not in person_words()
            and word not in given_names()
        )
