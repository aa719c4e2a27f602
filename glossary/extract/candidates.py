"""Texts in, ranked candidates out: the whole of extraction."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from itertools import islice
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import numpy as np

from glossary.arabic import bare
from glossary.extract.rank import score
from glossary.extract.selection import Selecting
from glossary.extract.showing import Showing
from glossary.extract.types import spelt_by_sound
from glossary.extract.understood import understand
from glossary.model import Candidate, ConceptType, Origin, Rendering
from glossary.names.english import spellings
from glossary.names.romanise import press

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from glossary.extract.corpus import Document
    from glossary.extract.groups import Group
    from glossary.extract.recogniser import Recogniser
    from glossary.extract.showing import Contexts
    from glossary.extract.understood import Bench
    from glossary.knowledge import Sense, Senses
    from glossary.lexicon import Lexicon
    from glossary.names.style import Style

Made = TypeVar("Made")
_first = itemgetter(0, 1)
_GUESSED = 0.2
"""How sure a romanisation by letters is."""
_GUESSES = 100
"""How many names, the best first, are spelt where nothing knows their English."""
_CARE = 480
"""Beams over all of them: few names are spelt with more care than many."""
_NARROW, _WIDE = 4, 32
_ONCE = 0.7
"""What a single mention is worth: extraction is for what recurs."""
_NAME = 0.2
"""The probability from which on an unknown candidate that is no likelier a term is
called a name."""


class Settings(NamedTuple):
    """What a user may choose."""

    least: int = 2
    """Occurrences that an unknown candidate needs; a known term needs one."""
    exact: bool = False
    """Whether it needs no more in large texts; else see ``WORDS_PER_MENTION``."""
    contexts: int = 3
    """Sentences kept with each candidate."""
    style: Style | None = None
    """The house style of guessed spellings."""


_DEFAULT = Settings()
WORDS_PER_MENTION = 2_500_000
"""An unknown candidate must occur once in so many words on average: what stands twice
in ten million words is there by chance (docs/decisions/0008-scale.md)."""


def extract(
    documents: Iterable[Document],
    *,
    lexicon: Lexicon,
    senses: Iterable[Sense] | Senses = (),
    settings: Settings = _DEFAULT,
    bench: Bench | None = None,
) -> list[Candidate]:
    """Return the candidates of the documents, best first; ties by their term.

    ``senses`` are tried in order where several mean the same words: put the user's own
    glossary before the packaged one and that before the gazetteer. ``bench`` says where
    and by whom the work is done; the candidates are the same.
    """
    found = Extraction(
        documents, lexicon=lexicon, senses=senses, settings=settings, bench=bench
    )
    return found.candidates


class Extraction:
    """The candidates of some documents, and all that was learned on the way."""

    def __init__(  # noqa: PLR0913 - the last two are for training alone
        self,
        documents: Iterable[Document],
        *,
        lexicon: Lexicon,
        senses: Iterable[Sense] | Senses = (),
        settings: Settings = _DEFAULT,
        bench: Bench | None = None,
        model: Recogniser | None = None,
        settle: bool = True,
    ) -> None:
        """Read the documents; see ``extract``.

        ``model`` is the packaged recogniser unless another is given. Without ``settle``
        sequences inside longer ones stay: to learn the ranking from.
        """
        self.settings = settings
        self._text = text = understand(
            documents, lexicon=lexicon, senses=senses, bench=bench, model=model
        )
        self.readings = text.readings
        self.size = int(text.read.counts.sum())
        """Words of the texts."""
        self.least = settings.least
        """Occurrences that an unknown candidate needed."""
        if not settings.exact:
            self.least = max(settings.least, -(-self.size // WORDS_PER_MENTION))
        selecting = Selecting(text, self.least, model)
        self._found = found = selecting.selection(settle=settle)
        self.groups, self.features = found.groups, found.features
        self.name, self.term = found.name, found.term
        self._scores = score(found.name, found.term)
        self._score: list[float] = self._scores.tolist()

    @cached_property
    def _showing(self) -> Showing:
        # What is no name is a term with this probability.
        named = self.name >= np.maximum(_NAME, (1 - self.name) * self.term)
        return Showing(
            self._text, self._found, self._scores, named, self.settings.contexts
        )

    @cached_property
    def ranked(self) -> list[tuple[Candidate, Group]]:
        """The candidates, best first, each with its group; ties by their term."""
        return self._ranked(lambda candidate: candidate)

    def each(self, made: Callable[[Candidate], Made]) -> list[Made]:
        """Return what is made of each candidate, best first; ties by their term.

        Whoever makes the candidates makes it of them, while they are still unordered.
        """
        if "ranked" in self.__dict__:
            return [made(candidate) for candidate, _ in self.ranked]
        return [one for one, _ in self._ranked(made)]

    @property
    def candidates(self) -> list[Candidate]:
        """The candidates, best first; ties by their term."""
        return [candidate for candidate, _ in self.ranked]

    def places(self, group: Group) -> list[tuple[str, int]]:
        """Return (document, start) of each mention of a group, in reading order."""
        return self._showing.places(group)

    def base(self, group: Group) -> str:
        """Return the form that stands for a group, without proclitics."""
        return group.head or self._showing.written(group.number)[0]

    def _ranked(self, made: Callable[[Candidate], Made]) -> list[tuple[Made, Group]]:
        """Make something of each candidate; return it and its group, best first."""
        bench, groups = self._text.bench, self.groups
        contexts = self._showing.contexts()
        size = -(-len(groups) // bench.slices) or 1
        slices = [groups[first : first + size] for first in range(0, len(groups), size)]

        def some(slice_: Sequence[Group]) -> list[tuple[float, str, int, Made]]:
            found = []
            for group in slice_:
                one = self._candidate(group, contexts)
                found.append((-one.score, one.term, group.number, made(one)))
            return sorted(found, key=_first)

        found = [one for part in bench.beside.map(some, slices) for one in part]
        found.sort(key=_first)  # which merges what is sorted
        ranked = [(one, groups[number]) for _, _, number, one in found]
        named = (row for row, (_, group) in enumerate(ranked) if self._by_sound(group))
        rows = list(islice(named, _GUESSES))
        guesses = self._guessed([found[row][1] for row in rows])
        for row, guess in zip(rows, guesses, strict=True):
            group = ranked[row][1]
            candidate = replace(self._candidate(group, contexts), renderings=guess)
            ranked[row] = made(candidate), group
        return ranked

    def _candidate(self, group: Group, contexts: Contexts) -> Candidate:
        number, showing = group.number, self._showing
        base, variants = showing.written(number)
        score_ = self._score[number]
        curated = group.senses and group.senses[0].renderings[0].origin
        if curated is Origin.CURATED:
            score_ = (1 + score_) / 2
        if group.count == 1:
            score_ *= _ONCE
        return Candidate(
            term=bare(group.head) if group.head else base,
            type=self._type(group),
            score=round(score_, 4),
            count=group.count,
            documents=showing.documents[number],
            variants=variants,
            renderings=_known(group),
            contexts=contexts.of(number),
        )

    def _type(self, group: Group) -> ConceptType:
        return group.type or self._showing.types.get(group.number, ConceptType.TERM)

    def _by_sound(self, group: Group) -> bool:
        """Tell whether a candidate is a name without English that its sound decides."""
        if group.senses:
            return False
        rows = self._showing.main_words(group.number)
        return spelt_by_sound(self._type(group), rows, self._text.vocabulary)

    def _guessed(self, terms: Sequence[str]) -> Iterator[tuple[Rendering, ...]]:
        """Yield how each name may be spelt: the best names, few with more care."""
        if not terms:
            return
        paper = press(self.settings.style, spellings(self._text.senses))
        width = max(_NARROW, min(_WIDE, _CARE // len(terms)))
        paper.prepare(terms, width=width)
        for term in terms:
            yield tuple(
                Rendering(text=one.text, origin=Origin.ROMANISED, confidence=_GUESSED)
                for one in paper.spell(term)
            )


def _known(group: Group) -> tuple[Rendering, ...]:
    """Return the English of every sense."""
    if not group.senses:
        return ()
    found: dict[str, Rendering] = {}
    for sense in group.senses:
        for rendering in sense.renderings:
            found.setdefault(rendering.text, rendering)
    return tuple(found.values())
