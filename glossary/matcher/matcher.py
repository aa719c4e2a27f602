"""The matcher: a glossary's terms found in texts."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING

import numpy as np

from glossary import lang as languages
from glossary.collecting import uncollected
from glossary.errors import LanguageError
from glossary.matcher import cache, trie
from glossary.matcher.arabic import Arabic
from glossary.matcher.batch import Joined
from glossary.matcher.english import English
from glossary.matcher.forms import Labels
from glossary.matcher.places import together
from glossary.matcher.scan import signs
from glossary.matcher.select import Selection
from glossary.matcher.terms import spell, terms_of
from glossary.matcher.vocabulary import Vocabulary
from glossary.matcher.walk import Edges, walk

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import BinaryIO

    from numpy.typing import NDArray

    from glossary.lexicon import Lexicon
    from glossary.matcher.batch import Batch
    from glossary.matcher.cache import Saved
    from glossary.matcher.forms import Language
    from glossary.matcher.model import Found
    from glossary.matcher.places import Places
    from glossary.model import Concept

_BATCH = 1 << 18
"""Characters of short texts that are searched together."""


class Matcher:
    """An index over the terms of a glossary in one language.

    What it finds depends on the terms and the lexicon alone; that it remembers the
    words of earlier texts only makes it faster. Threads may share it.
    """

    def __init__(self, saved: Saved, language: Language) -> None:
        """Use ``build`` or ``load``."""
        self._saved = saved
        tree, labels = saved.trie, saved.labels
        numbers = dict(zip(labels, range(len(labels)), strict=True))
        language.learn(_labels(saved, numbers))
        self._selection = Selection(saved, language)
        self._edges = Edges(tree)
        self._vocabulary = Vocabulary(language, tree.root, self._edges)
        self._signs = signs(apostrophes=language.apostrophes)
        self._lock = Lock()

    def __len__(self) -> int:
        """Return how many terms are searched for."""
        return len(self._saved.terms.texts)

    @classmethod
    def build(
        cls, concepts: Sequence[Concept], lang: str, *, lexicon: Lexicon | None = None
    ) -> Matcher:
        """Index the terms of the concepts' sections that answer ``lang``.

        All statuses and kinds are searched for. ``lexicon`` is the packaged one unless
        given. Raises ``LanguageError`` for a language other than Arabic and English.
        """
        language = _language(lang, lexicon)
        terms = terms_of(concepts, lang)
        spelled = list(spell(terms, language))
        spellings = [spelling for _, spelling in spelled]
        labels = list(dict.fromkeys(label for s in spellings for label in s.labels))
        numbers = dict(zip(labels, range(len(labels)), strict=True))
        nouns = {
            spelling.labels[0]
            for number, spelling in spelled
            if len(spelling.labels) == 1 and not terms.names[number]
        }
        saved = cache.Saved(
            lang=lang,
            trie=trie.build(spellings, numbers),
            owners=np.array([number for number, _ in spelled], np.int32),
            own=np.array([spelling.own for spelling in spellings], bool),
            terms=terms,
            labels=labels,
            nouns=np.array([label in nouns for label in labels], bool),
        )
        return cls(saved, language)

    def save(self, stream: BinaryIO) -> None:
        """Write the index, so that ``load`` need not build it."""
        cache.write(stream, self._saved)

    @classmethod
    def load(cls, stream: BinaryIO, *, lexicon: Lexicon | None = None) -> Matcher:
        """Read what ``save`` wrote; raise ``StoreError`` for anything else.

        The stream must be seekable. Concepts keep the numbers that they had.
        """
        saved = cache.read(stream)
        return cls(saved, _language(saved.lang, lexicon))

    def find(self, text: str, *, overlapping: bool = False) -> list[Found]:
        """Return the terms in a text in order, the longest where they overlap.

        With ``overlapping`` terms inside others and across them are found too.
        """
        with uncollected():  # of a long text there are many
            return next(self.find_many((text,), overlapping=overlapping))

    def find_many(
        self, texts: Iterable[str], *, overlapping: bool = False
    ) -> Iterator[list[Found]]:
        """Yield for each text what ``find`` returns; much faster for short texts."""
        for places in self.places(texts, overlapping=overlapping):
            yield from places.found()

    def places(
        self, texts: Iterable[str], *, overlapping: bool = False
    ) -> Iterator[Places]:
        """Yield what ``find`` returns as columns, for some texts after the others.

        The fastest: no object is made for a place.
        """
        batch: list[str] = []
        size = begin = 0
        for text in texts:
            batch.append(text)
            size += len(text)
            if size >= _BATCH:
                yield self._search(batch, overlapping=overlapping).after(begin)
                begin += len(batch)
                batch, size = [], 0
        if batch:
            yield self._search(batch, overlapping=overlapping).after(begin)

    def _search(self, texts: list[str], *, overlapping: bool) -> Places:
        """Return the terms of texts that are searched together."""
        joined, selection = Joined.of(texts), self._selection
        with self._lock, uncollected():
            selection.begin()
            return together(
                [
                    selection.places(
                        batch,
                        walk(self._edges, ids, batch.words.gaps, self._vocabulary),
                        overlapping=overlapping,
                    )
                    for batch, ids in self._parts(joined)
                ]
            )

    def _parts(self, texts: Joined) -> Iterator[tuple[Batch, NDArray[np.int32]]]:
        """Yield parts of texts, with the row of each word in the vocabulary.

        A part ends with a word that belongs to no term: no term runs over it.
        """
        begin, size = 0, _BATCH
        while True:
            batch = texts.part(begin, size, self._signs)
            self._vocabulary.begin()
            ids = self._vocabulary.ids(batch)
            if batch.end == len(texts.text):
                yield batch, ids
                return
            others = np.flatnonzero(ids == 0)
            size *= 2
            if len(others):
                count = int(others[-1]) + 1
                yield batch.until(count), ids[:count]
                begin, size = int(batch.words.ends[count - 1]), _BATCH


def _labels(saved: Saved, numbers: Mapping[str, int]) -> Labels:
    """Return the labels by the places that they have in terms."""

    def some(numbers: NDArray[np.integer]) -> frozenset[str]:
        return frozenset(saved.labels[number] for number in numbers.tolist())

    later = (saved.trie.edges >> np.uint64(1)) & np.uint64((1 << 31) - 1)
    return Labels(
        first=some(np.flatnonzero(saved.trie.root >= 0)),
        later=some(np.unique(later)),
        nouns=some(np.flatnonzero(saved.nouns)),
        numbers=numbers,
    )


def _language(tag: str, lexicon: Lexicon | None) -> Language:
    if languages.primary(tag) == "ar":
        if lexicon is None:
            from glossary.lexicon import arabic  # noqa: PLC0415 - some MB, if wanted

            lexicon = arabic()
        return Arabic(lexicon)
    if languages.primary(tag) == "en":
        return English()
    raise LanguageError(f"terms are found in Arabic and English texts, not in {tag!r}")
