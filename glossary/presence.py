"""Which concepts a text speaks of: wide rather than narrow, for prompts and lists."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from glossary.arabic import analyses, bare, is_arabic, key, tokens
from glossary.readings import word_keys

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from glossary.model import Concept

    _Terms = defaultdict[str, list[tuple[list[str], int]]]


def present(concepts: Iterable[Concept], text: str, lang: str) -> Iterator[Concept]:
    """Yield, in their order, the concepts of which a term in ``lang`` is in the text.

    Case, vowel signs and spelling habits do not count, and an Arabic word may bear any
    proclitics and the article: a concept too many does less harm than one too few.
    """
    known = list(concepts)
    by_first: _Terms = defaultdict(list)
    for number, concept in enumerate(known):
        section = concept.section(lang)
        for term in section.terms if section else ():
            words = word_keys(" ".join(token.text for token in tokens(term.text)))
            if words:
                by_first[words[0]].append((words, number))
    found: set[int] = set()
    keys = [_keys(token.text) for token in tokens(text)]
    for place, first in enumerate(keys):
        for one in first:
            for words, number in by_first.get(one, ()):
                rest = keys[place : place + len(words)]
                if len(rest) == len(words) and all(
                    word in here for word, here in zip(words, rest, strict=True)
                ):
                    found.add(number)
    yield from (concept for number, concept in enumerate(known) if number in found)


def _keys(word: str) -> frozenset[str]:
    """Return the match keys of what a word may be once its clitics are off."""
    if not is_arabic(word):
        return frozenset((key(word),))
    return frozenset(key(one.stem) for one in analyses(bare(word))) | {key(word)}
