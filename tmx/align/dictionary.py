"""Which word may translate which: packaged, injected, and learned from the texts."""

from __future__ import annotations

from collections import Counter
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from glossary.arabic import is_arabic, key
from tmx.align.words import forms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from tmx.align.words import Word

    Dictionary = Mapping[str, Iterable[str]]
    Cognates = Callable[[Sequence[str], Sequence[str]], NDArray[np.float32]]

_SURE, _KNOWN, _LEARNED = 1.0, 0.6, 0.5
_LEAST = 0.1


class Links(NamedTuple):
    """Which source type may translate which target type, by number, and how likely."""

    source: NDArray[np.int64]
    target: NDArray[np.int64]
    weight: NDArray[np.float32]

    def turned(self) -> Links:
        """Return the same links from target to source."""
        return Links(self.target, self.source, self.weight)


@cache
def packaged() -> dict[str, frozenset[str]]:
    """Return the packaged list: Arabic match key to English words in lower case."""
    text = resources.files("tmx.data").joinpath("words.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return collect((one, english.split()) for ar, english in rows for one in ar.split())


def collect(pairs: Iterable[tuple[str, Iterable[str]]]) -> dict[str, frozenset[str]]:
    """Gather pairs of an Arabic word and English words into a dictionary."""
    found: dict[str, set[str]] = {}
    for arabic, english in pairs:
        folded = key(arabic)
        words = {key(word) for word in english}
        found.setdefault(folded, set()).update(words)
        if folded.startswith("ال"):
            found.setdefault(folded[2:], set()).update(words)
    return {arabic: frozenset(words) for arabic, words in found.items()}


class Vocabulary:
    """The types of one text, numbered in the order of their first appearance.

    They are counted ``among`` all its sentences, where these are only some of them.
    """

    def __init__(
        self,
        sentences: Sequence[Sequence[Word]],
        among: Sequence[Sequence[Word]] | None = None,
    ) -> None:
        self.number: dict[str, int] = {}
        self.keys: list[set[str]] = []
        self.named: list[bool] = []
        self.sentences: list[NDArray[np.int64]] = []
        for sentence in sentences:
            present = [self._add(word) for word in sentence]
            self.sentences.append(np.unique(np.array(present, np.int64)))
        stems = Counter(word.stem for one in among or sentences for word in one)
        self.counts = [stems[stem] for stem in self.number]
        self.total = stems.total()

    def __len__(self) -> int:
        return len(self.keys)

    @property
    def arabic(self) -> int:
        """How many types are in Arabic letters."""
        return sum(is_arabic(stem) for stem in self.number)

    def _add(self, word: Word) -> int:
        number = self.number.setdefault(word.stem, len(self.keys))
        if number == len(self.keys):
            self.keys.append(set())
            self.named.append(False)
        if word.key:
            self.keys[number].add(word.key)
        if word.name:
            self.named[number] = True
        return number


def link(
    source: Vocabulary,
    target: Vocabulary,
    *,
    dictionaries: Sequence[Dictionary],
    cognates: Cognates,
) -> Links:
    """Return what is known to link two vocabularies.

    A type that both have (numbers, signs, Latin words) links to itself. Dictionaries
    and cognates are asked for Arabic words, whichever side has them.
    """
    if target.arabic > source.arabic:
        return link(
            target, source, dictionaries=dictionaries, cognates=cognates
        ).turned()
    found: dict[tuple[int, int], float] = {}
    for stem, number in source.number.items():
        other = target.number.get(stem)
        if other is not None:
            found[number, other] = _SURE
    _known(source, target, dictionaries, found)
    _alike(source, target, cognates, found)
    return _links(found)


def with_learned(
    links: Links,
    source: Vocabulary,
    target: Vocabulary,
    learned: Mapping[tuple[str, str], float],
) -> Links:
    """Return the links with those of pairs of types that were learned."""
    numbers = zip(links.source.tolist(), links.target.tolist(), strict=True)
    found = dict(zip(numbers, links.weight.tolist(), strict=True))
    for (left, right), weight in learned.items():
        one, other = source.number.get(left), target.number.get(right)
        if one is not None and other is not None:
            found[one, other] = max(found.get((one, other), 0.0), weight * _LEARNED)
    return _links(found)


def _links(found: Mapping[tuple[int, int], float]) -> Links:
    ordered = sorted(found)
    return Links(
        np.array([one for one, _ in ordered], np.int64),
        np.array([other for _, other in ordered], np.int64),
        np.array([found[pair] for pair in ordered], np.float32),
    )


def _known(
    source: Vocabulary,
    target: Vocabulary,
    dictionaries: Sequence[Dictionary],
    found: dict[tuple[int, int], float],
) -> None:
    """Add the links that the dictionaries have."""
    english: dict[str, set[int]] = {}
    for number, keys in enumerate(target.keys):
        for form in {form for one in keys for form in forms(one)}:
            english.setdefault(form, set()).add(number)
    for number, keys in enumerate(source.keys):
        for form in {form for one in keys for form in forms(one)}:
            for dictionary in dictionaries:
                for word in dictionary.get(form, ()):
                    for other in english.get(word, ()):
                        found.setdefault((number, other), _KNOWN)


def _alike(
    source: Vocabulary,
    target: Vocabulary,
    cognates: Cognates,
    found: dict[tuple[int, int], float],
) -> None:
    """Add names that sound alike, for words that nothing else explains."""
    explained = {one for one, _ in found}
    ours = [
        (number, one)
        for number, keys in enumerate(source.keys)
        if number not in explained
        for one in sorted(keys)
        if is_arabic(one)
    ]
    theirs = [
        (number, one)
        for number, keys in enumerate(target.keys)
        if target.named[number]
        for one in sorted(keys)
    ]
    if not ours or not theirs:
        return
    table = cognates([one for _, one in ours], [one for _, one in theirs])
    for row, column in zip(*np.nonzero(table >= _LEAST), strict=True):
        pair = ours[row][0], theirs[column][0]
        found[pair] = max(found.get(pair, 0.0), float(table[row, column]))
