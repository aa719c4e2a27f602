"""Find what the glossary and the gazetteer know in a corpus, homonyms told apart."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from glossary.arabic import bare, key, tokens
from glossary.arabic.clitics import ARTICLE
from glossary.extract.counting import matches, trie
from glossary.extract.vocabulary import form_key
from glossary.readings import Readings, word_keys

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from glossary.extract.corpus import Corpus
    from glossary.extract.vocabulary import Vocabulary
    from glossary.knowledge import Sense
    from glossary.lexicon import Lexicon


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """The places where one word sequence means one sense."""

    words: tuple[int, ...]
    senses: tuple[Sense, ...]
    """The sense meant, then what the words may mean elsewhere."""
    places: NDArray[np.int64]


def known_words(senses: Iterable[Sense], lexicon: Lexicon) -> frozenset[str]:
    """Return the keys of the words that the senses attest as whole.

    A term's first word has no proclitic; a later one may (وزارة الصحة والسكان), so only
    those count that general Arabic does not explain as clitic forms.
    """
    first: set[str] = set()
    later: set[str] = set()
    for sense in senses:
        first.update(sense.words[:1])
        later.update(bare(sense.arabic).split()[1:])
    alone = Readings(lexicon, corpus=dict.fromkeys(later, 1))
    whole = {
        reading.lexeme for reading in map(alone.read, later) if not reading.proclitics
    }
    return frozenset(first | whole)


def find(
    corpus: Corpus, vocabulary: Vocabulary, readings: Readings, senses: Sequence[Sense]
) -> list[Match]:
    """Return every match of every sense, the senses of equal words in their order."""
    meant: defaultdict[tuple[int, ...], list[Sense]] = defaultdict(list)
    for sense in senses:
        words = _sequence(sense.arabic, vocabulary, readings)
        if words:
            meant[words].append(sense)
    sequences = list(meant)
    found = []
    packed = trie(sequences, len(vocabulary.numbers) + 1)
    for index, _, places in matches(corpus, vocabulary, packed):
        words = sequences[index]
        found += _meant(words, meant[words], places, corpus, vocabulary)
    return found


def _sequence(
    arabic: str, vocabulary: Vocabulary, readings: Readings
) -> tuple[int, ...]:
    """Return a term's words as numbers; empty where the corpus lacks one of them."""
    numbers = []
    for place, token in enumerate(tokens(arabic)):
        plain = bare(token.text)
        reading = readings.read(plain) if place else readings.read_base(plain)
        name = form_key(reading.proclitics, reading.lexeme)
        number = vocabulary.numbers.get(name)
        if number is None:
            return ()
        numbers.append(number)
    return tuple(numbers)


def _meant(
    words: tuple[int, ...],
    senses: list[Sense],
    places: NDArray[np.int64],
    corpus: Corpus,
    vocabulary: Vocabulary,
) -> list[Match]:
    """Share places out among senses: the first whose condition the document meets."""
    found = []
    rest = places
    for number, sense in enumerate(senses):
        here = np.ones(len(rest), bool)
        if sense.exact:
            here = vocabulary.article[corpus.word[rest]] == sense.arabic.startswith(
                ARTICLE
            )
        if sense.near:
            documents = _documents(sense.near, corpus, vocabulary)
            here &= np.isin(corpus.document[rest], documents)
        if here.any():
            others = tuple(other for other in senses if other is not sense)
            order = (sense, *others[:number], *others[number:])
            found.append(Match(words=words, senses=order, places=rest[here]))
        rest = rest[~here]
    return found


def _documents(
    near: tuple[str, ...], corpus: Corpus, vocabulary: Vocabulary
) -> NDArray[np.int32]:
    """Return the documents that hold one of the words."""
    numbers = [
        vocabulary.numbers.get(name)
        for word in near
        for name in {key(word), *word_keys(word)}
    ]
    wanted = np.array([number for number in numbers if number is not None], np.int32)
    return np.unique(corpus.document[np.isin(vocabulary.lexeme[corpus.word], wanted)])
