"""What a candidate names: by the recogniser, by the words around it and by its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from glossary.arabic import Gap, key
from glossary.extract.stopwords import clues
from glossary.model import ConceptType
from glossary.names.given import given_names

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from glossary.extract.corpus import Corpus
    from glossary.extract.vocabulary import Vocabulary

LABELS = {
    "PER": ConceptType.PERSON,
    "LOC": ConceptType.PLACE,
    "ORG": ConceptType.ORGANISATION,
    "MED": ConceptType.MEDIA,
    "AGR": ConceptType.AGREEMENT,
    "EVT": ConceptType.EVENT,
    "PRD": ConceptType.PRODUCT,
    "TERM": ConceptType.TERM,
}
"""The recogniser's labels."""
_HEAD = 0.5
"""What a word that heads names of a type adds to its probability."""
_SAMPLE = 20
"""Mentions looked at; more would not change the vote."""
_JOINED = int(Gap.QUOTE)
_AT = frozenset(map(key, ("في", "مدينة", "بلدة", "قرية")))
_AGENT = frozenset(
    map(key, "قال أضاف أكد أوضح أعلن ذكر صرح أشار التقى شدد لفت رأى اعتبر حذر".split())
)


def after_place_word(place: int, corpus: Corpus, vocabulary: Vocabulary) -> bool:
    """Tell whether في or مدينة or the like stands before a word of the corpus."""
    _, before = next(_before(np.array([place]), corpus, vocabulary), (0, ""))
    return before in _AT or clues().heads.get(before) is ConceptType.PLACE


def introduced(place: int, corpus: Corpus, vocabulary: Vocabulary) -> bool:
    """Tell whether a word is a given name, or follows a title or a verb of saying."""
    if vocabulary.readings[corpus.word[place]].lexeme in given_names():
        return True
    return any(
        word in clues().titles or word in _AGENT
        for _, word in _before(np.array([place]), corpus, vocabulary)
    )


def name_words(vocabulary: Vocabulary) -> NDArray[np.bool_]:
    """Tell which words of the vocabulary may be part of a person's foreign name."""
    given = np.array(
        [reading.lexeme in given_names() for reading in vocabulary.readings], bool
    )
    plain = ~(vocabulary.stop | vocabulary.weak | vocabulary.verb | vocabulary.article)
    named: NDArray[np.bool_] = vocabulary.foreign | given
    return plain & ~vocabulary.generic & named


def spelt_by_sound(
    type_: ConceptType, rows: Sequence[int], vocabulary: Vocabulary
) -> bool:
    """Tell whether a name's English is a matter of letters, not of meaning.

    ``rows`` are its words in the vocabulary. So it is with persons; with other names
    where no word is a common noun or heads or introduces names.
    """
    if any(vocabulary.weak[row] for row in rows):
        return False
    if type_ is ConceptType.PERSON:
        return True
    return type_ is not ConceptType.TERM and not any(
        vocabulary.generic[row]
        or (vocabulary.noun[row] and not vocabulary.foreign[row])
        for row in rows
    )


def concept_type(
    chances: Mapping[str, float],
    rows: Sequence[int],
    places: NDArray[np.int64],
    corpus: Corpus,
    vocabulary: Vocabulary,
) -> ConceptType:
    """Return the type of name that is likeliest.

    ``chances`` are the recogniser's probabilities of its types; the words at the head
    of the name (صحيفة, شركة) and before its mentions (الرئيس, مدينة) add to them.
    """
    votes = {LABELS[label]: chance for label, chance in chances.items()}
    votes.pop(ConceptType.TERM, None)
    titles, heads = clues()
    first = vocabulary.readings[rows[0]].lexeme
    if len(rows) > 1 and first in heads:
        votes[heads[first]] += _HEAD
    seen = places[:_SAMPLE]
    for distance, word in _before(seen, corpus, vocabulary):
        if word in titles or (distance == 1 and word in _AGENT):
            votes[ConceptType.PERSON] += _HEAD / distance / len(seen)
        elif distance == 1 and word in heads:
            votes[heads[word]] += _HEAD / len(seen)
    return max(votes, key=lambda type_: votes[type_])


def _before(
    places: NDArray[np.int64], corpus: Corpus, vocabulary: Vocabulary
) -> Iterator[tuple[int, str]]:
    """Yield (distance, lexeme) for the two words before mentions in their sentences."""
    rows = places
    for distance in (1, 2):
        rows = rows[(rows > 0) & (corpus.gap[rows] <= _JOINED)] - 1
        for word in corpus.word[rows].tolist():
            yield distance, vocabulary.readings[word].lexeme
