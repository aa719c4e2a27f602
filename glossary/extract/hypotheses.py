"""What the words of a corpus may be made of, all of them at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from glossary.arabic import Analysis, key
from glossary.arabic.clitics import ARTICLE, CONJUNCTIONS, PREPOSITIONS, SHORTEST
from glossary.arabic.folding import keys

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

_SEEN = 4
"""Letters at the beginning of a word that say what it may be made of."""
_LAM = "ل"
_LOST = "ء"
"""A letter that match keys lack."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """The hypotheses about some words but for the whole word, side by side."""

    words: Sequence[str]
    """All the words, bare."""
    own: list[str]
    """The match key of each word."""
    row: NDArray[np.int64]
    """Which word, ascending."""
    article: NDArray[np.bool_]
    cut: NDArray[np.int64]
    """Letters of the word before the stem."""
    proclitics: list[str]
    stem: list[str]
    """Match keys of the stem, and of the stem with its article."""
    base: list[str]

    def considered(self) -> set[str]:
        """Return the match keys that any reading of any word has."""
        own = (one for one in self.own if len(one) >= SHORTEST)
        return {*own, *self.stem, *self.base}

    def analysis(self, place: int) -> Analysis:
        """Return a hypothesis as what ``analyses`` gives of its word."""
        stem = self.words[self.row[place]][self.cut[place] :]
        return Analysis(self.proclitics[place], bool(self.article[place]), stem)


class _Kind(NamedTuple):
    """Hypotheses of one shape."""

    row: NDArray[np.int64]
    proclitics: int
    """How many letters they are."""
    article: bool
    cut: int


def hypotheses(words: Sequence[str]) -> Options:
    """Return what bare words may be made of, as ``analyses`` has it of each."""
    own = keys(words)
    kinds = list(_kinds(words))
    row = np.concatenate([kind.row for kind in kinds])
    sizes = [len(kind.row) for kind in kinds]
    before, article, cut = (
        np.repeat([kind[place] for kind in kinds], sizes) for place in (1, 2, 3)
    )
    order = np.argsort(row, kind="stable")
    row, before, article, cut = (one[order] for one in (row, before, article, cut))
    rows, cuts = row.tolist(), cut.tolist()
    stem = []
    for number, letters in zip(rows, cuts, strict=True):
        word, folded = words[number], own[number]
        # Letter for letter, the key of the stem is the stem of the key.
        same = len(word) == len(folded) and _LOST not in word
        stem.append(folded[letters:] if same else key(word[letters:]))
    both = zip(stem, article.tolist(), strict=True)
    return Options(
        words=words,
        own=own,
        row=row,
        article=article.astype(bool),
        cut=cut,
        proclitics=[
            words[number][:letters]
            for number, letters in zip(rows, before.tolist(), strict=True)
        ],
        stem=stem,
        base=[ARTICLE + one if definite else one for one, definite in both],
    )


def _kinds(words: Sequence[str]) -> Iterator[_Kind]:
    """Yield the hypotheses by shape: the rules of ``glossary.arabic.clitics``.

    A conjunction, a preposition or both come before the stem or its article, which has
    no alef after ل and is none of two lams where the noun begins with another.
    """
    first = np.array(words, f"<U{_SEEN}").view(np.uint32).reshape(-1, _SEEN)
    length = np.fromiter(map(len, words), np.int64, len(words))

    def at(place: int, letters: Sequence[str]) -> NDArray[np.bool_]:
        found = np.zeros(len(words), bool)
        for letter in letters:
            found |= first[:, place] == ord(letter)
        return found

    conjunction, everywhere = at(0, CONJUNCTIONS), np.ones(len(words), bool)
    splits = (
        (0, everywhere, False),
        (1, conjunction, False),
        (1, at(0, PREPOSITIONS), True),
        (2, conjunction & at(1, PREPOSITIONS), True),
    )
    for begin, fits, preposition in splits:
        lam = at(begin - 1, _LAM) if preposition else ~everywhere
        alef = at(begin, ARTICLE[0]) & at(begin + 1, ARTICLE[1])
        shapes = [
            (fits & ~lam & alef, True, begin + len(ARTICLE)),
            (fits & lam & at(begin, _LAM), True, begin + 1),
            (fits & lam & at(begin, _LAM), True, begin),
        ]
        if begin:
            shapes.append((fits, False, begin))
        for those, article, cut in shapes:
            rows = np.flatnonzero(those & (length - cut >= SHORTEST))
            yield _Kind(rows, begin, article, cut)
