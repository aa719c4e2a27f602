"""Words of general use at the edges of recognised persons' names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.extract.attributes import person_words
from glossary.model import ConceptType
from glossary.names.given import given_names
from glossary.names.skeleton import skeleton

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from glossary.extract.corpus import Corpus
    from glossary.extract.vocabulary import Vocabulary

    Span = tuple[int, int, ConceptType]
    """The row of the first word, the number of words, what they name."""

_COMMON = 4.0
"""A noun from this Zipf frequency on is in general use."""
_USUAL = 5.0
"""So is what never bears the article from this one on."""
_SHORTEST = 3
"""Letters of a name."""


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
