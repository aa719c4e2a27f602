"""Texts as far as they are understood before anything new is looked for in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from glossary.extract.corpus import scan
from glossary.extract.groups import known_groups
from glossary.extract.known import find, known_words
from glossary.extract.vocabulary import describe
from glossary.readings import Readings

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from glossary.extract.corpus import Corpus, Document
    from glossary.extract.groups import Group
    from glossary.extract.known import Match
    from glossary.extract.vocabulary import Vocabulary
    from glossary.knowledge import Sense
    from glossary.lexicon import Lexicon


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """The words of texts, how each is read, and what is known among them."""

    corpus: Corpus
    readings: Readings
    vocabulary: Vocabulary
    senses: tuple[Sense, ...]
    """Those whose first word the texts may have, in the order given."""
    matches: list[Match]
    """Every place of every sense."""
    known: list[Group]
    """The matches by what they mean, as far as the texts bear them out."""


def understand(
    documents: Iterable[Document], *, lexicon: Lexicon, senses: Sequence[Sense]
) -> Understood:
    """Read documents with what is known; of equal words the earlier sense wins."""
    corpus = scan(documents)
    readings = Readings(lexicon, corpus=corpus.words())
    likely = tuple(sense for sense in senses if readings.considers(sense.words[0]))
    readings.learn(known_words(likely, lexicon))
    vocabulary = describe(corpus, readings)
    matches = find(corpus, vocabulary, readings, likely)
    return Understood(
        corpus=corpus,
        readings=readings,
        vocabulary=vocabulary,
        senses=likely,
        matches=matches,
        known=known_groups(matches, corpus, vocabulary),
    )
