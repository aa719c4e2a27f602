"""What the recogniser takes for names, and where else they are spelled alike."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from glossary.arabic import Gap, key
from glossary.extract.attributes import person_words
from glossary.extract.completed import completed, divided
from glossary.extract.edges import cut, hyphened, parted, quoted
from glossary.extract.recogniser import recogniser
from glossary.extract.stopwords import clues
from glossary.extract.trie import Places, Trie, matches, trie
from glossary.extract.types import LABELS
from glossary.model import ConceptType
from glossary.names.kin import one_name, related
from glossary.names.skeleton import Kinship, skeleton

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from glossary.extract.corpus import Corpus
    from glossary.extract.vocabulary import Vocabulary
    from glossary.lexicon import Lexicon

_COMMON = 4.0
"""A word from this Zipf frequency on is a name only where it is recognised."""
_PART = frozenset(map(key, "بن ابن بنت أبو أبي أم آل".split()))
"""Titles that belong to the name."""
_PLACED = frozenset(map(key, "مدينة بلدة قرية".split()))
"""Words before a place's name that are none of it."""
_FIRMS = frozenset(map(key, "شركة مصرف بنك مجموعة".split()))
"""Words before a firm's foreign name that are none of it."""
_IN = key("في")
PAIR = 2
"""Words of a name that has no room for another one."""
_NISBA = ("ي", "يه")
"""How an adjective ends that stands beside a name: معاريف العبرية."""


class Mention(NamedTuple):
    """A name at a place; ``start`` is the row of its first word in the corpus."""

    start: int
    length: int
    type: ConceptType
    concept: str | None
    head: str | None


