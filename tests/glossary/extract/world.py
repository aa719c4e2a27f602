"""Extractions made in tests, with everything that the packages know."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from typing import Any

from glossary import lexicon
from glossary.base import entries
from glossary.extract.attributes import describe_words
from glossary.extract.candidates import Extraction, Settings
from glossary.extract.corpus import Corpus, Document, scan
from glossary.extract.recogniser import recogniser
from glossary.extract.shard import Shard, lexis, scanned
from glossary.extract.understood import Bench
from glossary.extract.vocabulary import Vocabulary, describe
from glossary.gazetteer import places
from glossary.knowledge import Sense, concept_senses, place_senses
from glossary.readings import Readings


@cache
def known() -> tuple[Sense, ...]:
    return (*concept_senses(entries()), *place_senses(places()))


def documents(*texts: str) -> list[Document]:
    return [Document(f"{number}.txt", text) for number, text in enumerate(texts)]


def extraction(
    *texts: str, settle: bool = True, bench: Bench | None = None, **settings: int
) -> Extraction:
    return Extraction(
        documents(*texts),
        lexicon=lexicon.arabic(),
        senses=known(),
        settings=Settings(**settings),  # type: ignore[arg-type]
        bench=bench,
        settle=settle,
    )


def described(
    *texts: str, known: Collection[str] = frozenset()
) -> tuple[Corpus, Vocabulary]:
    corpus = scan(documents(*texts))
    readings = Readings(lexicon.arabic(), corpus=corpus.words(), known=known)
    return corpus, describe(corpus, readings)


def one_shard(
    *texts: str, known: Collection[str] = frozenset()
) -> tuple[Shard, Vocabulary]:
    """Return a shard with what is known of its words."""
    shelf: dict[str, Any] = {}
    scanned(shelf, (0, documents(*texts)))
    corpus, vocabulary = described(*texts, known=known)
    model = recogniser()
    columns, classes = describe_words(vocabulary, corpus.types, model.letters)
    attributes = model.attributes(columns, len(corpus.types))
    lexis(vocabulary, attributes, classes).save(shelf)
    return Shard(shelf, 0), vocabulary
