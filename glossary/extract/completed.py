"""Recognised names put right by other mentions of the same names."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

from glossary.arabic import Gap
from glossary.extract.stopwords import clues
from glossary.model import ConceptType
from glossary.names.given import given_names
from glossary.names.skeleton import skeleton

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from glossary.extract.corpus import Corpus
    from glossary.extract.edges import Span
    from glossary.extract.vocabulary import Vocabulary

_COMMON = 4.0
"""From this Zipf frequency on a word that may be a given name is none for certain."""


def divided(
    found: Sequence[Span], corpus: Corpus, vocabulary: Vocabulary
) -> Iterator[Span]:
    """Divide an organisation from the person whose full name follows.

    شركة هاغستروم آسا ليندغرين are two names where both stand elsewhere by themselves.
    """
    lexemes = vocabulary.words.lexeme
    foreign = vocabulary.foreign & ~vocabulary.article

    def bones(start: int, end: int) -> tuple[str, ...]:
        return tuple(skeleton(lexemes[row]) for row in corpus.word[start:end].tolist())

    persons: set[tuple[str, ...]] = set()
    others: set[tuple[str, ...]] = set()
    for start, length, type_ in found:
        if type_ is not ConceptType.PERSON:
            others.add(bones(start, start + length))
        elif length > 1:
            persons.add(bones(start, start + length))
    for start, length, type_ in found:
        end = start + length
        cuts = [
            cut
            for cut in range(start + 1, end)
            if type_ is not ConceptType.PERSON
            and bones(start, cut) in others
            and (
                bones(cut, end) in persons
                or (cut - start > 1 and foreign[corpus.word[cut:end]].all())
            )
        ]
        if cuts:
            yield start, cuts[0] - start, type_
            yield cuts[0], end - cuts[0], ConceptType.PERSON
        else:
            yield start, length, type_


def completed(
    found: Sequence[Span], corpus: Corpus, vocabulary: Vocabulary
) -> Iterator[Span]:
    """Put given names and surnames together that the recogniser took apart or missed.

    A surname is one in the text that knows it: the last word of a person's full name,
    or a person called by one word.
    """
    numbers = vocabulary.lexeme[corpus.word]
    surnames: defaultdict[int, set[int]] = defaultdict(set)
    taken = np.zeros(len(numbers), bool)
    for start, length, type_ in found:
        taken[start : start + length] = length > 1 or type_ is not ConceptType.PERSON
        if type_ is ConceptType.PERSON:
            last = start + length - 1
            surnames[int(numbers[last])].add(int(corpus.document[last]))
    single = {
        start
        for start, length, type_ in found
        if length == 1 and type_ is ConceptType.PERSON
    }
    full: set[int] = set()
    for place in np.flatnonzero(np.isin(numbers, list(surnames))).tolist():
        here = int(corpus.document[place]) in surnames[int(numbers[place])]
        if not here or taken[place]:
            continue
        apart = place - 1 in single and place not in single
        joined = corpus.gap[place] == Gap.SPACE
        if (apart and joined) or _given(place, corpus, vocabulary, taken):
            full.add(place - 1)
            taken[place - 1 : place + 1] = True
            yield place - 1, 2, ConceptType.PERSON
    for start, length, type_ in found:
        if length > 1 or not {start, start - 1} & full:
            yield start, length, type_


def _given(
    place: int, corpus: Corpus, vocabulary: Vocabulary, taken: NDArray[np.bool_]
) -> bool:
    """Tell whether a given name stands before a word."""
    if not place or corpus.gap[place] != Gap.SPACE:
        return False
    row, own = int(corpus.word[place - 1]), int(corpus.word[place])
    word = vocabulary.words.lexeme[row]
    return (
        word in given_names()
        and word != vocabulary.words.lexeme[own]
        and _free(place - 1, corpus, vocabulary, taken)
    )


def _free(
    place: int, corpus: Corpus, vocabulary: Vocabulary, taken: NDArray[np.bool_]
) -> bool:
    """Tell whether a word that no name has may be part of one."""
    row = int(corpus.word[place])
    other = vocabulary.article[row] | vocabulary.stop[row] | vocabulary.verb[row]
    return (
        not (taken[place] or other or vocabulary.words.proclitics[row])
        and bool(vocabulary.common[row] < _COMMON)
        and vocabulary.words.lexeme[row] not in clues().titles
    )
