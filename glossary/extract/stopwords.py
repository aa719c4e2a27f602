"""Words that bound a term, and words that show the type of a name."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import NamedTuple

from glossary.arabic import key
from glossary.model import ConceptType


class Stopwords(NamedTuple):
    """Bare forms: a ``stop`` bounds a term, a ``weak`` word may only end one."""

    stop: frozenset[str]
    weak: frozenset[str]


class Clues(NamedTuple):
    """Match keys, without the article, of words that tell what a name names."""

    titles: frozenset[str]
    """A person's name follows."""
    heads: dict[str, ConceptType]
    """A name of this type begins with the word or follows it."""


@cache
def stopwords() -> Stopwords:
    """Return the packaged stop words."""
    text = resources.files("glossary.data").joinpath("stopwords.txt").read_text("utf-8")
    strong, _, weak = text.partition("# weak")
    return Stopwords(_words(strong), _words(weak.partition("\n")[2]))


@cache
def clues() -> Clues:
    """Return the packaged clue words."""
    text = resources.files("glossary.data").joinpath("clues.toml").read_text("utf-8")
    table = tomllib.loads(text)
    return Clues(
        frozenset(map(key, table["titles"]["person"])),
        {
            key(word): ConceptType(type_)
            for type_, words in reversed(table["heads"].items())
            for word in words
        },
    )


def _words(text: str) -> frozenset[str]:
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return frozenset(word for line in lines for word in line.split())
