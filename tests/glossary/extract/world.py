"""Extractions made in tests, with everything that the packages know."""

from __future__ import annotations

from functools import cache

from glossary import lexicon
from glossary.base import entries
from glossary.extract.candidates import Extraction, Settings
from glossary.extract.corpus import Corpus, Document, scan
from glossary.extract.vocabulary import Vocabulary, describe
from glossary.gazetteer import places
from glossary.knowledge import Sense, concept_senses, place_senses
from glossary.readings import Readings


@cache
def known() -> tuple[Sense, ...]:
    return (*concept_senses(entries()), *place_senses(places()))


def extraction(*texts: str, settle: bool = True, **settings: int) -> Extraction:
    return Extraction(
        [Document(f"{number}.txt", text) for number, text in enumerate(texts)],
        lexicon=lexicon.arabic(),
        senses=known(),
        settings=Settings(**settings),  # type: ignore[arg-type]
        settle=settle,
    )


def described(*texts: str) -> tuple[Corpus, Vocabulary]:
    corpus = scan(Document(f"{n}.txt", text) for n, text in enumerate(texts))
    return corpus, describe(corpus, Readings(lexicon.arabic(), corpus=corpus.words()))
