"""What the recogniser sees of a word: attributes of its form, and a class."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

import numpy as np

from glossary.arabic import key
from glossary.extract.letters import name_likeness
from glossary.extract.stopwords import clues
from glossary.gazetteer import places
from glossary.names.given import given_names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from glossary.extract.vocabulary import Vocabulary

CLASSES = (
    "^ stop weak title organisation media place agreement event product verb given"
    " family town foreign relative noun other Dtitle Dorganisation Dmedia Dplace"
    " Dagreement Devent Dproduct Dfamily Dtown Dforeign Drelative Dnoun Dother"
).split()
"""Word classes; ``^`` stands beyond the ends of a sentence, D marks the article."""
_NUMBER = {name: number for number, name in enumerate(CLASSES)}
_ZIPF = (0.5, 2.0, 3.0, 3.7, 4.3, 5.0, 5.7)
_BARENESS = (-1.5, -0.5, 0.5, 1.5, 2.5, 4.0)
_LIKENESS = (-4.0, -2.5, -1.0, 0.0, 1.0, 2.5, 4.0)
_LONG = 8
_TOWN = 0.6
"""The confidence from which on a place's name makes a word class."""


@cache
def person_words() -> frozenset[str]:
    """Return the match keys of words that given and family names consist of."""
    path = resources.files("glossary.data").joinpath("person_words.txt")
    lines = path.read_text("utf-8").splitlines()
    return frozenset(key(line) for line in lines if not line.startswith("#"))


@cache
def _towns() -> dict[str, float]:
    """Return the places of one word with their confidence, by match key."""
    return {
        name: max(place.confidence for place in homonyms)
        for name, homonyms in places().items()
        if " " not in name
    }


def describe_words(
    vocabulary: Vocabulary, written: Sequence[str], weights: NDArray[np.floating]
) -> tuple[list[tuple[str, ...]], NDArray[np.int64]]:
    """Return each word's attributes, and its class as an index into ``CLASSES``.

    ``written`` are the words as they stand in the text, parallel to the vocabulary;
    ``weights`` are those of ``name_likeness``.
    """
    lexemes = [reading.lexeme for reading in vocabulary.readings]
    likeness = name_likeness(lexemes, weights)
    zipf = np.searchsorted(_ZIPF, vocabulary.common).tolist()
    bareness = np.searchsorted(_BARENESS, vocabulary.bareness).tolist()
    looks = np.searchsorted(_LIKENESS, likeness).tolist()
    classes = [_class(vocabulary, row, lexeme) for row, lexeme in enumerate(lexemes)]
    attributes = []
    for row, (word, lexeme, reading) in enumerate(
        zip(written, lexemes, vocabulary.readings, strict=True)
    ):
        found = [
            f"w{word}",
            f"l{lexeme}",
            f"p{lexeme[:2]}",
            f"s{lexeme[-2:]}",
            f"t{lexeme[-3:]}",
            f"c{reading.proclitics}{reading.article:d}{reading.possessive:d}",
            f"z{zipf[row]}",
            f"b{zipf[row]}{bareness[row]}",
            f"n{looks[row]}",
            f"m{looks[row]}{zipf[row]}",
            f"k{classes[row]}",
            f"L{min(len(lexeme), _LONG)}",
        ]
        if lexeme in person_words():
            found.append("family")
        if lexeme in given_names():
            found.append("given")
        if lexeme in _towns():
            found.append(f"town{_towns()[lexeme] > _TOWN:d}")
        if word[0].isdigit():
            found.append("digit")
        elif word.isascii():
            found.append("latin")
        attributes.append(tuple(found))
    return attributes, np.array([_NUMBER[name] for name in classes], np.int64)


def _class(vocabulary: Vocabulary, row: int, lexeme: str) -> str:
    titles, heads = clues()
    reading = vocabulary.readings[row]
    if vocabulary.stop[row]:
        return "stop"
    if vocabulary.weak[row]:
        return "weak"
    definite = "D" if reading.article else ""
    if lexeme in titles:
        return f"{definite}title"
    if lexeme in heads:
        return definite + heads[lexeme].value
    if vocabulary.verb[row]:
        return "verb"
    if lexeme in given_names() and not definite:
        return "given"
    if lexeme in person_words():
        return f"{definite}family"
    if _towns().get(lexeme, 0) > _TOWN:
        return f"{definite}town"
    if vocabulary.foreign[row]:
        return f"{definite}foreign"
    if lexeme.endswith(("ي", "يه")):
        return f"{definite}relative"
    return f"{definite}noun" if vocabulary.noun[row] else f"{definite}other"
