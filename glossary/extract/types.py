"""What a candidate names, from the words around it and its own."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from glossary.arabic import Gap, key
from glossary.extract.stopwords import clues
from glossary.model import ConceptType
from glossary.names.given import given_names

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from glossary.extract.corpus import Corpus
    from glossary.extract.vocabulary import Vocabulary

_SAMPLE = 50
"""Mentions looked at; more would not change the vote."""
_AT = frozenset(map(key, ("في", "مدينة", "بلدة", "قرية")))
_AGENT = frozenset(
    map(key, "قال أضاف أكد أوضح أعلن ذكر صرح أشار التقى شدد لفت رأى اعتبر حذر".split())
)


def is_generic(lexeme: str) -> bool:
    """Tell whether a word heads or introduces names and so names nothing itself."""
    titles, heads = clues()
    return lexeme in titles or lexeme in heads


def after_place_word(place: int, corpus: Corpus, vocabulary: Vocabulary) -> bool:
    """Tell whether في or مدينة or the like stands before a word of the corpus."""
    before = next(_before(place, corpus, vocabulary), (0, ""))[1]
    return before in _AT or clues().heads.get(before) is ConceptType.PLACE


def introduced(place: int, corpus: Corpus, vocabulary: Vocabulary) -> bool:
    """Tell whether a word is a given name, or follows a title or a verb of saying."""
    if vocabulary.readings[corpus.word[place]].lexeme in given_names():
        return True
    return any(
        word in clues().titles or word in _AGENT
        for _, word in _before(place, corpus, vocabulary)
    )


def is_name_word(place: int, corpus: Corpus, vocabulary: Vocabulary) -> bool:
    """Tell whether a word of the corpus may be part of a person's foreign name."""
    row = corpus.word[place]
    reading = vocabulary.readings[row]
    return (
        not (vocabulary.stop[row] or vocabulary.weak[row] or vocabulary.verb[row])
        and not reading.article
        and not is_generic(reading.lexeme)
        and bool(vocabulary.foreign[row] or reading.lexeme in given_names())
    )


def name_like(
    words: Sequence[int], place: int, corpus: Corpus, vocabulary: Vocabulary
) -> bool:
    """Tell whether the words read as a proper name.

    None is a verb or a word that heads or introduces names, and none but the last bears
    the article (محمود عباس, أنور السادات). A given name comes first, or one word is
    foreign to general Arabic and no other a noun of it.
    """
    rows = corpus.word[place : place + len(words)].tolist()
    readings = [vocabulary.readings[row] for row in rows]
    titles, heads = clues()
    if any(vocabulary.verb[row] or vocabulary.weak[row] for row in rows) or any(
        reading.lexeme in heads or reading.lexeme in titles for reading in readings
    ):
        return False
    given = readings[0].lexeme in given_names() and not readings[0].article
    if given and len(words) > 1:
        return not any(reading.article for reading in readings[:-1])
    if any(reading.article for reading in readings):
        return False
    foreign = [vocabulary.foreign[row] for row in rows]
    plain = [
        vocabulary.noun[row] and not alien
        for row, alien in zip(rows, foreign, strict=True)
    ]
    return any(foreign) and not any(plain)


def concept_type(
    words: Sequence[int],
    places: Sequence[int],
    corpus: Corpus,
    vocabulary: Vocabulary,
) -> ConceptType:
    """Vote over the mentions; without any clue a name is a person, the rest a term."""
    titles, heads = clues()
    first = vocabulary.readings[corpus.word[places[0]]].lexeme
    named = name_like(words, places[0], corpus, vocabulary)
    if not named:
        return (
            heads.get(first, ConceptType.TERM) if len(words) > 1 else ConceptType.TERM
        )
    votes: Counter[ConceptType] = Counter()
    for place in places[:_SAMPLE]:
        for distance, word in _before(place, corpus, vocabulary):
            if word in titles or (distance == 1 and word in _AGENT):
                votes[ConceptType.PERSON] += 3 - distance
            elif distance == 1 and word in heads:
                votes[heads[word]] += 2
            elif distance == 1 and word in _AT and len(words) == 1:
                votes[ConceptType.PLACE] += 1
    if not votes:
        return ConceptType.PERSON
    return max(votes, key=lambda type_: (votes[type_], type_ is ConceptType.PERSON))


def _before(
    place: int, corpus: Corpus, vocabulary: Vocabulary
) -> Iterator[tuple[int, str]]:
    """Yield (distance, lexeme) for the two words before a mention in its sentence."""
    for distance in (1, 2):
        row = place - distance
        if row < 0 or corpus.gap[row + 1] > Gap.QUOTE:
            return
        yield distance, vocabulary.readings[corpus.word[row]].lexeme
