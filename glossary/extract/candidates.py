"""Texts in, ranked candidates out: the whole of extraction."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from glossary.arabic import bare
from glossary.extract.contexts import Contexts, spread
from glossary.extract.coordination import expansions
from glossary.extract.corpus import scan
from glossary.extract.features import measure
from glossary.extract.groups import full_names, known_groups, recurring_groups, settled
from glossary.extract.known import find, known_words
from glossary.extract.mentions import flat, span_probabilities
from glossary.extract.rank import ranking, score
from glossary.extract.recogniser import recogniser
from glossary.extract.types import concept_type, spelt_by_sound
from glossary.extract.vocabulary import describe
from glossary.model import Candidate, ConceptType, Evidence, Origin, Rendering
from glossary.names.romanise import press
from glossary.names.spellings import spellings
from glossary.readings import Readings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from glossary.extract.corpus import Document
    from glossary.extract.features import Features
    from glossary.extract.groups import Group
    from glossary.extract.recogniser import Recogniser
    from glossary.knowledge import Sense
    from glossary.lexicon import Lexicon
    from glossary.names.style import Style

_GUESSED = 0.2
"""How sure a romanisation by letters is."""
_GUESSES = 100
"""How many names, the best first, are spelt where nothing knows their English."""
_WELL_SHOWN = 2_000
"""How many candidates have all the contexts asked for; the others have one."""
_CARE = 480
"""Beams over all of them: few names are spelt with more care than many."""
_NARROW, _WIDE = 4, 32
_ONCE = 0.7
"""What a single mention is worth: extraction is for what recurs."""
_NAME = 0.5
"""The probability from which on an unknown candidate is called a name."""


class Settings(NamedTuple):
    """What a user may choose."""

    least: int = 2
    """Occurrences that an unknown candidate needs; a known term needs one."""
    contexts: int = 3
    """Sentences kept with each candidate."""
    style: Style | None = None
    """The house style of guessed spellings."""


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
    found = Extraction(documents, lexicon=lexicon, senses=senses, settings=settings)
    return found.candidates


class Extraction:
    """The candidates of some documents, and all that was learned on the way."""

    def __init__(  # noqa: PLR0913 - the last two are for training alone
        self,
        documents: Iterable[Document],
        *,
        lexicon: Lexicon,
        senses: Sequence[Sense] = (),
        settings: Settings = _DEFAULT,
        model: Recogniser | None = None,
        settle: bool = True,
    ) -> None:
        """Read the documents; see ``extract``.

        ``model`` is the packaged recogniser unless another is given. Without ``settle``
        sequences inside longer ones stay: to learn the ranking from.
        """
        self.settings = settings
        self.corpus = corpus = scan(documents)
        self.readings = readings = Readings(lexicon, corpus=corpus.words())
        senses = [sense for sense in senses if readings.considers(sense.words[0])]
        self._senses = senses
        readings.learn(known_words(senses, lexicon))
        self.vocabulary = vocabulary = describe(corpus, readings)
        self._model = model or recogniser()
        self._likely = self._model.probabilities(corpus, vocabulary)
        found = find(corpus, vocabulary, readings, senses)
        known = known_groups(found, corpus, vocabulary)
        least = settings.least
        new = recurring_groups(corpus, vocabulary, known, least)
        if settle:
            _, name, term = self._judged(new)
            scores = score(name, term).tolist()
            new = settled(new, scores, known, corpus, vocabulary, least)
        self.groups = [*known, *new]
        self.groups += full_names(corpus, vocabulary, self.groups)
        self.groups += expansions(corpus, vocabulary, self.groups, least)
        self.features, self.name, self.term = self._judged(self.groups)
        self._contexts = Contexts(corpus)

    def _judged(
        self, groups: list[Group]
    ) -> tuple[Features, NDArray[np.float64], NDArray[np.float64]]:
        """Measure groups; return how likely each is a name, and else a term."""
        mentions = flat(groups)
        spans = span_probabilities(mentions, self._likely, self._model.labels)
        features = measure(groups, mentions, spans, self.corpus, self.vocabulary)
        name = ranking().name.probability(features.columns)
        return features, name, ranking().term.probability(features.columns)

    @cached_property
    def ranked(self) -> list[tuple[Candidate, Group]]:
        """The candidates, best first, each with its group; ties by their term."""
        scores = score(self.name, self.term)
        shown = self._shown(scores)
        made = [
            (self._candidate(number, group, float(scores[number]), evidence), group)
            for number, (group, evidence) in enumerate(
                zip(self.groups, shown, strict=True)
            )
        ]
        made.sort(key=lambda pair: (-pair[0].score, pair[0].term))
        return self._guessed(made)

    @property
    def candidates(self) -> list[Candidate]:
        """The candidates, best first; ties by their term."""
        return [candidate for candidate, _ in self.ranked]

    def places(self, group: Group) -> list[tuple[str, int]]:
        """Return (document, start) of each mention of a group, in reading order."""
        rows = sorted(row for rows in group.mentions.values() for row in rows.tolist())
        corpus = self.corpus
        return [
            (corpus.documents[corpus.document[row]].name, int(corpus.start[row]))
            for row in rows
        ]

    def base(self, group: Group) -> str:
        """Return the form that stands for a group, without proclitics."""
        words, places = group.main
        return group.head or self._base(self._forms(words, places))

    def _candidate(
        self, number: int, group: Group, score_: float, shown: list[Evidence]
    ) -> Candidate:
        words, places = group.main
        rows = self.corpus.word[places[0] : places[0] + len(words)].tolist()
        forms = {
            words_: self._forms(words_, places_)
            for words_, places_ in group.mentions.items()
        }
        term = group.head or self._base(forms[words])
        type_ = self._type(number, group, rows, places)
        curated = group.senses and group.senses[0].renderings[0].origin
        if curated is Origin.CURATED:
            score_ = (1 + score_) / 2
        if group.count == 1:
            score_ *= _ONCE
        return Candidate(
            term=bare(term) if group.head else term,
            type=type_,
            score=round(score_, 4),
            count=group.count,
            documents=self._documents[number],
            variants=self._variants(forms.values()),
            renderings=_known(group),
            contexts=tuple(shown),
        )

    def _type(
        self,
        number: int,
        group: Group,
        rows: list[int],
        places: NDArray[np.int64],
    ) -> ConceptType:
        if group.senses:
            return group.senses[0].type
        if self.name[number] < _NAME:
            return ConceptType.TERM
        typed = self.features.typed[number].tolist()
        return concept_type(
            dict(zip(self.features.types, typed, strict=True)),
            rows,
            places,
            self.corpus,
            self.vocabulary,
        )

    @cached_property
    def _documents(self) -> list[int]:
        """How many documents hold each group."""
        mentions = flat(self.groups)
        size = len(self.corpus.documents) + 1
        pairs = mentions.group * size + self.corpus.document[mentions.place]
        held = np.bincount(np.unique(pairs) // size, minlength=len(self.groups))
        counts: list[int] = held.tolist()
        return counts

    @cached_property
    def _plain(self) -> tuple[list[str], list[str]]:
        """Each word of the vocabulary without proclitics, and as it stands, bare."""
        heads = [
            f"ال{reading.stem}" if reading.article else reading.stem
            for reading in self.vocabulary.readings
        ]
        return heads, list(map(bare, self.corpus.types))

    def _forms(
        self, words: tuple[int, ...], places: NDArray[np.int64]
    ) -> dict[tuple[int, ...], int]:
        """Return the distinct rows of word types at the places, with counts."""
        steps = range(len(words))
        columns = [self.corpus.word[places + step].tolist() for step in steps]
        found: dict[tuple[int, ...], int] = {}
        for rows in zip(*columns, strict=True):
            found[rows] = found.get(rows, 0) + 1
        return found

    def _variants(
        self, forms: Iterable[dict[tuple[int, ...], int]]
    ) -> tuple[tuple[str, int], ...]:
        types = self.corpus.types
        found: dict[str, int] = {}
        for counted in forms:
            for rows, count in counted.items():
                form = " ".join([types[row] for row in rows])
                found[form] = found.get(form, 0) + count
        return tuple(sorted(found.items(), key=lambda form: (-form[1], form[0])))

    def _base(self, forms: dict[tuple[int, ...], int]) -> str:
        """Return the most frequent form without its proclitics."""
        heads, plain = self._plain
        bases: dict[str, int] = {}
        for (first, *others), count in forms.items():
            base = " ".join([heads[first], *[plain[word] for word in others]])
            bases[base] = bases.get(base, 0) + count
        if len(bases) == 1:
            return next(iter(bases))
        # Of equals not the one that writes ى for a final ي (المركزى).
        return min(bases, key=lambda base: (-bases[base], "ى " in f"{base} ", base))

    def _guessed(
        self, ranked: list[tuple[Candidate, Group]]
    ) -> list[tuple[Candidate, Group]]:
        """Spell the best names that have no English, where the sound decides it."""
        chosen = [
            row
            for row, (candidate, group) in enumerate(ranked)
            if not candidate.renderings and self._by_sound(candidate, group)
        ][:_GUESSES]
        if not chosen:
            return ranked
        paper = press(self.settings.style, spellings(self._senses))
        width = max(_NARROW, min(_WIDE, _CARE // len(chosen)))
        paper.prepare((ranked[row][0].term for row in chosen), width=width)
        for row in chosen:
            candidate, group = ranked[row]
            found = tuple(
                Rendering(text=one.text, origin=Origin.ROMANISED, confidence=_GUESSED)
                for one in paper.spell(candidate.term)
            )
            ranked[row] = (replace(candidate, renderings=found), group)
        return ranked

    def _by_sound(self, candidate: Candidate, group: Group) -> bool:
        words, places = group.main
        rows = self.corpus.word[places[0] : places[0] + len(words)].tolist()
        return spelt_by_sound(candidate.type, rows, self.vocabulary)

    def _shown(self, scores: NDArray[np.float64]) -> Iterator[list[Evidence]]:
        """Yield the contexts of each group: one alone for those far down the list."""
        most = np.ones(len(scores), np.int64)
        most[np.argsort(-scores, kind="stable")[:_WELL_SHOWN]] = self.settings.contexts
        most = np.minimum(most, self.settings.contexts)
        chosen = [
            self._chosen(group, number)
            for group, number in zip(self.groups, most.tolist(), strict=True)
        ]
        flat_ = [pair for pairs in chosen for pair in pairs]
        places = [place for place, _ in flat_]
        rows = self.corpus.word[np.array(places, np.int64)].tolist()
        skip = {row: self._skip(row) for row in set(rows)}
        lengths, skips = [length for _, length in flat_], [skip[row] for row in rows]
        found = iter(self._contexts.of(places, lengths, skips))
        for pairs in chosen:
            yield list(islice(found, len(pairs)))

    def _chosen(self, group: Group, most: int) -> list[tuple[int, int]]:
        """Return (place, words) of the mentions to show, in reading order."""
        if most == 1:
            place, words = min(
                (int(rows[0]), len(words)) for words, rows in group.mentions.items()
            )
            return [(place, words)]
        places = {
            place: len(words)
            for words, rows in group.mentions.items()
            for place in rows[: 8 * most].tolist()
        }
        ordered = sorted(places)
        documents = self.corpus.document[ordered].tolist()
        return [(place, places[place]) for place in spread(ordered, documents, most)]

    def _skip(self, row: int) -> int:
        """Return how many code points of a written word come before the stem.

        Vowel signs and tatweel after a proclitic (وَالكنيست) go with it. Where ل has
        swallowed the alef of the article (للكنيست), the whole word is the mention.
        """
        reading = self.vocabulary.readings[row]
        left = len(reading.proclitics)
        if not left or (reading.article and reading.proclitics.endswith("ل")):
            return 0
        for skip, letter in enumerate(self.corpus.types[row]):
            if bare(letter):
                if not left:
                    return skip
                left -= 1
        return 0


def _known(group: Group) -> tuple[Rendering, ...]:
    """Return the English of every sense."""
    found: dict[str, Rendering] = {}
    for sense in group.senses:
        for rendering in sense.renderings:
            found.setdefault(rendering.text, rendering)
    return tuple(found.values())