class Recognised:
    """What the recogniser takes for names."""

    def __init__(
        self, corpus: Corpus, vocabulary: Vocabulary, lexicon: Lexicon
    ) -> None:
        self.corpus = corpus
        self._lexicon = lexicon
        self.vocabulary = vocabulary
        model = recogniser()
        likely = model.probabilities(corpus, vocabulary)
        best = likely.argmax(axis=1) if len(likely) else np.zeros(0, np.int64)
        self._labels = [model.labels[number] for number in best.tolist()]
        self.chance = likely[:, model.labels.index("B-PER")]
        """How likely each word begins a person's name."""
        found = list(self._tagged())
        for mended in (parted, hyphened):
            found = list(mended(found, corpus, vocabulary))
        trimmed = (span for one in found if (span := self._trimmed(one)) is not None)
        found = list(quoted(trimmed, corpus))
        for mended in (cut, divided, completed):
            found = list(mended(found, corpus, vocabulary))
        self.found = found
        self.surnames = {
            self._number(start + length - 1)
            for start, length, type_ in self.found
            if type_ is ConceptType.PERSON and length > 1
        }

    def person(self, place: int) -> bool:
        """Tell whether a word is recognised as a person whose full name is here too."""
        return (
            self._labels[place].endswith("-PER")
            and self._number(place) in self.surnames
        )

    def after_in(self, place: int) -> bool:
        """Tell whether في stands before a word."""
        return bool(place) and self.lexeme(place - 1) == _IN

    def mentions(self) -> Iterator[Mention]:
        """Yield every place of each recognised name."""
        votes: defaultdict[tuple[int, ...], Counter[ConceptType]] = defaultdict(Counter)
        seen: defaultdict[tuple[int, ...], set[int]] = defaultdict(set)
        for start, length, type_ in self.found:
            words = self._words(start, length)
            votes[words][type_] += 1
            seen[words].add(start)
        sequences = list(votes)
        packed = trie(sequences, len(self.vocabulary.numbers) + 1)
        yield from self._near(votes)
        for index, length, places in self._matches(packed):
            words = sequences[index]
            type_ = min(votes[words], key=lambda one: (-votes[words][one], one))
            row = self.corpus.word[places[0]]
            common = length == 1 and self.vocabulary.common[row] >= _COMMON
            for place in places.tolist():
                if not common or place in seen[words]:
                    yield Mention(place, length, type_, None, None)

    def _near(
        self, votes: dict[tuple[int, ...], Counter[ConceptType]]
    ) -> Iterator[Mention]:
        """Yield what has the consonants of a name of several words.

        The recogniser takes وول ستريت جورنال for a name and misses وول ستريت جرنال.
        """
        vocabulary = self.vocabulary
        numbers: dict[str, int] = {}
        bones = np.array(
            [
                numbers.setdefault(skeleton(lexeme), len(numbers))
                for lexeme in vocabulary.words.lexeme
            ],
            np.int32,
        )
        wanted: dict[tuple[int, ...], tuple[int, int, ConceptType]] = {}
        for start, length, _ in self.found:
            most = votes[self._words(start, length)]
            type_ = min(most, key=lambda one: (-most[one], one))
            for skip in {0, int(self._headed(start, length))}:
                rows = self.corpus.word[start + skip : start + length]
                if len(rows) < PAIR:
                    continue
                key_ = tuple(bones[rows].tolist())
                wanted.setdefault(key_, (start + skip, length - skip, type_))
        packed = trie(list(wanted), len(numbers) + 1)
        spans = list(wanted.values())
        for index, length, places in self._matches(packed, bones):
            start, _, type_ = spans[index]
            for place in places.tolist():
                if self._spelled(start, place, length):
                    yield Mention(place, length, type_, None, None)

    def _matches(
        self, packed: Trie, numbers: NDArray[np.int32] | None = None
    ) -> list[Places]:
        """Return where sequences stand; ``numbers`` are the words' other ones."""
        word, vocabulary = self.corpus.word, self.vocabulary
        lexeme = vocabulary.lexeme if numbers is None else numbers
        form = vocabulary.form if numbers is None else numbers
        return matches(lexeme[word], form[word], self.corpus.gap, packed)

    def _headed(self, start: int, length: int) -> bool:
        """Tell whether a name of three words or more begins with شركة or the like."""
        return length > PAIR and self.lexeme(start) in clues().heads

    def _spelled(self, start: int, place: int, length: int) -> bool:
        """Tell whether words spell those of a name."""
        one, other = (
            [self.lexeme(at + step) for step in range(length)] for at in (start, place)
        )
        kin = [related(*pair) for pair in zip(one, other, strict=True)]
        foreign = all(
            self._foreign(place + step) or near >= Kinship.SOUND
            for step, near in enumerate(kin)
        ) or (
            min(kin) >= Kinship.VOWELS
            and any(self._labels[place + step] != "O" for step in range(length))
        )
        free = not any(
            self.vocabulary.bound[row]
            for row in self.corpus.word[place + 1 : place + length]
        )
        return foreign and free and one_name(one, other, (0, 0), self._lexicon.zipf)

    def _foreign(self, place: int) -> bool:
        row = self.corpus.word[place]
        vocabulary = self.vocabulary
        named = vocabulary.foreign[row] or self._labels[place] != "O"
        return bool(named) and not (
            vocabulary.verb[row] or vocabulary.article[row] or vocabulary.stop[row]
        )

    def zipf(self, word: str) -> float:
        """Return the general frequency of a match key."""
        return self._lexicon.zipf(word)

    def _number(self, place: int) -> int:
        return int(self.vocabulary.lexeme[self.corpus.word[place]])

    def _words(self, start: int, length: int) -> tuple[int, ...]:
        rows = self.corpus.word[start : start + length]
        later = self.vocabulary.form[rows[1:]].tolist()
        return (int(self.vocabulary.lexeme[rows[0]]), *later)

    def _tagged(self) -> Iterator[tuple[int, int, ConceptType]]:
        """Yield (start, words, type) of the likeliest labels."""
        labels, place = self._labels, 0
        while place < len(labels):
            start, label = place, labels[place]
            place += 1
            if label == "O":
                continue
            while (
                place < len(labels)
                and labels[place].startswith("I-")
                and self.corpus.gap[place] <= Gap.SPACE
            ):
                place += 1
            yield start, place - start, LABELS[label[2:]]

    def _trimmed(
        self, span: tuple[int, int, ConceptType]
    ) -> tuple[int, int, ConceptType] | None:
        """Cut titles, and what else is none of the name; ``None`` if nothing stays."""
        start, length, type_ = span
        if type_ is ConceptType.TERM:
            return None
        titles = clues().titles
        while length:
            first, last = self.lexeme(start), self.lexeme(start + length - 1)
            if (
                type_ is ConceptType.PERSON
                and (
                    (first in titles and not self._own(start, length))
                    or (length > 1 and self._adjective(start))
                )
            ) or (length > 1 and self._introduces(start, type_)):
                start += 1
            elif not (
                (type_ is ConceptType.PERSON and last in titles)
                or (
                    (
                        type_ is ConceptType.MEDIA
                        or (
                            type_ is ConceptType.ORGANISATION
                            and self._foreign(start + length - 2)
                        )
                    )
                    and length > 1
                    and self._adjective(start + length - 1)
                    and not self._article(start)
                )
            ):
                break
            length -= 1
        if not length:
            return None
        row = self.corpus.word[start]
        vocabulary = self.vocabulary
        if length == 1 and (
            vocabulary.stop[row]
            or vocabulary.weak[row]
            or vocabulary.verb[row]
            or first in titles
            or first in clues().heads
        ):
            return None
        return start, length, type_

    def lexeme(self, place: int) -> str:
        """Return the match key of a word without clitics and article."""
        row = int(self.corpus.word[place])
        return self.vocabulary.words.lexeme[row]

    def _introduces(self, place: int, type_: ConceptType) -> bool:
        """Tell whether a word before a name is none of it: صحيفة معاريف."""
        word = self.lexeme(place)
        if type_ is ConceptType.MEDIA:
            numbered = self.lexeme(place + 1).isdecimal()
            return clues().heads.get(word) is type_ and not numbered
        if type_ is ConceptType.ORGANISATION:
            return word in _FIRMS and self._foreign(place + 1)
        return type_ is ConceptType.PLACE and word in _PLACED

    def _adjective(self, place: int) -> bool:
        """Tell whether a word looks like العبرية or الجيبوتي."""
        return self._article(place) and self.lexeme(place).endswith(_NISBA)

    def _own(self, place: int, length: int) -> bool:
        """Tell whether a title is part of a name: سلطان المهيري, not السلطان قابوس."""
        word = self.lexeme(place)
        if word in _PART:
            return True
        given = word in person_words() and not self._article(place)
        return given and (length == PAIR or self.lexeme(place + 1) in _PART)

    def _article(self, place: int) -> bool:
        return bool(self.vocabulary.article[self.corpus.word[place]])
