"""Texts in, ranked candidates out: the whole of extraction."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from glossary.arabic import bare
from glossary.extract.contexts import shown
from glossary.extract.coordination import expansions
from glossary.extract.features import measure
from glossary.extract.forms import Forms
from glossary.extract.groups import full_names, recurring_groups, settled
from glossary.extract.mentions import flat, span_probabilities
from glossary.extract.rank import ranking, score
from glossary.extract.recogniser import recogniser
from glossary.extract.types import concept_type, spelt_by_sound
from glossary.extract.understood import understand
from glossary.model import Candidate, ConceptType, Evidence, Origin, Rendering
from glossary.names.english import spellings
from glossary.names.romanise import press

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from glossary.extract.corpus import Document
    from glossary.extract.features import Features
    from glossary.extract.groups import Group
    from glossary.extract.mentions import Mentions
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
        text = understand(documents, lexicon=lexicon, senses=senses)
        self.corpus = corpus = text.corpus
        self.readings = text.readings
        self.vocabulary = vocabulary = text.vocabulary
        self._senses = text.senses
        self._model = model or recogniser()
        self._likely = self._model.probabilities(corpus, vocabulary)
        known = text.known
        least = settings.least
        new = recurring_groups(corpus, vocabulary, known, least)
        if settle:
            _, name, term = self._judged(new, flat(new))
            scores = score(name, term).tolist()
            new = settled(new, scores, known, corpus, vocabulary, least)
        self.groups = [*known, *new]
        self.groups += full_names(corpus, vocabulary, self.groups)
        self.groups += expansions(corpus, vocabulary, self.groups, least)
        mentions = flat(self.groups)
        self.features, self.name, self.term = self._judged(self.groups, mentions)
        self._documents = mentions.documents(corpus.document)
        self._forms = Forms(corpus, vocabulary)

    def _judged(
        self, groups: list[Group], mentions: Mentions
    ) -> tuple[Features, NDArray[np.float64], NDArray[np.float64]]:
        """Measure groups; return how likely each is a name, and else a term."""
        spans = span_probabilities(mentions, self._likely, self._model.labels)
        features = measure(groups, mentions, spans, self.corpus, self.vocabulary)
        name = ranking().name.probability(features.columns)
        return features, name, ranking().term.probability(features.columns)

    @cached_property
    def ranked(self) -> list[tuple[Candidate, Group]]:
        """The candidates, best first, each with its group; ties by their term."""
        scores = score(self.name, self.term)
        made = [
            (self._candidate(number, group, float(scores[number]), evidence), group)
            for number, (group, evidence) in enumerate(
                zip(self.groups, self._shown(scores), strict=True)
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
        return group.head or self._forms.base(self._forms.counted(len(words), places))

    def _candidate(
        self, number: int, group: Group, score_: float, shown: list[Evidence]
    ) -> Candidate:
        words, places = group.main
        rows = self.corpus.word[places[0] : places[0] + len(words)].tolist()
        forms = {
            words_: self._forms.counted(len(words_), places_)
            for words_, places_ in group.mentions.items()
        }
        term = group.head or self._forms.base(forms[words])
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
            variants=self._forms.variants(forms.values()),
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
        return shown(self.groups, most.tolist(), self.corpus, self.vocabulary)


def _known(group: Group) -> tuple[Rendering, ...]:
    """Return the English of every sense."""
    found: dict[str, Rendering] = {}
    for sense in group.senses:
        for rendering in sense.renderings:
            found.setdefault(rendering.text, rendering)
    return tuple(found.values())
