"""Texts in, ranked candidates out: the whole of extraction."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from glossary.arabic import bare
from glossary.extract.contexts import Contexts, spread
from glossary.extract.corpus import scan
from glossary.extract.groups import full_names, known_groups, unknown_groups
from glossary.extract.known import find, known_words
from glossary.extract.rank import Features, termhood
from glossary.extract.types import concept_type, is_generic, name_like
from glossary.extract.vocabulary import describe
from glossary.model import Candidate, ConceptType, Evidence, Origin, Rendering
from glossary.names.romanise import guess
from glossary.readings import Readings

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from glossary.extract.corpus import Corpus, Document
    from glossary.extract.groups import Group
    from glossary.extract.vocabulary import Vocabulary
    from glossary.knowledge import Sense
    from glossary.lexicon import Lexicon

_GUESSED = 0.2
"""How sure a romanisation by letters is."""


class Settings(NamedTuple):
    """What a user may choose."""

    least: int = 2
    """Occurrences that an unknown candidate needs; a known term needs one."""
    contexts: int = 3
    """Sentences kept with each candidate."""


_DEFAULT = Settings()


def extract(
    documents: Iterable[Document],
    *,
    lexicon: Lexicon,
    senses: Sequence[Sense] = (),
    settings: Settings = _DEFAULT,
) -> list[Candidate]:
    """Return the candidates of the documents, best first; ties by their term.

    ``senses`` are tried in order where several mean the same words: put the user's own
    glossary before the packaged one and that before the gazetteer.
    """
    corpus = scan(documents)
    readings = Readings(lexicon, corpus=corpus.words())
    senses = [sense for sense in senses if readings.considers(sense.words[0])]
    readings.learn(known_words(senses, lexicon))
    vocabulary = describe(corpus, readings)
    found = find(corpus, vocabulary, readings, senses)
    groups = known_groups(found, corpus, vocabulary)
    groups += unknown_groups(corpus, vocabulary, groups, settings.least)
    groups += full_names(corpus, vocabulary, groups)
    maker = _Maker(corpus, vocabulary, settings)
    made = [maker.candidate(group) for group in groups]
    return sorted(made, key=lambda candidate: (-candidate.score, candidate.term))


class _Maker:
    """Turns groups of mentions into candidates."""

    def __init__(
        self, corpus: Corpus, vocabulary: Vocabulary, settings: Settings
    ) -> None:
        self._corpus = corpus
        self._vocabulary = vocabulary
        self._contexts = Contexts(corpus)
        self._most = settings.contexts
        self._common = {
            int(number): float(zipf)
            for column in (vocabulary.form, vocabulary.lexeme)
            for number, zipf in zip(column, vocabulary.common, strict=True)
        }

    def candidate(self, group: Group) -> Candidate:
        """Return the candidate of a group."""
        words, places = max(
            group.mentions.items(), key=lambda item: (len(item[1]), item[0])
        )
        sense = group.senses[0] if group.senses else None
        type_ = (
            sense.type
            if sense
            else concept_type(words, places.tolist(), self._corpus, self._vocabulary)
        )
        every = np.concatenate(list(group.mentions.values()))
        documents = len(np.unique(self._corpus.document[every]))
        term = group.head or self._base(words, places)
        return Candidate(
            term=bare(term),
            type=type_,
            score=self._score(group, words, places, documents, type_),
            count=group.count,
            documents=documents,
            variants=self._variants(group),
            renderings=self._renderings(group, term, words, places),
            contexts=self._shown(group),
        )

    def _score(
        self,
        group: Group,
        words: tuple[int, ...],
        places: NDArray[np.int64],
        documents: int,
        type_: ConceptType,
    ) -> float:
        row = self._corpus.word[places[0]]
        reading = self._vocabulary.readings[row]
        score = termhood(
            Features(
                free=group.free,
                total=group.count,
                documents=documents,
                common=tuple(self._common[word] for word in words),
                type=type_,
                known=bool(group.senses),
                verb=len(words) == 1 and bool(self._vocabulary.verb[row]),
                adjective=len(words) == 1
                and type_ is ConceptType.TERM
                and bool(self._vocabulary.noun[row])
                and reading.stem.endswith(("ي", "ية", "يين", "يون")),
                generic=len(words) == 1 and is_generic(reading.lexeme),
            )
        )
        return round(score, 4)

    def _forms(
        self, words: tuple[int, ...], places: NDArray[np.int64]
    ) -> list[tuple[tuple[int, ...], int]]:
        """Return the distinct rows of word types at the places, with counts."""
        rows = np.stack(
            [self._corpus.word[places + step] for step in range(len(words))]
        )
        distinct, counts = np.unique(rows, axis=1, return_counts=True)
        return [
            (tuple(column), count)
            for column, count in zip(distinct.T.tolist(), counts.tolist(), strict=True)
        ]

    def _variants(self, group: Group) -> tuple[tuple[str, int], ...]:
        forms: Counter[str] = Counter()
        for words, places in group.mentions.items():
            for row, count in self._forms(words, places):
                forms[" ".join(self._corpus.types[word] for word in row)] += count
        return tuple(sorted(forms.items(), key=lambda form: (-form[1], form[0])))

    def _base(self, words: tuple[int, ...], places: NDArray[np.int64]) -> str:
        """Return the most frequent form without its proclitics."""
        bases: Counter[str] = Counter()
        for (first, *others), count in self._forms(words, places):
            reading = self._vocabulary.readings[first]
            head = f"ال{reading.stem}" if reading.article else reading.stem
            rest = (bare(self._corpus.types[word]) for word in others)
            bases[" ".join((head, *rest))] += count
        # Of equals not the one that writes ى for a final ي (المركزى).
        return min(bases, key=lambda base: (-bases[base], "ى " in f"{base} ", base))

    def _renderings(
        self,
        group: Group,
        term: str,
        words: tuple[int, ...],
        places: NDArray[np.int64],
    ) -> tuple[Rendering, ...]:
        """Return the English of every sense, or a guess where it must be a name."""
        found: dict[str, Rendering] = {}
        for sense in group.senses:
            for rendering in sense.renderings:
                found.setdefault(rendering.text, rendering)
        if found:
            return tuple(found.values())
        if name_like(words, int(places[0]), self._corpus, self._vocabulary):
            latin = guess(term)
            return (
                Rendering(text=latin, origin=Origin.ROMANISED, confidence=_GUESSED),
            )
        return ()

    def _shown(self, group: Group) -> tuple[Evidence, ...]:
        places = {
            int(place): len(words)
            for words, rows in group.mentions.items()
            for place in rows[: 8 * self._most]
        }
        ordered = sorted(places)
        chosen = spread(ordered, self._corpus.document[ordered].tolist(), self._most)
        return tuple(
            self._contexts.of(place, places[place], self._skip(place))
            for place in chosen
        )

    def _skip(self, place: int) -> int:
        """Return how many code points of the first word come before the stem.

        Vowel signs and tatweel after a proclitic (وَالكنيست) go with it. Where ل has
        swallowed the alef of the article (للكنيست), the whole word is the mention.
        """
        row = self._corpus.word[place]
        reading = self._vocabulary.readings[row]
        if reading.article and reading.proclitics.endswith("ل"):
            return 0
        written = self._corpus.types[row]
        left = len(reading.proclitics)
        for skip, letter in enumerate(written):
            if bare(letter):
                if not left:
                    return skip
                left -= 1
        return 0
