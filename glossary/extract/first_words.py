"""Whether the letter before a name's first word is a proclitic or the name's own."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from glossary.arabic import Gap, bare, key
from glossary.model import ConceptType
from glossary.names.given import given_names
from glossary.names.kin import related, related_blocks
from glossary.names.skeleton import Kinship, kinship, skeleton

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from glossary.extract.recognised import Mention, Recognised

AND = "و"
LETTERS = frozenset("وفبلك")
"""Proclitics of one letter."""
UNHEARD = 0.5
"""Of a word below this Zipf frequency general Arabic knows nothing."""
UNKNOWN = 1.5
"""General Arabic hardly attests a word below this Zipf frequency."""


def first_words(mentions: Sequence[Mention], spans: Recognised) -> dict[int, str]:
    """Return the first words of names, by their rows, as they are without proclitics.

    A given name bears none (بنحاس), nor does what never stands without the letter; but
    و after a name joins another to it. Of an unknown word a letter is taken off where
    the rest spells a name: وأتكاما beside أتاكاما.
    """
    words = _FirstWords(mentions, spans)
    corpus, base = spans.corpus, spans.vocabulary.words.base
    whole = words.whole()
    found = {
        row: bare(corpus.types[row]) if row in whole else base(row)
        for row in words.places
    }
    for row in words.joined():
        found[row] = bare(corpus.types[row])[1:]
    return found


class _FirstWords:
    """The first words of names, and where they stand."""

    def __init__(self, mentions: Sequence[Mention], spans: Recognised) -> None:
        self._mentions, self._spans = mentions, spans
        self.places: defaultdict[int, list[Mention]] = defaultdict(list)
        """Row of the vocabulary to the names that begin with it."""
        for mention in mentions:
            self.places[int(spans.corpus.word[mention.start])].append(mention)
        self._ends = {one.start + one.length for one in mentions}

    def whole(self) -> set[int]:
        """Return the words that bear no proclitic after all."""
        spans = self._spans
        inner = {
            int(spans.corpus.word[mention.start + step])
            for mention in self._mentions
            if mention.type is ConceptType.PERSON and mention.concept is None
            for step in range(1, mention.length)
        }
        seen: defaultdict[int, set[str]] = defaultdict(set)
        written: defaultdict[int, Counter[int]] = defaultdict(Counter)
        for row, mentions in self.places.items():
            persons = sum(
                one.type is ConceptType.PERSON and one.concept is None
                for one in mentions
            )
            if persons:
                lexeme = int(spans.vocabulary.lexeme[row])
                seen[lexeme].add(spans.vocabulary.words.proclitics[row])
                written[lexeme][row] += persons
        letters = [row for row in self.places if spans.vocabulary.words.proclitics[row]]
        names = _Spelled(key(spans.corpus.types[row]) for row in inner)
        found = {row for row in letters if self._inner(row, names)}
        for lexeme, proclitics in seen.items():
            rows = written[lexeme]
            never = "" not in proclitics and len(proclitics) == 1
            always = never and rows.total() > 1
            found.update(
                row
                for row in rows
                if key(spans.corpus.types[row]) in given_names()
                or (always and not self._after_name(row))
                or (never and _no_hamza(spans.vocabulary.words.stem[row]))
            )
        return found

    def _inner(self, row: int, names: _Spelled) -> bool:
        """Tell whether an unknown word as a whole spells one of those inside names."""
        spans = self._spans
        word = key(spans.corpus.types[row])
        if word.startswith(AND) or spans.zipf(word) >= UNKNOWN:
            return False
        return names.has(word) and not names.has(word[1:])

    def joined(self) -> set[int]:
        """Return the unknown words of which the first letter is a proclitic."""
        spans = self._spans
        alike: defaultdict[str, set[str]] = defaultdict(set)
        for row in self.places:
            word = spans.vocabulary.words.lexeme[row]
            alike[skeleton(word)].add(word)
        found = set()
        for row in self.places:
            word = spans.vocabulary.words.lexeme[row]
            if (
                spans.vocabulary.words.proclitics[row]
                or spans.vocabulary.common[row] > UNHEARD
                or word[:1] not in LETTERS
            ):
                continue
            if self._after_name(row) or (
                _spells(word[1:], alike, word) and not _spells(word, alike, word)
            ):
                found.add(row)
        return found

    def _after_name(self, row: int) -> bool:
        """Tell whether a word with و stands after a name, or what looks like one."""
        spans = self._spans
        vocabulary = spans.vocabulary
        if not bare(spans.corpus.types[row]).startswith(AND):
            return False
        for mention in self.places[row]:
            place = mention.start
            if place and spans.corpus.gap[place] <= Gap.QUOTE:
                before = spans.corpus.word[place - 1]
                if place in self._ends or (
                    vocabulary.foreign[before]
                    and not (vocabulary.stop[before] or vocabulary.verb[before])
                ):
                    return True
        return False


class _Spelled:
    """Words inside names, to be found by their spellings."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words: defaultdict[str, set[str]] = defaultdict(set)
        for word in set(words):
            for block in related_blocks(word):
                self._words[block].add(word)

    def has(self, word: str) -> bool:
        """Tell whether a word spells one of them, by more than a slip."""
        near = {
            other
            for block in related_blocks(word)
            for other in self._words.get(block, ())
        }
        return any(related(word, other) > Kinship.SLIP for other in near)


def _spells(word: str, alike: Mapping[str, set[str]], but: str) -> bool:
    """Tell whether a word spells another one, not counting one of them."""
    others = alike.get(skeleton(word), set()) - {but}
    return any(kinship(word, other) >= Kinship.VOWELS for other in others)


def _no_hamza(stem: str) -> bool:
    """Tell whether a stem lacks the hamza that a foreign name would have: واندرسون."""
    return stem.startswith("ا") and not stem.startswith("ال")
