"""Find what the glossary and the gazetteer know in a corpus, homonyms told apart."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from glossary.arabic import bare, key
from glossary.arabic.clitics import ARTICLE
from glossary.arabic.keys import PLAIN
from glossary.arabic.tokens import split
from glossary.extract.counting import distinct
from glossary.extract.reading import read_words
from glossary.extract.trie import matches, trie
from glossary.extract.vocabulary import form_key
from glossary.readings import Readings, word_keys

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from glossary.extract.shard import Shard
    from glossary.extract.trie import Trie
    from glossary.extract.vocabulary import Vocabulary
    from glossary.knowledge import Sense
    from glossary.lexicon import Lexicon


class Condition(NamedTuple):
    """Where words mean a sense."""

    article: bool | None
    """Whether the first word must bear the article; ``None`` where it may."""
    near: tuple[int, ...] | None
    """Lexemes of which one must be in the document; ``None`` for no condition."""
    apart: tuple[int, ...] = ()
    """Lexemes of which none may be there: what the document writes for this sense."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meanings:
    """What word sequences mean; a pair is a sequence with one of its senses."""

    words: list[tuple[int, ...]]
    senses: list[list[Sense]]
    """Those of each sequence, in their order."""
    first: list[int]
    """The number of each sequence's first pair."""


class Search(NamedTuple):
    """What finding takes: the sequences, and the conditions of their senses."""

    packed: Trie
    conditions: list[list[Condition]]
    first: list[int]


class Match(NamedTuple):
    """What a word sequence means at some places."""

    words: tuple[int, ...]
    senses: tuple[Sense, ...]
    """The sense meant, then what the words may mean elsewhere."""


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
    read = read_words(sorted(later), alone)
    whole = {
        lexeme
        for lexeme, proclitics in zip(read.lexeme, read.proclitics, strict=True)
        if not proclitics
    }
    return frozenset(first | whole)


def meanings(
    vocabulary: Vocabulary, readings: Readings, senses: Sequence[Sense]
) -> tuple[Meanings, Search]:
    """Gather the senses whose words the corpus has, of equal words in their order."""
    meant: defaultdict[tuple[int, ...], list[Sense]] = defaultdict(list)
    for sense, words in zip(
        senses, _sequences(senses, vocabulary, readings), strict=True
    ):
        if words:
            meant[words].append(sense)
    sizes = np.array([len(some) for some in meant.values()], np.int64)
    first = (np.cumsum(sizes) - sizes).tolist()
    packed = trie(list(meant), len(vocabulary.numbers) + 1)
    spelled: defaultdict[str, list[int]] = defaultdict(list)
    for words, (sense, *others) in meant.items():
        english = {one.text for one in sense.renderings}
        if len(words) == 1 and all(one.renderings[0].text in english for one in others):
            spelled[sense.group].append(words[0])
    conditions = [
        [
            # Where قوبا stands كوبا is Cuba.
            _condition(sense, vocabulary, spelled[sense.group], words)
            for sense in some
        ]
        for words, some in meant.items()
    ]
    gathered = Meanings(words=list(meant), senses=list(meant.values()), first=first)
    return gathered, Search(packed, conditions, first)


def _sequences(
    senses: Sequence[Sense], vocabulary: Vocabulary, readings: Readings
) -> Iterator[tuple[int, ...]]:
    """Yield each term's words as numbers; empty where the corpus lacks one of them."""
    terms = [_bare_words(sense.arabic) for sense in senses]
    later = list(dict.fromkeys(word for words in terms for word in words[1:]))
    read = read_words(later, readings)
    names = {
        word: form_key(proclitics, lexeme)
        for word, proclitics, lexeme in zip(
            later, read.proclitics, read.lexeme, strict=True
        )
    }
    bases = {word: readings.read_base(word).lexeme for word, *_ in terms}
    for first, *rest in terms:
        keys = (bases[first], *(names[word] for word in rest))
        numbers = [vocabulary.numbers.get(name) for name in keys]
        known = tuple(number for number in numbers if number is not None)
        yield known if len(known) == len(numbers) else ()


def _bare_words(term: str) -> list[str]:
    """Return the bare words that ``split`` finds in a term: mostly between spaces."""
    words = term.split(" ")
    if all(map(PLAIN.fullmatch, words)):
        return [word for word in words if word]
    return [bare(word) for word in split(term).words]


def _condition(
    sense: Sense, vocabulary: Vocabulary, others: Sequence[int], own: Sequence[int]
) -> Condition:
    """Return where the ``own`` words mean a sense; ``others`` write nothing else."""
    article = sense.arabic.startswith(ARTICLE) if sense.exact else None
    if not sense.near:
        return Condition(article, None)
    numbers = (
        vocabulary.numbers.get(name)
        for word in sense.near
        for name in {key(word), *word_keys(word)}
    )
    known = tuple(one for one in numbers if one is not None)
    return Condition(article, known, tuple(sorted(set(others) - set(own))))


def find(shard: Shard, search: Search) -> NDArray[np.int64]:
    """Keep every place of every sense in a shard; return the pairs that occur.

    Of a sequence's senses each place has the first whose condition its document meets.
    """
    pairs: list[int] = []
    runs: list[NDArray[np.int64]] = []
    article = shard.of("article")
    lexeme, document = _telling(shard, search)
    for index, _, places in matches(shard.lexeme, shard.form, shard.gap, search.packed):
        rest = places
        for number, (wanted, near, apart) in enumerate(search.conditions[index]):
            here = np.ones(len(rest), bool)
            if wanted is not None:
                here = article[rest] == wanted
            if near is not None:
                documents = distinct(document[np.isin(lexeme, near)])
                here &= np.isin(shard.document[rest], documents)
            if apart:
                documents = distinct(document[np.isin(lexeme, apart)])
                here &= ~np.isin(shard.document[rest], documents)
            if here.any():
                pairs.append(search.first[index] + number)
                runs.append(rest[here])
            rest = rest[~here]
    sizes = [len(run) for run in runs]
    shard.keep("found.pair", np.repeat(pairs, sizes).astype(np.int64))
    shard.keep("found.place", np.concatenate([np.zeros(0, np.int64), *runs]))
    return distinct(np.array(pairs, np.int64))


def _telling(
    shard: Shard, search: Search
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Return lexeme and document of the words that conditions ask for."""
    asked = {
        one
        for conditions in search.conditions
        for _, near, apart in conditions
        for one in (*(near or ()), *apart)
    }
    rows = np.flatnonzero(np.isin(shard.lexeme, list(asked)))
    return shard.lexeme[rows], shard.document[rows]


def met(gathered: Meanings, packed: Trie, pairs: NDArray[np.int64]) -> list[int]:
    """Return pairs that occur in the order in which their matches are found."""
    node = {index: at for at, index in enumerate(packed.ends.tolist()) if index >= 0}
    first = np.array(gathered.first, np.int64)
    index = (np.searchsorted(first, pairs, "right") - 1).tolist()
    keyed = [
        (len(gathered.words[one]), node[one], pair)
        for one, pair in zip(index, pairs.tolist(), strict=True)
    ]
    return [pair for _, _, pair in sorted(keyed)]


def match(gathered: Meanings, pair: int) -> Match:
    """Return what a pair means, the other senses of its words after it."""
    index = bisect_right(gathered.first, pair) - 1
    senses = gathered.senses[index]
    number = pair - gathered.first[index]
    order = (senses[number], *senses[:number], *senses[number + 1 :])
    return Match(gathered.words[index], order)
