"""What a candidate names: by the recogniser, by the words around it and by its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from glossary.arabic import key
from glossary.model import ConceptType

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

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
AT = frozenset(map(key, ("في", "مدينة", "بلدة", "قرية")))
AGENT = frozenset(
    map(key, "قال أضاف أكد أوضح أعلن ذكر صرح أشار التقى شدد لفت رأى اعتبر حذر".split())
)


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


class Votes(NamedTuple):
    """What says of which type names are; the arrays of each part are parallel."""

    chances: NDArray[np.float64]
    """(names, types): the recogniser's mean probability of its types."""
    first: NDArray[np.int32]
    """The first word of each name, as a row of the vocabulary."""
    single: NDArray[np.bool_]
    """Names of one word."""
    name: NDArray[np.int64]
    """Of each mention looked at, those of a name in reading order: which name."""
    before: NDArray[np.int32]
    """(mentions, 2): the words one and two before it; -1 for none."""


def concept_types(
    votes: Votes, labels: Sequence[str], words: WordTypes
) -> list[ConceptType]:
    """Return the type of each name that is likeliest.

    ``labels`` are the recogniser's types; the words at the head of a name (صحيفة, شركة)
    and before its mentions (الرئيس, مدينة) add to their probabilities.
    """
    types = [LABELS[label] for label in labels if LABELS[label] is not ConceptType.TERM]
    named = [number for number, one in enumerate(labels) if LABELS[one] in types]
    total = votes.chances[:, named].copy()
    column = np.array(
        [types.index(type_) if type_ in types else -1 for type_ in ConceptType]
    )
    person = types.index(ConceptType.PERSON)
    head = words.head[votes.first]
    rows = np.flatnonzero(~votes.single & (head >= 0))
    total[rows, column[head[rows]]] += _HEAD
    seen = np.bincount(votes.name, minlength=len(total))
    for distance in (1, 2):
        word = votes.before[:, distance - 1]
        one = word >= 0
        introduces = one & (words.title[word] | (words.agent[word] & (distance == 1)))
        rows = votes.name[introduces]
        column_ = np.full(len(rows), person)
        np.add.at(total, (rows, column_), _HEAD / distance / seen[rows])
        if distance == 1:
            heads = one & ~introduces & (words.head[word] >= 0)
            rows = votes.name[heads]
            named_ = column[words.head[word[heads]]]
            np.add.at(total, (rows, named_), _HEAD / seen[rows])
    return [types[number] for number in total.argmax(axis=1).tolist()]


class WordTypes(NamedTuple):
    """What words of the vocabulary say of names beside them."""

    title: NDArray[np.bool_]
    agent: NDArray[np.bool_]
    head: NDArray[np.int8]
    """Which of ``ConceptType`` it heads; -1 for none."""
