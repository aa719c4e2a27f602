"""What the recogniser sees of a word: attributes of its form, and a class."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from glossary.arabic import key
from glossary.extract.letters import name_likeness
from glossary.extract.stopwords import clues
from glossary.gazetteer import places
from glossary.names.given import given_names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from glossary.extract.vocabulary import Described, Vocabulary

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
_INDEFINITE = ("stop", "weak", "verb", "given")
"""Classes that do not tell the article."""
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


class Column(NamedTuple):
    """One attribute of all words."""

    values: list[str]
    """Named values; empty for none."""
    codes: NDArray[np.int64] | None = None
    """Each word's index into the values; ``None`` where there is a value a word."""


def describe_words(
    vocabulary: Described | Vocabulary,
    written: Sequence[str],
    weights: NDArray[np.floating],
) -> tuple[list[Column], NDArray[np.int64]]:
    """Return the words' attributes, and their classes as indices into ``CLASSES``.

    ``written`` are the words as they stand in the text, parallel to the vocabulary;
    ``weights`` are those of ``name_likeness``. An attribute's first letter says which
    it is.
    """
    read = vocabulary.words
    lexemes = read.lexeme
    zipf = np.searchsorted(_ZIPF, vocabulary.common)
    bareness = np.searchsorted(_BARENESS, vocabulary.bareness)
    looks = np.searchsorted(_LIKENESS, name_likeness(lexemes, weights))
    length = np.minimum(np.fromiter(map(len, lexemes), np.int64, len(lexemes)), _LONG)
    names = [_class(vocabulary, row, lexeme) for row, lexeme in enumerate(lexemes)]
    classes = np.array([_NUMBER[name] for name in names], np.int64)
    tables = (person_words(), given_names(), _towns())
    person, given, town = (
        np.array([lexeme in table for lexeme in lexemes], np.int64) for table in tables
    )
    for row in np.flatnonzero(town).tolist():
        town[row] += _towns()[lexemes[row]] > _TOWN
    script = [2 if word.isascii() else 0 for word in written]
    for row, word in enumerate(written):
        if word[0].isdigit():
            script[row] = 1
    columns = [
        Column([f"w{word}" for word in written]),
        Column([f"l{lexeme}" for lexeme in lexemes]),
        Column([f"p{lexeme[:2]}" for lexeme in lexemes]),
        Column([f"s{lexeme[-2:]}" for lexeme in lexemes]),
        Column([f"t{lexeme[-3:]}" for lexeme in lexemes]),
        Column(
            [
                f"c{proclitics}{article:d}{possessive:d}"
                for proclitics, article, possessive in zip(
                    read.proclitics,
                    read.article.tolist(),
                    read.possessive.tolist(),
                    strict=True,
                )
            ]
        ),
        _numbered("z", zipf),
        _numbered("b", zipf, bareness),
        _numbered("n", looks),
        _numbered("m", looks, zipf),
        Column([f"k{name}" for name in CLASSES], classes),
        _numbered("L", length),
        Column(["", "family"], person),
        Column(["", "given"], given),
        Column(["", "town0", "town1"], town),
        Column(["", "digit", "latin"], np.array(script, np.int64)),
    ]
    return columns, classes


def _numbered(letter: str, *codes: NDArray[np.int64]) -> Column:
    """Return a column of one or two digits, each below ten."""
    values = [f"{letter}{number:0{len(codes)}}" for number in range(10 ** len(codes))]
    total = codes[0] if len(codes) == 1 else 10 * codes[0] + codes[1]
    return Column(values, total)


def _class(vocabulary: Described | Vocabulary, row: int, lexeme: str) -> str:
    """Return the first class that fits."""
    titles, heads = clues()
    article = vocabulary.article[row]
    head = heads.get(lexeme)
    classes = (
        ("stop", vocabulary.stop[row]),
        ("weak", vocabulary.weak[row]),
        ("title", lexeme in titles),
        (head.value if head else "", head is not None),
        ("verb", vocabulary.verb[row]),
        ("given", lexeme in given_names() and not article),
        ("family", lexeme in person_words()),
        ("town", _towns().get(lexeme, 0) > _TOWN),
        ("foreign", vocabulary.foreign[row]),
        ("relative", lexeme.endswith(("ي", "يه"))),
        ("noun", vocabulary.noun[row]),
    )
    name = next((name for name, fits in classes if fits), "other")
    return f"D{name}" if article and name not in _INDEFINITE else name
