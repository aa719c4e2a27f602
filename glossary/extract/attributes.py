"""What the recogniser sees of a word: attributes of its form, and a class."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from glossary.arabic import key
from glossary.extract.letters import name_likeness
from glossary.extract.stopwords import clues
from glossary.extract.vocabulary import among
from glossary.gazetteer import places
from glossary.names.given import given_names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from glossary.extract.reading import ReadWords
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
_DEFINITE = np.array([_NUMBER.get(f"D{name}", _NUMBER[name]) for name in CLASSES])
"""The class of a word with the article; some classes do not tell it."""
_TOWN = 0.6
"""The confidence from which on a place's name makes a word class."""


@cache
def person_words() -> frozenset[str]:
    """Return the match keys of words that given and family names consist of."""
    path = resources.files("glossary.data").joinpath("person_words.txt")
    lines = path.read_text("utf-8").splitlines()
    return frozenset(key(line) for line in lines if not line.startswith("#"))


def _is_town(lexeme: str) -> bool:
    """Tell whether a place of one word is known well enough to make a word class."""
    known = places()
    return lexeme in known and any(one.confidence > _TOWN for one in known[lexeme])


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
    person, given, town = (
        among(lexemes, table).astype(np.int64)
        for table in (person_words(), given_names(), places())
    )
    for row in np.flatnonzero(town).tolist():
        town[row] += _is_town(lexemes[row])
    classes = _classes(vocabulary, person, given, town)
    script = np.fromiter(map(str.isascii, written), np.int64, len(written)) * 2
    script[np.array([word[0].isdigit() for word in written], bool)] = 1
    columns = [
        Column([f"w{word}" for word in written]),
        Column([f"l{lexeme}" for lexeme in lexemes]),
        Column([f"p{lexeme[:2]}" for lexeme in lexemes]),
        Column([f"s{lexeme[-2:]}" for lexeme in lexemes]),
        Column([f"t{lexeme[-3:]}" for lexeme in lexemes]),
        _clitics(read),
        _numbered("z", zipf),
        _numbered("b", zipf, bareness),
        _numbered("n", looks),
        _numbered("m", looks, zipf),
        Column([f"k{name}" for name in CLASSES], classes),
        _numbered("L", length),
        Column(["", "family"], person),
        Column(["", "given"], given),
        Column(["", "town0", "town1"], town),
        Column(["", "digit", "latin"], script),
    ]
    return columns, classes


def _clitics(read: ReadWords) -> Column:
    """Return a column of proclitics, whether there is an article, and a pronoun."""
    signs = (2 * read.article + read.possessive).tolist()
    each = ("00", "01", "10", "11")
    both = zip(read.proclitics, signs, strict=True)
    return Column([f"c{before}{each[sign]}" for before, sign in both])


def _numbered(letter: str, *codes: NDArray[np.int64]) -> Column:
    """Return a column of one or two digits, each below ten."""
    values = [f"{letter}{number:0{len(codes)}}" for number in range(10 ** len(codes))]
    total = codes[0] if len(codes) == 1 else 10 * codes[0] + codes[1]
    return Column(values, total)


def _classes(
    vocabulary: Described | Vocabulary,
    person: NDArray[np.int64],
    given: NDArray[np.int64],
    town: NDArray[np.int64],
) -> NDArray[np.int64]:
    """Return the first class that fits each word."""
    lexemes = vocabulary.words.lexeme
    titles, heads = clues()
    numbers = {lexeme: _NUMBER[type_.value] for lexeme, type_ in heads.items()}
    head = np.array([numbers.get(lexeme, -1) for lexeme in lexemes], np.int64)
    fits = {
        "stop": vocabulary.stop,
        "weak": vocabulary.weak,
        "title": among(lexemes, titles),
        "head": head >= 0,
        "verb": vocabulary.verb,
        "given": (given > 0) & ~vocabulary.article,
        "family": person > 0,
        "town": town > 1,
        "foreign": vocabulary.foreign,
        "relative": np.array([one.endswith(("ي", "يه")) for one in lexemes], bool),
        "noun": vocabulary.noun,
    }
    found = np.select(
        list(fits.values()),
        [_NUMBER.get(name, head) for name in fits],
        _NUMBER["other"],
    )
    return np.where(vocabulary.article, _DEFINITE[found], found)
