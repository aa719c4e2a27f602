"""Proclitics and the article as hypotheses: what a word could be made of.

Nothing here decides. ويليام could be و + يليام by its letters; whether it is depends on
what the lexicon, the corpus and the glossary attest (``glossary.lexicon``).
"""

from __future__ import annotations

from typing import NamedTuple

ARTICLE = "ال"
CONJUNCTIONS = ("و", "ف")
PREPOSITIONS = ("ب", "ل", "ك")
SHORTEST = 2
"""The fewest letters a stem may have."""


class Analysis(NamedTuple):
    """One reading of a written word: proclitics, article and the rest."""

    proclitics: str
    """Conjunction and preposition as written, such as ``وب``; empty for none."""
    article: bool
    stem: str
    """The word without proclitics and article."""

    @property
    def base(self) -> str:
        """The word as a dictionary or a title would print it: with its article."""
        return ARTICLE + self.stem if self.article else self.stem


def analyses(word: str) -> list[Analysis]:
    """Return every reading that the letters allow, the whole word first.

    ``word`` is bare (no marks, no tatweel). The article needs a bare alef: إلهام does
    not begin with one. ``للجنة`` may be ل + الجنة, ل + اللجنة or ل + لجنة.
    """
    found: dict[Analysis, None] = {}
    for proclitics, rest in _splits(word):
        for article, stem in _articles(proclitics, rest):
            if len(stem) >= SHORTEST:
                found[Analysis(proclitics, article, stem)] = None
    return list(found)


def stems(word: str) -> list[str]:
    """Return the stems of ``analyses``, which costs less where these are all."""
    return [
        stem
        for proclitics, rest in _splits(word)
        for _, stem in _articles(proclitics, rest)
        if len(stem) >= SHORTEST
    ]


def _splits(word: str) -> list[tuple[str, str]]:
    """Return (proclitics, rest) with a conjunction, a preposition, both or none."""
    splits = [("", word)]
    if word[:1] in CONJUNCTIONS:
        splits.append((word[0], word[1:]))
    for before, rest in list(splits):
        if rest[:1] in PREPOSITIONS:
            splits.append((before + rest[0], rest[1:]))
    return splits


def _articles(proclitics: str, rest: str) -> list[tuple[bool, str]]:
    """Return (article, stem) readings of what follows the proclitics.

    After ل the article loses its alef, and a noun in ل then shows two lams, not three.
    """
    readings = [(False, rest)]
    if proclitics.endswith("ل"):
        if rest.startswith("ل"):
            readings += [(True, rest[1:]), (True, rest)]
    elif rest.startswith(ARTICLE):
        readings.append((True, rest[len(ARTICLE) :]))
    return readings
