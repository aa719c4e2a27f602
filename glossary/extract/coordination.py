"""Terms that share a noun: التعاون الاقتصادي والأمني holds التعاون الأمني too."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

from glossary.arabic import Gap, bare
from glossary.extract.features import RELATIVE
from glossary.extract.groups import Group

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from glossary.extract.corpus import Corpus
    from glossary.extract.vocabulary import Vocabulary

_AND = "و"


def expansions(
    corpus: Corpus, vocabulary: Vocabulary, groups: list[Group], least: int
) -> list[Group]:
    """Gather nouns with the second of two adjectives joined by و, as terms.

    Both adjectives are relative ones (اقتصادي, أمني) and agree in the article. The term
    must occur ``least`` times, joined or by itself, and be no candidate yet.
    """
    taken = {words for group in groups for words in group.mentions}
    lexeme, form = vocabulary.lexeme[corpus.word], vocabulary.form[corpus.word]
    nouns = _joined(corpus, vocabulary)
    article = vocabulary.article[corpus.word]
    pair = (corpus.gap[1:] == Gap.SPACE) & (article[:-1] <= article[1:])
    joined: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    for place in nouns.tolist():
        joined[int(lexeme[place]), int(lexeme[place + 2])].append(place)
    found = []
    for words, places in joined.items():
        if words in taken:
            continue
        alone = np.flatnonzero(
            (lexeme[:-1] == words[0]) & (form[1:] == words[1]) & pair
        )
        alone = np.setdiff1d(alone, places)
        if len(places) + len(alone) < least:
            continue
        mentions: dict[tuple[int, ...], list[int]] = defaultdict(list)
        for place in places:
            whole = (words[0], int(form[place + 1]), int(form[place + 2]))
            mentions[whole].append(place)
        if len(alone):
            mentions[words] = alone.tolist()
        found.append(
            Group(
                head=_term(places[0], corpus, vocabulary),
                first=words,
                mentions={
                    key: np.array(rows, np.int64) for key, rows in mentions.items()
                },
                free=len(places) + len(alone),
            )
        )
    return found


def _joined(corpus: Corpus, vocabulary: Vocabulary) -> NDArray[np.int64]:
    """Return the rows of nouns before two adjectives joined by و."""
    readings = vocabulary.readings
    relative = np.array([one.stem.endswith(RELATIVE) for one in readings], bool)
    relative &= ~vocabulary.stop
    bare_ = np.array([not one.proclitics for one in readings], bool)
    and_ = np.array([one.proclitics == _AND for one in readings], bool)
    noun = ~(vocabulary.stop | vocabulary.weak | vocabulary.verb | vocabulary.generic)
    word, article = corpus.word, vocabulary.article
    if len(word) < 3:  # noqa: PLR2004 - a noun and two adjectives
        return np.zeros(0, np.int64)
    one, two, three = word[:-2], word[1:-1], word[2:]
    fits = noun[one] & relative[two] & bare_[two] & relative[three] & and_[three]
    fits &= (article[two] == article[three]) & (article[one] <= article[two])
    fits &= (corpus.gap[1:-1] == Gap.SPACE) & (corpus.gap[2:] == Gap.SPACE)
    return np.flatnonzero(fits)


def _term(place: int, corpus: Corpus, vocabulary: Vocabulary) -> str:
    """Return the noun with the second adjective, as they stand but for proclitics."""
    rows = corpus.word[[place, place + 2]].tolist()
    return bare(" ".join(vocabulary.readings[row].base for row in rows))
